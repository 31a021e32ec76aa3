/** What the target says of an order: reports of events by their names, refusals, and what it must not say. */
import { type DataTable, Then } from '@cucumber/cucumber'
import type { MessagePattern } from '../src/conformance/expect.ts'
import type { Level } from '../src/report/report.ts'
import type { Bench } from '../src/testbench/bench.ts'
import { namedMessage, nameMet } from '../src/testbench/named-values.ts'
import { expectNothingLike } from '../src/testbench/outcomes.ts'
import { pendingFirst } from '../src/testbench/pending-first.ts'
import { eventNamed } from '../src/testbench/report-events.ts'
import {
  type About,
  aboutAnswer,
  answerPattern,
  refusalPattern,
  reportPattern,
  tellingPattern,
} from '../src/testbench/reports.ts'
import { parseInAnyOrder, passedOver } from '../src/testbench/reports-in-any-order.ts'
import { capture, patternOf, type Row } from '../src/testbench/wording.ts'
import { actorOf } from './actors.ts'
import { type Optional, rowsOf } from './tables.ts'
import type { FixWorld } from './world.ts'

/** A name, with or without quotes. */
const NAME = '("[^"]+"|\\w+)'
const EVENT = '([A-Z][A-Za-z ]*?)'
const LEVEL = '(must|should|may)'
const WITHIN = '(?: with (.+?))? within (\\S+ \\w+)'

function bare(name: string): string
function bare(name: Optional): string | undefined
function bare(name: Optional): string | undefined {
  return name?.replace(/^"(.*)"$/, '$1')
}

/** A sentence that may have a table behind it, and ends with a colon then: cucumber counts the arguments of each form. */
function sentence(
  pattern: string,
  action: (world: FixWorld, parts: Optional[], table: DataTable | undefined) => Promise<void>,
): void {
  const parts = new RegExp(`${pattern}|`).exec('')?.length ?? 1
  const plain = async function (this: FixWorld, ...said: Optional[]): Promise<void> {
    await action(this, said, undefined)
  }
  const withTable = async function (this: FixWorld, ...said: unknown[]): Promise<void> {
    await action(this, said as Optional[], said[parts - 1] as DataTable)
  }
  Then(new RegExp(`^${pattern}$`), Object.defineProperty(plain, 'length', { value: parts - 1 }))
  Then(new RegExp(`^${pattern}:$`), Object.defineProperty(withTable, 'length', { value: parts }))
}

interface Expected {
  readonly bench: Bench
  readonly level: Level
  readonly pattern: MessagePattern
  readonly rows: readonly Row[]
  readonly duration: Optional
  readonly as: Optional
}

async function expectPattern({ bench, level, pattern, rows, duration, as }: Expected): Promise<void> {
  const message = await bench.expect(level, pattern, bench.milliseconds(duration ?? ''))
  capture(bench, message, rows)
  if (as) nameMet(bench, bare(as), message)
}

/** Messages that a sentence names; what every actor has sent is named in one place. */
function aboutOf(world: FixWorld, order: Optional, by: Optional): About {
  const named = (name: string): ReturnType<typeof namedMessage> => namedMessage(world.bench, bare(name))
  return { order: named(order ?? ''), ...(by ? { by: named(by) } : {}) }
}

sentence(
  `the target ${LEVEL} report ${EVENT} of ${NAME}(?: by ${NAME})?(?: to ${NAME})?(?: as ${NAME})?${WITHIN}`,
  async (world, [level, event, order, by, to, as, clause, duration], table) => {
    const bench = actorOf(world, bare(to))
    const rows = rowsOf(world, clause, table)
    const about = aboutOf(world, order, by)
    const pattern = reportPattern(bench, event ?? '', about, rows)
    allowFirst(bench, ...pendingFirst(bench, about, eventNamed(event ?? '')))
    await expectPattern({ bench, level: level as Level, pattern, rows, duration, as })
  },
)

sentence(
  `the target ${LEVEL} reject ${NAME}(?: to ${NAME})?(?: as ${NAME})?${WITHIN}`,
  async (world, [level, order, to, as, clause, duration], table) => {
    const bench = actorOf(world, bare(to))
    const rows = rowsOf(world, clause, table)
    const about = aboutOf(world, order, undefined)
    const pattern = reportPattern(bench, 'Rejected', about, rows)
    allowFirst(bench, ...pendingFirst(bench, about, 'Rejected'))
    await expectPattern({ bench, level: level as Level, pattern, rows, duration, as })
  },
)

sentence(
  `the target ${LEVEL} refuse ${NAME}(?: of ${NAME})?(?: to ${NAME})?(?: as ${NAME})?${WITHIN}`,
  async (world, [level, request, order, to, as, clause, duration], table) => {
    const bench = actorOf(world, bare(to))
    const rows = rowsOf(world, clause, table)
    const about = order ? namedMessage(world.bench, bare(order)) : undefined
    const refused = namedMessage(world.bench, bare(request ?? ''))
    const pattern = refusalPattern(bench, refused, about, rows)
    if (about !== undefined) allowFirst(bench, ...pendingFirst(bench, { order: about, by: refused }, undefined))
    await expectPattern({ bench, level: level as Level, pattern, rows, duration, as })
  },
)

Then(
  new RegExp(`^the target may first report ${EVENT} of ${NAME}(?: by ${NAME})?(?: to ${NAME})?(?: with (.+?))?$`),
  function (this: FixWorld, event: string, order: string, by: Optional, to: Optional, clause: Optional) {
    const bench = actorOf(this, bare(to))
    allowFirst(bench, reportPattern(bench, event, aboutOf(this, order, by), rowsOf(this, clause)))
  },
)

Then(
  new RegExp(`^the target may first send ([A-Z]\\w+)(?: to ${NAME})?(?: with (.+?))?$`),
  function (this: FixWorld, name: string, to: Optional, clause: Optional) {
    const bench = actorOf(this, bare(to))
    allowFirst(bench, patternOf(bench, name, rowsOf(this, clause)))
  },
)

function allowFirst(bench: Bench, ...patterns: readonly MessagePattern[]): void {
  bench.allowedFirst = [...bench.allowedFirst, ...patterns]
}

Then(
  new RegExp(`^the target ${LEVEL} answer ${NAME} by one of these(?: as ${NAME})? within (\\S+ \\w+):$`),
  async function (this: FixWorld, level: Level, name: string, as: Optional, duration: string, table: DataTable) {
    const { bench } = this
    const message = namedMessage(bench, bare(name))
    const patterns = table
      .raw()
      .flatMap(([what = '', clause = '']) => answerPattern(bench, message, what, clause) ?? [])
    allowFirst(bench, ...pendingFirst(bench, aboutAnswer(bench, message, 'Canceled'), undefined))
    const came = await bench.expectOneOf(level, patterns, bench.milliseconds(duration))
    if (came !== undefined && level !== 'may') bench.record.taken.push(bench.record.seen)
    if (as) nameMet(bench, bare(as), came)
  },
)

Then(
  new RegExp(`^the target ${LEVEL} send in any order(?: to ${NAME})? within (\\S+ \\w+):$`),
  async function (this: FixWorld, level: Level, to: Optional, duration: string, table: DataTable) {
    const bench = actorOf(this, bare(to))
    const rows = table.raw().map(([what = '', clause = '']) => parseInAnyOrder(bench, what, clause))
    const patterns = rows.map(({ pattern }) => pattern)
    for (const { about, event } of rows)
      if (about !== undefined) allowFirst(bench, ...pendingFirst(bench, about, event))
    const over = passedOver(bench, rows)
    const came = await bench.expectAll(level, patterns, bench.milliseconds(duration), over)
    for (const [i, { as }] of rows.entries()) if (as !== undefined) nameMet(bench, as, came?.[i])
  },
)

Then(
  new RegExp(
    `^the target ${LEVEL} not report ${EVENT} of ${NAME}(?: by ${NAME})?(?: to ${NAME})?(?: with (.+?))? for (\\S+ \\w+)$`,
  ),
  async function (
    this: FixWorld,
    level: Level,
    event: string,
    order: string,
    by: Optional,
    to: Optional,
    clause: Optional,
    duration: string,
  ) {
    const bench = actorOf(this, bare(to))
    const pattern = tellingPattern(bench, event, aboutOf(this, order, by), rowsOf(this, clause))
    const expected = `no report ${event} of ${order}${clause ? ` with ${clause}` : ''}`
    await expectNothingLike(bench, level, pattern, expected, bench.milliseconds(duration))
  },
)

Then(
  new RegExp(`^the target ${LEVEL} not send ([A-Z]\\w+)(?: to ${NAME})?(?: with (.+?))? for (\\S+ \\w+)$`),
  async function (this: FixWorld, level: Level, name: string, to: Optional, clause: Optional, duration: string) {
    const bench = actorOf(this, bare(to))
    const pattern = patternOf(bench, name, rowsOf(this, clause))
    const expected = `no ${name}${clause ? ` with ${clause}` : ''}`
    await expectNothingLike(bench, level, pattern, expected, bench.milliseconds(duration))
  },
)
