/** A talk of clients with a venue: messages as text in, reports as text out, each judged by the dictionary of its version. */
import assert from 'node:assert/strict'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { validate } from '../validation/validate.ts'
import type { Persona, Rule, SymbolRow } from '../venue/persona.ts'
import type { MarketEvent, VenueAction } from '../venue/seam.ts'
import { Venue } from '../venue/venue.ts'

export const TALK_VERSIONS = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'] as const
export type TalkVersion = (typeof TALK_VERSIONS)[number]

/** HandlInst(21), which FIX.4.2 and before require. */
const HANDL_INST = '21=1 '
const TRADE_TYPES = ['1', '2', 'F']

function row(symbol: string, more: Partial<SymbolRow> = {}): SymbolRow {
  return { symbol, tick: '0.00000001', lot: '1', reference: '100', phase: 'open', ...more }
}

function rule(id: string, when: Rule['when'], step: 'byTerms' | 'book'): Rule {
  return { id, kind: 'normal', text: step, when, onNew: [{ do: step }] }
}

const PEGS = ['L', 'M', 'O', 'P', 'R', 'T']

/** The rules of special orders as the persona `standard` has them, and the symbols that they need. */
export const SPECIAL_PERSONA: Persona = {
  name: 'special',
  description: 'special orders',
  defaults: {
    onNew: [{ do: 'ack' }],
    onCancel: [{ do: 'accept' }],
    onReplace: [{ do: 'accept' }],
    onDisconnect: { cancel: 'none', onLogout: false },
    dayEnd: 'expire',
    pending: false,
    terse: false,
    iocRemainder: 'cancel',
    trigger: 'triggered',
    text: false,
  },
  symbols: [
    row('SIM'),
    row('FAR', { reference: '40' }),
    row('THIN', { resting: '40' }),
    row('EMPTY', { resting: '0' }),
    row('LOT10', { lot: '10' }),
    row('STP', { selfTrade: 'aggressor' }),
  ],
  rules: [
    rule('S:STP', { symbol: ['STP'] }, 'book'),
    rule('O:STOP', { ordType: ['3', '4', 'J'] }, 'byTerms'),
    rule('O:CASH', { present: ['CashOrderQty'], absent: ['OrderQty'] }, 'byTerms'),
    rule('O:PEG', { ordType: ['P'] }, 'byTerms'),
    rule('O:PEG18', { execInst: PEGS }, 'byTerms'),
    rule('O:POST', { execInst: ['6'] }, 'byTerms'),
    rule('O:ICE', { present: ['MaxFloor'] }, 'byTerms'),
    rule('O:ICE5', { present: ['DisplayQty'] }, 'byTerms'),
    rule('T', { timeInForce: ['3', '4'] }, 'byTerms'),
    rule('O:MINQ', { present: ['MinQty'] }, 'byTerms'),
    rule('O:K', { ordType: ['K'] }, 'byTerms'),
    rule('Q1000', { orderQty: { least: '1000' } }, 'book'),
    rule('Q1000f', { fractional: true }, 'book'),
  ],
}

export interface TalkOptions {
  readonly defaults?: Partial<Persona['defaults']>
  readonly clients?: readonly string[]
  /** Default: `SPECIAL_PERSONA`. */
  readonly persona?: Persona
}

export class VenueTalk {
  readonly version: FixVersion
  readonly venue: Venue
  /** Messages of the venue that nobody has asked for yet. */
  readonly #sent: { readonly client: string; readonly message: Message }[] = []
  #now = Date.UTC(2026, 10, 23, 10)
  #seqNum = 0

  constructor(version: TalkVersion, options: TalkOptions = {}) {
    this.version = findVersion(version) as FixVersion
    const base = options.persona ?? SPECIAL_PERSONA
    const persona: Persona = { ...base, defaults: { ...base.defaults, ...options.defaults } }
    this.venue = new Venue({ persona, random: () => 0.5 })
    for (const client of options.clients ?? ['A', 'B']) {
      const dictionary = dictionaryFor(this.version)
      this.venue.addSession({
        id: client,
        version: this.version,
        dictionary,
        senderCompID: 'VENUE',
        targetCompID: client,
      })
    }
  }

  /** NewOrderSingle `11=a 38=5`: buys SIM at 100 where nothing else is stated; `44=-` leaves a field out. */
  order(text: string, client = 'A'): void {
    const handlInst = this.version.ordinal <= 42 ? HANDL_INST : ''
    this.send('D', this.#withDefaults(`${handlInst}55=SIM 54=1 60=NOW 40=2 44=100`, text), client)
  }

  /** OrderCancelReplaceRequest: `11=b 41=a 38=7`. */
  replace(text: string, client = 'A'): void {
    const handlInst = this.version.ordinal <= 42 ? HANDL_INST : ''
    this.send('G', this.#withDefaults(`${handlInst}55=SIM 54=1 60=NOW 40=2 44=100`, text), client)
  }

  cancel(text: string, client = 'A'): void {
    this.send('F', this.#withDefaults('55=SIM 54=1 60=NOW 38=1', text), client)
  }

  /** @param text - fields with a blank between them, `~` for a blank inside a value; groups in their order */
  send(msgType: string, text: string, client = 'A'): void {
    const fields = fieldsOf(text.replaceAll('NOW', formatUtcTimestamp(this.#now, 3)))
    const message = this.#message(msgType, fields)
    const finding = validate(message, dictionaryFor(this.version))
    assert.deepEqual(finding, undefined, `the test's own message: ${message}`)
    this.#step({ kind: 'message', session: client, message, at: this.#now })
  }

  market(event: MarketEvent): void {
    this.#step({ kind: 'market', event, at: this.#now })
  }

  /** A trade of others in the symbol. */
  trade(px: string, more: { symbol?: string; qty?: string } = {}): void {
    this.market({ name: 'trade', symbol: more.symbol ?? 'SIM', px, qty: more.qty })
  }

  /** All messages since the last call. */
  take(): readonly { readonly client: string; readonly message: Message }[] {
    return this.#sent.splice(0)
  }

  /**
   * Messages since the last call as text: `A a F/1 5@100 14=5 151=3`, where F stands for a trade in every version, and
   * then the fields asked for, as far as they are there.
   */
  told(...tags: number[]): string[] {
    return this.take().map(({ client, message }) => {
      const more = tags.flatMap((tag) => (message.has(tag) ? [`${tag}=${message.text(tag)}`] : []))
      return [`${client} ${summary(message)}`, ...more].join(' ')
    })
  }

  #withDefaults(defaults: string, text: string): string {
    const stated = new Set(text.split(' ').map((field) => field.slice(0, field.indexOf('='))))
    const kept = defaults.split(' ').filter((field) => !stated.has(field.slice(0, field.indexOf('='))))
    return [...kept, ...text.split(' ').filter((field) => !field.endsWith('=-'))].join(' ')
  }

  #message(msgType: string, fields: readonly Field[]): Message {
    const header: Field[] = [
      [8, this.version.beginString],
      [35, msgType],
      [49, 'CLIENT'],
      [56, 'VENUE'],
      [34, ++this.#seqNum],
      [52, formatUtcTimestamp(this.#now, 3)],
    ]
    return decode(encode(fields, header))
  }

  #step(event: Parameters<Venue['step']>[0]): void {
    const out: VenueAction[] = []
    this.venue.step(event, out)
    for (const action of out) {
      if (action.kind !== 'send') continue
      const message = this.#message(action.msgType, action.fields)
      assert.deepEqual(validate(message, dictionaryFor(this.version)), undefined, `${this.version.id}: ${message}`)
      this.#sent.push({ client: action.session, message })
    }
  }
}

function summary(message: Message): string {
  if (message.msgType !== '8') return `${message.msgType} ${message.text(11) ?? ''} ${message.text(58) ?? ''}`.trim()
  const execType = message.text(150) ?? ''
  const trade = TRADE_TYPES.includes(execType)
  const last = trade ? ` ${message.text(32)}@${message.text(31)}` : ''
  return `${message.text(11)} ${trade ? 'F' : execType}/${message.text(39)}${last} 14=${message.text(14)} 151=${message.text(151)}`
}

function fieldsOf(text: string): Field[] {
  return text
    .split(' ')
    .filter((field) => field !== '')
    .map((field) => {
      const at = field.indexOf('=')
      return [Number(field.slice(0, at)), field.slice(at + 1).replaceAll('~', ' ')]
    })
}
