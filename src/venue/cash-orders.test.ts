import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal, formatDecimal } from '../codec/decimal.ts'
import { TALK_VERSIONS, VenueTalk } from '../testing/venue-talk.ts'
import { quantityFor } from './cash-orders.ts'

test('as many whole lots as the amount buys', () => {
  const cases: [string, string, string, string][] = [
    ['16000', '100', '1', '160'],
    ['16099.99', '100', '1', '160'],
    ['16000', '100', '100', '100'],
    ['99.99', '100', '1', '0'],
    ['0', '100', '1', '0'],
    ['100', '3', '1', '33'],
    ['0.00000001', '0.00000001', '0.1', '1.0'],
    ['999999999999999', '0.1', '0.00000001', '9999999999999990.00000000'],
  ]
  for (const [cash, px, lot, expected] of cases)
    assert.equal(formatDecimal(quantityFor(decimal(cash), decimal(px), decimal(lot))), expected, `${cash} at ${px}`)
})

for (const version of TALK_VERSIONS) {
  test(`${version}: an order in an amount is acknowledged without a quantity; the trade fixes it`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 152=16000 40=1 44=-')
    assert.deepEqual(talk.told(38, 152), [
      'A a 0/0 14=0 151=0 152=16000',
      'A a F/2 160@100 14=160 151=0 38=160 152=16000',
    ])
  })

  test(`${version}: with a limit it waits for the market`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 152=1000 44=50')
    talk.trade('51')
    assert.equal(talk.told().length, 1)
    talk.trade('40')
    assert.deepEqual(talk.told(38), ['A a F/2 25@40 14=25 151=0 38=25'])
  })

  test(`${version}: an amount that buys no lot is refused`, () => {
    const talk = new VenueTalk(version)
    talk.order('11=a 55=LOT10 152=999 40=1 44=-')
    assert.deepEqual(talk.told(103), [`A a 8/8 14=0 151=0 103=${version === 'FIX.4.2' ? 0 : 13}`])
  })
}
