/** W2: the same ExecutionReport built from program values and written by each engine. */

import { rowOf } from '../rows.ts'
import type { Child } from '../runner/child.ts'
import { numberIn } from '../runner/child.ts'
import type { EngineName } from '../runner/figures.ts'
import { ownProgram } from '../runner/tools.ts'
import { differences, isFramed } from '../runner/wire-fields.ts'
import { type Bench, type Check, inTurns, type Outcome, type Pass, ready } from '../runner/workload.ts'
import { entered } from './acceptors.ts'

export async function encoding(bench: Bench): Promise<Outcome> {
  const { tools, children, options } = bench
  const count = options.quick ? 10_000 : 100_000
  const commands: Partial<Record<EngineName, string[]>> = {
    ours: [tools.node, ownProgram('encode.ts')],
    quickfix: [tools.quickfix?.codec ?? '', 'serve', tools.corpus, tools.quickfix?.dictionary ?? ''],
    jspurefix: [tools.node, tools.jspurefix?.codec ?? '', 'serve', tools.corpus],
  }
  const samples = new Map<EngineName, string>()
  const contestants = await entered(bench, 'w2', async (engine) => {
    const child = await ready(children.start(`${engine} encode`, commands[engine] ?? []))
    samples.set(engine, String((await child.ask('sample')).sample))
    for (let i = 0; i < 2; i++) await child.ask(`encode ${count}`)
    return { engine, warmUp: () => child.ask(`encode ${count / 10}`), pass: () => pass(child, count) }
  })
  for (const [engine, text] of samples) bench.say(`${engine} writes ${text}`)
  const measured = [{ ...rowOf('w2'), ...(await inTurns(bench, 'w2', contestants)) }]
  await children.stopAll()
  return { measured, checks: [...samples].map(([engine, text]) => check(engine, text, samples.get('ours') ?? '')) }
}

async function pass(child: Child, count: number): Promise<Pass> {
  const answer = await child.ask(`encode ${count}`)
  if (numberIn(answer, 'messages') !== count || numberIn(answer, 'bytes') < count * 300)
    throw new Error(`${child.name}: ${JSON.stringify(answer)}`)
  return { value: count / numberIn(answer, 'seconds'), cpuMicros: (numberIn(answer, 'cpuSeconds') / count) * 1e6 }
}

function check(engine: EngineName, text: string, ours: string): Check {
  const found = differences(text, ours)
  if (!isFramed(text)) found.push('BodyLength or CheckSum is wrong')
  return {
    engine,
    what: 'w2: the fields on the wire are those of ours',
    ok: found.length === 0,
    detail: found.join(', '),
  }
}
