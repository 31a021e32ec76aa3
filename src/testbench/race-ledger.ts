/** What the reports of a venue say of orders, read from the record once, whichever side plays the venue. */
import { add, type Decimal, subtract, ZERO } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { type ReportFacts, reportFacts } from '../conformance/order-invariants/report-facts.ts'
import { Tag } from '../fix/tags.ts'
import type { MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { tagOf } from './field-names.ts'

const EXECUTION_REPORT = '8'
const ORDER_CANCEL_REJECT = '9'
const OVER: ReadonlySet<string> = new Set(['2', '3', '4', '8', 'C'])

export interface RacedOrder {
  /** NewOrderSingle. */
  readonly order: Message
  readonly side: '1' | '2'
  /** ClOrdIDs(11) that were sent for it and not refused, oldest first. */
  readonly ids: string[]
  /** ClOrdID(11) in force. */
  inForce: string
  /** Sum of LastQty(32) of its fills. */
  filled: Decimal
  /** Requests without a final answer. */
  readonly open: Set<string>
  /** OrdStatus(39) of the last report; undefined before the first. */
  status: string | undefined
}

export class RaceLedger {
  readonly #bench: Bench
  /** The direction in which reports go. */
  readonly #reports: 'in' | 'out'
  readonly #byID = new Map<string, RacedOrder>()
  readonly orders: RacedOrder[] = []
  #read: number

  constructor(bench: Bench, reports: 'in' | 'out') {
    this.#bench = bench
    this.#reports = reports
    this.#read = bench.entries.length
  }

  /** A new order, as it was sent. */
  add(order: Message): void {
    const clOrdID = order.text(Tag.ClOrdID) ?? ''
    const side = order.text(tagOf(this.#bench, 'Side')) === '1' ? '1' : '2'
    const raced: RacedOrder = {
      order,
      side,
      ids: [clOrdID],
      inForce: clOrdID,
      filled: ZERO,
      open: new Set(),
      status: undefined,
    }
    this.#byID.set(clOrdID, raced)
    this.orders.push(raced)
  }

  /** Reads what the record has more by now. */
  read(): void {
    const { entries } = this.#bench
    for (; this.#read < entries.length; this.#read++) {
      const entry = entries[this.#read]
      if (entry?.kind !== 'message') continue
      if (entry.direction === this.#reports) this.#told(entry)
      else this.#asked(entry.message)
    }
  }

  /** Over, and nothing is left to be answered. */
  isOver({ status, open }: RacedOrder): boolean {
    return open.size === 0 && status !== undefined && OVER.has(status)
  }

  /** What was bought less what was sold. */
  get position(): Decimal {
    return this.orders.reduce((sum, { side, filled }) => (side === '1' ? add : subtract)(sum, filled), ZERO)
  }

  /** A request: OrderCancelRequest and OrderCancelReplaceRequest. */
  #asked(message: Message): void {
    if (message.msgType !== 'F' && message.msgType !== 'G') return
    const raced = this.#byID.get(message.text(tagOf(this.#bench, 'OrigClOrdID')) ?? '')
    const clOrdID = message.text(Tag.ClOrdID)
    if (raced === undefined || clOrdID === undefined) return
    this.#byID.set(clOrdID, raced)
    raced.open.add(clOrdID)
    // The next request names the last replace that was sent, and no cancel.
    if (message.msgType === 'G') raced.ids.push(clOrdID)
  }

  #told(entry: MessageEntry): void {
    const { message } = entry
    const clOrdID = message.text(Tag.ClOrdID) ?? ''
    const raced = this.#byID.get(clOrdID)
    if (raced === undefined) return
    if (message.msgType === ORDER_CANCEL_REJECT) this.#refused(raced, clOrdID, message)
    else if (message.msgType === EXECUTION_REPORT) this.#reported(raced, reportFacts(entry))
  }

  #refused(raced: RacedOrder, clOrdID: string, message: Message): void {
    raced.open.delete(clOrdID)
    const at = raced.ids.indexOf(clOrdID)
    if (at >= 0) raced.ids.splice(at, 1)
    // 8 says that the venue does not know what the request named, and nothing of the order.
    const status = message.text(tagOf(this.#bench, 'OrdStatus'))
    if (status !== undefined && status !== '8') raced.status = status
  }

  #reported(raced: RacedOrder, { what, status, clOrdID, lastQty }: ReportFacts): void {
    if (what === 'status') return
    raced.status = status
    if (what === 'trade' && lastQty !== undefined) raced.filled = add(raced.filled, lastQty)
    if (clOrdID === undefined || (what !== 'replaced' && what !== 'canceled')) return
    raced.open.delete(clOrdID)
    if (what === 'replaced') raced.inForce = clOrdID
  }
}
