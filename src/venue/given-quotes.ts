/** The quotes that the venue has given on request, and whether one of them may still be traded on. */
import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isPositive,
  multiply,
  subtract,
  trimDecimal,
} from '../codec/decimal.ts'
import type { Instrument, VenueContext } from './desk.ts'

/** How long a quote stands. */
export const QUOTE_LIFE_MS = 5_000
/** Quotes that are remembered for a session; the oldest are forgotten. */
const REMEMBERED = 1_000

export interface QuoteSide {
  readonly px: Decimal
  readonly qty: Decimal
}

export interface GivenQuote {
  readonly quoteID: string
  readonly quoteReqID: string
  readonly session: string
  readonly symbol: string
  readonly bid: QuoteSide | undefined
  readonly offer: QuoteSide | undefined
  /** ValidUntilTime(62), epoch ms: from this instant on it has expired. */
  readonly validUntil: number
  /** Traded on, replaced by a newer one, passed, or cancelled. */
  over: boolean
}

export type Standing = 'live' | 'expired' | 'over'

/** What somebody wants who trades on a quote. */
export interface Hit {
  readonly symbol: string | undefined
  readonly side: string | undefined
  readonly qty: Decimal | undefined
  readonly px: Decimal | undefined
}

export type HitOutcome =
  | { readonly kind: 'trade'; readonly side: string; readonly qty: Decimal; readonly px: Decimal }
  | { readonly kind: 'refused'; readonly standing: Standing; readonly text: string }

export class GivenQuotes {
  readonly #context: VenueContext
  readonly #bySession = new Map<string, Map<string, GivenQuote>>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  /** A new quote, valid from now on; those given before for the same request are over. */
  give(terms: Pick<GivenQuote, 'quoteReqID' | 'session' | 'symbol' | 'bid' | 'offer'>): GivenQuote {
    const quote: GivenQuote = {
      ...terms,
      quoteID: this.#context.unique('Q'),
      validUntil: this.#context.now + QUOTE_LIFE_MS,
      over: false,
    }
    let quotes = this.#bySession.get(terms.session)
    if (quotes === undefined) {
      quotes = new Map()
      this.#bySession.set(terms.session, quotes)
    }
    for (const older of quotes.values())
      if (older.quoteReqID === quote.quoteReqID && older.symbol === quote.symbol) older.over = true
    quotes.set(quote.quoteID, quote)
    const [oldest] = quotes.keys()
    if (quotes.size > REMEMBERED && oldest !== undefined) quotes.delete(oldest)
    return quote
  }

  find(session: string, quoteID: string): GivenQuote | undefined {
    return this.#bySession.get(session)?.get(quoteID)
  }

  /** Whoever it was given to. */
  findAnywhere(quoteID: string): GivenQuote | undefined {
    for (const quotes of this.#bySession.values()) {
      const quote = quotes.get(quoteID)
      if (quote !== undefined) return quote
    }
    return undefined
  }

  standing(quote: GivenQuote): Standing {
    return quote.over ? 'over' : this.#context.now >= quote.validUntil ? 'expired' : 'live'
  }

  live(symbol: string): GivenQuote[] {
    return [...this.#bySession.values()]
      .flatMap((quotes) => [...quotes.values()])
      .filter((quote) => quote.symbol === symbol && this.standing(quote) === 'live')
  }

  /** What comes of trading on the quote; the quote stays as it is. */
  hit(quote: GivenQuote, { symbol, side, qty, px }: Hit): HitOutcome {
    const standing = this.standing(quote)
    const refused = (text: string): HitOutcome => ({ kind: 'refused', standing, text })
    if (standing === 'expired') return refused(`quote ${quote.quoteID} has expired`)
    if (standing === 'over') return refused(`quote ${quote.quoteID} is no longer tradeable`)
    if (symbol !== undefined && symbol !== quote.symbol) return refused(`the quote is for ${quote.symbol}`)
    const oneSided = quote.bid === undefined ? '1' : quote.offer === undefined ? '2' : undefined
    const taken = side ?? oneSided
    if (taken === undefined) return refused('Side(54) is needed for a two-way quote')
    const quoted = taken === '1' ? quote.offer : quote.bid
    if (quoted === undefined) return refused('the quote has no price for this side')
    if (px !== undefined && compare(px, quoted.px) !== 0) return refused('the price is not the quoted price')
    const wanted = qty ?? quoted.qty
    if (!isPositive(wanted) || compare(wanted, quoted.qty) > 0)
      return refused('the quantity is not within the quoted size')
    return { kind: 'trade', side: taken, qty: wanted, px: quoted.px }
  }
}

const ledgers = new WeakMap<VenueContext, GivenQuotes>()

/** The one ledger of a venue: QuoteResponse(AJ) and previously quoted orders trade on the same quotes. */
export function givenQuotesOf(context: VenueContext): GivenQuotes {
  let ledger = ledgers.get(context)
  if (ledger === undefined) {
    ledger = new GivenQuotes(context)
    ledgers.set(context, ledger)
  }
  return ledger
}

const PERCENT = decimal('100')
const DEFAULT_SIZE = decimal('100')

/** One percent around the reference price, in whole ticks: 99 and 101 for a reference of 100. */
export function twoWay({ row }: Instrument, size: Decimal | undefined): { bid: QuoteSide; offer: QuoteSide } {
  const reference = decimal(row.reference)
  const tick = decimal(row.tick)
  const ticks = divide(divide(reference, PERCENT, reference.scale + 2), tick, 0)
  const distance = multiply(ticks.units > 0n ? ticks : decimal(1), tick)
  const qty = size ?? DEFAULT_SIZE
  return {
    bid: { px: trimDecimal(subtract(reference, distance)), qty },
    offer: { px: trimDecimal(add(reference, distance)), qty },
  }
}
