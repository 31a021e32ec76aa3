/** The target's application: what it sends, and what becomes of it. */
import { Given, Then, When } from '@cucumber/cucumber'
import { expectQueued } from '../src/testbench/queued-messages.ts'
import { expectOrders, judgeTimes, ordersReceived, targetHasSent } from '../src/testbench/target-messages.ts'
import type { FixWorld } from './world.ts'

Given("the target's application has sent {int} messages", async function (this: FixWorld, count: number) {
  this.sent = await targetHasSent(this.bench, count)
})

When("the target's application sends {int} messages", async function (this: FixWorld, count: number) {
  this.sent = await this.bench.control.send(count)
})

When("the target's application sends {int} message(s) more", async function (this: FixWorld, count: number) {
  this.sent = [...this.sent, ...(await this.bench.control.send(count))]
})

Then(
  'the target must deliver these {int} messages once each and in order, under new numbers or where the tester asks for them',
  async function (this: FixWorld, count: number) {
    if (this.sent.length !== count) throw new Error(`${this.sent.length} messages were sent, not ${count}`)
    await expectQueued(this.bench, this.sent)
  },
)

Then(
  'the target must deliver these {int} messages once each, from MsgSeqNum {int}',
  async function (this: FixWorld, count: number, msgSeqNum: number) {
    if (this.sent.length !== count) throw new Error(`${this.sent.length} messages were sent, not ${count}`)
    await expectOrders(this.bench, this.sent, msgSeqNum)
  },
)

Then(
  'each of them must carry the SendingTime of its delivery, and OrigSendingTime where it repeats',
  function (this: FixWorld) {
    judgeTimes(this.bench, this.sent)
  },
)

Then('the target must deliver none of these messages', async function (this: FixWorld) {
  const { bench, sent } = this
  await bench.probe()
  const came = ordersReceived(bench, sent).length
  bench.judge('must', came === 0, `none of ${sent.length} messages`, `${came} came`)
})

Then("the target's application must have {int} messages back", function (this: FixWorld, count: number) {
  const { bench, sent } = this
  const back = bench.control.observed.undelivered()
  const holds = back.length === count && sent.length === count && sent.every((clOrdID) => back.includes(clOrdID))
  bench.judge('must', holds, `${sent.join(', ')} back`, back.length === 0 ? 'nothing back' : `${back.join(', ')} back`)
})
