/** What the record of a game says of the target's numbers. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bench } from '../testbench/bench.ts'
import { logOn } from '../testbench/log-on.ts'
import { askAgain } from '../testbench/resend-steps.ts'
import { targetHasSent } from '../testbench/target-messages.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { factsOf } from './player.ts'

test('orders of the target: each number once, and which of them came as a repetition at once', async () => {
  const bench = new Bench(legWith(), 'facts')
  await logOn(bench)
  const [live = ''] = await targetHasSent(bench, 1)
  bench.wire.cut()
  await bench.afterDisconnect()
  const waited = await bench.control.send(1)
  await logOn(bench)
  askAgain(bench, '2', '3')
  await bench.environment.until(() => false, bench.now() + 100)
  assert.deepEqual(factsOf({ openBench: bench }).sent, [
    { msgSeqNum: 1, msgType: 'A' },
    { msgSeqNum: 2, msgType: 'D' },
    { msgSeqNum: 4, msgType: 'A' },
    { msgSeqNum: 3, msgType: 'D', repeatedOnly: true },
  ])
  assert.deepEqual([live, ...waited], ['TARGET1', 'TARGET2'])
  bench.close()
})
