/**
 * What a venue does with what its clients send, as data: a persona. It is read from YAML (`persona-file.ts`), printed as a
 * table (`persona-table.ts`), and followed by the venue. Amounts are decimal text.
 */

/** For each hook the first rule that matches and has the hook decides; rules stand in the order A, S, O, T, L, K, Q. */
export interface Persona {
  readonly name: string
  readonly description: string
  readonly defaults: Defaults
  readonly symbols: readonly SymbolRow[]
  readonly rules: readonly Rule[]
  /** Rows of the printed table that are no rules: what desks and entry checks do of themselves. */
  readonly remarks?: readonly Remark[] | undefined
}

/** A row of the printed table. */
export interface Remark {
  readonly id: string
  /** What brings it about: a message, a field, an event. */
  readonly key: string
  readonly text: string
}

export interface Defaults {
  /** Steps for an order that no rule matches; usually `ack`. */
  readonly onNew: readonly Step[]
  readonly onCancel: readonly Step[]
  readonly onReplace: readonly Step[]
  readonly onDisconnect: OnDisconnect
  /** What ends Day orders at the close: Done for day, Expired, or the one and then the other. */
  readonly dayEnd: 'doneForDay' | 'expire' | 'both'
  /** Verbose venues send Pending New, Pending Cancel, Pending Replace before each decision. */
  readonly pending: boolean
  /** Only required fields in reports (A:TERSE). */
  readonly terse: boolean
  /** What ends the remainder of an IOC order: most cancel it. */
  readonly iocRemainder: 'cancel' | 'expire'
  /** How a triggered stop is told: by ExecType L where the version has it, by a second New, by a restatement, or not at all. */
  readonly trigger: 'triggered' | 'new' | 'restate' | 'silent'
  /** Text(58) of the first report of each order names the rule. */
  readonly text: boolean
  /** Entry checks and the decision table of requests hold before any rule. Default true; false: everything waits to be told. */
  readonly checks?: boolean | undefined
  /** A post-only order that would take is cancelled, or rejected. Default `cancel`. */
  readonly postOnly?: 'cancel' | 'reject' | undefined
}

/** An instrument that the venue lists. */
export interface SymbolRow {
  readonly symbol: string
  readonly tick: string
  readonly lot: string
  /** Reference price, where the last trade was, and where market orders trade. */
  readonly reference: string
  readonly phase: 'open' | 'closed' | 'halted' | 'preOpen'
  /** Prices further from the reference are refused; percent. */
  readonly bandPercent?: number | undefined
  readonly maxQty?: string | undefined
  /** What rests on the other side for IOC and FOK orders (T:), at the reference price; default 100. 0: nothing. */
  readonly resting?: string | undefined
  /** TransactTime(60) older than this is refused (103=8); seconds. */
  readonly staleAfterS?: number | undefined
  readonly selfTrade?: 'aggressor' | 'resting' | 'both' | 'decrement' | 'reject' | undefined
  /** Feature of the quote, market data and reference desks: BOOK, SHIFT, RFQ, RFQX, MQ, MMP, TCR, LIST … */
  readonly feed?: string | undefined
  /** `S:TICK`, and what a tester reads beside it. */
  readonly id?: string | undefined
  readonly text?: string | undefined
}

export type RuleKind = 'normal' | 'race' | 'delivery' | 'fault' | 'quirk'

export interface Rule {
  /** `Q20`, `S:CLOSED`, `A:PEND`. */
  readonly id: string
  readonly kind: RuleKind
  /** What a tester reads in the table: `ack, fill 10, fill rest`. */
  readonly text: string
  readonly when: When
  readonly onNew?: readonly Step[] | undefined
  readonly onCancel?: readonly Step[] | undefined
  readonly onReplace?: readonly Step[] | undefined
  readonly onStatus?: 'truth' | 'unknown' | 'silence' | undefined
  readonly onDisconnect?: OnDisconnect | undefined
  /** What the rule changes about every order that it matches. */
  readonly manner?: Manner | undefined
}

/** All conditions that are stated hold. Text values are FIX values or enum labels. */
export interface When {
  /** MsgType(35) or name; default NewOrderSingle. */
  readonly msgType?: string | undefined
  /** First OrderQty(38) of the order, both ends included: `20..29`, `5`, `1000..`. */
  readonly orderQty?: Range | undefined
  readonly fractional?: boolean | undefined
  readonly price?: Range | undefined
  readonly symbol?: readonly string[] | undefined
  readonly account?: readonly string[] | undefined
  readonly side?: readonly string[] | undefined
  readonly ordType?: readonly string[] | undefined
  readonly timeInForce?: readonly string[] | undefined
  /** One of these codes stands in ExecInst(18). */
  readonly execInst?: readonly string[] | undefined
  /** Names or tags of fields that must be there, or must not. */
  readonly present?: readonly string[] | undefined
  readonly absent?: readonly string[] | undefined
  /** The n-th order of the session, from 1. */
  readonly nth?: number | undefined
  readonly phase?: readonly string[] | undefined
}

export interface Range {
  readonly least?: string | undefined
  readonly most?: string | undefined
}

export interface OnDisconnect {
  readonly cancel: 'none' | 'day' | 'all'
  /** Logout counts as a disconnect. */
  readonly onLogout: boolean
}

/** How orders of a rule are reported, whatever happens to them. */
export interface Manner {
  /** Pending New, Pending Cancel and Pending Replace before each decision (A:PEND). */
  readonly pending?: boolean | undefined
  readonly terse?: boolean | undefined
  /** Several requests are all acknowledged as pending, then decided (A:BATCH). */
  readonly batch?: boolean | undefined
  /** Mass cancel is answered by OrderMassCancelReport alone (A:RONLY). */
  readonly massReportOnly?: boolean | undefined
  /** Reports are copied to the session whose client is `<client>-DC` (A:DROP). */
  readonly dropCopy?: boolean | undefined
  /** Orders may be cancelled from other sessions of the venue (A:BEHALF). */
  readonly onBehalf?: boolean | undefined
  /** OnBehalfOfCompID and DeliverToCompID come back crosswise (A:ROUTE). */
  readonly route?: boolean | undefined
  /** Messages a second before the throttle answers; cancels are exempt (A:RATE). */
  readonly rate?: number | undefined
  /** No application behind the session: BusinessMessageReject 380=4 (A:DOWN). */
  readonly down?: boolean | undefined
  /** Parties(453) and allocations(78) come back in the acknowledgement (A:PARTY). */
  readonly parties?: boolean | undefined
  /** Nothing is sent or decided by itself, beyond the entry checks: the order and its requests wait to be told (A:MANUAL). */
  readonly manual?: boolean | undefined
  /** Market data is refused: MDReqRejReason(281) 3 (A:NOMD). */
  readonly noMarketData?: boolean | undefined
}

/** 103, 102 and 380 by name; the venue maps them to what the version has (application cases §4.4, §3.4). */
export type RejectReason =
  | 'unknownSymbol'
  | 'exchangeClosed'
  | 'exceedsLimit'
  | 'tooLateToEnter'
  | 'duplicate'
  | 'stale'
  | 'unsupported'
  | 'quantity'
  | 'account'
  | 'band'
  | 'tick'
  | 'credit'
  | 'option'
  | 'other'

export type RequestRejectReason = 'tooLate' | 'unknown' | 'option' | 'pending' | 'duplicate' | 'other' | 'none'

/** Why the venue ends or changes an order by itself: ExecRestatementReason(378), as the version has it. */
export type CancelReason = 'market' | 'broker' | 'halt' | 'connectionLoss' | 'logout' | 'verbal' | 'selfTrade' | 'none'

/** `10`, `50%` of the order, `rest`. */
export type Amount = string

/** When a step is done, and how what it sends is delivered. Steps of one list are done in order. */
export interface StepTiming {
  /** Milliseconds behind the step before it, on the session's clock. */
  readonly after?: number | undefined
  /** Waits for the event; `day` is the next day. */
  readonly on?: 'open' | 'close' | 'halt' | 'resume' | 'day' | 'trade' | 'correct' | undefined
  /** In onCancel and onReplace: sent as if the request had not been seen yet. */
  readonly crossing?: boolean | undefined
}

/** How a report is delivered, and what is wrong with it on purpose. */
export interface StepQuirk {
  readonly delivery?: 'possResend' | 'repeat' | 'skip' | undefined
  /** Fields changed on the way out: by name or tag; null leaves the field out. */
  readonly set?: Readonly<Record<string, string | null>> | undefined
  readonly wrong?: 'leaves' | 'side' | 'clOrdID' | 'price' | 'cum' | undefined
  /** The last fill is told as Partially filled, and Filled only by a status report behind it. */
  readonly finalFillAsPartial?: boolean | undefined
}

export type Step = StepTiming &
  StepQuirk &
  (
    | {
        readonly do:
          | 'ack'
          | 'pendingNew'
          | 'doneForDay'
          | 'expire'
          | 'suspend'
          | 'release'
          | 'trigger'
          | 'calculate'
          | 'silence'
          /** What OrdType, TimeInForce and other terms ask for: IOC and FOK trade with what rests, a stop sleeps (O:, T:). */
          | 'byTerms'
          /** Rejected, 103=99, with a Text(58) that lists the bands near to the quantity (S:HELP). */
          | 'help'
      }
    | { readonly do: 'reject'; readonly reason: RejectReason }
    /** `px`: a price, `limit`, or ticks better or worse than the limit; `times`: so many equal fills, the last takes what is left. */
    | {
        readonly do: 'fill'
        readonly qty: Amount
        readonly px?: string | undefined
        readonly ticksBetter?: number | undefined
        /** So many percent better than the limit: buys below, sells above; decimal text. */
        readonly percentBetter?: string | undefined
        readonly times?: number | undefined
      }
    | { readonly do: 'cancel'; readonly reason: CancelReason }
    /** New OrderQty(38) (`-10`, `+1000`, or the total) and Price(44), with ExecRestatementReason(378). */
    | {
        readonly do: 'restate'
        readonly reason: number
        readonly qty?: string | undefined
        readonly px?: string | undefined
      }
    /** Guarantees `qty` at `px`: ExecType 7. */
    | { readonly do: 'stop'; readonly qty: Amount; readonly px?: string | undefined }
    /** Of the k-th live execution, from 1; 0 is the last one. `unknown`: of an ExecID that was never sent. `again`: of one that was busted already. */
    | { readonly do: 'bust'; readonly execution: number; readonly again?: boolean | undefined }
    | {
        readonly do: 'correct'
        readonly execution: number
        readonly qty?: string | undefined
        readonly px?: string | undefined
        readonly ticks?: number | undefined
        readonly unknown?: boolean | undefined
      }
    /** The last execution report once more, as it was but for what `set`, `delivery` say; under a new MsgSeqNum. */
    | { readonly do: 'again' }
    /** A status report nobody asked for. */
    | { readonly do: 'status' }
    /** A fill of an order that the client never sent. */
    | { readonly do: 'strayFill'; readonly qty: Amount }
    /** Canceled for the id that the last replace superseded. */
    | { readonly do: 'strayCancel' }
    | { readonly do: 'businessReject'; readonly reason: number; readonly wrongReference?: boolean | undefined }
    | { readonly do: 'sessionReject'; readonly reason: number; readonly refTagID: number }
    /** In onCancel and onReplace. `queue`: decided when the one before it is; `refuseSecond` where one pends already. */
    | { readonly do: 'accept' | 'pending' | 'amendToCum' | 'queue' | 'refuseSecond' }
    | { readonly do: 'refuse'; readonly reason: RequestRejectReason }
    /** A seeded random life: fills, delays and crossing answers (Q520). */
    | { readonly do: 'random' }
    /** The order goes to the price-time book of its symbol (Q1000). */
    | { readonly do: 'book' }
  )
