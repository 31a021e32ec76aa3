import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodeRecord, parseRecord, type RecordKind, recordRoom } from './record.ts'

const kinds: readonly RecordKind[] = [
  ...(['begin', 'message', 'queued', 'ahead', 'late', 'sent', 'nextIn', 'nextOut', 'slice'] as const),
]
const anyRecord = fc.record({
  kind: fc.constantFrom(...kinds),
  value: fc.maxSafeNat(),
  payload: fc.uint8Array({ maxLength: 120 }),
  before: fc.nat({ max: 20 }),
})

function encoded(kind: RecordKind, value: number, payload: Uint8Array, before = 0): Uint8Array {
  const bytes = new Uint8Array(before + recordRoom(payload.length))
  return bytes.subarray(0, encodeRecord(bytes, before, kind, value, payload))
}

test('a record is a line of text, the exact bytes of the message, and a line feed', () => {
  const bytes = encoded('message', 17, Buffer.from('8=FIX.4.4\u000110=000\u0001'))
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\u0001', '|')
  assert.match(text, /^#[0-9a-f]{8} message 17 17\n8=FIX\.4\.4\|10=000\|\n$/)
})

test('what was encoded is parsed, wherever it lies', () => {
  fc.assert(
    fc.property(anyRecord, ({ kind, value, payload, before }) => {
      const bytes = encoded(kind, value, payload, before)
      const record = parseRecord(bytes, before, bytes.length)
      assert.ok(record.state === 'whole')
      assert.deepEqual([record.kind, record.value, record.end], [kind, value, bytes.length])
      assert.deepEqual(record.payload, payload)
    }),
  )
})

test('a record cut anywhere is partial, and says how much it needs once its header is there', () => {
  const bytes = encoded('message', 123, new Uint8Array(100).fill(0x41))
  const headerLength = bytes.indexOf(0x0a) + 1
  for (let end = 0; end < bytes.length; end++) {
    const needs = end < headerLength ? 64 : bytes.length
    assert.deepEqual(parseRecord(bytes, 0, end), { state: 'partial', needs }, `cut at ${end}`)
  }
})

test('no changed bit passes for a record', () => {
  fc.assert(
    fc.property(anyRecord, fc.nat(), fc.integer({ min: 0, max: 7 }), ({ kind, value, payload }, place, bit) => {
      const bytes = encoded(kind, value, payload)
      const at = place % bytes.length
      bytes[at] = (bytes[at] as number) ^ (1 << bit)
      assert.notEqual(parseRecord(bytes, 0, bytes.length).state, 'whole')
    }),
    { numRuns: 500 },
  )
})

test('a wrong checksum is named with the computed one', () => {
  const bytes = encoded('nextIn', 5, new Uint8Array(0))
  const good = Buffer.from(bytes).toString('latin1').slice(1, 9)
  bytes.set(Buffer.from('00000000'), 1)
  const record = parseRecord(bytes, 0, bytes.length)
  assert.deepEqual(record, { state: 'broken', reason: `checksum 00000000 stated, ${good} computed` })
})
