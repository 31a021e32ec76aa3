import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clip, visible } from './plain-text.ts'
import type { DifferenceField } from './report.ts'
import { resultOf } from './report-fixtures.ts'
import { caseTitle, comparison, duration, headline, others, where } from './wording.ts'

const field = (change: Partial<DifferenceField>): DifferenceField => ({
  tag: 373,
  name: 'SessionRejectReason',
  expected: '5',
  expectedLabel: 'Value is incorrect',
  actual: '99',
  actualLabel: 'Other',
  equal: false,
  ...change,
})
const msgType = { tag: 35, name: 'MsgType', expected: '2', expectedLabel: 'ResendRequest' }

const HEADLINES: [name: string, fields: DifferenceField[], headline: string][] = [
  [
    'a field by tag, name, value and label',
    [field({})],
    'SessionRejectReason(373): expected 5 Value is incorrect, got 99 Other',
  ],
  [
    'a MsgType by its name',
    [field({ ...msgType, actual: '5', actualLabel: 'Logout' })],
    'expected ResendRequest, got Logout',
  ],
  ['no message at all', [field({ ...msgType, actual: null })], 'expected ResendRequest, got nothing'],
  [
    'the first field that differs',
    [field({ ...msgType, equal: true }), field({ actual: null })],
    'SessionRejectReason(373): expected 5 Value is incorrect, got nothing',
  ],
]
for (const [name, fields, expected] of HEADLINES) {
  test(`headline: ${name}`, () => assert.equal(headline(resultOf({ difference: { fields } })), expected))
}

test('headline without a difference: the reason, else what was seen', () => {
  assert.equal(headline(resultOf({ reason: 'no hook', actual: 'a' })), 'no hook')
  assert.equal(headline(resultOf({ actual: 'a' })), 'a')
})

test('a difference with a value that had to be absent names it', () => {
  const difference = {
    fields: [field({ tag: 141, name: 'ResetSeqNumFlag', expected: null, actual: 'Y', actualLabel: 'Yes' })],
  }
  const { expected, actual } = comparison(resultOf({ difference }))
  assert.equal(expected, '141 ResetSeqNumFlag absent')
  assert.equal(actual, '141 ResetSeqNumFlag = Y Yes')
})

const DURATIONS: [ms: number, text: string][] = [
  [0, '0 ms'],
  [5.94, '5.9 ms'],
  [959.6, '960 ms'],
  [999.6, '1.00 s'],
  [3070, '3.07 s'],
  [119_960, '2 min 0 s'],
  [179_700, '3 min 0 s'],
  [172_800_000, '48 h 0 min'],
]
for (const [ms, text] of DURATIONS) test(`${ms} ms read as ${text}`, () => assert.equal(duration(ms), text))

test('a version is named by its application layer', () => {
  assert.equal(where({ beginString: 'FIXT.1.1/FIX.5.0SP2', targetRole: 'initiator' }), 'FIX.5.0SP2 initiator')
})

test('control characters and turns of the reading direction are named, not done', () => {
  assert.equal(visible('a\u001b[31m\u202eb\nc'), 'a<U+001B>[31m<U+202E>b c')
  assert.equal(clip('12345', 4), '123…')
})

test('of another message than was wanted, what it says is told too', () => {
  const difference = {
    fields: [field({ tag: 35, name: 'MsgType', expected: '0', actual: '5', actualLabel: 'Logout' })],
  }
  const actual = 'Logout 2: Text = MsgSeqNum too low'
  assert.equal(comparison(resultOf({ difference, actual })).actual, '35 MsgType = 5 Logout, Text = MsgSeqNum too low')
  assert.equal(comparison(resultOf({ difference, actual: 'Logout 2' })).actual, '35 MsgType = 5 Logout')
})

test('a title that the example begins with is not said twice', () => {
  const title = 'Garbled message'
  assert.equal(caseTitle({ title, example: 'Garbled message: wrong CheckSum' }), 'Garbled message: wrong CheckSum')
  assert.equal(caseTitle({ title, example: 'Garbled message' }), 'Garbled message')
  assert.equal(caseTitle({ title, example: 'row 2' }), 'Garbled message: row 2')
  assert.equal(caseTitle({ title }), 'Garbled message')
})

test('others of one cause are named once each, and the rest counted', () => {
  const at = (id: string) => resultOf({ case: id })
  assert.equal(others([at('2.d'), at('2.d'), at('3.b')]), '2.d FIX.4.4 acceptor, 3.b FIX.4.4 acceptor')
  assert.equal(others([at('2.d'), at('2.d'), at('3.b'), at('8'), at('8')], 1), '2.d FIX.4.4 acceptor and 3 more')
})
