/** Any number as the decimal digits that FIX wants. The usual ones are written without text, by `number-digits.ts`. */

/**
 * The text of a value as it goes onto the wire: JavaScript's shortest decimal that reads back as the same number, never
 * with an exponent.
 *
 * @param tag - named in the error
 * @throws RangeError when a number is not finite
 */
export function textOf(tag: number, value: string | number): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) throw notWritable(tag, value)
  return decimalText(value)
}

export function notWritable(tag: number, value: unknown): RangeError {
  return new RangeError(`field ${tag}: ${value} is not a number that can be written`)
}

/** `1.5e-7` → `0.00000015`, `1.5e+21` → `1500000000000000000000`; the number must be finite. */
export function decimalText(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  const [mantissa, exponent] = text.split('e') as [string, string]
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole, fraction = ''] = mantissa.slice(sign.length).split('.') as [string, string?]
  const power = Number(exponent)
  return power < 0
    ? `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`
    : `${sign}${(whole + fraction).padEnd(power + 1, '0')}`
}
