import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { reorder } from './reorder.ts'

const bytes = encode([
  [8, 'FIX.4.4'],
  [35, '1'],
  [49, 'A'],
  [56, 'B'],
  [34, 7],
  [52, '20260105-09:00:00.000'],
  [112, 'X'],
])

function tagsOf(message: Buffer): number[] {
  const decoded = decode(message)
  return Array.from({ length: decoded.count }, (_, i) => decoded.tagAt(i))
}

describe('fields in another order', () => {
  for (const [what, order, tags] of [
    ['two change places', [112, 52], [8, 9, 35, 49, 56, 34, 112, 52, 10]],
    ['several share out their places', [34, 56, 49], [8, 9, 35, 34, 56, 49, 52, 112, 10]],
    ['the order that they have already changes nothing', [49, 112], [8, 9, 35, 49, 56, 34, 52, 112, 10]],
  ] as const)
    test(what, () => assert.deepEqual(tagsOf(reorder(bytes, order)), tags))

  test('each field keeps its value, and BodyLength and CheckSum hold', () => {
    const [before, after] = [decode(bytes), decode(reorder(bytes, [112, 34]))]
    for (const tag of tagsOf(bytes)) assert.equal(after.text(tag), before.text(tag), String(tag))
  })

  test('a field that occurs twice keeps the order of its values', () => {
    const twice = encode([
      [8, 'FIX.4.4'],
      [35, '1'],
      [112, 'X'],
      [112, 'Y'],
      [58, 'Z'],
    ])
    const message = decode(reorder(twice, [58, 112]))
    const values = Array.from({ length: message.count }, (_, i) => message.textAt(i))
    assert.deepEqual(values.slice(3, -1), ['Z', 'X', 'Y'])
  })

  test('a field that is not there has no place', () => {
    assert.throws(() => reorder(bytes, [112, 58]), /no field 58/)
  })
})
