/**
 * What some orders do by themselves once they are accepted: rest in a book, sleep until a price, trade at once or not at
 * all. A rule gives an order to a behaviour by the step `byTerms` or `book`; the persona's order of rules decides which.
 *
 * When an order comes in, `check` of every behaviour is asked (an entry check behind those of the venue). At the step, the
 * first behaviour whose `takes` says so gets the order: `prepare`, then Pending New (where the manner wants it) and New go
 * out unless steps before it did so, then `onAccepted`. Where none takes it, the order is acknowledged and rests. From then
 * on the venue tells that behaviour only; requests to cancel or replace are decided by the rule's `onCancel` and
 * `onReplace` as for any order, and told by `onReplaced` and `onClosed`.
 *
 * Everything a behaviour does to an order it does by `context.orders` (`fill`, `cancel`, `expire`, `restate`, `trigger` …),
 * which sends the reports, also inside its own calls. `onChanged` and `onClosed` come for its own deeds, too.
 */
import type { Decimal } from '../codec/decimal.ts'
import type { Instrument, VenueContext } from './desk.ts'
import type { Order, OrderDraft, Terms } from './order.ts'
import type { RejectReason } from './persona.ts'
import type { VenueSession } from './seam.ts'

/** Why an order or a replace is refused; `text` is Text(58), in words a trader understands. */
export interface Refusal {
  readonly reason: RejectReason
  readonly text: string
}

export interface OrderBehaviour {
  /** `book`, `stop`, `resting`: for notes and for people. */
  readonly name: string
  /** A check on entry, for D and for G (then `replacing` is the order whose terms are to change); `session` is the client's. */
  check?(draft: OrderDraft, instrument: Instrument, replacing?: Order, session?: VenueSession): Refusal | undefined
  /** True when it wants the order. `book`: the step is `book`, not `byTerms`. */
  takes(order: Order, instrument: Instrument, book: boolean): boolean
  /** Before the order is acknowledged: put it to sleep, give it a price. */
  prepare?(order: Order, instrument: Instrument): void
  /** The order has been acknowledged and may trade now. */
  onAccepted(order: Order, instrument: Instrument): void
  /** New terms are in force, and the client has been told. Also when the replace brought the order to this behaviour. */
  onReplaced?(order: Order, instrument: Instrument, before: Terms): void
  /** Something happened to an open order of it: a fill, a restatement, a bust, a correction, a suspension. */
  onChanged?(order: Order, instrument: Instrument): void
  /** The order is not open any more: filled, cancelled, expired, done for the day. May reopen by a bust or an increase. */
  onClosed?(order: Order, instrument: Instrument): void
  /** An order of it is open again: a trade was busted, a replace raised the quantity, or a new day has begun for it. */
  onReopened?(order: Order, instrument: Instrument): void
  /** A new price in the market, for every behaviour. `order` is the venue's own that traded; undefined: trade of others. */
  onMarketTrade?(instrument: Instrument, px: Decimal, qty: Decimal | undefined, order: Order | undefined): void
  /** The phase of the instrument has changed: open, closed, halted. */
  onPhase?(instrument: Instrument): void
  /** A timer that it armed by `context.arm(this, key, at)`. */
  onTimer?(key: string): void
}

export type BehaviourFactory = (context: VenueContext) => OrderBehaviour
