/** What the client does when it does not know how an order stands: it asks, and sends nothing a second time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)

  test(`${version}: without an answer for 30 seconds the client asks, and sends no second order`, () => {
    const r = rig()
    const x = r.order()
    r.pass(29)
    r.silent()
    r.pass(1)
    const question = r.take('H')
    assert.equal(text(question, 11), x)
    assert.equal(text(question, 54), '1')
    assert.equal(question.has(790), !r.old)
    r.report('Status', { 11: x, 39: '0', 38: '100', 14: '0', 151: '100' })
    assert.equal(r.figures(x), '0 0 100')
    r.pass(600)
    r.silent()
  })

  test(`${version}: a cancel that pends for 60 seconds is asked about; the order stays live`, () => {
    const r = rig()
    const x = r.open()
    const y = r.cancel(x)
    r.report('6', { 11: y, 41: x, 39: '6', 38: '100', 14: '0', 151: '100' })
    r.pass(59)
    r.silent()
    assert.equal(r.figures(x), '6 0 100')
    r.pass(1)
    r.take('H')
    r.report('Status', { 11: x, 39: '6', 38: '100', 14: '0', 151: '100' })
    assert.equal(r.figures(x), '6 0 100')
    r.pass(600)
    r.silent()
  })

  test(`${version}: a request that is decided pends no longer`, () => {
    const r = rig()
    for (const decide of ['4', '9', '5'] as const) {
      const x = r.open()
      const y = decide === '5' ? r.replace(x, { 38: '80' }) : r.cancel(x)
      const macro = decide === '5' ? 'E' : '6'
      r.report(macro, { 11: y, 41: x, 39: macro, 38: '100', 14: '0', 151: '100' })
      if (decide === '9') r.receive('9', { 37: 'O1', 11: y, 41: x, 39: '0', 434: '1' })
      else if (decide === '4') r.report('4', { 11: y, 41: x, 39: '4', 38: '100', 14: '0', 151: '0' })
      else r.report('5', { 11: y, 41: x, 39: '0', 38: '80', 14: '0', 151: '80' })
      assert.deepEqual([...r.timers.keys()], [])
    }
  })

  test(`${version}: an order that the venue does not know when it is canceled works no longer`, () => {
    const r = rig()
    const x = r.open()
    const y = r.cancel(x)
    r.receive('9', { 37: 'NONE', 11: y, 41: x, 39: '8', 434: '1', 102: '1' })
    assert.equal(r.figures(x), '4 0 0')
    assert.equal(r.shown(x).alarms, '1')
    r.silent()
  })

  test(`${version}: a refused cancel leaves the order as it was, and the other order alone`, () => {
    const r = rig()
    const x = r.open()
    const other = r.open({ 55: 'SIM' })
    const y = r.cancel(x)
    r.receive('9', { 37: 'O1', 11: y, 41: x, 39: '0', 434: '1' })
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.figures(other), '0 0 100')
    r.silent()
    r.ask({ action: 'cancel', clOrdID: x, fields: [] })
    const again = r.take('F')
    assert.notEqual(text(again, 11), y)
    assert.equal(text(again, 41), x)
  })

  test(`${version}: a cancel that crosses the venue's own ends in Canceled`, () => {
    const r = rig()
    const x = r.open()
    const y = r.cancel(x)
    r.report('4', { 11: x, 39: '4', 38: '100', 14: '0', 151: '0' })
    r.receive('9', { 37: 'O1', 11: y, 41: x, 39: '4', 434: '1', 102: '0' })
    assert.equal(r.figures(x), '4 0 0')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: after a reset each open order is asked for, and what was missed is booked once`, () => {
    const r = rig()
    const x = r.open()
    const filled = r.open()
    r.fill(filled, 100, 100)
    r.fill(x, 10, 10)
    r.drop()
    r.reconnect(true)
    assert.equal(text(r.take('H'), 11), x)
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '30', 151: '70', 6: '10' })
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '30', 151: '70', 6: '10' })
    assert.equal(r.figures(x), '1 30 70')
    assert.equal(r.shown(x).AvgPx, '10')
    r.fill(x, 5, 35)
    assert.equal(r.figures(x), '1 35 65')
    r.silent()
  })

  test(`${version}: what was booked by status is not booked again when its report comes`, () => {
    const r = rig()
    const x = r.open()
    r.drop()
    r.reconnect(true)
    r.take('H')
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '30', 151: '70', 6: '10' })
    r.report('Trade', { 11: x, 39: '1', 38: '100', 32: '20', 31: '10', 14: '20', 151: '80', 17: 'L' }, { 97: 'Y' })
    assert.equal(r.shown(x).CumQty, '30')
  })

  test(`${version}: without a reset only what was in flight is asked for, under no new id`, () => {
    const r = rig()
    r.open()
    const x = r.order()
    r.drop()
    r.pass(60)
    r.reconnect(false)
    assert.equal(text(r.take('H'), 11), x)
    r.report('Status', { 11: x, 39: '8', 14: '0', 151: '0', 103: '5', 37: 'NONE' })
    assert.equal(r.figures(x), '4 0 0')
    r.silent()
  })

  test(`${version}: a replace that was accepted while the client was away is found by its id`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    r.drop()
    r.reconnect(true)
    r.take('H')
    r.report('Status', { 11: x, 39: '8', 14: '0', 151: '0', 103: '5', 37: 'NONE' })
    assert.equal(text(r.take('H'), 11), y)
    r.report('Status', { 11: y, 39: '0', 38: '80', 14: '0', 151: '80' })
    assert.equal(r.figures(x), '0 0 80')
    assert.equal(r.shown(x).ClOrdID, y)
  })

  test(`${version}: while there is no session nothing is sent, then or later`, () => {
    const r = rig()
    const x = r.open()
    r.drop()
    r.ask({
      action: 'new',
      fields: [
        [11, 'LATE'],
        [55, 'SIM'],
        [54, '1'],
        [38, '1'],
      ],
    })
    r.ask({ action: 'cancel', clOrdID: x, fields: [] })
    r.silent()
    r.reconnect(false)
    r.silent()
    assert.equal(r.alarms().length, 2)
    assert.deepEqual(r.client.shown('LATE'), { alarms: '1' })
  })

  test(`${version}: what was decided before the session dropped is not asked for`, () => {
    const r = rig()
    const x = r.open()
    r.report('4', { 11: r.cancel(x), 41: x, 39: '4', 38: '100', 14: '0', 151: '0' })
    r.order()
    r.drop()
    assert.equal(r.timers.size, 0)
    r.pass(60)
    assert.deepEqual(r.alarms(), [])
    r.reconnect(false)
    r.take('H')
  })

  test(`${version}: requests that a reset has swallowed are told, and are over`, () => {
    const r = rig()
    const x = r.open()
    r.cancel(x)
    r.drop()
    r.reconnect(true)
    r.take('H')
    r.report('Status', { 11: x, 39: '0', 38: '100', 14: '0', 151: '100' })
    assert.equal(r.alarms().length, 1)
    r.drop()
    r.reconnect(false)
    r.silent()
  })

  test(`${version}: a replaced id that the venue does not know either is the end`, () => {
    const r = rig()
    const x = r.order()
    r.replace(x, { 38: '80' })
    r.drop()
    r.reconnect(true)
    const unknown = { 39: '8', 14: '0', 151: '0', 103: '5', 37: 'NONE' }
    r.take('H')
    r.report('Status', { ...unknown, 11: x })
    const second = r.take('H')
    r.report('Status', { ...unknown, 11: text(second, 11) })
    assert.equal(r.figures(x), '4 0 0')
    r.silent()
    assert.equal(r.timers.size, 0)
    r.drop()
    r.reconnect(false)
    r.silent()
  })

  test(`${version}: a question without an answer is told, and the next doubt is asked about again`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 20)
    r.take('H')
    r.fill(x, 10, 40)
    r.silent()
    r.pass(30)
    r.fill(x, 10, 60)
    r.take('H')
    assert.equal(r.alarms().length, 3)
    r.receive('j', { 45: '9', 372: 'H', 379: x, 380: '3' })
    r.fill(x, 10, 80)
    r.take('H')
    assert.equal(r.shown(x).CumQty, '40')
  })

  test(`${version}: a late report of silence's end leaves nothing to wait for`, () => {
    const r = rig()
    const x = r.order()
    r.report('Status', { 11: x, 39: 'A', 38: '100', 14: '0', 151: '100' })
    r.pass(600)
    r.silent()
    assert.equal(r.figures(x), 'A 0 100')
  })
}
