/** Bytes of the wire out of the text of a report. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { encode } from '../codec/encode.ts'
import { wireBytes } from './wire-bytes.ts'

const shown = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\x01', '|')

test('every message comes back as it was, whatever bytes are in its values', () => {
  const value = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) =>
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\x01|]/g, '_'),
  )
  fc.assert(
    fc.property(fc.array(value, { maxLength: 8 }), (values) => {
      const bytes = encode([[8, 'FIX.4.4'], [35, 'B'], ...values.map((text): [number, string] => [58, text])])
      assert.deepEqual(wireBytes(shown(bytes)), bytes)
    }),
  )
})

test('a bar in a value stays one where the CheckSum tells so', () => {
  const bytes = encode([
    [8, 'FIX.4.4'],
    [35, 'B'],
    [58, 'one|two'],
  ])
  assert.deepEqual(wireBytes(shown(bytes)), bytes)
})

test('SOH inside a value, a field without a tag, and masked values: every bar is SOH', () => {
  for (const raw of ['8=FIX.4.4|9=5|garbage|10=000|', '8=FIX.4.4|9=30|35=A|554=***|10=123|', '8=FIX.4.4|35=0'])
    assert.equal(wireBytes(raw).toString('latin1'), raw.replaceAll('|', '\x01'))
})
