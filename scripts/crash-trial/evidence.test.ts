import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decode } from '../../src/codec/decode.ts'
import { encode } from '../../src/codec/encode.ts'
import { Journal } from '../../src/journal/journal.ts'
import { deliveryFindings, type Receipt, resentCount, reuseFindings } from './evidence.ts'

const receipt = (clOrdID: string, possDup = false): Receipt => ({ msgSeqNum: 2, clOrdID, possDup })

describe('evidence of a crash trial', () => {
  it('everything once, and again with PossDupFlag, is as it should be', () => {
    assert.deepEqual(deliveryFindings('T', 2, [receipt('T1'), receipt('T2'), receipt('T1', true)]), [])
    assert.equal(resentCount([receipt('T1'), receipt('T1', true)]), 1)
  })

  it('an order that never came is lost', () => {
    assert.deepEqual(deliveryFindings('T', 3, [receipt('T1'), receipt('T3')]), ['T2 never came'])
  })

  it('a second time without PossDupFlag is a duplicate', () => {
    assert.deepEqual(deliveryFindings('T', 1, [receipt('T1'), receipt('T1')]), [
      'T1 came a second time without PossDupFlag',
    ])
  })

  it('an order that nobody gave is no order', () => {
    assert.deepEqual(deliveryFindings('T', 1, [receipt('T1'), receipt('T2')]), ['2 orders came, 1 were given'])
  })

  it('a number stands for one content, whatever PossDupFlag and the times say', () => {
    const journal = new Journal({ now: () => 0, elapsed: () => 0 })
    const add = (msgSeqNum: number, clOrdID: string, sendingTime: string): void => {
      const fields = [
        [8, 'FIX.4.4'],
        [35, 'D'],
        [34, msgSeqNum],
        [52, sendingTime],
        [11, clOrdID],
      ] as const
      journal.message('in', decode(encode(fields)), 1)
    }
    add(2, 'T1', '20260105-12:00:00')
    add(2, 'T1', '20260105-12:00:01')
    assert.deepEqual(reuseFindings(journal.entries, 'in'), [])
    assert.deepEqual(reuseFindings(journal.entries, 'out'), [])
    add(2, 'T2', '20260105-12:00:00')
    assert.equal(reuseFindings(journal.entries, 'in').length, 1)
    assert.match(reuseFindings(journal.entries, 'in')[0] ?? '', /MsgSeqNum 2 was used twice/)
  })
})
