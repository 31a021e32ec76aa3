/** A target that is killed at an exact point, or whose files are damaged, and what it is when it is started again. */
import { Given, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { Tag } from '../src/fix/tags.ts'
import { type CrashPoint, RESET_STEPS, type ResetStep, TORN_AT, type TornAt } from '../src/simulator/crash-points.ts'
import { awaitDeath, comesTrue, confirmedReset, processOf, unlikeFirst, wasSent } from '../src/testbench/lives.ts'
import { judgeOnce } from '../src/testbench/target-messages.ts'
import { answerResendRequest, exchangeOrders, sendOrder } from '../src/testbench/tester-orders.ts'
import { parseClause, statedFields } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

async function dieAt({ bench }: FixWorld, point: CrashPoint, where: string): Promise<void> {
  await processOf(bench).dieAt(point)
  bench.environment.journal.event('control', `the target is to die ${where}`)
}

Given('the target is to die before storing MsgSeqNum {int}', async function (this: FixWorld, msgSeqNum: number) {
  await dieAt(this, { at: 'beforeStore', msgSeqNum }, `before storing MsgSeqNum ${msgSeqNum}`)
})

Given(
  'the target is to die after storing MsgSeqNum {int}, before sending it',
  async function (this: FixWorld, msgSeqNum: number) {
    await dieAt(this, { at: 'afterStore', msgSeqNum }, `after storing MsgSeqNum ${msgSeqNum}, before sending it`)
  },
)

Given(
  new RegExp(`^the target is to die while it writes MsgSeqNum (\\d+), behind (${TORN_AT.join('|')})$`),
  async function (this: FixWorld, msgSeqNum: string, written: TornAt) {
    const where = `while it writes MsgSeqNum ${msgSeqNum}, behind ${written}`
    await dieAt(this, { at: 'tornRecord', msgSeqNum: Number(msgSeqNum), written }, where)
  },
)

Given(
  'the target is to die while its application has MsgSeqNum {int}',
  async function (this: FixWorld, msgSeqNum: number) {
    await dieAt(this, { at: 'inDelivery', msgSeqNum }, `while its application has MsgSeqNum ${msgSeqNum}`)
  },
)

Given(
  'the target is to die when its application has taken MsgSeqNum {int}, before that is stored',
  async function (this: FixWorld, msgSeqNum: number) {
    await dieAt(this, { at: 'afterDelivery', msgSeqNum }, `when its application has taken MsgSeqNum ${msgSeqNum}`)
  },
)

Given(
  'the target is to die in an answer, when it is the turn of MsgSeqNum {int}',
  async function (this: FixWorld, msgSeqNum: number) {
    await dieAt(this, { at: 'midResend', msgSeqNum }, `in an answer, when it is the turn of MsgSeqNum ${msgSeqNum}`)
  },
)

Given(
  new RegExp(`^the target is to die in a reset, (${RESET_STEPS.join('|')})$`),
  async function (this: FixWorld, step: ResetStep) {
    await dieAt(this, { at: 'inReset', step }, `in a reset, ${step}`)
  },
)

When('the target dies', async function (this: FixWorld) {
  await awaitDeath(this.bench)
})

When('the target is started again', async function (this: FixWorld) {
  const { bench } = this
  bench.environment.journal.event('control', 'the target is started again on its files')
  bench.skipToNow()
  await bench.control.restart()
})

When('the target is killed and its log is damaged', async function (this: FixWorld) {
  const { bench } = this
  await bench.keepApart()
  await bench.control.kill()
  await awaitDeath(bench)
  processOf(bench).damage()
})

Then('the target must not have sent MsgSeqNum {int}', function (this: FixWorld, msgSeqNum: number) {
  const { bench } = this
  const sent = wasSent(bench, msgSeqNum)
  bench.judge('must', !sent, `no message ${msgSeqNum}`, sent ? `message ${msgSeqNum} came` : 'none came')
})

Then('the target must not have confirmed the reset', function (this: FixWorld) {
  const { bench } = this
  const confirmed = confirmedReset(bench)
  bench.judge('must', !confirmed, 'no Logon with ResetSeqNumFlag', confirmed ? 'it came' : 'none came')
})

Then('each of these messages must have come once', function (this: FixWorld) {
  judgeOnce(this.bench, this.sent)
})

Then('these {int} messages must have come again as they were first sent', function (this: FixWorld, count: number) {
  const { bench, sent } = this
  if (sent.length !== count) throw new Error(`${sent.length} messages were sent, not ${count}`)
  const apart = [Tag.BodyLength, Tag.CheckSum, Tag.PossDupFlag, Tag.SendingTime, Tag.OrigSendingTime]
  const different = unlikeFirst(bench, sent, apart)
  const expected = `each of ${count} messages again, once, as it was first sent`
  bench.judge('must', different === undefined, expected, different ?? 'each came so')
})

Given("the target's application fails on the next delivery", function (this: FixWorld) {
  this.bench.control.failDelivery(1)
  this.bench.environment.journal.event('control', "the target's application is to fail on the next delivery")
})

Given('{int} orders of the tester have been acknowledged', async function (this: FixWorld, count: number) {
  await exchangeOrders(this.bench, count)
})

When('the tester sends an order', function (this: FixWorld) {
  this.order = sendOrder(this.bench)
})

When(/^the tester sends an order with (.+?)$/, function (this: FixWorld, clause: string) {
  this.order = sendOrder(this.bench, statedFields(this.bench, 'NewOrderSingle', parseClause(clause)))
})

When('the tester sends again what was asked for', function (this: FixWorld) {
  if (!answerResendRequest(this.bench))
    throw new NotReached('the target has asked for nothing, so nothing can be sent again')
})

When('the tester sends again what was asked for, if anything was', function (this: FixWorld) {
  answerResendRequest(this.bench)
})

Then(
  /^the target's application must have had the order (once|twice), the last time with PossDupFlag$/,
  function (this: FixWorld, times: 'once' | 'twice') {
    const { bench, order } = this
    const had = bench.control.observed.delivered().filter(({ clOrdID }) => clOrdID === order)
    const words = had.map(({ msgSeqNum, possDup }) => `MsgSeqNum ${msgSeqNum}${possDup ? ' with PossDupFlag' : ''}`)
    const actual = words.join(', ') || 'never'
    bench.environment.journal.event('note', `the target's application has had ${order}: ${actual}`)
    const wanted = times === 'once' ? [true] : [false, true]
    const holds = JSON.stringify(had.map(({ possDup }) => possDup)) === JSON.stringify(wanted)
    bench.judge('must', holds, `${order} ${times}, the last time with PossDupFlag`, actual)
  },
)

Then(
  "the target's files must hold {int} ended numbering(s), and one that goes on",
  async function (this: FixWorld, ended: number) {
    await expectFiles(this, `${ended} ended, one goes on`)
  },
)

Then(
  "the target's files must hold {int} ended numbering(s), and none that goes on",
  async function (this: FixWorld, ended: number) {
    await expectFiles(this, `${ended} ended, none goes on`)
  },
)

/** Waits for it: nothing tells when a target has done what it does behind the end of a connection. */
async function expectFiles({ bench }: FixWorld, wanted: string): Promise<void> {
  const target = processOf(bench)
  const found = (): string =>
    `${target.archives().length} ended, ${target.files?.numbering === undefined ? 'none' : 'one'} goes on`
  const holds = await comesTrue(bench, () => found() === wanted)
  bench.environment.journal.event('archive', found())
  bench.judge('must', holds, wanted, found())
}

Then(
  /^the target must (have put its damaged files aside|have left its damaged files where they are)$/,
  function (this: FixWorld, what: string) {
    const { bench } = this
    const aside = processOf(bench).files?.damaged.length ?? 0
    const inPlace = processOf(bench).files?.problem !== undefined
    const holds = what.startsWith('have put') ? aside === 1 && !inPlace : aside === 0 && inPlace
    bench.judge(
      'must',
      holds,
      what.replace('have ', ''),
      `${aside} put aside, ${inPlace ? 'damaged' : 'sound'} in place`,
    )
  },
)
