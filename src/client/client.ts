/**
 * The client of a venue: a member that sends orders, keeps what became of them, and says so when something is wrong. A
 * state machine: events in, actions out.
 */
import { formatDecimal, trimDecimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { onCancelReject } from './cancel-rejects.ts'
import type { ClientDesk } from './context.ts'
import { cumQty } from './executions.ts'
import { type ClientOptions, LiveContext } from './live-context.ts'
import { MarketDataDesk, type ShownBook } from './market-data.ts'
import { MassRequestDesk } from './mass-requests.ts'
import { refusalOf } from './message-checks.ts'
import { leavesQty, ordStatus, statedIn } from './order.ts'
import { complete, keepOrdersOf, refOf, type Sources } from './outgoing.ts'
import { type Quote, QuoteDesk } from './quotes.ts'
import { forgetQuestions, onOrderTimer, reconcileOrders } from './reconciliation.ts'
import { ReferenceDesk } from './reference.ts'
import { onRefusal } from './refusals.ts'
import { onExecutionReport } from './reports.ts'
import { requestCancel, requestNew, requestReplace } from './requests.ts'
import type { Alarm, ClientAction, ClientEvent, ShownOrder, UserRequest } from './seam.ts'
import { AppMsg, AppTag } from './tags.ts'

export type { ClientOptions } from './live-context.ts'

/** So many sent messages are remembered by their numbers. */
const SENT_MAX = 10_000

export class Client {
  readonly #ctx: LiveContext
  readonly #desks: readonly ClientDesk[]
  readonly #marketData: MarketDataDesk
  readonly #quotes: QuoteDesk
  readonly #reference: ReferenceDesk
  readonly #sources: Sources
  /** `ref` of what was sent, by MsgSeqNum(34) of this numbering. */
  readonly #sent = new Map<number, string>()

  constructor(options: ClientOptions) {
    this.#ctx = new LiveContext(options)
    this.#marketData = new MarketDataDesk(this.#ctx)
    this.#quotes = new QuoteDesk(this.#ctx)
    this.#reference = new ReferenceDesk(this.#ctx)
    this.#sources = {
      quoteMeantBy: (fields) => this.#quotes.meant(fields),
      subscriptionTo: (symbol) => this.#marketData.subscriptionTo(symbol),
    }
    this.#desks = [this.#marketData, this.#quotes, this.#reference, new MassRequestDesk(this.#ctx)]
  }

  /** Tells the client what happened; what it wants done is pushed into `out`. */
  step(event: ClientEvent, out: ClientAction[]): void {
    this.#ctx.begin(event.at, out)
    switch (event.kind) {
      case 'message':
        return this.#onMessage(event.message, event.possDup)
      case 'request':
        return this.#onRequest(event.request)
      case 'timer':
        if (!onOrderTimer(this.#ctx, event.key)) for (const desk of this.#desks) desk.onTimer?.(event.key)
        return
      case 'sent':
        return this.#onSent(event.msgSeqNum, event.ref)
      case 'sessionUp':
        if (event.reset) this.#sent.clear()
        this.#ctx.connect()
        reconcileOrders(this.#ctx, event.reset)
        for (const desk of this.#desks) desk.onSessionUp?.(event.reset)
        return
      case 'sessionDown':
        this.#ctx.disconnect()
        forgetQuestions(this.#ctx)
        for (const desk of this.#desks) desk.onSessionDown?.()
        return
    }
  }

  /** @param clOrdID - any id of the order's chain, or OrderID(37) of an order by telephone */
  shown(clOrdID: string): ShownOrder | undefined {
    const order = this.#ctx.orders.find(clOrdID)
    const alarms = String(this.#ctx.alarmsAbout(order?.key ?? clOrdID))
    if (order === undefined) return alarms === '0' ? undefined : { alarms }
    return {
      OrdStatus: ordStatus(order),
      CumQty: formatDecimal(trimDecimal(cumQty(order.executions))),
      LeavesQty: formatDecimal(trimDecimal(leavesQty(order))),
      AvgPx: this.#ctx.policies.avgPx(order.executions),
      OrderQty: order.terms.orderQty === undefined ? '' : formatDecimal(order.terms.orderQty),
      ClOrdID: order.askable ? order.terms.clOrdID : '',
      Symbol: order.symbol,
      Side: order.side,
      alarms,
    }
  }

  /** What was bought and sold of a symbol, sold is negative: `25`. */
  position(symbol: string): string {
    return formatDecimal(trimDecimal(this.#ctx.orders.position(symbol)))
  }

  /** Oldest first; the newest 10 000 are kept. */
  alarms(): readonly Alarm[] {
    return this.#ctx.alarms
  }

  /** The book of a symbol as its market data built it; undefined when there is none, or it is not valid at the moment. */
  book(symbol: string): ShownBook | undefined {
    return this.#marketData.book(symbol)
  }

  /** The newest quote of a symbol that can still be taken. */
  quote(symbol: string): Quote | undefined {
    return this.#quotes.live(symbol)
  }

  /** Symbols of a security list by its SecurityReqID(320), undefined until it is complete. */
  securityList(securityReqID: string): readonly string[] | undefined {
    return this.#reference.list(securityReqID)
  }

  #onMessage(message: Message, possDup: boolean): void {
    const refusal = refusalOf(this.#ctx, message)
    if (refusal !== undefined) return this.#ctx.send(AppMsg.Reject, refusal)
    switch (message.msgType) {
      case AppMsg.ExecutionReport:
        return onExecutionReport(this.#ctx, message, possDup)
      case AppMsg.OrderCancelReject:
        return onCancelReject(this.#ctx, message)
      case AppMsg.BusinessMessageReject:
      case AppMsg.Reject:
        return onRefusal(this.#ctx, message, this.#sent)
      default: {
        const desk = this.#desks.find(({ msgTypes }) => msgTypes.includes(message.msgType))
        if (desk === undefined) this.#ctx.note(`a ${message.msgType} message: shown, not understood`)
        else desk.onMessage(message)
      }
    }
  }

  #onRequest(request: UserRequest): void {
    const why = this.#ctx.connected ? this.#ask(request) : 'there is no session'
    if (why === undefined) return
    const about = request.clOrdID ?? statedIn(request.fields, AppTag.ClOrdID)
    this.#ctx.alarm(`not sent: ${why}`, about)
  }

  /** @returns why it is not sent */
  #ask(request: UserRequest): string | undefined {
    switch (actionOf(request)) {
      case 'new': {
        const fields = this.#quotes.named(request.fields)
        return this.#objection(AppMsg.NewOrderSingle, fields) ?? requestNew(this.#ctx, { ...request, fields })
      }
      case 'cancel':
        return requestCancel(this.#ctx, request)
      case 'replace':
        return requestReplace(this.#ctx, request)
      case 'send':
        return this.#send(request)
    }
  }

  #send(request: UserRequest): string | undefined {
    const { msgType } = request
    if (msgType === undefined || this.#ctx.dictionary.message(msgType) === undefined) {
      return `${this.#ctx.dictionary.name} has no message ${msgType}`
    }
    const fields = complete(this.#ctx, msgType, request, this.#sources)
    if (typeof fields === 'string') return fields
    const why = this.#objection(msgType, fields)
    if (why !== undefined) return why
    keepOrdersOf(this.#ctx, msgType, fields)
    this.#ctx.send(msgType, fields, refOf(msgType, fields))
    return undefined
  }

  /** What a part of the client knows against sending this. */
  #objection(msgType: string, fields: readonly Field[]): string | undefined {
    for (const desk of this.#desks) {
      const why = desk.onSend?.(msgType, fields)
      if (why !== undefined) return why
    }
    return undefined
  }

  #onSent(msgSeqNum: number, ref: string): void {
    this.#sent.set(msgSeqNum, ref)
    if (this.#sent.size <= SENT_MAX) return
    const [oldest] = this.#sent.keys()
    if (oldest !== undefined) this.#sent.delete(oldest)
  }
}

const ACTIONS: ReadonlyMap<string, UserRequest['action']> = new Map([
  [AppMsg.NewOrderSingle, 'new'],
  [AppMsg.OrderCancelRequest, 'cancel'],
  [AppMsg.OrderCancelReplaceRequest, 'replace'],
])

/** A single order or a request about it that is to be sent by message type is what it is. */
function actionOf({ action, msgType }: UserRequest): UserRequest['action'] {
  return action === 'send' ? (ACTIONS.get(msgType ?? '') ?? 'send') : action
}
