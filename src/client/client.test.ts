/** Orders, fills, cancels and replaces as the matrices have them, in each version. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)

  test(`${version}: a new order has what its version needs, and an id of its own`, () => {
    const r = rig()
    r.ask({
      action: 'new',
      fields: [
        [55, 'SIM'],
        [54, '1'],
        [38, '5'],
        [44, '10'],
      ],
    })
    const first = r.take('D')
    assert.equal(first.has(21), r.old)
    assert.equal(text(first, 40), '2')
    assert.ok(first.has(60))
    assert.notEqual(r.order(), text(first, 11))
    assert.equal(r.figures(text(first, 11)), 'A 0 5')
  })

  test(`${version}: A.1.a an order is filled in three executions`, () => {
    const r = rig()
    const x = r.open({ 38: '10000' })
    assert.equal(r.figures(x), '0 0 10000')
    r.fill(x, 2000, 2000, { 38: '10000', 6: '10' })
    assert.equal(r.figures(x), '1 2000 8000')
    r.fill(x, 1000, 3000, { 38: '10000', 31: '9', 6: '9.6667' })
    r.fill(x, 7000, 10000, { 38: '10000', 6: '9.9' })
    assert.equal(r.figures(x), '2 10000 0')
    assert.equal(r.shown(x).AvgPx, '9.9')
    assert.equal(r.client.position('SIM'), '10000')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: B.1.c an order that fills while its cancel pends is Pending Cancel until that is refused`, () => {
    const r = rig()
    const x = r.open()
    const y = r.cancel(x)
    r.fill(x, 50, 50)
    assert.equal(r.figures(x), '1 50 50')
    r.report('6', { 11: y, 41: x, 39: '6', 38: '100', 14: '50', 151: '50' })
    assert.equal(r.figures(x), '6 50 50')
    r.fill(x, 50, 100, { 39: '6' })
    assert.equal(r.figures(x), '6 100 0')
    r.receive('9', { 37: 'O1', 11: y, 41: x, 39: '2', 434: '1', 102: '0' })
    assert.equal(r.figures(x), '2 100 0')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: a cancel names the order by what it has, and ends it`, () => {
    const r = rig()
    const x = r.open({ 1: 'ACC' })
    r.ask({ action: 'cancel', clOrdID: x, fields: [] })
    const request = r.take('F')
    assert.equal(text(request, 41), x)
    assert.equal(text(request, 37), 'O1')
    assert.equal(text(request, 55), 'SIM')
    assert.equal(text(request, 38), '100')
    assert.equal(text(request, 1), 'ACC')
    r.report('4', { 11: text(request, 11), 41: x, 39: '4', 38: '100', 14: '0', 151: '0' })
    assert.equal(r.figures(x), '4 0 0')
    assert.deepEqual(r.alarms(), [])
    assert.equal(r.timers.size, 0)
  })

  test(`${version}: C.1.b a replace brings new terms and keeps what was executed`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10)
    r.ask({
      action: 'replace',
      clOrdID: x,
      fields: [
        [38, '120'],
        [44, '11'],
      ],
    })
    const request = r.take('G')
    const y = text(request, 11)
    assert.equal(text(request, 41), x)
    assert.equal(text(request, 40), '2')
    assert.equal(text(request, 44), '11')
    assert.equal(text(request, 38), '120')
    r.report('E', { 11: y, 41: x, 39: 'E', 38: '100', 14: '10', 151: '90' })
    r.fill(x, 5, 15, { 39: 'E' })
    assert.equal(r.figures(x), 'E 15 85')
    r.report('5', { 11: y, 41: x, 39: '1', 38: '120', 44: '11', 14: '15', 151: '105' })
    assert.equal(r.figures(x), '1 15 105')
    assert.equal(r.shown(x).ClOrdID, y)
    r.fill(y, 105, 120, { 38: '120', 31: '11' })
    assert.equal(r.figures(y), '2 120 0')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: C.3.c a replace below what was executed is amended to it`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '70' })
    r.fill(x, 80, 80)
    r.report('5', { 11: y, 41: x, 39: '2', 38: '80', 14: '80', 151: '0' })
    assert.equal(r.figures(x), '2 80 0')
    assert.equal(r.shown(x).OrderQty, '80')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: D.1.b after a refusal the next replace names the last id that was not refused`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    r.receive('9', { 37: 'O1', 11: y, 41: x, 39: '0', 434: '2', 102: '2' })
    assert.equal(r.figures(x), '0 0 100')
    r.ask({ action: 'replace', clOrdID: x, fields: [[38, '60']] })
    const request = r.take('G')
    assert.equal(text(request, 41), x)
    assert.notEqual(text(request, 11), y)
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: D.2.b two replaces at once, both acknowledged, both accepted`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10)
    const y = r.replace(x, { 38: '80' })
    r.ask({ action: 'replace', clOrdID: x, fields: [[38, '70']] })
    const second = r.take('G')
    const z = text(second, 11)
    assert.equal(text(second, 41), y)
    r.report('E', { 11: y, 41: x, 39: 'E', 38: '100', 14: '10', 151: '90' })
    r.report('E', { 11: z, 41: x, 39: 'E', 38: '80', 14: '10', 151: '70' })
    r.report('5', { 11: y, 41: x, 39: 'E', 38: '80', 14: '10', 151: '70' })
    assert.equal(r.figures(x), 'E 10 70')
    r.report('5', { 11: z, 41: y, 39: '1', 38: '70', 14: '10', 151: '60' })
    r.fill(z, 60, 70, { 38: '70' })
    assert.equal(r.figures(x), '2 70 0')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: D.2.c two replaces at once, both refused: the order goes on under its own id`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    const z = r.replace(x, { 38: '70' })
    r.receive('9', { 37: 'O1', 11: y, 41: x, 39: '0', 434: '2' })
    r.receive('9', { 37: 'O1', 11: z, 41: x, 39: '0', 434: '2' })
    r.fill(x, 100, 100)
    assert.equal(r.figures(x), '2 100 0')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: a cancel while a replace pends names the replace`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    r.report('E', { 11: y, 41: x, 39: 'E', 38: '100', 14: '0', 151: '100' })
    r.ask({ action: 'cancel', clOrdID: x, fields: [] })
    const request = r.take('F')
    const z = text(request, 11)
    assert.equal(text(request, 41), y)
    r.receive('9', { 37: 'O1', 11: z, 41: x, 39: 'E', 434: '1', 102: '3' })
    assert.equal(r.figures(x), 'E 0 100')
    r.report('5', { 11: y, 41: x, 39: '0', 38: '80', 14: '0', 151: '80' })
    assert.equal(r.figures(x), '0 0 80')
    assert.deepEqual(r.alarms(), [])
  })
}
