/** Where a session stands: numbers, life, and what the target has sent before. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { MsgType } from '../src/fix/msg-types.ts'
import { Tag } from '../src/fix/tags.ts'
import { advanceTo } from '../src/testbench/establish.ts'
import { orderFields } from '../src/testbench/order.ts'
import { patternOf } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

Given('the target is configured with:', function (this: FixWorld, table: DataTable) {
  this.bench.control.configure(table.rowsHash())
})

Given('the target expects MsgSeqNum {int}', async function (this: FixWorld, msgSeqNum: number) {
  await advanceTo(this.bench, msgSeqNum)
  await settle(this)
})

/** What the stage sent is under way still; on the simulated clock it costs nothing to let it arrive. */
async function settle({ bench }: FixWorld): Promise<void> {
  if (bench.environment.simulated) await bench.environment.until(() => false, bench.now() + 20)
  bench.skipToNow()
}

Given(/^the target has sent (\d+) Heartbeats?$/, async function (this: FixWorld, count: string) {
  for (let i = 0; i < Number(count); i++) await provokeHeartbeat(this)
  // The case counts on it: Logon, then these, and nothing in between.
  needsNumber(this, Number(count) + 1, 'the last message')
  this.bench.skipToNow()
})

/** @throws NotReached when the target is elsewhere: it went on from earlier numbers, or sent something of its own */
function needsNumber({ bench }: FixWorld, wanted: number, what: string): void {
  const sent = bench.lastReceived?.msgSeqNum
  if (sent !== wanted) throw new NotReached(`${what} of the stage carries MsgSeqNum ${sent}, and ${wanted} is needed`)
}

/** A TestRequest makes any target send a Heartbeat. */
async function provokeHeartbeat({ bench }: FixWorld): Promise<void> {
  const testReqID = bench.unique('STAGE')
  bench.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
  await stage(bench, bench.heartbeatWith(testReqID))
}

async function provokeExecutionReport({ bench }: FixWorld): Promise<void> {
  bench.send('D', orderFields(bench))
  await stage(bench, patternOf(bench, 'ExecutionReport', []))
}

async function stage(bench: FixWorld['bench'], pattern: Parameters<typeof bench.reaches>[0]): Promise<void> {
  if (!(await bench.reaches(pattern))) throw new NotReached(`the target sent no ${pattern.name} to set the stage with`)
}

Given('the target has sent in turn:', async function (this: FixWorld, table: DataTable) {
  for (const { MsgSeqNum, MsgType: name } of table.hashes()) {
    if (name === 'Heartbeat') await provokeHeartbeat(this)
    else if (name === 'ExecutionReport') await provokeExecutionReport(this)
    else throw new Error(`"${name}": a target can be made to send Heartbeat and ExecutionReport`)
    needsNumber(this, Number(MsgSeqNum), `the ${name}`)
  }
  this.bench.skipToNow()
})

When('{duration} pass', async function (this: FixWorld, ms: number) {
  const { bench } = this
  await bench.environment.until(() => !bench.wire.connected, bench.now() + ms)
})

Then('the session is alive', async function (this: FixWorld) {
  await this.bench.probe()
})

Then('the session is alive and the target expects MsgSeqNum {int}', async function (this: FixWorld, msgSeqNum: number) {
  await this.bench.probe(msgSeqNum)
})

Then('the target must not send anything else', async function (this: FixWorld) {
  await this.bench.probe()
})

When('the target is told to log out', async function (this: FixWorld) {
  // What tells it goes past the wire, and may overtake what is still on it.
  await this.bench.keepApart()
  await this.bench.control.logout()
})
