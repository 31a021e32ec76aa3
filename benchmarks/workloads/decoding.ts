/** W1: the same stream of messages, framed, indexed, read and validated by each engine. */

import { type RowId, rowOf } from '../rows.ts'
import type { Child } from '../runner/child.ts'
import { numberIn } from '../runner/child.ts'
import type { EngineName, Measured } from '../runner/figures.ts'
import { ownProgram } from '../runner/tools.ts'
import { type Bench, type Check, inTurns, type Outcome, type Pass, ready } from '../runner/workload.ts'
import { entered } from './acceptors.ts'

/** What each engine calls the pass; QuickFIX has nothing like an index. */
const PASSES: Readonly<Record<string, Partial<Readonly<Record<EngineName, string>>>>> = {
  'w1-index': { ours: 'index', jspurefix: 'view' },
  'w1-a': { ours: 'a', quickfix: 'a', jspurefix: 'a' },
  'w1-b': { ours: 'b', quickfix: 'b', jspurefix: 'b' },
}
/** Sums of decimal numbers in another order differ in their last digits. */
const SAME = 1e-9

export async function decoding(bench: Bench): Promise<Outcome> {
  const count = bench.options.quick ? 10_000 : 100_000
  const measured: Measured[] = []
  const checks: Check[] = []
  for (const [id, modes] of Object.entries(PASSES)) {
    const sums = new Map<EngineName, number>()
    const contestants = await entered(bench, id, async (engine) => {
      const mode = modes[engine]
      if (mode === undefined) return undefined
      // Each pass has a process of its own, as each of these works has in the life of a program: a function that has done
      // other work before is compiled for that, too.
      const child = await startProgram(bench, engine)
      // Compilers of Node want to see the work more than once.
      for (let i = 0; i < 2; i++) await child.ask(`${mode} ${count}`)
      return {
        engine,
        warmUp: () => child.ask(`${mode} ${count / 10}`),
        pass: () => pass(child, mode, count, (sum) => sums.set(engine, sum)),
      }
    })
    measured.push({ ...rowOf(id as RowId), ...(await inTurns(bench, id, contestants)) })
    checks.push(...sumsAgree(id, count, sums))
    await bench.children.stopAll()
  }
  return { measured, checks }
}

function startProgram({ tools, children }: Bench, engine: EngineName): Promise<Child> {
  const commands: Partial<Record<EngineName, string[]>> = {
    ours: [tools.node, ownProgram('decode.ts'), tools.corpus],
    quickfix: [tools.quickfix?.codec ?? '', 'serve', tools.corpus, tools.quickfix?.dictionary ?? ''],
    jspurefix: [tools.node, tools.jspurefix?.codec ?? '', 'serve', tools.corpus],
  }
  return ready(children.start(`${engine} decode`, commands[engine] ?? []))
}

async function pass(child: Child, mode: string, count: number, sum: (sum: number) => void): Promise<Pass> {
  const answer = await child.ask(`${mode} ${count}`)
  if (numberIn(answer, 'messages') !== count) throw new Error(`${child.name}: ${JSON.stringify(answer)}`)
  if (typeof answer.sum === 'number') sum(answer.sum)
  return { value: count / numberIn(answer, 'seconds'), cpuMicros: (numberIn(answer, 'cpuSeconds') / count) * 1e6 }
}

/** What was read of the fields, added up, is the same in every engine. */
function sumsAgree(id: string, count: number, sums: ReadonlyMap<EngineName, number>): Check[] {
  if (id === 'w1-index') return []
  const ours = sums.get('ours') ?? Number.NaN
  return [...sums].map(([engine, sum]) => ({
    engine,
    what: `${id}: ${count} messages, five fields of each read`,
    ok: Math.abs(sum - ours) <= SAME * Math.abs(ours),
    detail: `sum of what was read: ${sum}`,
  }))
}
