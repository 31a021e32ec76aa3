/** Connecting, logging on, and the end of a connection. */
import { Given, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { MsgType } from '../src/fix/msg-types.ts'
import { Tag } from '../src/fix/tags.ts'
import type { Level } from '../src/report/report.ts'
import { awaitLogon, establish, logonFields, takeHeartBtInt } from '../src/testbench/establish.ts'
import { lastLogon } from '../src/testbench/log-on.ts'
import { beganAgain, reconnect } from '../src/testbench/reconnect.ts'
import { standsFor } from '../src/testbench/standing.ts'
import { parseClause, type Row, statedFields } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

Given('an established session with the target', async function (this: FixWorld) {
  await establish(this.bench)
})

Given("the tester's engine keeps the session from here", function (this: FixWorld) {
  this.engine = this.bench.keepByEngine()
  this.bench.skipToNow()
})

When('the next message of the tester is lost on the way', function (this: FixWorld) {
  if (this.engine === undefined)
    throw new Error("only the tester's engine loses messages: a step before this one hands over")
  this.engine.loseNext()
})

Given('an established session with HeartBtInt {int}', async function (this: FixWorld, heartBtInt: number) {
  this.bench.heartBtInt = heartBtInt
  // A stranger that dials proposes what it is configured to: the durations of the scenario are multiples of that.
  const { targetRole, engine } = this.leg
  if (targetRole === 'initiator' && engine !== 'external') this.bench.control.configure({ heartBtInt })
  await establish(this.bench)
  this.established = true
  needsAgreement(this)
  if (this.bench.heartBtInt === 0 && heartBtInt !== 0)
    throw new NotReached('the target proposes HeartBtInt 0: neither Heartbeat nor TestRequest is due then')
  if (this.bench.heartBtInt !== 0 && heartBtInt === 0)
    throw new NotReached(`the target proposes HeartBtInt ${this.bench.heartBtInt}, and the case needs 0`)
})

/** @throws NotReached when an acceptor answers another interval than was proposed: case 1S.a judges that */
function needsAgreement({ bench, leg }: FixWorld): void {
  const answered = leg.targetRole === 'acceptor' ? lastLogon(bench).message.int(Tag.HeartBtInt) : undefined
  if (answered !== undefined && answered !== bench.heartBtInt)
    throw new NotReached(`the target answers HeartBtInt ${bench.heartBtInt} by ${answered}, so no interval is agreed`)
}

Given('a connection to the target without Logon', async function (this: FixWorld) {
  const { bench } = this
  // Without ResetSeqNumFlag only a session that stood before tells which number the target expects.
  if (!bench.version.resetSeqNumFlag) {
    await establish(bench)
    await reconnect(bench)
    bench.wire.cut()
    await bench.afterDisconnect()
  }
  await bench.connect()
  // A target that closes whatever comes has not been asked yet.
  await bench.keepApart()
  if (!bench.wire.connected) throw new NotReached('the target closed the connection before anything was said')
  bench.skipToNow()
})

Given('the target keeps its numbers over a disconnect', async function (this: FixWorld) {
  await reconnect(this.bench)
})

Given('the target keeps its numbers over a Logout', async function (this: FixWorld) {
  await reconnect(this.bench, 'Logout')
})

Given('the Logon of the target has arrived', async function (this: FixWorld) {
  const { bench } = this
  await bench.connect()
  // What the tester says next is the reply, and that takes the HeartBtInt of the Logon.
  takeHeartBtInt(bench, await awaitLogon(bench, bench.cursor))
  bench.skipToNow()
})

When('the target connects', async function (this: FixWorld) {
  await this.bench.connect()
})

When('the tester disconnects', async function (this: FixWorld) {
  const { bench } = this
  bench.wire.cut()
  await bench.environment.until(() => !bench.wire.connected, bench.now() + 2000)
  await bench.afterDisconnect()
  bench.skipToNow()
})

/** What the target says meanwhile waits: on the way, or with the target. */
When('the tester reads nothing for {duration}', async function (this: FixWorld, ms: number) {
  await this.bench.readNothingFor(ms)
})

When('the tester closes the connection', async function (this: FixWorld) {
  const { bench } = this
  bench.wire.close()
  await bench.environment.until(() => !bench.wire.connected, bench.now() + 2000)
  await bench.afterDisconnect()
  bench.skipToNow()
})

When(/^the tester logs on with (.+?)$/, async function (this: FixWorld, clause: string) {
  await logOnWith(this, parseClause(clause))
})

/** To an acceptor the tester's Logon comes first, to an initiator it is the reply. */
async function logOnWith({ bench }: FixWorld, rows: readonly Row[]): Promise<void> {
  if (!bench.wire.connected && bench.entries.length > 0) await bench.afterDisconnect()
  await bench.connect()
  if (bench.leg.targetRole === 'initiator') {
    const logon = await awaitLogon(bench, bench.cursor)
    if (logon.text(Tag.ResetSeqNumFlag) === 'Y' || beganAgain(bench, logon))
      throw new NotReached('the target resets its numbers with every Logon, so none can be too low or too high')
    bench.skipToNow()
    const heartBtInt = takeHeartBtInt(bench, logon)
    const stated = statedFields(bench, 'Reply', rows)
    const named = new Set(stated.map(([tag]) => tag))
    bench.send(MsgType.Logon, [...stated, ...logonFields(bench, false, heartBtInt).filter(([tag]) => !named.has(tag))])
  } else bench.send(MsgType.Logon, statedFields(bench, 'Logon', rows))
}

Then(
  'the target {level} disconnect within {duration}',
  async function (this: FixWorld, level: Level, withinMs: number) {
    await this.bench.expectDisconnect(level, withinMs, false)
  },
)

Then(
  'the target {level} disconnect within {duration} without sending anything',
  async function (this: FixWorld, level: Level, withinMs: number) {
    await this.bench.expectDisconnect(level, withinMs, true)
  },
)

Then('the target {level} stay connected for {duration}', async function (this: FixWorld, level: Level, ms: number) {
  const { bench } = this
  const stands = await standsFor(bench.environment, () => bench.wire.connected, ms)
  bench.judge(level, stands, `the connection stands for ${ms / 1000} s`, stands ? 'it stands' : 'the target closed it')
})

Then('the target {level} keep silent for {duration}', async function (this: FixWorld, level: Level, withinMs: number) {
  await this.bench.expectSilence(level, withinMs)
})

Then(
  'the target {level} connect again within {duration}',
  async function (this: FixWorld, level: Level, withinMs: number) {
    const { bench } = this
    const came = await bench.dialsWithin(withinMs)
    bench.judge(level, came, `a connection of the target within ${withinMs / 1000} s`, came ? 'it connected' : 'none')
    // It may be configured to leave that to its operators: then the rest of the scenario has nobody to ask.
    if (!came) throw new NotReached('the target does not come back by itself')
  },
)

Then(
  'the target {level} not connect more than {int} times within {duration}',
  async function (this: FixWorld, level: Level, most: number, withinMs: number) {
    const { bench } = this
    const until = bench.now() + withinMs
    let times = 0
    while (bench.now() < until && (await bench.dialsWithin(until - bench.now()))) {
      times++
      await bench.turnAway()
    }
    bench.judge(level, times <= most, `at most ${most} attempts within ${withinMs / 1000} s`, `${times} attempts`)
  },
)

When('a second connection logs on with the same identity', async function (this: FixWorld) {
  const { bench } = this
  const second = await bench.connectSecond()
  second.wire.send(MsgType.Logon, logonFields(bench, false))
  this.second = second
  bench.environment.journal.event('stage', 'second connection: Logon sent with the identity of the session')
})

Then(
  'the second connection must be closed within {duration} without a message',
  async function (this: FixWorld, withinMs: number) {
    const { bench, second } = this
    if (second === undefined) throw new Error('there is no second connection: a step before this one opens it')
    // The second journal wakes nobody, so the wait looks at it in small steps.
    const deadline = bench.now() + withinMs
    while (second.wire.connected && bench.now() < deadline)
      await bench.environment.until(() => !second.wire.connected, Math.min(deadline, bench.now() + 20))
    const said = second.journal.entries.filter((entry) => entry.kind === 'message' && entry.direction === 'in').length
    const actual = `${second.wire.connected ? 'it stands' : 'it is closed'}, ${said} messages came`
    bench.environment.journal.event('stage', `second connection: ${actual}`)
    bench.judge('must', !second.wire.connected && said === 0, 'the second connection is closed in silence', actual)
  },
)
