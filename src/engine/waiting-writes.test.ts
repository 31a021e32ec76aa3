import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { establishedRig, news } from '../testing/engine-rig.ts'
import { WaitingWrites } from './waiting-writes.ts'

describe('maxScheduledWriteRequests', () => {
  test('so many messages may wait for a counterparty that does not read; the next one ends the connection', () => {
    const { session, transport } = establishedRig({ protection: { maxScheduledWriteRequests: 3 } })
    const write = (): void => {
      const before = transport.writes.length
      session.submit('B', news('x'))
      transport.backlog += transport.writes.slice(before).reduce((sum, { length }) => sum + length, 0)
    }
    for (let i = 0; i < 3; i++) write()
    assert.equal(transport.ended, undefined)
    // One has left.
    transport.backlog -= transport.writes[1]?.length ?? 0
    write()
    assert.equal(transport.ended, undefined)
    write()
    assert.equal(transport.ended, 'destroyed')
  })

  test('0, the default, is no limit', () => {
    const { session, transport } = establishedRig()
    transport.backlog = 1
    for (let i = 0; i < 50; i++) session.submit('B', news('x'))
    assert.equal(transport.ended, undefined)
  })

  test('a message waits until its last byte has left', () => {
    const waiting = new WaitingWrites()
    for (let i = 0; i < 5000; i++) {
      waiting.wrote(10)
      assert.equal(waiting.count(0), 0)
    }
    waiting.wrote(10)
    waiting.wrote(5)
    assert.deepEqual(
      [15, 6, 5, 1, 0].map((backlog) => waiting.count(backlog)),
      [2, 2, 1, 1, 0],
    )
  })
})
