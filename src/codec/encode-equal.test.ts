/** The encoder against a plain one, made of text and a sort: the same bytes or the same error for any fields. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dataFieldOf, lengthFieldOf } from '../fix/data-fields.ts'
import { checkSum, sumOf } from './checksum.ts'
import { encode, type Field, type FieldValue } from './encode.ts'
import { BODY, HEADER, placeOf } from './field-order.ts'

/** Text of a value, one character for each byte. */
function plainText(tag: number, value: Exclude<FieldValue, null>): string {
  if (typeof value === 'object') return Buffer.from(value).toString('latin1')
  if (typeof value === 'string') return /^[\0-\xff]*$/.test(value) ? value : Buffer.from(value).toString('latin1')
  if (!Number.isFinite(value)) throw new RangeError(`field ${tag}: ${value} is not a number that can be written`)
  const [mantissa = '', exponent] = String(value).split('e')
  if (exponent === undefined) return mantissa
  const digits = mantissa.replace(/[-.]/g, '')
  const point = (mantissa.replace('-', '').split('.')[0] as string).length + Number(exponent)
  const moved = point <= 0 ? `0.${'0'.repeat(-point)}${digits}` : digits.padEnd(point, '0')
  return (value < 0 ? '-' : '') + moved
}

const SLOTS = { 9: 'BodyLength', 10: 'CheckSum' }
type Plain = [tag: number, value: FieldValue | undefined]

function arranged(fields: readonly Field[], computed: readonly Field[], asStated: boolean): Plain[] {
  const stated: Plain[] = fields.map(([tag, value]) => [tag, value])
  const defaults: Plain[] = computed
    .filter(([tag]) => !fields.some((field) => field[0] === tag))
    .map(([t, v]) => [t, v])
  for (const tag of Object.keys(SLOTS).map(Number))
    if (![...stated, ...defaults].some((field) => field[0] === tag)) defaults.push([tag, undefined])
  const inOrder = (list: Plain[]): Plain[] => list.toSorted((a, b) => placeOf(a[0]) - placeOf(b[0]))
  if (!asStated) return inOrder([...stated, ...defaults])
  const ordered = inOrder(defaults)
  // The last of several BeginString(8) stands first.
  const begin = ordered.filter(([tag]) => tag === 8).reverse()
  const length = ordered.filter(([tag, value]) => tag === 9 && value === undefined)
  const given = ordered.filter(([tag, value]) => tag === 9 && value !== undefined)
  const list = [...begin, ...stated]
  const body = list.findIndex(([tag]) => placeOf(tag) >= BODY)
  const others = ordered.filter(([tag]) => tag !== 8 && tag !== 9)
  list.splice(body < 0 ? list.length : body, 0, ...others.filter(([tag]) => placeOf(tag) < BODY))
  list.splice(list.findIndex(([tag, value]) => tag === 8 && value !== null) + 1, 0, ...length, ...given.slice(-1))
  return [...list, ...others.filter(([tag]) => placeOf(tag) >= BODY)]
}

function plainEncode(fields: readonly Field[], computed: readonly Field[], asStated: boolean): string {
  const given = new Set([...fields, ...computed].map(([tag]) => tag))
  const written: [tag: number, text: string | undefined][] = []
  const all = arranged(fields, computed, asStated).filter((field) => field[1] !== null)
  // Lengths first: when several numbers can't be written, the error names that of a data field.
  const lengths = all.map(([tag, value]) => {
    const lengthTag = lengthFieldOf(tag)
    return lengthTag === undefined || given.has(lengthTag) ? undefined : plainText(tag, value as string).length
  })
  all.forEach(([tag, value], i) => {
    if (lengths[i] !== undefined) written.push([lengthFieldOf(tag) as number, String(lengths[i])])
    written.push([tag, value === undefined ? undefined : plainText(tag, value as string)])
  })
  let text = ''
  let from = -1
  let to = -1
  for (const [tag, value] of written) {
    if (tag === 10 && to < 0) to = text.length
    if (value !== undefined) text += `${tag}=${value}\x01`
    else if (tag === 9) from = text.length
  }
  if (from >= 0)
    text = `${text.slice(0, from)}9=${Math.max(0, (to < 0 ? text.length : to) - from)}\x01${text.slice(from)}`
  if (!written.some(([tag, value]) => tag === 10 && value === undefined)) return text
  const sum = Buffer.from(text, 'latin1').reduce((total, byte) => (total + byte) % 256, 0)
  return `${text}10=${String(sum).padStart(3, '0')}\x01`
}

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 12 }) },
  fc.string({ minLength: 28, maxLength: 70 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(fc.integer({ min: 0, max: 0xff }), { minLength: 25, maxLength: 70, size: 'max' })
    .map((codes) => String.fromCharCode(...codes)),
)
const number = fc.oneof(
  fc.nat(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.tuple(fc.maxSafeInteger(), fc.nat(12)).map(([digits, places]) => digits / 10 ** places),
  fc.tuple(fc.integer(), fc.nat(10)).map(([digits, places]) => digits / 10 ** places),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.constantFrom(-0, 0.1, 1e21, -1e-7, 2 ** 31, 2 ** 31 - 1, -(2 ** 31), 1e15, 1e15 - 1, 5e-324, 1.7e308),
)
const value: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 5, arbitrary: number },
  fc.uint8Array({ maxLength: 50 }),
)
const any: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 30, arbitrary: value },
  { weight: 3, arbitrary: fc.constant(null) },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
)
const headerTag = fc.constantFrom(...HEADER.filter((tag) => dataFieldOf(tag) === undefined), 8, 9, 34, 35, 49, 52, 56)
const bodyTag = fc.oneof(
  fc.integer({ min: 11, max: 1199 }),
  fc.integer({ min: 1, max: 50_000 }),
  fc.constantFrom(9999, 10_000, 2 ** 31, 2 ** 40, 1e21, 0, -1, 1.5),
)
const specialTag = fc.constantFrom(10, 89, 93, 90, 91, 95, 96, 212, 213, 355, 627, 628, 629, 1525, 1527, 40_004, 40_005)
const anyTag = fc.oneof(headerTag, bodyTag, specialTag)

/** Fields in any order, and such as come from a session: the header first and nothing out of the ordinary. */
const anyFields = fc.array(fc.tuple(anyTag, any), { maxLength: 20 })
const sessionFields = fc
  .tuple(
    fc.uniqueArray(fc.tuple(headerTag, value), { selector: ([tag]) => tag, maxLength: 8 }),
    fc.array(fc.tuple(bodyTag, fc.oneof({ weight: 9, arbitrary: value }, any)), { maxLength: 40 }),
  )
  .map(([header, body]): Field[] => [...header.filter(([tag]) => tag !== 9), ...body])
const identity = fc.constantFrom<Field[]>(
  [],
  [
    [8, 'FIX.4.4'],
    [49, 'A'],
    [56, 'B'],
  ],
  [
    [56, 'B'],
    [8, 'FIXT.1.1'],
    [34, 7],
    [52, '20261122-00:00:00'],
    [49, 'A'],
  ],
)

function outcome(run: () => string): string {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return `RangeError ${error.message}`
  }
}

function same(fields: readonly Field[], computed: readonly Field[], asStated: boolean): void {
  const options = asStated ? ({ order: 'asStated' } as const) : undefined
  const expected = outcome(() => plainEncode(fields, computed, asStated))
  assert.equal(
    outcome(() => encode(fields, computed, options).toString('latin1')),
    expected,
  )
}

describe('encode, against a plain encoder', () => {
  it('fields as a session states them', () => {
    fc.assert(
      fc.property(sessionFields, identity, (fields, computed) => same(fields, computed, false)),
      { numRuns: 2000 },
    )
  })

  it('any fields and any defaults, in both orders', () => {
    const defaults = fc.oneof(identity, fc.array(fc.tuple(anyTag, any), { maxLength: 6 }))
    fc.assert(
      fc.property(fc.oneof(anyFields, sessionFields), defaults, fc.boolean(), (fields, computed, asStated) =>
        same(fields, computed, asStated),
      ),
      { numRuns: 3000 },
    )
  })

  it('any size, around that of the shared memory', () => {
    const size = fc.oneof(fc.nat(300), fc.integer({ min: 9_000, max: 140_000 }))
    fc.assert(
      fc.property(size, fc.nat(2000), fc.boolean(), (length, other, asBytes) => {
        const long = 'x'.repeat(length)
        const fields: Field[] = [
          [35, 'B'],
          [58, 'y'.repeat(other)],
          [148, asBytes ? Buffer.from(long) : long],
        ]
        same(fields, [[8, 'FIX.4.4']], false)
        same(fields, [[8, 'FIX.4.4']], true)
      }),
      { numRuns: 100 },
    )
  })

  it('at any distance from the end of the shared memory', () => {
    const frame: Field[] = [
      [9, null],
      [10, null],
    ]
    const without = fc.constantFrom<Field[]>([], [[9, null]], [[10, null]], frame)
    const drawn = fc.oneof(
      value,
      fc.nat(60).map((length) => '€'.repeat(length)),
      fc.nat(60).map((length) => new Uint8Array(length).fill(0x78)),
    )
    const messages = fc.tuple(
      fc.array(without, { maxLength: 14, size: 'max' }),
      fc.array(
        fc.tuple(without, drawn).map(([left, text]): Field[] => [...left, [58, text]]),
        { maxLength: 8 },
      ),
    )
    fc.assert(
      fc.property(fc.integer({ min: 54, max: 200 }), messages, (rest, [small, others]) => {
        // A field of this length ends where so many bytes are left.
        const { buffer, byteOffset, length } = encode([])
        const fill = buffer.byteLength - byteOffset - length - rest - '58=|'.length
        if (fill > 0) {
          const last = encode([...frame, [58, new Uint8Array(fill)]])
          assert.equal(last.buffer.byteLength - last.byteOffset - last.length, rest)
        }
        for (const fields of [...small, ...others]) same(fields, [], false)
      }),
      { numRuns: 500 },
    )
  })

  it('BodyLength(9) of any number of digits, in any turn', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 80, 90, 500, 985, 990, 1500, 12_000), { maxLength: 8 }), (lengths) => {
        for (const length of lengths) same([[58, 'x'.repeat(length)]], [[8, 'FIX.4.4']], false)
      }),
    )
  })
})

describe('memory of encoded messages', () => {
  // Every third has a field that keeps it from the short way.
  const messages = (count: number): Buffer[] =>
    Array.from({ length: count }, (_, i) =>
      encode(
        [[35, 'B'], [34, i], [58, 'x'.repeat(i % 997)], i % 3 === 0 ? [89, 'signed'] : [1, 'A']],
        [[8, 'FIX.4.4']],
      ),
    )

  it('what was encoded stays as it was', () => {
    const all = messages(1000)
    const before = all.map((bytes) => bytes.toString('latin1'))
    messages(1000)
    assert.deepEqual(
      all.map((bytes) => bytes.toString('latin1')),
      before,
    )
  })

  it('messages encoded one after the other lie one behind the other', () => {
    const all = messages(1000)
    const apart = all.filter((bytes, i) => {
      const last = all[i - 1] ?? bytes
      return bytes.buffer !== last.buffer || (i > 0 && bytes.byteOffset !== last.byteOffset + last.length)
    })
    const total = all.reduce((sum, bytes) => sum + bytes.length, 0)
    assert.ok(apart.length <= Math.ceil(total / 60_000), `${apart.length} gaps in ${total} bytes`)
  })

  it('a message bigger than the shared memory has its own, of its size', () => {
    const bytes = encode([[58, 'x'.repeat(70_000)]], [[8, 'FIX.4.4']])
    assert.equal(bytes.buffer.byteLength, bytes.length)
  })
})

it('four bytes at a time give the sum of the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.nat(7), fc.boolean(), (drawn, from, full) => {
      // All bits set is what would overflow a lane.
      const bytes = full ? drawn.fill(0xff) : drawn
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      const start = Math.min(from, bytes.length)
      assert.equal(sumOf(view, start, bytes.length), checkSum(bytes, start, bytes.length))
    }),
  )
})
