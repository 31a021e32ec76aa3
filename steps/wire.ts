/** Messages, one by one: what the tester sends and what the target is to send. */
import { type DataTable, Given, Then, When } from '@cucumber/cucumber'
import { firstReaction, type Outcome } from '../src/conformance/expect.ts'
import { NotReached } from '../src/conformance/verdict.ts'
import { isSessionMessage, MsgType } from '../src/fix/msg-types.ts'
import { Tag } from '../src/fix/tags.ts'
import type { Level } from '../src/report/report.ts'
import { sendRawBytes } from '../src/testbench/raw-bytes.ts'
import { msgTypeOf, parseClause, statedFields } from '../src/testbench/wording.ts'
import { type Optional, rowsOf } from './tables.ts'
import type { FixWorld } from './world.ts'

/** How long a target may take to say what it has against a message. */
const OBJECTION_MS = 2_000

When(
  /^the tester sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?(?:, garbled: (.+?))?(?<!:)$/,
  async function (this: FixWorld, name: string, as: Optional, clause: Optional, garbling: Optional) {
    // Garbled bytes stand alone: what comes of them must not depend on what else was in the same read.
    if (garbling) await this.bench.keepApart()
    this.send(name, rowsOf(this, clause), as ?? undefined, garbling ?? undefined)
    if (garbling) await this.bench.keepApart()
  },
)

When(
  /^the tester sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?:$/,
  function (this: FixWorld, name: string, as: Optional, clause: Optional, table: DataTable) {
    this.send(name, rowsOf(this, clause, table), as ?? undefined)
  },
)

When(/^the tester sends these bytes(?: as "([^"]+)")?:$/, async function (this: FixWorld, as: Optional, bytes: string) {
  await sendRawBytes(this.bench, bytes)
  if (as) this.bench.nameLastSent(as)
})

When(
  /^the tester sends (\d+) times ([A-Z]\w+)(?: with (.+?))?$/,
  function (this: FixWorld, times: string, name: string, clause: Optional) {
    for (let i = 0; i < Number(times); i++) this.send(name, rowsOf(this, clause))
  },
)

/** For types that no version defines, which have no name. */
When('the tester sends a message of MsgType {string}', function (this: FixWorld, msgType: string) {
  this.bench.send(msgType, [])
})

Then(
  /^the target (must|should|may) send ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))? within (\S+ \w+)$/,
  async function (this: FixWorld, level: Level, name: string, as: Optional, clause: Optional, duration: string) {
    await this.expect(level, name, rowsOf(this, clause), duration, as ?? undefined)
  },
)

Then(
  /^the target (must|should|may) send ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))? within (\S+ \w+):$/,
  async function (
    this: FixWorld,
    level: Level,
    name: string,
    as: Optional,
    clause: Optional,
    duration: string,
    table: DataTable,
  ) {
    await this.expect(level, name, rowsOf(this, clause, table), duration, as ?? undefined)
  },
)

Then('the Text {level} mention {string}', function (this: FixWorld, level: Level, wanted: string) {
  const { bench } = this
  // A `should` before this one may have been missed: then there is no message whose Text could be read.
  if (bench.lastMet === undefined) throw new NotReached('no message has come whose Text could be read')
  const text = bench.lastMet.text(Tag.Text)
  const said = bench.numbers.onWire(wanted)
  const mentions = text?.toLowerCase().includes(said.toLowerCase()) === true
  bench.judge(level, mentions, `Text(58) mentions "${said}"`, text === undefined ? 'no Text' : `Text(58) = ${text}`)
})

Given(
  /^the target does not support ([A-Z]\w+) with (.+?)$/,
  async function (this: FixWorld, name: string, clause: string) {
    const { bench } = this
    bench.send(msgTypeOf(bench, name), statedFields(bench, name, parseClause(clause)))
    const reaction = (): Outcome | undefined => firstReaction(bench.entries, bench.cursor, bench.naming)
    await bench.environment.until(() => reaction() !== undefined, bench.now() + OBJECTION_MS)
    const support = signOfSupport(reaction())
    if (support !== undefined) throw new NotReached(`the target has nothing against ${name}: ${support}`)
    bench.skipToNow()
  },
)

/** Reasons of BusinessMessageReject(j) that only who knows a type can give: 1 unknown ID, 4 not available, 6 not authorised. */
const KNOWS_THE_TYPE: ReadonlySet<string> = new Set(['1', '4', '6'])

/** Why a target may well support what it was sent, by its first reaction; undefined when it objects to the type. */
function signOfSupport(reaction: Outcome | undefined): string | undefined {
  if (reaction === undefined) return 'it supports it, or is silent about what it does not'
  const entry = reaction.kind === 'violated' ? reaction.entry : undefined
  if (entry?.kind !== 'message') return undefined
  const { message } = entry
  if (message.msgType === MsgType.BusinessMessageReject)
    return KNOWS_THE_TYPE.has(message.text(Tag.BusinessRejectReason) ?? '') ? 'it objects to what it says' : undefined
  return isSessionMessage(message.msgType) ? undefined : 'its application answers it'
}

Then(
  /^it (must|should) not have come within (\S+ \w+) of the message of the (target|tester) before it$/,
  function (this: FixWorld, level: Level, duration: string, whose: 'target' | 'tester') {
    const { bench } = this
    const least = bench.milliseconds(duration)
    const silent = silenceBefore(bench, whose === 'target' ? 'in' : 'out')
    const expected = `at least ${least} ms behind the message of the ${whose} before it`
    bench.judge(level, silent >= least, expected, `it came after ${silent} ms`)
  },
)

/** How long nothing went `direction` before the last message that met an expectation. */
function silenceBefore({ entries, lastMet }: FixWorld['bench'], direction: 'in' | 'out'): number {
  const met = entries.find((entry) => entry.kind === 'message' && entry.message === lastMet)
  const before = entries.findLast(
    (entry) =>
      entry.kind === 'message' &&
      entry.direction === direction &&
      entry.connection === met?.connection &&
      entry.index < met.index,
  )
  if (met === undefined || before === undefined) throw new NotReached('there are no two messages whose times tell it')
  return met.at - before.at
}
