/** Sums of a faulty venue, and the right one that its faults are made from. */
import { add, decimal, formatDecimal, trimDecimal } from '../../../src/codec/decimal.ts'

/** Exact. */
export function sumOf(a: string, b: string): string {
  return formatDecimal(trimDecimal(add(decimal(a), decimal(b))))
}

/** The tick of markets that trade in twentieths. */
const TICKS_IN_ONE = 20

export function roundedToTick(px: string): string {
  return String(Math.round(Number(px) * TICKS_IN_ONE) / TICKS_IN_ONE)
}

export interface Fill {
  readonly qty: string
  readonly px: string
}

/** The mean price as it comes out when turnover and quantity are added up in binary. */
export function averageInFloats(fills: Iterable<Fill>): string {
  let qty = 0
  let mean = 0
  for (const fill of fills) {
    qty += Number(fill.qty)
    mean += (Number(fill.px) - mean) * (Number(fill.qty) / qty)
  }
  return String(mean)
}
