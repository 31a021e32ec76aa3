/** Asking for messages again, and what must come. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { MsgType } from '../src/fix/msg-types.ts'
import { Tag } from '../src/fix/tags.ts'
import { judgeRepetitionTimes } from '../src/testbench/repetition-times.ts'
import { answersInBlocks, askAgain, expectNone, recoverInSteps } from '../src/testbench/resend-steps.ts'
import { expectRange, expectResentTable, resentUnlikeFirst } from '../src/testbench/resent.ts'
import type { Numbers } from './parameter-types.ts'
import type { FixWorld } from './world.ts'

When('the tester asks to resend {seqNum} to {seqNum}', function (this: FixWorld, begin: string, end: string) {
  askAgain(this.bench, begin, end)
})

When(
  'the tester asks {int} times to resend {seqNum} to {seqNum}, and each time the target must resend {int} to {int}',
  async function (this: FixWorld, times: number, begin: string, end: string, from: number, to: number) {
    for (let i = 0; i < times; i++) {
      askAgain(this.bench, begin, end)
      await expectRange(this.bench, from, to)
    }
  },
)

Then('the target must resend:', async function (this: FixWorld, table: DataTable) {
  await expectResentTable(this.bench, table.hashes())
})

Then('the target must resend {int} to {int}', async function (this: FixWorld, from: number, to: number) {
  await expectRange(this.bench, from, to)
})

Then(
  'the target must resend {int} to {int} and nothing more',
  async function (this: FixWorld, from: number, to: number) {
    await expectRange(this.bench, from, to)
    await this.bench.probe()
  },
)

Then('every resent ExecutionReport must equal the first in all other fields', function (this: FixWorld) {
  const { bench } = this
  const different = resentUnlikeFirst(bench, '8', [
    Tag.BodyLength,
    Tag.CheckSum,
    Tag.PossDupFlag,
    Tag.SendingTime,
    Tag.OrigSendingTime,
    // It tells what was processed before this sending, not before the first.
    Tag.LastMsgSeqNumProcessed,
  ])
  bench.judge('must', different === undefined, 'resent messages equal the first', different ?? 'they are equal')
})

When(
  'the tester recovers from {int}, and each answer must stop behind {int} number(s) with {word}',
  async function (this: FixWorld, from: number, limit: number, closing: string) {
    await recoverInSteps(this.bench, from, limit, closing)
  },
)

Then('it must have taken {int} ResendRequests', function (this: FixWorld, count: number) {
  const { bench } = this
  const taken = bench.entries.filter(
    (entry) => entry.kind === 'message' && entry.direction === 'out' && entry.message.msgType === MsgType.ResendRequest,
  ).length
  bench.judge('must', taken === count, `everything after ${count} ResendRequests`, `it took ${taken}`)
})

Then(/^the target must not send ([A-Z]\w+)$/, async function (this: FixWorld, name: string) {
  await expectNone(this.bench, name)
})

When('the tester fills {int} to {int}, one number after another', function (this: FixWorld, from: number, to: number) {
  for (let number = from; number <= to; number++) fill(this, number, number + 1)
})

When('the tester fills {int} to {int}', function (this: FixWorld, from: number, to: number) {
  fill(this, from, to + 1)
})

function fill({ bench }: FixWorld, msgSeqNum: number, newSeqNo: number): void {
  bench.send(MsgType.SequenceReset, [
    [Tag.MsgSeqNum, msgSeqNum],
    [Tag.PossDupFlag, 'Y'],
    [Tag.GapFillFlag, 'Y'],
    [Tag.NewSeqNo, newSeqNo],
  ])
}

Then(
  'the answer to a ResendRequest for {int} to {int} must be the same in blocks of {numbers}',
  async function (this: FixWorld, begin: number, end: number, { listed }: Numbers) {
    const { bench } = this
    const answers = await answersInBlocks(bench, listed, begin, end)
    const [first, ...others] = [...answers].map(([size, messages]) => ({ size, text: messages.join('\n') }))
    const different = others.find(({ text }) => text !== first?.text)
    const actual =
      different === undefined ? 'they are the same' : `blocks of ${different.size} differ from ${first?.size}`
    bench.judge('must', different === undefined, `the same messages in blocks of ${listed.join(', ')}`, actual)
  },
)

Given("the target's application objects to the resend of {numbers}", function (this: FixWorld, numbers: Numbers) {
  this.bench.control.vetoResend((msgSeqNum) => numbers(msgSeqNum))
})

Given("the target's application fails on the resend of {numbers}", function (this: FixWorld, numbers: Numbers) {
  this.bench.control.vetoResend((msgSeqNum) => (numbers(msgSeqNum) ? 'throw' : false))
})

Then(
  "the target's application must have been asked about {numbers} alone",
  function (this: FixWorld, numbers: Numbers) {
    const { bench } = this
    const asked = bench.control.observed.resendAsked()
    bench.judge(
      'must',
      `${asked}` === `${numbers.listed}`,
      `asked about ${numbers.listed}`,
      `asked about ${asked.length === 0 ? 'none' : asked}`,
    )
  },
)

Then('each message sent again must carry a SendingTime of its own', function (this: FixWorld) {
  judgeRepetitionTimes(this.bench)
})
