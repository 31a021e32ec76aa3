/** INV-11, INV-12 and the venue's half of INV-16: each id stands for what it stood for before. */
import { Tag } from '../../fix/tags.ts'
import type { Book } from './book.ts'
import { type Chain, type ChangeRequest, isOpen } from './chain.ts'
import type { Check, Notes } from './notes.ts'
import { OrderTag } from './order-tags.ts'
import type { ReportFacts } from './report-facts.ts'
import type { Toleration } from './tolerated.ts'

const DAY_MS = 86_400_000

/** ExecIDs of a session, with what each of them told. */
export class ExecIDs {
  readonly #seen = new Map<
    string,
    { readonly entry: number; readonly at: number; readonly told: string; readonly orderID: string }
  >()

  /** Forgets the oldest; a second use of those is not found any more. @returns the number forgotten */
  forget(most: number): number {
    const surplus = this.#seen.size - most
    if (surplus <= 0) return 0
    let left = surplus
    for (const execID of this.#seen.keys()) {
      if (left-- <= 0) break
      this.#seen.delete(execID)
    }
    return surplus
  }

  /** @returns false when the report tells nothing that is new: it was told before, word for word */
  check(report: ReportFacts, notes: Notes): boolean {
    const { execID, entry, possResend, orderID = '' } = report
    if (execID === '' || report.what === 'status') return true
    const told = toldBy(report)
    const seen = this.#seen.get(execID)
    const isOtherDay = seen !== undefined && dayOf(seen.at) !== dayOf(entry.at) && seen.orderID !== orderID
    if (seen === undefined || isOtherDay) {
      notes.check('INV-11', entry.index, { holds: true, expected: '', actual: '' })
      this.#seen.set(execID, { entry: entry.index, at: entry.at, told, orderID })
      return true
    }
    const same = seen.told === told
    notes.check('INV-11', entry.index, {
      holds: possResend && same,
      expected: 'ExecID is new, or the report says by PossResend that it was sent before',
      actual: `ExecID ${execID} stands in entry ${seen.entry} too, with ${same ? 'the same' : 'other'} content`,
      tag: OrderTag.ExecID,
      has: execID,
    })
    return !same
  }
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS)
}

/** What may not differ when a report is sent again. */
function toldBy({ message, execType }: ReportFacts): string {
  const tags = [OrderTag.OrderID, OrderTag.LastQty, OrderTag.LastPx, OrderTag.Side, OrderTag.ExecRefID]
  return [execType, ...tags.map((tag) => message.text(tag) ?? '')].join(' ')
}

/** INV-12. */
export function checkOrderID(
  report: ReportFacts,
  chain: Chain,
  book: Book,
  notes: Notes,
  tolerates: ReadonlySet<Toleration>,
): void {
  const { orderID, entry, what } = report
  // What is rejected at once may carry a number that was made for that alone.
  if (orderID === undefined || (what === 'rejected' && chain.orderID === undefined)) return
  const mayChange = chain.isBehind || (what === 'replaced' && tolerates.has('newOrderIDOnReplace'))
  notes.check('INV-12', entry.index, {
    holds: chain.orderID === undefined || chain.orderID === orderID || mayChange,
    expected: `OrderID stays ${chain.orderID}`,
    actual: `OrderID is ${orderID}`,
    tag: OrderTag.OrderID,
    value: chain.orderID ?? null,
    has: orderID,
  })
  const owner = book.byOrderID.get(orderID)
  notes.check('INV-12', entry.index, {
    holds: owner === undefined || owner === chain || owner.isCross || chain.isCross || chain.isBehind,
    expected: 'OrderID belongs to this order alone',
    actual: `OrderID ${orderID} belongs to the order ${owner?.inForce ?? ''} too`,
    tag: OrderTag.OrderID,
    has: orderID,
  })
  book.byOrderID.set(orderID, chain)
}

/** INV-16 of a report. @param request - that it answers or tells as pending */
export function checkClOrdID(
  report: ReportFacts,
  chain: Chain,
  request: ChangeRequest | undefined,
  book: Book,
  notes: Notes,
): void {
  const { clOrdID, origClOrdID, what, entry } = report
  if (!chain.isOurs || chain.isBehind || what === 'status' || chain.inForce === undefined) return
  const note = (check: Omit<Check, 'expected' | 'actual'> & { expected: string }): boolean =>
    notes.check('INV-16', entry.index, { ...check, actual: idsOf(report) })
  if (clOrdID === undefined) {
    note({ holds: false, expected: 'ClOrdID of the order', tag: OrderTag.ClOrdID, has: null, level: 'should' })
    return
  }
  if (request !== undefined) {
    const isNamed = origClOrdID === chain.inForce || (origClOrdID === undefined && request.origClOrdID === undefined)
    note({
      holds: isNamed || request.isDuplicate || !ANSWERS.has(what),
      expected: `OrigClOrdID is ${chain.inForce}, the id in force`,
      tag: OrderTag.OrigClOrdID,
      value: chain.inForce,
      has: origClOrdID ?? null,
    })
    return
  }
  const late = chain.cancelledBy === undefined ? [] : [chain.cancelledBy]
  const allowed = [chain.inForce, ...late]
  const isMass = book.isMass(clOrdID)
  note({
    holds: allowed.includes(clOrdID) || isMass,
    expected: `ClOrdID is ${allowed.join(' or ')}, ${whichOf(chain, clOrdID)}`,
    tag: OrderTag.ClOrdID,
    value: chain.inForce,
    has: clOrdID,
    level: what === 'bust' || what === 'correct' ? 'should' : 'must',
  })
  note({
    holds: origClOrdID === undefined || origClOrdID === clOrdID || isMass || late.length > 0,
    expected: 'no OrigClOrdID, for it answers no request',
    tag: OrderTag.OrigClOrdID,
    value: null,
    has: origClOrdID ?? null,
    level: 'should',
  })
}

const ANSWERS: ReadonlySet<string> = new Set(['pendingCancel', 'pendingReplace', 'canceled', 'replaced'])

function whichOf({ requests }: Chain, clOrdID: string): string {
  const request = requests.find((one) => one.clOrdID === clOrdID)
  if (request === undefined) return 'the id in force'
  if (isOpen(request)) return `the id in force: the ${request.kind} ${clOrdID} has not taken effect`
  return `the id in force, and not that of the ${request.kind} ${clOrdID}`
}

function idsOf({ clOrdID, origClOrdID }: Pick<ReportFacts, 'clOrdID' | 'origClOrdID'>): string {
  const orig = origClOrdID === undefined ? 'no OrigClOrdID' : `OrigClOrdID ${origClOrdID}`
  return `ClOrdID is ${clOrdID ?? 'not there'}, with ${orig}`
}

/** INV-16 of an OrderCancelReject: 41 is what was last accepted, or the unknown id as it came. */
export function checkRejectIDs(
  entry: ReportFacts['entry'],
  chain: Chain | undefined,
  request: ChangeRequest,
  notes: Notes,
): void {
  const { message, index } = entry
  const origClOrdID = message.text(OrderTag.OrigClOrdID)
  if (origClOrdID === undefined || message.boolean(Tag.PossResend) === true) return
  const isUnknown = message.text(OrderTag.CxlRejReason) === '1'
  const asReceived = request.origClOrdID
  const wasInForce = asReceived !== undefined && chain?.inForceOnce.has(asReceived) === true
  const allowed = new Set([
    ...(chain === undefined || chain.inForce === undefined ? [] : [chain.inForce]),
    ...(asReceived !== undefined && (chain === undefined || isUnknown || wasInForce) ? [asReceived] : []),
  ])
  if (allowed.size === 0 || chain?.isBehind === true || request.isDuplicate) return
  const wanted = [...allowed].join(' or ')
  notes.check('INV-16', index, {
    holds: allowed.has(origClOrdID),
    expected: `OrigClOrdID is ${wanted}, which was accepted last`,
    actual: `OrigClOrdID is ${origClOrdID}`,
    tag: OrderTag.OrigClOrdID,
    value: wanted,
    has: origClOrdID,
  })
}
