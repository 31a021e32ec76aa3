/** The quotes that members stream into the market by MassQuote(i): what stands, and how it trades. */
import { compare, type Decimal, isPositive, min, subtract } from '../codec/decimal.ts'
import type { VenueContext } from './desk.ts'
import type { QuoteSide } from './given-quotes.ts'
import type { Order } from './order.ts'
import type { VenueSession } from './seam.ts'

/** One side of a quote in the market. */
export interface LiveSide extends QuoteSide {
  /** The order that its fills are reported by, from the first of them on. */
  order?: Order | undefined
}

export interface MemberQuote {
  readonly session: string
  readonly quoteSetID: string
  readonly quoteEntryID: string
  readonly symbol: string
  /** QuoteID(117) of the message that brought it. */
  readonly quoteID: string
  readonly bid: LiveSide | undefined
  readonly offer: LiveSide | undefined
}

/** Quotes that one session may have in the market. */
export const MOST_QUOTES = 2_000
const PREVIOUSLY_QUOTED = 'D'
const BUY = '1'
const SELL = '2'

export class MemberQuotes {
  readonly #context: VenueContext
  readonly #bySession = new Map<string, Map<string, MemberQuote>>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  /** Oldest first. */
  of(session: string): MemberQuote[] {
    return [...(this.#bySession.get(session)?.values() ?? [])]
  }

  count(session: string): number {
    return this.#bySession.get(session)?.size ?? 0
  }

  find(session: string, quoteSetID: string, quoteEntryID: string): MemberQuote | undefined {
    return this.#bySession.get(session)?.get(keyOf(quoteSetID, quoteEntryID))
  }

  /** Takes the place of the quote with the same ids. One without any side only takes the old one away. */
  put(quote: MemberQuote): void {
    const old = this.find(quote.session, quote.quoteSetID, quote.quoteEntryID)
    if (old !== undefined) this.withdraw(old)
    if (quote.bid === undefined && quote.offer === undefined) return
    let quotes = this.#bySession.get(quote.session)
    if (quotes === undefined) {
      quotes = new Map()
      this.#bySession.set(quote.session, quotes)
    }
    quotes.set(keyOf(quote.quoteSetID, quote.quoteEntryID), quote)
  }

  /** Out of the market, without a report. */
  withdraw(quote: MemberQuote): void {
    this.#bySession.get(quote.session)?.delete(keyOf(quote.quoteSetID, quote.quoteEntryID))
    for (const side of [quote.bid, quote.offer]) {
      if (side?.order?.open === true) this.#context.orders.cancel(side.order, 'none', { quiet: true })
    }
  }

  /** What of the quote is still in the market. */
  remaining({ bid, offer }: MemberQuote): { bid: QuoteSide | undefined; offer: QuoteSide | undefined } {
    return { bid: this.#remaining(bid), offer: this.#remaining(offer) }
  }

  #remaining(side: LiveSide | undefined): QuoteSide | undefined {
    if (side === undefined) return undefined
    const { order, px } = side
    if (order === undefined) return side
    // Filled, or cancelled by something else, such as a mass cancel: the side is gone.
    return order.open ? { px, qty: this.#context.orders.leavesQty(order) } : undefined
  }

  /**
   * Somebody trades at this price: bids at or above it and offers at or below it are filled at their own prices, the best
   * first, as far as the quantity goes.
   *
   * @param qty - undefined: everything that the price reaches
   * @param onFill - after each fill; false: this session's quotes trade no more
   */
  trade(symbol: string, px: Decimal, qty: Decimal | undefined, onFill: (session: VenueSession) => void): void {
    let left = qty
    for (const { quote, isBid } of this.#reached(symbol, px)) {
      if (left !== undefined && !isPositive(left)) return
      const session = this.#context.sessions.get(quote.session)
      const side = isBid ? quote.bid : quote.offer
      // An earlier fill may have triggered the protection, which took this quote out of the market.
      if (session === undefined || side === undefined || !this.#stands(quote)) continue
      const open = this.#remaining(side)
      if (open === undefined) continue
      const traded = left === undefined ? open.qty : min(left, open.qty)
      side.order ??= this.#orderFor(session, quote, side, isBid)
      this.#context.orders.fill(side.order, traded, side.px)
      if (left !== undefined) left = subtract(left, traded)
      onFill(session)
    }
  }

  #stands(quote: MemberQuote): boolean {
    return this.find(quote.session, quote.quoteSetID, quote.quoteEntryID) === quote
  }

  #reached(symbol: string, px: Decimal): { quote: MemberQuote; isBid: boolean }[] {
    const quotes = [...this.#bySession.keys()].flatMap((id) => this.of(id)).filter((quote) => quote.symbol === symbol)
    const bids = quotes.filter(({ bid }) => bid !== undefined && compare(bid.px, px) >= 0)
    const offers = quotes.filter(({ offer }) => offer !== undefined && compare(offer.px, px) <= 0)
    bids.sort((a, b) => (a.bid && b.bid ? compare(b.bid.px, a.bid.px) : 0))
    offers.sort((a, b) => (a.offer && b.offer ? compare(a.offer.px, b.offer.px) : 0))
    return [...bids.map((quote) => ({ quote, isBid: true })), ...offers.map((quote) => ({ quote, isBid: false }))]
  }

  /** ClOrdID(11) of the reports, as agreed here: QuoteID, QuoteEntryID and side. */
  #orderFor(session: VenueSession, quote: MemberQuote, { qty, px }: LiveSide, isBid: boolean): Order {
    const agreed = `${quote.quoteID}.${quote.quoteEntryID}.${isBid ? 'B' : 'S'}`
    // A member may use a QuoteID again; its reports must not be taken for those of the old quote.
    const taken = this.#context.orders.find(session.id, agreed) !== undefined
    return this.#context.orders.take(session, {
      clOrdID: taken ? this.#context.unique(`${agreed}.`) : agreed,
      symbol: quote.symbol,
      side: isBid ? BUY : SELL,
      qty,
      px,
      ordType: PREVIOUSLY_QUOTED,
    })
  }
}

function keyOf(quoteSetID: string, quoteEntryID: string): string {
  return `${quoteSetID}\u0001${quoteEntryID}`
}
