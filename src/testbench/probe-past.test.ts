import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { MessagePattern } from '../conformance/expect.ts'
import { Journal } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { probePast } from './probe-past.ts'

const message = (msgType: string, msgSeqNum: number, fields: readonly Field[]): Message =>
  decode(
    encode([
      [8, 'FIX.4.4'],
      [35, msgType],
      [49, 'A'],
      [56, 'B'],
      [34, msgSeqNum],
      [52, '20260105-09:00:00'],
      ...fields,
    ]),
  )

/** A bench of which only what the probe uses is there. @param react - what happens when the tester has sent a message */
function benchThat(react: (journal: Journal, testReqID: string, msgSeqNum: number) => void): {
  bench: Bench
  sent: string[]
  waitedFor: string[]
} {
  const journal = new Journal({ now: () => 0, elapsed: () => 0 })
  const sent: string[] = []
  const waitedFor: string[] = []
  let number = 10
  const bench = {
    entries: journal.entries,
    unique: (prefix: string) => `${prefix}${sent.length + 1}`,
    now: () => 0,
    environment: { until: async (done: () => boolean) => done() },
    heartbeatWith: (testReqID: string) => ({ msgType: '0', name: testReqID, fields: [] }),
    expectOneOf: async (_: unknown, [pattern]: readonly MessagePattern[]) => void waitedFor.push(pattern?.name ?? ''),
    wire: {
      connected: true,
      get lastSent() {
        return number
      },
      send: (_msgType: string, [[, testReqID]]: readonly [Field]) => {
        number++
        sent.push(String(testReqID))
        journal.message('out', message('1', number, [[112, String(testReqID)]]), 1)
        react(journal, String(testReqID), number)
      },
    },
  }
  return { bench: bench as unknown as Bench, sent, waitedFor }
}

const answered = (journal: Journal, testReqID: string): void =>
  void journal.message('in', message('0', 3, [[112, testReqID]]), 1)

test('a TestRequest that is answered is sent once', async () => {
  const { bench, sent, waitedFor } = benchThat(answered)
  await probePast(bench, () => true)
  assert.deepEqual([sent, waitedFor], [['PROOF1'], ['PROOF1']])
})

const filled = (journal: Journal, begin: number, newSeqNo: number): void => {
  const fields: readonly Field[] = [
    [43, 'Y'],
    [123, 'Y'],
    [36, newSeqNo],
  ]
  journal.message('out', message('4', begin, fields), 1)
}

test('a TestRequest that a gap fill has swallowed is sent again', async () => {
  const { bench, sent, waitedFor } = benchThat((journal, testReqID, msgSeqNum) => {
    if (testReqID === 'PROOF1') filled(journal, msgSeqNum - 1, msgSeqNum + 1)
    else answered(journal, testReqID)
  })
  await probePast(bench, () => true)
  assert.deepEqual([sent, waitedFor], [['PROOF1', 'PROOF2'], ['PROOF2']])
})

test('a gap fill that ends before the TestRequest leaves it alone', async () => {
  const { bench, sent } = benchThat((journal, _testReqID, msgSeqNum) => filled(journal, msgSeqNum - 3, msgSeqNum))
  await probePast(bench, () => true)
  assert.deepEqual(sent, ['PROOF1'])
})

test('who asks for everything without end is not asked for ever', async () => {
  const { bench, sent } = benchThat((journal, _testReqID, msgSeqNum) => filled(journal, 1, msgSeqNum + 1))
  await probePast(bench, () => true)
  assert.equal(sent.length, 3)
})
