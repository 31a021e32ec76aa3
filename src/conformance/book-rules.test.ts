import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { judgeBooks } from './book-rules.ts'

type Entry = readonly Field[]

const message = (msgType: string, body: readonly Field[]): Message =>
  decode(encode([[8, 'FIX.4.4'], [35, msgType], ...body]))

/** `bid 1 99 10`: side, position (`-` for none), price, size. */
function level(words: string): Entry {
  const [side, position, px, size] = words.split(' ')
  return [
    [269, side === 'bid' ? '0' : '1'],
    ...(px === undefined ? [] : ([[270, px]] as const)),
    ...(size === undefined ? [] : ([[271, size]] as const)),
    ...(position === '-' ? [] : ([[290, String(position)]] as const)),
  ]
}

const snapshot = (...levels: readonly string[]): Message =>
  message('W', [[55, 'BOOK'], [268, levels.length], ...levels.flatMap(level)])

/** Each entry with its MDUpdateAction(279) in front: `0 bid 1 99 10`. */
const update = (...entries: readonly string[]): Message =>
  message('X', [
    [268, entries.length],
    ...entries.flatMap((entry): Field[] => [[279, entry[0] ?? ''], [55, 'BOOK'], ...level(entry.slice(2))]),
  ])

const FULL = snapshot('bid 1 99 10', 'bid 2 98 10', 'offer 1 101 10', 'offer 2 102 10')

describe('market data that is in order', () => {
  test('levels come, change and go, and several entries take effect together', () => {
    const judged = judgeBooks(
      [
        FULL,
        update('0 bid 1 99.5 5'),
        update('1 bid 2 99 7'),
        update('0 bid 1 101 1', '2 offer 1'),
        update('3 offer 1'),
      ],
      2,
    )
    assert.deepEqual(judged, { snapshots: 1, updates: 4, faults: [] })
  })

  test('what exceeds the depth is gone without a word', () => {
    const messages = [
      FULL,
      update('0 bid 1 99.5 5'),
      update('0 bid 1 99.6 5'),
      update('2 bid 2'),
      update('0 bid 2 97 1'),
    ]
    assert.deepEqual(judgeBooks(messages, 2).faults, [])
  })

  test('levels without positions are known by their prices, and trades change nothing', () => {
    const messages = [
      snapshot('offer - 102 1', 'offer - 101 1'),
      update('1 offer - 101 5', '0 offer - 100 2', '2 offer - 102'),
    ]
    const trade = message('X', [
      [268, 1],
      [279, '0'],
      [269, '2'],
      [55, 'BOOK'],
      [270, '500'],
      [271, '1'],
    ])
    assert.deepEqual(judgeBooks([...messages, trade], 0).faults, [])
  })
})

const WRONG: readonly (readonly [what: string, messages: readonly Message[], fault: RegExp, depth?: number])[] = [
  ['an update before the snapshot', [update('0 bid 1 99 1')], /before any snapshot/],
  ['a crossed book', [FULL, update('0 bid 1 101 1')], /not below the best offer/],
  ['a crossed snapshot', [snapshot('bid 1 101 1', 'offer 1 101 1')], /not below the best offer/],
  ['bids that rise', [snapshot('bid 1 98 1', 'bid 2 99 1')], /bids do not fall/],
  ['two levels at one price', [FULL, update('0 offer 1 101 1')], /offers do not rise/],
  ['a hole among the positions', [snapshot('bid 1 99 1', 'bid 3 98 1')], /positions 1, 3/],
  ['a level behind a hole', [FULL, update('0 bid 4 90 1')], /position 4 of 2/],
  ['a change of nothing', [FULL, update('1 bid 3 99 1')], /not there/],
  ['a delete of nothing', [FULL, update('2 offer 3')], /not there/],
  ['a level without size', [FULL, update('1 bid 1 99 0')], /without size/],
  ['more levels than asked for', [FULL], /2 bids, and 1/, 1],
  [
    'a jump of RptSeq',
    [
      message('W', [[55, 'BOOK'], [268, 1], ...level('bid 1 99 1'), [83, 4]]),
      message('X', [[268, 1], [279, '1'], ...level('bid 1 99 2'), [55, 'BOOK'], [83, 6]]),
    ],
    /RptSeq\(83\) 6 follows 4/,
  ],
  [
    'an entry that begins elsewhere',
    [
      message('W', [
        [55, 'BOOK'],
        [268, 1],
        [270, '9'],
        [269, '0'],
      ]),
    ],
    /begins with 270/,
  ],
]

describe('market data that is not', () => {
  for (const [what, messages, fault, depth = 0] of WRONG)
    test(what, () => {
      const { faults } = judgeBooks(messages, depth)
      assert.equal(faults.length, 1)
      assert.match(faults[0] ?? '', fault)
    })

  test('a wrong book is told once', () => {
    assert.equal(judgeBooks([FULL, update('2 bid 3'), update('2 bid 3')], 0).faults.length, 1)
  })
})
