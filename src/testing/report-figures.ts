/** For tests only: the quantities and prices of an ExecutionReport against those that a checker remembers. */
import {
  add,
  compare,
  type Decimal,
  equals,
  formatDecimal,
  isZero,
  multiply,
  parseDecimal,
  subtract,
  ZERO,
} from '../codec/decimal.ts'

export type Text = ReadonlyMap<number, string>

export interface Trade {
  readonly qty: Decimal
  readonly px: Decimal
  readonly day: number
}

export interface Terms {
  readonly clOrdID: string
  readonly qty: Decimal
  readonly price: Decimal | undefined
}

export interface Known {
  readonly side: string
  readonly goodTill: boolean
  readonly entered: number
  terms: Terms
  orderID: string | undefined
  status: string
  cum: Decimal
  time: string
  day: number
  trades: Map<string, Trade>
}

const WORKING = '0156E79A'
const OVER = '48C'

/** INV-1 to INV-8, INV-13, INV-15. @param when - the trading day and the version of the report */
export function figures(text: Text, order: Known, execType: string, when: { day: number; ordinal: number }): string[] {
  const wrong: string[] = []
  const [cum, leaves, avgPx] = [amount(text, 14), amount(text, 151), amount(text, 6)]
  const { terms, trades } = order
  const status = text.get(39) ?? ''
  const rest = subtract(terms.qty, cum)
  if (
    !equals(
      cum,
      sum(trades, () => true),
    )
  )
    wrong.push(`INV-5: 14=${text.get(14)}`)
  if (compare(cum, order.cum) < 0 && !'HG'.includes(execType)) wrong.push('INV-6: 14 falls')
  if (compare(cum, terms.qty) > 0) wrong.push(`INV-7: 14=${text.get(14)} of ${formatDecimal(terms.qty)}`)
  if (WORKING.includes(status) && !equals(leaves, rest)) wrong.push(`INV-1: 39=${status} 151=${text.get(151)}`)
  if (OVER.includes(status) && !isZero(leaves)) wrong.push(`INV-2: 39=${status} 151=${text.get(151)}`)
  if (status === '3' && !equals(leaves, order.goodTill ? rest : ZERO)) wrong.push(`INV-3: 151=${text.get(151)}`)
  if (status === '2' && (!isZero(leaves) || compare(cum, terms.qty) < 0)) wrong.push('INV-4: filled and not full')
  const value = [...trades.values()].reduce((all, { qty, px }) => add(all, multiply(qty, px)), ZERO)
  const error = subtract(multiply(avgPx, cum), value)
  const half = multiply({ units: 5n, scale: avgPx.scale + 1 }, cum)
  if (compare(abs(error), half) > 0) wrong.push(`INV-8: 6=${text.get(6)}`)
  if (isZero(cum) && !isZero(avgPx)) wrong.push('INV-8: an average of nothing')
  const stated = { 38: terms.qty, 44: terms.price }
  for (const [tag, value] of Object.entries(stated)) {
    const shown = parseDecimal(text.get(Number(tag)))
    if (value !== undefined && (shown === undefined || !equals(shown, value)))
      wrong.push(`INV-13: ${tag}=${text.get(Number(tag))}`)
  }
  if (text.get(54) !== order.side) wrong.push('INV-13: 54')
  if (text.has(424)) {
    const today = sum(trades, ({ day }) => day >= order.day)
    if (!equals(amount(text, 425), today)) wrong.push(`INV-15: 425=${text.get(425)}`)
    if (!equals(amount(text, 424), subtract(terms.qty, subtract(cum, today))))
      wrong.push(`INV-15: 424=${text.get(424)}`)
  } else if (order.goodTill && when.day > order.entered) wrong.push('INV-15: no 424 on a later day')
  if (when.ordinal <= 42 !== text.has(20)) wrong.push('INV-21: 20')
  order.cum = cum
  return wrong
}

export function amount(text: Text, tag: number): Decimal {
  return parseDecimal(text.get(tag)) ?? ZERO
}

function sum(trades: ReadonlyMap<string, Trade>, counted: (trade: Trade) => boolean): Decimal {
  let total = ZERO
  for (const trade of trades.values()) if (counted(trade)) total = add(total, trade.qty)
  return total
}

function abs(value: Decimal): Decimal {
  return value.units < 0n ? subtract(ZERO, value) : value
}
