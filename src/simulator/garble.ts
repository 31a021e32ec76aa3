/** Faults of framing, by name. Each makes a message garbled in one way and leaves the rest of it alone. */
import { checkSum, formatCheckSum } from '../codec/checksum.ts'

const SOH = '\x01'
const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

type Garbling = (text: string) => string

const GARBLINGS: Readonly<Record<string, Garbling>> = {
  'wrong CheckSum': (text) => withCheckSum(text, (sum) => formatCheckSum((Number(sum) + 1) % 256)),
  // A reader that takes the digits for a number must not see another number: only the form is wrong.
  'CheckSum of two bytes': (text) => withCheckSum(withSmallSum(text), (sum) => sum.slice(1)),
  'CheckSum of four bytes': (text) => withCheckSum(text, (sum) => `0${sum}`),
  'CheckSum with letters': (text) => withCheckSum(text, () => 'abc'),
  'BodyLength too short': (text) => summed(withBodyLength(text, -3)),
  'BodyLength too long': (text) => summed(withBodyLength(text, 5)),
  'BodyLength not a number': (text) => summed(text.replace(/\x019=\d+/, `${SOH}9=abc`)),
  'BodyLength with a sign': (text) => summed(text.replace(/\x019=(\d+)/, `${SOH}9=+$1`)),
  'BodyLength negative': (text) => summed(text.replace(/\x019=(\d+)/, `${SOH}9=-$1`)),
  'BodyLength of twenty digits': (text) => summed(text.replace(/\x019=\d+/, `${SOH}9=99999999999999999999`)),
  'BodyLength beyond every limit': (text) => summed(text.replace(/\x019=\d+/, `${SOH}9=2000000000`)),
  'MsgType not third': (text) => summed(text.replace(/\x01(35=[^\x01]*)\x01([^\x01]*)\x01/, `${SOH}$2${SOH}$1${SOH}`)),
  // It counts what is behind it, as it would in its place: only the order is wrong.
  'BodyLength not second': (text) =>
    summed(
      text.replace(
        /\x019=(\d+)\x01(35=[^\x01]*\x01)/,
        (_, length: string, msgType: string) => `${SOH}${msgType}9=${Number(length) - msgType.length}${SOH}`,
      ),
    ),
  'BeginString not first': (text) => summed(text.replace(/^(8=[^\x01]*)\x01(9=\d+)\x01/, `$2${SOH}$1${SOH}`)),
}

/** Names that `garble` knows. */
export const GARBLING_NAMES: readonly string[] = Object.keys(GARBLINGS)

/** @throws Error when there is no garbling of this name */
export function garble(bytes: Buffer, name: string): Buffer {
  const garbling = GARBLINGS[name]
  if (garbling === undefined) throw new Error(`no garbling "${name}": there are ${GARBLING_NAMES.join(', ')}`)
  return Buffer.from(garbling(bytes.toString('latin1')), 'latin1')
}

/** BodyLength(9) with leading zeros, which is right; all else as it is. */
export function withZerosInBodyLength(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/\x019=(\d+)/, `${SOH}9=000$1`)
  return Buffer.from(summed(text), 'latin1')
}

function withCheckSum(text: string, change: (sum: string) => string): string {
  return text.replace(/10=(\d{3})\x01$/, (_, sum: string) => `10=${change(sum)}${SOH}`)
}

/** Adds a TestReqID that brings the CheckSum below 100: three letters reach every sum that is needed. */
function withSmallSum(text: string): string {
  for (let i = 0; i < LETTERS.length ** 3; i++) {
    const letters = [i, i / LETTERS.length, i / LETTERS.length ** 2].map((n) => LETTERS[Math.floor(n) % LETTERS.length])
    const filler = `112=${letters.join('')}${SOH}`
    const filled = summed(withBodyLength(text.replace(/10=\d{3}\x01$/, `${filler}$&`), filler.length))
    if (/10=0\d\d\x01$/.test(filled)) return filled
  }
  throw new Error('no TestReqID of three letters brings the CheckSum below 100')
}

function withBodyLength(text: string, by: number): string {
  return text.replace(/\x019=(\d+)\x01/, (_, length: string) => `${SOH}9=${Number(length) + by}${SOH}`)
}

/** CheckSum made right again, so that only the fault asked for is there. */
function summed(text: string): string {
  const body = text.replace(/10=\d{3}\x01$/, '')
  const bytes = Buffer.from(body, 'latin1')
  return `${body}10=${formatCheckSum(checkSum(bytes, 0, bytes.length))}${SOH}`
}
