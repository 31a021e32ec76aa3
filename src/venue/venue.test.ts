import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listed, personaWith, ruleFor, told, VenueRig } from '../testing/venue-rig.ts'
import type { Step } from './persona.ts'

const VERSIONS = ['FIX.4.2', 'FIX.4.4', 'FIX.5.0SP2'] as const
const STATE = [11, 41, 150, 39, 38, 14, 151, 6] as const

for (const version of VERSIONS) {
  test(`an order is acknowledged, replaced and cancelled (${version})`, () => {
    const rig = new VenueRig({ version })
    const replaced = version === 'FIX.4.2' ? '5' : '0'
    assert.deepEqual(told(rig.order('X', { 38: 10 }), ...STATE), ['8 11=X 41=- 150=0 39=0 38=10 14=0 151=10 6=0'])
    assert.deepEqual(told(rig.replace('Y', 'X', { 38: 11 }), ...STATE), [
      `8 11=Y 41=X 150=5 39=${replaced} 38=11 14=0 151=11 6=0`,
    ])
    assert.deepEqual(told(rig.cancel('Z', 'Y', { 38: 11 }), ...STATE), ['8 11=Z 41=Y 150=4 39=4 38=11 14=0 151=0 6=0'])
  })

  test(`a report repeats what the order says (${version})`, () => {
    const rig = new VenueRig({ version })
    const [report] = rig.order('X', { 1: 'ACC', 18: '6', 59: '1', 38: '10.50', 44: '99.90', 110: '2', 111: '5' })
    const { message } = report ?? assert.fail('nothing')
    assert.equal(message.text(20), version === 'FIX.4.2' ? '0' : undefined)
    const stated = {
      1: 'ACC',
      18: '6',
      59: '1',
      38: '10.50',
      40: '2',
      44: '99.90',
      54: '1',
      55: 'SIM',
      110: '2',
      111: '5',
    }
    for (const [tag, value] of Object.entries(stated)) assert.equal(message.text(Number(tag)), value, tag)
    assert.equal(message.text(60), version === 'FIX.4.2' ? '20261123-10:00:00.000' : message.text(60))
  })
}

test('a terse venue says what is required and no more', () => {
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor([{ do: 'ack' }], { manner: { terse: true } })] }) })
  const [report] = rig.order('X', { 1: 'ACC' })
  assert.deepEqual(
    report?.fields.map(([tag]) => tag),
    [37, 11, 17, 150, 39, 55, 54, 151, 14, 6],
  )
})

test('the first report of an order names its rule, and no other does', () => {
  const rule = ruleFor([{ do: 'ack' }, { do: 'fill', qty: '1' }], { id: 'Q20', text: 'ack, fill 1' })
  const rig = new VenueRig({ persona: personaWith({ rules: [rule], defaults: { text: true } }) })
  assert.deepEqual(told(rig.order('X', { 38: 5 }), 58), ['8 58=rule Q20: ack, fill 1', '8 58=-'])
  assert.deepEqual(
    rig.sent.map((sent) => sent.rule),
    ['Q20', 'Q20'],
  )
})

test('AvgPx is exact, and rounded at the eighth digit where it recurs', () => {
  const steps: Step[] = [
    { do: 'ack' },
    { do: 'fill', qty: '1', px: '10.01' },
    { do: 'fill', qty: '2', px: '10.02' },
    { do: 'fill', qty: '4', px: '10.05' },
  ]
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor(steps)] }) })
  // 10.01; 30.05 / 3; 70.25 / 7
  assert.deepEqual(told(rig.order('X', { 38: 10 }), 6), ['8 6=0', '8 6=10.01', '8 6=10.01666667', '8 6=10.03571429'])
})

test('parties and allocations come back in their order', () => {
  const rig = new VenueRig({ version: 'FIX.5.0SP2' })
  const parties = [
    [453, '2'],
    [448, 'A'],
    [447, 'D'],
    [452, '1'],
    [448, 'B'],
    [447, 'D'],
    [452, '3'],
  ] as const
  const terms = [
    [11, 'X'],
    [55, 'SIM'],
    [54, '1'],
    [60, rig.time],
    [38, '5'],
    [40, '1'],
  ] as const
  const [report] = rig.sendFields('D', [...parties, ...terms])
  const echoed = report?.fields.filter(([tag]) => [453, 448, 447, 452].includes(tag))
  assert.deepEqual(echoed, parties)
})

test('PossResend of a known order tells its state, of a new one enters it (matrix F.1.b)', () => {
  const rig = new VenueRig()
  rig.order('X', { 38: 10 })
  assert.deepEqual(told(rig.order('X', { 38: 10, 97: 'Y' }), 11, 150, 39, 17), ['8 11=X 150=I 39=0 17=0'])
  assert.deepEqual(told(rig.order('Y', { 38: 10, 97: 'Y' }), 11, 150, 39), ['8 11=Y 150=0 39=0'])
})

test('numbers of orders that are over are free again the next day, those of live ones are not', () => {
  const rig = new VenueRig()
  rig.order('X', { 38: 10 })
  rig.order('G', { 38: 10, 59: '1' })
  rig.market({ name: 'close' })
  rig.market({ name: 'day' })
  assert.deepEqual(told(rig.order('X'), 150), ['8 150=0'])
  assert.deepEqual(told(rig.order('G'), 150, 103), ['8 150=8 103=6'])
})

test('a message that the venue does not know', () => {
  assert.deepEqual(told(new VenueRig().send('6', { 23: 'I', 28: 'N', 55: 'SIM', 54: '1', 27: 'S' }), 372, 380, 45), [
    'j 372=6 380=3 45=1',
  ])
})

test('BusinessMessageReject and Reject are never answered', () => {
  const rig = new VenueRig()
  assert.deepEqual(rig.send('j', { 45: 1, 372: 'D', 380: 0 }), [])
  assert.deepEqual(rig.send('3', { 45: 1 }), [])
})

test('a protest against a trade is noted; against one that never was it is a business reject', () => {
  const rig = new VenueRig({ persona: personaWith({ rules: [ruleFor([{ do: 'ack' }, { do: 'fill', qty: 'rest' }])] }) })
  rig.order('X', { 38: 5 })
  const protest = { 37: 'O1', 127: 'Z', 55: 'SIM', 54: '1', 38: '5' }
  assert.deepEqual(rig.send('Q', { ...protest, 17: 'E2' }), [])
  assert.match(rig.notes[0] ?? '', /E2/)
  assert.deepEqual(told(rig.send('Q', { ...protest, 17: 'E3' }), 380, 379), ['j 380=1 379=E3'])
})

test('a backend that is down answers for itself, and comes back', () => {
  const rig = new VenueRig()
  rig.market({ name: 'down' })
  assert.deepEqual(told(rig.order('X'), 380), ['j 380=4'])
  rig.market({ name: 'up' })
  assert.deepEqual(told(rig.order('X'), 150), ['8 150=0'])
})

test('after a purge nothing is open, and nothing is taken until it is enabled', () => {
  const rig = new VenueRig({ clients: ['A', 'B'] })
  rig.order('X', {}, 'A')
  rig.order('X', {}, 'B')
  assert.deepEqual(told(rig.market({ name: 'purge', session: 'A' }), 11, 39), ['8 11=X 39=4'])
  assert.deepEqual(told(rig.order('Y', {}, 'A'), 39, 103), ['8 39=8 103=99'])
  assert.deepEqual(told(rig.order('Y', {}, 'B'), 39), ['8 39=0'])
  rig.market({ name: 'enable' })
  assert.deepEqual(told(rig.order('Z', {}, 'A'), 39), ['8 39=0'])
})

test('an unknown symbol, session or order in an event is noted, not fatal', () => {
  const rig = new VenueRig({ persona: personaWith({ symbols: [listed('SIM')] }) })
  rig.market({ name: 'halt', symbol: 'NOSUCH' })
  rig.market({ name: 'trade', symbol: 'NOSUCH', px: '1' })
  rig.market({ name: 'voiceOrder', session: 'NOBODY', symbol: 'SIM', side: '1', qty: '1', px: '1' })
  rig.does('NOSUCH', { do: 'ack' })
  assert.equal(rig.notes.length, 4)
  assert.deepEqual(rig.sent, [])
})

test('every version gets the fields that it has, and no others', () => {
  const rules = [ruleFor([{ do: 'ack' }, { do: 'fill', qty: '4' }, { do: 'bust', execution: 1 }])]
  const seen = ['FIX.4.0', 'FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4', 'FIX.5.0', 'FIX.5.0SP2'].map((version) =>
    told(new VenueRig({ version, persona: personaWith({ rules }) }).order('X', { 38: 10 }), 20, 150, 39, 151, 32),
  )
  const since42 = ['8 20=0 150=0 39=0 151=10 32=0', '8 20=0 150=1 39=1 151=6 32=4', '8 20=1 150=0 39=0 151=10 32=0']
  const since43 = ['8 20=- 150=0 39=0 151=10 32=-', '8 20=- 150=F 39=1 151=6 32=4', '8 20=- 150=H 39=0 151=10 32=0']
  const first = ['8 20=0 150=- 39=0 151=- 32=0', '8 20=0 150=- 39=1 151=- 32=4', '8 20=1 150=- 39=0 151=- 32=0']
  assert.deepEqual(seen, [first, since42, since42, since43, since43, since43, since43])
})
