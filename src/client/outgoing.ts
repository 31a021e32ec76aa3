/** Messages other than single orders that the user sends: what they need besides what is stated. */
import type { Field } from '../codec/encode.ts'
import type { ClientContext } from './context.ts'
import { merge, tagsOf } from './fields.ts'
import { statedIn } from './order.ts'
import type { Quote } from './quotes.ts'
import type { UserRequest } from './seam.ts'
import { AppMsg, AppTag } from './tags.ts'
import { awaitAnswer } from './waiting.ts'

/** Where what the user leaves out is found. */
export interface Sources {
  /** The quote that a message means. */
  quoteMeantBy(fields: readonly Field[]): Quote | undefined
  /** MDReqID(262) of the live subscription to a symbol. */
  subscriptionTo(symbol: string | undefined): string | undefined
}

type Defaults = (stated: readonly Field[], ctx: ClientContext, sources: Sources) => readonly Field[]

/** The message's own id. */
const OWN_ID: Readonly<Record<string, number>> = {
  [AppMsg.NewOrderList]: AppTag.ListID,
  [AppMsg.NewOrderCross]: AppTag.CrossID,
  [AppMsg.NewOrderMultileg]: AppTag.ClOrdID,
  [AppMsg.OrderMassCancelRequest]: AppTag.ClOrdID,
  [AppMsg.OrderMassActionRequest]: AppTag.ClOrdID,
  [AppMsg.OrderMassStatusRequest]: AppTag.MassStatusReqID,
  [AppMsg.QuoteRequest]: AppTag.QuoteReqID,
  [AppMsg.QuoteResponse]: AppTag.QuoteRespID,
  [AppMsg.MassQuote]: AppTag.QuoteID,
  [AppMsg.QuoteCancel]: AppTag.QuoteID,
  [AppMsg.MarketDataRequest]: AppTag.MDReqID,
  [AppMsg.SecurityListRequest]: AppTag.SecurityReqID,
  [AppMsg.SecurityDefinitionRequest]: AppTag.SecurityReqID,
  [AppMsg.SecurityStatusRequest]: AppTag.SecurityStatusReqID,
  [AppMsg.TradingSessionStatusRequest]: AppTag.TradSesReqID,
  [AppMsg.TradeCaptureReportRequest]: AppTag.TradeRequestID,
  [AppMsg.TradeCaptureReport]: AppTag.TradeReportID,
}

/** Has TransactTime(60) as a field that is always sent. */
const TIMED: ReadonlySet<string> = new Set([
  AppMsg.NewOrderCross,
  AppMsg.NewOrderMultileg,
  AppMsg.OrderMassCancelRequest,
  AppMsg.OrderMassActionRequest,
  AppMsg.QuoteResponse,
  AppMsg.TradeCaptureReport,
])

/** SubscriptionRequestType(263): a snapshot and what changes. */
const SUBSCRIBE = '1'
const UNSUBSCRIBE = '2'

const bySymbol = (tag: number, one: string, all: string): Defaults => {
  return (stated) => [[tag, statedIn(stated, AppTag.Symbol) === undefined ? all : one]]
}

const DEFAULTS: Readonly<Record<string, Defaults>> = {
  [AppMsg.OrderMassStatusRequest]: bySymbol(AppTag.MassStatusReqType, '1', '7'),
  [AppMsg.OrderMassCancelRequest]: bySymbol(AppTag.MassCancelRequestType, '1', '7'),
  [AppMsg.SecurityListRequest]: bySymbol(AppTag.SecurityListRequestType, '0', '4'),
  [AppMsg.OrderMassActionRequest]: (stated, ctx) => [
    [AppTag.MassActionType, '3'],
    ...bySymbol(AppTag.MassActionScope, '1', '7')(stated, ctx, NOTHING),
  ],
  [AppMsg.SecurityDefinitionRequest]: () => [[AppTag.SecurityRequestType, '0']],
  [AppMsg.SecurityStatusRequest]: () => [[AppTag.SubscriptionRequestType, SUBSCRIBE]],
  [AppMsg.TradingSessionStatusRequest]: () => [[AppTag.SubscriptionRequestType, SUBSCRIBE]],
  [AppMsg.TradeCaptureReportRequest]: () => [[AppTag.TradeRequestType, '0']],
  [AppMsg.TradeCaptureReport]: () => [[AppTag.PreviouslyReported, 'N']],
  [AppMsg.QuoteCancel]: () => [[AppTag.QuoteCancelType, '4']],
  [AppMsg.NewOrderCross]: () => [
    [AppTag.CrossType, '1'],
    [AppTag.CrossPrioritization, '0'],
    [AppTag.OrdType, '2'],
  ],
  [AppMsg.NewOrderMultileg]: (stated) => [[AppTag.OrdType, statedIn(stated, AppTag.Price) === undefined ? '1' : '2']],
  [AppMsg.NewOrderList]: (stated) => [
    [AppTag.BidType, '3'],
    [AppTag.TotNoOrders, statedIn(stated, AppTag.NoOrders) ?? '0'],
  ],
  [AppMsg.MarketDataRequest]: (stated, _, sources) => {
    const subscription = statedIn(stated, AppTag.SubscriptionRequestType) ?? SUBSCRIBE
    const live = subscription === UNSUBSCRIBE ? sources.subscriptionTo(statedIn(stated, AppTag.Symbol)) : undefined
    return [
      ...(live === undefined ? [] : [[AppTag.MDReqID, live] as const]),
      [AppTag.SubscriptionRequestType, subscription],
      [AppTag.MarketDepth, '0'],
      ...(subscription === SUBSCRIBE ? [[AppTag.MDUpdateType, '1'] as const] : []),
    ]
  },
  [AppMsg.QuoteResponse]: (stated, ctx, sources) => {
    const quote = sources.quoteMeantBy(stated)
    const hits = (statedIn(stated, AppTag.QuoteRespType) ?? HIT) === HIT
    return [
      ...(quote === undefined ? [] : [[AppTag.QuoteID, quote.quoteID] as const]),
      [AppTag.QuoteRespType, HIT],
      ...(hits ? [[AppTag.ClOrdID, ctx.newID()] as const] : []),
      ...(quote === undefined ? [] : [[AppTag.Symbol, quote.symbol] as const]),
      [AppTag.Side, '1'],
    ]
  },
}

/** QuoteRespType(694): hit or lift. */
const HIT = '1'

const NOTHING: Sources = { quoteMeantBy: () => undefined, subscriptionTo: () => undefined }

/** The body of a message as it is sent, or why it can not be, in a sentence. */
export function complete(
  ctx: ClientContext,
  msgType: string,
  request: UserRequest,
  sources: Sources,
): readonly Field[] | string {
  const stated = request.fields
  if (msgType === AppMsg.OrderStatusRequest) return statusRequest(ctx, request)
  const ownID = OWN_ID[msgType]
  const defaults = DEFAULTS[msgType]?.(stated, ctx, sources) ?? []
  const hasID = ownID === undefined || [...stated, ...defaults].some(([tag]) => tag === ownID)
  const base: Field[] = [
    ...(hasID ? [] : [[ownID, ctx.newID()] as const]),
    ...defaults,
    ...(TIMED.has(msgType) ? [[AppTag.TransactTime, ctx.transactTime] as const] : []),
  ]
  const allowed = tagsOf(ctx.dictionary, msgType)
  return grouped(
    msgType,
    merge(
      base.filter(([tag]) => allowed.has(tag)),
      stated,
    ),
  )
}

/** OrderStatusRequest(H) of an order by any id of its chain. */
function statusRequest(ctx: ClientContext, { clOrdID, fields }: UserRequest): readonly Field[] | string {
  const order = ctx.orders.find(clOrdID ?? statedIn(fields, AppTag.ClOrdID))
  if (order === undefined) return clOrdID === undefined ? fields : 'there is no such order'
  const orderID: Field[] = order.orderID === undefined ? [] : [[AppTag.OrderID, order.orderID]]
  const own: Field[] = ctx.version.ordinal >= 44 ? [[AppTag.OrdStatusReqID, ctx.newID()]] : []
  const base: Field[] = [
    ...orderID,
    [AppTag.ClOrdID, order.terms.clOrdID],
    ...own,
    [AppTag.Symbol, order.symbol],
    [AppTag.Side, order.side],
  ]
  return merge(base, fields)
}

/** Fields of a request that stand outside its group of instruments. */
const OUTSIDE: Readonly<Record<string, readonly number[]>> = {
  [AppMsg.MarketDataRequest]: [262, 263, 264, 265, 266, 267, 269, 286, 546, 547, 812, 815, 1070],
  [AppMsg.QuoteRequest]: [AppTag.QuoteReqID, 644, AppTag.ClOrdID, AppTag.Text],
}

/** Instruments, and types of market data, that are stated plainly are put into the groups where they belong. */
function grouped(msgType: string, fields: readonly Field[]): readonly Field[] {
  const outside = OUTSIDE[msgType]
  if (outside === undefined) return fields
  const types = fields.filter(([tag]) => tag === AppTag.NoMDEntryTypes || tag === AppTag.MDEntryType)
  const head = fields.filter((field) => outside.includes(field[0]) && !types.includes(field))
  const instruments = fields.filter(([tag]) => !outside.includes(tag))
  return [
    ...head,
    ...(msgType === AppMsg.MarketDataRequest
      ? counted(AppTag.NoMDEntryTypes, AppTag.MDEntryType, types, BIDS_OFFERS)
      : []),
    ...counted(AppTag.NoRelatedSym, AppTag.Symbol, instruments, []),
  ]
}

const BIDS_OFFERS: readonly Field[] = [
  [AppTag.MDEntryType, '0'],
  [AppTag.MDEntryType, '1'],
]

/** The same group with its count; as stated where that is stated. */
function counted(
  count: number,
  delimiter: number,
  stated: readonly Field[],
  otherwise: readonly Field[],
): readonly Field[] {
  if (stated.some(([tag]) => tag === count)) return stated
  const entries = stated.length === 0 ? otherwise : stated
  const number = entries.filter(([tag]) => tag === delimiter).length
  if (number === 0) return entries
  const first = number === 1 ? entries.filter(([tag]) => tag === delimiter) : []
  return [[count, String(number)], ...first, ...entries.filter((field) => !first.includes(field))]
}

/** What the message is told by when it was sent: ClOrdID(11), else its own id. */
export function refOf(msgType: string, fields: readonly Field[]): string | undefined {
  return statedIn(fields, OWN_ID[msgType] ?? AppTag.ClOrdID)
}

/** Orders that a message of another kind holds are kept like any other: lists, crosses, multileg orders, quote responses. */
export function keepOrdersOf(ctx: ClientContext, msgType: string, fields: readonly Field[]): void {
  for (const order of ordersIn(msgType, fields)) {
    const clOrdID = statedIn(order, AppTag.ClOrdID)
    if (clOrdID === undefined || ctx.orders.find(clOrdID) !== undefined) continue
    ctx.orders.add(clOrdID, order)
    awaitAnswer(ctx, clOrdID)
  }
}

function ordersIn(msgType: string, fields: readonly Field[]): readonly (readonly Field[])[] {
  switch (msgType) {
    case AppMsg.NewOrderMultileg:
    case AppMsg.QuoteResponse:
      return [fields]
    case AppMsg.NewOrderList:
      return entries(fields, AppTag.NoOrders)
    case AppMsg.NewOrderCross: {
      const common = fields.filter(([tag]) => tag === AppTag.Symbol || tag === AppTag.Price || tag === AppTag.OrdType)
      return entries(fields, AppTag.NoSides).map((side) => merge(common, side))
    }
    default:
      return []
  }
}

/** The entries behind a count, the last one to the end. */
function entries(fields: readonly Field[], count: number): Field[][] {
  const behind = fields.slice(fields.findIndex(([tag]) => tag === count) + 1)
  const delimiter = behind[0]?.[0]
  const found: Field[][] = []
  for (const field of behind) {
    if (field[0] === delimiter) found.push([])
    found.at(-1)?.push(field)
  }
  return found
}
