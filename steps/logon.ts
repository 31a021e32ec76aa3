/** Logging on again and again: which numbers the target goes on with, and whether it comes at all. */
import { Given, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { Tag } from '../src/fix/tags.ts'
import { judgeLogon, lastLogon, logOn, logOut, takesPart } from '../src/testbench/log-on.ts'
import { parseClause, statedFields } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

Given(/^the session is logged on(?:, with (.+))?$/, async function (this: FixWorld, clause: string | null) {
  await logOnWith(this, null, clause)
})

When(
  /^the session is logged on again(?:, the tester at MsgSeqNum (\d+))?(?:, with (.+))?$/,
  async function (this: FixWorld, msgSeqNum: string | null, clause: string | null) {
    await logOnWith(this, msgSeqNum, clause)
  },
)

async function logOnWith({ bench }: FixWorld, msgSeqNum: string | null, clause: string | null): Promise<void> {
  const stated = clause ? statedFields(bench, 'Reply', parseClause(clause)) : []
  await logOn(bench, msgSeqNum ? Number(msgSeqNum) : undefined, stated)
}

Given('the target has gone on with its numbers', function (this: FixWorld) {
  if (lastLogon(this.bench).message.text(Tag.ResetSeqNumFlag) === 'Y')
    throw new NotReached('the target begins again at 1 with its Logon, so there is no gap before it')
})

Then(/^the Logon of the target must carry (.+?)$/, function (this: FixWorld, clause: string) {
  judgeLogon(this.bench, clause)
})

When('the tester logs out', async function (this: FixWorld) {
  await logOut(this.bench)
})

Then('the target must not take part in a Logon for {duration}', async function (this: FixWorld, ms: number) {
  const { bench } = this
  const did = await takesPart(bench, ms)
  bench.judge('must', did === undefined, `no part in a Logon for ${ms / 1000} s`, did ?? 'it took none')
})
