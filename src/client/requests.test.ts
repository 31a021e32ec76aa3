/** What the user asks for: ids, what is not sent, quantities of every size. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)

  test(`${version}: an id is used once, by clients of different instants too`, () => {
    const r = rig()
    const x = r.open({ 11: 'MINE' })
    assert.equal(x, 'MINE')
    r.ask({
      action: 'new',
      fields: [
        [11, 'MINE'],
        [55, 'SIM'],
        [54, '1'],
        [38, '1'],
      ],
    })
    r.silent()
    const ids = new Set<string>()
    for (const startedAt of [1, 2]) {
      const one = new ClientRig(version, { startedAt })
      for (let i = 0; i < 20; i++) ids.add(one.order())
    }
    assert.equal(ids.size, 40)
  })

  test(`${version}: tags and values that are not known do no harm`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 20001: 'X', 851: '9', 59: '!' })
    assert.equal(r.figures(x), '1 10 90')
    r.fill(x, 10, 20, { 54: '!' })
    assert.equal(r.figures(x), '1 20 80')
    r.receive('U99', { 58: 'what is this' })
    r.receive('j', { 45: '1', 372: 'H', 380: '98' })
    r.silent()
  })

  test(`${version}: an order that has ended is not canceled; one that is filled may be replaced`, () => {
    const r = rig()
    const x = r.open()
    r.report('4', { 11: x, 39: '4', 38: '100', 14: '0', 151: '0' })
    r.ask({ action: 'cancel', clOrdID: x, fields: [] })
    r.silent()
    const y = r.open()
    r.fill(y, 100, 100)
    const z = r.replace(y, { 38: '120' })
    r.report('5', { 11: z, 41: y, 39: '1', 38: '120', 14: '100', 151: '20' })
    assert.equal(r.figures(y), '1 100 20')
  })

  test(`${version}: quantities and prices are kept exactly`, () => {
    const r = rig()
    const x = r.open({ 38: '0.00000003', 44: '160.08' })
    r.report('Trade', {
      11: x,
      39: '1',
      38: '0.00000003',
      32: '0.00000001',
      31: '160.07',
      14: '0.00000001',
      151: '0.00000002',
      6: '160.07',
    })
    r.report('Trade', {
      11: x,
      39: '2',
      38: '0.00000003',
      32: '0.00000002',
      31: '160.08',
      14: '0.00000003',
      151: '0',
      6: '160.07667',
    })
    assert.equal(r.shown(x).CumQty, '0.00000003')
    assert.equal(r.shown(x).AvgPx, '160.0766666667')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: a replace that is reported twice is taken once`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    const z = r.replace(x, { 38: '70' })
    r.report('5', { 11: y, 41: x, 39: '0', 38: '80', 14: '0', 151: '80' })
    assert.equal(r.shown(x).OrderQty, '80')
    r.report('5', { 11: z, 41: y, 39: '0', 38: '70', 14: '0', 151: '70' })
    r.report('5', { 11: y, 41: x, 39: '0', 38: '80', 14: '0', 151: '80' })
    assert.equal(r.shown(x).ClOrdID, z)
    assert.equal(r.shown(x).OrderQty, '70')
    assert.equal(r.alarms().length, 1)
    r.drop()
    r.reconnect(false)
    r.silent()
  })

  test(`${version}: an order in cash has the quantity that the venue makes of it`, () => {
    const r = rig()
    r.ask({
      action: 'new',
      fields: [
        [55, 'SIM'],
        [54, '1'],
        [152, '1600'],
        [40, '1'],
      ],
    })
    const x = text(r.take('D'), 11)
    r.report('New', { 11: x, 39: '0', 14: '0', 151: '0' })
    assert.equal(r.figures(x), '0 0 0')
    r.report('Trade', { 11: x, 39: '1', 38: '16', 32: '6', 31: '100', 14: '6', 151: '10' })
    assert.equal(r.figures(x), '1 6 10')
    r.report('Trade', { 11: x, 39: '2', 38: '16', 32: '10', 31: '100', 14: '16', 151: '0' })
    assert.equal(r.figures(x), '2 16 0')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: requests about no order, or under an id that was used, are not sent`, () => {
    const r = rig()
    const x = r.open()
    r.ask({ action: 'cancel', clOrdID: 'NONE', fields: [] })
    r.ask({ action: 'replace', clOrdID: 'NONE', fields: [] })
    r.ask({ action: 'cancel', clOrdID: x, fields: [[11, x]] })
    r.ask({ action: 'replace', clOrdID: x, fields: [[11, x]] })
    r.ask({ action: 'send', msgType: 'H', clOrdID: 'NONE', fields: [] })
    r.silent()
    assert.equal(r.alarms().length, 5)
  })
}
