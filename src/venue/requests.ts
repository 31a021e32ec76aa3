/**
 * OrderCancelRequest(F) and OrderCancelReplaceRequest(G): the decision table, then the steps of the rule. Requests of one
 * order are decided one after the other, unless its manner acknowledges them all before it decides.
 *
 * @see application cases §3.1, §3.3
 */
import { compare } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import type { Behaviours } from './behaviours.ts'
import type { Floor } from './floor.ts'
import type { Order, PendingRequest } from './order.ts'
import { readOrder } from './order-draft.ts'
import { mayBeRaised, ordStatus } from './order-facts.ts'
import type { OrderLife } from './order-life.ts'
import type { Step, StepQuirk } from './persona.ts'
import { cxlRejReason } from './reasons.ts'
import { decideAtOnce, type Incoming, type Verdict } from './request-table.ts'
import type { Scripts } from './script.ts'
import type { VenueSession } from './seam.ts'
import { reportStatus } from './status.ts'

/** So long a venue that acknowledges all pending requests first waits for more of them. */
const BATCH_MS = 1000

export class RequestDesk {
  readonly #floor: Floor
  readonly #life: OrderLife
  readonly #behaviours: () => Behaviours
  readonly #scripts: () => Scripts

  constructor(life: OrderLife, behaviours: () => Behaviours, scripts: () => Scripts) {
    this.#floor = life.floor
    this.#life = life
    this.#behaviours = behaviours
    this.#scripts = scripts
  }

  onMessage(message: Message, session: VenueSession): void {
    const kind = message.msgType === 'F' ? 'cancel' : 'replace'
    const draft = readOrder(message)
    const incoming: Incoming = {
      kind,
      clOrdID: draft.clOrdID ?? '',
      origClOrdID: message.text(41),
      orderID: message.text(37),
      draft,
    }
    const { store } = this.#life
    const possResend = message.text(97) === 'Y'
    const known = possResend ? store.find(session.id, incoming.clOrdID) : undefined
    if (known !== undefined) return reportStatus(this.#life, known, session)
    const verdict = decideAtOnce(this.#life, this.#behaviours(), incoming, session)
    if (verdict.kind === 'refused') return this.#refuseAtOnce(incoming, verdict, session)
    this.#take(verdict.order, incoming, session)
  }

  #refuseAtOnce(incoming: Incoming, verdict: Extract<Verdict, { kind: 'refused' }>, session: VenueSession): void {
    const { order, reason, text, hidden } = verdict
    if (!verdict.duplicate) {
      this.#life.store.use(session.id, incoming.clOrdID, order)
      order?.refused.push(incoming.clOrdID)
    }
    const shown = hidden ? undefined : order
    this.#life.reporter.cancelReject(shown, session, {
      orderID: shown?.orderID ?? 'NONE',
      clOrdID: incoming.clOrdID,
      origClOrdID: shown?.terms.clOrdID ?? incoming.origClOrdID,
      ordStatus: shown === undefined ? '8' : ordStatus(shown, session.version.ordinal),
      kind: incoming.kind,
      reason: verdict.number ?? cxlRejReason(session.dictionary, reason),
      text,
    })
  }

  #take(order: Order, incoming: Incoming, session: VenueSession): void {
    const request: PendingRequest = {
      kind: incoming.kind,
      clOrdID: incoming.clOrdID,
      origClOrdID: incoming.origClOrdID,
      terms: incoming.kind === 'replace' ? incoming.draft.terms : undefined,
      told: false,
      started: false,
      session: session.id,
    }
    this.#life.store.use(order.session, request.clOrdID, order)
    if (session.id !== order.session) this.#life.store.use(session.id, request.clOrdID, order)
    const second = order.requests.length > 0
    order.requests.push(request)
    if (order.manner.batch === true) return this.#batch(order, request)
    if (second && this.#steps(order, request)[0]?.do === 'refuseSecond')
      return this.#life.refuse(order, request, 'pending', 'another request pends')
    if (!second) this.#begin(order, request)
  }

  /** Everything that comes within the wait is acknowledged, then all are decided in their order. */
  #batch(order: Order, request: PendingRequest): void {
    this.#life.pend(order, request)
    if (order.requests.length > 1) return
    this.#floor.schedule(`batch:${order.orderID}`, this.#floor.now + BATCH_MS, () => this.next(order))
  }

  /** Begins with the oldest request that waits, when none before it is undecided. */
  next(order: Order): void {
    for (let head = order.requests[0]; head !== undefined && !head.started; head = order.requests[0]) {
      this.#begin(order, head)
      if (order.requests[0] === head) return
    }
  }

  #begin(order: Order, request: PendingRequest): void {
    request.started = true
    if (!order.open && this.#isTooLate(order, request)) {
      this.#life.refuse(order, request, 'tooLate', 'the order is over')
      return
    }
    const steps = this.#steps(order, request)
    this.#scripts().start(order, this.#withPending(order, steps), { request })
  }

  #steps(order: Order, request: PendingRequest): readonly Step[] {
    const { defaults } = this.#floor.persona
    if (request.kind === 'cancel') return order.rule.onCancel ?? defaults.onCancel
    return order.rule.onReplace ?? defaults.onReplace
  }

  /** Verbose venues say that a request pends before they decide it; what crosses the request comes before that. */
  #withPending(order: Order, steps: readonly Step[]): readonly Step[] {
    const verbose = order.manner.pending ?? this.#floor.persona.defaults.pending
    if (!verbose || steps.length === 0 || steps.some((step) => step.do === 'pending')) return steps
    const at = steps.findIndex((step) => step.crossing !== true)
    return at < 0 ? steps : steps.toSpliced(at, 0, { do: 'pending' })
  }

  /** Tells that the request pends, unless there is nothing left that it could be about. */
  pend(order: Order, request: PendingRequest, quirk: StepQuirk): void {
    if (order.open || !this.#isTooLate(order, request)) this.#life.pend(order, request, quirk)
  }

  /** Carries the request out, as far as what has happened since still allows it. */
  accept(order: Order, request: PendingRequest, quirk: StepQuirk): void {
    if (!order.open && this.#isTooLate(order, request)) {
      this.#life.refuse(order, request, 'tooLate', 'the order is over')
    } else if (request.kind === 'cancel') {
      this.#life.cancelBy(order, request, quirk)
    } else {
      const before = order.terms
      this.#life.replaceBy(order, request, quirk)
      this.#behaviours().replaced(order, before)
    }
  }

  /** True when nothing of the order is left to cancel or replace; a filled one may be raised. */
  #isTooLate(order: Order, request: PendingRequest): boolean {
    if (!mayBeRaised(order)) return true
    if (request.kind === 'cancel') return true
    const { terms } = request
    return terms?.orderQty === undefined || compare(terms.orderQty, order.cum) <= 0
  }
}
