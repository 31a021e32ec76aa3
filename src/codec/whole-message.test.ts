import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { build, garbage, message, shown, stream, wire } from './arbitraries.ts'
import { Candidate } from './candidate.ts'
import { dataTagAfter } from './data-tags.ts'
import { decode } from './decode.ts'
import type { Message } from './message.ts'
import { readWholeMessage } from './whole-message.ts'

const LIMIT = 1024 * 1024

/** The fields by position, and the bytes: what any two readings of a message have to agree on. */
function indexOf(message: Message): unknown {
  const fields = Array.from({ length: message.count }, (_, i) => [
    message.tagAt(i),
    message.startAt(i),
    message.endAt(i),
  ])
  return { bytes: shown(message.bytes), fields }
}

/** The plain way: recognised field by field, then decoded on its own. */
function plainly(bytes: Buffer, start: number, end: number, limit: number, validateCheckSum: boolean) {
  const candidate = new Candidate(limit, validateCheckSum)
  if (candidate.advance(bytes, start, end) !== 'complete') return undefined
  return indexOf(decode(bytes.subarray(start, start + candidate.length)))
}

function read(bytes: Buffer, validateCheckSum = true): Message | undefined {
  return readWholeMessage(bytes, 0, bytes.length, LIMIT, validateCheckSum)
}

describe('readWholeMessage', () => {
  it('reads every message whose fields are plain', () => {
    fc.assert(
      fc.property(garbage, message, garbage, (before, bytes, behind) => {
        const all = Buffer.concat([before, bytes, behind])
        const found = readWholeMessage(all, before.length, all.length, LIMIT, true)
        assert.ok(found !== undefined)
        assert.deepEqual(indexOf(found), indexOf(decode(bytes)))
      }),
      { numRuns: 1000 },
    )
  })

  it('reads values of any length and any bytes, even none, between fields as short as can be', () => {
    const value = fc.array(fc.constantFrom(0x00, 0x02, 0x31, 0x3d, 0x80, 0x81, 0xff), { maxLength: 6 })
    const field = fc
      .tuple(fc.constantFrom(1, 5, 58), value)
      .map(([tag, bytes]) => `${tag}=${Buffer.from(bytes).toString('latin1')}`)
    fc.assert(
      fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
        const bytes = build(['35=D', ...fields, ''].join('|'))
        const found = read(bytes)
        assert.ok(found !== undefined)
        assert.deepEqual(indexOf(found), indexOf(decode(bytes)))
      }),
      { numRuns: 500 },
    )
  })

  it('gives nothing that the plain way does not give, at any place of any bytes', () => {
    fc.assert(
      fc.property(fc.oneof(stream, garbage), fc.integer({ min: 20, max: 300 }), fc.boolean(), (bytes, limit, sums) => {
        for (let start = 0; start < bytes.length; start++) {
          for (const end of [bytes.length, bytes.length - 1]) {
            const found = readWholeMessage(bytes, start, end, limit, sums)
            if (found !== undefined) assert.deepEqual(indexOf(found), plainly(bytes, start, end, limit, sums))
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('changing a few bytes of a message changes the answer as in the plain way', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x01, 0x30, 0x31, 0x38, 0x39, 0x3d, 0x41)), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(message, changes, (bytes, changed) => {
        for (const [at, byte] of changed) bytes[at % bytes.length] = byte
        const found = read(bytes, false)
        if (found !== undefined) assert.deepEqual(indexOf(found), plainly(bytes, 0, bytes.length, LIMIT, false))
      }),
      { numRuns: 3000 },
    )
  })

  const plain: [name: string, bytes: Buffer][] = [
    ['the shortest message', build('35=0|', 'F')],
    ['BodyLength(9) with leading zeros', wire('8=FIX.4.4|9=0005|35=0|10=051|')],
    ['a tag of nine digits', build('35=0|999999999=x|')],
    ['values without a byte', build('35=|58=|')],
    ['RawData(96) with SOH in it', build('35=B|95=14|96=a|10=000|8=FIX|58=x|')],
    ['RawData(96) without a byte', build('35=B|95=0|96=|58=x|')],
    ['two data fields in a row', build('35=B|95=3|96=a|b|354=3|355=||||58=x|')],
    ['a RawDataLength(95) that is wrong', build('35=B|95=3|96=abcdef|58=x|')],
    ['a RawDataLength(95) that reaches over the end', build('35=B|95=9|96=ab|')],
    ['a RawDataLength(95) that is no number', build('35=B|95=x|96=ab|')],
    ['RawDataLength(95) at the end', build('35=B|95=9|')],
    ['another field behind RawDataLength(95)', build('35=B|95=9|58=ab|96=x|')],
    ['a body of 10,000 fields', build(`35=B|${'1=|'.repeat(10_000)}`)],
    ['a body of one long field', build(`35=B|58=${'x'.repeat(100_000)}|`)],
  ]
  for (const [name, bytes] of plain) {
    it(`reads ${name}`, () => {
      const found = read(bytes)
      assert.ok(found !== undefined)
      assert.deepEqual(indexOf(found), plainly(bytes, 0, bytes.length, LIMIT, true))
    })
  }

  const left: [name: string, bytes: Buffer][] = [
    ['no bytes', Buffer.alloc(0)],
    ['a message without its last byte', build('35=0|').subarray(0, -1)],
    ['a long BeginString(8)', build('35=0|', 'FIX.4.4.AND.FAR.BEYOND')],
    ['a BeginString(8) with a = in it', build('35=0|', '5=FIX.4.4')],
    ['a BodyLength(9) of many digits', wire('8=FIX.4.4|9=0000000005|35=0|10=083|')],
    ['a tag of ten digits', build('35=0|1999999999=x|')],
    ['a tag with a leading zero', build('35=0|058=x|')],
    ['a field without =', build('35=0|58|')],
    ['an empty field', build('35=0||58=x|')],
    ['a body that does not end with SOH', build('35=0x')],
    ['a second BeginString(8)', build('35=0|8=ABC|')],
    ['a second CheckSum(10)', build('35=0|10=000|')],
    ['another field third', build('355=0|')],
    ['a CheckSum(10) of four characters', wire('8=FIX.4.4|9=5|35=0|10=163x|')],
    ['another CheckSum(10)', wire('8=FIX.4.4|9=5|35=0|10=162|')],
  ]
  for (const [name, bytes] of left) it(`leaves ${name} to others`, () => assert.equal(read(bytes), undefined))

  it('takes any three digits as CheckSum(10) where that is asked for', () => {
    assert.equal(read(wire('8=FIX.4.4|9=5|35=0|10=999|'), false)?.count, 4)
    assert.equal(read(wire('8=FIX.4.4|9=5|35=0|10=99a|'), false), undefined)
  })

  it('a limit of exactly the length is enough', () => {
    const bytes = build('35=0|')
    assert.ok(readWholeMessage(bytes, 0, bytes.length, bytes.length, true) !== undefined)
    assert.equal(readWholeMessage(bytes, 0, bytes.length, bytes.length - 1, true), undefined)
  })

  it('a message that is kept stays as it is, however many and however long the ones behind it', () => {
    // Each half again as long as the one before, so that both kinds of index are filled and left again and again.
    const lengths = Array.from({ length: 3000 }, (_, i) => Math.floor(1.5 ** (i % 20)))
    const kept = lengths.map((length, i) => {
      const bytes = build(`35=0|112=${i}|${'1=|'.repeat(length)}`)
      return { bytes, found: read(bytes) }
    })
    for (const { bytes, found } of kept) {
      assert.ok(found !== undefined)
      assert.deepEqual(indexOf(found), indexOf(decode(bytes)))
    }
  })

  it('no data field announces another, which is taken for granted where it is read', () => {
    for (let tag = 0; tag < 100_000; tag++) assert.equal(dataTagAfter(dataTagAfter(tag)), 0)
  })
})
