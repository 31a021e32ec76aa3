/** What a venue sends, report by report: each is held against what is known of its order, and then known itself. */
import { isPositive, isZero } from '../../codec/decimal.ts'
import { Tag } from '../../fix/tags.ts'
import type { Entry, MessageEntry } from '../../journal/journal.ts'
import { Book } from './book.ts'
import { type Chain, type ChangeRequest, toldRequests } from './chain.ts'
import { checkClOrdID, checkOrderID, checkRejectIDs, ExecIDs } from './identifiers.ts'
import type { Notes } from './notes.ts'
import { OrderTag } from './order-tags.ts'
import { checkParts, checkQuantities } from './quantities.ts'
import { idOf, orderIdOf, type ReportFacts, reportFacts } from './report-facts.ts'
import { checkAnswer, checkReject, checkUnanswered, requestOf } from './request-answers.ts'
import { checkTerms, termsAfter } from './terms-in-force.ts'
import type { Toleration } from './tolerated.ts'
import { checkTrades } from './trades.ts'
import { checkTransactTime } from './transact-time.ts'
import { checkEnd, checkTransition } from './transitions.ts'

/** Of a spread: reports of its legs have quantities of their own. */
const LEG = '2'

export class VenueFold {
  readonly #book = new Book()
  readonly #execIDs = new ExecIDs()
  readonly #notes: Notes
  readonly #tolerates: ReadonlySet<Toleration>

  constructor(notes: Notes, tolerates: ReadonlySet<Toleration>) {
    this.#notes = notes
    this.#tolerates = tolerates
  }

  sent(entry: MessageEntry): void {
    this.#book.sent(entry)
  }

  /** Forgets what is over, beyond so many orders and four times as many ExecIDs. @returns the numbers forgotten */
  forget(most: number): { readonly orders: number; readonly execIDs: number } {
    return { orders: this.#book.forget(most), execIDs: this.#execIDs.forget(4 * most) }
  }

  fallBehind(): void {
    this.#book.fallBehind()
  }

  report(entry: MessageEntry): void {
    const report = reportFacts(entry)
    const isNews = this.#execIDs.check(report, this.#notes)
    if (!isNews || entry.message.text(OrderTag.MultiLegReportingType) === LEG) return
    // The status of an order that nobody sent begins none.
    if (report.what === 'status' && !this.#book.isAbout(report))
      return void checkTransactTime(report, undefined, this.#notes)
    const chain = this.#book.chainOf(report)
    // A venue may not find an order under an id that was replaced: that is what it says, and no news of the order.
    if (report.what === 'status' && report.status === '8' && chain.status !== '8') return
    this.#book.answerStray(report)
    const request = requestOf(report, chain)
    if (report.what === 'rejected' && this.#isForAnother(report, chain, request)) return
    this.#check(report, chain, request)
    this.#apply(report, chain, request)
  }

  /** A reject that leaves the order as it is: of a duplicate of its id, or of a request, which is refused otherwise. */
  #isForAnother(report: ReportFacts, chain: Chain, request: ChangeRequest | undefined): boolean {
    if (request !== undefined) {
      checkAnswer(report, request, chain, this.#notes)
      return true
    }
    const duplicate = chain.duplicates.findIndex(({ clOrdID }) => clOrdID === report.clOrdID)
    if (duplicate < 0 && report.status === '8') return false
    if (duplicate >= 0) chain.duplicates.splice(duplicate, 1)
    checkTransactTime(report, undefined, this.#notes)
    if (report.status !== '8') checkQuantities(report, chain, this.#notes, this.#tolerates)
    return true
  }

  #check(report: ReportFacts, chain: Chain, request: ChangeRequest | undefined): void {
    const notes = this.#notes
    const tolerates = this.#tolerates
    checkQuantities(report, chain, notes, tolerates)
    checkOrderID(report, chain, this.#book, notes, tolerates)
    checkClOrdID(report, chain, request, this.#book, notes)
    checkTerms(report, chain, request, notes)
    checkTransition(report, chain, request, notes, tolerates)
    checkEnd(report, chain, notes)
    if (report.what === 'new' || report.what === 'replaced') checkParts(report.entry, 'should', notes)
    // These two bring the order up to date as well.
    checkTrades(report, chain, notes, tolerates)
    if (request !== undefined) checkAnswer(report, request, chain, notes)
  }

  #apply(report: ReportFacts, chain: Chain, request: ChangeRequest | undefined): void {
    chain.transactTime = checkTransactTime(report, chain, this.#notes) ?? chain.transactTime
    chain.terms = termsAfter(report, chain, request)
    this.#book.inForce(chain, inForceAfter(report, chain, request))
    if (report.what !== 'status' || chain.isBehind) {
      chain.status = report.status
      chain.ended = endAfter(report, chain)
      if (report.what === 'canceled' && request !== undefined) chain.cancelledBy = request.clOrdID
      const isOver = report.leavesQty !== undefined && isZero(report.leavesQty)
      chain.isDoneForDay = report.what === 'doneForDay' ? isOver : chain.isDoneForDay && isOver
    }
    chain.cumQty = report.cumQty ?? chain.cumQty
    chain.orderID = report.orderID ?? chain.orderID
    chain.isBehind = false
  }

  /** OrderCancelReject. */
  refused(entry: MessageEntry): void {
    const { message } = entry
    if (message.boolean(Tag.PossResend) === true) return
    const found = this.#book.requestOf(idOf(message, OrderTag.ClOrdID))
    if (found === undefined) return this.#refusedUnderOther(entry)
    const { chain, request } = found
    checkRejectIDs(entry, chain, request, this.#notes)
    if (chain?.isBehind === true) request.answer ??= entry.index
    else checkReject(entry, request, this.#notes)
    if (chain === undefined) return
    this.#checkRefusedOrderID(entry, chain, request)
    this.#checkStatusBehind(entry, chain)
    const status = message.text(OrderTag.OrdStatus)
    if (chain.status !== undefined && status !== undefined && status !== '8') chain.status = status
  }

  /** The id of the order, where that of the request belongs. */
  #refusedUnderOther(entry: MessageEntry): void {
    const clOrdID = idOf(entry.message, OrderTag.ClOrdID)
    const request = this.#book.openRequestOf(clOrdID)
    if (request === undefined) return
    this.#notes.check('INV-16', entry.index, {
      holds: false,
      expected: `ClOrdID is ${request.clOrdID}, that of the ${request.kind}`,
      actual: `ClOrdID is ${clOrdID}, that of the order`,
      tag: OrderTag.ClOrdID,
      value: request.clOrdID,
      has: clOrdID ?? null,
    })
    request.answer ??= entry.index
  }

  #checkRefusedOrderID(entry: MessageEntry, chain: Chain, request: ChangeRequest): void {
    const orderID = orderIdOf(entry.message)
    if (orderID === undefined || chain.orderID === undefined || request.namesOrderID || chain.isBehind) return
    this.#notes.check('INV-12', entry.index, {
      holds: orderID === chain.orderID,
      expected: `OrderID stays ${chain.orderID}`,
      actual: `OrderID is ${orderID}`,
      tag: OrderTag.OrderID,
      value: chain.orderID,
      has: orderID,
    })
  }

  /** INV-18: the status of a refusal is that behind it. */
  #checkStatusBehind({ message, index }: MessageEntry, chain: Chain): void {
    const status = message.text(OrderTag.OrdStatus) ?? ''
    if (chain.status === undefined || chain.isBehind) return
    const isPending = toldRequests(chain).length > 0
    const isUnknown = message.text(OrderTag.CxlRejReason) === '1'
    const pends = (status === '6' || status === 'E') && !isPending
    const dies = status === '8' && !isUnknown && chain.status !== '8'
    this.#notes.check('INV-18', index, {
      holds: !pends && !dies,
      expected: 'the OrdStatus that the order has behind the refusal',
      actual: pends
        ? `OrdStatus is ${status}, and nothing pends any more`
        : 'OrdStatus is Rejected, and the order lives',
      tag: OrderTag.OrdStatus,
      has: status,
      level: 'should',
    })
  }

  /** Reject and BusinessMessageReject answer a request too. */
  rejected({ message, index }: MessageEntry): void {
    const request =
      this.#book.requestOf(idOf(message, Tag.BusinessRejectRefID))?.request ??
      this.#book.requestAt(message.int(Tag.RefSeqNum) ?? -1)
    if (request !== undefined) request.answer ??= index
  }

  end(entries: readonly Entry[], ended: boolean): void {
    for (const { isOurs, status } of this.#book.chains)
      if (isOurs && status !== undefined && status !== '8') this.#notes.count('INV-19')
    checkUnanswered(this.#book, entries, this.#notes, ended)
  }
}

/** The ClOrdID that the order goes by behind the report. */
function inForceAfter(
  { what, clOrdID }: ReportFacts,
  chain: Chain,
  request: ChangeRequest | undefined,
): string | undefined {
  if (what === 'replaced' && request !== undefined) return request.clOrdID
  const isPlain = what !== 'pendingCancel' && what !== 'pendingReplace' && what !== 'canceled'
  return (chain.isBehind || !chain.isOurs) && isPlain ? (clOrdID ?? chain.inForce) : chain.inForce
}

/** How the order has ended, if it has. */
function endAfter({ what, status, leavesQty, cumQty, orderQty }: ReportFacts, chain: Chain): string | undefined {
  if (what === 'canceled') return '4'
  if (what === 'expired') return 'C'
  if (what === 'rejected') return '8'
  if (status === '4' || status === 'C' || status === '2') return status
  const works = leavesQty !== undefined && isPositive(leavesQty)
  if (what === 'trade') {
    const isFull = !works && orderQty !== undefined && cumQty !== undefined && isPositive(cumQty)
    return isFull && status !== '3' ? '2' : chain.ended
  }
  const reopens = what === 'bust' || what === 'correct' || what === 'replaced' || what === 'restated'
  return reopens && works ? undefined : chain.ended
}
