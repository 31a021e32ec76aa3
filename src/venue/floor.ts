/** The trading floor: instruments, sessions, timers, numbers and the way out. Everything else of the venue stands on it. */
import { decimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { Instrument, Orders, TimerOwner, VenueContext } from './desk.ts'
import type { Persona, SymbolRow } from './persona.ts'
import { businessRejectReason } from './reasons.ts'
import type { Delivery, VenueAction, VenueSession } from './seam.ts'

const DAY_MS = 86_400_000

export class Floor implements VenueContext {
  persona: Persona
  now = 0
  day = 1
  readonly sessions = new Map<string, VenueSession>()
  readonly instruments = new Map<string, Instrument>()
  readonly random: () => number
  /** Sessions by the client's name, for drop copies. */
  readonly #byClient = new Map<string, VenueSession>()
  readonly #counters = new Map<string, { last: number }>()
  readonly #timers = new Map<string, () => void>()
  readonly #owners = new Map<TimerOwner, number>()
  /** Days since 1970 of the trading day; undefined before the first event. */
  #date: number | undefined
  #out: VenueAction[] = []
  #priority = 0

  readonly #orders: () => Orders
  readonly #idSuffix: string

  /** @param orders - they stand on the floor, and desks find them there */
  constructor(persona: Persona, random: () => number, idSuffix: string, orders: () => Orders) {
    this.#idSuffix = idSuffix
    this.persona = persona
    this.random = random
    this.#list(persona)
    this.#orders = orders
  }

  get orders(): Orders {
    return this.#orders()
  }

  /** Begins an event: what follows is sent into `out`. */
  begin(now: number, out: VenueAction[]): void {
    this.now = now
    this.#out = out
    this.#date ??= Math.floor(now / DAY_MS)
  }

  /** Instruments that were listed before keep their price and phase. */
  usePersona(persona: Persona): void {
    this.persona = persona
    this.#list(persona)
  }

  #list(persona: Persona): void {
    const before = new Map(this.instruments)
    this.instruments.clear()
    for (const row of persona.symbols) {
      const known = before.get(row.symbol)
      this.instruments.set(
        row.symbol,
        known !== undefined && known.row.reference === row.reference && known.row.phase === row.phase
          ? { row, phase: known.phase, last: known.last }
          : { row, phase: row.phase, last: decimal(row.reference) },
      )
    }
  }

  list(row: SymbolRow): Instrument {
    const known = this.instruments.get(row.symbol)
    if (known !== undefined) return known
    const instrument: Instrument = { row, phase: row.phase, last: decimal(row.reference) }
    this.instruments.set(row.symbol, instrument)
    return instrument
  }

  addSession(session: VenueSession): void {
    this.sessions.set(session.id, session)
    this.#byClient.set(session.targetCompID, session)
  }

  /** The session of the client with this name. */
  sessionOf(client: string): VenueSession | undefined {
    return this.#byClient.get(client)
  }

  /** Instant at which the trading day's date ends, epoch ms UTC. */
  get endOfDate(): number {
    return ((this.#date ?? 0) + 1) * DAY_MS
  }

  /** The next trading day; its date is the clock's, or the day after the last one where the clock has not moved on. */
  nextDay(): void {
    this.day++
    this.#date = Math.max(Math.floor(this.now / DAY_MS), (this.#date ?? 0) + 1)
  }

  unique(prefix: string): string {
    let counter = this.#counters.get(prefix)
    if (counter === undefined) {
      counter = { last: 0 }
      this.#counters.set(prefix, counter)
    }
    return prefix + ++counter.last + this.#idSuffix
  }

  /** Behind all that came before. */
  nextPriority(): number {
    return ++this.#priority
  }

  /** True for a number that `unique` gave out for this prefix. */
  isIssued(prefix: string, id: string): boolean {
    if (!id.startsWith(prefix) || !id.endsWith(this.#idSuffix)) return false
    const digits = id.slice(prefix.length, id.length - this.#idSuffix.length)
    return /^[1-9]\d{0,14}$/.test(digits) && Number(digits) <= (this.#counters.get(prefix)?.last ?? 0)
  }

  send(
    session: VenueSession,
    msgType: string,
    fields: readonly Field[],
    more?: { delivery?: Delivery | undefined; rule?: string | undefined },
  ): void {
    this.#out.push({ kind: 'send', session: session.id, msgType, fields, delivery: more?.delivery, rule: more?.rule })
  }

  arm(owner: TimerOwner, key: string, at: number): void {
    this.schedule(`${this.#number(owner)}:${key}`, at, () => owner.onTimer?.(key))
  }

  disarm(owner: TimerOwner, key: string): void {
    this.unschedule(`${this.#number(owner)}:${key}`)
  }

  #number(owner: TimerOwner): number {
    let number = this.#owners.get(owner)
    if (number === undefined) {
      number = this.#owners.size + 1
      this.#owners.set(owner, number)
    }
    return number
  }

  /** Calls back at the instant; the same key again moves it. */
  schedule(key: string, at: number, callback: () => void): void {
    this.#timers.set(key, callback)
    this.#out.push({ kind: 'arm', key, at })
  }

  unschedule(key: string): void {
    if (this.#timers.delete(key)) this.#out.push({ kind: 'disarm', key })
  }

  /** A timer has come due. One that was disarmed in the meantime is nothing. */
  fire(key: string): void {
    const callback = this.#timers.get(key)
    this.#timers.delete(key)
    callback?.()
  }

  note(text: string): void {
    this.#out.push({ kind: 'note', text })
  }

  businessReject(session: VenueSession, message: Message, reason: number, text: string, refID?: string): void {
    if (message.msgType === 'j') return
    this.reject(session, { msgType: message.msgType, msgSeqNum: message.msgSeqNum ?? 0 }, reason, text, refID)
  }

  /** The same for a message that is not at hand any more. */
  reject(
    session: VenueSession,
    of: { msgType: string; msgSeqNum: number },
    reason: number,
    text: string,
    refID?: string | undefined,
    rule?: string | undefined,
  ): void {
    this.sendReject(session, of, businessRejectReason(session.dictionary, reason), text, refID, rule)
  }

  /** BusinessMessageReject(j) with the number as it is; Reject(3) before FIX.4.2. */
  sendReject(
    session: VenueSession,
    of: { msgType: string; msgSeqNum: number },
    reason: number,
    text: string,
    refID?: string | undefined,
    rule?: string | undefined,
  ): void {
    if (!session.version.businessReject) {
      this.send(
        session,
        '3',
        [
          [45, of.msgSeqNum],
          [58, text],
        ],
        { rule },
      )
      return
    }
    const fields: Field[] = [
      [45, of.msgSeqNum],
      [372, of.msgType],
    ]
    if (refID !== undefined) fields.push([379, refID])
    fields.push([380, reason], [58, text])
    this.send(session, 'j', fields, { rule })
  }
}
