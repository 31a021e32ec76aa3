import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeskRig, RIG_VERSIONS } from '../testing/desk-rig.ts'
import { MARKET_SYMBOLS, numbers, marketDataRequest as request } from '../testing/market-data-client.ts'
import { marketDataDesk } from './market-data-desk.ts'
import type { Part } from './message-body.ts'

for (const version of RIG_VERSIONS) {
  const of50 = version.ordinal >= 50
  const rigOf = (more = {}) => new DeskRig(version, marketDataDesk, { symbols: MARKET_SYMBOLS, ...more })
  const feed = (rig: DeskRig, symbol: string, script: string) => rig.market({ name: 'feed', symbol, script })

  test(`${version.id}, MKT-01.a, c: one snapshot for each instrument, with what was asked for, and no more`, () => {
    const rig = rigOf()
    rig.receive('V', request({ type: '0', depth: 1, symbols: ['BOOK', 'SIM', 'BOOK'] }))
    rig.pass(10_000)
    feed(rig, 'SIM', 'insert')
    const entries = '269=0 270=99.9 271=100'
    assert.deepEqual(rig.take(262, 55, 268, 269, 270, 271), [
      `W 262=MD 55=BOOK 268=2 ${entries}`,
      `W 262=MD 55=SIM 268=2 ${entries}`,
    ])
  })

  test(`${version.id}, MKT-01.b: a snapshot of an empty book`, () => {
    const rig = rigOf()
    rig.receive('V', request({ type: '0', symbols: ['EMPTYMD'] }))
    assert.deepEqual(rig.take(268, 269), [of50 ? 'W 268=1 269=J' : 'W 268=0 269=-'])
  })

  test(`${version.id}: all levels, and trades`, () => {
    const rig = rigOf()
    rig.receive('V', request({ type: '0', depth: 0, types: ['0', '1', '2'] }))
    const [message] = rig.takeMessages()
    assert.equal(message?.text(268), '11')
    assert.match(message?.toString() ?? '', /\|269=2\|270=100\|271=100\|272=20261123\|273=10:00:00.000\|/)
  })

  test(`${version.id}, MKT-02.a: the snapshot comes first, and the feed goes on by itself`, () => {
    const rig = rigOf({ random: numbers(1) })
    rig.receive('V', request({ symbols: ['BOOK'] }))
    rig.pass(5_000)
    const [first, ...rest] = rig.take(262)
    assert.equal(first, 'W 262=MD')
    assert.ok(rest.length >= 3)
    assert.deepEqual([...new Set(rest)], ['X 262=MD'])
  })

  test(`${version.id}, MKT-02.h: trades are shown to who wants them, and do not change the book`, () => {
    const rig = rigOf()
    rig.receive('V', request({ id: 'ALL', types: ['0', '1', '2'] }))
    rig.receive('V', request({ id: 'QUOTES' }))
    rig.take()
    feed(rig, 'SIM', 'trade 100.1 7')
    rig.market({ name: 'trade', symbol: 'SIM', px: '101' })
    assert.deepEqual(rig.take(262, 279, 269, 270, 271), [
      'X 262=ALL 279=0 269=2 270=100.1 271=7',
      'X 262=ALL 279=0 269=2 270=101 271=100',
    ])
    const order = rig.order('A')
    rig.context.orders.fill(order, { units: 10n, scale: 0 }, { units: 99n, scale: 0 })
    assert.deepEqual(rig.take(270, 271), ['X 270=99 271=10'])
  })

  test(`${version.id}, MKT-02.i: full refresh: only snapshots`, () => {
    const rig = rigOf()
    rig.receive('V', request({ update: '0', depth: 1 }))
    feed(rig, 'SIM', 'insert; change bid 3; trade; insert offer')
    assert.deepEqual(rig.take(262, 270), ['W 262=MD 270=99.9', 'W 262=MD 270=99.91', 'W 262=MD 270=99.91'])
  })

  test(`${version.id}, MKT-03.a, b: unsubscribed is silent, and an unknown number too`, () => {
    const rig = rigOf()
    rig.receive('V', request({ symbols: ['BOOK'] }))
    rig.receive('V', request({ symbols: ['BOOK'], type: '2' }))
    rig.receive('V', request({ symbols: ['BOOK'], type: '2', id: 'zz' }))
    rig.take()
    rig.pass(5_000)
    feed(rig, 'BOOK', 'insert')
    assert.deepEqual(rig.take(), [])
    assert.deepEqual([...rig.timers], [], 'no timer runs for nobody')
  })

  test(`${version.id}, MKT-03.c: subscriptions end with the session`, () => {
    const rig = rigOf()
    rig.receive('V', request({}))
    rig.desk.onSessionDown?.(rig.session())
    rig.take()
    feed(rig, 'SIM', 'insert')
    rig.desk.onSessionUp?.(rig.session(), false)
    feed(rig, 'SIM', 'insert')
    assert.deepEqual(rig.take(), [])
    rig.receive('V', request({}))
    assert.deepEqual(rig.take(262), ['W 262=MD'], 'and the number is free again')
  })

  test(`${version.id}, MKT-04.a: an unknown symbol refuses the whole request`, () => {
    const rig = rigOf()
    rig.receive('V', request({ symbols: ['SIM', 'NOSUCH'] }))
    assert.deepEqual(rig.take(262, 281), ['Y 262=MD 281=0'])
  })

  test(`${version.id}, MKT-04.b: what is not offered, one reason each`, () => {
    const rig = rigOf()
    rig.receive('V', request({ symbols: ['LIMIT'], update: '0', depth: 7 }))
    rig.receive('V', request({ symbols: ['LIMIT'], update: '0', depth: 1, types: ['9'] }))
    rig.receive('V', request({ symbols: ['LIMIT'], depth: 1 }))
    rig.receive('V', request({ depth: -1 }))
    rig.receive('V', request({ types: ['0', '4'] }))
    rig.receive('V', request({ update: 'none' }))
    rig.receive('V', request({ more: [[266, 'N']] }))
    const expected = ['5', '8', '6', '5', '8', '6', '7']
    if (version.ordinal >= 44) {
      rig.receive('V', request({ more: [[546, '2 3']] }))
      rig.receive('V', request({ more: [[547, 'N']] }))
      expected.push('A', 'C')
    }
    assert.deepEqual(
      rig.take(281),
      expected.map((reason) => `Y 281=${reason}`),
    )
    rig.receive('V', request({ symbols: ['LIMIT'], update: '0', depth: 1 }))
    assert.deepEqual(rig.take(), ['W'])
  })

  test(`${version.id}, MKT-04.c: a subscription type that is none`, () => {
    const rig = rigOf()
    rig.receiveAnyway('V', [
      [262, 'MD'],
      [263, '9'],
      [264, 1],
    ])
    assert.deepEqual(rig.take(281), ['Y 281=4'])
  })

  test(`${version.id}, MKT-04.d: not entitled, by the sender's sub id or by a party`, () => {
    const rules = [
      {
        id: 'A:NOMD',
        kind: 'normal' as const,
        text: '',
        when: { account: ['ACC-NOMD'] },
        manner: { noMarketData: true },
      },
    ]
    const rig = rigOf({ rules })
    rig.receive('V', request({}), 'S1', [[50, 'ACC-NOMD']])
    const party: Part[] = [
      [448, 'ACC-NOMD'],
      [447, 'D'],
      [452, '3'],
    ]
    if (of50) rig.receive('V', request({ more: [[453, [party]]] }))
    else rig.receive('V', request({}), 'S1', [[115, 'ACC-NOMD']])
    rig.receive('V', request({}))
    assert.deepEqual(rig.take(281), ['Y 281=3', 'Y 281=3', 'W 281=-'])
  })

  test(`${version.id}, MKT-05.a: a number that is live is refused, and the first subscription goes on`, () => {
    const rig = rigOf()
    rig.receive('V', request({}))
    rig.receive('V', request({ depth: 1, symbols: ['BOOK'] }))
    rig.receive('V', request({ type: '0' }))
    feed(rig, 'SIM', 'insert')
    assert.deepEqual(rig.take(281), ['W 281=-', 'Y 281=1', 'Y 281=1', 'X 281=-'])
  })

  test(`${version.id}: subscriptions and instruments have a limit`, () => {
    const rig = rigOf()
    for (let i = 0; i < 101; i++) rig.receive('V', request({ id: `MD${i}` }))
    const answers = rig.take(281)
    assert.deepEqual([answers[99], answers[100]], ['W 281=-', 'Y 281=2'])
    const symbols = Array.from({ length: 101 }, (_, i) => `S${i}`)
    rig.receive('V', request({ id: 'MANY', type: '0', symbols }))
    assert.deepEqual(rig.take(281), ['Y 281=2'])
  })
}
