import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal } from '../codec/decimal.ts'
import { builtIn } from '../dictionary/load.ts'
import { personaWith } from '../testing/venue-rig.ts'
import type { OrderDraft } from './order.ts'
import type { Rule, When } from './persona.ts'
import { RuleChoice } from './rule-choice.ts'

const DICTIONARY = builtIn('FIX.4.4')

function rule(id: string, when: When, more: Partial<Rule> = {}): Rule {
  return { id, kind: 'normal', text: id, when, onNew: [{ do: 'ack' }], ...more }
}

interface Said {
  readonly qty?: string
  readonly px?: string
  readonly account?: string
  readonly symbol?: string
  readonly side?: string
  readonly ordType?: string
  readonly tif?: string
  readonly execInst?: string
  readonly nth?: number
  readonly phase?: string
}

function choose(rules: readonly Rule[], said: Said): Rule {
  const draft: OrderDraft = {
    clOrdID: 'X',
    account: said.account,
    symbol: said.symbol ?? 'SIM',
    side: said.side ?? '1',
    terms: {
      clOrdID: 'X',
      orderQty: said.qty === undefined ? undefined : decimal(said.qty),
      ordType: said.ordType ?? '2',
      price: said.px === undefined ? undefined : decimal(said.px),
      stopPx: undefined,
      timeInForce: said.tif ?? '0',
      execInst: said.execInst,
    },
    transactTime: undefined,
    echoed: [],
  }
  const choice = new RuleChoice(personaWith({ rules }), DICTIONARY)
  return choice.choose({ draft, nth: said.nth ?? 1, phase: said.phase ?? 'open' })
}

const BANDS = [
  rule('Q1', { orderQty: { least: '1', most: '9' } }),
  rule('Q20', { orderQty: { least: '20', most: '29' } }),
  rule('Q1000', { orderQty: { least: '1000' } }),
  rule('half', { fractional: true }),
]

for (const [qty, id] of [
  ['1', 'Q1'],
  ['9', 'Q1'],
  ['9.0', 'Q1'],
  ['10', 'default'],
  ['19', 'default'],
  ['20', 'Q20'],
  ['29', 'Q20'],
  ['30', 'default'],
  ['999', 'default'],
  ['1000', 'Q1000'],
  ['1999', 'Q1000'],
  ['2000', 'Q1000'],
  ['99999999999', 'Q1000'],
  ['0.5', 'half'],
] as const)
  test(`OrderQty ${qty} is for ${id}`, () => assert.equal(choose(BANDS, { qty }).id, id))

const CONDITIONS: readonly [when: When, met: Said, missed: Said][] = [
  [{ account: ['A', 'B'] }, { account: 'B' }, { account: 'C' }],
  [{ symbol: ['SIM'] }, { symbol: 'SIM' }, { symbol: 'OTHER' }],
  [{ side: ['Sell'] }, { side: '2' }, { side: '1' }],
  [{ ordType: ['STOP'] }, { ordType: '3' }, { ordType: '2' }],
  [{ timeInForce: ['IMMEDIATE_OR_CANCEL', '4'] }, { tif: '3' }, { tif: '1' }],
  [{ execInst: ['6'] }, { execInst: 'G 6' }, { execInst: 'G' }],
  [{ price: { least: '10', most: '20' } }, { px: '10.00' }, { px: '20.01' }],
  [{ orderQty: { least: '1.5', most: '2.5' } }, { qty: '2' }, { qty: '3' }],
  [{ fractional: false }, { qty: '2.0' }, { qty: '2.1' }],
  [{ nth: 3 }, { nth: 3 }, { nth: 2 }],
  [{ phase: ['halted'] }, { phase: 'halted' }, { phase: 'open' }],
]

for (const [when, met, missed] of CONDITIONS)
  test(`a condition is met or missed: ${JSON.stringify(when)}`, () => {
    assert.equal(choose([rule('R', when)], met).id, 'R')
    assert.equal(choose([rule('R', when)], missed).id, 'default')
  })

test('rules for other messages are not for orders', () => {
  assert.equal(choose([rule('K', { msgType: 'OrderMassCancelRequest' })], { qty: '1' }).id, 'default')
  assert.equal(choose([rule('K', { msgType: 'NewOrderSingle' })], { qty: '1' }).id, 'K')
})

test('for each hook the first rule that has it decides, and manners are put together', () => {
  const { onNew: _, ...account } = rule(
    'A',
    { account: ['A'] },
    { manner: { terse: true }, onCancel: [{ do: 'pending' }] },
  )
  const chosen = choose(
    [
      account,
      rule('S', { symbol: ['SIM'] }, { manner: { terse: false, pending: true } }),
      rule(
        'Q',
        { orderQty: { least: '1', most: '9' } },
        { onCancel: [{ do: 'accept' }], onReplace: [{ do: 'queue' }] },
      ),
    ],
    { account: 'A', qty: '5' },
  )
  assert.equal(chosen.id, 'S')
  assert.deepEqual(chosen.manner, { terse: true, pending: true })
  assert.deepEqual(chosen.onCancel, [{ do: 'pending' }])
  assert.deepEqual(chosen.onReplace, [{ do: 'queue' }])
  assert.equal(chosen.text, 'S; A: A')
})

test('a band that stands before another rule goes before it', () => {
  const rules = [rule('Q', { orderQty: { least: '1', most: '9' } }), rule('S', { symbol: ['SIM'] })]
  assert.equal(choose(rules, { qty: '5' }).id, 'Q')
  assert.equal(choose(rules.toReversed(), { qty: '5' }).id, 'S')
})
