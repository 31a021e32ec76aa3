/** What happens before a session stands. */
import { Then, When } from '@cucumber/cucumber'
import {
  answerNextLogon,
  expectClosed,
  expectIgnoredOrClosed,
  expectLogonAccepted,
  expectRefused,
  expectRefusedInWords,
  sendWithLogonBehind,
} from '../src/testbench/before-session.ts'
import { parseClause } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

When('the tester connects', async function (this: FixWorld) {
  const { bench } = this
  await bench.connect()
  bench.skipToNow()
})

When(
  /^the tester answers the next Logon of the target by one with (.+?)$/,
  async function (this: FixWorld, clause: string) {
    await answerNextLogon(this.bench, parseClause(clause))
  },
)

When(
  /^the tester sends in one segment ([A-Z]\w+)(?: with (.+?))? and a Logon in order$/,
  function (this: FixWorld, name: string, clause: string | null) {
    sendWithLogonBehind(this.bench, name, clause ? parseClause(clause) : [])
  },
)

Then('the target must ignore it, or disconnect without sending anything', async function (this: FixWorld) {
  await expectIgnoredOrClosed(this.bench)
})

Then('the target must accept a Logon that is in order', async function (this: FixWorld) {
  await expectLogonAccepted(this.bench)
})

Then('the target must refuse the Logon and disconnect within {duration}', async function (this: FixWorld, ms: number) {
  await expectRefused(this.bench, ms)
})

Then(
  'the target must refuse the Logon in words and disconnect within {duration}',
  async function (this: FixWorld, ms: number) {
    await expectRefusedInWords(this.bench, ms)
  },
)

Then(
  'the target must disconnect within {duration}, and should send nothing before it',
  async function (this: FixWorld, ms: number) {
    await expectClosed(this.bench, ms)
  },
)
