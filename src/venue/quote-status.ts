/**
 * How a quote stands, told in the version's own way: QuoteStatusReport(AI), and before there was one
 * QuoteAcknowledgement(b). Answers QuoteStatusRequest(a).
 */
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { givenQuotesOf } from './given-quotes.ts'
import type { MemberQuotes } from './member-quotes.ts'
import { bodyOf, hasMessage, type Part } from './message-body.ts'
import { quotedSides } from './quote-request.ts'
import type { VenueSession } from './seam.ts'

/** QuoteStatus(297). */
export const QuoteStatus = {
  Accepted: 0,
  CanceledAll: 4,
  Rejected: 5,
  RemovedFromMarket: 6,
  Expired: 7,
  NotFound: 9,
  Active: 16,
  Canceled: 17,
} as const

/** QuoteRejectReason(300). */
export const QuoteRejectReason = {
  UnknownSymbol: 1,
  ExchangeClosed: 2,
  ExceedsLimit: 3,
  TooLate: 4,
  UnknownQuote: 5,
  NotAuthorized: 9,
} as const

const STATUS_REPORT = 'AI'
const ACKNOWLEDGEMENT = 'b'

/** What a status is called in a version that does not have it. */
const EARLIER: ReadonlyMap<number, { status: number; reason?: number }> = new Map([
  [QuoteStatus.RemovedFromMarket, { status: QuoteStatus.CanceledAll }],
  [QuoteStatus.Expired, { status: QuoteStatus.Rejected, reason: QuoteRejectReason.TooLate }],
  [QuoteStatus.NotFound, { status: QuoteStatus.Rejected, reason: QuoteRejectReason.UnknownQuote }],
  [QuoteStatus.Active, { status: QuoteStatus.Accepted }],
  [QuoteStatus.Canceled, { status: 1 }],
])

/** Sends how a quote stands. @param parts - what else is to be said; Symbol(55) belongs into it */
export function sendQuoteStatus(
  context: VenueContext,
  session: VenueSession,
  status: number,
  parts: readonly Part[],
): void {
  const msgType = hasMessage(session.dictionary, STATUS_REPORT) ? STATUS_REPORT : ACKNOWLEDGEMENT
  const known = session.dictionary.fieldByTag(DeskTag.QuoteStatus)?.values?.has(String(status)) !== false
  const said = known ? { status } : (EARLIER.get(status) ?? { status: QuoteStatus.Rejected })
  const reason: Part[] = said.reason === undefined ? [] : [[DeskTag.QuoteRejectReason, said.reason]]
  const time: Part = [DeskTag.TransactTime, formatUtcTimestamp(context.now)]
  const body = bodyOf(session.dictionary, msgType, [...parts, ...reason, time, [DeskTag.QuoteStatus, said.status]])
  context.send(session, msgType, body, { rule: 'R:RFQ' })
}

export function answerQuoteStatusRequest(
  context: VenueContext,
  message: Message,
  session: VenueSession,
  members: MemberQuotes,
): void {
  const quoteID = message.text(DeskTag.QuoteID)
  const symbol = message.text(DeskTag.Symbol)
  const own = members
    .of(session.id)
    .find((q) => (quoteID === undefined || q.quoteID === quoteID) && q.symbol === symbol)
  const given = quoteID === undefined ? undefined : givenQuotesOf(context).find(session.id, quoteID)
  const parts: Part[] = [
    [DeskTag.QuoteStatusReqID, message.text(DeskTag.QuoteStatusReqID)],
    [DeskTag.QuoteID, quoteID ?? own?.quoteID ?? 'NONE'],
    [DeskTag.Symbol, symbol],
  ]
  if (symbol !== undefined && !context.instruments.has(symbol)) {
    const text: Part = [DeskTag.Text, `unknown symbol ${symbol}`]
    const reason: Part = [DeskTag.QuoteRejectReason, QuoteRejectReason.UnknownSymbol]
    sendQuoteStatus(context, session, QuoteStatus.Rejected, [...parts, text, reason])
  } else if (own !== undefined) {
    sendQuoteStatus(context, session, QuoteStatus.Active, [...parts, ...quotedSides(members.remaining(own))])
  } else if (given !== undefined) {
    const standing = givenQuotesOf(context).standing(given)
    const status = { live: QuoteStatus.Active, expired: QuoteStatus.Expired, over: QuoteStatus.NotFound }[standing]
    const request: Part = [DeskTag.QuoteReqID, given.quoteReqID]
    sendQuoteStatus(context, session, status, [...parts, request, ...quotedSides(given)])
  } else {
    sendQuoteStatus(context, session, QuoteStatus.NotFound, [...parts, [DeskTag.Text, 'no such quote']])
  }
}
