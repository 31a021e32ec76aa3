import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { type Entry, Journal } from './journal.ts'

const heartbeat = decode(
  encode([
    [8, 'FIX.4.4'],
    [35, '0'],
  ]),
)

function rig(): { journal: Journal; time: { now: number; elapsed: number } } {
  const time = { now: 1000, elapsed: 0 }
  return { time, journal: new Journal({ now: () => time.now, elapsed: () => time.elapsed }) }
}

describe('journal', () => {
  test('an entry stands in the record before anybody is told of it', () => {
    const { journal } = rig()
    let seen: Entry | undefined
    journal.subscribe((entry) => {
      seen = journal.entries[entry.index]
      assert.equal(journal.length, 1)
    })
    assert.equal(journal.message('in', heartbeat, 1), seen)
  })

  test('positions count from 0, and the exact message is kept', () => {
    const { journal } = rig()
    journal.event('connect', 'connected')
    const entry = journal.message('out', heartbeat, 1)
    assert.deepEqual(
      journal.entries.map(({ index }) => index),
      [0, 1],
    )
    assert.equal(entry.message, heartbeat)
    assert.equal(entry.direction, 'out')
  })

  test('both clocks are written down, and the instant may be the one of the receipt', () => {
    const { journal, time } = rig()
    time.now = 5000
    time.elapsed = 7
    assert.partialDeepStrictEqual(journal.message('in', heartbeat, 1), { at: 5000, elapsedMs: 7 })
    assert.partialDeepStrictEqual(journal.message('in', heartbeat, 1, 4990), { at: 4990, elapsedMs: 7 })
    assert.partialDeepStrictEqual(journal.event('note', 'x', { at: 4980 }), { at: 4980, elapsedMs: 7 })
  })

  test('an event belongs to the latest connection unless it names another; 0 before the first', () => {
    const { journal } = rig()
    assert.equal(journal.event('note', 'before').connection, 0)
    assert.equal(journal.openConnection(), 1)
    assert.equal(journal.event('connect', 'first').connection, 1)
    assert.equal(journal.openConnection(), 2)
    assert.equal(journal.event('disconnect', 'the first, late', { connection: 1 }).connection, 1)
    assert.equal(journal.event('connect', 'second').connection, 2)
  })

  test('garbled bytes are kept with their direction, and other events have neither', () => {
    const { journal } = rig()
    const bytes = Buffer.from('8=FIX')
    assert.partialDeepStrictEqual(journal.event('garbled', 'cut off', { bytes, direction: 'in' }), {
      bytes,
      direction: 'in',
    })
    const note = journal.event('note', 'x')
    assert.equal('bytes' in note || 'direction' in note, false)
  })

  test('every subscriber is told of every entry until it unsubscribes, also from inside the call', () => {
    const { journal } = rig()
    const told: string[] = []
    const first = journal.subscribe(() => {
      told.push('first')
      first()
    })
    const second = journal.subscribe(() => told.push('second'))
    journal.event('note', 'one')
    journal.event('note', 'two')
    second()
    journal.event('note', 'three')
    assert.deepEqual(told, ['first', 'second', 'second'])
  })

  test('whoever is unsubscribed because of an entry is not told of it any more', () => {
    const { journal } = rig()
    journal.subscribe(() => second())
    const second = journal.subscribe(() => assert.fail('it was unsubscribed'))
    journal.event('note', 'one')
  })

  test('whoever subscribes because of an entry is told of the next one, not of that one', () => {
    const { journal } = rig()
    const told: string[] = []
    const first = journal.subscribe(() => {
      first()
      journal.subscribe((entry) => told.push(entry.kind === 'event' ? entry.text : ''))
    })
    journal.event('note', 'one')
    journal.event('note', 'two')
    assert.deepEqual(told, ['two'])
  })

  test('of a talk without end only so much is kept, and positions go on', () => {
    const journal = new Journal({ now: () => 0, elapsed: () => 0 }, { entries: 3, bytes: 1_000_000 })
    for (let i = 0; i < 10; i++) journal.event('note', String(i))
    assert.deepEqual(
      journal.entries.map(({ index }) => index),
      [7, 8, 9],
    )
    assert.equal(journal.length, 10)
    const behind = (index: number, limit?: number): number[] => journal.after(index, limit).map((entry) => entry.index)
    assert.deepEqual(behind(-1), [7, 8, 9])
    assert.deepEqual(behind(7), [8, 9])
    assert.deepEqual(behind(7, 1), [8])
    assert.deepEqual(behind(9), [])
  })

  test('long messages count by their bytes, and the newest is kept however long it is', () => {
    const size = heartbeat.bytes.length
    const journal = new Journal({ now: () => 0, elapsed: () => 0 }, { entries: 100, bytes: 2 * size })
    for (let i = 0; i < 5; i++) journal.message('in', heartbeat, 1)
    assert.equal(journal.entries.length, 2)
    journal.event('garbled', 'too long', { bytes: Buffer.alloc(100 * size) })
    assert.deepEqual(
      journal.entries.map(({ index }) => index),
      [5],
    )
    journal.message('in', heartbeat, 1)
    assert.equal(journal.entries.length, 1)
  })

  test('a message of ours is indexed when somebody looks at it, once', () => {
    const { journal } = rig()
    const entry = journal.sent(heartbeat.bytes, 3, 4990)
    assert.partialDeepStrictEqual(entry, { kind: 'message', direction: 'out', connection: 3, at: 4990, index: 0 })
    assert.equal(entry.message.msgType, '0')
    assert.equal(entry.message, entry.message)
    assert.equal(journal.entries[0], entry)
  })

  test('a record with a limit holds the newest, counts all, and finds what is behind an index', () => {
    const bytes = heartbeat.length
    for (const [keep, kept] of [
      [{ entries: 3, bytes: 1000 * bytes }, 3],
      [{ entries: 1000, bytes: 2 * bytes }, 2],
      [{ entries: 1000, bytes: 1 }, 1],
    ] as const) {
      const journal = new Journal({ now: () => 0, elapsed: () => 0 }, keep)
      for (let made = 1; made <= 20; made++) {
        if (made % 2 === 0) journal.sent(heartbeat.bytes, 1)
        else journal.message('in', heartbeat, 1)
        const first = Math.max(0, made - kept)
        const expected = Array.from({ length: made - first }, (_, i) => first + i)
        assert.deepEqual(indexes(journal.after(-1)), expected)
        assert.deepEqual(indexes(journal.after(made - 2)), expected.slice(-1))
        assert.deepEqual(indexes(journal.after(made - 1)), [])
        assert.deepEqual(indexes(journal.after(-1, 1)), expected.slice(0, 1))
        // Looking at all of them must not change what comes next.
        if (made % 5 === 0) assert.deepEqual(indexes(journal.entries), expected)
        assert.equal(journal.length, made)
      }
    }
  })
})

function indexes(entries: readonly Entry[]): number[] {
  return entries.map(({ index }) => index)
}
