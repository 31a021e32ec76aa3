import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { latin1Text } from './short-text.ts'

describe('latin1Text', () => {
  it('is the text of the range, whatever was read before', () => {
    // Few different bytes make values that differ in their length or in one bit only, and come again.
    const byte = fc.oneof(fc.constantFrom(0, 1, 2, 0x30, 0x31, 0x80, 0xff), fc.nat(255))
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 10 }), fc.nat(3), (values, before) => {
        const from = Math.min(before, values.length)
        const bytes = Buffer.from([...values.slice(0, from), ...values, 0x41])
        for (const to of [from, from + 1, from + values.length]) {
          assert.equal(latin1Text(bytes, from, to), bytes.toString('latin1', from, to))
        }
      }),
      { numRuns: 20_000 },
    )
  })

  it('tells values apart of which one is the other and more', () => {
    const texts = [
      '',
      '\0',
      '\0\0',
      '\x01',
      '\x01\0',
      '\0\0\0\0\0\0\0',
      '\x07ABCDEF',
      'ABCDEF',
      'AB',
      'AAB',
      'ABCDEFGH',
    ]
    for (const text of [...texts, ...texts]) assert.equal(latin1Text(Buffer.from(text, 'latin1'), 0, text.length), text)
  })

  it('gives more different values than are kept', () => {
    for (let i = 0; i < 20_000; i++) {
      const text = String(i)
      assert.equal(latin1Text(Buffer.from(text), 0, text.length), text)
    }
  })
})
