/**
 * For tests only: a client, and a venue that says what the test says. Reports are written by the macros of the order state
 * matrices and go through the codec; each message of the client is checked against the dictionary of its version.
 */
import assert from 'node:assert/strict'
import { Client, type ClientOptions } from '../client/client.ts'
import type { ClientAction, ClientEvent, ShownOrder, UserRequest } from '../client/seam.ts'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { validate } from '../validation/validate.ts'

/** Monday 2026-01-05 12:00:00 UTC. */
export const START = Date.UTC(2026, 0, 5, 12)

export type RigVersion = 'FIX.4.2' | 'FIX.4.4' | 'FIX.5.0SP2'
export const RIG_VERSIONS: readonly RigVersion[] = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2']

/** What the matrices call an event; `Trade` is a partial fill or the last one, as `OrdStatus(39)` says. */
export type Macro = 'New' | 'Trade' | 'Bust' | 'Correct' | 'Status' | string

/** Fields by tag, as text. */
export type Tags = Readonly<Record<number, string>>

export class ClientRig {
  readonly client: Client
  readonly version: FixVersion
  now = START
  readonly timers = new Map<string, number>()
  /** Messages of the client, oldest first; `take` empties it. */
  sent: Message[] = []
  notes: string[] = []
  #execs = 0
  #seqNum = 0

  constructor(version: RigVersion, options: Partial<ClientOptions> = {}) {
    const found = findVersion(version)
    assert.ok(found)
    this.version = found
    this.client = new Client({ version: found, dictionary: dictionaryFor(found), startedAt: START, ...options })
    this.step({ kind: 'sessionUp', reset: true, at: this.now })
  }

  /** True up to FIX.4.2, where ExecTransType(20) is. */
  get old(): boolean {
    return this.version.ordinal <= 42
  }

  step(event: ClientEvent): void {
    const out: ClientAction[] = []
    this.client.step(event, out)
    for (const action of out) {
      if (action.kind === 'arm') this.timers.set(action.key, action.at)
      else if (action.kind === 'disarm') this.timers.delete(action.key)
      else if (action.kind === 'note') this.notes.push(action.text)
      else this.#keep(action.msgType, action.fields)
    }
  }

  #keep(msgType: string, fields: readonly Field[]): void {
    const message = this.message(msgType, fields, 'CLIENT', 'VENUE')
    this.sent.push(message)
    const finding = validate(message, dictionaryFor(this.version), { version: this.version })
    assert.equal(finding, undefined, `${message}: ${JSON.stringify(finding)}`)
  }

  message(msgType: string, fields: readonly Field[], from = 'VENUE', to = 'CLIENT'): Message {
    const header: Field[] = [
      [8, this.version.beginString],
      [35, msgType],
      [34, ++this.#seqNum],
      [49, from],
      [52, formatUtcTimestamp(this.now, 3)],
      [56, to],
    ]
    return decode(encode(fields, header))
  }

  /** The message of the client that no test has looked at; fails unless there is exactly one. */
  take(msgType: string): Message {
    const sent = this.sent.splice(0)
    assert.deepEqual(
      sent.map((message) => message.msgType),
      [msgType],
    )
    return sent[0] as Message
  }

  /** Nothing was sent since the last look. */
  silent(): void {
    assert.deepEqual(this.sent.splice(0).map(String), [])
  }

  ask(request: UserRequest): void {
    this.step({ kind: 'request', request, at: this.now })
  }

  /** A limit order to buy 100 SIM at 10, unless it is stated otherwise, accepted. @returns its ClOrdID(11) */
  open(stated: Tags = {}): string {
    const clOrdID = this.order(stated)
    this.report('New', { 11: clOrdID, 38: stated[38] ?? '100', 14: '0', 151: stated[38] ?? '100', 39: '0' })
    this.silent()
    return clOrdID
  }

  order(stated: Tags = {}): string {
    this.ask({ action: 'new', fields: fieldsOf({ 55: 'SIM', 54: '1', 40: '2', 44: '10', 38: '100', ...stated }) })
    return text(this.take('D'), 11)
  }

  cancel(clOrdID: string, stated: Tags = {}): string {
    this.ask({ action: 'cancel', clOrdID, fields: fieldsOf(stated) })
    return text(this.take('F'), 11)
  }

  replace(clOrdID: string, stated: Tags): string {
    this.ask({ action: 'replace', clOrdID, fields: fieldsOf(stated) })
    return text(this.take('G'), 11)
  }

  /** An ExecutionReport(8). `macro` is an event of the matrices or an ExecType(150); what is stated beats it. */
  report(macro: Macro, stated: Tags, header: Tags = {}): void {
    const fields: Tags = {
      37: 'O1',
      17: `E${++this.#execs}`,
      54: '1',
      55: 'SIM',
      ...this.#macro(macro, stated),
      ...stated,
    }
    this.receive('8', fields, header)
  }

  #macro(macro: Macro, stated: Tags): Tags {
    const status = stated[39] ?? ''
    const type = (old: Tags, since43: string): Tags => (this.old ? { 20: '0', ...old } : { 150: since43 })
    switch (macro) {
      case 'New':
        return type({ 150: '0' }, '0')
      case 'Trade':
        return type({ 150: status === '2' ? '2' : '1' }, 'F')
      case 'Bust':
        return type({ 20: '1', 150: status }, 'H')
      case 'Correct':
        return type({ 20: '2', 150: status }, 'G')
      case 'Status':
        return { ...type({ 20: '3', 150: status }, 'I'), 17: '0' }
      default:
        return type({ 150: macro }, macro)
    }
  }

  /** A partial or last fill of an order of 100, `cum` being what is filled in all. */
  fill(clOrdID: string, qty: number, cum: number, more: Tags = {}): void {
    const of = Number(more[38] ?? 100)
    const figures = { 11: clOrdID, 32: String(qty), 31: '10', 14: String(cum), 151: String(of - cum), 38: String(of) }
    this.report('Trade', { ...figures, 39: cum >= of ? '2' : '1', ...more })
  }

  receive(msgType: string, fields: Tags | readonly Field[], header: Tags = {}): void {
    const body = Array.isArray(fields) ? (fields as readonly Field[]) : fieldsOf(fields as Tags)
    const message = this.message(msgType, [...fieldsOf(header), ...body])
    this.step({ kind: 'message', message, possDup: header[43] === 'Y', at: this.now })
  }

  /** Time passes; timers that are due fire in their order. */
  pass(seconds: number): void {
    const until = this.now + seconds * 1000
    for (;;) {
      const due = [...this.timers].filter(([, at]) => at <= until).sort(([, a], [, b]) => a - b)[0]
      if (due === undefined) break
      this.timers.delete(due[0])
      this.now = due[1]
      this.step({ kind: 'timer', key: due[0], at: this.now })
    }
    this.now = until
  }

  drop(): void {
    this.step({ kind: 'sessionDown', how: 'lost', at: this.now })
  }

  reconnect(reset: boolean): void {
    this.step({ kind: 'sessionUp', reset, at: this.now })
  }

  shown(clOrdID: string): ShownOrder {
    const shown = this.client.shown(clOrdID)
    assert.ok(shown, `${clOrdID} is shown`)
    return shown
  }

  /** OrdStatus, CumQty and LeavesQty as the client shows them. */
  figures(clOrdID: string): string {
    const { OrdStatus, CumQty, LeavesQty } = this.shown(clOrdID)
    return `${OrdStatus} ${CumQty} ${LeavesQty}`
  }

  alarms(): string[] {
    return this.client.alarms().map(({ text }) => text)
  }
}

export function text(message: Message, tag: number): string {
  return message.text(tag) ?? ''
}

function fieldsOf(tags: Tags): Field[] {
  return Object.entries(tags).map(([tag, value]): Field => [Number(tag), value])
}
