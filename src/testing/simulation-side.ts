/** One side of the simulation: a store that outlives the sessions on it, and what must hold for it at every tick. */
import assert from 'node:assert/strict'
import type { Message } from '../codec/message.ts'
import type { Clock } from '../engine/clock.ts'
import { EngineSession } from '../engine/engine-session.ts'
import type { Tamper } from '../engine/tamper.ts'
import { type Entry, Journal } from '../journal/journal.ts'
import type { SessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { news } from './engine-rig.ts'

export class SimulatedSide {
  readonly name: string
  readonly store: MemoryStore
  readonly journal: Journal
  session: EngineSession
  /** Kills the process in the middle of the next delivery: the message was seen, and is not counted. */
  dieOnNextDelivery: (() => void) | undefined
  /** A reset is under way: numbers may begin anew. */
  mayDecrease = false
  /** Messages submitted here, and messages of the other side delivered here; each carries its ordinal. */
  submitted = 0
  delivered = 0
  /** Restarts and lost connections. */
  disturbances = 0
  readonly #settings: SessionSettings
  readonly #clock: Clock
  readonly #tamper: Tamper
  readonly #onDisconnect: () => void
  #numbers = { nextIn: 1, nextOut: 1 }

  constructor(name: string, settings: SessionSettings, clock: Clock, tamper: Tamper, onDisconnect: () => void) {
    this.name = name
    this.#settings = settings
    this.#clock = clock
    this.#tamper = tamper
    this.#onDisconnect = onDisconnect
    this.store = new MemoryStore(clock.now())
    this.journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
    this.session = this.#newSession()
  }

  get sent(): number {
    return this.journal.entries.filter((entry) => entry.kind === 'message' && entry.direction === 'out').length
  }

  submit(): void {
    this.session.submit('B', news(`${++this.submitted}`))
  }

  restart(): void {
    this.disturbances++
    this.session.abandon()
    this.session = this.#newSession()
  }

  check(): void {
    const { nextIn, nextOut } = this.session
    if (!this.mayDecrease) {
      assert.ok(nextIn >= this.#numbers.nextIn, `${this.name}: nextIn went from ${this.#numbers.nextIn} to ${nextIn}`)
      assert.ok(
        nextOut >= this.#numbers.nextOut,
        `${this.name}: nextOut went from ${this.#numbers.nextOut} to ${nextOut}`,
      )
    }
    this.#numbers = { nextIn, nextOut }
  }

  /** The last entries of the journal, as text. */
  tail(length: number): string {
    return this.journal.entries.slice(-length).map(asLine).join('\n')
  }

  #newSession(): EngineSession {
    return new EngineSession({
      settings: this.#settings,
      store: this.store,
      clock: this.#clock,
      journal: this.journal,
      tamper: this.#tamper,
      application: {
        onMessage: (message, _session, possDup) => this.#receive(message, possDup),
        onDisconnect: () => {
          this.disturbances++
          this.#onDisconnect()
        },
        onFault: (fault) => assert.fail(fault),
      },
    })
  }

  #receive(message: Message, possDup: boolean): void {
    const ordinal = Number(message.text(148))
    // A throw in here would only cost the delivery: what is wrong is said by the next check.
    if (ordinal > this.delivered + 1)
      this.check = () => assert.fail(`${this.name}: ${ordinal} came before ${ordinal - 1}`)
    if (ordinal <= this.delivered && !possDup)
      this.check = () => assert.fail(`${this.name}: ${ordinal} was delivered twice without PossDupFlag`)
    this.delivered = Math.max(this.delivered, ordinal)
    const die = this.dieOnNextDelivery
    this.dieOnNextDelivery = undefined
    die?.()
  }
}

function asLine(entry: Entry): string {
  const at = new Date(entry.at).toISOString().slice(11, 23)
  const what =
    entry.kind === 'message'
      ? `${entry.direction === 'in' ? '<' : '>'} ${entry.message.bytes.toString('latin1').replaceAll('\x01', '|')}`
      : `${entry.event}: ${entry.text}`
  return `${at} ${entry.connection} ${what}`
}
