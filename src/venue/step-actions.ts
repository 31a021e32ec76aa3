/** What each step of the rule vocabulary does to an order. */
import { add, decimal, formatDecimal, isPositive, min, multiply } from '../codec/decimal.ts'
import { amountOf, changed, partsOf, priceOf, restOf } from './amounts.ts'
import type { Behaviours } from './behaviours.ts'
import { bust, bustAgain, correct, correctUnknown, executionAt } from './corrections.ts'
import type { Instrument } from './desk.ts'
import type { Order } from './order.ts'
import type { OrderLife } from './order-life.ts'
import type { CancelReason, RejectReason, RequestRejectReason, Step } from './persona.ts'
import { helpText } from './persona-help.ts'
import { randomAnswer, randomLife } from './random-life.ts'
import type { RequestDesk } from './requests.ts'
import type { Script } from './script.ts'
import { reportStatus } from './status.ts'
import { strayCancel, strayFill } from './stray-reports.ts'

/** What may still be told of an order that was rejected. */
const AFTER_REJECT: ReadonlySet<Step['do']> = new Set(['status', 'again', 'strayFill', 'strayCancel'])
/** Steps about a request; without one, or when it is decided, they are nothing. */
const OF_REQUESTS: ReadonlySet<Step['do']> = new Set([
  'accept',
  'amendToCum',
  'refuse',
  'pending',
  'queue',
  'refuseSecond',
])

const REJECT_TEXTS: Readonly<Record<RejectReason, string>> = {
  unknownSymbol: 'unknown symbol',
  exchangeClosed: 'the market is closed',
  exceedsLimit: 'the order exceeds a limit',
  tooLateToEnter: 'too late to enter',
  duplicate: 'duplicate order',
  stale: 'stale order',
  unsupported: 'unsupported order characteristic',
  quantity: 'incorrect quantity',
  account: 'unknown account',
  band: 'price outside the band',
  tick: 'price off the tick',
  credit: 'no credit',
  option: "rejected at the venue's option",
  other: 'rejected',
}

const REFUSE_TEXTS: Readonly<Record<RequestRejectReason, string>> = {
  tooLate: 'too late',
  unknown: 'unknown order',
  option: "refused at the venue's option",
  pending: 'another request pends',
  duplicate: 'duplicate ClOrdID',
  other: 'refused',
  none: 'refused',
}

const END_TEXTS: Readonly<Record<CancelReason, string>> = {
  market: 'cancelled by the market',
  broker: 'cancelled by the venue',
  halt: 'cancelled by a trading halt',
  connectionLoss: 'cancelled on connection loss',
  logout: 'cancelled on logout',
  verbal: 'cancelled by telephone',
  selfTrade: 'cancelled to prevent a trade with oneself',
  none: 'cancelled',
}

type StepOf<Do extends Step['do']> = Extract<Step, { do: Do }>

export function isAboutRequests(step: Step): boolean {
  return OF_REQUESTS.has(step.do)
}

export class StepActions {
  readonly #life: OrderLife
  readonly #requests: RequestDesk
  readonly #behaviours: () => Behaviours

  constructor(life: OrderLife, requests: RequestDesk, behaviours: () => Behaviours) {
    this.#life = life
    this.#requests = requests
    this.#behaviours = behaviours
  }

  /** @returns steps to do instead */
  perform(step: Step, script: Script): readonly Step[] | undefined {
    const { order } = script
    if (order.rejected && !AFTER_REJECT.has(step.do)) return undefined
    if (OF_REQUESTS.has(step.do)) return this.#aboutRequest(step, script)
    const life = this.#life
    switch (step.do) {
      case 'ack':
        life.ack(order, step)
        break
      case 'pendingNew':
        life.pendingNew(order, step)
        break
      case 'doneForDay':
        life.doneForDay(order, step)
        break
      case 'expire':
        life.expire(order, undefined, step)
        break
      case 'suspend':
        life.suspend(order, step)
        break
      case 'release':
        life.release(order, step)
        break
      case 'trigger':
        life.trigger(order, step)
        break
      case 'calculate':
        life.calculate(order, step)
        break
      case 'silence':
        if (script.request === undefined) life.acceptSilently(order)
        break
      case 'byTerms':
        this.#behaviours().offer(order, false)
        break
      case 'book':
        this.#behaviours().offer(order, true)
        break
      case 'reject':
        life.reject(order, step.reason, this.#plainText(REJECT_TEXTS[step.reason]), step)
        break
      case 'help':
        life.reject(order, 'other', helpText(life.floor.persona, order.firstQty && formatDecimal(order.firstQty)), step)
        break
      case 'cancel':
        life.cancel(order, step.reason, { quirk: step, ...this.#asText(END_TEXTS[step.reason]) })
        break
      case 'fill':
        this.#fill(step, script)
        break
      case 'stop': {
        const instrument = this.#instrument(order)
        life.stop(order, amountOf(step.qty, order, instrument), priceOf(step, order, instrument), step)
        break
      }
      case 'restate':
        this.#restate(step, order)
        break
      case 'bust':
        this.#bust(step, order)
        break
      case 'correct':
        this.#correct(step, script)
        break
      case 'again':
        life.reporter.again(order, step)
        break
      case 'status':
        reportStatus(life, order, life.floor.sessions.get(order.session), undefined, step)
        break
      case 'strayFill':
        strayFill(life, order, amountOf(step.qty, order, this.#instrument(order)), step)
        break
      case 'strayCancel':
        strayCancel(life, order, step)
        break
      case 'businessReject':
      case 'sessionReject':
        this.#rejectMessage(step, order)
        break
      case 'random':
        if (script.request !== undefined) return randomAnswer(life.floor.random)
        return order.accepted ? randomLife(life.floor.random) : [{ do: 'ack' }, ...randomLife(life.floor.random)]
    }
    return undefined
  }

  #aboutRequest(step: Step, { order, request }: Script): undefined {
    const pending = request ?? order.requests[0]
    if (pending === undefined || !order.requests.includes(pending)) return
    if (step.do === 'pending') this.#requests.pend(order, pending, step)
    else if (step.do === 'accept' || step.do === 'amendToCum') this.#requests.accept(order, pending, step)
    else if (step.do === 'refuse')
      this.#life.refuse(order, pending, step.reason, this.#plainText(REFUSE_TEXTS[step.reason]))
    else if (step.do === 'refuseSecond' && order.requests[0] !== pending)
      this.#life.refuse(order, pending, 'pending', this.#plainText('another request pends'))
  }

  #fill(step: StepOf<'fill'>, { order, direct }: Script): void {
    const instrument = this.#instrument(order)
    const faulty = direct || order.rule.kind === 'fault'
    // An order that is full takes no more, unless that is the fault; one that is cancelled may have traded before.
    if (!order.open && !faulty && !order.canceled && !order.expired) return
    if (order.suspended && !direct) return
    const wanted = amountOf(step.qty, order, instrument)
    // An operator who states a number means it; a share is a share of what can trade.
    const stated = faulty && !step.qty.endsWith('%')
    const total = stated ? wanted : min(wanted, restOf(order))
    // A price worse than the limit is wrong in the trade itself, not only in its report: AvgPx agrees with it.
    const wish = step.wrong === 'price' ? { ...step, ticksBetter: -FAR_OFF_TICKS } : step
    for (const qty of partsOf(total, step.times ?? 1, instrument))
      if (isPositive(qty)) this.#life.fill(order, qty, priceOf(wish, order, instrument), { quirk: step })
  }

  #restate(step: StepOf<'restate'>, order: Order): void {
    const { orderQty, price } = order.terms
    this.#life.restate(
      order,
      step.reason,
      {
        orderQty: orderQty === undefined ? undefined : changed(step.qty, orderQty),
        price: step.px === undefined || price === undefined ? price : changed(step.px, price),
      },
      step,
    )
  }

  #bust(step: StepOf<'bust'>, order: Order): void {
    if (step.again === true) return bustAgain(this.#life, order, step)
    const execution = executionAt(order, step.execution)
    if (execution !== undefined) bust(this.#life, order, execution, step)
  }

  #correct(step: StepOf<'correct'>, { order, direct }: Script): void {
    const execution = executionAt(order, step.execution)
    if (execution === undefined) return
    const px = changed(step.px, execution.px)
    const tick = decimal(this.#instrument(order)?.row.tick ?? '1')
    const qty = changed(step.qty, execution.qty)
    const room = add(execution.qty, restOf(order))
    const to = {
      // Only an operator and a faulty rule may correct an order beyond its quantity.
      qty: direct || step.unknown === true || order.rule.kind === 'fault' ? qty : min(qty, room),
      px: step.ticks === undefined ? px : add(px, multiply(tick, decimal(step.ticks))),
    }
    if (step.unknown === true) correctUnknown(this.#life, order, to, step)
    else correct(this.#life, order, execution, to, step)
  }

  /** The message is refused below the business: nobody knows the order, and its number stays used. */
  #rejectMessage(step: StepOf<'businessReject'> | StepOf<'sessionReject'>, order: Order): void {
    const { floor, store } = this.#life
    const session = floor.sessions.get(order.session)
    const { entry } = order
    if (session === undefined || entry === undefined) return
    const text = `rule ${order.rule.id}: ${order.rule.text}`
    if (step.do === 'businessReject') {
      const of = step.wrongReference === true ? { ...entry, msgSeqNum: entry.msgSeqNum + WRONG_BY } : entry
      floor.sendReject(session, of, step.reason, text, order.terms.clOrdID, order.rule.id)
    } else {
      floor.send(
        session,
        '3',
        [
          [45, entry.msgSeqNum],
          [371, step.refTagID],
          [372, entry.msgType],
          [373, step.reason],
          [58, text],
        ],
        { rule: order.rule.id },
      )
    }
    order.rejected = true
    store.setOpen(order, false)
    store.forget(order)
  }

  #instrument(order: Order): Instrument | undefined {
    return this.#life.floor.instruments.get(order.symbol)
  }

  /** Said where the rules are not named in the reports. */
  #plainText(text: string): string | undefined {
    return this.#life.floor.persona.defaults.terse ? undefined : text
  }

  #asText(text: string): { text?: string } {
    return this.#life.floor.persona.defaults.terse ? {} : { text }
  }
}

/** So many ticks worse that nobody takes it for rounding. */
const FAR_OFF_TICKS = 1000
/** So far off that no message has the number. */
const WRONG_BY = 1_000_000
