/** For tests only: a venue with clients around it, driven message by message; what it sends is judged by the dictionary. */
import assert from 'node:assert/strict'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { validate } from '../validation/validate.ts'
import type { Defaults, Persona, Rule, Step, SymbolRow } from '../venue/persona.ts'
import type { MarketEvent, VenueAction, VenueSession } from '../venue/seam.ts'
import { Venue } from '../venue/venue.ts'

/** Fields by tag, as text or number. */
export type Tags = Readonly<Record<number, string | number | undefined>>

export interface SentMessage {
  readonly session: string
  readonly msgType: string
  readonly fields: readonly Field[]
  readonly message: Message
  readonly delivery: Extract<VenueAction, { kind: 'send' }>['delivery']
  readonly rule: string | undefined
}

export interface VenueRigOptions {
  readonly version?: string
  readonly persona?: Persona
  readonly random?: () => number
  /** Client names; default one, CLIENT. The id of a session is the client's name. */
  readonly clients?: readonly string[]
  /** Sent messages are not validated: a rule makes them wrong on purpose. */
  readonly wrong?: boolean
}

const DEFAULTS: Defaults = {
  onNew: [{ do: 'ack' }],
  onCancel: [{ do: 'accept' }],
  onReplace: [{ do: 'accept' }],
  onDisconnect: { cancel: 'none', onLogout: false },
  dayEnd: 'doneForDay',
  pending: false,
  terse: false,
  iocRemainder: 'cancel',
  trigger: 'triggered',
  text: false,
}

export function listed(symbol: string, more: Partial<SymbolRow> = {}): SymbolRow {
  return { symbol, tick: '0.01', lot: '1', reference: '100', phase: 'open', ...more }
}

export function personaWith(
  more: { defaults?: Partial<Defaults>; symbols?: readonly SymbolRow[]; rules?: readonly Rule[] } = {},
): Persona {
  return {
    name: 'test',
    description: 'for a test',
    defaults: { ...DEFAULTS, ...more.defaults },
    symbols: more.symbols ?? [listed('SIM')],
    rules: more.rules ?? [],
  }
}

/** Decides nothing by itself: every report comes of a step that the test gives. */
export const WAITING: Persona = personaWith({ defaults: { onNew: [], onCancel: [], onReplace: [], checks: false } })

/** A rule for every order. */
export function ruleFor(onNew: readonly Step[], more: Partial<Rule> = {}): Rule {
  return { id: 'R', kind: 'normal', text: 'for the test', when: {}, onNew, ...more }
}

export class VenueRig {
  now = Date.UTC(2026, 10, 23, 10)
  readonly venue: Venue
  readonly ordinal: number
  readonly notes: string[] = []
  readonly sent: SentMessage[] = []
  readonly #timers = new Map<string, number>()
  readonly #sessions = new Map<string, VenueSession>()
  readonly #judged: boolean
  #msgSeqNum = 1

  constructor(options: VenueRigOptions = {}) {
    const version = findVersion(options.version ?? 'FIX.4.4')
    assert.ok(version, `no version ${options.version}`)
    this.ordinal = version.ordinal
    this.#judged = options.wrong !== true
    this.venue = new Venue({ persona: options.persona ?? personaWith(), random: options.random ?? (() => 0.5) })
    for (const client of options.clients ?? ['CLIENT']) {
      const dictionary = dictionaryFor(version)
      const session = { id: client, version, dictionary, senderCompID: 'VENUE', targetCompID: client }
      this.#sessions.set(client, session)
      this.venue.addSession(session)
    }
  }

  /** NewOrderSingle with what the version needs: buys 1 SIM at 100 unless stated otherwise; undefined leaves a field out. */
  order(clOrdID: string, tags: Tags = {}, client = 'CLIENT'): SentMessage[] {
    const usual = {
      21: this.ordinal <= 43 ? '1' : undefined,
      55: 'SIM',
      54: '1',
      60: this.time,
      38: '1',
      40: '2',
      44: '100',
    }
    return this.send('D', { 11: clOrdID, ...usual, ...tags }, client)
  }

  cancel(clOrdID: string, origClOrdID: string, tags: Tags = {}, client = 'CLIENT'): SentMessage[] {
    return this.send('F', { 41: origClOrdID, 11: clOrdID, 55: 'SIM', 54: '1', 60: this.time, 38: '1', ...tags }, client)
  }

  replace(clOrdID: string, origClOrdID: string, tags: Tags = {}, client = 'CLIENT'): SentMessage[] {
    const usual = {
      21: this.ordinal <= 43 ? '1' : undefined,
      55: 'SIM',
      54: '1',
      60: this.time,
      38: '1',
      40: '2',
      44: '100',
    }
    return this.send('G', { 41: origClOrdID, 11: clOrdID, ...usual, ...tags }, client)
  }

  get time(): string {
    return formatUtcTimestamp(this.now)
  }

  send(msgType: string, tags: Tags, client = 'CLIENT'): SentMessage[] {
    const header: Field[] = []
    const body: Field[] = []
    for (const [tag, value] of Object.entries(tags)) {
      if (value !== undefined) (HEADER.has(Number(tag)) ? header : body).push([Number(tag), value])
    }
    return this.sendFields(msgType, [...header, ...body], client)
  }

  /** Fields in their order, as groups need it. */
  sendFields(msgType: string, fields: readonly Field[], client = 'CLIENT'): SentMessage[] {
    const message = this.#encoded(this.#session(client), msgType, fields, client, 'VENUE')
    return this.#step({ kind: 'message', session: client, message, at: this.now })
  }

  market(event: MarketEvent): SentMessage[] {
    return this.#step({ kind: 'market', event, at: this.now })
  }

  /** Steps of the rule vocabulary on an order, by one of its numbers. */
  does(clOrdID: string, ...steps: Step[]): SentMessage[] {
    return this.market({ name: 'order', clOrdID, steps })
  }

  down(how: 'logout' | 'lost', client = 'CLIENT'): SentMessage[] {
    return this.#step({ kind: 'sessionDown', session: client, at: this.now, how })
  }

  /** Time goes on; timers that come due in it fire in their order. */
  pass(ms: number): SentMessage[] {
    const until = this.now + ms
    const sent: SentMessage[] = []
    for (;;) {
      const [next] = [...this.#timers].filter(([, at]) => at <= until).sort((a, b) => a[1] - b[1])
      if (next === undefined) break
      this.#timers.delete(next[0])
      this.now = Math.max(this.now, next[1])
      sent.push(...this.#step({ kind: 'timer', key: next[0], at: this.now }))
    }
    this.now = until
    return sent
  }

  #step(event: Parameters<Venue['step']>[0]): SentMessage[] {
    const out: VenueAction[] = []
    this.venue.step(event, out)
    const sent: SentMessage[] = []
    for (const action of out) {
      if (action.kind === 'arm') this.#timers.set(action.key, action.at)
      else if (action.kind === 'disarm') this.#timers.delete(action.key)
      else if (action.kind === 'note') this.notes.push(action.text)
      else sent.push(this.#judge(action))
    }
    this.sent.push(...sent)
    return sent
  }

  #judge(action: Extract<VenueAction, { kind: 'send' }>): SentMessage {
    const { session: id, msgType, fields, delivery, rule } = action
    const session = this.#session(id)
    const message = this.#encoded(session, msgType, fields, 'VENUE', id)
    if (this.#judged) assert.deepEqual(validate(message, session.dictionary), undefined, `the venue sent ${message}`)
    return { session: id, msgType, fields, message, delivery, rule }
  }

  #encoded(session: VenueSession, msgType: string, fields: readonly Field[], from: string, to: string): Message {
    const header: Field[] = [
      [8, session.version.beginString],
      [35, msgType],
      [34, this.#msgSeqNum++],
      [49, from],
      [52, formatUtcTimestamp(this.now, session.version.timestampFraction)],
      [56, to],
    ]
    const message = decode(encode(fields, header))
    assert.ok('count' in message, `not decodable: ${JSON.stringify(fields)}`)
    return message as Message
  }

  #session(client: string): VenueSession {
    const session = this.#sessions.get(client)
    assert.ok(session, `no client ${client}`)
    return session
  }
}

const HEADER: ReadonlySet<number> = new Set([97, 115, 116, 128, 129, 43, 122])

/** Messages as text: type and the fields asked for, `8 150=0 39=0 58=-` where 58 is absent. */
export function told(sent: readonly SentMessage[], ...tags: number[]): string[] {
  return sent.map(({ msgType, message }) =>
    [msgType, ...tags.map((tag) => `${tag}=${message.text(tag) ?? '-'}`)].join(' '),
  )
}
