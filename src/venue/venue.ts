/**
 * A venue: takes orders and requests of its clients and answers them as its persona says. A state machine without clock,
 * I/O and randomness of its own; the same events give the same actions.
 */
import { parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { Behaviours } from './behaviours.ts'
import type { Desk, Orders } from './desk.ts'
import { BEHAVIOURS, DESKS } from './desks.ts'
import { onSessionDown } from './disconnect.ts'
import { onDontKnowTrade } from './dont-know-trade.ts'
import { Floor } from './floor.ts'
import { MarketEvents } from './market-events.ts'
import { OrderEntry } from './order-entry.ts'
import { leavesQty } from './order-facts.ts'
import { OrderLife } from './order-life.ts'
import { OrderStore } from './order-store.ts'
import type { Persona } from './persona.ts'
import { DROP_COPY_SUFFIX, Reporter } from './reporter.ts'
import { RequestDesk } from './requests.ts'
import { Scripts } from './script.ts'
import type { MarketEvent, VenueAction, VenueEvent, VenueSession } from './seam.ts'
import { onOrderStatusRequest, reportStatus } from './status.ts'
import { isAboutRequests, StepActions } from './step-actions.ts'

const UNSUPPORTED = 3
const NOT_AVAILABLE = 4
const NOT_AUTHORISED = 6
/** The first version whose BusinessRejectReason(380) has "not authorised". */
const WITH_NOT_AUTHORISED = 44

export interface VenueOptions {
  readonly persona: Persona
  /** Between 0 and 1; a seeded one makes the traffic a function of the seed. */
  readonly random: () => number
  /** Behind every number that the venue makes, OrderID(37) and ExecID(17) among them; default nothing. */
  readonly idSuffix?: string
}

export class Venue {
  /** Read only for whoever is outside. */
  readonly orders: Orders
  readonly #floor: Floor
  readonly #life: OrderLife
  readonly #entry: OrderEntry
  readonly #requests: RequestDesk
  readonly #scripts: Scripts
  readonly #behaviours: Behaviours
  readonly #market: MarketEvents
  readonly #desks: readonly Desk[]
  readonly #deskOf = new Map<string, Desk>()
  #down = false

  constructor({ persona, random, idSuffix = '' }: VenueOptions) {
    this.#floor = new Floor(persona, random, idSuffix, () => this.orders)
    const life = new OrderLife(this.#floor, new OrderStore(), new Reporter(this.#floor))
    this.#life = life
    const behaviours = () => this.#behaviours
    const scripts = () => this.#scripts
    this.#requests = new RequestDesk(life, behaviours, scripts)
    const actions = new StepActions(life, this.#requests, behaviours)
    this.#scripts = new Scripts(
      this.#floor,
      (step, script) => actions.perform(step, script),
      ({ order }) => this.#requests.next(order),
    )
    this.#entry = new OrderEntry(life, behaviours, scripts)
    this.#market = new MarketEvents(life, behaviours, scripts)
    this.orders = ordersOf(life, this.#entry)
    this.#behaviours = new Behaviours(this.#floor, life, BEHAVIOURS)
    this.#desks = DESKS.map((make) => make(this.#floor))
    for (const desk of this.#desks)
      for (const msgType of desk.msgTypes) if (!this.#deskOf.has(msgType)) this.#deskOf.set(msgType, desk)
    this.#listen()
  }

  /** The same id again: replaced. */
  addSession(session: VenueSession): void {
    this.#floor.addSession(session)
  }

  /** From the next order on; orders that are there keep their rule. */
  usePersona(persona: Persona): void {
    this.#floor.usePersona(persona)
    this.#entry.usePersona(persona)
  }

  /** @param out - what the venue does is pushed here, in its order */
  step(event: VenueEvent, out: VenueAction[]): void {
    this.#floor.begin(event.at, out)
    switch (event.kind) {
      case 'message': {
        const session = this.#floor.sessions.get(event.session)
        if (session === undefined) this.#floor.note(`message on the unknown session ${event.session}`)
        else this.#onMessage(event.message, session)
        break
      }
      case 'timer':
        this.#floor.fire(event.key)
        break
      case 'market':
        this.#onMarket(event.event)
        break
      case 'sessionUp': {
        const session = this.#floor.sessions.get(event.session)
        if (session !== undefined) for (const desk of this.#desks) desk.onSessionUp?.(session, event.reset)
        break
      }
      case 'sessionDown': {
        onSessionDown(this.#life, event.session, event.how)
        const session = this.#floor.sessions.get(event.session)
        if (session !== undefined) for (const desk of this.#desks) desk.onSessionDown?.(session)
        break
      }
    }
  }

  #onMessage(message: Message, session: VenueSession): void {
    const { msgType } = message
    // A reject is never answered by a reject: two that did would never stop.
    if (msgType === 'j' || msgType === '3') return
    if (this.#down) return this.#floor.businessReject(session, message, NOT_AVAILABLE, 'application not available')
    if (session.targetCompID.endsWith(DROP_COPY_SUFFIX)) return this.#refuseReader(message, session)
    switch (msgType) {
      case 'D':
        return this.#entry.onMessage(message, session)
      case 'F':
      case 'G':
        return this.#requests.onMessage(message, session)
      case 'H':
        return onOrderStatusRequest(this.#life, message, session)
      case 'Q':
        return onDontKnowTrade(this.#floor, message, session)
    }
    const desk = this.#deskOf.get(msgType)
    if (desk !== undefined) return desk.onMessage(message, session)
    this.#floor.businessReject(session, message, UNSUPPORTED, `MsgType ${msgType} is not supported`)
  }

  /** A drop copy session is for reading. */
  #refuseReader(message: Message, session: VenueSession): void {
    const reason = session.version.ordinal >= WITH_NOT_AUTHORISED ? NOT_AUTHORISED : UNSUPPORTED
    this.#floor.businessReject(session, message, reason, 'this session is read only', message.text(11))
  }

  #onMarket(event: MarketEvent): void {
    switch (event.name) {
      case 'open':
        this.#market.open(event.symbol)
        break
      case 'close':
        this.#market.close(event.symbol)
        break
      case 'day':
        this.#market.nextDay()
        break
      case 'halt':
        this.#market.halt(event.symbol)
        break
      case 'resume':
        this.#market.resume(event.symbol)
        break
      case 'split':
        this.#market.split(event.symbol, event.ratio)
        break
      case 'trade':
        this.#market.trade(event.symbol, event.px, event.qty)
        break
      case 'order':
        this.#onOrderEvent(event)
        break
      case 'voiceOrder':
        this.#onVoiceOrder(event)
        break
      case 'purge':
        this.#purge(event.session)
        break
      case 'enable':
        this.#entry.unblock(event.session)
        break
      case 'down':
      case 'up':
        this.#down = event.name === 'down'
        break
    }
    for (const desk of this.#desks) desk.onMarket?.(event)
  }

  /** Steps that an operator wants, on an order or on a request of it that pends. */
  #onOrderEvent({ clOrdID, steps }: Extract<MarketEvent, { name: 'order' }>): void {
    const order = this.#life.store.findAnywhere(clOrdID)
    if (order === undefined) return this.#floor.note(`no order ${clOrdID}`)
    if (steps.length === 0) return this.#scripts.release('correct', order.symbol)
    const request = order.requests.find((pending) => pending.clOrdID === clOrdID) ?? order.requests[0]
    // What the operator decides about, the rule does not.
    if (request !== undefined && steps.some((step) => isAboutRequests(step))) request.started = true
    this.#scripts.start(order, steps, { request, direct: true })
  }

  #onVoiceOrder(event: Extract<MarketEvent, { name: 'voiceOrder' }>): void {
    const session = this.#floor.sessions.get(event.session)
    const orderQty = parseDecimal(event.qty)
    const price = parseDecimal(event.px)
    if (session === undefined || orderQty === undefined) {
      return this.#floor.note(`voice order: no session ${event.session}, or ${event.qty} is no quantity`)
    }
    this.#entry.byVoice(session, {
      clOrdID: undefined,
      account: undefined,
      symbol: event.symbol,
      side: event.side,
      terms: {
        clOrdID: undefined,
        orderQty,
        ordType: price === undefined ? '1' : '2',
        price,
        stopPx: undefined,
        timeInForce: '0',
      },
      transactTime: undefined,
      echoed: [],
    })
  }

  #purge(session: string | undefined): void {
    this.#entry.block(session)
    for (const order of [...this.#life.store.open()])
      if (session === undefined || order.session === session)
        this.#life.cancel(order, 'broker', { text: 'purged by the venue' })
  }

  #listen(): void {
    this.#life.listen({
      onOver: (order) => this.#scripts.drop(order),
      onTrade: (trade) => {
        for (const desk of this.#desks) desk.onTrade?.(trade)
      },
      onBust: (trade) => {
        for (const desk of this.#desks) desk.onBust?.(trade)
      },
      onPrice: (order, qty, px) => {
        const instrument = this.#floor.instruments.get(order.symbol)
        if (instrument !== undefined) this.#behaviours.traded(instrument, px, qty, order)
      },
    })
  }
}

function ordersOf(life: OrderLife, entry: OrderEntry): Orders {
  return {
    open: () => life.store.open(),
    find: (session, clOrdID) => life.store.find(session, clOrdID),
    byOrderID: (orderID) => life.store.byOrderID(orderID),
    cumQty: (order) => order.cum,
    leavesQty: (order) => leavesQty(order),
    ack: (order) => life.ack(order),
    cancel: (order, reason, more) => life.cancel(order, reason, more),
    expire: (order, text) => life.expire(order, text),
    restate: (order, reason, change) => life.restate(order, reason, change),
    trigger: (order) => life.trigger(order),
    fill: (order, qty, px, more) => life.fill(order, qty, px, more),
    suspend: (order) => life.suspend(order),
    release: (order) => life.release(order),
    status: (order, session, fields) => reportStatus(life, order, session, fields),
    reject: (order, reason, text) => life.reject(order, reason, text),
    enter: (session, draft, message, more) => entry.enter(session, draft, message, more),
    check: (session, draft) => entry.check(session, draft),
    refuse: (session, draft, refusal) => entry.refuse(session, draft, refusal),
    take: (session, order) => entry.take(session, order),
  }
}
