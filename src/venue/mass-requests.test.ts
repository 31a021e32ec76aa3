import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FixVersion } from '../fix/versions.ts'
import { DeskRig, RIG_VERSIONS, symbolRow } from '../testing/desk-rig.ts'
import { massRequestDesk } from './mass-requests.ts'
import type { Part } from './message-body.ts'

const WITH_MASS_CANCEL = RIG_VERSIONS.filter((version) => version.ordinal >= 43)
const [fix42, , fix50] = RIG_VERSIONS as [FixVersion, FixVersion, FixVersion]
const TIME = '20261123-10:00:00.000'
const SYMBOLS = { symbols: [symbolRow('SIM'), symbolRow('BOOK')] }

function cancelRequest(type: string, more: readonly Part[] = []): Part[] {
  return [[11, 'MC'], [530, type], [60, TIME], ...more]
}

for (const version of WITH_MASS_CANCEL) {
  test(`${version.id}, CXL-12.a: mass cancel of all: the report first, then each order of this session`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.order('A')
    rig.order('B', { symbol: 'BOOK' })
    rig.order('OTHER', { session: 'S2' })
    rig.receive('q', cancelRequest('7'))
    assert.deepEqual(rig.take(11, 530, 531, 533, 534), ['r 11=MC 530=7 531=7 533=2 534=-'])
    assert.deepEqual(rig.asked, ['cancel A none', 'cancel B none'])
  })

  test(`${version.id}, CXL-12.b: by symbol and side`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.order('BUY')
    rig.order('SELL', { side: '2' })
    rig.order('ELSEWHERE', { symbol: 'BOOK' })
    rig.receive(
      'q',
      cancelRequest('1', [
        [55, 'SIM'],
        [54, '1'],
      ]),
    )
    assert.deepEqual(rig.take(531, 533, 55, 54), ['r 531=1 533=1 55=SIM 54=1'])
    assert.deepEqual(rig.asked, ['cancel BUY none'])
  })

  test(`${version.id}, CXL-12.c: nothing open is no reject`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.receive('q', cancelRequest('7'))
    assert.deepEqual(rig.take(531, 532, 533), ['r 531=7 532=- 533=0'])
  })

  test(`${version.id}, CXL-12.d: refused with the reason of the scope, and no order is touched`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.order('A')
    rig.receive('q', cancelRequest('1', [[55, 'NOSUCH']]))
    rig.receive('q', cancelRequest('1'))
    rig.receive('q', cancelRequest('6', [[336, version.ordinal >= 50 ? '5' : 'NIGHT']]))
    rig.receive('q', cancelRequest('3'))
    assert.deepEqual(rig.take(530, 531, 532, 533), [
      'r 530=1 531=0 532=1 533=-',
      'r 530=1 531=0 532=1 533=-',
      'r 530=6 531=0 532=6 533=-',
      'r 530=3 531=0 532=0 533=-',
    ])
    assert.deepEqual(rig.asked, [])
  })

  test(`${version.id}, CXL-12.f: the report alone names the orders where their manner says so`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.order('A', { manner: { massReportOnly: true } })
    rig.order('B')
    rig.receive('q', cancelRequest('7'))
    const idTag = version.ordinal >= 52 ? 1824 : 41
    assert.deepEqual(rig.take(533, 534, idTag, 535), [`r 533=2 534=1 ${idTag}=A 535=O-A`])
    assert.deepEqual(rig.asked, ['cancel A none quietly', 'cancel B none'])
  })

  test(`${version.id}, EXE-07.a: mass status of all: the last report says so`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    for (const id of ['A', 'B', 'C']) rig.order(id)
    rig.receive('AF', [
      [584, 'M1'],
      [585, '7'],
    ])
    assert.deepEqual(rig.asked, [
      'status A 584=M1 911=3 912=N',
      'status B 584=M1 911=3 912=N',
      'status C 584=M1 911=3 912=Y',
    ])
  })

  test(`${version.id}, EXE-07.b: mass status with nothing open: one report`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.receive('AF', [
      [584, 'M1'],
      [585, '7'],
    ])
    assert.deepEqual(rig.take(150, 39, 37, 17, 584, 911, 912, 103), [
      '8 150=I 39=8 37=NONE 17=0 584=M1 911=0 912=Y 103=5',
    ])
  })

  test(`${version.id}, EXE-07.c: mass status by symbol, and by a party as account`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.order('A')
    rig.order('B', { symbol: 'BOOK', account: 'ACC-PEND' })
    rig.receive('AF', [
      [584, 'M1'],
      [585, '1'],
      [55, 'BOOK'],
    ])
    const party: Part[] = [
      [448, 'ACC-PEND'],
      [447, 'D'],
      [452, '24'],
    ]
    rig.receive('AF', [
      [584, 'M2'],
      [585, '8'],
      [453, [party]],
    ])
    rig.receive('AF', [
      [584, 'M3'],
      [585, '8'],
      [1, 'ACC-PEND'],
    ])
    rig.receive('AF', [
      [584, 'M4'],
      [585, '8'],
    ])
    assert.deepEqual(
      rig.asked,
      ['M1', 'M2', 'M3'].map((id) => `status B 584=${id} 911=1 912=Y`),
    )
    assert.deepEqual(rig.take(), ['j5'])
  })

  test(`${version.id}: mass status that can not be answered is told by its reason, once`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.receive('AF', [
      [584, 'M1'],
      [585, '1'],
      [55, 'NOSUCH'],
    ])
    rig.receive('AF', [
      [584, 'M2'],
      [585, '1'],
    ])
    rig.receive('AF', [
      [584, 'M3'],
      [585, '4'],
    ])
    assert.deepEqual(rig.take(), ['j2', 'j5', 'j0'])
    assert.deepEqual(
      rig.rejects.map(({ refID }) => refID),
      ['M1', 'M2', 'M3'],
    )
  })
}

for (const version of WITH_MASS_CANCEL) {
  test(`${version.id}, EXE-07.d, CXL-12.e: a fill crosses, once, where a scenario wants it`, () => {
    const rig = new DeskRig(version, massRequestDesk, SYMBOLS)
    rig.order('A')
    rig.order('B', { symbol: 'BOOK' })
    rig.market({ name: 'feed', symbol: 'BOOK', script: 'cross 3' })
    const status = () =>
      rig.receive('AF', [
        [584, 'M'],
        [585, '7'],
      ])
    status()
    status()
    const first = 'status A 584=M 911=2 912=N'
    const second = 'status B 584=M 911=2 912=Y'
    assert.deepEqual(rig.asked.splice(0), [first, 'fill B 3@100 leaves 7', second, first, second])
    rig.market({ name: 'feed', symbol: 'SIM', script: 'cross 50' })
    rig.receive('q', cancelRequest('7'))
    assert.deepEqual(rig.take(533), ['r 533=2'])
    assert.deepEqual(rig.asked, ['fill A 10@100 leaves 0', 'cancel B none'])
  })
}

test('CXL-15.a: mass action suspends, releases and cancels', () => {
  const rig = new DeskRig(fix50, massRequestDesk, SYMBOLS)
  rig.order('A')
  rig.order('B', { suspended: true })
  const action = (type: string, scope = '7', more: readonly Part[] = []) =>
    rig.receive('CA', [[11, `C${type}`], [1373, type], [1374, scope], [60, TIME], ...more])
  action('1')
  assert.deepEqual(rig.take(11, 1373, 1374, 1375, 533), ['BZ 11=C1 1373=1 1374=7 1375=1 533=1'])
  action('2')
  assert.deepEqual(rig.take(1375, 533), ['BZ 1375=1 533=2'])
  action('3')
  assert.deepEqual(rig.take(1375, 533), ['BZ 1375=1 533=2'])
  action('3', '1', [[55, 'NOSUCH']])
  assert.deepEqual(rig.take(1375, 1376), ['BZ 1375=0 1376=1'])
  assert.deepEqual(rig.asked, ['suspend A', 'release A', 'release B', 'cancel A none', 'cancel B none'])
})

test('a version without these messages says so', () => {
  const rig = new DeskRig(fix42, massRequestDesk)
  rig.order('A')
  for (const msgType of ['q', 'AF', 'CA']) rig.receiveAnyway(msgType, [[11, 'X']])
  assert.deepEqual(rig.take(), ['j3', 'j3', 'j3'])
  assert.deepEqual(rig.asked, [])
})
