/**
 * Reports of an order that nobody asked for: a venue that fills what it acknowledged, or queues it first, says more than one
 * thing about it. The session suite counts one report for each order, and must not take the others for a fault.
 */
import { Tag } from '../fix/tags.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'

const NEW_ORDER_SINGLE = 'D'
const EXECUTION_REPORT = '8'
/** What a report says of its order: ExecTransType(20), ExecType(150), OrdStatus(39), CumQty(14). */
const STANDING = [20, 150, 39, 14]
const EXEC_ID = 17

/**
 * The first report that only goes on with an order that was reported before. An order that was sent once and is reported
 * again with the same ExecID(17) or in the same standing is no such thing: that target has done something twice.
 *
 * @returns undefined when every order has one report at most
 */
export function furtherReport(entries: readonly Entry[]): MessageEntry | undefined {
  const sent = new Map<string, number>()
  const reported = new Map<string, Set<string>>()
  for (const entry of entries) {
    if (entry.kind !== 'message') continue
    const { direction, message } = entry
    const order = message.text(Tag.ClOrdID)
    if (order === undefined) continue
    if (direction === 'out') {
      if (message.msgType === NEW_ORDER_SINGLE) sent.set(order, (sent.get(order) ?? 0) + 1)
      continue
    }
    if (message.msgType !== EXECUTION_REPORT || message.text(Tag.PossDupFlag) === 'Y' || sent.get(order) !== 1) continue
    const marks = [`id ${message.text(EXEC_ID)}`, STANDING.map((tag) => message.text(tag) ?? '').join(' ')]
    const known = reported.get(order)
    if (known === undefined) reported.set(order, new Set(marks))
    else if (marks.some((mark) => known.has(mark))) for (const mark of marks) known.add(mark)
    else return entry
  }
  return undefined
}
