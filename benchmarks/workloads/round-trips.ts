/**
 * W3: the time between an order and its report with one order outstanding, beside the same exchange of bytes without any
 * FIX work. Once as the machine is found, and once with its cores kept awake: on many machines waking a core costs more than
 * the message does.
 */
import { spawnSync } from 'node:child_process'
import os from 'node:os'
import { rowOf } from '../rows.ts'
import { type Child, numberIn } from '../runner/child.ts'
import type { EngineName, Measured } from '../runner/figures.ts'
import {
  type Bench,
  type Check,
  type Contestant,
  freePort,
  inTurns,
  type Outcome,
  type Pass,
  ready,
} from '../runner/workload.ts'
import { entered, rawClientOf, startAcceptor, startRawClient, verified, withoutFaults } from './acceptors.ts'

export async function roundTrips(bench: Bench): Promise<Outcome> {
  rawClientOf(bench)
  const measured: Measured[] = []
  const checks: Check[] = []
  for (const store of ['file', 'memory'] as const) {
    const contestants = await startContestants(bench, store, checks)
    measured.push({ ...rowOf(`w3-p50-${store}`), ...(await inTurns(bench, `w3-p50-${store}`, contestants)) })
    if (keepAwake(bench)) {
      const row = rowOf(`w3-p50-${store}-awake`)
      measured.push({ ...row, ...(await inTurns(bench, row.id, contestants)) })
    }
    await bench.children.stopAll()
  }
  return { measured, checks }
}

async function startContestants(bench: Bench, store: 'file' | 'memory', checks: Check[]): Promise<Contestant[]> {
  const what = `w3-p50-${store}`
  const contestants = await entered(bench, what, async (engine) => {
    const client = await startRawClient(bench, 'pingpong', await startAcceptor(bench, engine, { store }))
    const count = countFor(engine, bench.options.quick)
    checks.push(await verified(client, engine, `${what}: numbers, lengths, sums, the report of each order`, count))
    return { engine, warmUp: () => pass(client, count / 5), pass: () => pass(client, count) }
  })
  return [...contestants, ...(await floor(bench))]
}

async function pass(client: Child, orders: number): Promise<Pass> {
  const answer = withoutFaults(await client.ask(`run ${orders}`))
  return { value: numberIn(answer, 'p50'), cpuMicros: (numberIn(answer, 'cpuSeconds') / orders) * 1e6 }
}

function countFor(engine: EngineName, quick: boolean): number {
  return (engine === 'jspurefix' ? 3000 : 10_000) / (quick ? 10 : 1)
}

async function floor(bench: Bench): Promise<Contestant[]> {
  const program = bench.tools.tcpLimits
  if (program === undefined) return []
  const port = String(await freePort())
  const server = bench.children.start('floor server', [program, 'server', '--port', port])
  await server.line(/^listening/, 10_000)
  const client = await ready(bench.children.start('floor client', [program, 'serve', '--port', port]))
  const run = async (exchanges: number) => ({ value: numberIn(await client.ask(`run ${exchanges}`), 'p50') })
  const count = countFor('floor', bench.options.quick)
  return [{ engine: 'floor', warmUp: () => run(count / 5), pass: () => run(count) }]
}

/**
 * One loop for each core that runs only when nothing else wants to, so that no core goes to sleep.
 *
 * @returns false where the machine has no such class of processes
 */
function keepAwake(bench: Bench): boolean {
  if (spawnSync('chrt', ['-i', '0', 'true']).status !== 0) {
    bench.say('no chrt: round trips with cores kept awake are left out')
    return false
  }
  for (let core = 0; core < os.availableParallelism(); core++)
    bench.children.start('waker', ['chrt', '-i', '0', 'sh', '-c', 'while :; do :; done'])
  return true
}
