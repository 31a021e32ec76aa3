/** W4: a counterparty that has lost everything logs on again and asks for all 100,000 stored messages. */

import { rowOf } from '../rows.ts'
import { type Child, numberIn } from '../runner/child.ts'
import type { EngineName, Measured } from '../runner/figures.ts'
import { type Bench, type Check, inTurns, type Outcome, type Pass } from '../runner/workload.ts'
import { entered, rawClientOf, startAcceptor, startRawClient, verified, withoutFaults } from './acceptors.ts'

export async function recovery(bench: Bench): Promise<Outcome> {
  rawClientOf(bench)
  const count = bench.options.quick ? 2000 : 100_000
  const checks: Check[] = []
  const firsts = new Map<EngineName, number[]>()
  const contestants = await entered(bench, 'w4', async (engine) => {
    // jspurefix resends only what its memory holds, and forgets it with the connection.
    const fromMemory = engine === 'jspurefix'
    const acceptor = await startAcceptor(bench, engine, { store: fromMemory ? 'memory' : 'file', keep: fromMemory })
    bench.say(`w4: ${engine} fills its store with ${count} messages`)
    const more = ['--count', String(count), '--reconnect', fromMemory ? '0' : '1']
    const client = await startRawClient(bench, 'recover', acceptor, more)
    // This is the warm-up too.
    const what = 'w4: PossDupFlag, OrigSendingTime, order, lengths and sums of the replay'
    checks.push(await verified(client, engine, what, count))
    const ofEngine: number[] = []
    firsts.set(engine, ofEngine)
    return { engine, pass: () => pass(client, count, ofEngine) }
  })
  const measured: Measured[] = [
    { ...rowOf('w4'), ...(await inTurns(bench, 'w4', contestants)) },
    { ...rowOf('w4-first'), samples: Object.fromEntries(firsts) },
  ]
  await bench.children.stopAll()
  return { measured, checks }
}

async function pass(client: Child, count: number, firsts: number[]): Promise<Pass> {
  const answer = withoutFaults(await client.ask('run'))
  if (numberIn(answer, 'possDup') !== count)
    throw new Error(`${client.name}: PossDupFlag on ${answer.possDup} of ${count}`)
  firsts.push(numberIn(answer, 'firstMs'))
  return { value: count / numberIn(answer, 'seconds'), cpuMicros: (numberIn(answer, 'cpuSeconds') / count) * 1e6 }
}
