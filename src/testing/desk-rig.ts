/** A desk of the venue with a small venue around it: what it sends is encoded, decoded and judged by the dictionary. */
import assert from 'node:assert/strict'
import { add, type Decimal, decimal, formatDecimal, subtract, trimDecimal, ZERO } from '../codec/decimal.ts'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { validate } from '../validation/validate.ts'
import type { CancelMore, Desk, Instrument, NewOrder, Orders, VenueContext } from '../venue/desk.ts'
import { bodyOf, type Part } from '../venue/message-body.ts'
import type { Order } from '../venue/order.ts'
import type { Persona, Rule, SymbolRow } from '../venue/persona.ts'
import type { MarketEvent, VenueSession } from '../venue/seam.ts'

export const RIG_VERSIONS: readonly FixVersion[] = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'].map(
  (name) => findVersion(name) as FixVersion,
)

export interface Sent {
  readonly session: string
  readonly msgType: string
  readonly fields: readonly Field[]
  readonly message: Message
  /** Its number is used, and it is not sent. */
  readonly lost: boolean
}

const RULE: Rule = { id: 'Q0', kind: 'normal', text: 'ack', when: {} }

export function symbolRow(symbol: string, more: Partial<SymbolRow> = {}): SymbolRow {
  return { symbol, tick: '0.01', lot: '1', reference: '100', phase: 'open', ...more }
}

export interface RigOptions {
  readonly symbols?: readonly SymbolRow[]
  readonly rules?: readonly Rule[]
  readonly random?: () => number
}

export class DeskRig {
  now = Date.UTC(2026, 10, 23, 10)
  readonly version: FixVersion
  readonly context: VenueContext
  readonly desk: Desk
  readonly sent: Sent[] = []
  /** What was asked of the order core, in words: `cancel A quietly`. */
  readonly asked: string[] = []
  readonly rejects: { reason: number; text: string; refID: string | undefined }[] = []
  readonly timers = new Map<string, number>()
  readonly openOrders: Order[] = []
  readonly instruments = new Map<string, Instrument>()
  readonly sessions = new Map<string, VenueSession>()
  #count = 0

  constructor(version: FixVersion, make: (context: VenueContext) => Desk, options: RigOptions = {}) {
    this.version = version
    for (const row of options.symbols ?? [symbolRow('SIM')]) {
      this.instruments.set(row.symbol, { row, phase: row.phase, last: decimal(row.reference) })
    }
    this.addSession('S1')
    this.context = this.#contextOf(options)
    this.desk = make(this.context)
    for (const session of this.sessions.values()) this.desk.onSessionUp?.(session, false)
  }

  addSession(id: string, targetCompID = `CLIENT-${id}`): VenueSession {
    const { version } = this
    const session = { id, version, dictionary: dictionaryFor(version), senderCompID: 'VENUE', targetCompID }
    this.sessions.set(id, session)
    return session
  }

  session(id = 'S1'): VenueSession {
    const session = this.sessions.get(id)
    assert.ok(session, `no session ${id}`)
    return session
  }

  /** The desk gets a message, which must be one that the dictionary of the version lets through. */
  receive(msgType: string, parts: readonly Part[], id = 'S1', header: readonly Field[] = []): void {
    const session = this.session(id)
    const message = this.#message(msgType, [...header, ...bodyOf(session.dictionary, msgType, parts)])
    assert.deepEqual(validate(message, session.dictionary), undefined, `the test's own message: ${message}`)
    assert.ok(this.desk.msgTypes.includes(msgType), `${msgType} is not for this desk`)
    this.desk.onMessage(message, session)
  }

  /** The desk gets what no dictionary would have let through. */
  receiveAnyway(msgType: string, fields: readonly Field[], id = 'S1'): void {
    this.desk.onMessage(this.#message(msgType, fields), this.session(id))
  }

  market(event: MarketEvent): void {
    this.desk.onMarket?.(event)
  }

  /** Time goes on to `ms` later; timers that come due in it fire in their order. */
  pass(ms: number): void {
    const until = this.now + ms
    for (;;) {
      const next = [...this.timers].filter(([, at]) => at <= until).sort((a, b) => a[1] - b[1])[0]
      if (next === undefined) break
      this.timers.delete(next[0])
      this.now = Math.max(this.now, next[1])
      this.desk.onTimer?.(next[0])
    }
    this.now = until
  }

  /** What was sent since the last call, as text: type and the fields asked for, `b 297=0 58=-` where 58 is absent. */
  take(...tags: number[]): string[] {
    return this.sent
      .splice(0)
      .map(({ msgType, message }) => [msgType, ...tags.map((tag) => `${tag}=${message.text(tag) ?? '-'}`)].join(' '))
  }

  /** The messages that were sent since the last call. */
  takeMessages(): Message[] {
    return this.sent.splice(0).map(({ message }) => message)
  }

  order(clOrdID: string, more: Partial<Order> = {}, qty = '10'): Order {
    const order = {
      orderID: `O-${clOrdID}`,
      session: 'S1',
      account: undefined,
      symbol: 'SIM',
      side: '1',
      terms: {
        clOrdID,
        orderQty: decimal(qty),
        ordType: '2',
        price: decimal('100'),
        stopPx: undefined,
        timeInForce: '0',
      },
      superseded: [],
      rule: RULE,
      manner: {},
      firstQty: decimal(qty),
      echoed: [],
      selfMatchID: undefined,
      selfMatchInstruction: undefined,
      executions: [],
      cum: ZERO,
      cost: ZERO,
      requests: [],
      told: true,
      accepted: true,
      rejected: false,
      canceled: false,
      expired: false,
      doneForDay: false,
      suspended: false,
      stopped: false,
      calculated: false,
      asleep: false,
      day: 1,
      enteredDay: 1,
      behaviour: undefined,
      open: true,
      busted: undefined,
      lastReport: undefined,
      entry: undefined,
      priority: this.openOrders.length,
      quoteID: undefined,
      ...more,
      // What the order core keeps for itself is left out.
    } as Order
    this.openOrders.push(order)
    return order
  }

  #message(msgType: string, fields: readonly Field[]): Message {
    const header: Field[] = [
      [8, this.version.beginString],
      [35, msgType],
      [49, 'A'],
      [56, 'B'],
      [34, 7],
      [52, '20261123-10:00:00.000'],
    ]
    return decode(encode(fields, header))
  }

  #contextOf(options: RigOptions): VenueContext {
    const rig = this
    const persona: Persona = {
      name: 'rig',
      description: '',
      defaults: {
        onNew: [{ do: 'ack' }],
        onCancel: [{ do: 'accept' }],
        onReplace: [{ do: 'accept' }],
        onDisconnect: { cancel: 'none', onLogout: false },
        dayEnd: 'doneForDay',
        pending: false,
        terse: false,
        iocRemainder: 'cancel',
        trigger: 'new',
        text: true,
      },
      symbols: [...this.instruments.values()].map(({ row }) => row),
      rules: options.rules ?? [],
    }
    return {
      persona,
      get now() {
        return rig.now
      },
      day: 1,
      sessions: this.sessions,
      instruments: this.instruments,
      orders: this.#orders(),
      random: options.random ?? (() => 0.5),
      unique: (prefix) => `${prefix}${++this.#count}`,
      send: (session, msgType, fields, more) => {
        const message = this.#message(msgType, fields)
        assert.deepEqual(validate(message, session.dictionary), undefined, `${session.version.id}: ${message}`)
        this.sent.push({ session: session.id, msgType, fields, message, lost: more?.delivery?.skip === true })
      },
      arm: (_owner, key, at) => void this.timers.set(key, at),
      disarm: (_owner, key) => void this.timers.delete(key),
      list: (row) => {
        const known = this.instruments.get(row.symbol)
        if (known !== undefined) return known
        const instrument = { row, phase: row.phase, last: decimal(row.reference) }
        this.instruments.set(row.symbol, instrument)
        return instrument
      },
      note: (text) => void this.asked.push(`note ${text}`),
      businessReject: (_session, message, reason, text, refID) => {
        this.sent.push({ session: _session.id, msgType: `j${reason}`, fields: [], message, lost: false })
        this.rejects.push({ reason, text, refID })
      },
    }
  }

  #orders(): Orders {
    const ask = (words: string) => void this.asked.push(words)
    const name = (order: Order) => order.terms.clOrdID ?? order.orderID
    const close = (order: Order) => {
      order.open = false
      const at = this.openOrders.indexOf(order)
      if (at >= 0) this.openOrders.splice(at, 1)
    }
    // The verbs that desks use; the order core has more.
    const orders: Partial<Orders> = {
      open: () => this.openOrders,
      find: (session, clOrdID) => this.openOrders.find((o) => o.session === session && o.terms.clOrdID === clOrdID),
      byOrderID: (orderID) => this.openOrders.find((o) => o.orderID === orderID),
      cumQty: (order) => order.cum,
      leavesQty: (order) => subtract(order.terms.orderQty ?? ZERO, order.cum),
      cancel: (order: Order, reason: string, more?: CancelMore) => {
        order.canceled = true
        close(order)
        ask(`cancel ${name(order)} ${reason}${more?.quiet ? ' quietly' : ''}`)
      },
      expire: (order) => ask(`expire ${name(order)}`),
      restate: (order) => ask(`restate ${name(order)}`),
      trigger: (order) => ask(`trigger ${name(order)}`),
      fill: (order: Order, qty: Decimal, px: Decimal) => {
        order.cum = add(order.cum, qty)
        const leaves = subtract(order.terms.orderQty ?? ZERO, order.cum)
        if (leaves.units === 0n) close(order)
        ask(`fill ${name(order)} ${text(qty)}@${text(px)} leaves ${text(leaves)}`)
        const instrument = this.instruments.get(order.symbol)
        if (instrument === undefined) return
        instrument.last = px
        this.desk.onTrade?.({ instrument, order, execID: this.context.unique('E'), qty, px })
      },
      suspend: (order) => {
        order.suspended = true
        ask(`suspend ${name(order)}`)
      },
      release: (order) => {
        order.suspended = false
        ask(`release ${name(order)}`)
      },
      status: (order, _session, fields = []) =>
        ask(`status ${name(order)} ${fields.map((f) => f.join('=')).join(' ')}`),
      reject: (order, reason) => ask(`reject ${name(order)} ${reason}`),
      enter: () => undefined,
      check: () => undefined,
      refuse: (_session, draft, { reason }) => ask(`refuse ${draft.clOrdID} ${reason}`),
      take: (session: VenueSession, { clOrdID, symbol, side, qty, echoed = [], account }: NewOrder) => {
        ask(`take ${clOrdID} ${symbol} side ${side} ${text(qty)}${echoed.map((f) => ` ${f.join('=')}`).join('')}`)
        return this.order(clOrdID, { session: session.id, symbol, side, echoed, account }, text(qty))
      },
    }
    return orders as Orders
  }
}

function text(value: Decimal): string {
  return formatDecimal(trimDecimal(value))
}
