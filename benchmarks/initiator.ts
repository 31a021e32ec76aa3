/**
 * The engine as initiator for W3: CLIENT1, which sends NewOrderSingle and waits for the ExecutionReports. `pingpong` has one
 * order outstanding, `throughput` a window of them. Says the figures of one measured round, after a warm-up; a report that
 * does not answer the order that is due ends it with exit code 1.
 *
 *   npx node benchmarks/initiator.ts --port PORT --mode pingpong|throughput --count N [--window 1000] [--store memory|file] [--dir DIR]
 */
import { type Field, formatUtcTimestamp, type Message } from '../src/codec/codec.ts'
import type { EngineSession } from '../src/engine/engine.ts'
import { statedOptions } from './runner/passes.ts'
import { benchEngine, sessionOptions } from './venue.ts'

const options = statedOptions(process.argv.slice(2))
const pingpong = options.get('mode') === 'pingpong'
const count = Number(options.get('count') ?? 20_000)
const window = pingpong ? 1 : Number(options.get('window') ?? 1000)

let round = 0
let sent = 0
let answered = 0
let began = 0
let sentAt = 0
const roundTripsUs: number[] = []

const session = benchEngine().createSession({
  ...sessionOptions({
    role: 'initiator',
    senderCompID: 'CLIENT1',
    targetCompID: 'VENUE',
    store: options.get('store') ?? 'memory',
    directory: options.get('dir') ?? 'store',
    journal: options.get('journal') !== 'off',
    stated: {
      connectHost: '127.0.0.1',
      connectPort: Number(options.get('port')),
      heartBtInt: 3600,
      resetOnLogon: true,
    },
  }),
  application: {
    onNewState: (_, state, __, { engineSession }) => {
      if (state === 'established' && round === 0) startRound(engineSession)
    },
    onMessage: answeredOrder,
  },
})
session.start()

/** The first is the warm-up. */
function startRound(to: EngineSession): void {
  round++
  sent = 0
  answered = 0
  began = performance.now()
  while (sent < Math.min(window, count)) order(to)
}

function answeredOrder(report: Message, from: EngineSession): void {
  if (report.msgType !== '8') return
  if (pingpong && round === 2) roundTripsUs.push((performance.now() - sentAt) * 1000)
  answered++
  const due = clOrdIdOf(answered)
  if (report.text(11) !== due) fail(`order ${report.text(11)} was answered where ${due} was due`)
  if (answered < count) {
    if (sent < count) order(from)
  } else if (round === 1) startRound(from)
  else finish((performance.now() - began) / 1000)
}

function order(to: EngineSession): void {
  sent++
  const body: Field[] = [
    [11, clOrdIdOf(sent)],
    [1, 'ACC008654'],
    [21, '1'],
    [55, 'EUR/USD'],
    [207, 'XLON'],
    [54, '1'],
    [60, formatUtcTimestamp(Date.now())],
    [38, 22500],
    [40, '2'],
    [44, 670.06],
    [15, 'USD'],
    [59, '0'],
    [58, 'seeded order note'],
  ]
  sentAt = performance.now()
  to.submit('D', body)
}

function clOrdIdOf(number: number): string {
  return `ORD-20261121-${String(number).padStart(8, '0')}`
}

/** In the words of the peers' programs, so that one reader serves for all. */
function finish(seconds: number): void {
  if (pingpong) {
    roundTripsUs.sort((a, b) => a - b)
    const [p50, p99] = [0.5, 0.99].map((share) => roundTripsUs[Math.floor(roundTripsUs.length * share)] ?? Number.NaN)
    console.log(`pingpong n=${count} p50 ${p50?.toFixed(1)} us p99 ${p99?.toFixed(1)}`)
  } else console.log(`throughput n=${count} window=${window} median ${(count / seconds).toFixed(0)} orders/s`)
  process.exit(0)
}

function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
