/** Many orders whose requests cross with what becomes of them, and whether both sides agree on them in the end. */
import { formatDecimal, trimDecimal } from '../codec/decimal.ts'
import { NotReached } from '../conformance/verdict.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { type RacedOrder, RaceLedger } from './race-ledger.ts'
import { planRaces, type RaceAct } from './race-plan.ts'
import { reportPattern } from './reports.ts'
import { derivedSeed, seededRandom } from './seeded-random.ts'
import { judgeShown, orderOfUser } from './target-user.ts'
import { type Row, statedFields } from './wording.ts'

const NEW_ORDER_SINGLE = 'D'

/** How long an order may take from the user of the target to the wire. */
const ENTRY_MS = 10_000
/** How long what was asked last may take to be decided. */
const SETTLE_MS = 5_000
/** What is open behind the races is canceled; a venue that draws its answers may refuse that some times. */
const MOST_ROUNDS = 40
/** Requests of one order that wait for their answers at the same time. */
const MOST_IN_FLIGHT = 2
const STATUS_MS = 2_000

/** What is done about an order, by whoever plays the client. */
interface Racer {
  enter(act: RaceAct): void | Promise<void>
  cancel(order: RacedOrder): void | Promise<void>
  replace(order: RacedOrder, qty: number): void | Promise<void>
}

/**
 * Sends orders, and requests about them at times that the run's seed draws, and then cancels what is open until nothing
 * is; the target plays the venue.
 *
 * @throws NotReached when orders are open in the end all the same
 */
export async function raceOfTester(bench: Bench, count: number): Promise<RaceLedger> {
  const ledger = new RaceLedger(bench, 'in')
  const send = (msgType: string, name: string, rows: readonly Row[]): void =>
    bench.send(msgType, statedFields(bench, name, rows))
  const newest = ({ ids, inForce }: RacedOrder): string => ids.at(-1) ?? inForce
  return await race(bench, count, ledger, {
    enter({ qty, side }) {
      send(NEW_ORDER_SINGLE, 'NewOrderSingle', [
        ['OrderQty', String(qty)],
        ['Side', side],
      ])
      const sent = bench.entries.findLast((entry) => entry.kind === 'message' && entry.direction === 'out')
      if (sent?.kind === 'message') ledger.add(sent.message)
    },
    cancel: (order) => send('F', 'OrderCancelRequest', [['OrigClOrdID', newest(order)]]),
    replace(order, qty) {
      send('G', 'OrderCancelReplaceRequest', [
        ['OrigClOrdID', newest(order)],
        ['OrderQty', String(qty)],
      ])
    },
  })
}

/** The same where the target plays the client: its user enters, and the tester's venue answers. */
export async function raceOfUser(bench: Bench, count: number): Promise<RaceLedger> {
  const ledger = new RaceLedger(bench, 'out')
  const { trading } = bench.control
  const stated = (rows: readonly Row[]) => statedFields(bench, 'UserRequest', rows)
  const first = ({ ids, inForce }: RacedOrder): string => ids[0] ?? inForce
  return await race(bench, count, ledger, {
    async enter({ qty, side }) {
      const from = bench.entries.length
      const rows: Row[] = [
        ['OrderQty', String(qty)],
        ['Side', side],
      ]
      await trading.enter({ action: 'new', fields: orderOfUser(bench, stated(rows)) })
      const came = () =>
        bench.entries.find(
          (entry, i) =>
            i >= from &&
            entry.kind === 'message' &&
            entry.direction === 'in' &&
            entry.message.msgType === NEW_ORDER_SINGLE,
        )
      await bench.environment.until(() => came() !== undefined, bench.now() + ENTRY_MS)
      const entry = came()
      if (entry?.kind !== 'message') throw new NotReached("the target's user was to send NewOrderSingle, and none came")
      ledger.add(entry.message)
    },
    cancel: (order) => trading.enter({ action: 'cancel', clOrdID: first(order), fields: [] }),
    replace: (order, qty) =>
      trading.enter({ action: 'replace', clOrdID: first(order), fields: stated([['OrderQty', String(qty)]]) }),
  })
}

async function race(bench: Bench, count: number, ledger: RaceLedger, racer: Racer): Promise<RaceLedger> {
  const begin = bench.now()
  for (const act of planRaces(count, seededRandom(derivedSeed(bench.leg.seed, 'races')))) {
    await passes(bench, begin + act.at)
    ledger.read()
    const order = ledger.orders[act.order]
    if (act.does === 'new') await racer.enter(act)
    else if (order !== undefined && order.open.size < MOST_IN_FLIGHT && !ledger.isOver(order)) {
      if (act.does === 'cancel') await racer.cancel(order)
      else await racer.replace(order, act.qty)
    }
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await settles(bench, ledger)
    const left = ledger.orders.filter((order) => !ledger.isOver(order))
    if (left.length === 0) {
      bench.skipToNow()
      return ledger
    }
    for (const order of left) if (order.open.size === 0) await racer.cancel(order)
  }
  throw new NotReached(`some of ${count} orders are open although their cancels were answered ${MOST_ROUNDS} times`)
}

async function passes(bench: Bench, until: number): Promise<void> {
  await bench.environment.until(() => !bench.wire.connected, until)
  if (!bench.wire.connected) throw new NotReached('the connection ended while orders were racing')
}

/** Until all is over, or everything that was asked must have been answered. */
async function settles(bench: Bench, ledger: RaceLedger): Promise<void> {
  const isOver = (): boolean => {
    ledger.read()
    return ledger.orders.every((order) => ledger.isOver(order))
  }
  await bench.environment.until(() => !bench.wire.connected || isOver(), bench.now() + SETTLE_MS)
  await bench.keepApart()
  ledger.read()
}

/** The status of each order must say what the reports of its fills have said. */
export async function judgeStatuses(bench: Bench, ledger: RaceLedger): Promise<void> {
  for (const { order, inForce, filled, status } of ledger.orders) {
    if (status === '8') continue
    bench.send('H', statedFields(bench, 'OrderStatusRequest', [['ClOrdID', inForce]]))
    const newest = bench.entries.findLast(
      (entry) => entry.kind === 'message' && /^[DG]$/.test(entry.message.msgType) && isOf(entry.message, inForce),
    )
    const about = { order: newest?.kind === 'message' ? newest.message : order }
    const pattern = reportPattern(bench, 'Status', about, [
      ['OrdStatus', status ?? ''],
      ['CumQty', formatDecimal(trimDecimal(filled))],
      ['LeavesQty', '0'],
    ])
    await bench.expect('must', pattern, STATUS_MS)
  }
}

function isOf(message: { text(tag: number): string | undefined }, clOrdID: string): boolean {
  return message.text(Tag.ClOrdID) === clOrdID
}

/** The client must show each order as the venue's reports have told it, and the position that they make. */
export async function judgeViews(bench: Bench, ledger: RaceLedger): Promise<void> {
  for (const [i, { order, filled, status }] of ledger.orders.entries()) {
    const rows: Row[] = [
      ['OrdStatus', status ?? ''],
      ['CumQty', formatDecimal(trimDecimal(filled))],
      ['LeavesQty', '0'],
    ]
    const clOrdID = order.text(Tag.ClOrdID) ?? ''
    await judgeShown(bench, 'must', { clOrdID }, `order ${i + 1} (${clOrdID})`, rows)
  }
  const symbol = bench.leg.trading?.symbol ?? 'SIM'
  const position = formatDecimal(trimDecimal(ledger.position))
  await judgeShown(bench, 'must', { symbol }, symbol, [['position', position]])
}
