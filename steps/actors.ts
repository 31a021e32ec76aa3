/** Further sessions of the same target: a drop copy, a second client, each with a name and a record of its own. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import type { Level } from '../src/report/report.ts'
import type { Bench } from '../src/testbench/bench.ts'
import { establish } from '../src/testbench/establish.ts'
import { nameMet } from '../src/testbench/named-values.ts'
import { capture, msgTypeOf, patternOf, type Row, statedFields } from '../src/testbench/wording.ts'
import { rowsOf } from './tables.ts'
import type { FixWorld } from './world.ts'

type Optional = string | null | undefined

/** The bench of who is named; that of the tester for nobody. @throws Error for a name that no step has given */
export function actorOf(world: FixWorld, name: Optional): Bench {
  if (name === null || name === undefined) return world.bench
  const actor = world.actors.get(name)
  if (actor !== undefined) return actor
  const known = [...world.actors.keys()].join(', ')
  throw new Error(
    `nobody is called "${name}"${known === '' ? '' : `; there are ${known}`}: a step before this one names who is`,
  )
}

Given(
  /^"([^"]+)" is a further session of the target with SenderCompID (\S+)$/,
  async function (this: FixWorld, name: string, senderCompID: string) {
    const { bench } = this
    if (bench.leg.engine === 'self') bench.control.addClient?.(senderCompID)
    const actor = bench.further(name, senderCompID)
    this.actors.set(name, actor)
    await establish(actor)
  },
)

function send(world: FixWorld, who: string, name: string, rows: readonly Row[], as: Optional): void {
  const actor = actorOf(world, who)
  actor.send(msgTypeOf(actor, name), statedFields(actor, name, rows))
  if (as) actor.nameLastSent(as)
}

When(
  /^"([^"]+)" sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?(?<!:)$/,
  function (this: FixWorld, who: string, name: string, as: Optional, clause: Optional) {
    send(this, who, name, rowsOf(this, clause), as)
  },
)

When(
  /^"([^"]+)" sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?:$/,
  function (this: FixWorld, who: string, name: string, as: Optional, clause: Optional, table: DataTable) {
    send(this, who, name, rowsOf(this, clause, table), as)
  },
)

When(/^"([^"]+)" disconnects$/, async function (this: FixWorld, who: string) {
  const actor = actorOf(this, who)
  actor.wire.cut()
  await actor.environment.until(() => !actor.wire.connected, actor.now() + 2_000)
  await actor.afterDisconnect()
  actor.skipToNow()
})

/** With the numbers that it had, so that what was sent meanwhile can be asked for. */
When(/^"([^"]+)" logs on again$/, async function (this: FixWorld, who: string) {
  const actor = actorOf(this, who)
  await actor.connect()
  actor.send('A', statedFields(actor, 'Logon', []))
  const pattern = patternOf(actor, 'Logon', [])
  if (!(await actor.reaches(pattern))) throw new NotReached(`the target did not log "${who}" on again`)
})

Then(
  /^the target (must|should|may) send ([A-Z]\w+) to "([^"]+)"(?: as "([^"]+)")?(?: with (.+?))? within (\S+ \w+)$/,
  async function (
    this: FixWorld,
    level: Level,
    name: string,
    who: string,
    as: Optional,
    clause: Optional,
    duration: string,
  ) {
    await expectFrom(this, level, name, who, rowsOf(this, clause), duration, as)
  },
)

Then(
  /^the target (must|should|may) send ([A-Z]\w+) to "([^"]+)"(?: as "([^"]+)")?(?: with (.+?))? within (\S+ \w+):$/,
  async function (
    this: FixWorld,
    level: Level,
    name: string,
    who: string,
    as: Optional,
    clause: Optional,
    duration: string,
    table: DataTable,
  ) {
    const rows = rowsOf(this, clause, table)
    await expectFrom(this, level, name, who, rows, duration, as)
  },
)

async function expectFrom(
  world: FixWorld,
  level: Level,
  name: string,
  who: string,
  rows: readonly Row[],
  duration: string,
  as: Optional,
): Promise<void> {
  const actor = actorOf(world, who)
  const message = await actor.expect(level, patternOf(actor, name, rows), actor.milliseconds(duration))
  capture(actor, message, rows)
  if (as) nameMet(actor, as, message)
}

Then(/^the target must not send anything else to "([^"]+)"$/, async function (this: FixWorld, who: string) {
  await actorOf(this, who).probe()
})
