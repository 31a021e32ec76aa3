/** INV-20: each cancel and replace gets one final answer, and one pending report before it at most. */
import type { Entry } from '../../journal/journal.ts'
import type { Book } from './book.ts'
import type { Chain, ChangeRequest } from './chain.ts'
import { isOpen } from './chain.ts'
import type { Notes } from './notes.ts'
import { OrderTag } from './order-tags.ts'
import type { ReportFacts } from './report-facts.ts'

/** How long a session has to live behind a request before its answer is missed, milliseconds. */
const PATIENCE_MS = 5_000

/** The request that a report answers or tells as pending: its ClOrdID is that of a cancel or replace, and not one in force. */
export function requestOf(report: ReportFacts, chain: Chain): ChangeRequest | undefined {
  const { clOrdID, origClOrdID, what } = report
  if (clOrdID === undefined || !ANSWERS.has(what)) return undefined
  const found = chain.requests.filter((one) => one.clOrdID === clOrdID)
  const open = found.find(isOpen)
  if (open !== undefined) return open
  // Behind a replace the order goes by its id, and what is told without OrigClOrdID answers nothing.
  const isPlain = what !== 'replaced' || origClOrdID === undefined || origClOrdID === clOrdID
  return chain.inForce === clOrdID && isPlain ? undefined : found.at(-1)
}

const ANSWERS: ReadonlySet<string> = new Set(['pendingCancel', 'pendingReplace', 'canceled', 'replaced', 'rejected'])

/** Notes the answer, and what is wrong with it. */
export function checkAnswer(report: ReportFacts, request: ChangeRequest, chain: Chain, notes: Notes): void {
  const { what, entry } = report
  if (request.isDuplicate || chain.isBehind) {
    if (what === 'canceled' || what === 'replaced') request.answer ??= entry.index
    return
  }
  const name = `the ${request.kind} ${request.clOrdID}`
  const note = (holds: boolean, expected: string, actual: string): void => {
    notes.check('INV-20', entry.index, { holds, expected, actual, tag: OrderTag.ExecType, has: report.execType })
  }
  if (what === 'rejected') {
    note(false, `${name} is refused by OrderCancelReject`, 'it is refused by an ExecutionReport')
    request.answer ??= entry.index
  } else if (what === 'pendingCancel' || what === 'pendingReplace') {
    request.told++
    note(request.told === 1, `${name} is told as pending once`, `it is told ${request.told} times`)
    note(
      isOpen(request),
      `nothing pending behind the answer to ${name}`,
      `${name} is told as pending behind its answer`,
    )
  } else if (what === 'canceled' || what === 'replaced') {
    note(isOpen(request), `one final answer to ${name}`, `a second one: the first is entry ${request.answer}`)
    request.answer ??= entry.index
  }
}

/** Notes an OrderCancelReject as the answer. */
export function checkReject(entry: ReportFacts['entry'], request: ChangeRequest, notes: Notes): void {
  notes.check('INV-20', entry.index, {
    holds: isOpen(request),
    expected: `one final answer to the ${request.kind} ${request.clOrdID}`,
    actual: `a second one: the first is entry ${request.answer}`,
    tag: OrderTag.ClOrdID,
    has: request.clOrdID,
  })
  request.answer ??= entry.index
}

/** At the end: requests without an answer, where scenario and session went on long enough for one. */
export function checkUnanswered(book: Book, entries: readonly Entry[], notes: Notes, ended: boolean): void {
  for (const request of book.requests()) {
    const isMissed = request.answer === undefined
    if (isMissed && (!ended || request.isLost || !livedBehind(request, entries))) continue
    notes.count('INV-20')
    if (!isMissed) continue
    notes.check('INV-20', request.entry, {
      holds: false,
      expected: `a final answer to the ${request.kind} ${request.clOrdID}`,
      actual: 'none came',
    })
  }
}

/** The target said something on the same connection when the time for an answer was over. */
function livedBehind({ entry, at, connection }: ChangeRequest, entries: readonly Entry[]): boolean {
  for (const one of entries.slice(entry + 1)) {
    if (one.connection !== connection) return false
    if (one.kind === 'event' && one.event === 'disconnect') return false
    if (one.kind === 'message' && one.direction === 'in' && one.at >= at + PATIENCE_MS) return true
  }
  return false
}
