/** Asking for messages again, and what must come. */
import { type DataTable, Then, When } from '@cucumber/cucumber'
import { MsgType } from '../src/fix/msg-types.ts'
import { Tag } from '../src/fix/tags.ts'
import { expectRange, expectResentTable, resentUnlikeFirst } from '../src/testbench/resent.ts'
import { statedFields } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

function ask({ bench }: FixWorld, begin: string, end: string): void {
  bench.send(
    MsgType.ResendRequest,
    statedFields(bench, 'ResendRequest', [
      ['BeginSeqNo', begin],
      ['EndSeqNo', end],
    ]),
  )
}

When('the tester asks to resend {seqNum} to {seqNum}', function (this: FixWorld, begin: string, end: string) {
  ask(this, begin, end)
})

When(
  'the tester asks {int} times to resend {seqNum} to {seqNum}, and each time the target must resend {int} to {int}',
  async function (this: FixWorld, times: number, begin: string, end: string, from: number, to: number) {
    for (let i = 0; i < times; i++) {
      ask(this, begin, end)
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
  ])
  bench.judge('must', different === undefined, 'resent messages equal the first', different ?? 'they are equal')
})
