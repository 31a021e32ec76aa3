/** Books as market data builds them, and what the client does when it can not be right. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

type Entry = readonly Field[]

/** The rig with a live subscription to BOOK. @returns also its MDReqID(262) */
function subscribed(version: (typeof RIG_VERSIONS)[number], depth = '0', options = {}): [ClientRig, string] {
  const r = new ClientRig(version, options)
  r.ask({
    action: 'send',
    msgType: 'V',
    fields: [
      [264, depth],
      [55, 'BOOK'],
    ],
  })
  const request = r.take('V')
  assert.equal(text(request, 263), '1')
  assert.equal(text(request, 265), '1')
  assert.equal(text(request, 146), '1')
  return [r, text(request, 262)]
}

/** Bids 100 and 99, offers 101 and 102, ten each. */
const TWO_LEVELS: readonly Entry[] = [
  level('0', 1, '100'),
  level('0', 2, '99'),
  level('1', 1, '101'),
  level('1', 2, '102'),
]

function level(side: string, position: number, px: string, size = '10', more: Entry = []): Entry {
  return [[269, side], [270, px], [271, size], [290, String(position)], ...more]
}

function snapshot(r: ClientRig, id: string, entries: readonly Entry[] = TWO_LEVELS, more: Entry = []): void {
  r.receive('W', [[262, id], [55, 'BOOK'], ...more, [268, String(entries.length)], ...entries.flat()])
}

function increment(r: ClientRig, id: string, ...entries: (readonly [action: string, entry: Entry])[]): void {
  const body = entries.flatMap(([action, entry]): Field[] => [[279, action], [55, 'BOOK'], ...entry])
  r.receive('X', [[262, id], [268, String(entries.length)], ...body])
}

function shown(r: ClientRig): string {
  const book = r.client.book('BOOK')
  const side = (levels: readonly (readonly [string, string])[]) => levels.map((each) => each.join('x')).join(' ')
  return book === undefined ? 'none' : `${side(book.bids)} | ${side(book.offers)}`
}

for (const version of RIG_VERSIONS) {
  test(`${version}: the book is the snapshot, and trades do not change it`, () => {
    const [r, id] = subscribed(version)
    assert.equal(shown(r), 'none')
    increment(r, id, ['0', level('0', 1, '98')])
    assert.equal(shown(r), 'none')
    snapshot(r, id)
    assert.equal(shown(r), '100x10 99x10 | 101x10 102x10')
    increment(r, id, [
      '0',
      [
        [269, '2'],
        [270, '101'],
        [271, '3'],
      ],
    ])
    assert.equal(shown(r), '100x10 99x10 | 101x10 102x10')
    r.silent()
  })

  test(`${version}: a new level shifts the others, and what exceeds the depth falls off`, () => {
    const [r, id] = subscribed(version, '2')
    snapshot(r, id)
    increment(r, id, ['0', level('0', 1, '100.5', '7')])
    assert.equal(shown(r), '100.5x7 100x10 | 101x10 102x10')
    r.silent()
  })

  test(`${version}: change and delete, several in one message, as one`, () => {
    const [r, id] = subscribed(version)
    snapshot(r, id)
    increment(r, id, ['1', level('1', 1, '101', '4')], ['2', level('0', 1, '100')])
    assert.equal(shown(r), '99x10 | 101x4 102x10')
    increment(r, id, ['0', level('0', 1, '101')], ['2', level('1', 1, '101')])
    assert.equal(shown(r), '101x10 99x10 | 102x10')
    increment(r, id, ['1', level('1', 1, '102', '0')])
    assert.equal(shown(r), '101x10 99x10 | ')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: delete thru, delete from and overlay`, () => {
    const [r, id] = subscribed(version)
    snapshot(r, id, [level('0', 1, '100'), level('0', 2, '99'), level('0', 3, '98')])
    increment(r, id, ['5', level('0', 2, '99.5', '3')])
    assert.equal(shown(r), '100x10 99.5x3 98x10 | ')
    increment(r, id, ['3', level('0', 2, '0')])
    assert.equal(shown(r), '98x10 | ')
    increment(r, id, ['4', level('0', 1, '0')])
    assert.equal(shown(r), ' | ')
    r.silent()
  })

  for (const [name, action, entry] of [
    ['delete of a level that is not there', '2', level('0', 7, '50')],
    ['change of a level that is not there', '1', level('0', 7, '50')],
    ['new level behind a hole', '0', level('0', 7, '50')],
    ['new level that crosses the book', '0', level('0', 1, '103')],
  ] as const) {
    test(`${version}: ${name}: the book is asked for anew, under a new id`, () => {
      const [r, id] = subscribed(version)
      snapshot(r, id)
      increment(r, id, [action, entry])
      assert.equal(shown(r), 'none')
      const [end, begin, ...others] = r.sent.splice(0)
      assert.ok(end !== undefined && begin !== undefined && others.length === 0)
      assert.deepEqual([text(end, 263), text(end, 262)], ['2', id])
      assert.equal(text(begin, 263), '1')
      assert.notEqual(text(begin, 262), id)
      increment(r, id, ['2', level('0', 9, '50')])
      snapshot(r, text(begin, 262))
      assert.equal(shown(r), '100x10 99x10 | 101x10 102x10')
      assert.equal(r.alarms().length, 1)
      r.silent()
    })
  }

  test(`${version}: a book of orders is kept by MDEntryID`, () => {
    const [r, id] = subscribed(version)
    const order = (key: string, px: string, size: string): Entry => [
      [269, '0'],
      [278, key],
      [270, px],
      [271, size],
    ]
    snapshot(r, id, [order('a', '100', '5'), order('b', '100', '6')])
    increment(
      r,
      id,
      ['0', order('c', '101', '1')],
      ['1', order('b', '100', '2')],
      [
        '2',
        [
          [278, 'a'],
          [269, '0'],
        ],
      ],
    )
    assert.equal(shown(r), '101x1 100x2 | ')
    r.silent()
  })

  test(`${version}: a gap in RptSeq makes the book invalid`, () => {
    const [r, id] = subscribed(version)
    snapshot(r, id, TWO_LEVELS, [[83, '5']])
    increment(r, id, ['1', level('1', 1, '101', '4', [[83, '6']])])
    assert.equal(shown(r), '100x10 99x10 | 101x4 102x10')
    increment(r, id, ['1', level('1', 1, '101', '3', [[83, '8']])])
    assert.equal(shown(r), 'none')
    assert.equal(r.sent.splice(0).length, 2)
  })

  test(`${version}: a book that never gets right is not asked for without end`, () => {
    const [r] = subscribed(version)
    for (let i = 0; i < 20; i++) {
      const id = r.client.book('BOOK') === undefined ? text(r.sent.at(-1) ?? r.message('V', []), 262) : ''
      snapshot(r, id === '' ? 'none' : id)
      increment(r, id, ['2', level('0', 9, '50')])
    }
    assert.ok(r.sent.length <= 10, `${r.sent.length} requests`)
  })

  test(`${version}: an end of the subscription names it, and a refusal is alarming`, () => {
    const [r, id] = subscribed(version)
    r.ask({
      action: 'send',
      msgType: 'V',
      fields: [
        [263, '2'],
        [55, 'BOOK'],
      ],
    })
    assert.equal(text(r.take('V'), 262), id)
    r.ask({
      action: 'send',
      msgType: 'V',
      fields: [
        [263, '0'],
        [269, '0'],
        [55, 'NOSUCH'],
      ],
    })
    const request = r.take('V')
    assert.equal(text(request, 267), '1')
    r.receive('Y', [
      [262, text(request, 262)],
      [281, '0'],
    ])
    assert.equal(r.alarms().length, 1)
    r.silent()
  })

  test(`${version}: after a reconnect the subscription begins anew`, () => {
    const [r, id] = subscribed(version)
    snapshot(r, id)
    r.drop()
    assert.equal(shown(r), 'none')
    r.reconnect(true)
    assert.notEqual(text(r.take('V'), 262), id)
  })

  test(`${version}: faulty clients keep what they should not`, () => {
    const change = ['1', level('0', 2, '99')] as const
    for (const [name, steps, expected] of [
      ['keepsSizeZero', [['1', level('1', 1, '101', '0')]], '100x10 99x10 | 101x0 102x10'],
      ['changesDeletedLevels', [['2', level('0', 2, '99')], change], '100x10 99x10 | 101x10 102x10'],
      ['addsOnUnknownDelete', [['2', level('0', 7, '50', '0')]], '100x10 99x10 50x0 | 101x10 102x10'],
    ] as const) {
      const [r, id] = subscribed(version, '0', { manner: { [name]: true } })
      snapshot(r, id)
      for (const each of steps) increment(r, id, each)
      assert.equal(shown(r), expected, name)
    }
  })
}
