/** Targets that are wrong in what all their messages have in common: our own engine, its messages tampered with. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { TamperRule } from '../simulator/tamper.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { establish } from './establish.ts'
import { judgeGoodOrder } from './good-order.ts'
import type { Leg } from './leg.ts'
import { askAgain } from './resend-steps.ts'
import { statedFields } from './wording.ts'

/** A question, a lost connection, one more question, and a repetition; nothing is judged but the order. */
async function talk(change: Partial<Leg>): Promise<string> {
  const bench = new Bench(legWith(change), 'good order')
  try {
    await establish(bench)
    await exchange(bench, 'ONE')
    await exchange(bench, 'TWO')
    askAgain(bench, '1', '<open end>')
    await bench.keepApart()
    judgeGoodOrder(bench)
    return bench.record.seen
  } catch (error) {
    return (error as Error).message
  } finally {
    bench.close()
  }
}

async function exchange(bench: Bench, testReqID: string): Promise<void> {
  bench.send('1', statedFields(bench, 'TestRequest', [['TestReqID', testReqID]]))
  bench.send('8', statedFields(bench, 'ExecutionReport', []))
  await bench.keepApart()
}

const second = { direction: 'outgoing', msgType: '0', where: { '112': 'TWO' } } as const

const FAULTS: readonly { readonly name: string; readonly rule: TamperRule; readonly says: RegExp }[] = [
  { name: 'another sender', rule: { ...second, set: { '49': 'X' } }, says: /SenderCompID\(49\) is X, not TARGET/ },
  { name: 'another addressee', rule: { ...second, set: { '56': 'X' } }, says: /TargetCompID\(56\) is X, not TESTER/ },
  { name: 'another version', rule: { ...second, set: { '8': 'FIX.4.2' } }, says: /BeginString\(8\) is FIX.4.2/ },
  { name: 'no SendingTime', rule: { ...second, set: { '52': null } }, says: /SendingTime\(52\) is no time/ },
  {
    name: 'SendingTime of yesterday',
    rule: { ...second, set: { '52': '20260104-09:00:00.000' } },
    says: /SendingTime\(52\) is out of tolerance/,
  },
  {
    name: 'SendingTime that goes back',
    rule: { ...second, set: { '52': '20260105-08:59:59.000' } },
    says: /SendingTime\(52\) goes back/,
  },
  { name: 'a number left out', rule: { ...second, set: { '34': '9' } }, says: /its MsgSeqNum should be \d/ },
  { name: 'a number twice', rule: { ...second, times: 2 }, says: /its MsgSeqNum should be \d/ },
  {
    name: 'a TestReqID that nobody said',
    rule: { ...second, set: { '112': 'THREE' } },
    says: /its TestReqID\(112\) was not asked for/,
  },
  {
    name: 'PossDupFlag on what was never sent',
    rule: { ...second, set: { '34': '99', '43': 'Y', '122': '20260105-09:00:00' } },
    says: /its number was never used/,
  },
  {
    name: 'PossDupFlag without OrigSendingTime',
    rule: { ...second, set: { '34': '2', '43': 'Y' } },
    says: /without OrigSendingTime/,
  },
  {
    name: 'a repetition that was sent before it was first sent',
    rule: { ...second, set: { '34': '2', '43': 'Y', '122': '20260105-19:00:00' } },
    says: /OrigSendingTime\(122\) is after SendingTime/,
  },
  {
    name: 'a field that its type does not have',
    rule: { ...second, set: { '108': '30' } },
    says: /Heartbeat.*Tag not defined/i,
  },
]

describe('every message of a target is in order', () => {
  for (const version of ['FIX.4.0', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2'] as const)
    for (const targetRole of ['acceptor', 'initiator'] as const)
      test(`of our own, ${version}, ${targetRole}`, async () => {
        assert.equal(await talk({ version, targetRole }), 'they are in order')
      })

  for (const { name, rule, says } of FAULTS)
    test(`not with ${name}`, async () => {
      assert.match(await talk({ tamper: [rule] }), says)
    })
})
