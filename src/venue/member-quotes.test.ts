import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeskRig, RIG_VERSIONS, symbolRow } from '../testing/desk-rig.ts'
import type { Part } from './message-body.ts'
import { quoteDesk } from './quote-desk.ts'

const SYMBOLS = {
  symbols: [
    symbolRow('MQ', { feed: 'MQ' }),
    symbolRow('MMP', { feed: 'MMP' }),
    symbolRow('CLOSED', { phase: 'closed' }),
  ],
}

/** An entry: id, symbol, bid, offer; sizes 10. */
function entry(id: string, bid: string | undefined, offer: string | undefined, symbol = 'MQ', size = '10'): Part[] {
  return [
    [299, id],
    [55, symbol],
    [132, bid],
    [133, offer],
    [134, bid === undefined ? undefined : size],
    [135, offer === undefined ? undefined : size],
  ]
}

function massQuote(entries: readonly (readonly Part[])[], level?: string, id = 'MQ1', set = 'SET'): Part[] {
  const group: Part[] = [
    [302, set],
    [311, 'MQ'],
    [304, entries.length],
    [295, entries],
  ]
  return [
    [117, id],
    [301, level],
    [296, [group]],
  ]
}

for (const version of RIG_VERSIONS) {
  const of42 = version.ordinal < 43
  const report = of42 ? 'b' : 'AI'
  const rigOf = () => new DeskRig(version, quoteDesk, SYMBOLS)
  const cancel = (rig: DeskRig, type: string, quoteID: string, symbol = 'MQ', level?: string) =>
    rig.receive('Z', [
      [117, quoteID],
      [298, type],
      [301, level],
      [295, [[[55, symbol]]]],
    ])
  const trade = (rig: DeskRig, px: string, qty?: string, symbol = 'MQ') =>
    rig.market({ name: 'trade', symbol, px, qty })

  test(`${version.id}, QUO-03.a: two sets are accepted, each entry named`, () => {
    const rig = rigOf()
    const set = (id: string): Part[] => [
      [302, id],
      [311, 'MQ'],
      [304, 1],
      [295, [entry('1', '99', '101')]],
    ]
    rig.receive('i', [
      [117, 'MQ1'],
      [301, '2'],
      [296, [set('A'), set('B')]],
    ])
    assert.deepEqual(rig.take(117, 297, 300, 296, 295, 368), ['b 117=MQ1 297=0 300=- 296=2 295=1 368=-'])
  })

  test(`${version.id}, QUO-03.b: a bad entry is rejected, the others live`, () => {
    const rig = rigOf()
    rig.receive(
      'i',
      massQuote(
        [
          entry('1', '99', '101'),
          entry('2', '101', '99'),
          entry('3', '99', '101', 'NOSUCH'),
          entry('4', '99.001', '101'),
          entry('5', '99', '101', 'CLOSED'),
          entry('1', '99', '101'),
        ],
        '2',
      ),
    )
    const [message] = rig.takeMessages()
    assert.ok(message)
    assert.match(message.toString(), /\|299=1\|55=MQ\|299=2\|55=MQ\|368=7\|299=3\|55=NOSUCH\|368=1\|/)
    assert.match(message.toString(), /\|299=4\|55=MQ\|368=8\|299=5\|55=CLOSED\|368=2\|299=1\|55=MQ\|368=6\|/)
    assert.equal(message.text(297), '0')
    trade(rig, '99')
    assert.deepEqual(rig.asked, ['take MQ1.1.B MQ side 1 10', 'fill MQ1.1.B 10@99 leaves 0'])
  })

  test(`${version.id}, QUO-03.c: levels 0 and 1, and none`, () => {
    const rig = rigOf()
    const bad = [entry('1', '99', '101'), entry('2', '101', '99')]
    rig.receive('i', massQuote(bad))
    rig.receive('i', massQuote(bad, '0'))
    rig.receive('i', massQuote([entry('1', '99', '101')], '1'))
    assert.deepEqual(rig.take(), [])
    rig.receive('i', massQuote(bad, '1'))
    assert.deepEqual(rig.take(297, 295, 299, 368), ['b 297=0 295=1 299=2 368=7'])
    rig.receive('i', massQuote([entry('2', '101', '99')], '1'))
    assert.deepEqual(rig.take(297, 300), ['b 297=5 300=7'])
  })

  test(`${version.id}, QUO-03.d: a one-sided update withdraws the other side; size 0 withdraws, too`, () => {
    const rig = rigOf()
    rig.receive('i', massQuote([entry('1', '99', '101')]))
    const sizeOnly: Part[] = [
      [299, '1'],
      [55, 'MQ'],
      [134, '7'],
    ]
    rig.receive('i', massQuote([sizeOnly], '2', 'MQ2'))
    trade(rig, '101')
    assert.deepEqual(rig.asked, [])
    trade(rig, '99')
    assert.deepEqual(rig.asked, ['take MQ2.1.B MQ side 1 7', 'fill MQ2.1.B 7@99 leaves 0'])
    rig.receive('i', massQuote([entry('1', '99', '101')], '0', 'MQ3'))
    rig.asked.length = 0
    rig.take()
    rig.receive('i', massQuote([entry('1', '99', '101', 'MQ', '0')], '2', 'MQ4'))
    assert.deepEqual(rig.take(297, 368), ['b 297=0 368=-'])
    trade(rig, '99')
    trade(rig, '101')
    assert.deepEqual(rig.asked, [])
  })

  test(`${version.id}, QUO-03.e: a trade fills a quote at its own price; the rest stays, and goes when it is replaced`, () => {
    const rig = rigOf()
    rig.receive('i', massQuote([entry('1', '99', '101'), entry('2', '98', '102')]))
    trade(rig, '102', '15')
    assert.deepEqual(rig.asked, [
      'take MQ1.1.S MQ side 2 10',
      'fill MQ1.1.S 10@101 leaves 0',
      'take MQ1.2.S MQ side 2 10',
      'fill MQ1.2.S 5@102 leaves 5',
    ])
    rig.asked.length = 0
    trade(rig, '102')
    assert.deepEqual(rig.asked, ['fill MQ1.2.S 5@102 leaves 0'])
    trade(rig, '99', '1')
    rig.asked.length = 0
    rig.receive('i', massQuote([entry('1', '97', '101')], '0', 'MQ2'))
    assert.deepEqual(rig.asked, ['cancel MQ1.1.B none quietly'])
  })

  test(`${version.id}, QUO-04.a: cancel of all: none is tradeable`, () => {
    const rig = rigOf()
    rig.receive('i', massQuote([entry('1', '99', '101')]))
    cancel(rig, '4', '0')
    assert.deepEqual(rig.take(297), [`${report} 297=4`])
    trade(rig, '99')
    assert.deepEqual(rig.asked, [])
  })

  test(`${version.id}: cancel by instrument`, () => {
    const rig = rigOf()
    rig.receive('i', massQuote([entry('1', '99', '101'), entry('2', '99', '101', 'MMP')]))
    cancel(rig, '1', 'MQ1')
    assert.deepEqual(rig.take(117, 297), [`${report} 117=MQ1 297=1`])
    trade(rig, '99')
    assert.deepEqual(rig.asked, [])
    trade(rig, '99', undefined, 'MMP')
    assert.equal(rig.asked.length, 2)
  })

  test(`${version.id}, QUO-04.b: cancel of an unknown quote, of an unknown instrument, of a kind that is not offered`, () => {
    const rig = rigOf()
    rig.receive('i', massQuote([entry('1', '99', '101')]))
    cancel(rig, '1', 'zz')
    cancel(rig, '1', 'MQ1', 'NOSUCH')
    cancel(rig, '2', 'MQ1')
    const expected = of42 ? ['5 300=5', '5 300=1', '5 300=-'] : ['9 300=-', '5 300=-', '5 300=-']
    if (version.ordinal >= 50) expected[1] = '5 300=1'
    assert.deepEqual(
      rig.take(297, 300),
      expected.map((text) => `${report} 297=${text}`),
    )
    cancel(rig, '1', 'zz', 'MQ', '0')
    assert.deepEqual(rig.take(), [])
    trade(rig, '99')
    assert.equal(rig.asked.length, 2)
  })

  test(`${version.id}: quotes go with the session`, () => {
    const rig = rigOf()
    rig.receive('i', massQuote([entry('1', '99', '101')]))
    rig.desk.onSessionDown?.(rig.session())
    trade(rig, '99')
    assert.deepEqual(rig.asked, [])
  })

  test(`${version.id}: the number of entries and of quotes has a limit`, () => {
    const rig = rigOf()
    const many = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => entry(String(from + i), '99', '101'))
    rig.receive('i', massQuote(many(501, 0), '2'))
    assert.deepEqual(rig.take(297, 300, 296), ['b 297=5 300=3 296=-'])
    for (let i = 0; i < 4; i++) rig.receive('i', massQuote(many(500, i * 500), '1'))
    assert.deepEqual(rig.take(), [])
    rig.receive('i', massQuote(many(1, 2000), '1'))
    assert.deepEqual(rig.take(297, 368), ['b 297=5 368=3'])
  })
}

for (const version of RIG_VERSIONS.filter(({ ordinal }) => ordinal >= 44)) {
  test(`${version.id}, QUO-05: three fills in a second pull the quotes, until a reset`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    const quotes = ['1', '2', '3', '4'].map((id) => entry(id, '99', '101', 'MMP'))
    rig.receive('i', massQuote(quotes, '2'))
    rig.take()
    const trade = (qty: string) => rig.market({ name: 'trade', symbol: 'MMP', px: '99', qty })
    trade('1')
    trade('1')
    rig.pass(1000)
    trade('1')
    trade('1')
    assert.deepEqual(rig.take(), [], 'two in each second are not enough')
    trade('1')
    assert.deepEqual(rig.take(117, 55, 297), ['AI 117=MQ1 55=MMP 297=6'])
    rig.asked.length = 0
    trade('1')
    assert.deepEqual(rig.asked, [], 'nothing is left in the market')
    rig.receive('i', massQuote(quotes, '2', 'MQ2'))
    assert.deepEqual(rig.take(297, 300), ['b 297=5 300=9'])
    rig.receive('Z', [
      [117, '0'],
      [298, '4'],
      [295, []],
    ])
    assert.deepEqual(rig.take(297), ['AI 297=4'])
    rig.receive('i', massQuote(quotes, '2', 'MQ3'))
    assert.deepEqual(rig.take(297), ['b 297=0'])
  })

  test(`${version.id}, QUO-05: one trade through several quotes stops where the protection begins; the operator resets`, () => {
    const rig = new DeskRig(version, quoteDesk, SYMBOLS)
    const quotes = ['1', '2', '3', '4'].map((id) => entry(id, '99', '101', 'MMP'))
    rig.receive('i', massQuote(quotes))
    rig.market({ name: 'trade', symbol: 'MMP', px: '99' })
    assert.deepEqual(
      rig.asked.filter((text) => text.startsWith('fill')),
      ['1', '2', '3'].map((id) => `fill MQ1.${id}.B 10@99 leaves 0`),
    )
    rig.take()
    rig.market({ name: 'feed', symbol: 'MMP', script: 'reset' })
    rig.receive('i', massQuote(quotes, '2', 'MQ2'))
    assert.deepEqual(rig.take(297), ['b 297=0'])
  })
}
