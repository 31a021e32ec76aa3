import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { type GroupStep, textInGroup } from './group-place.ts'

const message = (...body: readonly Field[]): Message => decode(encode([[8, 'FIX.4.4'], [35, 'D'], ...body]))

/** NoPartyIDs(453) with PartyID(448), PartyRole(452), and NoPartySubIDs(802) with PartySubID(523). */
const party = (entry: number): GroupStep => ({ count: 453, entry, members: new Set([448, 452, 802, 523]) })
const sub = (entry: number): GroupStep => ({ count: 802, entry, members: new Set([523]) })

describe('a field in an entry of a group', () => {
  const two = message([453, 2], [448, 'A'], [452, 1], [448, 'B'], [802, 2], [523, 'X'], [523, 'Y'], [58, 'behind'])

  test('is the one of that entry, and absent where that entry has none', () => {
    assert.deepEqual(
      [0, 1, 2].map((entry) => textInGroup(two, [party(entry)], 448)),
      ['A', 'B', undefined],
    )
    assert.deepEqual(
      [0, 1].map((entry) => textInGroup(two, [party(entry)], 452)),
      ['1', undefined],
    )
  })

  test('may stand in a group inside a group', () => {
    assert.equal(textInGroup(two, [party(1), sub(1)], 523), 'Y')
    assert.equal(textInGroup(two, [party(0), sub(0)], 523), undefined)
    assert.equal(textInGroup(two, [party(1), sub(2)], 523), undefined)
  })

  test('what follows the group is no part of its last entry', () => {
    assert.equal(textInGroup(two, [party(1)], 58), undefined)
    assert.equal(textInGroup(message([453, 1], [448, 'A'], [58, 'x'], [448, 'B']), [party(1)], 448), undefined)
  })

  test('a group without entries, and a message without the group, hold nothing', () => {
    assert.equal(textInGroup(message([453, 0]), [party(0)], 448), undefined)
    assert.equal(textInGroup(message([58, 'x']), [party(0)], 448), undefined)
  })

  test('of any entries each is found again', () => {
    const entries = fc.array(fc.record({ id: fc.integer(), role: fc.option(fc.integer({ min: 1, max: 99 })) }))
    fc.assert(
      fc.property(entries, (list) => {
        const body = list.flatMap(({ id, role }): Field[] => [
          [448, id],
          ...(role === null ? [] : [[452, role] as const]),
        ])
        const sent = message([453, list.length], ...body, [58, 'x'])
        for (const [i, { id, role }] of list.entries()) {
          assert.equal(textInGroup(sent, [party(i)], 448), String(id))
          assert.equal(textInGroup(sent, [party(i)], 452), role === null ? undefined : String(role))
        }
      }),
    )
  })
})
