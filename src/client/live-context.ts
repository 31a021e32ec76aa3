/** The client's verbs: each becomes an action of the event under way. */
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { ClientContext } from './context.ts'
import { type ClientManner, clientManner } from './manner.ts'
import { OrderBookkeeping } from './orders.ts'
import { type Policies, policiesFor } from './policies.ts'
import type { Alarm, ClientAction } from './seam.ts'

export interface ClientOptions {
  readonly version: FixVersion
  /** The version's, with the session layer's messages or without. */
  readonly dictionary: Dictionary
  /** What it does wrong; by default nothing. */
  readonly manner?: Partial<ClientManner> | undefined
  /** When the client was started, epoch ms: ids of clients that were started at other instants are others. Default 0. */
  readonly startedAt?: number | undefined
  /** What its ids begin with, to tell clients apart that are started at the same instant. Default `C`. */
  readonly idPrefix?: string | undefined
}

/** So many alarms are kept: the venue decides how many come. */
const ALARMS_MAX = 10_000
const ID_RADIX = 36

export class LiveContext implements ClientContext {
  readonly version: FixVersion
  readonly dictionary: Dictionary
  readonly manner: ClientManner
  readonly policies: Policies
  readonly orders = new OrderBookkeeping()
  readonly alarms: Alarm[] = []
  now = 0
  connected = false
  readonly #idStart: string
  #out: ClientAction[] = []
  #issued = 0
  #issuedBefore = 0

  constructor({ version, dictionary, manner, startedAt = 0, idPrefix = 'C' }: ClientOptions) {
    this.version = version
    this.dictionary = dictionary
    this.manner = clientManner(manner)
    this.policies = policiesFor(this.manner)
    this.#idStart = `${idPrefix}${startedAt.toString(ID_RADIX).toUpperCase()}-`
  }

  /** An event begins. */
  begin(at: number, out: ClientAction[]): void {
    this.now = at
    this.#out = out
  }

  connect(): void {
    this.connected = true
    this.#issuedBefore = this.#issued
  }

  disconnect(): void {
    this.connected = false
  }

  send(msgType: string, fields: readonly Field[], ref?: string): void {
    this.#out.push({ kind: 'send', msgType, fields, ...(ref === undefined ? {} : { ref }) })
  }

  arm(key: string, at: number): void {
    this.#out.push({ kind: 'arm', key, at })
  }

  disarm(key: string): void {
    this.#out.push({ kind: 'disarm', key })
  }

  alarm(text: string, about?: string): void {
    const key = this.orders.find(about)?.key ?? about
    this.alarms.push({ at: this.now, text, about: key })
    if (this.alarms.length > ALARMS_MAX) this.alarms.shift()
    this.note(key === undefined ? `alarm: ${text}` : `alarm about ${key}: ${text}`)
  }

  note(text: string): void {
    this.#out.push({ kind: 'note', text })
  }

  alarmsAbout(key: string): number {
    return this.alarms.filter(({ about }) => about === key).length
  }

  newID(): string {
    this.#issued++
    return `${this.#idStart}${this.policies.idNumber(this.#issued, this.#issued - this.#issuedBefore)}`
  }

  get transactTime(): string {
    return formatUtcTimestamp(this.now, this.version.timestampFraction)
  }
}
