/** Matchers of numbers: exact decimals, never floats. A field that holds no number matches none of them. */
import { add, compare, type Decimal, equals, isPositive, parseDecimal, subtract } from '../codec/decimal.ts'
import type { Matcher } from './matcher.ts'

/** Types whose values may be written with a point, and with zeroes behind it that mean nothing. */
const DECIMAL_TYPES: ReadonlySet<string> = new Set(['PRICE', 'PRICEOFFSET', 'QTY', 'AMT', 'PERCENTAGE', 'FLOAT'])

/** True for a field in which `100` and `100.00` say the same. @param type - of the dictionary, in capitals */
export function isDecimalType(type: string | undefined): boolean {
  return type !== undefined && DECIMAL_TYPES.has(type)
}

/** Two values of a field that mean the same: equal text, equal whole numbers (`0` and `00`), and decimals by their value. */
export function sameValue(received: string, value: string, type: string | undefined): boolean {
  if (received === value) return true
  if (isInteger(received) && isInteger(value)) return BigInt(received) === BigInt(value)
  if (!isDecimalType(type)) return false
  const [a, b] = [parseDecimal(received), parseDecimal(value)]
  return a !== undefined && b !== undefined && equals(a, b)
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text)
}

/** @returns undefined when the cell is none of `between a and b`, `at most a`, `at least a`, `above a`, `below a`, `a ± b` */
export function numberMatcher(text: string): Matcher | undefined {
  const range = /^between (\S+) and (\S+)$/.exec(text)
  if (range !== null) {
    const [low, high] = [number(range[1], text), number(range[2], text)]
    return numeric(text, (value) => compare(value, low) >= 0 && compare(value, high) <= 0)
  }
  const bound = /^(at most|at least|above|below) (\S+)$/.exec(text)
  if (bound !== null) {
    const limit = number(bound[2], text)
    return numeric(text, (value) => HOLDS[bound[1] as keyof typeof HOLDS](compare(value, limit)))
  }
  const tolerance = /^(\S+) (?:±|\+-) (\S+)$/.exec(text)
  if (tolerance === null) return undefined
  const [middle, apart] = [number(tolerance[1], text), number(tolerance[2], text)]
  if (!isPositive(apart)) throw new Error(`"${text}": a tolerance is above 0`)
  const [low, high] = [subtract(middle, apart), add(middle, apart)]
  return numeric(text, (value) => compare(value, low) >= 0 && compare(value, high) <= 0)
}

const HOLDS = {
  'at most': (order: number) => order <= 0,
  'at least': (order: number) => order >= 0,
  above: (order: number) => order > 0,
  below: (order: number) => order < 0,
} as const

function number(text: string | undefined, cell: string): Decimal {
  const parsed = parseDecimal(text)
  if (parsed === undefined)
    throw new Error(`"${cell}" is no range of numbers: "${text}" is no number (write 10.25, without exponent or comma)`)
  return parsed
}

function numeric(describe: string, holds: (value: Decimal) => boolean): Matcher {
  return {
    describe,
    matches: (received) => {
      const value = parseDecimal(received)
      return value !== undefined && holds(value)
    },
  }
}
