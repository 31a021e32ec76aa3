/** What a venue tells of its own rules in Text(58): to whoever sends an order with Symbol HELP. Pure. */

import type { Decimal } from '../codec/decimal.ts'
import { compare, parseDecimal, subtract } from '../codec/decimal.ts'
import type { Persona, Range, Rule } from './persona.ts'

const NEAREST = 5

/**
 * The bands near to a quantity, in their order: `rules near 25: 10-19 ack, fill all; 20-29 ack, fill 10, fill rest …`.
 *
 * @param orderQty - OrderQty(38) as it was sent; the first bands are told when it is no number
 */
export function helpText({ rules }: Pick<Persona, 'rules'>, orderQty: string | undefined): string {
  const wanted = parseDecimal(orderQty)
  const bands = rules.filter(({ when }) => when.orderQty !== undefined)
  if (bands.length === 0) return 'this persona has no quantity bands'
  const near =
    wanted === undefined
      ? bands.slice(0, NEAREST)
      : bands
          .toSorted((a, b) => compare(away(a, wanted), away(b, wanted)))
          .slice(0, NEAREST)
          .toSorted((a, b) => compare(leastOf(a.when.orderQty), leastOf(b.when.orderQty)))
  const told = near.map(({ when, text }) => `${bandInWords(when.orderQty)} ${text}`).join('; ')
  return `rules${wanted === undefined ? '' : ` near ${orderQty}`}: ${told}`
}

/** `20-29`, `1000 and more`. */
export function bandInWords({ least, most }: Range = {}): string {
  if (least === undefined) return `up to ${most ?? ''}`
  if (most === undefined) return `${least} and more`
  return least === most ? least : `${least}-${most}`
}

function leastOf(range: Range | undefined): Decimal {
  return parseDecimal(range?.least) ?? { units: 0n, scale: 0 }
}

/** How far a quantity is from a band; 0 inside. */
function away({ when: { orderQty } }: Rule, wanted: Decimal): Decimal {
  const most = parseDecimal(orderQty?.most)
  if (compare(wanted, leastOf(orderQty)) < 0) return subtract(leastOf(orderQty), wanted)
  return most !== undefined && compare(wanted, most) > 0 ? subtract(wanted, most) : { units: 0n, scale: 0 }
}
