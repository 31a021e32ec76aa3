/** Quotes of the venue, which are taken once and in time, and quotes of the client's own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { ClientRig, RIG_VERSIONS, text } from '../testing/client-rig.ts'

const SINCE_44 = RIG_VERSIONS.slice(1)

function quote(r: ClientRig, quoteID: string, request: string, seconds = 5): void {
  const until = formatUtcTimestamp(r.now + seconds * 1000)
  r.receive('S', { 131: request, 117: quoteID, 55: 'RFQ', 132: '99', 133: '101', 134: '10', 135: '10', 62: until })
}

for (const version of RIG_VERSIONS) {
  const rig = () => new ClientRig(version)
  const requested = (r: ClientRig) => {
    r.ask({
      action: 'send',
      msgType: 'R',
      fields: [
        [55, 'RFQ'],
        [54, '1'],
        [38, '10'],
      ],
    })
    return text(r.take('R'), 131)
  }

  test(`${version}: an order on a quote names the newest, once, and not when it is over`, () => {
    const r = rig()
    const request = requested(r)
    quote(r, 'QA', request)
    quote(r, 'QB', request)
    const order: Field[] = [
      [55, 'RFQ'],
      [54, '1'],
      [38, '10'],
      [40, 'D'],
      [44, '101'],
    ]
    r.ask({ action: 'new', fields: [...order, [117, 'QA']] })
    r.silent()
    r.ask({ action: 'new', fields: order })
    assert.equal(text(r.take('D'), 117), 'QB')
    r.ask({ action: 'new', fields: [...order, [117, 'QB']] })
    r.silent()
    quote(r, 'QC', requested(r))
    r.now += 5_000
    r.ask({ action: 'new', fields: order })
    r.silent()
    assert.equal(r.alarms().length, 3)
  })

  test(`${version}: a quote that is withdrawn, or over by its status, is not taken`, () => {
    const r = rig()
    quote(r, 'QA', 'R1')
    assert.equal(r.client.quote('RFQ')?.quoteID, 'QA')
    assert.equal(r.client.quote('OTHER'), undefined)
    r.receive('AI', { 117: 'QA', 55: 'RFQ', 297: '0' })
    assert.equal(r.client.quote('RFQ')?.quoteID, 'QA')
    r.receive('AI', { 117: 'QA', 55: 'RFQ', 297: '7' })
    assert.equal(r.client.quote('RFQ'), undefined)
    quote(r, 'QB', 'R2')
    r.receive('Z', { 117: 'QB', 298: '1' })
    assert.equal(r.client.quote('RFQ'), undefined)
    quote(r, 'QC', 'R3')
    quote(r, 'QD', 'R4')
    r.receive('Z', { 298: '4' })
    assert.equal(r.client.quote('RFQ'), undefined)
    assert.deepEqual(r.alarms(), [])
    r.receive('AG', { 131: 'R5', 658: '1' })
    r.receive('b', { 117: 'M', 297: '0' })
    r.receive('b', { 117: 'M', 297: '5' })
    assert.equal(r.alarms().length, 2)
    r.silent()
  })
}

for (const version of SINCE_44) {
  const rig = () => new ClientRig(version)

  test(`${version}: a quote is hit by a QuoteResponse, and its trade is booked`, () => {
    const r = rig()
    r.ask({
      action: 'send',
      msgType: 'AJ',
      fields: [
        [55, 'RFQ'],
        [38, '10'],
      ],
    })
    r.silent()
    quote(r, 'QA', 'R1')
    r.ask({
      action: 'send',
      msgType: 'AJ',
      fields: [
        [55, 'RFQ'],
        [54, '1'],
        [38, '10'],
      ],
    })
    const hit = r.take('AJ')
    assert.deepEqual([text(hit, 117), text(hit, 694)], ['QA', '1'])
    r.fill(text(hit, 11), 10, 10, { 55: 'RFQ', 38: '10', 31: '101' })
    assert.equal(r.client.position('RFQ'), '10')
    quote(r, 'QB', 'R2')
    r.ask({
      action: 'send',
      msgType: 'AJ',
      fields: [
        [117, 'QB'],
        [694, '6'],
        [55, 'RFQ'],
      ],
    })
    assert.equal(r.take('AJ').has(11), false)
  })

  test(`${version}: trades of a streamed quote make a position, with the side that was taken`, () => {
    const r = rig()
    const set: Field[] = [
      [302, 'S'],
      [304, '1'],
      [295, '1'],
      [299, 'E1'],
      [55, 'MQ'],
      [132, '9'],
      [133, '11'],
    ]
    r.ask({ action: 'send', msgType: 'i', fields: [[296, '1'], ...set] })
    r.take('i')
    r.report('Trade', { 11: 'E1', 55: 'MQ', 54: '2', 39: '1', 38: '10', 32: '4', 31: '11', 14: '4', 151: '6' })
    assert.equal(r.client.position('MQ'), '-4')
    assert.deepEqual(r.alarms(), [])
    r.silent()
  })

  test(`${version}: a venue may make ids of its own for the sides of a streamed quote, which begin with the quote's`, () => {
    const r = rig()
    const entry: Field[] = [
      [299, 'E1'],
      [55, 'MQ'],
      [132, '9'],
      [133, '11'],
    ]
    const set: Field[] = [[302, 'S'], [304, '1'], [295, '1'], ...entry]
    r.ask({ action: 'send', msgType: 'i', fields: [[117, 'Q-7'], [296, '1'], ...set] })
    r.take('i')
    const fill = { 55: 'MQ', 39: '2', 38: '4', 32: '4', 31: '11', 14: '4', 151: '0' }
    r.report('Trade', { ...fill, 11: 'Q-7.E1.S', 37: 'O1', 54: '2' })
    r.report('Trade', { ...fill, 11: 'Q-7.E1.B', 37: 'O2', 54: '1', 38: '3', 32: '3', 14: '3' })
    assert.equal(r.client.position('MQ'), '-1')
    assert.deepEqual(r.alarms(), [])
    r.silent()
    r.report('Trade', { ...fill, 11: 'Q-77.E1.S', 37: 'O3', 54: '2' })
    assert.equal(r.client.position('MQ'), '-1')
    r.take('Q')
  })
}
