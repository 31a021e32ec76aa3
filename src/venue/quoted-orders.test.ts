import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal } from '../codec/decimal.ts'
import { DeskRig, RIG_VERSIONS, symbolRow } from '../testing/desk-rig.ts'
import { QUOTE_LIFE_MS } from './given-quotes.ts'
import type { Order, OrderDraft } from './order.ts'
import { quoteDesk } from './quote-desk.ts'
import { quotedOrders } from './quoted-orders.ts'

for (const version of RIG_VERSIONS) {
  const quoted = () => {
    const rig = new DeskRig(version, quoteDesk, { symbols: [symbolRow('RFQ', { feed: 'RFQ' })] })
    rig.receive('R', [
      [131, 'RQ'],
      [146, [[[55, 'RFQ']]]],
    ])
    rig.take()
    return { rig, behaviour: quotedOrders(rig.context) }
  }
  const terms = (ordType = 'D'): Order['terms'] => ({
    clOrdID: 'A',
    orderQty: decimal(10),
    ordType,
    price: undefined,
    stopPx: undefined,
    timeInForce: '0',
  })
  const draft = (quoteID: string | undefined, more: Partial<OrderDraft> = {}): OrderDraft => ({
    clOrdID: 'A',
    account: undefined,
    symbol: 'RFQ',
    side: '1',
    terms: terms(),
    transactTime: undefined,
    quoteID,
    echoed: [],
    ...more,
  })

  test(`${version.id}, QUO-01.c: an order on a quote is filled at the quoted side, once`, () => {
    const { rig, behaviour } = quoted()
    const instrument = rig.instruments.get('RFQ')
    assert.ok(instrument)
    assert.equal(behaviour.check?.(draft('Q1'), instrument), undefined)
    const order = rig.order('A', { symbol: 'RFQ', side: '1', terms: terms(), quoteID: 'Q1' })
    assert.ok(behaviour.takes(order, instrument, false))
    behaviour.onAccepted(order, instrument)
    assert.deepEqual(rig.asked, ['fill A 10@101 leaves 0'])
    assert.match(behaviour.check?.(draft('Q1'), instrument)?.text ?? '', /no longer tradeable/)
  })

  test(`${version.id}: what is wrong with an order on a quote`, () => {
    const { rig, behaviour } = quoted()
    const instrument = rig.instruments.get('RFQ')
    assert.ok(instrument)
    const why = (each: OrderDraft) => behaviour.check?.(each, instrument)?.text ?? ''
    assert.match(why(draft(undefined)), /QuoteID\(117\)/)
    assert.match(why(draft('zz')), /no quote zz/)
    assert.match(why(draft('Q1', { symbol: 'SIM' })), /is for RFQ/)
    assert.match(why(draft('Q1', { terms: { ...terms(), price: decimal(100) } })), /price/)
    assert.match(why(draft('Q1', { terms: { ...terms(), orderQty: decimal(101) } })), /quantity/)
    assert.equal(why(draft(undefined, { terms: terms('2') })), '', 'a limit order is none of its business')
    rig.pass(QUOTE_LIFE_MS)
    assert.match(why(draft('Q1')), /expired/)
  })

  test(`${version.id}: a quote of somebody else is not tradeable`, () => {
    const { rig, behaviour } = quoted()
    const instrument = rig.instruments.get('RFQ')
    assert.ok(instrument)
    const order = rig.order('A', { session: 'S2', symbol: 'RFQ', terms: terms(), quoteID: 'Q1' })
    behaviour.onAccepted(order, instrument)
    assert.deepEqual(rig.asked, ['reject A other'])
  })
}
