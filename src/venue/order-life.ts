/**
 * What happens to an order, as verbs: each changes the facts and sends the report that goes with it. Nothing here decides
 * whether it should happen; only what is impossible is left undone.
 *
 * @see application cases §1.4
 */
import { add, type Decimal, max, multiply } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { CancelMore, Trade } from './desk.ts'
import { wakeUp } from './expiry.ts'
import type { Floor } from './floor.ts'
import type { Execution, Order, PendingRequest } from './order.ts'
import { isFilled, isGoodTill, mayTrade, ordStatus } from './order-facts.ts'
import type { OrderStore } from './order-store.ts'
import type { CancelReason, RejectReason, RequestRejectReason, StepQuirk } from './persona.ts'
import { cxlRejReason } from './reasons.ts'
import { losesPriority, replacedTerms } from './replaced-terms.ts'
import type { Reporter } from './reporter.ts'

/** Who wants to know what happens to orders. */
export interface LifeListener {
  /** Cancelled, expired or rejected: nothing that waits for the order comes any more. */
  onOver(order: Order): void
  onTrade(trade: Trade): void
  onBust(trade: Trade): void
  onPrice(order: Order, qty: Decimal, px: Decimal): void
}

export class OrderLife {
  readonly floor: Floor
  readonly store: OrderStore
  readonly reporter: Reporter
  #listener: LifeListener | undefined

  constructor(floor: Floor, store: OrderStore, reporter: Reporter) {
    this.floor = floor
    this.store = store
    this.reporter = reporter
  }

  listen(listener: LifeListener): void {
    this.#listener = listener
  }

  pendingNew(order: Order, quirk?: StepQuirk): void {
    this.reporter.report(order, { execType: 'A' }, { ...(quirk && { quirk }) })
  }

  ack(order: Order, quirk?: StepQuirk): void {
    if (order.rejected || order.canceled || order.expired) return
    order.accepted = true
    this.reporter.report(order, { execType: '0' }, { ...(quirk && { quirk }) })
    wakeUp(this, order)
  }

  /** Accepted without a word. */
  acceptSilently(order: Order): void {
    order.accepted = true
    wakeUp(this, order)
  }

  /** @param unruled - an entry check says so, no rule */
  reject(order: Order, reason: RejectReason, text?: string, quirk?: StepQuirk, unruled?: boolean): void {
    const requests = order.requests.splice(0)
    order.rejected = true
    this.reporter.report(order, { execType: '8', rejectReason: reason, text, unruled }, { ...(quirk && { quirk }) })
    this.#over(order, requests)
  }

  fill(
    order: Order,
    qty: Decimal,
    px: Decimal,
    more: { fields?: readonly Field[] | undefined; quirk?: StepQuirk } = {},
  ): void {
    const execution: Execution = { execID: this.floor.unique('E'), qty, px, day: this.floor.day }
    // A list with one element takes a tenth of the memory of one that was pushed into, and most orders have one trade.
    if (order.executions.length === 0) order.executions = [execution]
    else order.executions.push(execution)
    order.cum = add(order.cum, qty)
    order.cost = add(order.cost, multiply(qty, px))
    this.reporter.report(
      order,
      { execType: 'F', lastQty: qty, lastPx: px, fields: more.fields },
      { execID: execution.execID, ...(more.quirk && { quirk: more.quirk }) },
    )
    const instrument = this.floor.instruments.get(order.symbol)
    if (instrument !== undefined) instrument.last = px
    this.settle(order)
    this.#listener?.onPrice(order, qty, px)
    if (instrument !== undefined) this.#listener?.onTrade({ instrument, order, execID: execution.execID, qty, px })
  }

  /** Canceled by the venue. Requests that pend are too late. */
  cancel(order: Order, reason: CancelReason, more: CancelMore & { quirk?: StepQuirk } = {}): void {
    if (!order.open) return
    const requests = order.requests.splice(0)
    this.#end(order)
    order.canceled = true
    if (more.quiet !== true) {
      this.reporter.report(
        order,
        {
          execType: '4',
          cancelReason: reason,
          restatement: more.restatement,
          text: more.text,
          fields: more.fields,
        },
        { ...(more.quirk && { quirk: more.quirk }) },
      )
    }
    this.#over(order, requests)
  }

  /** Canceled as asked for: the report names the request. */
  cancelBy(order: Order, request: PendingRequest, quirk?: StepQuirk): void {
    this.withdraw(order, request)
    const others = order.requests.splice(0)
    this.#end(order)
    order.canceled = true
    this.reporter.report(
      order,
      { execType: '4', clOrdID: request.clOrdID, origClOrdID: order.terms.clOrdID },
      { alsoTo: request.session, ...(quirk && { quirk }) },
    )
    this.#over(order, others)
  }

  expire(order: Order, text?: string, quirk?: StepQuirk): void {
    if (order.rejected || order.canceled || order.expired || isFilled(order)) return
    const requests = order.requests.splice(0)
    this.#end(order)
    order.expired = true
    this.reporter.report(order, { execType: 'C', text }, { ...(quirk && { quirk }) })
    this.#over(order, requests)
  }

  /** A Day order is over with it; a good-till order rests until the next day. */
  doneForDay(order: Order, quirk?: StepQuirk): void {
    if (!order.open || order.doneForDay) return
    const requests = isGoodTill(order) ? [] : order.requests.splice(0)
    order.doneForDay = true
    order.suspended = false
    order.stopped = false
    this.reporter.report(order, { execType: '3' }, { ...(quirk && { quirk }) })
    if (isGoodTill(order)) this.settle(order)
    else this.#over(order, requests)
  }

  suspend(order: Order, quirk?: StepQuirk): void {
    if (!order.open || order.suspended) return
    order.suspended = true
    this.reporter.report(order, { execType: '9' }, { ...(quirk && { quirk }) })
    this.settle(order)
  }

  release(order: Order, quirk?: StepQuirk): void {
    if (!order.open || !order.suspended) return
    order.suspended = false
    this.reporter.report(order, { execType: '0' }, { ...(quirk && { quirk }) })
    this.settle(order)
  }

  /** Guarantees a price: nothing is traded yet. */
  stop(order: Order, qty: Decimal, px: Decimal, quirk?: StepQuirk): void {
    if (!order.open) return
    order.stopped = true
    this.reporter.report(order, { execType: '7', lastQty: qty, lastPx: px }, { ...(quirk && { quirk }) })
    this.settle(order)
  }

  calculate(order: Order, quirk?: StepQuirk): void {
    order.calculated = true
    this.reporter.report(order, { execType: 'B' }, { ...(quirk && { quirk }) })
  }

  trigger(order: Order, quirk?: StepQuirk): void {
    if (!order.open) return
    order.asleep = false
    const with_ = { ...(quirk && { quirk }) }
    const manner = this.floor.persona.defaults.trigger
    if (manner === 'restate') this.reporter.report(order, { execType: 'D', restatement: 4 }, with_)
    else if (manner === 'triggered') this.reporter.report(order, { execType: 'L' }, with_)
    else if (manner === 'new') this.reporter.report(order, { execType: '0' }, with_)
  }

  restate(
    order: Order,
    restatement: number,
    change: { orderQty?: Decimal | undefined; price?: Decimal | undefined; text?: string | undefined },
    quirk?: StepQuirk,
  ): void {
    const { terms } = order
    const orderQty = change.orderQty ?? terms.orderQty
    order.terms = {
      ...terms,
      orderQty: orderQty === undefined ? undefined : max(orderQty, order.cum),
      price: change.price ?? terms.price,
    }
    this.reporter.report(order, { execType: 'D', restatement, text: change.text }, { ...(quirk && { quirk }) })
    this.settle(order)
  }

  /** Pending Cancel, Pending Replace: once for each request. */
  pend(order: Order, request: PendingRequest, quirk?: StepQuirk): void {
    if (request.told) return
    request.told = true
    this.reporter.report(
      order,
      {
        execType: request.kind === 'cancel' ? '6' : 'E',
        clOrdID: request.clOrdID,
        origClOrdID: order.terms.clOrdID,
      },
      { alsoTo: request.session, ...(quirk && { quirk }) },
    )
  }

  /** Puts the terms of the request in force. OrderQty(38) is raised to what has traded (matrix C.3.c). */
  replaceBy(order: Order, request: PendingRequest, quirk?: StepQuirk): void {
    this.withdraw(order, request)
    const before = order.terms
    order.terms = replacedTerms(order, request)
    if (before.clOrdID !== undefined) order.superseded.push(before.clOrdID)
    if (losesPriority(before, order.terms)) order.priority = this.floor.nextPriority()
    order.calculated = false
    this.reporter.report(
      order,
      { execType: '5', clOrdID: request.clOrdID, origClOrdID: before.clOrdID },
      { alsoTo: request.session, ...(quirk && { quirk }) },
    )
    this.settle(order)
    wakeUp(this, order)
  }

  /** OrderCancelReject for a request that pends; the order lives on. */
  refuse(order: Order, request: PendingRequest, reason: RequestRejectReason, text?: string): void {
    this.withdraw(order, request)
    order.refused.push(request.clOrdID)
    const to = this.floor.sessions.get(request.session)
    if (to === undefined) return
    const unknown = reason === 'unknown'
    this.reporter.cancelReject(order, to, {
      orderID: unknown ? 'NONE' : order.orderID,
      clOrdID: request.clOrdID,
      origClOrdID: order.terms.clOrdID ?? request.origClOrdID,
      ordStatus: unknown ? '8' : ordStatus(order, to.version.ordinal),
      kind: request.kind,
      reason: cxlRejReason(to.dictionary, reason),
      text,
    })
  }

  /** A trade was taken back, and its report sent. */
  busted(order: Order, { execID, qty, px }: Execution): void {
    this.settle(order)
    const instrument = this.floor.instruments.get(order.symbol)
    if (instrument !== undefined) this.#listener?.onBust({ instrument, order, execID, qty, px })
  }

  /** Takes the request off the order. */
  withdraw(order: Order, request: PendingRequest): void {
    const at = order.requests.indexOf(request)
    if (at >= 0) order.requests.splice(at, 1)
  }

  /** Sees whether the order is open, and tells whoever holds it. */
  settle(order: Order): void {
    const open = mayTrade(order)
    const changed = open !== order.open
    this.store.setOpen(order, open)
    if (!open) {
      // Whoever reopens the order does not bring back a guarantee or a halt of its first life.
      order.stopped = false
      order.suspended = false
      if (changed) this.floor.unschedule(`gtd:${order.orderID}`)
    }
    const { behaviour } = order
    if (behaviour === undefined) return
    const instrument = this.floor.instruments.get(order.symbol)
    if (instrument === undefined) return
    if (!changed) behaviour.onChanged?.(order, instrument)
    else if (open) behaviour.onReopened?.(order, instrument)
    else behaviour.onClosed?.(order, instrument)
  }

  /** States that an end outranks are gone with it. */
  #end(order: Order): void {
    order.doneForDay = false
    order.suspended = false
    order.stopped = false
    order.calculated = false
  }

  #over(order: Order, requests: readonly PendingRequest[]): void {
    this.settle(order)
    this.#listener?.onOver(order)
    for (const request of requests) this.refuse(order, request, 'tooLate', 'the order is over')
  }
}
