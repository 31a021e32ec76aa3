/** W3: orders against the acceptor of each engine, from a raw client that costs next to nothing. */

import { rowOf } from '../rows.ts'
import { type Child, numberIn } from '../runner/child.ts'
import type { EngineName, Measured } from '../runner/figures.ts'
import { type Bench, type Check, inTurns, type Outcome, type Pass } from '../runner/workload.ts'
import { entered, rawClientOf, startAcceptor, startRawClient, verified, withoutFaults } from './acceptors.ts'

/** Orders of a pass: what each engine does in about a second. */
const ORDERS: Readonly<Record<string, number>> = { ours: 100_000, quickfix: 50_000, jspurefix: 10_000 }

export async function orders(bench: Bench): Promise<Outcome> {
  rawClientOf(bench)
  const measured: Measured[] = []
  const checks: Check[] = []
  for (const store of ['file', 'memory'] as const) {
    const id = `w3-${store}` as const
    const contestants = await entered(bench, id, async (engine) => {
      const client = await startRawClient(bench, 'throughput', await startAcceptor(bench, engine, { store }))
      const count = countFor(engine, bench.options.quick)
      checks.push(await verified(client, engine, `${id}: numbers, lengths, sums, one report for each order`, count))
      return { engine, warmUp: () => pass(client, count / 5), pass: () => pass(client, count) }
    })
    measured.push({ ...rowOf(id), ...(await inTurns(bench, id, contestants)) })
    await bench.children.stopAll()
  }
  return { measured, checks }
}

async function pass(client: Child, orders: number): Promise<Pass> {
  const answer = withoutFaults(await client.ask(`run ${orders}`))
  return { value: orders / numberIn(answer, 'seconds'), cpuMicros: (numberIn(answer, 'cpuSeconds') / orders) * 1e6 }
}

function countFor(engine: EngineName, quick: boolean): number {
  return (ORDERS[engine] ?? 1000) / (quick ? 20 : 1)
}
