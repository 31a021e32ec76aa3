import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimal } from '../codec/decimal.ts'
import { DeskRig, RIG_VERSIONS, symbolRow } from '../testing/desk-rig.ts'
import type { Part } from './message-body.ts'
import { tradeCaptureDesk } from './trade-capture-desk.ts'

const SYMBOLS = { symbols: [symbolRow('SIM'), symbolRow('TCR', { feed: 'TCR' })] }

for (const version of RIG_VERSIONS.filter(({ ordinal }) => ordinal >= 44)) {
  const rigOf = () => new DeskRig(version, tradeCaptureDesk, SYMBOLS)
  const ask = (rig: DeskRig, more: readonly Part[] = [], id = 'TQ', type = '0') =>
    rig.receive('AD', [[568, id], [569, type], ...more])
  const trade = (rig: DeskRig, clOrdID: string, symbol = 'TCR', session = 'S1') =>
    rig.context.orders.fill(rig.order(clOrdID, { symbol, session }), decimal(10), decimal('100.5'))

  test(`${version.id}, EXE-10.a: a subscription tells of each trade of its own session`, () => {
    const rig = rigOf()
    rig.addSession('S2')
    ask(rig, [[263, '1']])
    assert.deepEqual(rig.take(568, 569, 263, 748, 749, 750), ['AQ 568=TQ 569=0 263=1 748=0 749=0 750=0'])
    trade(rig, 'A')
    trade(rig, 'OTHER', 'TCR', 'S2')
    assert.deepEqual(rig.take(568, 55, 32, 31, 54, 17, 880, 856, 487, 325, 75), [
      'AE 568=TQ 55=TCR 32=10 31=100.5 54=1 17=E1 880=E1 856=0 487=0 325=Y 75=20261123',
    ])
    rig.desk.onSessionDown?.(rig.session())
    trade(rig, 'B')
    assert.deepEqual(rig.take(), [])
  })

  test(`${version.id}: a snapshot of the trades so far, filtered; the last one says so`, () => {
    const rig = rigOf()
    trade(rig, 'A')
    trade(rig, 'B', 'SIM')
    trade(rig, 'C')
    assert.deepEqual(rig.take(), [], 'nobody asked')
    ask(rig, [[55, 'TCR']])
    assert.deepEqual(rig.take(748, 750, 17, 912), [
      'AQ 748=2 750=0 17=- 912=-',
      'AE 748=- 750=- 17=E1 912=N',
      'AE 748=- 750=- 17=E5 912=Y',
    ])
    ask(rig, [[11, 'B']])
    assert.deepEqual(rig.take(748, 17), ['AQ 748=1 17=-', 'AE 748=- 17=E3'])
    ask(rig, [[54, '2']])
    assert.deepEqual(rig.take(748, 749, 750), ['AQ 748=0 749=0 750=1'])
    rig.market({ name: 'day' })
    ask(rig)
    assert.deepEqual(rig.take(748), ['AQ 748=0'])
  })

  test(`${version.id}: a bust is told to whoever was told of the trade`, () => {
    const rig = rigOf()
    ask(rig, [[263, '1']])
    const order = rig.order('A', { symbol: 'TCR' })
    rig.context.orders.fill(order, decimal(10), decimal(100))
    const [, report] = rig.takeMessages()
    const instrument = rig.instruments.get('TCR')
    assert.ok(instrument)
    rig.desk.onBust?.({ instrument, order, execID: 'E1', qty: decimal(10), px: decimal(100) })
    rig.desk.onBust?.({ instrument, order, execID: 'E1', qty: decimal(10), px: decimal(100) })
    assert.deepEqual(rig.take(487, 572, 17), [`AE 487=1 572=${report?.text(571)} 17=E1`])
    ask(rig, [], 'NOW')
    assert.deepEqual(rig.take(748), ['AQ 748=0'])
  })

  test(`${version.id}, EXE-10.b: what is refused`, () => {
    const rig = rigOf()
    ask(rig, [], 'A', '4')
    ask(rig, [[55, 'NOSUCH']], 'B')
    ask(rig, [[263, '2']], 'C')
    assert.deepEqual(rig.take(568, 749, 750), ['AQ 568=A 749=8 750=2', 'AQ 568=B 749=1 750=2', 'AQ 568=C 749=99 750=2'])
    ask(rig, [[263, '1']], 'D')
    ask(rig, [[263, '1']], 'D')
    ask(rig, [[263, '2']], 'D')
    assert.deepEqual(rig.take(749, 750), ['AQ 749=0 750=0', 'AQ 749=99 750=2', 'AQ 749=0 750=1'])
    for (let i = 0; i < 101; i++) ask(rig, [[263, '1']], `M${i}`)
    const answers = rig.take(749)
    assert.deepEqual([answers[99], answers[100]], ['AQ 749=0', 'AQ 749=99'])
  })

  const side = (value: string, party?: string): Part[] => [
    [54, value],
    [37, 'NONE'],
    [
      453,
      party === undefined
        ? []
        : [
            [
              [448, party],
              [447, 'D'],
              [452, '17'],
            ],
          ],
    ],
  ]
  const submit = (rig: DeskRig, id: string, more: readonly Part[] = [], sides = [side('1')], symbol = 'TCR') =>
    rig.receive('AE', [
      [571, id],
      [570, 'N'],
      [55, symbol],
      [32, '5'],
      [31, '100'],
      [75, '20261123'],
      [60, '20261123-10:00:00.000'],
      [552, sides],
      ...more,
    ])

  test(`${version.id}, EXE-10.c: a trade report is accepted, or rejected with its reason`, () => {
    const rig = rigOf()
    submit(rig, 'R1', [[856, '0']])
    submit(rig, 'R1')
    submit(rig, 'R2', [], [side('1')], 'NOSUCH')
    submit(rig, 'R3', [], [side('1'), side('1')])
    submit(rig, 'R4', [[856, '3']])
    submit(rig, 'R5', [
      [487, '1'],
      [572, 'zz'],
    ])
    submit(rig, 'R6', [], [side('1'), side('2')])
    assert.deepEqual(rig.take(571, 939, 751), [
      'AR 571=R1 939=0 751=-',
      'AR 571=R1 939=1 751=99',
      'AR 571=R2 939=1 751=2',
      'AR 571=R3 939=1 751=99',
      'AR 571=R4 939=1 751=4',
      'AR 571=R5 939=1 751=99',
      'AR 571=R6 939=0 751=-',
    ])
  })

  test(`${version.id}, EXE-10.d: a cancelled report is told to both sides, once`, () => {
    const rig = rigOf()
    rig.addSession('S2')
    submit(rig, 'R1', [], [side('1'), side('2', 'CLIENT-S2')])
    assert.deepEqual(
      rig.sent.map((sent) => `${sent.session} ${sent.msgType}`),
      ['S1 AR', 'S2 AE'],
    )
    const [, alleged] = rig.takeMessages()
    assert.deepEqual([alleged?.text(856), alleged?.text(487)], ['1', '0'])
    submit(rig, 'R2', [
      [487, '1'],
      [572, 'R1'],
    ])
    assert.deepEqual(
      rig.sent.map((sent) => `${sent.session} ${sent.msgType}`),
      ['S1 AR', 'S1 AE', 'S2 AE'],
    )
    assert.deepEqual(rig.take(487, 572, 939), [
      'AR 487=1 572=R1 939=0',
      'AE 487=1 572=R1 939=-',
      `AE 487=1 572=${alleged?.text(571)} 939=-`,
    ])
    submit(rig, 'R3', [
      [487, '1'],
      [572, 'R1'],
    ])
    assert.deepEqual(rig.take(939, 751), ['AR 939=1 751=99'])
  })

  test(`${version.id}: a corrected report takes the place of the old one`, () => {
    const rig = rigOf()
    submit(rig, 'R1')
    submit(rig, 'R2', [
      [487, '2'],
      [572, 'R1'],
    ])
    submit(rig, 'R3', [
      [487, '1'],
      [572, 'R1'],
    ])
    submit(rig, 'R4', [
      [487, '1'],
      [572, 'R2'],
    ])
    assert.deepEqual(rig.take(571, 939), [
      'AR 571=R1 939=0',
      'AR 571=R2 939=0',
      'AR 571=R3 939=1',
      'AR 571=R4 939=0',
      'AE 571=TR1 939=-',
    ])
  })
}
