/**
 * For tests only: messages built by hand with their own sums, and generators of messages, garbage and chunks. It must
 * not import the encoder, the checksum or the framer, so that these are not tested by themselves.
 */
import fc from 'fast-check'
import { dataFieldOf, lengthFieldOf } from '../fix/data-fields.ts'

const SOH = '\x01'

/** Text to bytes, `|` for SOH. */
export function wire(text: string): Buffer {
  return Buffer.from(text.replaceAll('|', SOH), 'latin1')
}

/** Bytes to text, `|` for SOH. */
export function shown(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(SOH, '|')
}

export function sumOf(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => (sum + byte) % 256, 0)
}

/** A whole message around a body that starts with MsgType(35). */
export function build(body: string, beginString = 'FIX.4.4'): Buffer {
  const bytes = wire(body)
  const head = Buffer.concat([wire(`8=${beginString}|9=${bytes.length}|`), bytes])
  return Buffer.concat([head, wire(`10=${`00${sumOf(head)}`.slice(-3)}|`)])
}

/** Cuts bytes at the given positions, which may be in any order and too big. */
export function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const at = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].sort((a, b) => a - b)
  return at.slice(1).map((end, i) => Buffer.from(bytes.subarray(at[i], end)))
}

const bytesAsText = (maxLength: number) =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'))

/** Pieces that look like the framing of a message, to be met inside values and garbage. */
const fragment = fc.constantFrom(
  '8=',
  '8=FIX',
  '8=FIX.4.4',
  '9=',
  '9=12',
  '35=',
  '35=0',
  '10=',
  '10=000',
  '95=9',
  '96=',
  '=',
)

const value = fc
  .oneof(
    { weight: 3, arbitrary: bytesAsText(12) },
    fragment,
    fc.tuple(bytesAsText(3), fragment).map(([a, b]) => a + b),
  )
  .map((text) => text.replaceAll(SOH, ' ') || '0')

const plainTag = fc
  .integer({ min: 1, max: 50_000 })
  .filter((tag) => ![8, 9, 10, 35].includes(tag) && dataFieldOf(tag) === undefined && lengthFieldOf(tag) === undefined)

const lengthTag = fc.constantFrom(90, 95, 212, 348, 354, 1401, 43109)

/** The fields of a body behind MsgType(35): plain ones, and data with any bytes behind its length. */
const bodyFields: fc.Arbitrary<[number, string][]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.tuple(plainTag, value).map((field): [number, string][] => [field]) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(lengthTag, fc.array(fc.oneof(bytesAsText(8), fc.constant(SOH), fragment), { maxLength: 5 }))
          .map(([tag, parts]): [number, string][] => [
            [tag, String(parts.join('').length)],
            [dataFieldOf(tag) as number, parts.join('')],
          ]),
      },
    ),
    { maxLength: 8 },
  )
  .map((groups) => groups.flat())

export interface Model {
  readonly fields: readonly (readonly [tag: number, value: string])[]
  readonly bytes: Buffer
}

/** A valid message with its fields from MsgType(35) to the last of the body. */
export const model: fc.Arbitrary<Model> = fc
  .tuple(fc.constantFrom('FIX.4.0', 'FIX.4.4', 'FIXT.1.1', 'FIX.9.9'), fc.constantFrom('0', 'D', 'AE'), bodyFields)
  .map(([beginString, msgType, body]) => {
    const fields: [number, string][] = [[35, msgType], ...body]
    const text = fields.map(([tag, value]) => `${tag}=${value}${SOH}`).join('')
    // The body may hold a real `|`, so it is not passed through wire().
    const head = Buffer.concat([wire(`8=${beginString}|9=${text.length}|`), Buffer.from(text, 'latin1')])
    return { fields, bytes: Buffer.concat([head, wire(`10=${`00${sumOf(head)}`.slice(-3)}|`)]) }
  })

/** A valid message. */
export const message: fc.Arbitrary<Buffer> = model.map(({ bytes }) => bytes)

const soup = fc
  .array(fc.oneof(fragment, fc.constant(SOH), bytesAsText(4), fc.integer({ min: 0, max: 99 }).map(String)), {
    maxLength: 20,
  })
  .map((parts) => Buffer.from(parts.join(''), 'latin1'))

const mutated = fc
  .tuple(message, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }))
  .map(([bytes, changes]) => {
    const copy = Buffer.from(bytes)
    for (const [at, byte] of changes) copy[at % copy.length] = byte
    return copy
  })

const piece = fc.tuple(message, fc.nat(), fc.nat()).map(([bytes, from, length]) => {
  const start = from % 4 === 0 ? from % bytes.length : 0
  return bytes.subarray(start, start + (length % bytes.length))
})

/** Bytes that are mostly no message: noise, pieces of messages, messages with bytes changed. */
export const garbage: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      soup,
      mutated,
      piece,
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => Buffer.concat(parts))

/** A stream of messages and garbage in any order. */
export const stream: fc.Arbitrary<Buffer> = fc
  .array(fc.oneof(message, garbage), { maxLength: 5 })
  .map((parts) => Buffer.concat(parts))
