import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyDelta } from './delta.ts'
import { readDelta } from './delta-yaml.ts'
import { Dictionary, type DictionaryParts, type Field, type Member } from './dictionary.ts'
import { warningsOf } from './dictionary-warnings.ts'
import { builtIn } from './load.ts'

const text: Field = { tag: 58, name: 'Text', type: 'STRING' }
const count: Field = { tag: 453, name: 'NoPartyIDs', type: 'INT' }
const typed: Field = { tag: 382, name: 'NoContraBrokers', type: 'NUMINGROUP' }

function member(field: Field, required = false): Member {
  return { kind: 'field', field, required }
}

/** A Logon, an order, header and trailer, and what a test adds. */
function dictionary(parts: Partial<DictionaryParts>): Dictionary {
  return new Dictionary({
    name: 'FIX.4.4',
    header: [member(text)],
    trailer: [member(text)],
    fields: [text],
    components: [],
    messages: [{ msgType: 'A', name: 'Logon', category: 'admin', members: [member(text)] }],
    ...parts,
  })
}

function orders(members: readonly Member[]): Partial<DictionaryParts> {
  const logon = { msgType: 'A', name: 'Logon', category: 'admin' as const, members: [member(text)] }
  return { messages: [logon, { msgType: 'D', name: 'Order', category: 'app', members }] }
}

test('nothing odd, nothing said', () => {
  assert.deepEqual(warningsOf(dictionary({})), [])
  assert.deepEqual(warningsOf(builtIn('FIX.4.0')), [])
})

const CASES: readonly (readonly [name: string, parts: Partial<DictionaryParts>, warning: RegExp])[] = [
  ['no version', { name: 'Venue 3' }, /^"Venue 3" tells no version of FIX/],
  ['no messages', { messages: [] }, /^it has no messages$/],
  ['no header', { header: [] }, /^it has no StandardHeader or StandardTrailer/],
  [
    'no Logon',
    { messages: [{ msgType: 'D', name: 'Order', category: 'app', members: [member(text)] }] },
    /^it has no Logon\(A\)/,
  ],
  ['a message without fields', orders([]), /^without fields of their own: Order$/],
  [
    'a field twice on one level',
    orders([member(text), { kind: 'component', name: 'C', required: false, members: [member(text)] }]),
    /^a field stands twice on one level: Text\(58\) in Order$/,
  ],
  [
    'a label twice',
    {
      fields: [
        {
          ...text,
          values: new Map([
            ['1', 'AT_MARKET'],
            ['2', 'AT MARKET'],
          ]),
        },
      ],
    },
    /^Text\(58\) has one label for several values.*: AT_MARKET for 1 and 2$/,
  ],
  [
    'a value that the type forbids',
    {
      fields: [
        {
          ...text,
          type: 'CHAR',
          values: new Map([
            ['AB', 'X'],
            ['C', 'Y'],
          ]),
        },
      ],
    },
    /^Text\(58\) is of type char, which these values are not: AB$/,
  ],
  [
    'data without length',
    { fields: [{ ...text, type: 'DATA' }] },
    /^data without a length field of the standard.*: Text\(58\)$/,
  ],
  [
    'a group counted by another type',
    {
      fields: [text, count, typed],
      ...orders([member(typed), { kind: 'group', count, required: true, members: [member(text)] }]),
    },
    /^counts a group, and is no NumInGroup: NoPartyIDs\(453\), int$/,
  ],
  [
    'required in what is optional',
    { fields: [text, count], ...orders([{ kind: 'group', count, required: false, members: [member(text, true)] }]) },
    /^required in what is optional itself.*: Text in NoPartyIDs$/,
  ],
  ['a field that no message uses', { fields: [text, count] }, /^no message uses NoPartyIDs\(453\)$/],
  [
    'a component that no message uses',
    { components: [{ name: 'C', members: [member(text)] }] },
    /^no message uses the components C$/,
  ],
  [
    'a message that MsgType(35) does not list',
    {
      fields: [text, { tag: 35, name: 'MsgType', type: 'STRING', values: new Map([['0', 'HEARTBEAT']]) }],
      header: [member({ tag: 35, name: 'MsgType', type: 'STRING' })],
    },
    /^MsgType\(35\) does not list Logon\(A\)$/,
  ],
]

for (const [name, parts, warning] of CASES)
  test(`odd: ${name}`, () => {
    const warnings = warningsOf(dictionary(parts))
    assert.equal(warnings.length, 1, warnings.join('\n'))
    assert.match(warnings[0] ?? '', warning)
  })

test('a long list is cut', () => {
  const fields = Array.from({ length: 9 }, (_, i): Field => ({ tag: 100 + i, name: `F${i}`, type: 'CHAR' }))
  assert.deepEqual(warningsOf(dictionary({ fields: [text, ...fields] })), [
    'no message uses F0(100), F1(101), F2(102), F3(103), F4(104), F5(105) and 3 more',
  ])
})

test('of a delta only what it adds: what its base has is not told again', () => {
  const base = builtIn('FIX.4.4')
  const delta = readDelta(`base: FIX.4.4
messages: { only: [ D ], change: { D: { add: [ VenueData ] } } }
fields: { add: [ { tag: 20001, name: Lost, type: char }, { tag: 20002, name: Kind, type: char } ] }
components: { add: { VenueData: [ Kind! ] } }`)
  assert.ok(warningsOf(base).length > 0)
  assert.deepEqual(warningsOf(applyDelta(base, delta), base), [
    'required in what is optional itself, so needed only where that is used: Kind in VenueData',
    'no message uses Lost(20001)',
  ])
})
