import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listed, personaWith, ruleFor, told, VenueRig } from '../testing/venue-rig.ts'
import type { Defaults } from './persona.ts'

const ENDS: readonly [dayEnd: Defaults['dayEnd'], reports: readonly string[]][] = [
  ['doneForDay', ['8 11=D 150=3 39=3 151=0']],
  ['expire', ['8 11=D 150=C 39=C 151=0']],
  ['both', ['8 11=D 150=3 39=3 151=0', '8 11=D 150=C 39=C 151=0']],
]

for (const [dayEnd, reports] of ENDS)
  test(`the close ends Day orders and leaves good-till orders (${dayEnd})`, () => {
    const rig = new VenueRig({ persona: personaWith({ defaults: { dayEnd } }) })
    rig.order('D', { 38: 10 })
    rig.order('G', { 38: 10, 59: '1' })
    assert.deepEqual(told(rig.market({ name: 'close' }), 11, 150, 39, 151), reports)
    assert.deepEqual(told(rig.order('X'), 103), ['8 103=2'])
    assert.deepEqual(told(rig.market({ name: 'day' }), 11, 150, 39, 151, 378, 424), [
      '8 11=G 150=D 39=0 151=10 378=1 424=10',
    ])
    assert.deepEqual(told(rig.order('Y'), 150), ['8 150=0'])
  })

test('an order that was never accepted has no day to be done for: it expires', () => {
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor([{ do: 'pendingNew' }])] }) })
  rig.order('X')
  assert.deepEqual(told(rig.market({ name: 'close' }), 150), ['8 150=C'])
})

test('a day that nobody closed is closed when the next begins', () => {
  const rig = new VenueRig()
  rig.order('D')
  assert.deepEqual(told(rig.market({ name: 'day' }), 11, 39), ['8 11=D 39=3'])
})

test('one symbol closes and opens; a symbol that is listed as closed opens only by name', () => {
  const rig = new VenueRig({ persona: personaWith({ symbols: [listed('SIM'), listed('SHUT', { phase: 'closed' })] }) })
  rig.market({ name: 'close', symbol: 'SIM' })
  assert.deepEqual(told(rig.order('A'), 103), ['8 103=2'])
  rig.market({ name: 'open' })
  assert.deepEqual(told(rig.order('B'), 150), ['8 150=0'])
  assert.deepEqual(told(rig.order('C', { 55: 'SHUT' }), 103), ['8 103=2'])
  rig.market({ name: 'open', symbol: 'SHUT' })
  assert.deepEqual(told(rig.order('D', { 55: 'SHUT' }), 150), ['8 150=0'])
})

test('a halt cancels 18=K, suspends 18=J, leaves the rest, and refuses new orders until it is over', () => {
  const rig = new VenueRig()
  rig.order('K', { 18: 'K' })
  rig.order('J', { 18: 'J' })
  rig.order('N')
  assert.deepEqual(told(rig.market({ name: 'halt', symbol: 'SIM' }), 11, 150, 39, 378), [
    '8 11=K 150=4 39=4 378=6',
    '8 11=J 150=9 39=9 378=-',
  ])
  assert.deepEqual(told(rig.order('X'), 103), ['8 103=2'])
  assert.deepEqual(told(rig.cancel('Y', 'N'), 150), ['8 150=4'])
  assert.deepEqual(told(rig.market({ name: 'resume', symbol: 'SIM' }), 11, 150, 39), ['8 11=J 150=0 39=0'])
  assert.deepEqual(told(rig.order('Z'), 150), ['8 150=0'])
})

test('a split scales quantities and prices of open orders at once, and touches no other symbol', () => {
  const rule = ruleFor([{ do: 'ack' }, { do: 'fill', qty: '20', px: '50' }])
  const rig = new VenueRig({ persona: personaWith({ symbols: [listed('SPLIT'), listed('SIM')], rules: [rule] }) })
  rig.order('X', { 55: 'SPLIT', 38: 100, 44: '50', 59: '1' })
  rig.order('Y', { 38: 100 })
  assert.deepEqual(told(rig.market({ name: 'split', symbol: 'SPLIT', ratio: 2 }), 11, 150, 378, 38, 14, 151, 6, 44), [
    '8 11=X 150=D 378=0 38=200 14=40 151=160 6=25 44=25',
  ])
})

test('good till date: not before ExpireTime, and at it', () => {
  const rig = new VenueRig()
  rig.order('X', { 59: '6', 126: '20261123-10:01:00' })
  assert.deepEqual(rig.pass(59_999), [])
  assert.deepEqual(told(rig.pass(1), 11, 150, 39, 151), ['8 11=X 150=C 39=C 151=0'])
})

test('good till date by ExpireDate: at the close of that day, or at its midnight', () => {
  const closing = new VenueRig()
  closing.order('X', { 59: '6', 432: '20261123' })
  closing.order('Y', { 59: '6', 432: '20261124' })
  assert.deepEqual(told(closing.market({ name: 'close' }), 11, 150), ['8 11=X 150=C'])
  closing.market({ name: 'day' })
  assert.deepEqual(told(closing.market({ name: 'close' }), 11, 150), ['8 11=Y 150=C'])
  const running = new VenueRig()
  running.order('X', { 59: '6', 432: '20261123' })
  assert.deepEqual(told(running.pass(14 * 3_600_000 - 1), 150), [])
  assert.deepEqual(told(running.pass(1), 150), ['8 150=C'])
})

test('ExpireTime goes before ExpireDate, and a replace moves the end', () => {
  const rig = new VenueRig()
  rig.order('X', { 59: '6', 432: '20261123', 126: '20261123-10:01:00' })
  rig.replace('Y', 'X', { 59: '6', 126: '20261123-10:05:00' })
  assert.deepEqual(rig.pass(120_000), [])
  assert.deepEqual(told(rig.pass(180_000), 11, 150), ['8 11=Y 150=C'])
})

test('a Day order that is filled stays filled over the close; a bust behind it leaves nothing open', () => {
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor([{ do: 'ack' }, { do: 'fill', qty: 'rest' }])] }) })
  rig.order('X', { 38: 10 })
  assert.deepEqual(rig.market({ name: 'close' }), [])
  assert.deepEqual(told(rig.does('X', { do: 'bust', execution: 1 }), 150, 39, 14, 151), ['8 150=H 39=3 14=0 151=0'])
  assert.deepEqual(told(rig.cancel('Y', 'X'), 102, 39), ['9 102=0 39=3'])
})

test('steps wait for their event', () => {
  const rule = ruleFor([{ do: 'ack' }, { do: 'fill', qty: '5', on: 'trade' }, { do: 'expire', on: 'close' }])
  const rig = new VenueRig({ persona: personaWith({ rules: [rule] }) })
  rig.order('X', { 38: 10 })
  assert.deepEqual(told(rig.market({ name: 'trade', symbol: 'SIM', px: '101' }), 150, 14), ['8 150=F 14=5'])
  assert.deepEqual(told(rig.market({ name: 'close' }), 150, 14), ['8 150=C 14=5'])
})

test('steps of an order that is over never come', () => {
  const rule = ruleFor([{ do: 'ack' }, { do: 'fill', qty: '5', after: 1000 }])
  const rig = new VenueRig({ persona: personaWith({ rules: [rule] }) })
  rig.order('X', { 38: 10 })
  rig.cancel('Y', 'X')
  assert.deepEqual(rig.pass(5000), [])
})

test('an event of one symbol releases no steps of another', () => {
  const rule = ruleFor([{ do: 'ack' }, { do: 'fill', qty: '5', on: 'trade' }])
  const rig = new VenueRig({ persona: personaWith({ symbols: [listed('SIM'), listed('ALSO')], rules: [rule] }) })
  rig.order('X', { 38: 10 })
  assert.deepEqual(rig.market({ name: 'trade', symbol: 'ALSO', px: '101' }), [])
})
