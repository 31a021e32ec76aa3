import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { builtIn } from '../dictionary/load.ts'
import { groupEntries } from './group-entries.ts'
import { bodyOf, hasField, hasMessage } from './message-body.ts'

const fix42 = builtIn('FIX.4.2')
const fix44 = builtIn('FIX.4.4')

test('fields of an entry stand in the order of the dictionary, whatever order they are given in', () => {
  const entry = [
    [271, '5'],
    [55, 'SIM'],
    [269, '0'],
    [279, '0'],
    [270, undefined],
  ] as const
  assert.deepEqual(
    bodyOf(fix44, 'X', [
      [268, [entry]],
      [262, 'MD'],
    ]),
    [
      [262, 'MD'],
      [268, 1],
      [279, '0'],
      [269, '0'],
      [55, 'SIM'],
      [271, '5'],
    ],
  )
})

test('what the version does not have in this message is left out, also inside a group', () => {
  const parts = [
    [131, 'RQ'],
    [658, 1],
    [
      146,
      [
        [
          [55, 'SIM'],
          [537, 1],
        ],
      ],
    ],
  ] as const
  assert.deepEqual(bodyOf(fix42, 'R', parts), [
    [131, 'RQ'],
    [146, 1],
    [55, 'SIM'],
  ])
  assert.deepEqual(bodyOf(fix44, 'R', parts).length, 4)
  assert.deepEqual(bodyOf(fix42, 'AG', parts), [])
})

test('a group without entries is left out, or counted as none where it is required', () => {
  assert.deepEqual(bodyOf(fix44, 'W', [[268, []]]), [[268, 0]])
  assert.deepEqual(bodyOf(fix44, 'b', [[296, []]]), [])
})

test('what a version has', () => {
  assert.equal(hasMessage(fix42, 'AG'), false)
  assert.equal(hasMessage(fix44, 'AG'), true)
  assert.equal(hasField(fix44, 'D', 1), true)
  assert.equal(hasField(fix44, 'D', 448), false, 'inside a group')
  assert.equal(hasField(fix42, 'AG', 1), false)
})

const HEADER = [
  [8, 'FIX.4.4'],
  [35, 'i'],
] as const

test('groups inside groups are read entry by entry', () => {
  const quote = (id: string, px: string) =>
    [
      [299, id],
      [55, 'SIM'],
      [132, px],
    ] as const
  const set = (id: string, entries: readonly (readonly (readonly [number, string])[])[]) =>
    [
      [302, id],
      [304, entries.length],
      [295, entries],
    ] as const
  const body = bodyOf(fix44, 'i', [
    [117, 'Q'],
    [296, [set('A', [quote('1', '99'), quote('2', '98')]), set('B', [quote('3', '97')])]],
  ])
  const message = decode(encode(body, HEADER))
  const sets = groupEntries(message, fix44, 296)
  assert.deepEqual(
    sets.map((each) => [each.text(302), each.entries(295).map((e) => [e.text(299), e.text(132)])]),
    [
      [
        'A',
        [
          ['1', '99'],
          ['2', '98'],
        ],
      ],
      ['B', [['3', '97']]],
    ],
  )
  assert.equal(sets[0]?.text(117), undefined, 'what stands outside')
})

test('the last entry ends where the group ends; a user-defined field may stand in it', () => {
  const message = decode(
    encode(
      [
        [262, 'MD'],
        [146, 2],
        [55, 'A'],
        [5001, 'x'],
        [55, 'B'],
        [386, 1],
        [336, 'DAY'],
      ],
      [
        [8, 'FIX.4.4'],
        [35, 'V'],
      ],
    ),
  )
  const entries = groupEntries(message, fix44, 146)
  assert.deepEqual(
    entries.map((entry) => [entry.text(55), entry.text(5001), entry.text(336)]),
    [
      ['A', 'x', undefined],
      ['B', undefined, undefined],
    ],
  )
})

test('a group that is not there, has no entries, or begins with a strange field has none', () => {
  const read = (fields: readonly (readonly [number, string])[]) =>
    groupEntries(
      decode(
        encode(fields, [
          [8, 'FIX.4.4'],
          [35, 'V'],
        ]),
      ),
      fix44,
      146,
    ).length
  assert.equal(read([[262, 'MD']]), 0)
  assert.equal(
    read([
      [262, 'MD'],
      [146, '0'],
      [263, '0'],
    ]),
    0,
  )
  assert.equal(
    read([
      [262, 'MD'],
      [146, '1'],
    ]),
    0,
  )
})
