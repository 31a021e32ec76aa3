import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import type { DifferenceField, ReportResult, ReportStep } from '../report/report.ts'
import { fix } from '../testing/recorded-log.ts'
import { type Choice, type Drift, driftsOf, FeatureChanged } from './drift.ts'
import { editsOf } from './drift-edits.ts'
import { scenariosOfFeature } from './feature-steps.ts'
import { applyEdits } from './text-edits.ts'

const FEATURE = `# kept as it is
@imported
Feature: Regression

  @IMPORT-001
  Scenario: an order
    Given an established session with the target
    When the tester sends NewOrderSingle as "order" with OrderQty 100
    # what came
    Then the target must send ExecutionReport within 2 seconds:
      | OrdStatus  | New    |
      | LeavesQty  | 100    |
      | NoPartyIDs |        |
      |   PartyID  | FIRM   |
      |   PartyID  | TRADER |
    And the target must send Heartbeat with TestReqID A1 within 2 seconds
`

/** A result whose step of this number failed. */
function failed(text: string, step: number, change: Partial<ReportResult>): ReportResult {
  const [scenario] = scenariosOfFeature(text)
  const steps = (scenario?.steps ?? []).map(({ text, rows }, i): ReportStep => {
    const table = rows.length === 0 ? {} : { table: rows.map(({ name, cell }) => [name, cell]) }
    return { keyword: 'Then', text, status: i === step ? 'failed' : i < step ? 'passed' : 'skipped', ...table }
  })
  return {
    case: 'x',
    title: 'x',
    feature: 'x.feature',
    line: scenario?.line ?? 0,
    beginString: 'FIX.4.4',
    targetRole: 'acceptor',
    level: 'must',
    verdict: 'failed',
    expected: [],
    actual: '',
    durationMs: 0,
    virtualMs: 0,
    transcript: [],
    steps,
    ...change,
  }
}

const unequal = (tag: number, name: string, expected: string, actual: string | null): DifferenceField => ({
  tag,
  name,
  expected,
  actual,
  equal: false,
})

function drifts(text: string, result: ReportResult): Drift[] {
  const version = findVersion('FIX.4.4')
  assert.ok(version)
  return driftsOf(text, [result], { from: 1, dictionaryOf: () => dictionaryFor(version) })
}

function written(text: string, result: ReportResult, choice: Choice): string {
  return applyEdits(
    text,
    editsOf(
      text,
      drifts(text, result).map((drift) => ({ drift, choice })),
    ),
  )
}

/** The lines that are others, as they were and as they are. */
function changed(text: string, after: string): [string[], string[]] {
  const [a, b] = [text.split('\n'), after.split('\n')]
  return [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))].map((lines) =>
    lines.map((line) => line.trim()),
  ) as [string[], string[]]
}

describe('a value that has changed', () => {
  const report = (fields: DifferenceField[]): ReportResult => failed(FEATURE, 2, { difference: { fields } })
  const both = report([unequal(39, 'OrdStatus', '0', '8'), unequal(151, 'LeavesQty', '100', '0')])

  test('is shown beside its line, with what each choice would write', () => {
    const [status, leaves] = drifts(FEATURE, both)
    assert.equal(status?.line, 11)
    assert.equal(status?.text, '| OrdStatus  | New    |')
    assert.equal(status?.about, 'OrdStatus: expected 0, came 8')
    assert.deepEqual(status?.would, {
      accept: '| OrdStatus | Rejected |',
      loosen: '| OrdStatus | New or Rejected |',
      drop: 'without this row',
    })
    assert.equal(leaves?.would.loosen, '| LeavesQty | between 0 and 100 |')
  })

  test('is accepted, loosened or dropped, and everything else stays byte for byte', () => {
    assert.deepEqual(changed(FEATURE, written(FEATURE, both, 'accept')), [
      ['| OrdStatus  | New    |', '| LeavesQty  | 100    |'],
      ['| OrdStatus  | Rejected |', '| LeavesQty  | 0      |'],
    ])
    const dropped = written(FEATURE, both, 'drop')
    assert.equal(dropped, FEATURE.replace(/ +\| (OrdStatus|LeavesQty) .*\n/g, ''))
  })

  test('keeps line ends of another system', () => {
    const crlf = FEATURE.replaceAll('\n', '\r\n')
    const result = failed(crlf, 2, { difference: { fields: [unequal(39, 'OrdStatus', '0', '8')] } })
    assert.equal(written(crlf, result, 'accept'), crlf.replace('| New    |', '| Rejected |'))
  })

  test('in a group is that of its entry', () => {
    const result = report([unequal(448, 'NoPartyIDs[2].PartyID', 'TRADER', 'BROKER')])
    assert.deepEqual(changed(FEATURE, written(FEATURE, result, 'accept'))[1], ['|   PartyID  | BROKER |'])
  })

  test('in a sentence changes the sentence', () => {
    const result = failed(FEATURE, 3, { difference: { fields: [unequal(112, 'TestReqID', 'A1', 'A2')] } })
    const sentence = (choice: Choice): string | undefined => changed(FEATURE, written(FEATURE, result, choice))[1][0]
    assert.equal(sentence('accept'), 'And the target must send Heartbeat with TestReqID A2 within 2 seconds')
    assert.equal(sentence('loosen'), 'And the target must send Heartbeat with TestReqID /^A\\d+$/ within 2 seconds')
    assert.equal(sentence('drop'), 'And the target must send Heartbeat within 2 seconds')
  })

  test('that is gone may be absent', () => {
    const result = report([unequal(39, 'OrdStatus', '0', null)])
    assert.deepEqual(drifts(FEATURE, result)[0]?.would.accept, '| OrdStatus | absent |')
    assert.deepEqual(drifts(FEATURE, result)[0]?.would.loosen, '| OrdStatus | New or absent |')
  })

  test('that names something new is any', () => {
    assert.equal(drifts(FEATURE, report([unequal(39, 'OrdStatus', '0', '8')])).length, 1)
    const text = FEATURE.replace('| OrdStatus  | New    |', '| OrderID    | X1     |')
    const result = failed(text, 2, { difference: { fields: [unequal(37, 'OrderID', 'X1', 'X2')] } })
    assert.equal(drifts(text, result)[0]?.would.accept, '| OrderID | any |')
  })
})

test('the last row of a table takes the colon along', () => {
  const text = FEATURE.replace(/ +\| (LeavesQty|NoPartyIDs| {2}PartyID) .*\n/g, '')
  const result = failed(text, 2, { difference: { fields: [unequal(39, 'OrdStatus', '0', '8')] } })
  assert.match(written(text, result, 'drop'), /send ExecutionReport within 2 seconds\n {4}And/)
})

describe('a message', () => {
  test('that did not come', () => {
    const result = failed(FEATURE, 3, {
      actual: 'nothing within 2 s',
      difference: { fields: [unequal(35, 'MsgType', '0', null)] },
    })
    const line = (choice: Choice): string[] => changed(FEATURE, written(FEATURE, result, choice))[1]
    assert.deepEqual(line('accept'), ['And the target must not send Heartbeat for 2 seconds'])
    assert.deepEqual(line('loosen'), ['And the target may send Heartbeat with TestReqID A1 within 2 seconds'])
    assert.equal(written(FEATURE, result, 'drop'), FEATURE.replace(/ +And .*\n/, ''))
  })

  test('that came in its place', () => {
    const raw = fix('35=3|49=VENUE|56=CLIENT|34=3|52=20261122-17:00:00.000|45=2|373=5|58=no')
    const result = failed(FEATURE, 2, {
      actual: 'Reject 3',
      difference: { entry: 0, fields: [unequal(35, 'MsgType', '8', '3')] },
      transcript: [{ at: '', direction: 'in', raw }],
    })
    assert.deepEqual(changed(FEATURE, written(FEATURE, result, 'accept')), [
      [],
      [
        'Then the target must send Reject within 2 seconds:',
        '| RefSeqNum           | any                |',
        '| SessionRejectReason | Value is incorrect |',
        '| Text                | no                 |',
      ],
    ])
    assert.deepEqual(changed(FEATURE, written(FEATURE, result, 'loosen'))[1], ['Then the target may first send Reject'])
    assert.doesNotMatch(written(FEATURE, result, 'drop'), /ExecutionReport|PartyID/)
  })
})

test('a feature that is another one by now is not touched', () => {
  const result = failed(FEATURE, 2, { difference: { fields: [unequal(39, 'OrdStatus', '0', '8')] } })
  assert.throws(() => drifts(FEATURE.replace('| 100    |', '| 99     |'), result), FeatureChanged)
  assert.throws(() => drifts(`\n${FEATURE}`, result), FeatureChanged)
})

test('what is not imported is left alone', () => {
  const own = FEATURE.replace('@imported', '@session')
  assert.deepEqual(drifts(own, failed(own, 2, { difference: { fields: [unequal(39, 'OrdStatus', '0', '8')] } })), [])
})
