import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReportResult, Verdict } from '../src/report/report.ts'
import { chooseSessions, isRecorded } from './recorded-choice.ts'

const entry = (direction: 'in' | 'out') => ({ at: '', direction, raw: '8=FIX.4.4|' })

function session(line: number, verdict: Verdict, change: Partial<ReportResult> = {}): ReportResult {
  return {
    case: `2.${line}`,
    title: '',
    feature: 'x.feature',
    line,
    beginString: 'FIX.4.4',
    targetRole: line % 2 === 0 ? 'acceptor' : 'initiator',
    level: 'must',
    verdict,
    expected: [],
    actual: '',
    durationMs: 0,
    virtualMs: 0,
    transcript: [entry('in'), entry('out')],
    ...change,
  }
}

test('verdicts and roles come in turn, whatever there is most of', () => {
  const results = Array.from({ length: 40 }, (_, i) => session(i, i < 4 ? 'failed' : 'passed'))
  const chosen = chooseSessions(results, 8)
  const count = (is: (result: ReportResult) => boolean): number => chosen.filter(is).length
  assert.equal(
    count(({ verdict }) => verdict === 'failed'),
    4,
  )
  assert.equal(
    count(({ targetRole }) => targetRole === 'acceptor'),
    4,
  )
  // The order of the report has no say.
  assert.deepEqual(
    chooseSessions(results.toReversed(), 8).map(({ line }) => line),
    chosen.map(({ line }) => line),
  )
})

test('several cases of one scenario are one session', () => {
  assert.equal(chooseSessions([session(1, 'passed'), session(1, 'passed', { case: '2.b' })], 8).length, 1)
})

test('a session of one side, or one in which the target was told something past the wire, is none', () => {
  assert.equal(isRecorded(session(1, 'passed')), true)
  assert.equal(isRecorded(session(1, 'passed', { transcript: [entry('out')] })), false)
  const steps = [{ keyword: 'When', text: "the target's user sends NewOrderSingle", status: 'passed' as const }]
  assert.equal(isRecorded(session(1, 'passed', { steps })), false)
})
