import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FixVersion } from '../fix/versions.ts'
import { DeskRig, RIG_VERSIONS, symbolRow } from '../testing/desk-rig.ts'
import { groupEntries } from './group-entries.ts'
import type { Part } from './message-body.ts'
import { referenceDesk } from './reference-desk.ts'

const SYMBOLS = [
  symbolRow('SIM'),
  symbolRow('HALT', { phase: 'halted' }),
  symbolRow('CLOSED', { phase: 'closed' }),
  symbolRow('EARLY', { phase: 'preOpen' }),
  symbolRow('NEWS', { feed: 'NEWS' }),
]
const LONG = [...SYMBOLS, symbolRow('LIST', { feed: 'LIST' }), symbolRow('FRAG', { feed: 'FRAG' })]

function rigOf(version: FixVersion, symbols = SYMBOLS): DeskRig {
  return new DeskRig(version, referenceDesk, { symbols })
}

/** The phase changes, and the desk hears of it. */
function phase(rig: DeskRig, symbol: string, name: 'halt' | 'resume' | 'open' | 'close'): void {
  const instrument = rig.instruments.get(symbol)
  assert.ok(instrument)
  instrument.phase = name === 'halt' ? 'halted' : name === 'close' ? 'closed' : 'open'
  rig.market({ name, symbol })
}

for (const version of RIG_VERSIONS) {
  const of42 = version.ordinal < 43
  const of50 = version.ordinal >= 50
  const day = of50 ? '1' : 'DAY'
  const define = (rig: DeskRig, type: string, more: readonly Part[] = []) =>
    rig.receive('c', [[320, 'SR'], [321, type], ...more])
  const legs = (...list: [string, string, string][]): Part[] =>
    of42
      ? [
          [
            146,
            list.map(([symbol, ratio, side]): Part[] => [
              [311, symbol],
              [319, ratio],
              [54, side],
            ]),
          ],
        ]
      : [
          [
            555,
            list.map(([symbol, ratio, side]): Part[] => [
              [600, symbol],
              [623, ratio],
              [624, side],
            ]),
          ],
        ]

  test(`${version.id}, MKT-08.a: a definition`, () => {
    const rig = rigOf(version)
    define(rig, '0', [[55, 'SIM']])
    assert.deepEqual(rig.take(320, 322, 323, 55, 393), [`d 320=SR 322=SD1 323=1 55=SIM 393=${of42 ? '1' : '-'}`])
  })

  test(`${version.id}, MKT-08.c: no such instrument`, () => {
    const rig = rigOf(version)
    define(rig, '0', [[55, 'NOSUCH']])
    define(rig, '0')
    assert.deepEqual(rig.take(320, 323, 55), ['d 320=SR 323=6 55=NOSUCH', 'd 320=SR 323=6 55=-'])
  })

  test(`${version.id}, MKT-08.b: a spread is defined, once, and is an instrument from then on`, () => {
    const rig = rigOf(version)
    define(rig, '1', legs(['SIM', '2', '1'], ['NEWS', '1', '2']))
    define(rig, '1', legs(['SIM', '2', '1'], ['NEWS', '1', '2']))
    const group = of42 ? 146 : 555
    assert.deepEqual(rig.take(323, 55, group), [`d 323=2 55=UDS1 ${group}=2`, `d 323=1 55=UDS1 ${group}=2`])
    assert.deepEqual(rig.instruments.get('UDS1')?.row, {
      symbol: 'UDS1',
      tick: '0.01',
      lot: '1',
      reference: '100',
      phase: 'open',
      feed: 'UDS',
    })
    define(rig, '1', legs(['SIM', '1', '1'], ['NOSUCH', '1', '2']))
    define(rig, '1', legs(['SIM', '1', '1']))
    define(rig, '1', legs(['SIM', '0', '1'], ['NEWS', '1', '2']))
    assert.deepEqual(rig.take(323), ['d 323=5', 'd 323=5', 'd 323=5'])
  })

  test(`${version.id}: so many spreads and no more`, () => {
    const rig = rigOf(version)
    for (let i = 1; i <= 101; i++) define(rig, '1', legs(['SIM', String(i), '1'], ['NEWS', '1', '2']))
    const answers = rig.take(323)
    assert.deepEqual([answers[99], answers[100]], ['d 323=2', 'd 323=5'])
  })

  test(`${version.id}: lists by definitions, where the version has them`, () => {
    const rig = rigOf(version)
    define(rig, '3')
    define(rig, '2')
    const listed = SYMBOLS.map(({ symbol }) => `d 323=4 55=${symbol}`)
    assert.deepEqual(
      rig.take(323, 55),
      version.ordinal === 44 ? ['d 323=5 55=-', 'd 323=5 55=-'] : [...listed, 'd 323=3 55=-'],
    )
  })

  test(`${version.id}, MKT-09.a: the trading session, and MKT-09.b: its phases`, () => {
    const rig = rigOf(version)
    rig.receive('g', [
      [335, 'ONCE'],
      [263, '0'],
    ])
    rig.receive('g', [
      [335, 'TS'],
      [336, day],
      [263, '1'],
    ])
    const fields = [335, 336, 340, 325]
    assert.deepEqual(rig.take(...fields), [`h 335=ONCE 336=${day} 340=2 325=-`, `h 335=TS 336=${day} 340=2 325=-`])
    phase(rig, 'HALT', 'resume')
    assert.deepEqual(rig.take(), [], 'another instrument is none of its business')
    phase(rig, 'SIM', 'close')
    phase(rig, 'SIM', 'close')
    phase(rig, 'SIM', 'open')
    assert.deepEqual(rig.take(...fields), [`h 335=TS 336=${day} 340=3 325=Y`, `h 335=TS 336=${day} 340=2 325=Y`])
    rig.receive('g', [
      [335, 'TS'],
      [263, '2'],
    ])
    phase(rig, 'SIM', 'close')
    assert.deepEqual(rig.take(), [])
  })

  test(`${version.id}, MKT-09.c: an unknown trading session`, () => {
    const rig = rigOf(version)
    rig.receive('g', [
      [335, 'TS'],
      [336, of50 ? '5' : 'zz'],
      [263, '0'],
    ])
    assert.deepEqual(rig.take(340, 567, 336), [
      of42 ? 'j1 340=- 567=- 336=zz' : `h 340=6 567=1 336=${of50 ? '5' : 'zz'}`,
    ])
  })

  test(`${version.id}, MKT-10.a, b: halt and resume are pushed; the reason has the type of the version`, () => {
    const rig = rigOf(version)
    rig.receive('e', [
      [324, 'ST'],
      [55, 'HALT'],
      [263, '1'],
    ])
    const reason = of50 ? '4' : 'P'
    assert.deepEqual(rig.take(324, 55, 326, 327, 325), [`f 324=ST 55=HALT 326=2 327=${reason} 325=-`])
    phase(rig, 'HALT', 'resume')
    phase(rig, 'HALT', 'halt')
    phase(rig, 'HALT', 'close')
    phase(rig, 'HALT', 'open')
    assert.deepEqual(rig.take(326, 327, 325), [
      'f 326=3 327=- 325=Y',
      `f 326=2 327=${reason} 325=Y`,
      'f 326=18 327=- 325=Y',
      'f 326=17 327=- 325=Y',
    ])
    rig.desk.onSessionDown?.(rig.session())
    phase(rig, 'HALT', 'halt')
    assert.deepEqual(rig.take(), [])
  })

  test(`${version.id}: the status of each phase, and of an unknown instrument`, () => {
    const rig = rigOf(version)
    for (const symbol of ['SIM', 'CLOSED', 'EARLY', 'NOSUCH'])
      rig.receive('e', [
        [324, symbol],
        [55, symbol],
        [263, '0'],
      ])
    assert.deepEqual(rig.take(324, 326), [
      'f 324=SIM 326=17',
      'f 324=CLOSED 326=18',
      `f 324=EARLY 326=${of42 ? 18 : 21}`,
      'f 324=NOSUCH 326=20',
    ])
    phase(rig, 'SIM', 'halt')
    assert.deepEqual(rig.take(), [], 'nobody subscribed')
  })

  test(`${version.id}: status subscriptions have a limit`, () => {
    const rig = rigOf(version)
    for (let i = 0; i < 101; i++)
      rig.receive('e', [
        [324, `ST${i}`],
        [55, 'SIM'],
        [263, '1'],
      ])
    assert.equal(rig.take().length, 101)
    phase(rig, 'SIM', 'halt')
    assert.equal(rig.take().length, 100)
  })

  test(`${version.id}, MKT-11.a: news with several lines and raw data, to who is there`, () => {
    const rig = rigOf(version)
    rig.addSession('AWAY')
    rig.market({ name: 'feed', symbol: 'NEWS', script: '3 raw flash Recovery is Complete' })
    rig.market({ name: 'feed', symbol: 'NEWS', script: '' })
    rig.market({ name: 'feed', symbol: 'SIM', script: 'insert' })
    assert.deepEqual(rig.take(148, 33, 61, 95), [
      'B 148=Recovery is Complete 33=3 61=1 95=24',
      'B 148=News of the simulated market 33=1 61=0 95=-',
    ])
  })
}

for (const version of RIG_VERSIONS.filter(({ ordinal }) => ordinal >= 44)) {
  const list = (rig: DeskRig, type: string, more: readonly Part[] = []) =>
    rig.receive('x', [[320, 'SR'], [559, type], ...more])

  test(`${version.id}, MKT-07.a: the list comes in fragments`, () => {
    const rig = rigOf(version, LONG)
    list(rig, '4')
    const messages = rig.takeMessages()
    assert.deepEqual(
      messages.map((m) => [320, 393, 146, 893, 560].map((tag) => m.text(tag)).join(' ')),
      ['SR 250 100 N 0', 'SR 250 100 N 0', 'SR 250 50 Y 0'],
    )
    const symbols = messages.flatMap((m) => groupEntries(m, rig.session().dictionary, 146).map((e) => e.text(55)))
    assert.equal(new Set(symbols).size, 250)
    assert.equal(new Set(messages.map((m) => m.text(322))).size, 3)
  })

  test(`${version.id}: a short list is one fragment; one symbol is one entry`, () => {
    const rig = rigOf(version)
    list(rig, '4')
    list(rig, '0', [[55, 'SIM']])
    list(rig, '3')
    assert.deepEqual(rig.take(393, 146, 893), ['y 393=5 146=5 893=Y', 'y 393=1 146=1 893=Y', 'y 393=5 146=5 893=Y'])
  })

  test(`${version.id}, MKT-07.b: nothing found, and not supported`, () => {
    const rig = rigOf(version)
    list(rig, '0', [[55, 'NOSUCH']])
    list(rig, '2')
    list(rig, '3', [[336, version.ordinal >= 50 ? '5' : 'zz']])
    assert.deepEqual(rig.take(320, 560, 146), ['y 320=SR 560=2 146=-', 'y 320=SR 560=1 146=-', 'y 320=SR 560=2 146=-'])
  })

  test(`${version.id}, MKT-07.c: the last fragment stays away`, () => {
    const rig = rigOf(version, LONG)
    list(rig, '0', [[55, 'FRAG']])
    assert.deepEqual(rig.take(393, 893), ['y 393=250 893=N', 'y 393=250 893=N'])
  })
}
