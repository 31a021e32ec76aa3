/** Reference data, halts, mass requests and orders of other messages; each with what its version needs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

const SINCE_44 = RIG_VERSIONS.slice(1)

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)
  test(`${version}: while a symbol is halted its orders are held back`, () => {
    const r = rig()
    const x = r.open({ 55: 'HALT' })
    r.receive('f', { 324: 'S1', 55: 'HALT', 326: '2' })
    r.ask({
      action: 'new',
      fields: [
        [55, 'HALT'],
        [54, '1'],
        [38, '1'],
      ],
    })
    r.silent()
    r.cancel(x)
    r.order({ 55: 'SIM' })
    r.receive('f', { 324: 'S1', 55: 'HALT', 326: '3' })
    r.order({ 55: 'HALT' })
  })

  test(`${version}: while the market is closed no orders are sent`, () => {
    const r = rig()
    r.receive('h', { 335: 'T1', 336: 'DAY', 340: '3' })
    r.ask({
      action: 'new',
      fields: [
        [55, 'SIM'],
        [54, '1'],
        [38, '1'],
      ],
    })
    r.silent()
    r.receive('h', { 335: 'T1', 336: 'DAY', 340: '2' })
    r.order()
  })

  test(`${version}: news are shown`, () => {
    const r = rig()
    r.receive('B', [
      [148, 'Recovery'],
      [33, '2'],
      [58, 'one'],
      [58, 'two'],
      [95, '3'],
      [96, 'a\x01b'],
    ])
    assert.deepEqual(r.notes.slice(-1), ['news: Recovery\none\ntwo'])
    r.silent()
  })

  test(`${version}: every request has what its version needs`, () => {
    const r = rig()
    const types = ['c', 'e', 'g', ...(r.old ? [] : ['x', 'q', 'AF', 'AD']), ...(version === 'FIX.5.0SP2' ? ['CA'] : [])]
    for (const msgType of types) {
      r.ask({ action: 'send', msgType, fields: msgType === 'g' ? [] : [[55, 'SIM']] })
      r.take(msgType)
    }
    const x = r.open()
    r.ask({ action: 'send', msgType: 'H', clOrdID: x, fields: [] })
    assert.equal(text(r.take('H'), 37), 'O1')
    r.ask({ action: 'send', msgType: 'nonsense', fields: [] })
    assert.equal(r.alarms().length, 1)
    r.silent()
  })

  test(`${version}: an order, a cancel and a replace may be asked for by message type`, () => {
    const r = rig()
    r.ask({
      action: 'send',
      msgType: 'D',
      fields: [
        [11, 'M1'],
        [55, 'SIM'],
        [54, '1'],
        [38, '5'],
        [44, '1'],
      ],
    })
    r.take('D')
    r.ask({ action: 'send', msgType: 'G', clOrdID: 'M1', fields: [[38, '6']] })
    const y = text(r.take('G'), 11)
    r.ask({
      action: 'send',
      msgType: 'F',
      fields: [
        [41, 'M1'],
        [11, 'M2'],
      ],
    })
    const request = r.take('F')
    assert.deepEqual([text(request, 11), text(request, 41)], ['M2', 'M1'])
    assert.notEqual(y, 'M1')
  })

  test(`${version}: a list of orders is kept like single ones`, () => {
    const r = rig()
    const common: Field[] = r.old ? [[21, '1']] : []
    const orders = ['L1', 'L2'].flatMap((id, i): Field[] => [
      [11, id],
      [67, String(i + 1)],
      ...common,
      [55, 'SIM'],
      [54, '1'],
      [38, '10'],
      [40, '1'],
    ])
    r.ask({ action: 'send', msgType: 'E', fields: [[73, '2'], ...orders] })
    assert.equal(text(r.take('E'), 68), '2')
    r.report('New', { 11: 'L2', 39: '0', 38: '10', 14: '0', 151: '10' })
    r.fill('L2', 10, 10, { 38: '10' })
    assert.equal(r.figures('L2'), '2 10 0')
    assert.equal(r.figures('L1'), 'A 0 10')
    r.silent()
  })
}

for (const version of SINCE_44) {
  const rig = () => new ClientRig(version)

  test(`${version}: a security list is used when its last fragment is there`, () => {
    const r = rig()
    const fragment = (symbols: readonly string[], last: string) => {
      const entries = symbols.map((symbol): Field => [55, symbol])
      r.receive('y', [
        [320, 'L'],
        [322, 'A'],
        [560, '0'],
        [393, '3'],
        [893, last],
        [146, String(symbols.length)],
        ...entries,
      ])
    }
    fragment(['A', 'B'], 'N')
    assert.equal(r.client.securityList('L'), undefined)
    r.pass(30)
    assert.equal(r.alarms().length, 1)
    fragment(['C'], 'Y')
    assert.deepEqual(r.client.securityList('L'), ['A', 'B', 'C'])
    assert.equal(r.timers.size, 0)
    r.receive('y', [
      [320, 'N'],
      [322, 'A'],
      [560, '2'],
    ])
    assert.equal(r.alarms().length, 2)
    r.silent()
  })

  test(`${version}: a mass cancel ends by the reports of the orders, or by their names in its report`, () => {
    const r = rig()
    const x = r.open()
    const y = r.open()
    r.ask({ action: 'send', msgType: 'q', fields: [] })
    const request = text(r.take('q'), 11)
    r.fill(x, 10, 10)
    r.receive('r', { 37: 'M', 11: request, 530: '7', 531: '7', 533: '2' })
    assert.equal(r.figures(x), '1 10 90')
    r.report('4', { 11: x, 39: '4', 38: '100', 14: '10', 151: '0' })
    assert.equal(r.figures(x), '4 10 0')
    r.receive('r', [
      [37, 'M'],
      [11, request],
      [530, '7'],
      [531, '7'],
      [534, '2'],
      [41, y],
      [535, 'O1'],
      [41, 'ELSE'],
    ])
    assert.equal(r.figures(y), '4 0 0')
    assert.deepEqual(r.alarms(), [])
    r.receive('r', { 37: 'M', 11: request, 530: '7', 531: '0', 532: '1' })
    assert.equal(r.alarms().length, 1)
    r.silent()
  })

  test(`${version}: the report of a mass cancel names orders by AffectedOrigClOrdID, or by OrderID alone`, () => {
    const r = rig()
    const x = r.open()
    const y = r.order()
    r.report('New', { 11: y, 37: 'OY', 39: '0', 38: '100', 14: '0', 151: '100' })
    r.ask({ action: 'send', msgType: 'q', fields: [] })
    const request = text(r.take('q'), 11)
    r.receive('r', [
      [37, 'M'],
      [11, request],
      [530, '7'],
      [531, '7'],
      [534, '2'],
      [535, 'ELSE'],
      [1824, x],
      [535, 'OY'],
    ])
    assert.equal(r.figures(x), '4 0 0')
    assert.equal(r.figures(y), '4 0 0')
    r.silent()
  })

  test(`${version}: a cross has an order on each side, a multileg order trades in its legs`, () => {
    const r = rig()
    const side = (way: string, id: string): Field[] => [
      [54, way],
      [11, id],
      [38, '5'],
    ]
    r.ask({
      action: 'send',
      msgType: 's',
      fields: [[55, 'SIM'], [44, '10'], [552, '2'], ...side('1', 'C1'), ...side('2', 'C2')],
    })
    r.take('s')
    r.fill('C1', 5, 5, { 38: '5' })
    r.fill('C2', 5, 5, { 38: '5', 54: '2' })
    assert.equal(r.client.position('SIM'), '0')
    const legs: Field[] = [
      [555, '2'],
      [600, 'A'],
      [624, '1'],
      [600, 'B'],
      [624, '2'],
    ]
    r.ask({ action: 'send', msgType: 'AB', fields: [[54, '1'], [55, 'SPREAD'], [38, '5'], ...legs] })
    const x = text(r.take('AB'), 11)
    r.report('Trade', { 11: x, 55: 'SPREAD', 442: '3', 39: '2', 38: '5', 32: '5', 31: '1', 14: '5', 151: '0' })
    r.report('Trade', { 11: x, 55: 'A', 442: '2', 39: '2', 38: '5', 32: '5', 31: '1', 14: '5', 151: '0' })
    r.report('Trade', { 11: x, 55: 'B', 54: '2', 442: '2', 39: '2', 38: '5', 32: '5', 31: '1', 14: '5', 151: '0' })
    assert.equal(r.figures(x), '2 5 0')
    assert.deepEqual(
      ['A', 'B', 'SPREAD'].map((s) => r.client.position(s)),
      ['5', '-5', '0'],
    )
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })
}
