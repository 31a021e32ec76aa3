import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { type Entry, Journal, type JournalLimits } from './journal.ts'

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

  test('messages of ours that leave together share their instants, and are indexed when somebody looks, once', () => {
    const { journal, time } = rig()
    journal.sent([heartbeat.bytes, heartbeat.bytes], 3)
    time.now = 2000
    const [first, second] = journal.entries
    for (const [index, entry] of [first, second].entries())
      assert.partialDeepStrictEqual(entry, { kind: 'message', direction: 'out', connection: 3, at: 1000, index })
    assert.ok(first?.kind === 'message')
    assert.equal(first.message.msgType, '0')
    assert.equal(first.message, first.message)
  })

  test('what was received has the instants of its arrival', () => {
    const { journal, time } = rig()
    journal.received(heartbeat, 2, 990, time.elapsed)
    const expected = { kind: 'message', direction: 'in', connection: 2, at: 990, elapsedMs: 0, index: 0 }
    assert.partialDeepStrictEqual(journal.entries[0], expected)
  })
})

/** A message of some length, told apart by its number. */
function numbered(msgSeqNum: number, length: number): Message {
  return decode(
    encode([
      [8, 'FIX.4.4'],
      [35, 'B'],
      [34, msgSeqNum],
      [58, 'x'.repeat(length)],
    ]),
  )
}

describe('a journal with a limit', () => {
  const lengths = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 2, arbitrary: fc.integer({ min: 1000, max: 20_000 }) },
    { weight: 1, arbitrary: fc.constant(200_000) },
  )
  const happening = fc.record({
    length: lengths,
    kind: fc.constantFrom('in', 'out', 'both', 'event', 'garbled'),
    at: fc.nat(1_000_000),
    connection: fc.integer({ min: 1, max: 5 }),
  })
  const limits = fc.record({ entries: fc.integer({ min: 1, max: 200 }), bytes: fc.integer({ min: 1, max: 300_000 }) })

  test('holds the newest of what one without a limit holds, and finds what is behind an index', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 150, size: 'max' }), limits, (happenings, keep) => {
        const time = { now: 0 }
        const clocks = { now: () => time.now, elapsed: () => time.now / 2 }
        const all = new Journal(clocks)
        const limited = new Journal(clocks, keep)
        for (const [i, { kind, length, at, connection }] of happenings.entries()) {
          time.now = at
          const message = numbered(i, length)
          for (const journal of [all, limited]) {
            if (kind === 'in') journal.received(message, connection, at - 1, at)
            else if (kind === 'out') journal.sent([message.bytes], connection)
            else if (kind === 'both') journal.sent([message.bytes, heartbeat.bytes], connection)
            else if (kind === 'event') journal.event('note', `event ${i}`, { connection })
            else journal.event('garbled', 'why', { connection, bytes: message.bytes, direction: 'in' })
          }
          assert.equal(limited.length, all.length)
          const kept = newest(all.entries, keep)
          assert.deepEqual(limited.entries.map(shown), kept.map(shown))
          const known = all.length - 1 - Math.floor(kept.length / 2)
          assert.deepEqual(limited.after(known, 3).map(shown), all.after(known, 3).map(shown))
        }
      }),
      { numRuns: 40 },
    )
  })

  test('an entry that was looked at stays what it was, however much comes behind it', () => {
    const journal = new Journal({ now: () => 0, elapsed: () => 0 }, { entries: 10, bytes: 100_000 })
    for (let i = 1; i < 200; i++) journal.sent([numbered(i, 500).bytes], 1)
    const [entry] = journal.entries
    assert.ok(entry?.kind === 'message')
    const before = entry.message.toString()
    for (let i = 200; i < 2000; i++) journal.sent([numbered(i, 500).bytes], 1)
    assert.equal(entry.message.toString(), before)
    assert.equal(journal.entries.length, 10)
  })

  test('garbled bytes do not hold on to the buffer that they were read into', () => {
    const journal = new Journal({ now: () => 0, elapsed: () => 0 }, { entries: 10, bytes: 1_000_000 })
    const read = Buffer.alloc(500_000)
    journal.event('garbled', 'why', { bytes: read.subarray(0, 10_000), direction: 'in' })
    const [entry] = journal.entries
    assert.ok(entry?.kind === 'event' && entry.bytes?.length === 10_000)
    assert.ok(entry.bytes.buffer.byteLength < 100_000)
  })

  test('whoever listens is told of each entry', () => {
    const journal = new Journal({ now: () => 7, elapsed: () => 3 }, { entries: 2, bytes: 100_000 })
    const seen: unknown[] = []
    journal.subscribe((entry) => seen.push(shown(entry)))
    journal.sent([numbered(1, 5).bytes, numbered(2, 5).bytes], 1)
    journal.received(numbered(3, 5), 1, 8, 4)
    journal.event('note', 'end')
    assert.equal(seen.length, 4)
    assert.deepEqual(journal.entries.map(shown), seen.slice(2))
    assert.deepEqual(indexes(journal.entries), [2, 3])
  })
})

/** The newest entries within the limits, by looking at all of them. */
function newest(entries: readonly Entry[], keep: JournalLimits): Entry[] {
  const kept: Entry[] = []
  let bytes = 0
  for (const entry of [...entries].reverse()) {
    bytes += entry.kind === 'message' ? entry.message.length : (entry.bytes?.length ?? 0)
    if (kept.length > 0 && (kept.length === keep.entries || bytes > keep.bytes)) break
    kept.unshift(entry)
  }
  return kept
}

/** An entry as plain data. */
function shown(entry: Entry): unknown {
  const { index, at, elapsedMs, connection, kind } = entry
  const what =
    entry.kind === 'message'
      ? { direction: entry.direction, text: entry.message.toString(), count: entry.message.count }
      : { event: entry.event, text: entry.text, bytes: entry.bytes?.toString('latin1'), direction: entry.direction }
  return { index, at, elapsedMs, connection, kind, ...what }
}

function indexes(entries: readonly Entry[]): number[] {
  return entries.map(({ index }) => index)
}
