/** For tests only: the record of a talk about orders, made row by row; `in` is from the venue. */
import {
  add,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  isZero,
  multiply,
  trimDecimal,
  ZERO,
} from '../codec/decimal.ts'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Judgement } from '../conformance/order-invariants/notes.ts'
import { type InvariantOptions, judgeOrders } from '../conformance/order-invariants/order-invariants.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { Journal } from '../journal/journal.ts'

type Fields = Readonly<Record<number, string | number | null>>

const BEGINNING = Date.UTC(2026, 5, 1, 9)
const DAY_MS = 86_400_000
const STEP_MS = 1_000
const AVERAGE_DIGITS = 6

export class OrderTalk {
  readonly version: FixVersion
  readonly journal: Journal
  at = BEGINNING
  readonly #numbers = { in: 1, out: 1 }
  #connection = 0
  #orders = 0
  #execs = 0
  /** ClOrdID → OrderID, and OrderID → its executions. */
  readonly #orderIDs = new Map<string, string>()
  readonly #executions = new Map<string, Map<string, { qty: Decimal; px: Decimal }>>()

  constructor(version: string) {
    const found = findVersion(version)
    if (found === undefined) throw new Error(version)
    this.version = found
    this.journal = new Journal({ now: () => this.at, elapsed: () => 0 })
    this.connects()
  }

  connects(): this {
    this.#connection = this.journal.openConnection()
    this.journal.event('connect', 'connected')
    return this
  }

  /** Logs on with new numbers. */
  resets(): this {
    this.#numbers.in = 1
    this.#numbers.out = 1
    return this.say('out', 'A', { 141: 'Y' }).say('in', 'A', { 141: 'Y' })
  }

  /** `null` leaves a field out. @param seqNum - default: the next */
  say(direction: 'in' | 'out', msgType: string, fields: Fields, seqNum?: number): this {
    this.at += STEP_MS
    const { 34: stated34, ...others } = fields
    const number = seqNum ?? stated34 ?? this.#numbers[direction]++
    const stated = Object.entries(others).flatMap(([tag, value]): Field[] =>
      value === null ? [] : [[Number(tag), value]],
    )
    const bytes = encode([[8, this.version.beginString], [35, msgType], [34, number], ...stated])
    this.journal.message(direction, decode(bytes), this.#connection)
    return this
  }

  passes(ms: number): this {
    this.at += ms
    return this.say('in', '0', {})
  }

  get now(): string {
    return formatUtcTimestamp(this.at)
  }

  /** A row as the matrices write it. @param more - fields that are other than there */
  row(text: string, more: Fields = {}): this {
    const [type = '', a = '-', b = '-', ...rest] = text.trim().split(/\s+/)
    if (type === 'day') {
      this.at += DAY_MS
      return this
    }
    const further = Object.fromEntries(rest.flatMap((part) => (part.includes('=') ? [part.split('=')] : [])))
    const values = rest.filter((part) => !part.includes('=')).map((part) => (part === '-' ? null : part))
    const ids = { 11: a === '-' ? null : a, 41: b === '-' ? null : b }
    if (type === '8') return this.#report(ids, values, { ...further, ...more })
    if (type === '9') return this.#refusal(ids, values[0] ?? '', { ...further, ...more })
    const order = { ...ids, 55: 'SIM', 54: 1, 38: values[0] ?? null, 60: this.now }
    const terms = type === 'D' || type === 'G' ? { 40: 2, 44: 200 } : {}
    if (type === 'D' && !this.#orderIDs.has(a)) this.#orderIDs.set(a, `O${++this.#orders}`)
    const chain = this.#orderIDs.get(b)
    if (type !== 'D' && chain !== undefined) this.#orderIDs.set(a, chain)
    return this.say('out', type, { ...order, ...terms, ...further, ...more })
  }

  rows(text: string): this {
    for (const line of text.trim().split('\n')) this.row(line)
    return this
  }

  #orderIDOf(clOrdID: string | null, origClOrdID: string | null): string {
    return (
      this.#orderIDs.get(clOrdID ?? '') ??
      this.#orderIDs.get(origClOrdID ?? '') ??
      (clOrdID === null ? 'VOICE' : 'NONE')
    )
  }

  #report(ids: { 11: string | null; 41: string | null }, values: (string | null)[], more: Fields): this {
    const [modern, before = '', status = '', qty, cum = '0', leaves, last] = values
    const [type42 = '', transType] = (before ?? '').split('/')
    const isOld = this.version.ordinal <= 42
    const execType = isOld ? type42 : (modern ?? '')
    const isReplaced42 = isOld && execType === '5' && status === '0'
    const orderID = this.#orderIDOf(ids[11], ids[41])
    const execID = String(more[17] ?? `E${++this.#execs}`)
    const isTrade = modern === 'F' || modern === 'G'
    const px = String(more[31] ?? 100)
    const average = this.#average(
      orderID,
      modern ?? '',
      execID,
      String(more[19] ?? ''),
      last ?? '0',
      px,
      cum ?? '0',
      more,
    )
    return this.say('in', '8', {
      37: orderID,
      ...ids,
      17: modern === 'I' ? '0' : execID,
      ...(isOld ? { 20: transType ?? null } : {}),
      150: execType,
      39: isReplaced42 ? '5' : status,
      55: 'SIM',
      54: 1,
      38: qty ?? null,
      40: 2,
      44: 200,
      14: cum,
      151: leaves ?? null,
      32: last ?? null,
      ...(isTrade && last !== '0' ? { 31: px } : {}),
      6: average,
      60: this.now,
      ...more,
      // No reason for a halt before FIX.4.3.
      ...(isOld && Number(more[378]) > 5 ? { 378: null } : {}),
    })
  }

  #refusal(ids: Fields, status: string, more: Fields): this {
    const orderID = this.#orderIDs.get(String(ids[41])) ?? 'NONE'
    return this.say('in', '9', { 37: orderID, ...ids, 39: status, 434: 1, 102: 0, ...more })
  }

  /** The average of what stands, by a list of its own. */
  #average(
    orderID: string,
    modern: string,
    execID: string,
    execRefID: string,
    last: string,
    px: string,
    cum: string,
    more: Fields,
  ): string {
    const executions = this.#executions.get(orderID) ?? new Map<string, { qty: Decimal; px: Decimal }>()
    this.#executions.set(orderID, executions)
    if (modern === 'G' || modern === 'H') executions.delete(execRefID)
    if (modern === 'F' || modern === 'G') executions.set(execID, { qty: decimal(last), px: decimal(px) })
    if (more[378] === '0') {
      executions.clear()
      executions.set('split', { qty: decimal(cum), px: decimal(String(more[6] ?? 0)) })
    }
    const value = [...executions.values()].reduce((sum, one) => add(sum, multiply(one.qty, one.px)), ZERO)
    const qty = decimal(cum)
    return isZero(qty) ? '0' : formatDecimal(trimDecimal(divide(value, qty, AVERAGE_DIGITS)))
  }

  judged(options: Partial<InvariantOptions> = {}): Judgement {
    const { version } = this
    const dictionary = dictionaryFor(version)
    return judgeOrders(this.journal.entries, {
      version,
      dictionary,
      plays: 'venue',
      tolerates: [],
      ended: true,
      ...options,
    })
  }

  /** `INV-5 must`, each once. */
  found(options: Partial<InvariantOptions> = {}): string[] {
    return [...new Set(this.judged(options).findings.map(({ id, level }) => `${id} ${level}`))].sort()
  }
}

/** Variants of a matrix: the path that goes on, and each that ends by a row behind `|`. */
export function variantsOf(matrix: string): string[] {
  const lines = matrix.trim().split('\n')
  const goesOn = (upTo: number): string[] => lines.slice(0, upTo).filter((line) => !line.includes('|'))
  return [lines.length, ...lines.flatMap((line, i) => (line.includes('|') ? [i] : []))].map((end) =>
    [...goesOn(end), ...(lines[end] === undefined ? [] : [lines[end].replace('|', '')])].join('\n'),
  )
}
