/** The daily reset of sequence numbers: online, offline, down over the moment, and over changes of the clock. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import type { MessageEntry } from '../journal/journal.ts'
import { localTime, parseResetTime, parseSchedule } from '../session/schedule.ts'
import { ScheduledPair, type ScheduledPairOptions, type ScheduledSide } from '../testing/scheduled-pair.ts'

const at = (text: string): number => Date.parse(`${text}Z`)
const DAILY = parseResetTime('17:00:00', 'UTC')

function talk(options: Partial<ScheduledPairOptions> & { start: number }): ScheduledPair {
  return new ScheduledPair({ reset: DAILY, ...options }, true)
}

/** Logons on the wire of one side, `34=1 141=Y at …`. */
function logons({ journal }: ScheduledSide, direction: 'in' | 'out'): string[] {
  return (journal?.entries ?? [])
    .filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.direction === direction)
    .filter(({ message }) => message.msgType === MsgType.Logon)
    .map(({ message, at: instant }) => {
      const flag = message.text(Tag.ResetSeqNumFlag)
      return `34=${message.msgSeqNum}${flag === undefined ? '' : ` 141=${flag}`} ${new Date(instant).toISOString().slice(0, 19)}`
    })
}

const archives = (pair: ScheduledPair): number[] => pair.sides.map(({ store }) => store.archives().length)

describe('a session that stands at the moment (SD-25)', () => {
  test('both sides reset at the second, by Logon with 34=1 and 141=Y, and stay connected', () => {
    const pair = talk({ start: at('2026-01-05T09:00') })
    pair.start()
    pair.goTo('2026-01-05T16:59:59')
    assert.ok(pair.initiator.session.nextOut > 900)
    pair.goTo('2026-01-05T17:00:01')
    for (const side of pair.sides) {
      assert.deepEqual([side.session.nextIn, side.session.nextOut], [2, 2])
      assert.deepEqual(logons(side, 'out').slice(1), ['34=1 141=Y 2026-01-05T17:00:00'])
      assert.deepEqual(side.disconnects, [])
    }
    assert.deepEqual(archives(pair), [1, 1])
  })

  test('a side alone asks, and the other answers', () => {
    const pair = talk({ start: at('2026-01-05T09:00'), acceptor: {} })
    pair.start()
    pair.goTo('2026-01-05T17:00:01')
    for (const side of pair.sides) {
      assert.deepEqual(logons(side, 'out').slice(1), ['34=1 141=Y 2026-01-05T17:00:00'])
      assert.deepEqual([side.session.nextIn, side.session.nextOut, side.disconnects], [2, 2, []])
    }
  })

  test('a numbering that the other side began at the moment is not ended again', () => {
    const pair = talk({ start: at('2026-01-05T16:59:59.990'), acceptor: { reset: parseResetTime('16:59:59', 'UTC') } })
    pair.start()
    pair.goTo('2026-01-06T16:59:58')
    assert.deepEqual(archives(pair), [1, 1])
    pair.clock.jump(1_999)
    pair.acceptor.session.resetInSession()
    pair.goTo('2026-01-06T16:59:58.500')
    assert.equal(archives(pair)[1], 2)
    assert.equal(pair.initiator.session.numberingSince, at('2026-01-06T17:00:00'))
    pair.goTo('2026-01-06T17:00:30')
    assert.equal(archives(pair)[1], 2)
  })

  test('FIX.4.0 has no ResetSeqNumFlag: Logout, both numbers to 1, Logon', () => {
    const version = findVersion('FIX.4.0') as FixVersion
    const pair = talk({ start: at('2026-01-05T09:00'), settings: { version } })
    pair.start()
    pair.goTo('2026-01-05T17:00:05')
    assert.deepEqual(pair.standing, [true, true])
    for (const side of pair.sides) {
      assert.equal(side.disconnects.length, 1)
      assert.match(logons(side, 'out')[1] ?? '', /^34=1 2026-01-05T17:00:0/)
      assert.deepEqual([side.session.nextIn, side.session.nextOut], [2, 2])
    }
    assert.deepEqual(archives(pair), [1, 1])
  })

  test('a Logout that is under way ends the old numbering, and the reset follows it', () => {
    const pair = talk({ start: at('2026-01-05T09:00') })
    pair.start()
    pair.goTo('2026-01-05T16:59:59.998')
    pair.initiator.session.logout()
    pair.goTo('2026-01-05T17:00:05')
    assert.deepEqual(archives(pair), [1, 1])
    assert.deepEqual(pair.standing, [true, true])
    assert.ok(pair.inStep)
    assert.ok(pair.initiator.session.nextOut <= 3)
    for (const { observed } of pair.sides) assert.ok(observed.every(({ level }) => level !== 'error'))
  })

  test('a reset inside the session that the link did not live to see is made up for before the next Logon', () => {
    const pair = talk({ start: at('2026-01-05T09:00'), settings: { checkGapsBeforeReset: true } })
    pair.start()
    pair.goTo('2026-01-05T17:00')
    // The TestRequest that goes before the reset is out, and its Heartbeat never comes.
    assert.deepEqual(archives(pair), [0, 0])
    pair.initiator.session.cut()
    pair.goTo('2026-01-05T17:00:05')
    assert.deepEqual(archives(pair), [1, 1])
    for (const side of pair.sides) assert.match(logons(side, 'out')[1] ?? '', /^34=1 2026-01-05T17:00:01/)
    assert.deepEqual([pair.standing, pair.inStep], [[true, true], true])
  })
})

describe('no session at the moment (SD-26)', () => {
  test('disconnected by its schedule: the next Logon carries 1', () => {
    const schedule = parseSchedule({ timeZone: 'UTC', startTime: '08:00', disconnectTime: '16:00' })
    const weekly = parseSchedule({
      timeZone: 'UTC',
      startTime: 'Mon 08:00',
      connectTime: 'Tue-Fri 08:00',
      disconnectTime: 'Mon-Thu 16:00',
      terminateTime: 'Fri 18:00',
    })
    for (const closed of [schedule, weekly]) {
      const pair = talk({ start: at('2026-01-05T08:00'), schedule: closed })
      pair.start()
      pair.goTo('2026-01-05T16:30')
      assert.deepEqual(
        [pair.standing, archives(pair)],
        [
          [false, false],
          [0, 0],
        ],
      )
      pair.goTo('2026-01-05T17:00')
      assert.deepEqual(archives(pair), [1, 1])
      assert.equal(pair.initiator.session.nextOut, 1)
      pair.goTo('2026-01-06T08:00:10')
      assert.match(logons(pair.initiator, 'out')[1] ?? '', /^34=1 .*2026-01-06T08:00:00/)
      assert.deepEqual([pair.standing, pair.inStep], [[true, true], true])
    }
  })

  test('down over the moment: reset at the start, once', () => {
    const pair = talk({ start: at('2026-01-07T09:00'), numberingBegan: at('2026-01-06T16:59:59') })
    for (const { store } of pair.sides) store.setNextIn(40)
    pair.start()
    assert.deepEqual(archives(pair), [1, 1])
    pair.goTo('2026-01-07T09:01')
    assert.deepEqual(logons(pair.initiator, 'out'), ['34=1 2026-01-07T09:00:00'])
    assert.deepEqual(archives(pair), [1, 1])
  })

  test('down, but not over the moment: the numbers go on', () => {
    const pair = talk({ start: at('2026-01-07T16:59'), numberingBegan: at('2026-01-06T17:00') })
    pair.start()
    assert.deepEqual(archives(pair), [0, 0])
  })

  test('a machine that slept over three of them resets once', () => {
    const pair = talk({ start: at('2026-01-05T09:00') })
    pair.start()
    pair.goTo('2026-01-05T10:00')
    pair.clock.jump(3 * 86_400_000)
    // The timer of the first moment fires when the machine has been awake for as long as was left.
    pair.goTo('2026-01-05T17:00:05')
    assert.deepEqual(archives(pair), [1, 1])
    assert.ok(pair.inStep)
  })
})

describe('the moment on the wall (SD-27)', () => {
  const cases: [zone: string, time: string, from: string][] = [
    ['Europe/London', '01:30:00', '2026-03-26T12:00'],
    ['Europe/London', '01:30:00', '2026-10-22T12:00'],
    ['America/New_York', '02:30:00', '2026-03-05T12:00'],
    ['America/New_York', '17:00:00', '2026-10-29T12:00'],
    ['Asia/Tokyo', '00:00:00', '2026-10-29T12:00'],
    ['Africa/Cairo', '00:00:00', '2026-04-21T12:00'],
  ]
  for (const [zone, time, from] of cases) {
    test(`${time} in ${zone}, a week from ${from}: once each local day`, () => {
      const pair = talk({ start: at(from), reset: parseResetTime(time, zone), settings: { heartBtInt: 600 } })
      pair.start()
      pair.goTo(at(from) + 7 * 86_400_000)
      const resets = logons(pair.initiator, 'out').slice(1)
      const days = resets.map((logon) => localTime(at(logon.slice(-19)), zone).slice(4, 14))
      assert.equal(new Set(days).size, 7)
      assert.equal(resets.length, 7)
      assert.deepEqual(archives(pair), [7, 7])
      assert.ok(pair.inStep)
    })
  }

  test('a cron expression serves as well: on weekdays only', () => {
    const reset = parseResetTime('0 0 17 ? * MON-FRI', 'UTC')
    const pair = talk({ start: at('2026-01-05T09:00'), reset, settings: { heartBtInt: 600 } })
    pair.start()
    pair.goTo('2026-01-12T09:00')
    assert.deepEqual(archives(pair), [5, 5])
  })
})

describe('a reset at the same instant as events of the schedule', () => {
  test('with the end of the period: one new numbering', () => {
    const schedule = parseSchedule({ timeZone: 'UTC', startTime: '17:00', terminateTime: '17:00' })
    const pair = talk({ start: at('2026-01-05T09:00'), schedule })
    pair.start()
    pair.goTo('2026-01-05T17:00:05')
    assert.deepEqual(archives(pair), [1, 1])
    assert.deepEqual([pair.standing, pair.inStep], [[true, true], true])
  })

  test('with a disconnect: Logout under the old numbers, and 1 at the next Logon', () => {
    const schedule = parseSchedule({
      timeZone: 'UTC',
      startTime: 'Mon 08:00',
      connectTime: 'Tue-Fri 08:00',
      disconnectTime: 'Mon-Thu 17:00',
      terminateTime: 'Fri 18:00',
    })
    const pair = talk({ start: at('2026-01-05T08:00'), schedule })
    pair.start()
    pair.goTo('2026-01-05T18:00')
    assert.deepEqual(
      [pair.standing, archives(pair)],
      [
        [false, false],
        [1, 1],
      ],
    )
    assert.equal(logons(pair.initiator, 'out').length, 1)
  })
})
