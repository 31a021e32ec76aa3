/** What can be wrong with a report, and what the client does about it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)

  test(`${version}: an execution that comes again is booked once, and its status is applied`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 17: 'A' })
    r.fill(x, 10, 10, { 17: 'A' })
    assert.equal(r.figures(x), '1 10 90')
    assert.equal(r.alarms().length, 1)
    const before = r.alarms().length
    const again = { 11: x, 17: 'A', 39: '4', 38: '100', 32: '10', 31: '10', 14: '10', 151: '0' }
    r.report('Trade', again, { 97: 'Y' })
    assert.equal(r.figures(x), '4 10 0')
    assert.equal(r.alarms().length, before)
    r.silent()
  })

  test(`${version}: an execution by resend is booked like any other`, () => {
    const r = rig()
    const x = r.open()
    r.report('Trade', { 11: x, 39: '1', 38: '100', 32: '10', 31: '10', 14: '10', 151: '90' }, { 43: 'Y' })
    assert.equal(r.figures(x), '1 10 90')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: the same ExecID with another quantity is not booked, and asked about`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 17: 'A' })
    r.fill(x, 20, 30, { 17: 'A' })
    assert.equal(r.figures(x), '1 10 90')
    assert.equal(text(r.take('H'), 11), x)
    assert.equal(r.alarms().length, 1)
  })

  for (const [name, stated, reason, booked] of [
    ['the wrong side', { 54: '2' }, 'B', '0 0 100'],
    ['another symbol', { 55: 'OTHER' }, 'A', '0 0 100'],
    ['more than the order', { 32: '110', 14: '110', 151: '0', 39: '2' }, 'C', '2 110 0'],
    ['a price worse than the limit', { 31: '10.01' }, 'E', '1 10 90'],
  ] as const) {
    test(`${version}: a trade of ${name} is protested against`, () => {
      const r = rig()
      const x = r.open()
      r.fill(x, 10, 10, { 17: 'BAD', ...(stated as Record<number, string>) })
      const protest = r.take('Q')
      assert.equal(text(protest, 127), reason)
      assert.equal(text(protest, 17), 'BAD')
      assert.equal(text(protest, 37), 'O1')
      assert.equal(r.figures(x).slice(1), booked.slice(1))
      assert.equal(r.shown(x).alarms, '1')
    })
  }

  test(`${version}: a trade of an unknown order is protested against once, and booked nowhere`, () => {
    const r = rig()
    r.open()
    r.fill('NEVER', 10, 10, { 17: 'U', 37: 'O9' })
    assert.equal(text(r.take('Q'), 127), 'D')
    r.fill('NEVER', 10, 10, { 17: 'U', 37: 'O9' })
    r.silent()
    assert.equal(r.client.position('SIM'), '0')
    assert.deepEqual(r.client.shown('NEVER'), { alarms: '1' })
  })

  test(`${version}: a sell is limited from below`, () => {
    const r = rig()
    const x = r.open({ 54: '2' })
    r.fill(x, 10, 10, { 54: '2', 31: '10.5' })
    r.silent()
    assert.equal(r.client.position('SIM'), '-10')
    r.fill(x, 10, 20, { 54: '2', 31: '9.5' })
    assert.equal(text(r.take('Q'), 127), 'E')
  })

  test(`${version}: a correction and a bust of what is not known are not booked; a second bust is none`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 17: 'A' })
    const figures = { 11: x, 39: '1', 38: '100', 14: '10', 151: '90' }
    r.report('Correct', { ...figures, 19: 'ZZ', 32: '50', 31: '10' })
    r.report('Bust', { ...figures, 19: 'ZZ' })
    assert.equal(r.figures(x), '1 10 90')
    assert.equal(r.alarms().length, 2)
    r.report('Bust', { ...figures, 39: '0', 14: '0', 151: '100', 19: 'A' })
    r.report('Bust', { ...figures, 39: '0', 14: '0', 151: '100', 19: 'A' })
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.alarms().length, 3)
    r.silent()
  })

  test(`${version}: figures that do not agree are alarming and asked about`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 151: '91' })
    assert.equal(r.alarms().length, 1)
    r.take('H')
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '10', 151: '90' })
    assert.equal(r.figures(x), '1 10 90')
    r.fill(x, 10, 30, {})
    r.take('H')
    assert.equal(r.figures(x), '1 20 80')
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '30', 151: '70', 6: '10' })
    assert.equal(r.figures(x), '1 30 70')
    r.fill(x, 1, 31, { 6: '10.4' })
    assert.equal(r.figures(x), '1 31 69')
    r.silent()
  })

  test(`${version}: an average that is no average is alarming`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 3, 3, { 31: '10', 6: '10' })
    r.fill(x, 4, 7, { 31: '9.99', 6: '9.9943' })
    assert.deepEqual(r.alarms(), [])
    r.fill(x, 1, 8, { 31: '10', 6: '9.9943' })
    assert.equal(r.alarms().length, 1)
    r.silent()
  })

  test(`${version}: a status report books nothing, however often it comes`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10)
    for (let i = 0; i < 3; i++) r.report('Status', { 11: x, 39: '1', 38: '100', 14: '10', 151: '90' })
    assert.equal(r.figures(x), '1 10 90')
    assert.deepEqual(r.alarms(), [])
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '20', 151: '80' })
    assert.equal(r.figures(x), '1 10 90')
    assert.equal(r.alarms().length, 1)
    r.silent()
  })

  test(`${version}: leaves of a filled order, of another status, of an order that has ended`, () => {
    for (const [stated, alarming] of [
      [{ 32: '100', 14: '100', 151: '5', 39: '2' }, true],
      [{ 32: '10', 14: '10', 151: '0', 39: '1' }, true],
      [{ 32: '10', 14: '10', 151: '90', 39: '4' }, false],
      [{ 32: '10', 14: '10', 151: '80', 39: '4' }, true],
      [{ 32: '10', 14: '10', 151: '77', 39: '3' }, false],
      [{ 32: '10', 14: '10', 151: '90', 39: '6' }, false],
    ] as const) {
      const r = rig()
      r.fill(r.open(), 0, 0, stated)
      assert.equal(r.alarms().length > 0, alarming, JSON.stringify(stated))
    }
  })

  test(`${version}: a trade without quantity is none`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 0, 0)
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.alarms().length, 1)
  })

  test(`${version}: a trade of an order that has ended is booked, and told where nothing explains it`, () => {
    for (const [macro, status] of [
      ['4', '4'],
      ['C', 'C'],
      ['8', '8'],
    ] as const) {
      const r = rig()
      const x = r.open()
      r.report(macro, { 11: x, 39: status, 38: '100', 14: '0', 151: '0' })
      const before = r.alarms().length
      r.fill(x, 10, 10)
      assert.equal(r.shown(x).CumQty, '10')
      assert.equal(r.shown(x).LeavesQty, '0')
      assert.equal(r.alarms().length, before + 1)
    }
  })

  test(`${version}: a trade that is not booked does not disturb the figures of those that are`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 54: '2' })
    r.take('Q')
    r.fill(x, 20, 30, { 6: '10' })
    assert.equal(r.figures(x), '1 20 80')
    r.silent()
    assert.equal(r.alarms().length, 1)
  })

  test(`${version}: a status that is not known is passed over`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 39: 'Z' })
    assert.equal(r.figures(x), '1 10 90')
    assert.deepEqual(r.alarms(), [])
  })

  test(`${version}: an acknowledgement that comes late tells of the time before the fill`, () => {
    const r = rig()
    const x = r.order()
    r.fill(x, 10, 10)
    r.report('New', { 11: x, 39: '0', 38: '100', 14: '0', 151: '100' })
    assert.equal(r.figures(x), '1 10 90')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: a correction and a bust are measured like a trade`, () => {
    const r = rig()
    const x = r.open()
    r.fill(x, 10, 10, { 17: 'A' })
    const correction = { 11: x, 17: 'B', 19: 'A', 32: '8', 31: '10', 39: '1', 38: '100' }
    r.report('Correct', { ...correction, 14: '9', 151: '91' })
    r.take('H')
    r.report('Status', { 11: x, 39: '1', 38: '100', 14: '8', 151: '92' })
    r.report('Bust', { 11: x, 19: 'A', 39: '1', 38: '100', 14: '3', 151: '97' })
    r.take('H')
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.alarms().length, 2)
  })

  test(`${version}: a trade under an id that was replaced is a trade of the order`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    r.report('5', { 11: y, 41: x, 39: '0', 38: '80', 14: '0', 151: '80' })
    r.fill(x, 10, 10, { 38: '80' })
    assert.equal(r.figures(y), '1 10 70')
    r.silent()
  })

  test(`${version}: a refusal of what was never sent, or is decided, changes nothing`, () => {
    const r = rig()
    const x = r.open()
    r.receive('9', { 37: 'O1', 11: 'NEVER', 41: 'NEVER', 39: '4', 434: '1' })
    r.receive('9', { 37: 'O1', 11: x, 41: x, 39: '0', 434: '1' })
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.alarms().length, 2)
    const y = r.cancel(x)
    r.receive('9', { 37: 'O1', 11: 'NEVER', 41: x, 39: '0', 434: '1' })
    r.drop()
    r.reconnect(false)
    r.silent()
    assert.notEqual(y, x)
  })
}
