/** QuoteCancel(Z): a member takes its quotes out of the market. */
import type { Message } from '../codec/message.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { givenQuotesOf } from './given-quotes.ts'
import { groupEntries } from './group-entries.ts'
import { NO_SYMBOL } from './mass-status.ts'
import type { MemberQuote, MemberQuotes } from './member-quotes.ts'
import type { Part } from './message-body.ts'
import { QuoteRejectReason, QuoteStatus, sendQuoteStatus } from './quote-status.ts'
import type { VenueSession } from './seam.ts'

/** QuoteCancelType(298). The first four are QuoteStatus(297) of the answer, too. */
const Type = { Instruments: '1', SecurityType: '2', Underlying: '3', All: '4', OneQuote: '5' } as const
const NO_ACKNOWLEDGEMENT = '0'
const ONLY_ERRORS = '1'

/** @returns true when all quotes of the session were cancelled, which resets the market maker protection */
export function answerQuoteCancel(
  context: VenueContext,
  message: Message,
  session: VenueSession,
  quotes: MemberQuotes,
): boolean {
  const type = message.text(DeskTag.QuoteCancelType) ?? ''
  const quoteID = message.text(DeskTag.QuoteID)
  const entries = groupEntries(message, session.dictionary, DeskTag.NoQuoteEntries)
  const symbols = new Set(entries.map((entry) => entry.text(DeskTag.Symbol) ?? ''))
  const level = message.text(DeskTag.QuoteResponseLevel)
  const answer = (status: number, isError: boolean, more: readonly Part[] = []) => {
    if (level === NO_ACKNOWLEDGEMENT || (level === ONLY_ERRORS && !isError)) return
    const [symbol] = symbols
    const echoed: Part[] = [
      [DeskTag.QuoteReqID, message.text(DeskTag.QuoteReqID)],
      [DeskTag.QuoteID, quoteID ?? 'NONE'],
      [DeskTag.QuoteResponseLevel, level],
      [DeskTag.QuoteCancelType, type],
      [DeskTag.Symbol, symbol ?? NO_SYMBOL],
    ]
    sendQuoteStatus(context, session, status, [...echoed, ...more])
  }
  const own = quotes.of(session.id)
  const cancel = (chosen: readonly MemberQuote[]) => {
    for (const quote of chosen) quotes.withdraw(quote)
  }
  if (type === Type.All) {
    cancel(own)
    answer(QuoteStatus.CanceledAll, false)
    return true
  }
  if (type === Type.SecurityType || type === Type.Underlying) {
    const text: Part = [DeskTag.Text, 'quotes are cancelled by 298=1 (instruments), 4 (all), FIX.5.0: 5 (one quote)']
    answer(QuoteStatus.Rejected, true, [text])
    return false
  }
  const one = type === Type.OneQuote
  const chosen = own.filter((quote) => (one ? quote.quoteID === quoteID : symbols.has(quote.symbol)))
  const unknown = [...symbols].find((symbol) => !context.instruments.has(symbol))
  if (unknown !== undefined && !one) {
    answer(QuoteStatus.Rejected, true, [
      [DeskTag.QuoteRejectReason, QuoteRejectReason.UnknownSymbol],
      [DeskTag.Text, `unknown symbol ${unknown}`],
    ])
  } else if (chosen.length === 0 || !isKnown(context, session, own, quoteID)) {
    answer(QuoteStatus.NotFound, true, [[DeskTag.Text, 'no such quote in the market']])
  } else {
    cancel(chosen)
    answer(one ? QuoteStatus.Canceled : Number(type), false)
  }
  return false
}

/** A QuoteID that names nothing of ours is a mistake, even where the instruments decide. Absent or `0`: any. */
function isKnown(
  context: VenueContext,
  session: VenueSession,
  own: readonly MemberQuote[],
  quoteID: string | undefined,
): boolean {
  if (quoteID === undefined || quoteID === '0' || quoteID === '*') return true
  return (
    own.some((quote) => quote.quoteID === quoteID) || givenQuotesOf(context).find(session.id, quoteID) !== undefined
  )
}
