import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DictionaryChange } from './dictionary-diff.ts'
import { touchedBy } from './dictionary-touch.ts'

const ORDER = 'When the tester sends NewOrderSingle with Side Sell short and OrderQty 5'
const field = { tag: 54, name: 'Side' }
const message = { name: 'NewOrderSingle', msgType: 'D' }

function touches(change: DictionaryChange, text: string): boolean {
  return touchedBy([change], [{ text }]).length === 1
}

const CASES: readonly (readonly [
  name: string,
  change: DictionaryChange,
  touched: readonly string[],
  not: readonly string[],
])[] = [
  [
    'a field whose type changed',
    { change: 'changed', of: 'type', field, before: 'CHAR', now: 'INT' },
    [ORDER],
    ['Sides', 'the side'],
  ],
  [
    'a field that was renamed',
    { change: 'changed', of: 'fieldName', field: { tag: 54, name: 'Direction' }, before: 'Side', now: 'Direction' },
    [ORDER],
    ['OrderQty'],
  ],
  [
    'a value that is gone',
    { change: 'removed', of: 'value', field, value: '5', before: 'SELL_SHORT' },
    [ORDER, 'Side 5', 'Side | Sell-Short'],
    ['Side Buy', 'SELL_SHORT of OrdType'],
  ],
  [
    'a label',
    { change: 'changed', of: 'label', field, value: '6', before: 'SELL_SHORT', now: 'SHORT_SALE' },
    [ORDER],
    ['Side Buy', 'Side 6', 'Side Short sale'],
  ],
  [
    'a value whose label begins a name',
    { change: 'removed', of: 'value', field: { tag: 39, name: 'OrdStatus' }, value: '0', before: 'NEW' },
    ['NewOrderSingle with OrdStatus New'],
    ['NewOrderSingle with OrdStatus Filled'],
  ],
  [
    'what the Yes of a Boolean is called',
    { change: 'changed', of: 'label', field, value: 'Y', before: 'YES', now: 'GAP_FILL_MESSAGE' },
    [],
    ['Side Yes', 'Side Y'],
  ],
  [
    'an enumeration where any value was allowed',
    { change: 'changed', of: 'values', field, before: 'any value', now: '2 values' },
    [ORDER],
    ['OrderQty'],
  ],
  [
    'a message that is gone',
    { change: 'removed', of: 'message', message },
    [ORDER],
    ['NewOrderSingles', 'NewOrderList'],
  ],
  [
    'a member that is gone',
    { change: 'removed', of: 'member', message, field, before: 'required' },
    [ORDER],
    ['NewOrderSingle', 'Side'],
  ],
  [
    'a member that is required now',
    { change: 'changed', of: 'required', message, field, before: 'optional', now: 'required' },
    [ORDER, 'NewOrderSingle'],
    ['Side'],
  ],
  [
    'a member that is required in a group',
    { change: 'changed', of: 'required', path: ['NoSides'], message, field, before: 'optional', now: 'required' },
    [ORDER],
    ['NewOrderSingle'],
  ],
  [
    'a member of the header',
    { change: 'added', of: 'member', message: { name: 'StandardHeader' }, field, now: 'required' },
    [ORDER, 'Side'],
    ['NewOrderSingle'],
  ],
  ['a rule', { change: 'added', of: 'rule', message, now: 'Price required when OrdType == ^Limit' }, [ORDER], ['Side']],
]

for (const [name, change, touched, not] of CASES)
  test(`touched by ${name}`, () => {
    for (const text of touched) assert.equal(touches(change, text), true, text)
    for (const text of not) assert.equal(touches(change, text), false, text)
  })

test('a scenario is told with the changes that touch it, and no others', () => {
  const [type, gone]: DictionaryChange[] = [
    { change: 'changed', of: 'type', field, before: 'CHAR', now: 'INT' },
    { change: 'removed', of: 'message', message: { name: 'IOI', msgType: '6' } },
  ]
  assert.ok(type !== undefined && gone !== undefined)
  const scenarios = [
    { text: ORDER, id: 1 },
    { text: 'IOI', id: 2 },
    { text: 'Heartbeat', id: 3 },
  ]
  assert.deepEqual(touchedBy([type, gone], scenarios), [
    { scenario: scenarios[0], changes: [type] },
    { scenario: scenarios[1], changes: [gone] },
  ])
})
