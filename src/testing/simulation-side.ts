/** One side of the simulation: a store that outlives the sessions on it, and what must hold for it at every tick. */
import assert from 'node:assert/strict'
import { decode } from '../codec/decode.ts'
import type { Message } from '../codec/message.ts'
import type { Clock } from '../engine/clock.ts'
import { EngineSession } from '../engine/engine-session.ts'
import { type Entry, Journal } from '../journal/journal.ts'
import type { SessionSettings } from '../session/settings.ts'
import { news } from './engine-rig.ts'
import { DISK_FULL, LosingStore } from './losing-store.ts'
import { NumbersUsed } from './numbers-used.ts'
import type { World } from './simulated-world.ts'

export interface SimulatedSideOptions {
  readonly name: string
  readonly settings: SessionSettings
  readonly clock: Clock
  readonly world: World
  /** True when the next message out is lost. */
  readonly loses: () => boolean
  /** True when the next write fails. */
  readonly fails: () => boolean
  readonly onDisconnect: () => void
}

export class SimulatedSide {
  readonly name: string
  readonly store: LosingStore
  readonly journal: Journal
  session: EngineSession
  /** Kills the process in the middle of the next delivery: the message was seen, and is not counted. */
  dieOnNextDelivery: (() => void) | undefined
  /** Messages submitted here; each carries its ordinal. */
  submitted = 0
  /** Ordinals of the other side that were delivered here. */
  readonly received = new Set<number>()
  /** Restarts and lost connections. */
  disturbances = 0
  readonly #options: SimulatedSideOptions
  readonly #used = new NumbersUsed()
  /** Ordinals that have a number of the present numbering, and those that the end of one, or of a process, has cost. */
  #numbered = new Set<number>()
  #transmitted = new Set<number>()
  readonly #excused = new Set<number>()
  #archives = 0
  #numbers = { nextIn: 1, nextOut: 1, inArchives: 0 }
  #fault: string | undefined

  constructor(options: SimulatedSideOptions) {
    this.name = options.name
    this.#options = options
    this.store = new LosingStore(options.clock.now(), options.fails)
    this.journal = new Journal({ now: () => options.clock.now(), elapsed: () => 0 })
    this.session = this.#newSession()
  }

  get sent(): number {
    return this.journal.entries.filter((entry) => entry.kind === 'message' && entry.direction === 'out').length
  }

  submit(): void {
    this.session.submit('B', news(`${++this.submitted}`))
  }

  /** True when everything of this side that is owed to the other was delivered there. */
  isAllReceived(other: SimulatedSide): boolean {
    this.#noticeReset()
    for (let ordinal = 1; ordinal <= this.submitted; ordinal++)
      if (!other.received.has(ordinal) && !this.#excused.has(ordinal)) return false
    return true
  }

  isExcused(ordinal: number): boolean {
    this.#noticeReset()
    return this.#excused.has(ordinal)
  }

  restart(): void {
    this.disturbances++
    this.session.abandon()
    this.store.lose()
    // What waits for a throttle has no number yet, and dies with the process.
    const { throttlers, maxDelayToSendAfterLogonMs } = this.#options.world
    for (let ordinal = 1; ordinal <= this.submitted; ordinal++) {
      if (this.#numbered.has(ordinal) || this.#excused.has(ordinal)) continue
      if (throttlers.length === 0 && maxDelayToSendAfterLogonMs === 0)
        this.#fail(`${ordinal} had no number when the process was killed`)
      this.#excused.add(ordinal)
    }
    this.session = this.#newSession()
    this.#begunAnew()
  }

  /** What was counted or numbered and not stored is not known any more. */
  #begunAnew(): void {
    this.#forgetNeverSent()
    this.#numbers.nextIn = this.store.nextIn
  }

  /**
   * A new process takes what lies before the last message sent for sent, though it may have been stored without a
   * connection: the counterparty asks for it, unless a reset comes first.
   */
  #forgetNeverSent(): void {
    this.#noticeReset()
    const unsent = new Set(this.store.unsent().map(({ bytes }) => ordinalOf(decode(Buffer.from(bytes)))))
    const stored = this.store
      .read(1, Number.POSITIVE_INFINITY)
      .map(({ bytes }) => ordinalOf(decode(Buffer.from(bytes))))
    for (const ordinal of stored) if (!unsent.has(ordinal)) this.#transmitted.add(ordinal)
    // What was not stored yet does not exist, and has not left (SD-81).
    const kept = new Set(stored)
    for (const ordinal of this.#numbered) if (!kept.has(ordinal)) this.#excused.add(ordinal)
  }

  check(other: SimulatedSide): void {
    if (this.#fault !== undefined) assert.fail(this.#fault)
    const { nextIn, nextOut, core } = this.session
    this.#noticeReset()
    const { settings } = this.#options
    if (this.#archives === this.#numbers.inArchives && !settings.ignoreSeqNumTooLowAtLogon)
      this.#rises('nextIn', this.#numbers.nextIn, nextIn)
    const inArchives = nextIn < this.#numbers.nextIn ? this.#archives : this.#numbers.inArchives
    this.#numbers = { nextIn, nextOut, inArchives }
    assert.equal(this.store.nextOut, nextOut, `${this.name}: nextOut of core and store`)
    // While a reset of ours may not have arrived, the store counts nothing.
    if (core.resetReply === 'none') assert.equal(this.store.nextIn, nextIn, `${this.name}: nextIn of core and store`)
    for (const ordinal of this.#late) assert.ok(other.isExcused(ordinal), `${this.name}: ${ordinal} was passed over`)
    this.#late = []
  }

  /** Ordinals that were passed over by a later one. */
  #late: number[] = []

  #rises(what: string, before: number, now: number): void {
    assert.ok(now >= before, `${this.name}: ${what} went from ${before} to ${now}`)
  }

  /** The last entries of the journal, as text. */
  tail(length: number): string {
    return this.journal.entries.slice(-length).map(asLine).join('\n')
  }

  /** What was sent under a numbering that has ended can not be asked for any more. */
  #noticeReset(): void {
    const archives = this.store.archives().length
    if (archives === this.#archives) return
    this.#archives = archives
    for (const ordinal of this.#transmitted) this.#excused.add(ordinal)
    this.#transmitted = new Set()
  }

  #newSession(): EngineSession {
    const { settings, clock, world, loses, onDisconnect } = this.#options
    return new EngineSession({
      settings,
      store: this.store,
      clock,
      journal: this.journal,
      protection: { throttlers: world.throttlers },
      maxDelayToSendAfterLogonMs: world.maxDelayToSendAfterLogonMs,
      tamper: {
        outgoing: (bytes) => {
          this.#says(bytes)
          return loses() ? [] : [bytes]
        },
        incoming: (message) => message,
      },
      traffic: {
        kept: (_msgSeqNum, bytes) => void this.#numbered.add(ordinalOf(decode(bytes))),
        sent: (bytes) => this.#left(decode(bytes)),
      },
      application: {
        onMessage: (message, _session, possDup) => this.#receive(message, possDup),
        onNeverSent: (messages) => {
          for (const message of messages) this.#excused.add(ordinalOf(message))
        },
        onDisconnect: () => {
          this.disturbances++
          onDisconnect()
        },
        onFault: (fault) => {
          if (fault.message !== DISK_FULL) this.#fail(fault.stack ?? fault.message)
          this.#begunAnew()
        },
      },
    })
  }

  #says(bytes: Buffer): void {
    this.#noticeReset()
    const message = decode(bytes)
    if (message.msgType !== 'B') return
    this.#numbered.add(ordinalOf(message))
    this.#transmitted.add(ordinalOf(message))
  }

  #left(message: Message): void {
    this.#noticeReset()
    const fault = this.#used.note(this.#archives, message)
    if (fault !== undefined) this.#fail(fault)
  }

  #receive(message: Message, possDup: boolean): void {
    const ordinal = ordinalOf(message)
    const marked = possDup || message.text(97) === 'Y'
    // A throw in here would only cost the delivery: what is wrong is said by the next check.
    if (this.received.has(ordinal) && !marked) this.#fail(`${ordinal} was delivered twice without a mark`)
    if (!this.received.has(ordinal) && this.#options.settings.outOfSequenceMessagesStrategy !== 'ignoreGap')
      for (let before = ordinal - 1; before > 0 && !this.received.has(before); before--) this.#late.push(before)
    this.received.add(ordinal)
    const die = this.dieOnNextDelivery
    this.dieOnNextDelivery = undefined
    die?.()
  }

  #fail(why: string): void {
    this.#fault ??= `${this.name}: ${why}`
  }
}

function ordinalOf(message: Message): number {
  return Number(message.text(148))
}

function asLine(entry: Entry): string {
  const at = new Date(entry.at).toISOString().slice(11, 23)
  const what =
    entry.kind === 'message'
      ? `${entry.direction === 'in' ? '<' : '>'} ${entry.message.bytes.toString('latin1').replaceAll('\x01', '|')}`
      : `${entry.event}: ${entry.text}`
  return `${at} ${entry.connection} ${what}`
}
