/**
 * A venue: orders, replaces and cancels in, ExecutionReports out, beside a venue that a user of QuickFIX would write. The
 * same client talks to both, and knows which report is due.
 */
import path from 'node:path'
import { rowOf } from '../rows.ts'
import { type Child, numberIn } from '../runner/child.ts'
import type { EngineName, Measured } from '../runner/figures.ts'
import { ownProgram } from '../runner/tools.ts'
import { type Bench, type Check, type Contestant, freePort, inTurns, type Outcome, ready } from '../runner/workload.ts'
import { engines, LISTENS_WITHIN_MS, verified, withoutFaults } from './acceptors.ts'

/** Messages of a pass, in full cycles of the client: what each does in about a second. */
const MESSAGES: Partial<Readonly<Record<EngineName, number>>> = { ours: 60_000, quickfix: 30_000 }
const ROUND_TRIPS = 10_000
/** The client's cycle: ten messages, fifteen reports. */
const REPORTS_A_MESSAGE = 1.5

export async function venue(bench: Bench): Promise<Outcome> {
  const checks: Check[] = []
  const { quick } = bench.options
  const flow = await contestants(bench, 'throughput', checks, async (client, engine) => {
    const count = (MESSAGES[engine] ?? 0) / (quick ? 20 : 1)
    const answer = await pass(client, count)
    return { value: count / numberIn(answer, 'seconds'), cpuMicros: (numberIn(answer, 'cpuSeconds') / count) * 1e6 }
  })
  const messages = await inTurns(bench, 'venue-messages', flow)
  await bench.children.stopAll()
  const trips = await contestants(bench, 'pingpong', checks, async (client) => ({
    value: numberIn(await pass(client, ROUND_TRIPS / (quick ? 10 : 1)), 'p50'),
  }))
  const p50 = await inTurns(bench, 'venue-p50', trips)
  const reports = Object.fromEntries(
    Object.entries(messages.samples).map(([engine, rates]) => [engine, rates.map((rate) => rate * REPORTS_A_MESSAGE)]),
  )
  const measured: Measured[] = [
    { ...rowOf('venue-messages'), ...messages },
    { ...rowOf('venue-reports'), samples: reports },
    { ...rowOf('venue-p50'), ...p50 },
  ]
  return { measured, checks }
}

async function contestants(
  bench: Bench,
  mode: 'throughput' | 'pingpong',
  checks: Check[],
  run: (client: Child, engine: EngineName) => ReturnType<Contestant['pass']>,
): Promise<Contestant[]> {
  const { venueClient } = bench.tools
  if (venueClient === undefined) throw new Error('needs the client of a venue, and so a C++ compiler (g++)')
  const made: Contestant[] = []
  for (const engine of engines(bench)) {
    // jspurefix comes without orders.
    if (engine !== 'ours' && engine !== 'quickfix') continue
    const { child, port } = await startVenue(bench, engine, mode)
    const place = ['--port', String(port), '--pid', String(child.pid)]
    const client = await ready(bench.children.start(`client of ${engine}`, [venueClient, mode, ...place]))
    const what = `venue, ${mode}: each report that is due, field by field`
    checks.push(await verified(client, engine, what, 20_000 / (bench.options.quick ? 20 : 1)))
    made.push({ engine, warmUp: () => run(client, engine), pass: () => run(client, engine) })
  }
  return made
}

async function startVenue(bench: Bench, engine: 'ours' | 'quickfix', mode: string) {
  const { tools, options, children, scratch } = bench
  const directory = path.join(scratch, `${engine}-${mode}`)
  if (engine === 'ours') {
    const journal = options.journal ? 'on' : 'off'
    const command = [tools.node, ownProgram('order-venue.ts'), '--dir', directory, '--journal', journal]
    const child = children.start('venue', command)
    return { child, port: Number((await child.line(/^listening/, LISTENS_WITHIN_MS)).split(' ')[1]) }
  }
  const port = await freePort()
  const { venue: program = '', dictionary = '' } = tools.quickfix ?? {}
  const place = ['--port', String(port), '--dir', directory, '--dict', dictionary]
  const child = children.start('quickfix venue', [program, ...place])
  await child.line(/^listening/, LISTENS_WITHIN_MS)
  return { child, port }
}

/** @throws Error when a report came that was not due */
async function pass(client: Child, count: number) {
  return withoutFaults(await client.ask(`run ${count}`))
}
