/** Sends the reports of an order to all who hear of it: its own session, a drop copy, and who acted on its behalf. */
import type { Field } from '../codec/encode.ts'
import { type CancelReject, cancelReject } from './cancel-reject.ts'
import { executionReport, type ReportEvent } from './execution-report.ts'
import type { Floor } from './floor.ts'
import type { Order } from './order.ts'
import type { Rule, StepQuirk } from './persona.ts'
import { withQuirk } from './quirks.ts'
import type { Delivery, VenueSession } from './seam.ts'

/** The name of a client's drop copy session ends so; it is read only. */
export const DROP_COPY_SUFFIX = '-DC'

/** ExecID(17) of every status report. */
export const NO_EXEC_ID = '0'

const DELIVERIES: Readonly<Record<NonNullable<StepQuirk['delivery']>, Delivery>> = {
  possResend: { possResend: true },
  repeat: { repeatLast: true },
  skip: { skip: true },
}

const RULE_TEXTS = new WeakMap<Rule, string>()

/** The session of the order has not asked for its cancel, and knows nothing of the id under which another one has. */
function asOwnerKnows(event: ReportEvent, byOther: boolean): ReportEvent {
  const ofCancel = event.execType === '4' || event.execType === '6'
  return byOther && ofCancel ? { ...event, clOrdID: undefined, origClOrdID: undefined } : event
}

export class Reporter {
  readonly #floor: Floor

  constructor(floor: Floor) {
    this.#floor = floor
  }

  /** @param more.alsoTo - session that asked for it on behalf of the order's own */
  report(order: Order, event: ReportEvent, more: { quirk?: StepQuirk; alsoTo?: string; execID?: string } = {}): void {
    const execID = more.execID ?? this.#floor.unique('E')
    const text = this.#textOf(order, event)
    order.told = true
    order.lastDay = this.#floor.day
    const session = this.#floor.sessions.get(order.session)
    if (session !== undefined) {
      const own = asOwnerKnows(event, more.alsoTo !== undefined && more.alsoTo !== order.session)
      let fields: readonly Field[] = this.#fields(order, own, session, execID, text, false)
      if (more.quirk !== undefined) fields = withQuirk(fields, more.quirk, session.dictionary)
      order.lastReport = { event: own, execID, now: this.#floor.now, text }
      this.deliver(session, order, fields, more.quirk?.delivery)
    }
    if (more.alsoTo !== undefined && more.alsoTo !== order.session) {
      const other = this.#floor.sessions.get(more.alsoTo)
      if (other !== undefined) {
        this.deliver(other, order, this.#fields(order, event, other, execID, text, false), undefined)
      }
    }
    if (order.manner.dropCopy === true) this.#copy(session, order, event, execID, text)
  }

  /** The last report once more, under a new MsgSeqNum(34) and with what is stated changed. */
  again(order: Order, quirk: StepQuirk): void {
    const session = this.#floor.sessions.get(order.session)
    const { lastReport } = order
    if (session === undefined || lastReport === undefined) return
    const { event, execID, now, text } = lastReport
    const fields = this.#fields(order, event, session, execID, text, false, now)
    this.deliver(session, order, withQuirk(fields, quirk, session.dictionary), quirk.delivery)
  }

  /** To the session that asked; it is no event of the order, and nobody else hears of it. */
  status(order: Order, to: VenueSession, event: ReportEvent, quirk?: StepQuirk): void {
    let fields: readonly Field[] = this.#fields(order, event, to, NO_EXEC_ID, event.text, false)
    if (quirk !== undefined) fields = withQuirk(fields, quirk, to.dictionary)
    this.deliver(to, order, fields, quirk?.delivery)
  }

  /** OrderCancelReject(9). */
  cancelReject(order: Order | undefined, to: VenueSession, reject: CancelReject): void {
    const fields = cancelReject(reject, to, this.#floor.now)
    if (order === undefined) return this.#floor.send(to, '9', fields)
    this.deliver(to, order, routed(fields, order), undefined, '9')
    if (order.manner.dropCopy !== true) return
    const copy = this.#dropCopyOf(this.#floor.sessions.get(order.session))
    if (copy !== undefined) this.#floor.send(copy, '9', cancelReject(reject, copy, this.#floor.now))
  }

  /** As it is, under the rule of the order. */
  deliver(
    session: VenueSession,
    order: Order,
    fields: readonly Field[],
    delivery: StepQuirk['delivery'],
    msgType = '8',
  ): void {
    const how = delivery === undefined ? undefined : DELIVERIES[delivery]
    this.#floor.send(session, msgType, fields, { delivery: how, rule: order.rule.id })
  }

  #copy(source: VenueSession | undefined, order: Order, event: ReportEvent, execID: string, text?: string): void {
    const copy = this.#dropCopyOf(source)
    if (copy !== undefined) this.deliver(copy, order, this.#fields(order, event, copy, execID, text, true), undefined)
  }

  #dropCopyOf(source: VenueSession | undefined): VenueSession | undefined {
    return source === undefined ? undefined : this.#floor.sessionOf(source.targetCompID + DROP_COPY_SUFFIX)
  }

  #fields(
    order: Order,
    event: ReportEvent,
    session: VenueSession,
    execID: string,
    text: string | undefined,
    copy: boolean,
    now: number = this.#floor.now,
  ): Field[] {
    const { day, persona } = this.#floor
    const terse = order.manner.terse ?? persona.defaults.terse
    return executionReport(order, event, session, { execID, now, day, terse, text, copy })
  }

  /** The rule is named on the first report of the order, where the persona wants it. */
  #textOf(order: Order, event: ReportEvent): string | undefined {
    if (order.told || event.unruled === true || !this.#floor.persona.defaults.text) return event.text
    let rule = RULE_TEXTS.get(order.rule)
    if (rule === undefined) {
      rule = `rule ${order.rule.id}: ${order.rule.text}`
      RULE_TEXTS.set(order.rule, rule)
    }
    return event.text === undefined ? rule : `${event.text} (${rule})`
  }
}

/** Header fields of third-party routing go on every message about the order. */
function routed(fields: Field[], order: Order): Field[] {
  for (const field of order.echoed) if (ROUTING_TAGS.has(field[0])) fields.push(field)
  return fields
}

const ROUTING_TAGS: ReadonlySet<number> = new Set([115, 116, 128, 129])
