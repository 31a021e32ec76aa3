import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { combine } from './combine.ts'
import { Dictionary, type Field } from './dictionary.ts'
import { labelKey, readableLabel } from './labels.ts'
import { BUILT_IN, builtIn } from './load.ts'
import { delimiterOf, eachField, findGroup, flatten } from './members.ts'

const fix44 = builtIn('FIX.4.4')

test('fields are found by tag and name, messages by MsgType and name', () => {
  assert.equal(fix44.fieldByTag(40)?.name, 'OrdType')
  assert.equal(fix44.fieldByName('OrdType')?.tag, 40)
  assert.equal(fix44.message('D')?.name, 'NewOrderSingle')
  assert.equal(fix44.messageByName('NewOrderSingle')?.msgType, 'D')
  assert.equal(fix44.fieldByTag(99999), undefined)
  assert.equal(fix44.messageByName('NoSuchMessage'), undefined)
})

test('labels are read in sentence case', () => {
  const labels = [
    ['VALUE_IS_INCORRECT', 'Value is incorrect'],
    ['COMP_ID_PROBLEM', 'CompID problem'],
    ['COMPID_PROBLEM', 'CompID problem'],
    ['SENDING_TIME_ACCURACY_PROBLEM', 'SendingTime accuracy problem'],
    ['INCORRECT_NUM_IN_GROUP_COUNT_FOR_REPEATING_GROUP', 'Incorrect NumInGroup count for repeating group'],
    ['UNKNOWN_ID', 'Unknown ID'],
    ['FIX50_SP2', 'FIX50 SP2'],
    ['Already readable', 'Already readable'],
  ] as const
  for (const [label, expected] of labels) assert.equal(readableLabel(label), expected)
})

test('a label keeps its letters in every spelling', () => {
  for (const name of BUILT_IN) {
    for (const { values } of builtIn(name).fields) {
      for (const label of values?.values() ?? []) assert.equal(labelKey(readableLabel(label)), labelKey(label))
    }
  }
})

test('labelOf gives the readable label, for a list of values all of them', () => {
  assert.equal(fix44.labelOf(39, '1'), 'Partially filled')
  assert.equal(fix44.labelOf(373, '5'), 'Value is incorrect')
  assert.equal(fix44.labelOf(18, '1 2'), 'Not held, Work')
  assert.equal(fix44.labelOf(18, '1 ?'), undefined)
  assert.equal(fix44.labelOf(55, 'IBM'), undefined)
})

test('valueOf takes the value and the label in any spelling', () => {
  const spellings = [
    '5',
    'VALUE_IS_INCORRECT',
    'Value is incorrect',
    'value-is incorrect',
    'Value is incorrect (out of range)',
  ]
  for (const text of spellings) assert.equal(fix44.valueOf('SessionRejectReason', text), '5', text)
  assert.equal(fix44.valueOf(54, 'Sell short'), '5')
  assert.equal(fix44.valueOf('ExecInst', 'Not held, work'), '1 2')
  assert.equal(fix44.valueOf('ExecInst', '1 2'), '1 2')
  assert.equal(fix44.valueOf('Side', 'sideways'), undefined)
  assert.equal(fix44.valueOf('Side', '(?)'), undefined)
  assert.equal(fix44.valueOf('Symbol', 'IBM'), undefined)
})

test('valueOf takes yes and no for every Boolean, whatever its values are called', () => {
  const field = (tag: number, type: string): Field => ({
    tag,
    name: `Field${tag}`,
    type,
    values: new Map([
      ['Y', 'GAP_FILL_MESSAGE'],
      ['N', 'SEQUENCE_RESET'],
    ]),
  })
  const fields = [field(123, 'BOOLEAN'), field(124, 'CHAR')]
  const dictionary = new Dictionary({ name: 'X', header: [], trailer: [], fields, components: [], messages: [] })
  assert.equal(dictionary.valueOf(123, 'Yes'), 'Y')
  assert.equal(dictionary.valueOf(123, 'no'), 'N')
  assert.equal(dictionary.valueOf(123, 'Gap fill message'), 'Y')
  assert.equal(dictionary.valueOf(123, 'maybe'), undefined)
  assert.equal(dictionary.valueOf(124, 'Yes'), undefined)
})

test('valueOf undoes labelOf, but for the labels that the source gives to two values', () => {
  const doubled: string[] = []
  for (const name of BUILT_IN) {
    const dictionary = builtIn(name)
    for (const field of dictionary.fields) {
      for (const value of field.values?.keys() ?? []) {
        const label = dictionary.labelOf(field.tag, value) as string
        if (dictionary.valueOf(field.tag, label) !== value) doubled.push(`${name} ${field.name}=${value} ${label}`)
      }
    }
  }
  assert.deepEqual(doubled, [
    'FIX.5.0 MatchType=5 Cross auction',
    'FIX.5.0 MatchType=6 Counter order selection',
    'FIX.5.0 MatchType=7 Call auction',
    'FIX.5.0SP2 BenchmarkCurveName=Euribor EURIBOR',
  ])
})

test('a label without letters is not the label of everything without letters', () => {
  const values = new Map([['x', '+']])
  const fields = [{ tag: 1, name: 'Sign', type: 'CHAR', values }]
  const dictionary = new Dictionary({ name: 'X', header: [], trailer: [], fields, components: [], messages: [] })
  assert.equal(dictionary.valueOf('Sign', '-'), undefined)
})

test('valueOf never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const value = fix44.valueOf('OrdType', text)
      assert.ok(value === undefined || fix44.fieldByName('OrdType')?.values?.has(value))
    }),
  )
})

test('flatten opens components and lets an optional component ask for nothing', () => {
  const commission = fix44.component('CommissionData')
  assert.deepEqual(
    flatten(commission?.members ?? []).map((member) => member.kind === 'field' && member.field.name),
    ['Commission', 'CommType', 'CommCurrency', 'FundRenewWaiv'],
  )
  const members = [{ kind: 'field', field: { tag: 55, name: 'Symbol', type: 'STRING' }, required: true }] as const
  const use = (required: boolean): boolean[] =>
    flatten([{ kind: 'component', name: 'Instrument', required, members }]).map((member) => member.required)
  assert.deepEqual(use(true), [true])
  assert.deepEqual(use(false), [false])
})

test('of a message that both layers define, the session layer holds', () => {
  const logon = { msgType: 'A', name: 'Logon', category: 'app', members: [] } as const
  const application = new Dictionary({
    name: 'X',
    header: [],
    trailer: [],
    fields: [],
    components: [],
    messages: [logon],
  })
  const messages = combine(builtIn('FIXT.1.1'), application).messages.filter(({ msgType }) => msgType === 'A')
  assert.deepEqual(
    messages.map(({ category }) => category),
    ['admin'],
  )
})

test('the delimiter of a group is its first field, through components', () => {
  const order = fix44.message('D')?.members ?? []
  const parties = findGroup(order, 453)
  const underlyings = findGroup(order, 711)
  assert.ok(parties && underlyings)
  assert.equal(delimiterOf(parties)?.name, 'PartyID')
  assert.equal(delimiterOf(underlyings)?.name, 'UnderlyingSymbol')
  assert.equal(findGroup(order, 55), undefined)
})

test('eachField reaches into groups of groups', () => {
  const tags = [...eachField(fix44.message('D')?.members ?? [])].map(({ tag }) => tag)
  for (const tag of [11, 453, 448, 802, 803]) assert.ok(tags.includes(tag), String(tag))
})
