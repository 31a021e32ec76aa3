/** Messages, one by one: what the tester sends and what the target is to send. */
import { type DataTable, Then, When } from '@cucumber/cucumber'
import { NotReached } from '../src/conformance/verdict.ts'
import { Tag } from '../src/fix/tags.ts'
import type { Level } from '../src/report/report.ts'
import { msgTypeOf, parseClause, patternOf, type Row, statedFields } from '../src/testbench/wording.ts'
import type { FixWorld } from './world.ts'

/** Cucumber hands null for an optional part of an expression that is not there. */
type Optional = string | null | undefined

function rowsOf(clause: Optional, table?: DataTable): Row[] {
  const stated = clause ? parseClause(clause) : []
  return table === undefined ? stated : [...stated, ...(table.raw() as unknown as Row[])]
}

function send(world: FixWorld, name: string, rows: readonly Row[], as: Optional, garbling?: Optional): void {
  const { bench } = world
  bench.send(msgTypeOf(bench, name), statedFields(bench, name, rows), garbling ?? undefined)
  if (as) bench.nameLastSent(as)
}

When(
  /^the tester sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?(?:, garbled: (.+?))?(?<!:)$/,
  async function (this: FixWorld, name: string, as: Optional, clause: Optional, garbling: Optional) {
    send(this, name, rowsOf(clause), as, garbling)
    if (garbling) await this.bench.keepApart()
  },
)

When(
  /^the tester sends ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))?:$/,
  function (this: FixWorld, name: string, as: Optional, clause: Optional, table: DataTable) {
    send(this, name, rowsOf(clause, table), as)
  },
)

Then(
  /^the target (must|should|may) send ([A-Z]\w+)(?: as "([^"]+)")?(?: with (.+?))? within (\S+ \w+)$/,
  async function (this: FixWorld, level: Level, name: string, as: Optional, clause: Optional, duration: string) {
    await expectMessage(this, level, name, rowsOf(clause), duration, as)
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
    await expectMessage(this, level, name, rowsOf(clause, table), duration, as)
  },
)

async function expectMessage(
  world: FixWorld,
  level: Level,
  name: string,
  rows: readonly Row[],
  duration: string,
  as: Optional,
): Promise<void> {
  const { bench } = world
  const message = await bench.expect(level, patternOf(bench, name, rows), bench.milliseconds(duration))
  if (message !== undefined && as) bench.named.set(as, message)
}

Then('the Text {level} mention {string}', function (this: FixWorld, level: Level, wanted: string) {
  const { bench } = this
  // A `should` before this one may have been missed: then there is no message whose Text could be read.
  if (bench.lastMet === undefined) throw new NotReached('no message has come whose Text could be read')
  const text = bench.lastMet.text(Tag.Text)
  const mentions = text?.toLowerCase().includes(wanted.toLowerCase()) === true
  bench.judge(level, mentions, `Text(58) mentions "${wanted}"`, text === undefined ? 'no Text' : `Text(58) = ${text}`)
})
