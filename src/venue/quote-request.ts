/** QuoteRequest(R): a Quote(S) for each instrument, or a refusal of the whole request. Also the venue's own requote. */
import {
  add,
  compare,
  type Decimal,
  decimal,
  formatDecimal,
  parseDecimal,
  subtract,
  trimDecimal,
} from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { type GivenQuote, givenQuotesOf, type QuoteSide, twoWay } from './given-quotes.ts'
import { groupEntries } from './group-entries.ts'
import { bodyOf, hasMessage, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'

/** Instruments in one request. */
const MOST_SYMBOLS = 20
const QUOTE = 'S'
const QUOTE_REQUEST_REJECT = 'AG'
const QUOTE_ACKNOWLEDGEMENT = 'b'
const REJECTED = 5
const TRADEABLE = 1
/** SymbolRow.feed of an instrument in which requests are refused. */
const REFUSES = 'RFQX'

/** QuoteRequestRejectReason(658); up to 4 the numbers are those of QuoteRejectReason(300). */
const Reason = { UnknownSymbol: 1, ExchangeClosed: 2, ExceedsLimit: 3, Pass: 10 } as const
const LAST_SHARED_REASON = 4

interface Wanted {
  readonly symbol: string
  readonly side: string | undefined
  readonly qty: Decimal | undefined
}

export function answerQuoteRequest(context: VenueContext, message: Message, session: VenueSession): void {
  const wanted = groupEntries(message, session.dictionary, DeskTag.NoRelatedSym).map(
    (entry): Wanted => ({
      symbol: entry.text(DeskTag.Symbol) ?? '',
      side: entry.text(DeskTag.Side),
      qty: parseDecimal(entry.text(DeskTag.OrderQty)),
    }),
  )
  const quoteReqID = message.text(DeskTag.QuoteReqID) ?? ''
  const refusals = wanted.map((each) => refusalOf(context, each, wanted.length))
  const at = refusals.findIndex((refusal) => refusal !== undefined)
  const refusal = refusals[at]
  if (refusal !== undefined) {
    refuse(context, session, quoteReqID, refusal, wanted.slice(at, at + 1))
    return
  }
  for (const { symbol, side, qty } of wanted) {
    const instrument = context.instruments.get(symbol)
    if (instrument === undefined) continue
    const { bid, offer } = twoWay(instrument, qty)
    // Who says which side is wanted gets the price for that side only.
    const sides = { bid: side === '1' ? undefined : bid, offer: side === '2' ? undefined : offer }
    sendQuote(context, session, givenQuotesOf(context).give({ quoteReqID, session: session.id, symbol, ...sides }))
  }
}

interface QuoteRefusal {
  readonly reason: number
  readonly text: string
}

function refusalOf(context: VenueContext, { symbol, qty }: Wanted, count: number): QuoteRefusal | undefined {
  const instrument = context.instruments.get(symbol)
  if (count > MOST_SYMBOLS)
    return { reason: Reason.ExceedsLimit, text: `at most ${MOST_SYMBOLS} instruments in one request` }
  if (instrument === undefined) return { reason: Reason.UnknownSymbol, text: `unknown symbol ${symbol}` }
  if (instrument.row.feed === REFUSES) return { reason: Reason.Pass, text: `no quotes in ${symbol}: pass` }
  if (instrument.phase !== 'open') return { reason: Reason.ExchangeClosed, text: `${symbol} is not open` }
  const most = parseDecimal(instrument.row.maxQty)
  if (qty !== undefined && most !== undefined && compare(qty, most) > 0)
    return { reason: Reason.ExceedsLimit, text: `at most ${instrument.row.maxQty} in ${symbol}` }
  return undefined
}

function refuse(
  context: VenueContext,
  session: VenueSession,
  quoteReqID: string,
  { reason, text }: QuoteRefusal,
  refused: readonly Wanted[],
): void {
  const own = hasMessage(session.dictionary, QUOTE_REQUEST_REJECT)
  const msgType = own ? QUOTE_REQUEST_REJECT : QUOTE_ACKNOWLEDGEMENT
  const parts: Part[] = [
    [DeskTag.QuoteReqID, quoteReqID],
    [DeskTag.QuoteRequestRejectReason, reason],
    [DeskTag.NoRelatedSym, refused.map(({ symbol }): Part[] => [[DeskTag.Symbol, symbol]])],
    [DeskTag.Text, text],
  ]
  if (!own) {
    parts.push(
      [DeskTag.QuoteID, 'NONE'],
      [DeskTag.QuoteStatus, REJECTED],
      [DeskTag.QuoteRejectReason, reason <= LAST_SHARED_REASON ? reason : undefined],
    )
  }
  context.send(session, msgType, bodyOf(session.dictionary, msgType, parts), { rule: 'R:RFQ' })
}

function sendQuote(context: VenueContext, session: VenueSession, quote: GivenQuote, more: readonly Part[] = []): void {
  const parts: Part[] = [
    [DeskTag.QuoteReqID, quote.quoteReqID],
    [DeskTag.QuoteID, quote.quoteID],
    [DeskTag.QuoteType, TRADEABLE],
    [DeskTag.Symbol, quote.symbol],
    ...quotedSides(quote),
    [DeskTag.ValidUntilTime, formatUtcTimestamp(quote.validUntil)],
    [DeskTag.TransactTime, formatUtcTimestamp(context.now)],
    ...more,
  ]
  context.send(session, QUOTE, bodyOf(session.dictionary, QUOTE, parts), { rule: 'R:RFQ' })
}

/** Prices and sizes of both sides, as Quote(S) and QuoteStatusReport(AI) carry them. */
export function quotedSides(quote: {
  readonly bid: QuoteSide | undefined
  readonly offer: QuoteSide | undefined
}): Part[] {
  const text = (value: Decimal | undefined) => (value === undefined ? undefined : formatDecimal(trimDecimal(value)))
  return [
    [DeskTag.BidPx, text(quote.bid?.px)],
    [DeskTag.OfferPx, text(quote.offer?.px)],
    [DeskTag.BidSize, text(quote.bid?.qty)],
    [DeskTag.OfferSize, text(quote.offer?.qty)],
  ]
}

/** A better quote for the same request, a tick closer on each side; the old one is over. */
export function requote(context: VenueContext, old: GivenQuote, respID?: string): void {
  const session = context.sessions.get(old.session)
  const instrument = context.instruments.get(old.symbol)
  if (session === undefined || instrument === undefined) return
  const { quoteReqID, symbol } = old
  const sides = closer(old, instrument)
  const quote = givenQuotesOf(context).give({ quoteReqID, session: session.id, symbol, ...sides })
  sendQuote(context, session, quote, [[DeskTag.QuoteRespID, respID]])
}

function closer({ bid, offer }: GivenQuote, { row }: Instrument): Pick<GivenQuote, 'bid' | 'offer'> {
  const tick = decimal(row.tick)
  const better = {
    bid: bid && { ...bid, px: add(bid.px, tick) },
    offer: offer && { ...offer, px: subtract(offer.px, tick) },
  }
  const crossed = better.bid && better.offer && compare(better.bid.px, better.offer.px) >= 0
  return crossed ? { bid, offer } : better
}
