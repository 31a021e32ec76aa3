import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orchestraSample } from '../testing/orchestra-sample.ts'
import { toCompact } from './compact.ts'
import { applyDelta } from './delta.ts'
import { readDelta } from './delta-yaml.ts'
import type { Dictionary } from './dictionary.ts'
import { diffDictionaries } from './dictionary-diff.ts'
import { changeText } from './diff-text.ts'
import { builtIn } from './load.ts'
import { fromOrchestraXml } from './orchestra-xml.ts'

const fix44 = builtIn('FIX.4.4')

function delta(text: string, base: Dictionary = fix44): Dictionary {
  return applyDelta(base, readDelta(`base: FIX.4.4\n${text}`, 'venue.yaml'))
}

/** What a delta changes, in words. */
function changes(text: string): string[] {
  return diffDictionaries(fix44, delta(text)).map((change) => `${change.change} ${changeText(change)}`)
}

function listOf(dictionary: Dictionary, msgType: string): string {
  const line = toCompact(dictionary).messages.find((message) => message.startsWith(`${msgType} `))
  return line?.replace(/^\S+ \S+ \S+ /, '') ?? ''
}

test('a delta that says nothing is the base', () => {
  assert.deepEqual(toCompact(delta('title: Nothing')), toCompact(fix44))
})

test('fields: added, changed, removed', () => {
  assert.deepEqual(
    changes(`
fields:
  add:
    - { tag: 20001, name: VenueOrderKind, type: char, values: { L: LIT, 01: EARLY } }
  change:
    OrdType: { values: { add: { "1": AT_MARKET, Z: MID_POINT }, remove: [ "9" ] } }
    "59": { values: { only: [ "0", "3" ] } }
    Text: { name: FreeText, type: XMLData }
    Side: { values: none }
    CxlRejReason: { open: true }
  remove: [ BookingType ]
messages: { only: [ NewOrderSingle ] }`)
      .filter((text) => !/removed [A-Za-z]+\([A-Z0-9a-z]+\)$/.test(text))
      .filter((text) => !/Side\(54\)/.test(text)),
    [
      'removed BookingType(775) int',
      'removed OrdType(40) 9 On basis',
      'changed OrdType(40) 1 label Market → At market',
      'added OrdType(40) Z Mid point',
      'changed FreeText(58) was called Text',
      'changed FreeText(58) type String → XMLData',
      ...['1 Good till cancel', '2 At the opening', '4 Fill or kill', '5 Good till crossing', '6 Good till date'].map(
        (value) => `removed TimeInForce(59) ${value}`,
      ),
      'removed TimeInForce(59) 7 At the close',
      'changed CxlRejReason(102) these values only → other values allowed',
      'added VenueOrderKind(20001) char',
      'removed NewOrderSingle: BookingType(775)',
    ],
  )
})

test('values are text: leading zeros and words that YAML has a meaning for stay as they are', () => {
  const values = delta(
    'fields: { add: [ { tag: 20001, name: V, type: String, values: { 01: A, 1: B, Y: C, null: D, 1.0: E } } ] }',
  ).fieldByTag(20001)?.values
  assert.deepEqual([...(values?.keys() ?? [])].sort(), ['01', '1', '1.0', 'Y', 'null'].sort())
})

test('a member of a message: required, optional, out, in, at its place', () => {
  const dictionary = delta(`
messages:
  change:
    OrderCancelReject:
      require: [ Account, "60" ]
      optional: [ OrdStatus ]
      remove: [ Text ]
      add: [ "PossResend!", { field: Side, after: Account }, { field: Headline, before: OrderID, required: true } ]`)
  assert.equal(listOf(fix44, '9'), '37! 198 526 11! 583 41! 39! 636 586 66 1 660 581 229 75 60 434! 102 58 354 355')
  assert.equal(
    listOf(dictionary, '9'),
    '148! 37! 198 526 11! 583 41! 39 636 586 66 1! 54 660 581 229 75 60! 434! 102 354 355 97!',
  )
})

test('a member of a component, from a message: changed in that message alone', () => {
  const dictionary = delta('messages: { change: { NewOrderSingle: { require: [ Symbol, NoPartyIDs.PartyID ] } } }')
  assert.deepEqual(diffDictionaries(fix44, dictionary).map(changeText), [
    'NewOrderSingle: NoPartyIDs.PartyID(448) optional → required',
    'NewOrderSingle: Symbol(55) optional → required',
  ])
  assert.ok(toCompact(dictionary).components.find((line) => line.startsWith('Instrument 55 65')))
})

test('what stood in an optional component is not required once that is opened', () => {
  const dictionary = delta(`
fields: { add: [ { tag: 20001, name: Kind, type: char }, { tag: 20002, name: Note, type: String } ] }
components: { add: { Optional: [ Kind!, Note ], Needed: [ Text!, Headline ] } }
messages: { add: [ { msgType: U1, name: Status, members: [ Optional, Needed! ] } ] }`)
  const change = readDelta('base: x.yaml\nmessages: { change: { Status: { require: [ Note, Headline ] } } }')
  assert.equal(listOf(dictionary, 'U1'), '@Optional @Needed!')
  assert.equal(listOf(applyDelta(dictionary, change), 'U1'), '20001 20002! 58! 148!')
})

test('a component that changes, changes in every message; one that goes leaves all of them', () => {
  const dictionary = delta('components: { change: { Instrument: { require: [ Symbol ] } }, remove: [ Stipulations ] }')
  const texts = diffDictionaries(fix44, dictionary)
  const required = texts.filter(({ of }) => of === 'required')
  assert.ok(required.length > 30, `${required.length}`)
  assert.ok(required.every(({ field }) => field?.name === 'Symbol'))
  assert.ok(
    texts.some(
      ({ of, field, message }) => of === 'member' && field?.name === 'NoStipulations' && message?.msgType === 'D',
    ),
  )
  assert.equal(dictionary.component('Stipulations'), undefined)
  const [order, replace] = ['D', 'G'].map((type) =>
    dictionary.message(type)?.members.find((m) => m.kind === 'component' && m.name === 'Instrument'),
  )
  assert.ok(order?.kind === 'component' && replace?.kind === 'component')
  assert.equal(order.members, replace.members)
})

test('a message that is new, with a component and a group that are', () => {
  const dictionary = delta(`
fields: { add: [ { tag: 20001, name: VenueNote, type: String }, { tag: 20002, name: NoVenueLegs, type: NumInGroup } ] }
components: { add: { VenueData: [ VenueNote!, { group: NoVenueLegs, members: [ LegSymbol!, LegSide ] } ] } }
messages:
  add:
    - { msgType: U1, name: VenueStatus, members: [ ClOrdID!, { component: VenueData, required: true }, { field: Side, constant: "1" } ] }`)
  assert.equal(listOf(dictionary, 'U1'), '11! @VenueData! 54')
  assert.ok(toCompact(dictionary).components.includes('VenueData 20001! 20002(600! 624)'))
  assert.equal(dictionary.message('U1')?.category, 'app')
  assert.equal(dictionary.labelOf(35, 'U1'), 'Venue status')
  assert.equal(dictionary.labelOf(35, 'D'), 'New order single')
  const named = delta(`
fields: { change: { MsgType: { values: { add: { U1: STATUS_OF_VENUE, U2: OTHER } } } } }
messages: { add: [ { msgType: U1, name: VenueStatus, members: [] }, { msgType: U3, name: Third, members: [] } ] }`)
  assert.deepEqual(
    ['U1', 'U2', 'U3'].map((value) => named.labelOf(35, value)),
    ['Status of venue', 'Other', 'Third'],
  )
})

test('only: application messages that stay; the session’s stay anyway', () => {
  const { messages } = delta('messages: { only: [ D, ExecutionReport ] }')
  assert.deepEqual(
    messages.filter(({ category }) => category === 'app').map(({ name }) => name),
    ['ExecutionReport', 'NewOrderSingle'],
  )
  assert.ok(messages.some(({ name }) => name === 'Logon'))
})

test('rules of presence', () => {
  const dictionary = delta(`
messages:
  change:
    D:
      rules:
        - { name: LimitPrice, member: Price, presence: required, when: "OrdType == ^Limit" }
        - { member: NoPartyIDs.PartyRole, presence: forbidden, when: "Side == ^Buy" }`)
  assert.deepEqual(dictionary.message('D')?.rules, [
    { name: 'LimitPrice', path: [], member: 'Price', presence: 'required', when: 'OrdType == ^Limit' },
    {
      name: 'NoPartyIDs.PartyRole forbidden',
      path: ['NoPartyIDs'],
      member: 'PartyRole',
      presence: 'forbidden',
      when: 'Side == ^Buy',
    },
  ])
})

test('header and trailer', () => {
  assert.deepEqual(
    changes('header: { require: [ OnBehalfOfCompID ], remove: [ NoHops ] }\ntrailer: { add: [ Text ] }'),
    [
      'removed StandardHeader: NoHops(627)',
      'changed StandardHeader: OnBehalfOfCompID(115) optional → required',
      'added StandardTrailer: Text(58) optional',
    ],
  )
})

test('over Orchestra: scenarios, rules and fields of scenarios stay', () => {
  const base = fromOrchestraXml(orchestraSample())
  const dictionary = delta('messages: { change: { D: { optional: [ ClOrdID ] } } }', base)
  assert.deepEqual(dictionary.message('D')?.rules, base.message('D')?.rules)
  const side = dictionary.scenariosOf('D')[0]?.members[1]
  assert.ok(side?.kind === 'field')
  assert.deepEqual([...(side.field.values?.keys() ?? [])], ['1', '5', '8'])
})
