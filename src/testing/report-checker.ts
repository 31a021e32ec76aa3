/**
 * For tests only: reads what a venue sends and holds it against the arithmetic of the application cases (§1.5, §1.2, §3.1),
 * by a memory of its own. It knows nothing of how the venue works.
 */
import { add, compare, decimal, equals, formatDecimal, isZero, multiply, parseDecimal, ZERO } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import { amount, figures, type Known, type Terms, type Text } from './report-figures.ts'

/** What the client has sent and not had answered. */
interface Request {
  readonly kind: 'F' | 'G'
  readonly terms: Terms | undefined
  pending: boolean
}

/**
 * From OrdStatus to OrdStatus, as §1.2 has them; a status stays what it is without being listed. A request that pends hides
 * a halt and a guarantee, which are there again when it is decided: 6 and E lead to 7 and 9 as well.
 * A calculated order whose only trade is busted is new again: B leads to 0.
 * A suspended order that is replaced down to what has traded is filled: 9 leads to 2.
 */
const STEPS: Readonly<Record<string, string>> = {
  '': 'A0126E489C',
  A: '0126E489C',
  0: '12367E489CB',
  1: '023 6E479CB',
  2: '013EB',
  3: '0126E4CB',
  6: '0123E479C',
  E: '01236479C',
  4: 'CB',
  C: 'B',
  8: '',
  7: '1236E4C',
  9: '01236E4C',
  B: '012',
}
export class ReportChecker {
  day = 1
  readonly #ordinal: number
  /** By the ClOrdID(11) that an order came with. */
  readonly #orders = new Map<string, Known>()
  readonly #byOrderID = new Map<string, Known>()
  /** Requests without a final answer, by their own ClOrdID(11). */
  readonly #requests = new Map<string, Request & { readonly of: Known | undefined }>()
  readonly #execIDs = new Set<string>()

  constructor(ordinal: number) {
    this.#ordinal = ordinal
  }

  newOrder(clOrdID: string, side: string, qty: string, price: string | undefined, goodTill: boolean): void {
    this.#orders.set(clOrdID, {
      side,
      goodTill,
      entered: this.day,
      terms: { clOrdID, qty: decimal(qty), price: parseDecimal(price) },
      orderID: undefined,
      status: '',
      cum: ZERO,
      time: '',
      day: this.day,
      trades: new Map(),
    })
  }

  request(kind: 'F' | 'G', clOrdID: string, of: string, qty?: string, price?: string): void {
    const terms = qty === undefined ? undefined : { clOrdID, qty: decimal(qty), price: parseDecimal(price) }
    this.#requests.set(clOrdID, { kind, terms, pending: false, of: this.#orders.get(of) })
  }

  /** A new trading day: what follows counts into its DayCumQty(425). */
  nextDay(): void {
    this.day++
    for (const order of this.#byOrderID.values()) order.day = this.day
  }

  status(clOrdID: string): string | undefined {
    return this.#orders.get(clOrdID)?.status
  }

  trades(clOrdID: string): number {
    return this.#orders.get(clOrdID)?.trades.size ?? 0
  }

  inForce(clOrdID: string): string {
    return this.#orders.get(clOrdID)?.terms.clOrdID ?? clOrdID
  }

  unanswered(): string[] {
    return [...this.#requests.keys()]
  }

  /** Orders whose end was not told: INV-19. */
  unfinished(): string[] {
    return [...this.#orders].filter(([, { status }]) => !'248C3B'.includes(status) || status === '').map(([id]) => id)
  }

  /** @returns what is wrong, empty when nothing is */
  read(msgType: string, fields: readonly Field[], again: boolean): string[] {
    const text = new Map<number, string>()
    for (const [tag, value] of fields) if (!text.has(tag)) text.set(tag, String(value))
    if (msgType === '9') return this.#cancelReject(text)
    if (msgType !== '8' || again) return []
    return this.#report(text)
  }

  #cancelReject(text: Text): string[] {
    const wrong: string[] = []
    const id = text.get(11) ?? ''
    const request = this.#requests.get(id)
    // INV-20: a final answer, once; a number that was used before is nobody's request.
    if (request === undefined && !isDuplicate(text)) wrong.push(`INV-20: reject of ${id}, which was answered`)
    this.#requests.delete(id)
    if (request === undefined || text.get(37) === 'NONE' || request.of === undefined) return wrong
    if (text.get(41) !== request.of.terms.clOrdID) wrong.push(`INV-16: 41=${text.get(41)} is not the last accepted`)
    wrong.push(...this.#stepTo(request.of, text.get(39) ?? ''))
    return wrong
  }

  #report(text: Text): string[] {
    const execType = this.#eventOf(text)
    const order = this.#orderOf(text)
    if (order === undefined && isDuplicate(text)) return text.get(39) === '8' ? [] : ['F.1.a: a reject of nobody']
    if (order === undefined) return execType === 'I' ? [] : [`report of the unknown order ${text.get(11)}`]
    if (execType === '8' && isDuplicate(text)) return this.#duplicate(text, order)
    const wrong: string[] = []
    const orderID = text.get(37) ?? ''
    if (order.orderID === undefined) {
      order.orderID = orderID
      this.#byOrderID.set(orderID, order)
    } else if (order.orderID !== orderID) wrong.push(`INV-12: 37=${orderID}, was ${order.orderID}`)
    wrong.push(...this.#execID(text, execType))
    wrong.push(...this.#ids(text, execType, order))
    wrong.push(...this.#book(text, execType, order))
    wrong.push(...figures(text, order, execType, { day: this.day, ordinal: this.#ordinal }))
    wrong.push(...this.#stepTo(order, text.get(39) ?? ''))
    const time = text.get(60) ?? ''
    if (time === '' || time < order.time) wrong.push(`INV-17: 60=${time} behind ${order.time}`)
    order.time = time
    return wrong
  }

  /** ExecType as FIX.4.4 has it. */
  #eventOf(text: Text): string {
    const execType = text.get(150) ?? ''
    if (this.#ordinal > 42) return execType
    const transaction = text.get(20)
    if (transaction === '1') return 'H'
    if (transaction === '2') return 'G'
    if (transaction === '3') return 'I'
    return execType === '1' || execType === '2' ? 'F' : execType
  }

  #orderOf(text: Text): Known | undefined {
    const id = text.get(11) ?? ''
    return this.#byOrderID.get(text.get(37) ?? '') ?? this.#orders.get(id) ?? this.#requests.get(id)?.of
  }

  /** The reject of a number that is used: it speaks of the order that has it. */
  #duplicate(text: Text, order: Known): string[] {
    const same = order.status === '8' || (equals(amount(text, 14), order.cum) && text.get(37) === order.orderID)
    return same ? [] : [`F.1.a: 14=${text.get(14)} 37=${text.get(37)} are not those of the order`]
  }

  #execID(text: Text, execType: string): string[] {
    const execID = text.get(17) ?? ''
    if (execType === 'I') return execID === '0' ? [] : [`17=${execID} on a status`]
    const seen = this.#execIDs.has(execID)
    this.#execIDs.add(execID)
    return seen ? [`INV-11: 17=${execID} came before`] : []
  }

  /** INV-16 and INV-20. */
  #ids(text: Text, execType: string, order: Known): string[] {
    const id = text.get(11) ?? ''
    const request = this.#requests.get(id)
    const answers = text.get(41) !== undefined
    if (!answers) return id === order.terms.clOrdID ? [] : [`INV-16: 11=${id}, in force is ${order.terms.clOrdID}`]
    if (request === undefined || request.of !== order) return [`INV-20: ${id} is no open request`]
    const wrong: string[] = []
    if (text.get(41) !== order.terms.clOrdID)
      wrong.push(`INV-16: 41=${text.get(41)}, in force is ${order.terms.clOrdID}`)
    if (execType === '6' || execType === 'E') {
      if (request.pending) wrong.push(`INV-20: ${id} is told to pend twice`)
      request.pending = true
    } else this.#requests.delete(id)
    if (execType === '5' && request.terms !== undefined) {
      const qty = compare(request.terms.qty, order.cum) < 0 ? order.cum : request.terms.qty
      order.terms = { ...request.terms, qty }
    }
    return wrong
  }

  /** INV-5, INV-6, INV-9, INV-10, INV-14: what the report does to the trades. */
  #book(text: Text, execType: string, order: Known): string[] {
    const wrong: string[] = []
    const qty = amount(text, 32)
    const px = amount(text, 31)
    const { trades } = order
    const reference = text.get(19) ?? ''
    if (execType === 'F') {
      if (compare(qty, ZERO) <= 0) wrong.push('INV-9: a fill without LastQty')
      if (!equals(amount(text, 14), add(order.cum, qty))) wrong.push(`INV-9: 14=${text.get(14)}`)
      trades.set(text.get(17) ?? '', { qty, px, day: this.day })
      const { price } = order.terms
      const beyond = price !== undefined && (order.side === '1' ? compare(px, price) > 0 : compare(px, price) < 0)
      if (beyond) wrong.push(`INV-14: 31=${text.get(31)} beyond ${formatDecimal(price)}`)
    } else if (execType === 'H' || execType === 'G') {
      const before = trades.get(reference)
      if (before === undefined) wrong.push(`19=${reference} is no live execution`)
      trades.delete(reference)
      if (execType === 'G') trades.set(text.get(17) ?? '', { qty, px, day: before?.day ?? this.day })
    } else if (execType === 'D') this.#restated(text, order)
    else if (execType !== '7' && text.has(32) && !isZero(qty)) wrong.push(`INV-10: 32=${text.get(32)}`)
    return wrong
  }

  #restated(text: Text, order: Known): void {
    const before = order.terms.qty
    order.terms = { ...order.terms, qty: amount(text, 38), price: parseDecimal(text.get(44)) }
    if (text.get(378) !== '0') return
    const ratio = { units: amount(text, 38).units / before.units, scale: 0 }
    for (const [id, { qty, px, day }] of order.trades)
      order.trades.set(id, { qty: multiply(qty, ratio), px: { units: px.units * 5n, scale: px.scale + 1 }, day })
  }

  /** INV-18. */
  #stepTo(order: Known, status: string): string[] {
    const to = status === '5' ? '0' : status
    const from = order.status
    order.status = to
    return from === to || STEPS[from]?.includes(to) === true ? [] : [`INV-18: 39 from ${from || 'nothing'} to ${to}`]
  }
}

function isDuplicate(text: Text): boolean {
  return text.get(58)?.startsWith('duplicate') === true
}
