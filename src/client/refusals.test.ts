/** What the client does when the venue refuses a message: it is dead, and neither sent again nor answered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClientRig, RIG_VERSIONS } from '../testing/client-rig.ts'

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)

  test(`${version}: an order that is refused by BusinessMessageReject or Reject is dead and not sent again`, () => {
    const r = rig()
    const x = r.order()
    r.receive('j', { 45: '99', 372: 'D', 379: x, 380: '0' })
    assert.equal(r.figures(x), '8 0 0')
    const y = r.order()
    r.step({ kind: 'sent', ref: y, msgSeqNum: 77, at: r.now })
    r.receive('3', { 45: '77', 372: 'D', 371: '38', 373: '5' })
    assert.equal(r.figures(y), '8 0 0')
    r.receive('j', { 45: '4711', 372: 'D', 380: '77' })
    r.pass(600)
    r.silent()
    assert.equal(r.alarms().length, 3)
  })

  test(`${version}: a Reject is understood without numbers where only one order is without an answer`, () => {
    const r = rig()
    const open = r.open()
    const x = r.order()
    r.receive('3', { 45: '77', 372: 'D' })
    assert.equal(r.figures(x), '8 0 0')
    assert.equal(r.figures(open), '0 0 100')
  })

  test(`${version}: a refused cancel or replace leaves the order as it was`, () => {
    const r = rig()
    const x = r.open()
    const y = r.cancel(x)
    r.receive('j', { 45: '5', 372: 'F', 379: y, 380: '3' })
    const z = r.replace(x, { 38: '80' })
    r.receive('3', { 45: '5', 372: 'G' })
    assert.equal(r.figures(x), '0 0 100')
    assert.ok(r.alarms().some((alarm) => alarm.includes(z)))
    r.pass(600)
    r.drop()
    r.reconnect(false)
    r.silent()
  })

  test(`${version}: a Reject that may mean one of two orders ends neither`, () => {
    const r = rig()
    const orders = [r.order(), r.order()]
    r.receive('3', { 45: '77', 372: 'D', 58: 'why' })
    assert.deepEqual(
      orders.map((x) => r.figures(x)),
      ['A 0 100', 'A 0 100'],
    )
    assert.ok(r.alarms()[0]?.endsWith(': why'))
    r.receive('3', { 45: '77', 372: '1' })
    assert.equal(r.alarms().length, 1)
  })

  test(`${version}: a Reject of another number, where numbers are told, ends no order`, () => {
    const r = rig()
    const x = r.order()
    r.step({ kind: 'sent', ref: x, msgSeqNum: 5, at: r.now })
    r.receive('3', { 45: '77', 372: 'D' })
    assert.equal(r.figures(x), 'A 0 100')
    r.receive('j', { 45: '5', 372: 'D', 380: '0' })
    assert.equal(r.figures(x), '8 0 0')
    r.drop()
    r.reconnect(false)
    r.silent()
  })

  test(`${version}: an order that was accepted is not ended by a refusal that comes late`, () => {
    const r = rig()
    const x = r.open()
    r.receive('j', { 45: '5', 372: 'D', 379: x, 380: '0' })
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.shown(x).alarms, '1')
  })

  test(`${version}: a replace that is refused by a report of a rejected order ends the replace alone`, () => {
    const r = rig()
    const x = r.open()
    const y = r.replace(x, { 38: '80' })
    r.report('8', { 11: y, 41: x, 39: '8', 38: '100', 14: '0', 151: '0' })
    assert.equal(r.figures(x), '0 0 100')
    assert.equal(r.alarms().length, 1)
    r.ask({ action: 'replace', clOrdID: x, fields: [[38, '70']] })
    assert.equal(r.take('G').text(41), x)
  })
}
