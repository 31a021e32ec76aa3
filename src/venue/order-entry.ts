/**
 * NewOrderSingle(D): is it new, may it trade, which rule has it. What is refused is an order, too: its number is used, and
 * a request for it is too late.
 *
 * @see application cases §4.4, §9.1, matrices F.1.a and F.1.b
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { Behaviours } from './behaviours.ts'
import type { NewOrder } from './desk.ts'
import { checkMarket, checkTerms } from './entry-checks.ts'
import type { Floor } from './floor.ts'
import { newOrder } from './new-order.ts'
import type { EntryMessage, Order, OrderDraft } from './order.ts'
import type { Refusal } from './order-behaviour.ts'
import { readOrder } from './order-draft.ts'
import type { OrderLife } from './order-life.ts'
import { isTaken, MOST_OPEN_ORDERS, orderOf } from './order-store.ts'
import type { Persona, Rule, Step } from './persona.ts'
import { routingOf } from './routing.ts'
import { RuleChoice } from './rule-choice.ts'
import type { Scripts } from './script.ts'
import type { VenueSession } from './seam.ts'
import { reportStatus } from './status.ts'
import { Throttle } from './throttle.ts'

const NOT_AVAILABLE = 4
const THROTTLED = 8
/** Orders that come of another message than an order: a desk decides what becomes of them. */
const TAKEN: Rule = { id: 'taken', kind: 'normal', text: 'taken by a desk', when: {}, onNew: [] }
const BY_TERMS: readonly Step[] = [{ do: 'byTerms' }]
const PREVIOUSLY_QUOTED = 'D'

export interface EnterMore {
  readonly possResend?: boolean
  /** For rules that look at fields, and for third-party routing. */
  readonly message?: Message
}

export class OrderEntry {
  readonly #floor: Floor
  readonly #life: OrderLife
  readonly #behaviours: () => Behaviours
  readonly #scripts: () => Scripts
  readonly #throttle = new Throttle()
  /** Orders so far, by session. */
  readonly #counts = new Map<string, number>()
  /** Sessions whose orders are refused after a purge; `*` for all. */
  readonly #blocked = new Set<string>()
  #rules = new WeakMap<Dictionary, RuleChoice>()
  #persona: Persona

  constructor(life: OrderLife, behaviours: () => Behaviours, scripts: () => Scripts) {
    this.#floor = life.floor
    this.#life = life
    this.#behaviours = behaviours
    this.#scripts = scripts
    this.#persona = life.floor.persona
  }

  onMessage(message: Message, session: VenueSession): void {
    const draft = readOrder(message)
    const entry: EntryMessage = { msgType: message.msgType, msgSeqNum: message.msgSeqNum ?? 0 }
    this.enter(session, draft, entry, { message, possResend: message.text(97) === 'Y' })
  }

  enter(session: VenueSession, draft: OrderDraft, entry: EntryMessage, more: EnterMore = {}): Order | undefined {
    const { store } = this.#life
    const id = draft.clOrdID
    const named = id === undefined ? undefined : store.named(session.id, id)
    const known = orderOf(named)
    const used = isTaken(named, this.#floor.day)
    if (used && more.possResend === true && known !== undefined) {
      reportStatus(this.#life, known, session)
      return undefined
    }
    const rule = this.#ruleOf(session, draft, more.message)
    if (!this.#isServed(session, rule, entry, id)) return undefined
    const refusal =
      this.#persona.defaults.checks === false ? duplicateOf(draft, used) : this.check(session, draft, used)
    if (refusal?.reason === 'duplicate' && used) {
      this.#refuseDuplicate(session, draft, known, rule, entry, refusal)
      return undefined
    }
    const order = newOrder(this.#floor, session.id, withRouting(draft, rule, more.message), rule, entry)
    store.add(order)
    if (refusal !== undefined) {
      this.#life.reject(order, refusal.reason, refusal.text, undefined, true)
      return undefined
    }
    this.#scripts().start(order, this.#stepsFor(order))
    return order
  }

  /**
   * The venue's own entry checks, behind those of the application and the account.
   *
   * @param used - the ClOrdID(11) must not come again; default: as the orders are
   */
  check(session: VenueSession, draft: OrderDraft, used = this.#isUsed(session, draft)): Refusal | undefined {
    const instrument = this.#floor.instruments.get(draft.symbol)
    const refusal = this.#blockade(session) ?? checkMarket(draft, instrument, this.#floor.now)
    if (refusal !== undefined || instrument === undefined) return refusal
    return (
      duplicateOf(draft, used) ??
      checkTerms(draft, instrument, session, this.#floor.now) ??
      this.#behaviours().check(draft, instrument, undefined, session)
    )
  }

  /** Rejected, without ever being an order that one could ask for. */
  refuse(session: VenueSession, draft: OrderDraft, refusal: Refusal): void {
    const rule = this.#ruleOf(session, draft, undefined)
    const order = newOrder(this.#floor, session.id, draft, rule, undefined)
    this.#life.store.add(order)
    this.#life.reject(order, refusal.reason, refusal.text, undefined, true)
  }

  take(session: VenueSession, { qty, px, ...order }: NewOrder): Order {
    const draft: OrderDraft = {
      clOrdID: order.clOrdID,
      account: order.account,
      symbol: order.symbol,
      side: order.side,
      terms: {
        clOrdID: order.clOrdID,
        orderQty: qty,
        ordType: order.ordType,
        price: px,
        stopPx: undefined,
        timeInForce: '0',
      },
      transactTime: undefined,
      echoed: order.echoed ?? [],
    }
    const taken = newOrder(this.#floor, session.id, draft, TAKEN, undefined)
    taken.accepted = true
    // Its first report is a fill, and no rule of the persona is behind it.
    taken.told = true
    this.#life.store.add(taken)
    return taken
  }

  /** An order given by telephone: it has no ClOrdID(11), and its reports neither. */
  byVoice(session: VenueSession, draft: OrderDraft): Order {
    const order = newOrder(this.#floor, session.id, draft, this.#ruleOf(session, draft, undefined), undefined)
    this.#life.store.add(order)
    // Who gave it by telephone has been told there that it is taken.
    const steps = this.#stepsFor(order).filter((step) => step.do !== 'pendingNew')
    if (!order.accepted && !steps.some((step) => step.do === 'ack')) this.#life.ack(order)
    this.#scripts().start(order, steps)
    return order
  }

  usePersona(persona: Persona): void {
    this.#persona = persona
    this.#rules = new WeakMap()
  }

  block(session: string | undefined): void {
    this.#blocked.add(session ?? '*')
  }

  unblock(session: string | undefined): void {
    if (session === undefined) this.#blocked.clear()
    else this.#blocked.delete(session)
  }

  #ruleOf(session: VenueSession, draft: OrderDraft, message: Message | undefined): Rule {
    let rules = this.#rules.get(session.dictionary)
    if (rules === undefined) {
      rules = new RuleChoice(this.#persona, session.dictionary)
      this.#rules.set(session.dictionary, rules)
    }
    const nth = (this.#counts.get(session.id) ?? 0) + 1
    this.#counts.set(session.id, nth)
    return rules.choose({ draft, nth, phase: this.#floor.instruments.get(draft.symbol)?.phase, message })
  }

  /** @returns false when there is no application behind the account, or it asks for too much */
  #isServed(session: VenueSession, rule: Rule, entry: EntryMessage, id: string | undefined): boolean {
    const { manner } = rule
    if (manner === undefined) return true
    if (manner.down === true) {
      this.#floor.reject(session, entry, NOT_AVAILABLE, 'application not available', id, rule.id)
      return false
    }
    if (manner.rate !== undefined && !this.#throttle.admits(session.id, manner.rate, this.#floor.now)) {
      this.#floor.reject(session, entry, THROTTLED, `throttle: ${manner.rate} messages a second`, id, rule.id)
      return false
    }
    return true
  }

  /** An order with the verbose manner is told to be pending before anything else. */
  #stepsFor(order: Order): readonly Step[] {
    const { defaults } = this.#persona
    const steps = order.terms.ordType === PREVIOUSLY_QUOTED ? BY_TERMS : (order.rule.onNew ?? defaults.onNew)
    const verbose = order.manner.pending ?? defaults.pending
    if (!verbose || steps.length === 0 || steps.some((step) => NOT_VERBOSE.has(step.do))) return steps
    return [{ do: 'pendingNew' }, ...steps]
  }

  #blockade(session: VenueSession): Refusal | undefined {
    if (this.#blocked.size > 0 && (this.#blocked.has('*') || this.#blocked.has(session.id)))
      return { reason: 'other', text: 'orders are blocked after a purge' }
    if (this.#life.store.openCount >= MOST_OPEN_ORDERS)
      return { reason: 'exceedsLimit', text: `${MOST_OPEN_ORDERS} orders are open, no more are taken` }
    return undefined
  }

  #isUsed(session: VenueSession, { clOrdID }: OrderDraft): boolean {
    return clOrdID !== undefined && this.#life.store.isUsed(session.id, clOrdID, this.#floor.day)
  }

  /** The reject speaks of the order that is there (matrix F.1.a): it lives on, and the new one never was. */
  #refuseDuplicate(
    session: VenueSession,
    draft: OrderDraft,
    known: Order | undefined,
    rule: Rule,
    entry: EntryMessage,
    { reason, text }: Refusal,
  ): void {
    // Nothing can be said of an order that was rejected itself.
    const alive = known?.rejected === false ? known : undefined
    const existing = alive ?? newOrder(this.#floor, session.id, draft, rule, entry)
    if (alive === undefined) {
      existing.rejected = true
      existing.open = false
    }
    const more = { clOrdID: draft.clOrdID, rejectReason: reason, text, unruled: true }
    this.#life.reporter.report(existing, { execType: '8', ...more })
  }
}

/** Steps that a Pending New before them would make nonsense of. */
const NOT_VERBOSE: ReadonlySet<Step['do']> = new Set(['pendingNew', 'silence', 'businessReject', 'sessionReject'])

function duplicateOf({ clOrdID }: OrderDraft, used: boolean): Refusal | undefined {
  return used ? { reason: 'duplicate', text: `duplicate ClOrdID ${clOrdID}` } : undefined
}

function withRouting(draft: OrderDraft, rule: Rule, message: Message | undefined): OrderDraft {
  if (rule.manner?.route !== true || message === undefined) return draft
  const routing: readonly Field[] = routingOf(message)
  return { ...draft, echoed: [...draft.echoed, ...routing] }
}
