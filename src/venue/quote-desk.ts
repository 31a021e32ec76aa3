/**
 * The desk for quotes, in both directions: it quotes on request and trades on what it quoted, and it holds the quotes
 * that members stream.
 *
 * By the operator (market event `feed`): `requote` gives a better quote for each one that stands in the symbol; `reset`
 * ends the market maker protection; `expire` ends the quotes that stand. A market event `trade` fills members' quotes.
 *
 * @see application cases §6.2
 */
import { parseDecimal } from '../codec/decimal.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import type { Desk, VenueContext } from './desk.ts'
import { givenQuotesOf } from './given-quotes.ts'
import { MakerProtection } from './maker-protection.ts'
import { answerMassQuote } from './mass-quote.ts'
import { MemberQuotes } from './member-quotes.ts'
import { hasMessage } from './message-body.ts'
import { answerQuoteCancel } from './quote-cancel.ts'
import { answerQuoteRequest, requote } from './quote-request.ts'
import { answerQuoteResponse } from './quote-response.ts'
import { answerQuoteStatusRequest } from './quote-status.ts'

export function quoteDesk(context: VenueContext): Desk {
  const members = new MemberQuotes(context)
  const protection = new MakerProtection(context, members)
  return {
    msgTypes: ['R', 'AJ', 'i', 'Z', 'a'],
    onMessage(message, session) {
      const { msgType } = message
      if (!hasMessage(session.dictionary, msgType)) {
        const text = `${msgType} is not supported in ${session.version.id}`
        context.businessReject(session, message, BusinessRejectReason.UnsupportedMessageType, text)
      } else if (msgType === 'R') answerQuoteRequest(context, message, session)
      else if (msgType === 'AJ') answerQuoteResponse(context, message, session)
      else if (msgType === 'i') answerMassQuote(context, message, session, members, protection)
      else if (msgType === 'a') answerQuoteStatusRequest(context, message, session, members)
      else if (answerQuoteCancel(context, message, session, members)) protection.reset(session.id)
    },
    onMarket(event) {
      if (event.name === 'trade') {
        const px = parseDecimal(event.px)
        if (px === undefined) return
        members.trade(event.symbol, px, parseDecimal(event.qty), (session) => protection.onFill(session, event.symbol))
      } else if (event.name === 'feed') {
        const live = givenQuotesOf(context).live(event.symbol)
        if (event.script === 'requote') for (const quote of live) requote(context, quote)
        else if (event.script === 'expire') for (const quote of live) quote.over = true
        else if (event.script === 'reset') protection.reset()
      }
    },
    onSessionDown(session) {
      // Nobody is there to pull them: a maker's quotes leave the market with its session.
      for (const quote of members.of(session.id)) members.withdraw(quote)
    },
  }
}
