/**
 * The digits of numbers, straight into bytes: whole numbers, and decimals with few places such as prices. There is no
 * text in between, which would be made, read once and thrown away for each number of each message.
 */
import { MINUS, POINT, ZERO } from './bytes.ts'

/** `00` to `99`, two digits in one 16-bit word, the first one low. */
const PAIRS = Uint16Array.from({ length: 100 }, (_, n) => (ZERO + Math.floor(n / 10)) | ((ZERO + (n % 10)) << 8))

const POWERS_OF_TEN = Float64Array.from({ length: 9 }, (_, places) => 10 ** places)
/** Above it the digits may not be the shortest that read back as the same number. */
const EXACT_BELOW = 1e15
const EIGHT_DIGITS = 1e8

/** Bytes that {@link writeInt} and {@link writeDecimal} may touch. */
export const NUMBER_ROOM = 32

/**
 * Writes a whole number.
 *
 * @param value - 0 to 2^31 - 1
 * @returns the position behind it
 */
export function writeInt(view: DataView, value: number, at: number): number {
  if (value < 10) {
    view.setUint8(at, ZERO + value)
    return at + 1
  }
  const end = at + digitsOf(value)
  let rest = value | 0
  let position = end
  while (rest >= 100) {
    const next = (rest / 100) | 0
    position -= 2
    view.setUint16(position, PAIRS[rest - next * 100] as number, true)
    rest = next
  }
  if (rest >= 10) view.setUint16(at, PAIRS[rest] as number, true)
  else view.setUint8(at, ZERO + rest)
  return end
}

/** How many digits a whole number below 2^31 has. */
export function digitsOf(value: number): number {
  if (value < 10_000) return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4
  if (value < 100_000_000) return value < 1_000_000 ? (value < 100_000 ? 5 : 6) : value < 10_000_000 ? 7 : 8
  return value < 1_000_000_000 ? 9 : 10
}

/**
 * Writes a number that is a whole number divided by a power of ten, with at most 15 digits and 8 places: no two such
 * decimals are the same double, so this one is what `String(value)` says. The division shows that it is one, since it
 * is correctly rounded.
 *
 * @returns the position behind it; -1 when the number is none of these
 */
export function writeDecimal(view: DataView, value: number, at: number): number {
  const size = Math.abs(value)
  for (let places = 0; places < POWERS_OF_TEN.length; places++) {
    const power = POWERS_OF_TEN[places] as number
    const scaled = Math.round(size * power)
    // Also for what is not finite.
    if (!(scaled < EXACT_BELOW)) return -1
    if (scaled / power === size) {
      if (value < 0) view.setUint8(at, MINUS)
      return writeScaled(view, scaled, places, value < 0 ? at + 1 : at)
    }
  }
  return -1
}

function writeScaled(view: DataView, scaled: number, places: number, at: number): number {
  const power = POWERS_OF_TEN[places] as number
  const whole = Math.floor(scaled / power)
  const end = whole <= 0x7fffffff ? writeInt(view, whole, at) : writeLong(view, whole, at)
  if (places === 0) return end
  view.setUint8(end, POINT)
  return writePadded(view, scaled - whole * power, places, end + 1)
}

function writeLong(view: DataView, value: number, at: number): number {
  const high = Math.floor(value / EIGHT_DIGITS)
  return writePadded(view, value - high * EIGHT_DIGITS, 8, writeInt(view, high, at))
}

/** Writes at most eight digits, with zeros in front. */
function writePadded(view: DataView, value: number, digits: number, at: number): number {
  const end = at + digits
  let rest = value | 0
  let position = end
  for (; position >= at + 2; position -= 2) {
    const next = (rest / 100) | 0
    view.setUint16(position - 2, PAIRS[rest - next * 100] as number, true)
    rest = next
  }
  if (position > at) view.setUint8(at, ZERO + rest)
  return end
}
