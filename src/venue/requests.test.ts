import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listed, personaWith, ruleFor, told, VenueRig } from '../testing/venue-rig.ts'
import type { Step } from './persona.ts'

const REJECT = [11, 41, 37, 39, 434, 102] as const

for (const [version, duplicate, other, tick, band] of [
  ['FIX.4.2', 2, 2, 2, 2],
  ['FIX.4.4', 6, 99, 99, 99],
  ['FIX.5.0SP2', 6, 99, 18, 8],
] as const) {
  const open = (steps: readonly Step[] = [{ do: 'ack' }]): VenueRig => {
    const symbols = [listed('SIM', { bandPercent: 10 })]
    const rig = new VenueRig({ version, persona: personaWith({ symbols, rules: [ruleFor(steps)] }) })
    rig.order('X', { 38: 10 })
    return rig
  }
  test(`1: a ClOrdID that was used is a duplicate, and the order lives (${version})`, () => {
    const rig = open()
    assert.deepEqual(told(rig.cancel('X', 'X'), ...REJECT), [`9 11=X 41=X 37=O1 39=0 434=1 102=${duplicate}`])
    assert.deepEqual(told(rig.replace('X', 'X'), ...REJECT), [`9 11=X 41=X 37=O1 39=0 434=2 102=${duplicate}`])
    assert.deepEqual(told(rig.cancel('Y', 'X'), 150, 39), ['8 150=4 39=4'])
  })
  test(`2: an order that is not known; its number is not used up, that of the request is (${version})`, () => {
    const rig = open()
    assert.deepEqual(told(rig.cancel('Y', 'Q'), ...REJECT), ['9 11=Y 41=Q 37=NONE 39=8 434=1 102=1'])
    assert.deepEqual(told(rig.replace('Z', 'Q'), ...REJECT), ['9 11=Z 41=Q 37=NONE 39=8 434=2 102=1'])
    assert.deepEqual(told(rig.order('Q'), 150), ['8 150=0'])
    assert.deepEqual(told(rig.order('Y'), 150, 103), ['8 150=8 103=6'])
  })
  test(`2: OrderID and OrigClOrdID that disagree name no order (${version})`, () => {
    const rig = open()
    rig.order('W')
    assert.deepEqual(told(rig.cancel('Y', 'X', { 37: 'O2' }), 102, 39), ['9 102=1 39=8'])
    assert.deepEqual(told(rig.cancel('Y2', 'X', { 37: 'O1' }), 150), ['8 150=4'])
  })
  test(`3: the order of another session is not revealed (${version})`, () => {
    const rig = new VenueRig({ version, clients: ['A', 'B'] })
    rig.order('X', {}, 'A')
    assert.deepEqual(told(rig.cancel('Y', 'X', {}, 'B'), ...REJECT), ['9 11=Y 41=X 37=NONE 39=8 434=1 102=1'])
    assert.deepEqual(told(rig.cancel('Y', 'X', {}, 'A'), 150), ['8 150=4'])
  })
  test(`4: another Side, Symbol or Account than the order's (${version})`, () => {
    const rig = open()
    assert.deepEqual(told(rig.cancel('Y', 'X', { 54: '2' }), 102, 39), [`9 102=${other} 39=0`])
    assert.deepEqual(told(rig.cancel('Y2', 'X', { 55: 'OTHER' }), 102, 39), [`9 102=${other} 39=0`])
    assert.deepEqual(told(rig.replace('Y3', 'X', { 1: 'ACC' }), 102, 39), [`9 102=${other} 39=0`])
  })
  test(`5: an order that is over (${version})`, () => {
    const ends: [Step, string][] = [
      [{ do: 'cancel', reason: 'broker' }, '4'],
      [{ do: 'expire' }, 'C'],
      [{ do: 'doneForDay' }, '3'],
    ]
    for (const [end, status] of ends) {
      const rig = open([{ do: 'ack' }, end])
      assert.deepEqual(told(rig.cancel('Y', 'X'), 102, 39), [`9 102=0 39=${status}`])
      assert.deepEqual(told(rig.replace('Z', 'X', { 38: 99 }), 102, 39), [`9 102=0 39=${status}`])
    }
  })
  test(`6: a filled order is only good for more quantity (${version})`, () => {
    const rig = open([{ do: 'ack' }, { do: 'fill', qty: 'rest' }])
    assert.deepEqual(told(rig.cancel('Y', 'X'), 102, 39), ['9 102=0 39=2'])
    assert.deepEqual(told(rig.replace('Y2', 'X', { 38: 10 }), 102, 39), ['9 102=0 39=2'])
    assert.deepEqual(told(rig.replace('Y3', 'X', { 38: 15 }), 150, 39, 14, 151), ['8 150=5 39=1 14=10 151=5'])
  })
  test(`8: an older number of the chain is not in force any more (${version})`, () => {
    const rig = open()
    rig.replace('Y', 'X', { 38: 10 })
    const now = version === 'FIX.4.2' ? '5' : '0'
    assert.deepEqual(told(rig.cancel('Z', 'X'), ...REJECT), [`9 11=Z 41=Y 37=O1 39=${now} 434=1 102=1`])
    assert.deepEqual(told(rig.cancel('Z2', 'Y'), 150), ['8 150=4'])
  })
  test(`10: new terms that fail a check leave the old ones in force (${version})`, () => {
    const rig = open()
    assert.deepEqual(told(rig.replace('Y', 'X', { 44: '99.999' }), 102, 39), [`9 102=${tick} 39=0`])
    assert.deepEqual(told(rig.replace('Y2', 'X', { 44: '111' }), 102, 39), [`9 102=${band} 39=0`])
    assert.deepEqual(told(rig.replace('Y3', 'X', { 38: '0' }), 102, 39), [`9 102=${other} 39=0`])
    assert.deepEqual(told(rig.does('X', { do: 'fill', qty: '1' }), 11, 44), ['8 11=X 44=100'])
  })
  test(`11 and 12: not more than has traded: the quantity becomes that, and the order is filled (${version})`, () => {
    for (const qty of [3, 4]) {
      const rig = open([{ do: 'ack' }, { do: 'fill', qty: '4' }])
      assert.deepEqual(told(rig.replace('Y', 'X', { 38: qty }), 11, 41, 150, 39, 38, 14, 151), [
        '8 11=Y 41=X 150=5 39=2 38=4 14=4 151=0',
      ])
    }
  })
  test(`13: a replace that changes nothing is a replace (${version})`, () => {
    assert.deepEqual(told(open().replace('Y', 'X', { 38: 10 }), 11, 150), ['8 11=Y 150=5'])
  })
}

test('in FIX.5.0 an order may be named by its OrderID alone', () => {
  const rig = new VenueRig({ version: 'FIX.5.0SP2' })
  rig.order('X')
  const sent = rig.send('F', { 11: 'Y', 37: 'O1', 55: 'SIM', 54: '1', 60: rig.time, 38: 1 })
  assert.deepEqual(told(sent, 11, 41, 150), ['8 11=Y 41=X 150=4'])
})

test('7: a second request is refused while the first pends, and 41 is the last accepted number', () => {
  const steps: Step[] = [{ do: 'refuseSecond' }, { do: 'pending' }, { do: 'accept', after: 2000 }]
  const rule = ruleFor([{ do: 'ack' }], { onReplace: steps, onCancel: steps })
  const rig = new VenueRig({ persona: personaWith({ rules: [rule] }) })
  rig.order('X', { 38: 10 })
  assert.deepEqual(told(rig.replace('Y', 'X', { 38: 12 }), 11, 41, 150, 38), ['8 11=Y 41=X 150=E 38=10'])
  assert.deepEqual(told(rig.cancel('Z', 'Y', { 38: 12 }), ...REJECT), ['9 11=Z 41=X 37=O1 39=E 434=1 102=3'])
  assert.deepEqual(told(rig.pass(2000), 11, 41, 150, 39, 38), ['8 11=Y 41=X 150=5 39=0 38=12'])
})

test('requests wait for one another, and are decided in their order', () => {
  const steps: Step[] = [{ do: 'pending' }, { do: 'accept', after: 2000 }]
  const rig = new VenueRig({
    persona: personaWith({
      rules: [ruleFor([{ do: 'ack' }], { onReplace: steps, onCancel: [{ do: 'queue' }, { do: 'accept' }] })],
    }),
  })
  rig.order('X', { 38: 10 })
  rig.replace('Y', 'X', { 38: 12 })
  assert.deepEqual(rig.replace('Z', 'Y', { 38: 14 }), [])
  assert.deepEqual(rig.cancel('W', 'Z', { 38: 14 }), [])
  assert.deepEqual(told(rig.pass(5000), 11, 41, 150, 39, 38), [
    '8 11=Y 41=X 150=5 39=0 38=12',
    '8 11=Z 41=Y 150=E 39=E 38=12',
    '8 11=Z 41=Y 150=5 39=0 38=14',
    '8 11=W 41=Z 150=4 39=4 38=14',
  ])
})

test('a venue that works in batches acknowledges all, then decides all (matrix D.2.b)', () => {
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor([{ do: 'ack' }], { manner: { batch: true } })] }) })
  rig.order('X', { 38: 10 })
  assert.deepEqual(told(rig.replace('Y', 'X', { 38: 8 }), 11, 41, 150, 39), ['8 11=Y 41=X 150=E 39=E'])
  assert.deepEqual(told(rig.replace('Z', 'Y', { 38: 7 }), 11, 41, 150, 39), ['8 11=Z 41=X 150=E 39=E'])
  assert.deepEqual(told(rig.pass(1000), 11, 41, 150, 39, 38), [
    '8 11=Y 41=X 150=5 39=E 38=8',
    '8 11=Z 41=Y 150=5 39=0 38=7',
  ])
})

test('an order that is cancelled while a request pends: the request is too late', () => {
  const rule = ruleFor([{ do: 'ack' }], { onReplace: [{ do: 'pending' }] })
  const rig = new VenueRig({ persona: personaWith({ rules: [rule] }) })
  rig.order('X', { 38: 10 })
  rig.replace('Y', 'X', { 38: 12 })
  const sent = rig.does('X', { do: 'cancel', reason: 'broker' })
  assert.deepEqual(told(sent, 11, 150, 39, 102), ['8 11=X 150=4 39=4 102=-', '9 11=Y 150=- 39=4 102=0'])
})

test('PossResend of a request that is known tells the state, and does nothing twice', () => {
  const rig = new VenueRig()
  rig.order('X', { 38: 10 })
  rig.replace('Y', 'X', { 38: 12 })
  assert.deepEqual(told(rig.replace('Y', 'X', { 38: 12, 97: 'Y' }), 11, 150, 39, 38), ['8 11=Y 150=I 39=0 38=12'])
})

test('a request that comes to pend when the order is full does not pend: it is too late', () => {
  const rule = ruleFor([{ do: 'ack' }, { do: 'fill', qty: 'rest', after: 50 }], {
    onCancel: [{ do: 'pending', after: 100 }, { do: 'accept' }],
  })
  const rig = new VenueRig({ persona: personaWith({ rules: [rule] }) })
  rig.order('X', { 38: 10 })
  rig.cancel('Y', 'X')
  assert.deepEqual(told(rig.pass(1000), 11, 150, 39, 102), ['8 11=X 150=F 39=2 102=-', '9 11=Y 150=- 39=2 102=0'])
})

test('the OrderID of another session is not revealed either', () => {
  const rig = new VenueRig({ version: 'FIX.5.0SP2', clients: ['A', 'B'] })
  rig.order('X', {}, 'A')
  const request = { 11: 'Y', 37: 'O1', 55: 'SIM', 54: '1', 60: rig.time, 38: 1 }
  assert.deepEqual(told(rig.send('F', request, 'B'), 102, 37, 39), ['9 102=1 37=NONE 39=8'])
})
