/** Rows of `the target must send in any order`: `Canceled of "b" by "cancel" as "last"`, `ExecutionReport as "last"`. */
import type { Message } from '../codec/message.ts'
import type { MessagePattern } from '../conformance/expect.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { namedMessage } from './named-values.ts'
import { eventNamed } from './report-events.ts'
import { type About, EXECUTION_REPORT, reportPattern } from './reports.ts'
import { parseClause, patternOf } from './wording.ts'

export interface RowInAnyOrder {
  readonly pattern: MessagePattern
  /** Name that the message gets. */
  readonly as: string | undefined
  /** ClOrdIDs(11) that the row is about. */
  readonly clOrdIDs: readonly string[]
  /** For a report of an event. */
  readonly about?: About
  readonly event?: string
}

const REPORT = /^([A-Z][A-Za-z ]*?) of ("[^"]+"|\w+)(?: by ("[^"]+"|\w+))?(?: as ("[^"]+"|\w+))?$/
const MESSAGE = /^([A-Z]\w+)(?: as ("[^"]+"|\w+))?$/

/** @throws Error when it is neither an event of an order nor a message */
export function parseInAnyOrder(bench: Bench, what: string, clause: string): RowInAnyOrder {
  const rows = clause.trim() === '' ? [] : parseClause(clause)
  const report = REPORT.exec(what)
  if (report !== null) {
    const [, event = '', order = '', by, as] = report
    const about = { order: namedMessage(bench, bare(order)), by: by === undefined ? by : namedMessage(bench, bare(by)) }
    const ids = [about.order, about.by].flatMap((message) => message?.text(Tag.ClOrdID) ?? [])
    return {
      pattern: reportPattern(bench, event, about, rows),
      as: named(as),
      clOrdIDs: ids,
      about,
      event: eventNamed(event),
    }
  }
  const message = MESSAGE.exec(what)
  if (message === null)
    throw new Error(`"${what}": expected a message, such as News, or an event of an order, such as Canceled of "order"`)
  return { pattern: patternOf(bench, message[1] as string, rows), as: named(message[2]), clOrdIDs: [] }
}

function bare(name: string): string {
  return name.replace(/^"(.*)"$/, '$1')
}

function named(name: string | undefined): string | undefined {
  return name === undefined ? undefined : bare(name)
}

/** Reports of orders that the scenario has named and that no row is about: they say nothing here. */
export function passedOver(bench: Bench, rows: readonly RowInAnyOrder[]): (message: Message) => boolean {
  const about = new Set(rows.flatMap(({ clOrdIDs }) => clOrdIDs))
  const others = new Set(
    [...bench.named.values()]
      .filter(({ msgType }) => msgType !== EXECUTION_REPORT)
      .flatMap((message) => message.text(Tag.ClOrdID) ?? [])
      .filter((clOrdID) => !about.has(clOrdID)),
  )
  return (message) => message.msgType === EXECUTION_REPORT && others.has(message.text(Tag.ClOrdID) ?? '')
}
