import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportOf, reportWith, resultOf } from '../report-fixtures.ts'
import { sampleReport } from '../samples.ts'
import { renderJunit } from './junit.ts'

test('one suite per version and role, named after them', () => {
  const names = [...renderJunit(sampleReport()).matchAll(/<testsuite name="([^"]+)"/g)].map((match) => match[1])
  assert.deepEqual(names, [
    ...['FIX.4.2 acceptor', 'FIX.4.2 initiator', 'FIX.4.4 acceptor', 'FIX.4.4 initiator'],
    ...['FIX.5.0SP2 acceptor', 'FIX.5.0SP2 initiator'],
  ])
})

test('what was not proved is an error, never skipped and never passed', () => {
  const xml = renderJunit(reportWith('inconclusive', 'errored'))
  assert.match(xml, /<error type="inconclusive"/)
  assert.match(xml, /<error type="errored"/)
  assert.doesNotMatch(xml, /<skipped/)
})

test('a failure carries headline, requirement, expected, actual and the transcript', () => {
  const xml = renderJunit(sampleReport())
  const failure =
    /<failure type="failed" message="expected ResendRequest, got Logout">([\s\S]*?)<\/failure>/.exec(xml)?.[1] ?? ''
  for (const part of [
    /^Requirement: A MsgSeqNum higher/,
    /\nExpected: 35 MsgType = 2/,
    /\nActual: 35 MsgType = 5/,
    / {2}&lt;- {2}Logout 2/,
  ]) {
    assert.match(failure, part)
  }
})

test('a waived result is skipped and says what was seen, by whom it is waived and until when', () => {
  const xml = renderJunit(sampleReport())
  assert.match(
    xml,
    /<skipped message="waived by W-01, until 2026-12-31, owner FIX connectivity desk: .* Seen: NewSeqNo\(36\)/,
  )
})

test('two results of one name are told apart', () => {
  const xml = renderJunit(reportOf([resultOf(), resultOf()]))
  assert.match(xml, /name="2\.c [^"]+PossDupFlag"/)
  assert.match(xml, /name="2\.c [^"]+PossDupFlag \(2\)"/)
})
