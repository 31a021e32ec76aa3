/**
 * An order at the venue as facts, from which OrdStatus(39) is derived by precedence and never stored.
 *
 * @see FIX order state change matrices; application cases §1.1
 */

import type { Decimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { ReportEvent } from './execution-report.ts'
import type { OrderBehaviour } from './order-behaviour.ts'
import type { Manner, Rule } from './persona.ts'

/** The terms of an order as they are in force; a replace puts new ones in their place. */
export interface Terms {
  readonly clOrdID: string | undefined
  /** Undefined for an order in CashOrderQty(152) until it is converted. */
  readonly orderQty: Decimal | undefined
  readonly cashOrderQty?: Decimal | undefined
  readonly ordType: string
  readonly price: Decimal | undefined
  readonly stopPx: Decimal | undefined
  /** FIX value; `0` when absent. */
  readonly timeInForce: string
  readonly expireDate?: string | undefined
  readonly expireTime?: string | undefined
  readonly minQty?: Decimal | undefined
  readonly maxFloor?: Decimal | undefined
  readonly displayQty?: Decimal | undefined
  readonly execInst?: string | undefined
  /** Further fields of the order that its reports repeat and a replace may change: peg offsets, DisplayMethod(1084) … */
  readonly special?: readonly Field[] | undefined
}

/** An order as it came in, before the venue has said anything: from NewOrderSingle, from an entry of a list, from a replace. */
export interface OrderDraft {
  readonly clOrdID: string | undefined
  readonly account: string | undefined
  readonly symbol: string
  readonly side: string
  readonly terms: Terms
  /** TransactTime(60), epoch ms; undefined when absent or malformed. */
  readonly transactTime: number | undefined
  /** QuoteID(117) of a previously quoted order. */
  readonly quoteID?: string | undefined
  /** Fields that each report repeats. */
  readonly echoed: readonly Field[]
  /** SelfMatchPreventionID(2362) and SelfMatchPreventionInstruction(2964). */
  readonly selfMatchID?: string | undefined
  readonly selfMatchInstruction?: string | undefined
}

/** A trade of the order; a bust removes it, a correction takes its place under its own ExecID. */
export interface Execution {
  readonly execID: string
  readonly qty: Decimal
  readonly px: Decimal
  /** Number of the trading day it happened on. */
  readonly day: number
}

/** A request that is not decided yet. */
export interface PendingRequest {
  readonly kind: 'cancel' | 'replace'
  readonly clOrdID: string
  /** OrigClOrdID(41) as the client sent it. */
  readonly origClOrdID: string | undefined
  readonly terms?: Terms | undefined
  /** The client has been told: Pending Cancel, Pending Replace. */
  told: boolean
  /** Its steps have begun: it does not wait behind another request. */
  started: boolean
  /** Session that it came on; another than the order's own where one acts on behalf. */
  readonly session: string
}

export interface Order {
  readonly orderID: string
  readonly session: string
  readonly account: string | undefined
  readonly symbol: string
  readonly side: string
  terms: Terms
  /** ClOrdID(11) of earlier terms, oldest first. */
  readonly superseded: string[]
  readonly rule: Rule
  readonly manner: Manner
  /** ClOrdID(11) of requests that were refused. */
  readonly refused: string[]
  /** OrderQty(38) that the rule was chosen by. */
  readonly firstQty: Decimal | undefined
  /** Fields that each report repeats: parties, third-party routing, QuoteRespID. */
  readonly echoed: readonly Field[]
  readonly selfMatchID: string | undefined
  readonly selfMatchInstruction: string | undefined
  /** Live ones, oldest first: busted ones are gone, corrected ones stand in their old place. */
  executions: Execution[]
  /** CumQty(14): the sum of the executions. */
  cum: Decimal
  /** Sum of quantity times price of the executions. */
  cost: Decimal
  readonly requests: PendingRequest[]
  told: boolean
  accepted: boolean
  rejected: boolean
  canceled: boolean
  expired: boolean
  doneForDay: boolean
  suspended: boolean
  stopped: boolean
  calculated: boolean
  /** A stop that has not been triggered: it rests outside the market. */
  asleep: boolean
  /** Number of the trading day it came in on. */
  readonly enteredDay: number
  /** What holds the order beside the script of its rule; by `name`. */
  behaviour: OrderBehaviour | undefined
  /** Among the orders that may still trade or be cancelled. */
  open: boolean
  /** ExecID(17) of the last execution that was busted. */
  busted: string | undefined
  /** The last ExecutionReport, from which it can be written again. */
  lastReport: LastReport | undefined
  /** The message that brought it; undefined for one that came by telephone. */
  readonly entry: EntryMessage | undefined
  /** Order of arrival, for time priority. */
  priority: number
  /** The same, and never changed. */
  readonly arrival: number
  /** The trading day of the last thing that was told of it. */
  lastDay: number
  readonly quoteID: string | undefined
}

/** What a reject of the session or of the application layer must name of the message that brought an order. */
export interface EntryMessage {
  readonly msgType: string
  readonly msgSeqNum: number
}

/** What an ExecutionReport said beside the state of the order; the fields themselves would take ten times the memory. */
export interface LastReport {
  readonly event: ReportEvent
  readonly execID: string
  readonly now: number
  readonly text: string | undefined
}
