import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { builtIn, dictionaryFor } from '../dictionary/load.ts'
import { fromQuickFixXml } from '../dictionary/quickfix-xml.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { generatedScenarios } from '../testing/generated-scenarios.ts'
import { chosenMessages } from './chosen-messages.ts'
import type { CheckKind } from './family.ts'
import { byReason, generate } from './generate.ts'

const PING = fromQuickFixXml(
  `<fix major='4' minor='4'>
<header><field name='BeginString' required='Y'/><field name='MsgType' required='Y'/></header>
<trailer><field name='CheckSum' required='Y'/></trailer>
<messages>
  <message name='Ping' msgtype='U1' msgcat='app'>
    <field name='Side' required='Y'/>
    <group name='NoLines' required='N'><field name='Line' required='Y'/><field name='Count' required='Y'/></group>
    <field name='RawDataLength' required='N'/><field name='RawData' required='N'/>
  </message>
</messages>
<fields>
  <field number='8' name='BeginString' type='STRING'/><field number='35' name='MsgType' type='STRING'/>
  <field number='10' name='CheckSum' type='STRING'/>
  <field number='54' name='Side' type='CHAR'><value enum='1' description='BUY'/><value enum='2' description='SELL'/></field>
  <field number='33' name='NoLines' type='NUMINGROUP'/><field number='58' name='Line' type='STRING'/>
  <field number='53' name='Count' type='INT'/>
  <field number='95' name='RawDataLength' type='LENGTH'/><field number='96' name='RawData' type='DATA'/>
</fields></fix>`,
  'small.xml',
)

function made(version: string, message: string, kinds?: readonly CheckKind[], dictionary = dictionaryOf(version)) {
  const found = findVersion(version) as FixVersion
  const definition = dictionary.messageByName(message)
  assert.ok(definition !== undefined, message)
  return generate({
    dictionary,
    version: found,
    messages: [definition],
    ...(kinds === undefined ? {} : { kinds }),
    source: { name: 'small.xml', sha256: 'abc' },
    command: 'npx fixproof generate small.xml Ping --out ping.feature',
  })
}

function dictionaryOf(version: string) {
  return dictionaryFor(findVersion(version) as FixVersion)
}

test('the file as a whole', () => {
  const { text, counts } = made('FIX.4.4', 'Ping', ['missing', 'codes', 'format'], PING)
  assert.equal(
    text,
    `# Made by fixproof generate from small.xml, sha256 abc.
# Not to be edited, but made again: npx fixproof generate small.xml Ping --out ping.feature
@session @generated @since:FIX.4.4 @until:FIX.4.4
Feature: Generated checks of Ping, FIX.4.4
  Each message is in order but for one fault, which the target has to reject for the reason that its version has for it.
  Left out, since the standard leaves the answer open or there is nothing to be wrong:
  - Line in NoLines: any text has the format of its type.
  - RawDataLength, RawData: data, and the length of data: a wrong length may make a message garbled, or cut it into
  other fields.

  Background:
    Given an established session with the target

  Rule: A message without a required tag is rejected.

    @14.b @must @generated
    Scenario: Ping without Side
      When the tester sends Ping
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | Side or absent            |
        | RefMsgType          | Ping or absent            |
        | SessionRejectReason | 1                         |
      And the session is alive

    @14.b @must @generated
    Scenario: Ping without Count in NoLines
      When the tester sends Ping:
        | Side    | 1 |
        | NoLines | 1 |
        |   Line  | A |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | Count or absent           |
        | RefMsgType          | Ping or absent            |
        | SessionRejectReason | 1                         |
      And the session is alive

  Rule: A value that is not in the list of its field, or out of its range, is rejected.

    @14.e @must @generated
    Scenario: Ping with Side z
      When the tester sends Ping:
        | Side | z |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | Side or absent            |
        | RefMsgType          | Ping or absent            |
        | SessionRejectReason | 5                         |
      And the session is alive

  Rule: A value in a format that is not that of its field is rejected.

    @14.f @must @generated
    Scenario: Ping with Side AB
      When the tester sends Ping:
        | Side | AB |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | Side or absent            |
        | RefMsgType          | Ping or absent            |
        | SessionRejectReason | 5 or 6                    |
      And the session is alive

    @14.f @must @generated
    Scenario: Ping with NoLines ABC
      When the tester sends Ping:
        | NoLines | ABC |
        | Side    | 1   |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | NoLines or absent         |
        | RefMsgType          | Ping or absent            |
        | SessionRejectReason | 6 or 16                   |
      And the session is alive

    @14.f @must @generated
    Scenario: Ping with Count ABC in NoLines
      When the tester sends Ping:
        | Side    | 1   |
        | NoLines | 1   |
        |   Line  | A   |
        |   Count | ABC |
      Then the target must send Reject within 2 seconds:
        | RefSeqNum           | <last sent by the tester> |
        | RefTagID            | Count or absent           |
        | RefMsgType          | Ping or absent            |
        | SessionRejectReason | 6                         |
      And the session is alive
`,
  )
  assert.deepEqual(
    [...counts],
    [
      ['missing', 2],
      ['codes', 1],
      ['format', 3],
    ],
  )
})

describe('the answer is that of the version', () => {
  const reasonsOf = (version: string, kind: CheckKind): (string | undefined)[] => [
    ...new Set(
      generatedScenarios(made(version, 'NewOrderSingle', [kind]).text).map(({ expected }) =>
        expected.get('SessionRejectReason'),
      ),
    ),
  ]

  test('FIX.4.0 and 4.1 have RefSeqNum alone', () => {
    for (const version of ['FIX.4.0', 'FIX.4.1']) {
      const scenarios = generatedScenarios(made(version, 'NewOrderSingle', ['missing', 'codes', 'repeated']).text)
      for (const { expected } of scenarios) assert.deepEqual([...expected.keys()], ['RefSeqNum'])
    }
  })

  for (const [kind, since43] of [
    ['undefined', '0 or 3'],
    ['missing', 'Required tag missing'],
    ['foreign', 'Tag not defined for this message type'],
    ['empty', 'Tag specified without a value'],
    ['codes', 'Value is incorrect'],
  ] as const)
    test(`${kind}: ${since43}, from FIX.4.2 on`, () => {
      for (const version of ['FIX.4.2', 'FIX.4.3', 'FIX.4.4', 'FIX.5.0'])
        assert.deepEqual(reasonsOf(version, kind), [since43], version)
    })

  for (const [kind, reasons] of [
    ['repeated', ['13']],
    ['count', ['16']],
    ['order', ['15 or 16', '1 or 2 or 15 or 16', '15']],
  ] as const)
    test(`${kind}: ${reasons.join('; ')} from FIX.4.3 on, before it the nearest or none`, () => {
      assert.deepEqual(reasonsOf('FIX.4.2', kind), ['absent or between 0 and 11'])
      for (const version of ['FIX.4.3', 'FIX.4.4', 'FIX.5.0']) assert.deepEqual(reasonsOf(version, kind), reasons)
    })

  test('conditions: BusinessMessageReject or the message’s own, before FIX.4.2 a Reject', () => {
    const messages = (version: string): string[][] =>
      generatedScenarios(made(version, 'OrderCancelReplaceRequest', ['conditions']).text).map(({ expected }) => [
        ...expected.keys(),
      ])
    assert.deepEqual(messages('FIX.4.1')[0], ['Reject', 'OrderCancelReject'])
    assert.deepEqual(messages('FIX.4.2')[0], ['BusinessMessageReject', 'OrderCancelReject'])
  })
})

test('a Boolean has two values, which are its format and its list, also where no list is stated', () => {
  const scenarios = generatedScenarios(made('FIX.4.4', 'ExecutionReport', ['format']).text)
  const booleans = scenarios.filter(({ name }) => / X( in|$)/.test(name))
  assert.ok(
    booleans.some(({ name }) => name.includes('LegalConfirm') || name.includes('LastRptRequested')),
    `${booleans.length}`,
  )
  for (const { expected } of booleans) assert.equal(expected.get('SessionRejectReason'), '5 or 6')
})

test('a stop limit order without StopPx has its Price', () => {
  const [one] = generatedScenarios(made('FIX.4.4', 'NewOrderSingle', ['conditions']).text).filter(({ name }) =>
    /OrdType 4 and without StopPx/.test(name),
  )
  const names = one?.stated.map(([name]) => name) ?? []
  assert.ok(names.includes('Price') && !names.includes('StopPx'), names.join(', '))
})

test('NewOrderSingle of FIX.4.4 gives at least 150 scenarios, the same each time', () => {
  const { text, titles } = made('FIX.4.4', 'NewOrderSingle')
  assert.ok(titles.length >= 150, `${titles.length}`)
  assert.equal(made('FIX.4.4', 'NewOrderSingle').text, text)
})

test('every scenario carries its case, and @generated; conditions need the application', () => {
  for (const { tags, rule } of generatedScenarios(made('FIX.4.4', 'NewOrderSingle').text)) {
    assert.ok(tags.includes('@generated') && tags.includes('@must'), tags.join(' '))
    assert.equal(tags.includes('@needs:order-flow'), tags.includes('@14.m'))
    assert.ok(rule.endsWith('.'), rule)
  }
})

test('what the standard leaves open is left out, and said', () => {
  const { titles, leftOut } = made('FIX.4.4', 'NewOrderSingle')
  assert.deepEqual(
    titles.filter((title) => /EncodedText|NewOrderSingle without OrderQty|StipulationType zz9/.test(title)),
    [],
  )
  const reasons = byReason(leftOut)
  assert.ok(reasons.find(({ why }) => why.startsWith('data,'))?.what.includes('EncodedText'))
  assert.ok(reasons.find(({ why }) => why.startsWith('it is required'))?.what.includes('the component OrderQtyData'))
  assert.ok(
    reasons.find(({ why }) => why.startsWith('parties may'))?.what.includes('StipulationType in NoStipulations'),
  )
})

test('several messages in one file keep their names apart', () => {
  const dictionary = builtIn('FIX.4.4')
  const messages = chosenMessages(dictionary, ['D', 'NewOrderSingle', 'orderCancelRequest'])
  assert.ok(!('kind' in messages))
  assert.deepEqual(
    messages.map(({ name }) => name),
    ['NewOrderSingle', 'OrderCancelRequest'],
  )
  const version = findVersion('FIX.4.4') as FixVersion
  const { titles } = generate({ dictionary, version, messages, source: { name: 'x', sha256: '0' }, command: 'x' })
  assert.equal(new Set(titles).size, titles.length)
  assert.ok(titles.some((title) => title.startsWith('OrderCancelRequest without ')))
})

describe('messages that no checks are made for', () => {
  for (const [word, why] of [
    ['Logon', /belongs to the session.*fixproof run 1B 1S$/],
    ['2', /ResendRequest.*fixproof run 8 14$/],
    ['BusinessMessageReject', /a reject is never answered by a reject/],
    ['NewOrderSingel', /has no message "NewOrderSingel", did you mean "NewOrderSingle"/],
    ['nothing', /has no message "nothing"\. Expected a name or MsgType/],
  ] as const)
    test(word, () => {
      const found = chosenMessages(builtIn('FIX.4.4'), ['D', word])
      assert.ok('kind' in found)
      assert.match(found.text, why)
    })

  test('all are those that are left', () => {
    const all = chosenMessages(builtIn('FIX.4.4'), ['all'])
    assert.ok(!('kind' in all))
    assert.ok(all.length > 70 && !all.some(({ msgType }) => 'A012345j'.includes(msgType)))
  })
})
