/** What the parts of a venue know of each other: the venue's verbs as its desks use them, and a desk as the venue calls it. */
import type { Decimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { EntryMessage, Order, OrderDraft } from './order.ts'
import type { Refusal } from './order-behaviour.ts'
import type { CancelReason, Persona, RejectReason, SymbolRow } from './persona.ts'
import type { Delivery, MarketEvent, VenueSession } from './seam.ts'

/** An instrument and where its market stands. */
export interface Instrument {
  row: SymbolRow
  phase: SymbolRow['phase']
  /** Price of the last trade; the reference at first. */
  last: Decimal
}

/** A part of the venue for one kind of business: quotes, market data, reference data, mass requests. */
export interface Desk {
  /** MsgType(35) that it answers. */
  readonly msgTypes: readonly string[]
  onMessage(message: Message, session: VenueSession): void
  /** A timer that it armed, by the key it chose. */
  onTimer?(key: string): void
  onMarket?(event: MarketEvent): void
  onSessionUp?(session: VenueSession, reset: boolean): void
  onSessionDown?(session: VenueSession): void
  /** Told of each trade of the venue, after its reports. */
  onTrade?(trade: Trade): void
  /** Told of each bust, after its report; `execID` is that of the trade which is gone. */
  onBust?(trade: Trade): void
}

export interface Trade {
  readonly instrument: Instrument
  readonly order: Order
  readonly execID: string
  readonly qty: Decimal
  readonly px: Decimal
}

/** Whoever arms timers: it is called with the key it chose. */
export interface TimerOwner {
  onTimer?(key: string): void
}

/** What a desk may ask of the venue. Everything is sent in the order in which it was asked for. */
export interface VenueContext {
  readonly persona: Persona
  /** The instant of the event under way, epoch ms. */
  readonly now: number
  /** Number of the trading day, from 1. */
  readonly day: number
  readonly sessions: ReadonlyMap<string, VenueSession>
  readonly instruments: ReadonlyMap<string, Instrument>
  readonly orders: Orders
  /** Between 0 and 1, from the venue's seed. */
  random(): number
  /** `O1`, `O2` …: unique in the life of the venue for each prefix. */
  unique(prefix: string): string
  send(
    session: VenueSession,
    msgType: string,
    fields: readonly Field[],
    more?: { delivery?: Delivery; rule?: string },
  ): void
  /** The owner's own timer; a desk's or a behaviour's. @param at - epoch ms */
  arm(owner: TimerOwner, key: string, at: number): void
  disarm(owner: TimerOwner, key: string): void
  note(text: string): void
  /** Lists an instrument, such as a spread that a client defines; gives back the one that is there. */
  list(row: SymbolRow): Instrument
  /** BusinessMessageReject(j), or Reject(3) before FIX.4.2. `reason` is BusinessRejectReason(380), mapped to the version. */
  businessReject(session: VenueSession, message: Message, reason: number, text: string, refID?: string): void
}

/** Orders of all sessions, and what may happen to them; each verb sends the reports that go with it. */
export interface Orders {
  /** All orders that may still trade or be cancelled, oldest first. */
  open(): Iterable<Order>
  /** By any ClOrdID(11) of its chain; the newest where a number came again on another day. */
  find(session: string, clOrdID: string): Order | undefined
  byOrderID(orderID: string): Order | undefined
  cumQty(order: Order): Decimal
  leavesQty(order: Order): Decimal
  /** Canceled by the venue, without a request; `text` is Text(58). `quiet` sends no report. */
  cancel(order: Order, reason: CancelReason, more?: CancelMore): void
  /** New: the order is accepted and the client told. */
  ack(order: Order): void
  /** The order's time is over: Expired. */
  expire(order: Order, text?: string): void
  /** New OrderQty(38) or Price(44) by the venue. @param reason - ExecRestatementReason(378) */
  restate(order: Order, reason: number, change: { orderQty?: Decimal; price?: Decimal; text?: string }): void
  /** A stop wakes up: reported in the persona's manner; OrdType and prices stay as they are. */
  trigger(order: Order): void
  /** A trade; reports it, moves the last price, tells the desks. */
  fill(order: Order, qty: Decimal, px: Decimal, more?: { fields?: readonly Field[] }): void
  suspend(order: Order): void
  release(order: Order): void
  /** One status report, ExecType I (4.2: ExecTransType 3). */
  status(order: Order, session: VenueSession, fields?: readonly Field[]): void
  /** ExecutionReport of ExecType Rejected for an order that was accepted or taken already. */
  reject(order: Order, reason: RejectReason, text?: string): void
  /**
   * As if the draft had come as NewOrderSingle(D): checks, rule, reports.
   *
   * @param draft - `readOrder` of order-draft.ts reads it from a message or an entry of a list
   * @returns undefined when it was refused
   */
  enter(
    session: VenueSession,
    draft: OrderDraft,
    entry: EntryMessage,
    more?: { possResend?: boolean },
  ): Order | undefined
  /** The venue's own entry checks (§4.4) for a draft, without a report; the first failure. */
  check(session: VenueSession, draft: OrderDraft): Refusal | undefined
  /** ExecutionReport of ExecType Rejected for a draft that is never made an order. */
  refuse(session: VenueSession, draft: OrderDraft, refusal: Refusal): void
  /** An order that comes of another message, such as a QuoteResponse: accepted without a report, to be filled next. */
  take(session: VenueSession, order: NewOrder): Order
}

export interface CancelMore {
  /** Text(58). */
  readonly text?: string
  /** No report. */
  readonly quiet?: boolean
  readonly massID?: string
  /** ExecRestatementReason(378) instead of the one that the reason maps to. */
  readonly restatement?: number
  readonly fields?: readonly Field[]
}

export interface NewOrder {
  readonly clOrdID: string
  readonly account?: string | undefined
  readonly symbol: string
  readonly side: string
  readonly qty: Decimal
  readonly px: Decimal | undefined
  readonly ordType: string
  readonly echoed?: readonly Field[] | undefined
}
