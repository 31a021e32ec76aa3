/** The client's orders, found by any id of their chains, and what it has learned of ExecIDs. */
import { add, type Decimal, parseDecimal, ZERO } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import { noExecutions, positionOf } from './executions.ts'
import { type ClientOrder, isOpen, statedIn, type Terms } from './order.ts'
import type { Report } from './report.ts'
import { AppTag } from './tags.ts'

/** So many orders by telephone, sides of quotes and ExecIDs are kept: the venue decides how many come. */
const VOICE_ORDERS_MAX = 1_000
const QUOTE_ORDERS_MAX = 10_000
const EXEC_IDS_MAX = 100_000

export function termsOf(clOrdID: string, fields: readonly Field[]): Terms {
  return {
    clOrdID,
    orderQty: parseDecimal(statedIn(fields, AppTag.OrderQty)),
    price: parseDecimal(statedIn(fields, AppTag.Price)),
    fields,
  }
}

export class OrderBookkeeping {
  /** By every ClOrdID(11) that was ever sent for the order. */
  readonly #byID = new Map<string, ClientOrder>()
  readonly #byOrderID = new Map<string, ClientOrder>()
  readonly #all: ClientOrder[] = []
  readonly #execIDs = new Map<string, string>()
  readonly #quoteIDs = new Set<string>()
  #voiceOrders = 0
  #quoteOrders = 0

  get all(): readonly ClientOrder[] {
    return this.#all
  }

  open(): ClientOrder[] {
    return this.#all.filter(isOpen)
  }

  /** @returns the order of any id of its chain, OrderID(37) of an order by telephone included */
  find(clOrdID: string | undefined): ClientOrder | undefined {
    return clOrdID === undefined ? undefined : this.#byID.get(clOrdID)
  }

  byOrderID(orderID: string | undefined): ClientOrder | undefined {
    return orderID === undefined ? undefined : this.#byOrderID.get(orderID)
  }

  /** An order that is about to be sent. */
  add(clOrdID: string, fields: readonly Field[]): ClientOrder {
    const order = this.#make(clOrdID, fields, true)
    this.name(order, clOrdID)
    return order
  }

  /** A quote of ours that streams: reports of its trades carry the quote's id, and the side that was taken. */
  addQuote(quoteID: string): void {
    this.#quoteIDs.add(quoteID)
    if (!this.#byID.has(quoteID)) this.name(this.#make(quoteID, [], false), quoteID)
  }

  /**
   * One side of a streamed quote of ours, whose trades the venue reports under an id of its own making that begins with the
   * quote's: `Q1.E1.B`. Undefined for any other id, and when there are too many of them.
   */
  addByQuote(clOrdID: string): ClientOrder | undefined {
    const separators = [...clOrdID.matchAll(/[^A-Za-z0-9]/g)]
    const ofQuote = separators.some(({ index }) => this.#quoteIDs.has(clOrdID.slice(0, index)))
    if (!ofQuote || this.#quoteOrders >= QUOTE_ORDERS_MAX) return undefined
    this.#quoteOrders++
    const order = this.#make(clOrdID, [], false)
    this.name(order, clOrdID)
    return order
  }

  /** An order given by telephone, of which the venue reports; undefined when there are too many of them. */
  addByVoice(report: Report): ClientOrder | undefined {
    const { orderID } = report
    if (orderID === undefined || this.#voiceOrders >= VOICE_ORDERS_MAX) return undefined
    this.#voiceOrders++
    const fields: Field[] = [AppTag.Symbol, AppTag.Side, AppTag.OrderQty, AppTag.Price, AppTag.TimeInForce].flatMap(
      (tag): Field[] => {
        const value = report.message.text(tag)
        return value === undefined ? [] : [[tag, value]]
      },
    )
    const order = this.#make(orderID, fields, false)
    this.name(order, orderID)
    this.knowOrderID(order, orderID)
    return order
  }

  #make(key: string, fields: readonly Field[], askable: boolean): ClientOrder {
    const order: ClientOrder = {
      key,
      symbol: statedIn(fields, AppTag.Symbol) ?? '',
      side: statedIn(fields, AppTag.Side) ?? '',
      askable,
      orderID: undefined,
      terms: termsOf(key, fields),
      superseded: new Set(),
      requests: [],
      executions: noExecutions(),
      unanswered: true,
      accepted: false,
      rejected: false,
      canceled: false,
      expired: false,
      unknown: false,
      doneForDay: false,
      suspended: false,
      stopped: false,
      calculated: false,
      said: '',
      reconciling: 'no',
      staleLeaves: undefined,
      multileg: false,
      cancelRetries: 0,
    }
    this.#all.push(order)
    return order
  }

  /** One more ClOrdID(11) of the order's chain. */
  name(order: ClientOrder, clOrdID: string): void {
    this.#byID.set(clOrdID, order)
  }

  knowOrderID(order: ClientOrder, orderID: string | undefined): void {
    if (orderID === undefined || order.orderID === orderID) return
    order.orderID = orderID
    this.#byOrderID.set(orderID, order)
  }

  /** What was read under this ExecID(17) before; undefined when it is new. */
  contentOf(execID: string): string | undefined {
    return this.#execIDs.get(execID)
  }

  knowExecID(execID: string, content: string): void {
    this.#execIDs.set(execID, content)
    if (this.#execIDs.size <= EXEC_IDS_MAX) return
    const [oldest] = this.#execIDs.keys()
    if (oldest !== undefined) this.#execIDs.delete(oldest)
  }

  position(symbol: string): Decimal {
    return this.#all.reduce((total, order) => add(total, positionOf(order, symbol)), ZERO)
  }
}
