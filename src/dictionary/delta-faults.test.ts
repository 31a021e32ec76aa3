/** What is wrong with a delta is told with file, line and column, what was expected, and near names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyDelta } from './delta.ts'
import { readDelta } from './delta-yaml.ts'
import { DictionaryError } from './dictionary-error.ts'
import { builtIn } from './load.ts'

function read(text: string): void {
  applyDelta(builtIn('FIX.4.4'), readDelta(`base: FIX.4.4\n${text}`, 'venue.yaml'))
}

const FAULTS: readonly (readonly [name: string, text: string, at: string, message: RegExp])[] = [
  ['an unknown key', 'feilds: {}', '2:1', /unknown key "feilds"; expected fields/],
  [
    'an unknown key within',
    'messages: { change: { D: { requires: [ Account ] } } }',
    '2:28',
    /unknown key "messages\.change\.D\.requires"; expected require/,
  ],
  ['a list where keys are wanted', 'fields: [ 1 ]', '2:1', /"fields" is \["1"\]; expected keys with values/],
  ['a name where a list is wanted', 'fields: { remove: Text }', '2:11', /"fields\.remove" is "Text"; expected a list/],
  [
    'a tag that is none',
    'fields: { add: [ { tag: 0, name: X, type: char } ] }',
    '2:20',
    /"fields\.add\.0\.tag" is "0"; expected a whole number from 1/,
  ],
  [
    'an absurd tag',
    'fields: { add: [ { tag: 99999999, name: X, type: char } ] }',
    '2:20',
    /expected a whole number from 1 to 999999/,
  ],
  [
    'a tag that is taken',
    'fields: { add: [ { tag: 54, name: X, type: char } ] }',
    '2:20',
    /54 is Side already; expected a free tag/,
  ],
  [
    'a name that is taken',
    'fields: { add: [ { tag: 20001, name: Side, type: char } ] }',
    '2:32',
    /Side is the name of 54 and of 20001/,
  ],
  [
    'an unknown type',
    'fields: { add: [ { tag: 20001, name: X, type: Pirce } ] }',
    '2:41',
    /"fields\.add\.0\.type" is "Pirce"; expected a data type of the standard, did you mean Price\?/,
  ],
  [
    'a field that is not there',
    'fields: { change: { OrdTyp: { type: char } } }',
    '2:21',
    /FIX\.4\.4 has no field "OrdTyp"; expected OrdType/,
  ],
  [
    'a value that is not there',
    'fields: { change: { Side: { values: { remove: [ Z ] } } } }',
    '2:49',
    /"Z" is no value of Side\(54\); expected one of 1, 2/,
  ],
  [
    'no value left',
    'fields: { change: { Side: { values: { only: [] } } } }',
    '2:29',
    /no value of Side\(54\) is left; expected one at least, or values: none/,
  ],
  ['values of another form', 'fields: { change: { Side: { values: [ 1 ] } } }', '2:29', /expected none, or \{ add: /],
  [
    'removed and changed',
    'fields: { remove: [ Side ], change: { Side: { type: char } } }',
    '2:39',
    /Side is removed and changed/,
  ],
  [
    'a message that is not there',
    'messages: { change: { NewOrderSingel: { require: [ Account ] } } }',
    '2:23',
    /FIX\.4\.4 has no message "NewOrderSingel"; expected NewOrderSingle/,
  ],
  ['a kept message that is not there', 'messages: { only: [ D, ZZ ] }', '2:24', /has no message "ZZ"/],
  [
    'a message that is changed, but not kept',
    'messages: { only: [ D ], change: { G: { require: [ Account ] } } }',
    '2:36',
    /OrderCancelReplaceRequest is changed, but not kept/,
  ],
  [
    'a field changed by name and by tag',
    'fields: { change: { Side: { type: int }, "54": { values: none } } }',
    '2:21',
    /Side is changed twice/,
  ],
  [
    'a message changed by name and by MsgType',
    'messages: { change: { D: { require: [ Account ] }, NewOrderSingle: { remove: [ Text ] } } }',
    '2:52',
    /NewOrderSingle is changed twice; expected one change/,
  ],
  [
    'a message that is there',
    'messages: { add: [ { msgType: D, name: X, members: [] } ] }',
    '2:20',
    /D X: there is D NewOrderSingle already/,
  ],
  [
    'a MsgType that is none',
    'messages: { add: [ { msgType: "U 1", name: X, members: [] } ] }',
    '2:22',
    /expected a MsgType: letters and digits/,
  ],
  [
    'a member that is not there',
    'messages: { change: { D: { require: [ Acount ] } } }',
    '2:39',
    /there is no member "Acount" here; expected Account/,
  ],
  [
    'a member of a group that is not there',
    'messages: { change: { D: { require: [ NoPartyIDs.PartyIDD ] } } }',
    '2:39',
    /no member "PartyIDD" here; expected PartyID/,
  ],
  [
    'a path through a field',
    'messages: { change: { D: { require: [ Account.PartyID ] } } }',
    '2:39',
    /Account is no group/,
  ],
  [
    'a member that is in already',
    'messages: { change: { D: { add: [ Symbol ] } } }',
    '2:35',
    /Symbol is there already; expected require: or optional:/,
  ],
  [
    'a new member that is none',
    'messages: { change: { D: { add: [ Smybol ] } } }',
    '2:35',
    /no field or component "Smybol"; expected Symbol/,
  ],
  [
    'a member beside one that is not there',
    'messages: { change: { D: { add: [ { field: Headline, after: Prize } ] } } }',
    '2:35',
    /no member "Prize" here; expected Price/,
  ],
  [
    'a member of no kind',
    'messages: { change: { D: { add: [ { required: true } ] } } }',
    '2:35',
    /expected field: or component:/,
  ],
  [
    'a group without members',
    'messages: { change: { D: { add: [ { group: NoHops } ] } } }',
    '2:35',
    /members" is missing/,
  ],
  [
    'a rule about nothing',
    'messages: { change: { D: { rules: [ { member: Prize, presence: required, when: x } ] } } }',
    '2:39',
    /no member "Prize" here; expected Price/,
  ],
  [
    'a rule of unknown presence',
    'messages: { change: { D: { rules: [ { member: Price, presence: must, when: x } ] } } }',
    '2:54',
    /expected required, optional, forbidden or ignored/,
  ],
  [
    'a component that is not there',
    'components: { remove: [ Instrumnet ] }',
    '2:25',
    /no component "Instrumnet"; expected Instrument/,
  ],
  ['a component that is there', 'components: { add: { Instrument: [ Text ] } }', '2:22', /Instrument is there already/],
  [
    'components in a circle',
    'components: { add: { A: [ B ], B: [ A ] } }',
    '2:',
    /component "A" contains itself \(A > B > A\)/,
  ],
  [
    'a control character',
    'fields: { add: [ { tag: 20001, name: X, type: char, values: { A: "\\x1b[2J" } } ] }',
    '2:63',
    /expected text without control characters/,
  ],
  ['malformed YAML', 'fields: { remove: [ Text }', '2:', /malformed YAML/],
  ['a key twice', 'title: a\ntitle: b', '3:1', /malformed YAML \(Map keys must be unique\)/],
]

for (const [name, text, at, message] of FAULTS)
  test(`refused with its place: ${name}`, () => {
    assert.throws(
      () => read(text),
      (error) => {
        assert.ok(error instanceof DictionaryError, String(error))
        assert.ok(error.message.startsWith(`venue.yaml:${at}`), error.message)
        assert.match(error.message, message)
        return true
      },
    )
  })

test('aliases that multiply, and text that has no end', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`)}]`),
  ]
  assert.throws(
    () => readDelta(`base: FIX.4.4\n${bomb.join('\n')}`),
    /YAML that can not be opened .*; expected no aliases/,
  )
  assert.throws(
    () => readDelta(`base: FIX.4.4\n# ${'x'.repeat(5_000_000)}`),
    /5000016 characters are too much; expected at most/,
  )
})
