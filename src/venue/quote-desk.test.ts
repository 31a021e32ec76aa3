import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeskRig, RIG_VERSIONS, symbolRow } from '../testing/desk-rig.ts'
import { QUOTE_LIFE_MS } from './given-quotes.ts'
import type { Part } from './message-body.ts'
import { quoteDesk } from './quote-desk.ts'

const SYMBOLS = {
  symbols: [
    symbolRow('SIM'),
    symbolRow('RFQ', { feed: 'RFQ' }),
    symbolRow('RFQX', { feed: 'RFQX' }),
    symbolRow('CLOSED', { phase: 'closed' }),
    symbolRow('LARGE', { maxQty: '50' }),
  ],
}

function request(symbol: string, more: readonly Part[] = [], id = 'RQ'): Part[] {
  return [
    [131, id],
    [146, [[[55, symbol], ...more]]],
  ]
}

for (const version of RIG_VERSIONS) {
  const of42 = version.ordinal < 43
  const refusal = of42 ? 'b' : 'AG'

  test(`${version.id}, QUO-01.a, b: a request without a side gets a two-way quote for five seconds`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    rig.receive('R', request('RFQ'))
    assert.deepEqual(rig.take(131, 117, 55, 132, 133, 134, 135, 62), [
      'S 131=RQ 117=Q1 55=RFQ 132=99 133=101 134=100 135=100 62=20261123-10:00:05.000',
    ])
  })

  test(`${version.id}: a request with a side and a quantity gets that side for that quantity`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    rig.receive(
      'R',
      request('RFQ', [
        [54, '1'],
        [38, '25'],
      ]),
    )
    rig.receive('R', request('RFQ', [[54, '2']], 'RQ2'))
    assert.deepEqual(rig.take(132, 133, 134, 135), ['S 132=- 133=101 134=- 135=25', 'S 132=99 133=- 134=100 135=-'])
  })

  test(`${version.id}: several instruments give a quote each`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    rig.receive('R', [
      [131, 'RQ'],
      [146, [[[55, 'RFQ']], [[55, 'SIM']]]],
    ])
    assert.deepEqual(rig.take(55), ['S 55=RFQ', 'S 55=SIM'])
  })

  test(`${version.id}, QUO-01.d: what can not be quoted is refused as a whole, with the reason`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    rig.receive('R', request('NOSUCH'))
    rig.receive('R', request('RFQX'))
    rig.receive('R', request('CLOSED'))
    rig.receive('R', request('LARGE', [[38, '51']]))
    rig.receive('R', [
      [131, 'MIXED'],
      [146, [[[55, 'RFQ']], [[55, 'NOSUCH']]]],
    ])
    rig.receive('R', [
      [131, 'MANY'],
      [146, Array.from({ length: 21 }, (): Part[] => [[55, 'RFQ']])],
    ])
    const reasons = of42 ? ['1', '-', '2', '3', '1', '3'] : ['1', '10', '2', '3', '1', '3']
    assert.deepEqual(
      rig.take(of42 ? 300 : 658, 297),
      reasons.map((reason) => `${refusal} ${of42 ? 300 : 658}=${reason} 297=${of42 ? 5 : '-'}`),
    )
  })

  test(`${version.id}: a status request tells how a quote stands`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    rig.receive('R', request('RFQ'))
    rig.take()
    const ask = (quoteID: string, symbol = 'RFQ') =>
      rig.receive('a', [
        [649, 'QS'],
        [117, quoteID],
        [55, symbol],
      ])
    ask('Q1')
    rig.pass(QUOTE_LIFE_MS)
    ask('Q1')
    ask('nothing')
    ask('Q1', 'NOSUCH')
    const report = of42 ? 'b' : 'AI'
    const expected = of42 ? ['0', '5', '5', '5'] : [version.ordinal >= 50 ? '16' : '0', '7', '9', '5']
    assert.deepEqual(
      rig.take(297),
      expected.map((status) => `${report} 297=${status}`),
    )
  })
}

for (const version of RIG_VERSIONS.filter(({ ordinal }) => ordinal >= 44)) {
  const respond = (rig: DeskRig, type: string, more: readonly Part[] = [], quoteID = 'Q1') =>
    rig.receive('AJ', [[693, 'RESP'], [694, type], [117, quoteID], [55, 'RFQ'], ...more])
  const quoted = () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    rig.receive('R', request('RFQ', [[38, '25']]))
    rig.take()
    return rig
  }

  test(`${version.id}, QUO-01.a: a hit trades at the quoted side, under the ClOrdID of the response`, () => {
    const rig = quoted()
    respond(rig, '1', [
      [11, 'HIT'],
      [54, '1'],
      [38, '10'],
    ])
    assert.deepEqual(rig.asked, ['take HIT RFQ side 1 10 693=RESP', 'fill HIT 10@101 leaves 0'])
    assert.deepEqual(rig.take(), [])
  })

  test(`${version.id}: a hit without quantity takes the quoted size, and without ClOrdID goes by the response`, () => {
    const rig = quoted()
    respond(rig, '1', [[54, '2']])
    assert.deepEqual(rig.asked, ['take RESP RFQ side 2 25 693=RESP', 'fill RESP 25@99 leaves 0'])
  })

  test(`${version.id}, QUO-02.a: a hit when ValidUntilTime has come`, () => {
    const rig = quoted()
    rig.pass(QUOTE_LIFE_MS)
    respond(rig, '1', [[54, '1']])
    assert.deepEqual(rig.take(117, 131, 297, 693), ['AI 117=Q1 131=RQ 297=7 693=RESP'])
    assert.deepEqual(rig.asked, [])
  })

  test(`${version.id}: a hit just before ValidUntilTime trades`, () => {
    const rig = quoted()
    rig.pass(QUOTE_LIFE_MS - 1)
    respond(rig, '1', [[54, '1']])
    assert.equal(rig.asked.length, 2)
  })

  test(`${version.id}, QUO-02.d: a quote is used once`, () => {
    const rig = quoted()
    respond(rig, '1', [[54, '1']])
    respond(rig, '1', [
      [54, '1'],
      [11, 'AGAIN'],
    ])
    assert.deepEqual(rig.take(297), ['AI 297=9'])
    assert.equal(rig.asked.length, 2)
  })

  test(`${version.id}: a hit beside the terms is refused, and the quote stands on`, () => {
    const rig = quoted()
    respond(rig, '1')
    respond(rig, '1', [
      [54, '1'],
      [44, '100'],
    ])
    respond(rig, '1', [
      [54, '1'],
      [38, '26'],
    ])
    assert.deepEqual(rig.take(297), ['AI 297=5', 'AI 297=5', 'AI 297=5'])
    respond(rig, '1', [
      [54, '1'],
      [44, '101'],
    ])
    assert.equal(rig.asked.length, 2)
  })

  test(`${version.id}: an unknown quote, or one given to somebody else`, () => {
    const rig = quoted()
    respond(rig, '1', [[54, '1']], 'zz')
    rig.addSession('S2')
    rig.receive(
      'AJ',
      [
        [693, 'RESP'],
        [694, '1'],
        [117, 'Q1'],
        [55, 'RFQ'],
        [54, '1'],
      ],
      'S2',
    )
    assert.deepEqual(rig.take(), ['j1', 'j1'])
    assert.deepEqual(
      rig.rejects.map(({ refID }) => refID),
      ['zz', 'Q1'],
    )
  })

  test(`${version.id}, QUO-01.f: a pass ends the quote without an answer`, () => {
    const rig = quoted()
    respond(rig, '6')
    assert.deepEqual(rig.take(), [])
    respond(rig, '1', [[54, '1']])
    assert.deepEqual(rig.take(297), ['AI 297=9'])
  })

  test(`${version.id}, QUO-02.c: the operator requotes: same request, new id, the old one is over`, () => {
    const rig = quoted()
    rig.market({ name: 'feed', symbol: 'RFQ', script: 'requote' })
    const [text] = rig.take(131, 132, 133)
    assert.equal(text, 'S 131=RQ 132=99.01 133=100.99')
    respond(rig, '1', [[54, '1']])
    assert.deepEqual(rig.take(297), ['AI 297=9'])
  })

  test(`${version.id}: a counter is answered by a closer quote`, () => {
    const rig = quoted()
    respond(rig, '2')
    assert.deepEqual(rig.take(131, 132, 133, 693), ['S 131=RQ 132=99.01 133=100.99 693=RESP'])
    respond(rig, '2')
    assert.deepEqual(rig.take(297), ['AI 297=9'])
  })
}
