import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { importOf, loggedOn, logOf, stepsOf } from '../testing/recorded-log.ts'

const talk = loggedOn().client(1, '35=1|112=A').venue(1.1, '35=0|112=A')
const PROBE = [
  'When the tester sends TestRequest with TestReqID A',
  'Then the target must send Heartbeat with TestReqID A within 2 seconds',
]

describe('which side is to be tested', () => {
  const withoutArrows = talk.text.replaceAll(/ (->|<-) /g, ' : ')

  test('is asked where neither the profile nor the log tells', () => {
    assert.throws(
      () => importOf(withoutArrows, { target: undefined }),
      /does not tell which side is to be tested: say --target with one of "CLIENT", "VENUE"/,
    )
  })

  test('is the one that the profile names', () => {
    const { target } = importOf(withoutArrows, { target: undefined, knownTargets: new Set(['VENUE']) })
    assert.deepEqual(target, { compID: 'VENUE', guessed: 'the profile names it as the target' })
  })

  test('is the one that wrote the log', () => {
    const { target, sessions } = importOf(talk.text, { target: undefined })
    assert.equal(target.compID, 'CLIENT')
    assert.equal(sessions[0]?.session.targetRole, 'initiator')
  })

  test('is one of those that speak in the log', () => {
    assert.throws(
      () => importOf(talk.text, { target: 'NOBODY' }),
      /--target "NOBODY": no message .* there are "CLIENT", "VENUE"/,
    )
  })
})

describe('logs that hold less than a session', () => {
  test('nothing', () => {
    assert.throws(() => importOf(''), /^NothingRecorded: the log is empty$/)
  })

  test('no FIX', () => {
    assert.throws(
      () => importOf('hello\nworld\n'),
      /no FIX message in 2 lines: expected messages that begin with 8=FIX/,
    )
  })

  test('nothing in the time that was asked for', () => {
    assert.throws(() => importOf(talk.text, { from: Date.UTC(2030, 0, 1) }), /no FIX message between --from and --to/)
  })

  test('a part of it by time', () => {
    const from = Date.UTC(2026, 10, 20, 9, 0, 0, 500)
    assert.deepEqual(stepsOf(importOf(talk.text, { from })), ['Given an established session with the target', ...PROBE])
  })

  test('one side: what can not be inferred is told', () => {
    const ours = talk.lines.filter((line) => line.includes('->')).join('\n')
    const imported = importOf(ours)
    assert.match(imported.notes.join(), /session 1 holds messages of one side alone; those of the target are missing/)
    assert.doesNotMatch(imported.feature, /the target must send/)
    const theirs = talk.lines.filter((line) => line.includes('<-')).join('\n')
    assert.match(importOf(theirs).notes.join(), /those of the tester are missing/)
  })

  test('a message that was cut is left out, and told', () => {
    const imported = importOf(talk.text.slice(0, -30))
    assert.match(imported.notes.join(), /line 4: the target's bytes are no message/)
    assert.equal(stepsOf(imported)[1], PROBE[0])
  })
})

describe('logs as they are written', () => {
  const expected = stepsOf(importOf(talk.text))

  test('with CRLF', () => {
    assert.deepEqual(stepsOf(importOf(talk.text.replaceAll('\n', '\r\n'))), expected)
  })

  test('in UTF-16', () => {
    assert.deepEqual(stepsOf(importOf(Buffer.from(`\ufeff${talk.text}`, 'utf16le'))), expected)
  })

  test('in UTF-8 with a byte order mark', () => {
    assert.deepEqual(stepsOf(importOf(Buffer.from(`\ufeff${talk.text}`, 'utf8'))), expected)
  })

  test('as two files, one for each way, in the order of time', () => {
    const ways = [' -> ', ' <- '].flatMap((way) => talk.lines.filter((line) => line.includes(way)))
    assert.deepEqual(stepsOf(importOf(ways.join('\n'))), expected)
  })

  test('with messages between others', () => {
    const others = loggedOn(logOf({ names: ['X', 'Y'] }))
      .client(1, '35=0')
      .venue(2, '35=0')
    const both = [...talk.lines, ...others.lines].sort().join('\n')
    assert.deepEqual(stepsOf(importOf(both)), expected)
    assert.equal(importOf(both).sessions.length, 1)
  })
})

test('a line of fields alone is what the tester sent, and a long line of text costs nothing', () => {
  const log = `${talk.text}20261120-09:00:02.000 -> 35=0|34=3|\n20261120-09:00:03.000 ${'1=^A'.repeat(240)}x\n`
  assert.deepEqual(stepsOf(importOf(log)).slice(3), ['When the tester sends these bytes:', '"""', '35=0|34=…|', '"""'])
})
