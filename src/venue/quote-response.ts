/** QuoteResponse(AJ), FIX.4.4 and later: a quote is traded on, countered, or passed. */
import { parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { type GivenQuote, givenQuotesOf } from './given-quotes.ts'
import { requote } from './quote-request.ts'
import { QuoteStatus, sendQuoteStatus } from './quote-status.ts'
import type { VenueSession } from './seam.ts'

/** QuoteRespType(694). */
const Response = { Hit: '1', Counter: '2' } as const
/** Expired, cover, done away, pass; timed out, tied, tied cover: the quote is over, and no answer is due. */
const ENDS: ReadonlySet<string> = new Set(['3', '4', '5', '6', '8', '9', '10'])
const PREVIOUSLY_QUOTED = 'D'

export function answerQuoteResponse(context: VenueContext, message: Message, session: VenueSession): void {
  const quotes = givenQuotesOf(context)
  const quoteID = message.text(DeskTag.QuoteID) ?? ''
  const quote = quotes.find(session.id, quoteID)
  if (quote === undefined) {
    context.businessReject(session, message, BusinessRejectReason.UnknownID, `no quote ${quoteID} was given`, quoteID)
    return
  }
  const type = message.text(DeskTag.QuoteRespType) ?? ''
  if (ENDS.has(type)) {
    quote.over = true
    return
  }
  if (type === Response.Hit) return hit(context, message, session, quote)
  const standing = quotes.standing(quote)
  if (type === Response.Counter && standing === 'live') {
    requote(context, quote, message.text(DeskTag.QuoteRespID))
    return
  }
  const status = type !== Response.Counter ? QuoteStatus.Rejected : statusOf(standing)
  refuse(
    context,
    message,
    session,
    quote,
    status,
    type === Response.Counter ? 'the quote does not stand' : 'not supported',
  )
}

function hit(context: VenueContext, message: Message, session: VenueSession, quote: GivenQuote): void {
  const quotes = givenQuotesOf(context)
  const respID = message.text(DeskTag.QuoteRespID) ?? ''
  // ClOrdID(11) is optional in a QuoteResponse; its own id serves where there is none.
  const clOrdID = message.text(DeskTag.ClOrdID) ?? respID
  const outcome = quotes.hit(quote, {
    symbol: message.text(DeskTag.Symbol),
    side: message.text(DeskTag.Side),
    qty: parseDecimal(message.text(DeskTag.OrderQty)),
    px: parseDecimal(message.text(DeskTag.Price)),
  })
  if (outcome.kind === 'refused') {
    refuse(context, message, session, quote, statusOf(outcome.standing), outcome.text)
    return
  }
  if (context.orders.find(session.id, clOrdID) !== undefined) {
    refuse(context, message, session, quote, QuoteStatus.Rejected, `ClOrdID(11) ${clOrdID} was used before`)
    return
  }
  quote.over = true
  const order = context.orders.take(session, {
    clOrdID,
    account: message.text(DeskTag.Account),
    symbol: quote.symbol,
    side: outcome.side,
    qty: outcome.qty,
    px: outcome.px,
    ordType: PREVIOUSLY_QUOTED,
    echoed: [[DeskTag.QuoteRespID, respID]],
  })
  context.orders.fill(order, outcome.qty, outcome.px)
}

function statusOf(standing: 'live' | 'expired' | 'over'): number {
  if (standing === 'expired') return QuoteStatus.Expired
  return standing === 'over' ? QuoteStatus.NotFound : QuoteStatus.Rejected
}

function refuse(
  context: VenueContext,
  message: Message,
  session: VenueSession,
  quote: GivenQuote,
  status: number,
  text: string,
): void {
  sendQuoteStatus(context, session, status, [
    [DeskTag.QuoteReqID, quote.quoteReqID],
    [DeskTag.QuoteID, quote.quoteID],
    [DeskTag.QuoteRespID, message.text(DeskTag.QuoteRespID)],
    [DeskTag.Symbol, quote.symbol],
    [DeskTag.Text, text],
  ])
}
