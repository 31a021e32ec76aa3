import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { WeekTalk } from './week-talk.ts'

const SCHEDULE = {
  timeZone: 'America/New_York',
  startTime: 'Sunday 17:00:00',
  disconnectTime: 'Mon-Thu 17:00:00',
  connectTime: 'Mon-Thu 18:00:00',
  terminateTime: 'Friday 17:00:00',
}

/** The clocks of New York go back on Sunday 2026-11-01: the weeks before begin at 21:00 UTC, those after at 22:00. */
const FIRST_WEEK = Date.UTC(2026, 9, 25, 21)
const SECOND_WEEK = Date.UTC(2026, 10, 1, 22)
const HOUR_MS = 3_600_000

/** A talk whose record is written by hand: what the target said, `hours` after the first week began. */
class Written {
  readonly bench = new Bench(legWith(), 'week')
  readonly talk = new WeekTalk(this.bench, SCHEDULE, 3600)

  constructor(untilHours: number) {
    this.bench.control.setTime(FIRST_WEEK)
    this.bench.environment.journal.event('stage', 'the week begins')
    this.bench.control.setTime(FIRST_WEEK + untilHours * HOUR_MS)
  }

  said(hours: number, msgType: string, msgSeqNum: number, possDup = false): this {
    const bytes = encode([
      [8, 'FIX.4.4'],
      [35, msgType],
      [34, msgSeqNum],
      [43, possDup ? 'Y' : null],
    ])
    this.bench.environment.journal.message('in', decode(bytes), 1, FIRST_WEEK + hours * HOUR_MS)
    return this
  }

  get broken(): string | undefined {
    const found = this.talk.brokenContinuity()
    return found && `${found.entry.message.msgSeqNum} instead of ${found.expected}`
  }
}

describe('the periods of a talk', () => {
  test('run from start to start, by the wall clock of the zone', () => {
    const { talk } = new Written(8 * 24)
    assert.deepEqual(
      talk.periods().map(({ from }) => from),
      [FIRST_WEEK, SECOND_WEEK],
    )
    assert.equal(talk.periods()[0]?.to, SECOND_WEEK)
  })

  test('are found by the date they begin at, and none is made up', () => {
    const { talk } = new Written(8 * 24)
    assert.equal(talk.startNear('2026-11-01'), SECOND_WEEK)
    assert.throws(() => talk.startNear('2026-11-15'), /no week of the talk begins at 2026-11-15/)
  })

  test('hold the Logons that the target sent in them', () => {
    const { talk } = new Written(8 * 24).said(0, 'A', 1).said(1, '0', 2).said(25, 'A', 3).said(170, 'A', 1)
    const [first, second] = talk.periods().map(({ from, to }) => talk.logons(from, to))
    assert.deepEqual(
      [first, second].map((logons) => logons?.map(({ message }) => message.msgSeqNum)),
      [[1, 3], [1]],
    )
  })
})

describe('numbers over the days of a week', () => {
  test('a Logon of the next day goes on behind the last message; a new week begins where it likes', () => {
    assert.equal(new Written(200).said(0, 'A', 1).said(1, '0', 2).said(25, 'A', 3).said(170, 'A', 1).broken, undefined)
  })

  test('a Logon that begins again, or leaves a number out, breaks them', () => {
    assert.equal(new Written(50).said(0, 'A', 1).said(1, '0', 2).said(25, 'A', 1).broken, '1 instead of 3')
    assert.equal(new Written(50).said(0, 'A', 1).said(1, '0', 2).said(25, 'A', 4).broken, '4 instead of 3')
  })

  test('what is sent again carries an old number, and breaks nothing', () => {
    const talk = new Written(50).said(0, 'A', 1).said(1, '0', 2).said(2, '4', 1, true).said(25, 'A', 3)
    assert.equal(talk.broken, undefined)
  })
})
