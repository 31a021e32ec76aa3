/** All orders of one session, found by whatever id a message has. */
import type { Message } from '../../codec/message.ts'
import { Tag } from '../../fix/tags.ts'
import type { MessageEntry } from '../../journal/journal.ts'
import { type Chain, type ChangeRequest, isOpen, newChain, termsOf } from './chain.ts'
import { OrderMsg, OrderTag } from './order-tags.ts'
import { idOf, orderIdOf, type ReportFacts } from './report-facts.ts'

export class Book {
  readonly chains: Chain[] = []
  /** Requests about orders that nobody knows. */
  readonly strays: ChangeRequest[] = []
  readonly byOrderID = new Map<string, Chain>()
  readonly #byClOrdID = new Map<string, Chain>()
  /** ClOrdIDs of requests about many orders. */
  readonly #mass = new Set<string>()

  /** Takes a message of the tester. */
  sent(entry: MessageEntry): void {
    const { message } = entry
    switch (message.msgType) {
      case OrderMsg.NewOrderSingle:
      case OrderMsg.NewOrderMultileg:
        return this.#order(message, idOf(message, OrderTag.ClOrdID), termsOf(message), 'ours')
      case OrderMsg.QuoteResponse: {
        // What it hits is the venue's own quote: the terms are those of the quote, and not all of them stand here.
        const terms = new Map([...termsOf(message)].filter(([tag]) => tag === OrderTag.Side || tag === OrderTag.Symbol))
        return this.#order(message, idOf(message, OrderTag.ClOrdID), terms, 'ours')
      }
      case OrderMsg.NewOrderList:
      case OrderMsg.NewOrderCross:
        return this.#orders(message)
      case OrderMsg.OrderCancelRequest:
        return this.#request(entry, 'cancel')
      case OrderMsg.OrderCancelReplaceRequest:
      case OrderMsg.MultilegOrderCancelReplace:
        return this.#request(entry, 'replace')
      case OrderMsg.OrderMassCancelRequest:
      case OrderMsg.OrderMassActionRequest: {
        const clOrdID = idOf(message, OrderTag.ClOrdID)
        if (clOrdID !== undefined) this.#mass.add(clOrdID)
      }
    }
  }

  /** The order of a report; made when nobody knows it, as that of an earlier run or given by telephone. */
  chainOf(report: ReportFacts): Chain {
    const { clOrdID, origClOrdID, orderID } = report
    const byID = (id: string | undefined): Chain | undefined => (id === undefined ? undefined : this.#byClOrdID.get(id))
    const known =
      byID(clOrdID) ?? byID(origClOrdID) ?? (orderID === undefined ? undefined : this.byOrderID.get(orderID))
    if (known !== undefined) return this.#again(known, report) ?? known
    const chain = newChain(clOrdID, termsOf(report.message), 'others')
    this.#add(chain)
    return chain
  }

  /** True when a report is about an order that is known. */
  isAbout({ clOrdID, orderID }: ReportFacts): boolean {
    return this.#byClOrdID.has(clOrdID ?? '') || this.byOrderID.has(orderID ?? '')
  }

  /** Notes the id that an order goes by. */
  inForce(chain: Chain, clOrdID: string | undefined): void {
    chain.inForce = clOrdID
    if (clOrdID === undefined) return
    chain.ids.add(clOrdID)
    chain.inForceOnce.add(clOrdID)
    if (!this.#byClOrdID.has(clOrdID)) this.#byClOrdID.set(clOrdID, chain)
  }

  /** A request without an answer about the order with this id. */
  openRequestOf(clOrdID: string | undefined): ChangeRequest | undefined {
    const chain = this.#byClOrdID.get(clOrdID ?? '')
    return chain === undefined || chain.isBehind ? undefined : chain.requests.find(isOpen)
  }

  isMass(clOrdID: string | undefined): boolean {
    return clOrdID !== undefined && this.#mass.has(clOrdID)
  }

  /** The request with this ClOrdID, one without an answer if there is. */
  requestOf(clOrdID: string | undefined): { chain: Chain | undefined; request: ChangeRequest } | undefined {
    if (clOrdID === undefined) return undefined
    const chain = this.#byClOrdID.get(clOrdID)
    const found = [...(chain?.requests ?? []), ...this.strays].filter((request) => request.clOrdID === clOrdID)
    const request = found.find(isOpen) ?? found.at(-1)
    return request === undefined ? undefined : { chain: this.strays.includes(request) ? undefined : chain, request }
  }

  /** A request about an order of another session is answered by a report that names an order which nobody knows here. */
  answerStray({ clOrdID, what, entry }: ReportFacts): void {
    if (what !== 'canceled' && what !== 'replaced' && what !== 'rejected') return
    for (const stray of this.strays) if (stray.clOrdID === clOrdID) stray.answer ??= entry.index
  }

  /** Requests by the number of their message, for a Reject. */
  requestAt(msgSeqNum: number): ChangeRequest | undefined {
    return [...this.requests()].findLast((request) => request.msgSeqNum === msgSeqNum)
  }

  *requests(): Generator<ChangeRequest> {
    for (const { requests } of this.chains) yield* requests
    yield* this.strays
  }

  /** Reports may have been lost, and with them the answers to requests. */
  fallBehind(): void {
    for (const chain of this.chains) chain.isBehind = true
    for (const request of this.requests()) if (isOpen(request)) request.isLost = true
  }

  /**
   * Forgets the oldest orders that are over, so that a log without end needs no memory without end.
   *
   * @param most - orders to keep; those that may still trade are kept beyond it, up to twice as many
   * @returns the number forgotten
   */
  forget(most: number): number {
    if (this.chains.length <= most) return 0
    const surplus = this.chains.length - Math.floor(most / 2)
    const gone = new Set<Chain>()
    for (const chain of this.chains) {
      if (gone.size >= surplus) break
      if (isOver(chain) || this.chains.length - gone.size > 2 * most) gone.add(chain)
    }
    this.chains.splice(0, this.chains.length, ...this.chains.filter((chain) => !gone.has(chain)))
    for (const [id, chain] of this.#byClOrdID) if (gone.has(chain)) this.#byClOrdID.delete(id)
    for (const [id, chain] of this.byOrderID) if (gone.has(chain)) this.byOrderID.delete(id)
    this.strays.splice(0, Math.max(0, this.strays.length - most))
    for (const id of this.#mass) {
      if (this.#mass.size <= most) break
      this.#mass.delete(id)
    }
    return gone.size
  }

  #add(chain: Chain): void {
    this.chains.push(chain)
    if (chain.inForce !== undefined) this.#byClOrdID.set(chain.inForce, chain)
  }

  #order(message: Message, clOrdID: string | undefined, terms: Map<number, string>, kind: 'ours' | 'cross'): void {
    if (clOrdID === undefined) return
    const known = this.#byClOrdID.get(clOrdID)
    if (known === undefined) return this.#add(newChain(clOrdID, terms, kind))
    // What the session layer sends again is no second order.
    if (message.boolean(Tag.PossDupFlag) === true) return
    known.duplicates.push({ terms, clOrdID, mayBeAnother: message.boolean(Tag.PossResend) !== true })
  }

  /** The orders of a list begin with ClOrdID(11), the sides of a cross with Side(54). */
  #orders(message: Message): void {
    const isCross = message.msgType === OrderMsg.NewOrderCross
    const common = isCross ? termsOf(message) : new Map<number, string>()
    let side: string | undefined
    for (let i = 0; i < message.count; i++) {
      const tag = message.tagAt(i)
      if (tag === OrderTag.Side) side = message.textAt(i)
      if (tag !== OrderTag.ClOrdID) continue
      const terms = new Map(common)
      terms.delete(OrderTag.OrderQty)
      if (isCross && side !== undefined) terms.set(OrderTag.Side, side)
      this.#order(message, message.textAt(i), terms, isCross ? 'cross' : 'ours')
    }
  }

  #request(entry: MessageEntry, kind: ChangeRequest['kind']): void {
    const { message } = entry
    const clOrdID = idOf(message, OrderTag.ClOrdID)
    if (clOrdID === undefined || message.boolean(Tag.PossDupFlag) === true) return
    const origClOrdID = idOf(message, OrderTag.OrigClOrdID)
    const orderID = orderIdOf(message)
    const request: ChangeRequest = {
      kind,
      clOrdID,
      origClOrdID,
      namesOrderID: orderID !== undefined,
      terms: termsOf(message),
      entry: entry.index,
      at: entry.at,
      connection: entry.connection,
      msgSeqNum: message.msgSeqNum,
      isDuplicate: this.#byClOrdID.has(clOrdID) || this.strays.some((stray) => stray.clOrdID === clOrdID),
      told: 0,
      isLost: false,
      answer: undefined,
    }
    const named = origClOrdID === undefined ? undefined : this.#byClOrdID.get(origClOrdID)
    const chain = named ?? (orderID === undefined ? undefined : this.byOrderID.get(orderID))
    if (chain === undefined) return void this.strays.push(request)
    chain.requests.push(request)
    if (request.isDuplicate) return
    chain.ids.add(clOrdID)
    this.#byClOrdID.set(clOrdID, chain)
  }

  /** An id that was used before may have been taken for another order: then its reports are about that one. */
  #again(chain: Chain, { clOrdID, orderID, what }: ReportFacts): Chain | undefined {
    const again = chain.duplicates.find((one) => one.clOrdID === clOrdID)
    if (again === undefined || !again.mayBeAnother || what === 'rejected' || what === 'status') return undefined
    const isOther = orderID !== undefined && chain.orderID !== undefined && orderID !== chain.orderID
    if (!isOther && chain.ended === undefined) return undefined
    if (!isOther && chain.orderID !== undefined) return undefined
    chain.duplicates.splice(chain.duplicates.indexOf(again), 1)
    const second = newChain(clOrdID, again.terms, 'ours')
    this.#add(second)
    return second
  }
}

function isOver({ ended, status, requests }: Chain): boolean {
  return (ended !== undefined || status === '8') && !requests.some(isOpen)
}
