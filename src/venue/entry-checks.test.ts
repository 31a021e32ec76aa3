import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listed, personaWith, type Tags, told, VenueRig } from '../testing/venue-rig.ts'

const PERSONA = personaWith({
  symbols: [
    listed('SIM'),
    listed('CLOSED', { phase: 'closed' }),
    listed('HALT', { phase: 'halted' }),
    listed('TICK5', { tick: '0.05' }),
    listed('LOT100', { lot: '100', maxQty: '1000000' }),
    listed('BAND', { bandPercent: 10 }),
    listed('STALE', { staleAfterS: 60 }),
  ],
})

/** What is wrong with the order; OrdRejReason(103) in FIX.5.0SP2, FIX.4.4 and FIX.4.2; a word of the text. */
const FAULTS: readonly [what: string, tags: Tags, reasons: readonly [number, number, number], hint: RegExp][] = [
  ['unknown symbol', { 55: 'NOSUCH' }, [1, 1, 1], /NOSUCH/],
  ['closed market', { 55: 'CLOSED' }, [2, 2, 2], /closed/],
  ['halted market', { 55: 'HALT' }, [2, 2, 2], /halted/],
  ['stale TransactTime', { 55: 'STALE', 60: '20261123-09:00:00' }, [8, 8, 8], /stale/],
  ['unsupported OrdType', { 40: '9' }, [11, 11, 0], /OrdType/],
  ['unsupported TimeInForce', { 59: '5' }, [11, 11, 0], /TimeInForce/],
  ['limit without Price', { 44: undefined }, [99, 99, 0], /Price/],
  ['stop without StopPx', { 40: '3', 44: undefined }, [99, 99, 0], /StopPx/],
  ['good till date without a date', { 59: '6' }, [99, 99, 0], /ExpireDate/],
  ['good till a date that is past', { 59: '6', 432: '20261122' }, [99, 99, 0], /past/],
  ['good till an instant that is past', { 59: '6', 126: '20261123-09:59:59' }, [99, 99, 0], /past/],
  ['no OrderQty', { 38: undefined }, [13, 13, 0], /OrderQty/],
  ['OrderQty 0', { 38: '0' }, [13, 13, 0], /positive/],
  ['negative OrderQty', { 38: '-5' }, [13, 13, 0], /positive/],
  ['OrderQty off the lot', { 55: 'LOT100', 38: '150' }, [13, 13, 0], /lot/],
  ['OrderQty too big', { 55: 'LOT100', 38: '1000000000' }, [13, 13, 3], /above/],
  ['MaxFloor above OrderQty', { 38: '10', 111: '20' }, [13, 13, 0], /MaxFloor/],
  ['MinQty above OrderQty', { 38: '10', 110: '20' }, [13, 13, 0], /MinQty/],
  ['Price 0', { 44: '0' }, [18, 99, 0], /positive/],
  ['negative Price', { 44: '-1' }, [18, 99, 0], /positive/],
  ['Price off the tick', { 55: 'TICK5', 44: '10.03' }, [18, 99, 0], /tick/],
  ['Price above the band', { 55: 'BAND', 44: '110.01' }, [16, 99, 0], /band/],
  ['Price below the band', { 55: 'BAND', 44: '89.99' }, [16, 99, 0], /band/],
]

const VERSIONS = ['FIX.5.0SP2', 'FIX.4.4', 'FIX.4.2'] as const

for (const [at, version] of VERSIONS.entries())
  for (const [what, tags, reasons, hint] of FAULTS)
    test(`${what} is rejected (${version})`, () => {
      const rig = new VenueRig({ version, persona: PERSONA })
      const sent = rig.order('X', tags)
      assert.deepEqual(told(sent, 11, 150, 39, 14, 151, 103), [`8 11=X 150=8 39=8 14=0 151=0 103=${reasons[at]}`])
      assert.match(sent[0]?.message.text(58) ?? '', hint)
      // The number is used, and a request for the order comes too late.
      assert.deepEqual(told(rig.cancel('Y', 'X', { 55: tags[55] ?? 'SIM' }), 39, 102), ['9 39=8 102=0'])
      assert.deepEqual(told(rig.order('X'), 150, 103), ['8 150=8 103=6'])
    })

test('the edges of the checks are inside', () => {
  const rig = new VenueRig({ persona: PERSONA })
  const fine: Tags[] = [
    { 55: 'LOT100', 38: '1000000' },
    { 55: 'TICK5', 44: '10.05' },
    { 55: 'BAND', 44: '110' },
    { 55: 'BAND', 44: '90.00' },
    { 55: 'STALE', 60: '20261123-09:59:00.000' },
    { 38: '0.00000001' },
    { 38: '999999999999' },
    { 59: '6', 432: '20261123' },
    { 59: '6', 126: '20261123-10:00:00.001' },
  ]
  for (const [i, tags] of fine.entries())
    assert.deepEqual(told(rig.order(`X${i}`, tags), 150, 38), [`8 150=0 38=${tags[38] ?? 1}`], JSON.stringify(tags))
})

test('a market order with a Price is taken without it', () => {
  const rig = new VenueRig()
  assert.deepEqual(told(rig.order('X', { 40: '1', 44: '10' }), 150, 40, 44), ['8 150=0 40=1 44=-'])
})

test('the first failure decides: the symbol before the quantity', () => {
  const rig = new VenueRig({ persona: PERSONA })
  assert.deepEqual(told(rig.order('X', { 55: 'NOSUCH', 38: '0' }), 103), ['8 103=1'])
})
