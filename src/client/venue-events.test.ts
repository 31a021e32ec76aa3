/** What the venue does by itself: cancels, restatements, corrections, busts, the end of a day. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS } from '../testing/client-rig.ts'

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)

  test(`${version}: E.1 the venue cancels, restates and takes an order by telephone`, () => {
    const r = rig()
    const x = r.open()
    r.report('D', { 11: x, 39: '0', 38: '90', 14: '0', 151: '90', 378: '5' })
    assert.equal(r.figures(x), '0 0 90')
    r.report('4', { 11: x, 39: '4', 38: '90', 14: '0', 151: '0', 378: '4' })
    assert.equal(r.figures(x), '4 0 0')
    r.report('New', { 37: 'V1', 39: '0', 38: '20', 14: '0', 151: '20' })
    r.report('Trade', { 37: 'V1', 39: '1', 38: '20', 14: '5', 151: '15', 32: '5', 31: '10' })
    assert.equal(r.figures('V1'), '1 5 15')
    assert.equal(r.client.position('SIM'), '5')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: a terse report leaves the quantity out, and its figures tell it`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 20, 20)
    r.report('D', { 11: x, 39: '1', 14: '20', 151: '70', 378: '5' })
    assert.equal(r.shown(x).OrderQty, '90')
    const y = r.replace(x, { 38: '15' })
    r.report('5', { 11: y, 41: x, 39: '2', 14: '20', 151: '0' })
    assert.equal(r.figures(x), '2 20 0')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: F.1.a a rejected duplicate does not end the order that lives`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10)
    r.report('8', { 11: x, 39: '1', 38: '100', 14: '10', 151: '90', 103: '6' })
    assert.equal(r.figures(x), '1 10 90')
  })

  test(`${version}: H.1.b a split scales what was executed and books no trade`, () => {
    const r = rig()
    const x = r.open({ 59: '1', 44: '50' })
    r.fill(x, 20, 20, { 31: '50' })
    r.report('3', { 11: x, 39: '3', 38: '100', 14: '20', 151: '80' })
    assert.equal(r.figures(x), '3 20 80')
    r.report('D', { 11: x, 39: '1', 38: '200', 44: '25', 14: '40', 151: '160', 378: '0', 6: '25' })
    assert.equal(r.figures(x), '1 40 160')
    assert.equal(r.shown(x).AvgPx, '25')
    r.fill(x, 160, 200, { 38: '200', 31: '25', 6: '25' })
    assert.equal(r.figures(x), '2 200 0')
    assert.equal(r.client.position('SIM'), '200')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: done for day ends an order of the day, expired and rejected end any`, () => {
    const r = rig()
    const day = r.open()
    r.report('3', { 11: day, 39: '3', 38: '100', 14: '0', 151: '0' })
    assert.equal(r.figures(day), '3 0 0')
    const expired = r.open()
    r.report('C', { 11: expired, 39: 'C', 38: '100', 14: '0', 151: '0' })
    assert.equal(r.figures(expired), 'C 0 0')
    const rejected = r.open()
    r.report('8', { 11: rejected, 39: '8', 38: '100', 14: '0', 151: '0', 103: '0' })
    assert.equal(r.figures(rejected), '8 0 0')
    assert.equal(r.timers.size, 0)
    r.silent()
  })

  test(`${version}: J.1.a corrections and busts`, () => {
    const r = rig()
    const x = r.open({ 38: '10000', 44: '120' })
    const of = { 38: '10000' }
    r.fill(x, 1000, 1000, { ...of, 17: 'C', 31: '100', 6: '100' })
    r.fill(x, 9000, 10000, { ...of, 17: 'D', 31: '110', 6: '109' })
    r.report('Bust', { ...of, 11: x, 17: 'B1', 19: 'C', 39: '1', 14: '9000', 151: '1000', 6: '110', 32: '0', 31: '0' })
    assert.equal(r.figures(x), '1 9000 1000')
    r.report('Correct', {
      ...of,
      11: x,
      17: 'F',
      19: 'D',
      39: '1',
      14: '9000',
      151: '1000',
      6: '100',
      32: '9000',
      31: '100',
    })
    assert.equal(r.shown(x).AvgPx, '100')
    r.fill(x, 1000, 10000, { ...of, 17: 'G', 31: '120', 6: '102' })
    r.report('Correct', {
      ...of,
      11: x,
      17: 'H',
      19: 'F',
      39: '2',
      14: '10000',
      151: '0',
      6: '120',
      32: '9000',
      31: '120',
    })
    assert.equal(r.shown(x).AvgPx, '120')
    const y = r.replace(x, { 38: '12000' })
    r.report('5', { 11: y, 41: x, 39: '1', 38: '12000', 14: '10000', 151: '2000' })
    r.report('Correct', {
      38: '12000',
      11: y,
      17: 'K',
      19: 'H',
      39: '1',
      14: '10500',
      151: '1500',
      6: '120',
      32: '9500',
      31: '120',
    })
    assert.equal(r.figures(x), '1 10500 1500')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: J.1.b a bust and a late fill of a canceled order`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 50, 50, { 17: 'B' })
    const y = r.cancel(x)
    r.report('4', { 11: y, 41: x, 39: '4', 38: '100', 14: '50', 151: '0' })
    r.report('Bust', { 11: x, 17: 'E', 19: 'B', 39: '4', 38: '100', 14: '0', 151: '0' })
    r.fill(x, 40, 40, { 17: 'F', 39: '4', 151: '0' })
    assert.equal(r.figures(x), '4 40 0')
    assert.equal(r.client.position('SIM'), '40')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: L.1.a a guarantee is no trade`, () => {
    const r = rig()
    const x = r.open()
    r.report('7', {
      11: x,
      39: '7',
      38: '100',
      14: '0',
      151: '100',
      32: '10',
      31: '10',
      ...(r.old ? { 150: '1' } : {}),
    })
    assert.equal(r.figures(x), '7 0 100')
    r.fill(x, 10, 10, { 39: '7', 31: '9' })
    assert.equal(r.figures(x), '7 10 90')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: a fill before the acknowledgement, and the last fill as Partially filled`, () => {
    const r = rig()
    const x = r.order()
    r.fill(x, 10, 10)
    r.report('New', { 11: x, 39: '1', 38: '100', 14: '10', 151: '90' })
    assert.equal(r.figures(x), '1 10 90')
    r.fill(x, 90, 100, { 39: '1' })
    assert.equal(r.figures(x), '2 100 0')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: a report of an id that was replaced does not end what took its place`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    r.report('5', { 11: y, 41: x, 39: '0', 38: '80', 14: '0', 151: '80' })
    r.report('4', { 11: x, 39: '4', 38: '100', 14: '0', 151: '0' })
    assert.equal(r.figures(y), '0 0 80')
    assert.equal(r.alarms().length, 1)
  })
}
