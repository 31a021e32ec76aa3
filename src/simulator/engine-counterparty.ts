/**
 * The counterparty whose session the engine keeps, from where the wire counterparty left it: Heartbeats, answers to
 * ResendRequests and gap recovery are the engine's; the scenario sends, loses messages, and looks on.
 */
import type { Field } from '../codec/encode.ts'
import type { Application } from '../engine/application.ts'
import type { Clock } from '../engine/clock.ts'
import { EngineSession } from '../engine/engine-session.ts'
import { MsgType } from '../fix/msg-types.ts'
import type { Journal } from '../journal/journal.ts'
import type { SessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { Transport } from '../transport/transport.ts'
import type { Counterparty } from './counterparty.ts'
import type { DeliveryTamper } from './delivery.ts'
import { type Bases, raised } from './numbering.ts'

export interface TakenOver {
  readonly transport: Transport
  /** Number of the connection in the journal. */
  readonly connection: number
  readonly nextIn: number
  readonly nextOut: number
  /** HeartBtInt(108) agreed, seconds. */
  readonly heartBtInt: number
  /** How much higher its numbers stand on the wire than in the scenario; default: not at all. */
  readonly bases?: Bases
  /** What it does with application messages; default: they are counted. */
  readonly application?: Application
  /** Through which its application delivers what is no ordinary message. */
  readonly delivery?: DeliveryTamper
}

export class EngineCounterparty implements Counterparty {
  readonly #session: EngineSession
  readonly #journal: Journal
  readonly #bases: Bases
  #losing = 0

  constructor(settings: SessionSettings, clock: Clock, journal: Journal, from: TakenOver) {
    const store = new MemoryStore(clock.now())
    this.#bases = from.bases ?? { tester: 0, target: 0 }
    store.setNextIn(from.nextIn + this.#bases.target)
    store.setNextOut(from.nextOut + this.#bases.tester)
    this.#journal = journal
    this.#session = new EngineSession({
      settings,
      store,
      clock,
      journal,
      ...(from.application === undefined ? {} : { application: from.application }),
      tamper: {
        outgoing: (bytes) => (from.delivery?.outgoing(bytes) ?? [bytes]).flatMap((one) => this.#leave(one)),
        incoming: (message) => message,
      },
    })
    journal.event('stage', "the tester's engine keeps the session from here")
    this.#session.resume(from.transport, from.heartBtInt, from.connection)
  }

  get nextOut(): number {
    return this.#session.nextOut - this.#bases.tester
  }

  /** @throws Error for another number: the engine counts by itself */
  set nextOut(msgSeqNum: number) {
    if (msgSeqNum !== this.nextOut)
      throw new Error(`the tester's engine stands at MsgSeqNum ${this.nextOut}, not at ${msgSeqNum}`)
  }

  get lastSent(): number {
    return this.nextOut - 1
  }

  get connected(): boolean {
    return this.#session.connected
  }

  /** True from the end of a Logon exchange to the end of the session. */
  get established(): boolean {
    return this.#session.established
  }

  /** Goes on over another connection, after the one before has ended. @throws Error while that stands */
  attach(transport: Transport): void {
    this.#journal.event('connect', `connected to ${transport.remote}`)
    this.#session.attach(transport)
  }

  /** The next message is numbered and stored, and never arrives. */
  loseNext(): void {
    this.#losing++
  }

  /** @throws Error for a garbling or an order of its own: the engine sends no faulty messages */
  send(msgType: string, stated: readonly Field[], garbling?: string, order?: readonly number[]): void {
    if (garbling !== undefined || order !== undefined)
      throw new Error("the tester's engine garbles nothing: leave the session to the wire")
    if (msgType === MsgType.Logout) this.#session.logout()
    else this.#session.submit(msgType, raised(stated, this.#bases))
  }

  close(): void {
    this.#session.close()
  }

  cut(): void {
    this.#session.abandon()
  }

  /** Ends the connection at once, and not the session: it goes on over the next one. */
  drop(): void {
    this.#session.cut()
  }

  #leave(bytes: Buffer): Buffer[] {
    if (this.#losing === 0) return [bytes]
    this.#losing--
    this.#journal.event('note', 'a message of the tester was lost on the way', { bytes })
    return []
  }
}
