/** What is done to the target past the wire, and what can be seen of it only there. */
import { Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { MsgType } from '../src/fix/msg-types.ts'
import { Tag } from '../src/fix/tags.ts'
import { instantInZone } from '../src/session/schedule.ts'
import type { TargetControl } from '../src/testbench/environment.ts'
import { logonFields } from '../src/testbench/establish.ts'
import type { FixWorld } from './world.ts'

/** How far apart two clocks may be that tell the same time, with the way of the message between. */
const CLOCKS_APART_S = 5

/** How long the end of a killed target's connection may take to be seen. */
const NOTICE_MS = 2_000

/** What tells the target goes past the wire, and may overtake what is still on it; so it waits. */
async function control({ bench }: FixWorld, what: string): Promise<TargetControl> {
  await bench.keepApart()
  bench.environment.journal.event('control', what)
  return bench.control
}

When(
  /^the target is told to reset its numbers (locally|on the wire)$/,
  async function (this: FixWorld, how: 'locally' | 'on the wire') {
    const target = await control(this, `the target is told to reset its numbers ${how}`)
    if (this.bench.numbers.goOn)
      throw new NotReached(
        `${this.bench.version.id} has no reset, and numbers that begin anew would be lost for the scenarios behind`,
      )
    await target.resetNumbers(how === 'locally' ? 'local' : 'onTheWire')
  },
)

When(
  /^the target is told to (send|expect) MsgSeqNum (\d+) next$/,
  async function (this: FixWorld, which: 'send' | 'expect', msgSeqNum: string) {
    const target = await control(this, `the target is told to ${which} MsgSeqNum ${msgSeqNum} next`)
    const number = Number(msgSeqNum)
    await target.setNumbers(this.bench.numbers.ofTarget(which === 'send' ? { nextOut: number } : { nextIn: number }))
  },
)

When('both sides ask for a reset at the same time', async function (this: FixWorld) {
  const target = await control(
    this,
    'the target is told to reset its numbers on the wire, the tester does so by itself',
  )
  await target.resetNumbers('onTheWire')
  const { bench } = this
  bench.send(MsgType.Logon, [[Tag.MsgSeqNum, 1], ...logonFields(bench, true)])
})

When(
  /^the target's clock is set (forward|back) by (\S+ \w+)$/,
  async function (this: FixWorld, way: 'forward' | 'back', duration: string) {
    const target = await control(this, `the clock of the target is set ${way} by ${duration}`)
    if (target.setClock === undefined) throw new NotReached('the target has no clock of its own that could be set')
    target.setClock(this.bench.milliseconds(duration) * (way === 'forward' ? 1 : -1))
  },
)

Then(
  /^its SendingTime must be (\d+) seconds (ahead of|behind) ours$/,
  function (this: FixWorld, apart: string, way: 'ahead of' | 'behind') {
    const { bench } = this
    const sent = bench.lastMet?.utcTimestamp(Tag.SendingTime)?.epochMs ?? Number.NaN
    const wanted = Number(apart) * (way === 'ahead of' ? 1 : -1)
    const off = (sent - bench.now()) / 1000 - wanted
    const actual = `SendingTime ${bench.lastMet?.text(Tag.SendingTime) ?? 'missing'}`
    bench.judge('must', Math.abs(off) <= CLOCKS_APART_S, `SendingTime ${apart} seconds ${way} ours`, actual)
  },
)

When("the target's session is made again", async function (this: FixWorld) {
  const target = await control(this, 'the session of the target is made again')
  target.start()
})

When("the target's session is stopped", async function (this: FixWorld) {
  const target = await control(this, 'the session of the target is stopped')
  target.stop()
})

When(
  /^the target is killed and started again( without its files)?$/,
  async function (this: FixWorld, forgets: string | null) {
    const target = await kill(this)
    if (forgets) target.forget()
    await startAgain(this, forgets ?? '')
  },
)

When(
  /^the target is killed, and started again on [A-Z][a-z]+ (\S+ \S+) in (\S+)$/,
  async function (this: FixWorld, dateTime: string, timeZone: string) {
    await kill(this)
    await this.bench.environment.until(() => false, instantInZone(dateTime, timeZone))
    await startAgain(this, ` at ${dateTime} in ${timeZone}`)
  },
)

async function kill(world: FixWorld): Promise<TargetControl> {
  const { bench } = world
  const target = await control(world, 'the target is killed')
  await target.kill()
  await bench.environment.until(() => !bench.wire.connected, bench.now() + NOTICE_MS)
  await bench.afterDisconnect()
  return target
}

async function startAgain({ bench }: FixWorld, how: string): Promise<void> {
  bench.environment.journal.event('control', `the target is started${how}`)
  bench.skipToNow()
  await bench.control.restart()
}

/** Words for the states of its life, as the requirement has them. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  established: ['established'],
  waiting: ['waitForFirstLogon', 'waitForConnect', 'reconnect'],
  disconnected: ['initial'],
  'correctly terminated': ['correctlyTerminated'],
  'non-gracefully terminated': ['nonGracefullyTerminated'],
  removed: ['removed'],
}

Then(
  new RegExp(`^the target's session must be (${Object.keys(STATES).join('|')})$`),
  function (this: FixWorld, wanted: string) {
    const { bench } = this
    const state = bench.control.observed.state()
    bench.environment.journal.event('note', `the session of the target is in the state ${state}`)
    bench.judge('must', STATES[wanted]?.includes(state) === true, `the session is ${wanted}`, `its state is ${state}`)
  },
)

/** A target in a process of its own takes seconds to start, and says nothing before, on a machine that is busy. */
const WARNING_MS = 10_000

Then(
  /^the target must warn(?: of its configuration)? with "([^"]+)"$/,
  async function (this: FixWorld, wanted: string) {
    const { bench } = this
    const warnings = (): readonly string[] => bench.control.observed.warnings()
    const says = (): boolean => warnings().some((warning) => warning.toLowerCase().includes(wanted.toLowerCase()))
    const deadline = bench.now() + WARNING_MS
    // A warning is no entry of the record, which alone would have it asked for again.
    while (!says() && bench.now() < deadline) await bench.environment.until(says, bench.now() + 100)
    const holds = says()
    const actual = warnings().length === 0 ? 'no warning' : `it warns: ${warnings().join('; ')}`
    bench.environment.journal.event('note', `the target's engine: ${actual}`)
    bench.judge('must', holds, `a warning that says "${wanted}"`, actual)
  },
)

Then('the target must have archived {int} numbering(s)', function (this: FixWorld, count: number) {
  const { bench } = this
  const archives = bench.control.archives()
  const actual = `${archives.length} in the archive`
  bench.environment.journal.event('archive', archives.map(({ location }) => location).join(', ') || 'no archive')
  bench.judge('must', archives.length === count, `${count} numberings in the archive`, actual)
})

Then(
  "the target's application must have heard of {int} new numbering(s), and of {int} ended connection(s)",
  function (this: FixWorld, resets: number, ends: number) {
    const { bench } = this
    const { observed } = bench.control
    const actual = `${observed.sessionResets()} new numberings, ${observed.ends()} ended connections`
    bench.environment.journal.event('note', `the target's application has heard of ${actual}`)
    const holds = observed.sessionResets() === resets && observed.ends() === ends
    bench.judge('must', holds, `${resets} new numberings, ${ends} ended connections`, actual)
  },
)
