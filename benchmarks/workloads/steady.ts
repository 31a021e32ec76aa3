/** A minute of orders without a pause, with a look at the heap after a garbage collection every few seconds. */

import { rowOf } from '../rows.ts'
import { numberIn } from '../runner/child.ts'
import { slope } from '../runner/figures.ts'
import type { Bench, Check, Outcome } from '../runner/workload.ts'
import { rawClientOf, startAcceptor, startRawClient, verified, withoutFaults } from './acceptors.ts'

const ORDERS_A_PASS = 20_000
const LOOK_EVERY_MS = 2000
/** What warms up grows: the first part of the run is not judged. */
const JUDGED_FROM = 1 / 3

export async function steady(bench: Bench): Promise<Outcome> {
  rawClientOf(bench)
  const acceptor = await startAcceptor(bench, 'ours', { store: 'file', exposeGc: true })
  const client = await startRawClient(bench, 'throughput', acceptor)
  const seconds = bench.options.quick ? 6 : bench.options.seconds
  const heap: [minutes: number, mebibytes: number][] = []
  const rates: number[] = []
  const began = performance.now()
  let lookedAt = began
  let measuredMs = 0
  while (measuredMs < seconds * 1000) {
    const answer = withoutFaults(await client.ask(`run ${ORDERS_A_PASS}`))
    measuredMs += numberIn(answer, 'seconds') * 1000
    if (performance.now() - lookedAt < LOOK_EVERY_MS) continue
    const memory = await acceptor.child.ask('heap')
    lookedAt = performance.now()
    rates.push(ORDERS_A_PASS / numberIn(answer, 'seconds'))
    const [used, buffers, rss] = ['heapUsed', 'arrayBuffers', 'rss'].map((name) => numberIn(memory, name) / 2 ** 20)
    heap.push([(lookedAt - began) / 60_000, used ?? Number.NaN])
    bench.say(
      `steady, after ${((lookedAt - began) / 1000).toFixed(0)} s: heap ${used?.toFixed(1)} MiB, buffers ${buffers?.toFixed(1)}, in all ${rss?.toFixed(0)}; ${numberIn(memory, 'orders')} orders`,
    )
  }
  const check: Check = await verified(client, 'ours', 'steady: numbers, lengths, sums at the end', ORDERS_A_PASS)
  await bench.children.stopAll()
  const judged = heap.slice(Math.floor(heap.length * JUDGED_FROM))
  return {
    measured: [
      { ...rowOf('steady-heap'), samples: { ours: judged.length < 2 ? [] : [slope(judged)] } },
      { ...rowOf('steady-rate'), samples: { ours: rates } },
    ],
    checks: [check],
  }
}
