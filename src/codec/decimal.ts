/**
 * Exact decimals for prices, quantities and amounts: a whole number and how many of its digits stand behind the point.
 * Nothing here rounds but `divide`, which is told how far. Pure.
 *
 * @see FIX data types float, Price, Qty, Amt
 */

export interface Decimal {
  /** The digits without the point, signed. */
  readonly units: bigint
  /** Digits behind the point, 0 or more; trailing zeroes are kept, so `10.50` has 2. */
  readonly scale: number
}

const ZERO_UNITS = 0n
const PATTERN = /^(-?)(\d*)(?:\.(\d*))?$/

/** Longest text that is read: nobody's price has more digits, and a peer shall not make us compute with megabytes. */
const MAX_LENGTH = 64

const POWERS: bigint[] = Array.from({ length: 40 }, (_, i) => 10n ** BigInt(i))

function power(n: number): bigint {
  return POWERS[n] ?? 10n ** BigInt(n)
}

export const ZERO: Decimal = { units: ZERO_UNITS, scale: 0 }

/** Texts no longer than this are remembered with what they mean: quantities and prices come again and again. */
const KEPT_LENGTH = 10
/** When so many are remembered, remembering begins anew. */
const KEPT_MOST = 4096
const kept = new Map<string, Decimal>()
/** How remembered ones are written, so that what came in goes out again without being computed. */
const written = new WeakMap<Decimal, string>()

/** @returns undefined for what is no FIX float: an exponent, a plus sign, a comma, no digit, or more than 64 characters */
export function parseDecimal(text: string | undefined): Decimal | undefined {
  if (text === undefined) return undefined
  const known = kept.get(text)
  if (known !== undefined) return known
  const read = readDecimal(text)
  if (read === undefined || text.length > KEPT_LENGTH) return read
  if (kept.size >= KEPT_MOST) kept.clear()
  kept.set(text, read)
  written.set(read, writeDecimal(read))
  return read
}

function readDecimal(text: string): Decimal | undefined {
  if (text.length === 0 || text.length > MAX_LENGTH) return undefined
  const match = PATTERN.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return undefined
  const units = BigInt(whole + fraction)
  return { units: sign === '-' ? -units : units, scale: fraction.length }
}

/** For literals. @throws Error when it is no decimal */
export function decimal(text: string | number | bigint): Decimal {
  const parsed = parseDecimal(String(text))
  if (parsed === undefined) throw new Error(`"${text}" is no decimal`)
  return parsed
}

export function formatDecimal(value: Decimal): string {
  return written.get(value) ?? writeDecimal(value)
}

function writeDecimal({ units, scale }: Decimal): string {
  if (scale === 0) return String(units)
  const negative = units < 0n
  const digits = String(negative ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, -scale)
  return `${negative ? '-' : ''}${whole}.${digits.slice(-scale)}`
}

/** Without zeroes at the end: `10.50` as `10.5`, `3.00` as `3`. */
export function trimDecimal(value: Decimal): Decimal {
  if (value.scale === 0 || value.units % 10n !== 0n) return value
  let { units, scale } = value
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n
    scale--
  }
  return { units, scale }
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.units === ZERO_UNITS && a.scale <= b.scale) return b
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale }
  const scale = Math.max(a.scale, b.scale)
  return { units: at(a, scale) + at(b, scale), scale }
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { units: -b.units, scale: b.scale })
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

/**
 * Half away from zero.
 *
 * @param scale - digits behind the point of the result
 * @throws RangeError when `b` is 0
 */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal {
  if (b.units === 0n) throw new RangeError('division by zero')
  const shift = scale + b.scale - a.scale
  let numerator = a.units
  let denominator = b.units
  if (shift >= 0) numerator *= power(shift)
  else denominator *= power(-shift)
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const rounded = (2n * n + d) / (2n * d)
  return { units: negative ? -rounded : rounded, scale }
}

/** Negative, 0 or positive, as `a` is below, equal to or above `b`. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const x = at(a, scale)
  const y = at(b, scale)
  return x < y ? -1 : x > y ? 1 : 0
}

export function equals(a: Decimal, b: Decimal): boolean {
  return compare(a, b) === 0
}

export function min(a: Decimal, b: Decimal): Decimal {
  return compare(a, b) <= 0 ? a : b
}

export function max(a: Decimal, b: Decimal): Decimal {
  return compare(a, b) >= 0 ? a : b
}

export function negate({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}

export function isZero({ units }: Decimal): boolean {
  return units === 0n
}

export function isPositive({ units }: Decimal): boolean {
  return units > 0n
}

/** True when `a` is a whole multiple of `step`, which is not 0. */
export function isMultipleOf(a: Decimal, step: Decimal): boolean {
  const scale = Math.max(a.scale, step.scale)
  return at(a, scale) % at(step, scale) === 0n
}

/** The units of a value at a scale not below its own. */
function at({ units, scale }: Decimal, wanted: number): bigint {
  return scale === wanted ? units : units * power(wanted - scale)
}
