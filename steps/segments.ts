/** Bytes as they travel: messages cut anywhere, several in one segment, and garbage between them. */
import { Then, When } from '@cucumber/cucumber'
import {
  expectAnswers,
  garbagePart,
  messagePart,
  sendByteByByte,
  sendCutEverywhere,
  sendTestRequestsTogether,
  sendWithZeros,
} from '../src/testbench/segments.ts'
import { parseClause } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

When(
  /^the tester sends byte by byte ([A-Z]\w+)(?: with (.+?))?$/,
  async function (this: FixWorld, name: string, clause: string | null) {
    await sendByteByByte(this.bench, name, clause ? parseClause(clause) : [])
  },
)

When('the tester sends TestRequests, each cut at another byte', async function (this: FixWorld) {
  this.sent = await sendCutEverywhere(this.bench)
})

When('the tester sends {int} TestRequests in one segment', function (this: FixWorld, count: number) {
  this.sent = sendTestRequestsTogether(this.bench, count)
})

Then('the target must answer each of these TestRequests, in order', async function (this: FixWorld) {
  await expectAnswers(this.bench, this.sent)
})

When(/^the tester sends the bytes "([^"]+)"$/, async function (this: FixWorld, text: string) {
  this.bench.byWire.sendTogether([garbagePart(text)])
  await this.bench.keepApart()
})

When(
  /^the tester sends the bytes "([^"]+)" and ([A-Z]\w+)(?: with (.+?))? in one segment$/,
  function (this: FixWorld, text: string, name: string, clause: string | null) {
    const { bench } = this
    const message = messagePart(bench, name, clause ? parseClause(clause) : [])
    bench.byWire.sendTogether([garbagePart(text), message])
  },
)

When('the tester sends TestRequest {string}, its BodyLength with leading zeros', function (this: FixWorld, id: string) {
  sendWithZeros(this.bench, id)
})
