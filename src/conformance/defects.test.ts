import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CATALOGUE, selectCases } from './catalogue.ts'
import { type DefectClass, type Failure, probableCause } from './defect.ts'
import { DEFECTS } from './defects.ts'
import type { Difference } from './difference.ts'

/** Of the session suite with all letters; of the application also the beginning of an id, and a whole group. */
const FORM =
  /^(\d+[A-Z]?(\.[a-z])?|(SD|PX)-\d+b?|(ORD|CXL|EXE|QUO|MKT|APP)(-\d\d(\.[a-z])?)?|MAT(-[A-L]\.\d(\.[a-f])?)?|INV-\d+)$/

const PROBE = ['Heartbeat within 2 s', 'TestReqID(112) = PROBE1']

/** Another message than was wanted, or none. */
const unlike = (expected: string, actual: string | null): Difference => ({
  fields: [{ tag: 35, name: 'MsgType', expected: 'x', expectedLabel: expected, ...labelled(actual), equal: false }],
})
const labelled = (name: string | null) => (name === null ? { actual: null } : { actual: 'y', actualLabel: name })

/** The right message, with another value in one field. */
const differs = (tag: number, expected: string, actual: string | null): Difference => ({
  fields: [
    { tag: 1, name: 'Account', expected: 'A', actual: 'A', equal: true },
    { tag, name: 'Field', expected, actual, equal: false },
  ],
})

const FAILURES: readonly (readonly [name: string, failure: Failure, expected: string | undefined])[] = [
  [
    'a number above what was wanted',
    { case: 'SD-46', expected: [], actual: 'SequenceReset 1', difference: differs(36, 'between 2 and 11', '101') },
    'gapfill-beyond-last',
  ],
  [
    'a number below what was wanted',
    { case: 'SD-46', expected: [], actual: 'SequenceReset 1', difference: differs(36, '11', '10') },
    'gapfill-too-short',
  ],
  [
    'a field that is not there',
    { case: '8', expected: [], actual: 'SequenceReset 1', difference: differs(43, 'Y', null) },
    'possdup-missing',
  ],
  [
    'a field that nobody wanted',
    { case: '4.a', expected: [], actual: 'Heartbeat 2', difference: differs(112, 'absent', 'X') },
    'heartbeat-with-test-req-id',
  ],
  [
    'another message',
    { case: '2.b', expected: [], actual: 'Logout 2: Text = gap', difference: unlike('ResendRequest', 'Logout') },
    'gap-is-fatal',
  ],
  [
    'no message',
    { case: '2.b', expected: [], actual: 'nothing within 2 s', difference: unlike('ResendRequest', null) },
    'gap-ignored',
  ],
  [
    'the end of the connection',
    {
      case: '2.d',
      expected: PROBE,
      actual: 'the target closed the connection (FIN)',
      difference: unlike('Heartbeat', null),
    },
    'garbled-disconnects',
  ],
  [
    'bytes that are no message',
    {
      case: 'XX-1',
      expected: [],
      actual: 'the target sent bytes that are no FIX message (CheckSum)',
      difference: unlike('Heartbeat', null),
    },
    'malformed-output',
  ],
  [
    'a probe under a number that was counted',
    {
      case: '3.b',
      expected: PROBE,
      actual: 'Logout 2: Text = MsgSeqNum too low, expecting 3 but received 2',
      difference: unlike('Heartbeat', 'Logout'),
    },
    'garbled-counted',
  ],
  [
    'the same outside the cases of garbled messages: the general class',
    {
      case: 'XX-1',
      expected: PROBE,
      actual: 'Logout 2: Text = MsgSeqNum too low, expecting 3 but received 2',
      difference: unlike('Heartbeat', 'Logout'),
    },
    'counted-too-far',
  ],
  [
    'a Logout for another reason says nothing of numbers',
    { case: 'XX-1', expected: PROBE, actual: 'Logout 2: Text = end of day', difference: unlike('Heartbeat', 'Logout') },
    undefined,
  ],
  [
    'a range of which nothing came',
    { case: 'SD-47', expected: ['messages 3 to 7 again, none left out: 3 is next'], actual: 'nothing within 5 s' },
    'request-unanswered',
  ],
  [
    'a range of which some came',
    { case: 'SD-47', expected: ['messages 3 to 7 again, none left out: 5 is next'], actual: 'nothing within 5 s' },
    'answer-ends-early',
  ],
  [
    'a Logon that has to begin at 1',
    {
      case: 'SD-19',
      expected: ['Logon with MsgSeqNum(34) = 1, ResetSeqNumFlag(141) = absent'],
      actual: 'Logon 3: MsgSeqNum = 3',
      difference: differs(34, '1', '3'),
    },
    'numbers-not-reset',
  ],
  [
    'a Logon that has to go on',
    {
      case: 'SD-19',
      expected: ['Logon with MsgSeqNum(34) = 3, ResetSeqNumFlag(141) = absent'],
      actual: 'Logon 9: MsgSeqNum = 9',
      difference: differs(34, '3', '9'),
    },
    'numbers-skipped',
  ],
  ['what no row is about', { case: 'SD-71', expected: ['it tries the primary'], actual: 'no attempt' }, undefined],
]

describe('the probable cause', () => {
  for (const [name, failure, expected] of FAILURES)
    test(`${name}: ${expected ?? 'none'}`, () => assert.equal(probableCause(failure, DEFECTS)?.class, expected))

  test('is the first that fits, and a row has to fit in all of its signs', () => {
    const failure: Failure = { case: '14.b', expected: ['disconnect within 1 s'], actual: 'nothing within 1 s' }
    const row = (change: Partial<DefectClass>): DefectClass => ({ class: 'general', text: 'Text.', ...change })
    const first = row({ class: 'first', cases: ['14'], expects: ['disconnect'], got: ['nothing'] })
    assert.deepEqual(probableCause(failure, [first, row({})]), { class: 'first', text: 'Text.' })
    for (const other of [
      { cases: ['14.a', '1'] },
      { expects: ['silence'] },
      { got: ['application'] },
      { tag: 35 },
      { says: /Logout/ },
      { wanted: /Logout/ },
      { probe: true },
    ])
      assert.equal(probableCause(failure, [{ ...first, ...other }, row({})])?.class, 'general', JSON.stringify(other))
  })

  test('names the engines in which it was seen', () => {
    const failure = {
      case: 'SD-43',
      expected: [],
      actual: 'SequenceReset 1: GapFillFlag = Y',
      difference: unlike('Reject', 'SequenceReset'),
    }
    assert.deepEqual(probableCause(failure, DEFECTS)?.seenIn, ['QuickFIX/C++ 1.15.1'])
  })
})

describe('the table of defects', () => {
  test('a class is one word, and its text whole sentences that a terminal can hold', () => {
    for (const { class: name, text } of DEFECTS) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/)
      assert.match(text, /^[A-Z].*[.?]$/, name)
      assert.ok(text.length < 300, `${name}: ${text.length} characters`)
    }
  })

  test('no row stands behind one that takes all it could take', () => {
    const signs = ({ class: _, text: __, seenIn: ___, ...rest }: DefectClass) => JSON.stringify(rest)
    const seen = new Map<string, string>()
    for (const defect of DEFECTS) {
      const key = signs(defect)
      // Expressions are objects without content for JSON: rows that have one are told apart by its text.
      const full = `${key} ${defect.says ?? ''} ${defect.wanted ?? ''} ${defect.value ?? ''}`
      assert.equal(seen.get(full), undefined, `${defect.class} has the signs of ${seen.get(full)}`)
      seen.set(full, defect.class)
    }
  })

  test('its cases have the form of case ids, and the catalogue knows them where it has their group', () => {
    const named = [...new Set(DEFECTS.flatMap(({ cases = [] }) => cases))]
    for (const id of named) assert.match(id, FORM)
    const sd = named.filter((id) => id.startsWith('SD-'))
    const application = named.filter((id) => /^[A-Z]{3}/.test(id))
    assert.deepEqual(
      application.filter((id) => selectCases(id).length === 0),
      [],
    )
    assert.deepEqual(
      sd.filter((id) => !CATALOGUE.some((row) => row.id === id)),
      [],
    )
  })
})
