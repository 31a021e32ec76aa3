/**
 * Quotes that the venue makes: the newest of a request or a symbol can be taken, once, while it is valid.
 *
 * @see application cases §6.2
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import type { ClientContext, ClientDesk } from './context.ts'
import { statedIn } from './order.ts'
import { AppMsg, AppTag } from './tags.ts'

export interface Quote {
  readonly quoteID: string
  readonly quoteReqID: string | undefined
  readonly symbol: string
  readonly bidPx: string | undefined
  readonly offerPx: string | undefined
  /** Epoch ms; undefined when it states none. */
  readonly validUntil: number | undefined
}

/** So many quotes are kept, the newest: the venue decides how many come. */
const QUOTES_MAX = 10_000

/** QuoteStatus(297) with which a quote stands. */
const STANDING: ReadonlySet<string> = new Set(['0', '10', '16'])
const REJECTED = '5'
const ALL_QUOTES = '4'
/** OrdType(40) of an order on a quote. */
const PREVIOUSLY_QUOTED = 'D'
/** QuoteRespType(694): hit or lift. */
const HIT = '1'

export class QuoteDesk implements ClientDesk {
  readonly msgTypes = [
    AppMsg.Quote,
    AppMsg.QuoteRequestReject,
    AppMsg.QuoteStatusReport,
    AppMsg.QuoteCancel,
    AppMsg.MassQuoteAcknowledgement,
  ]
  readonly #ctx: ClientContext
  readonly #quotes = new Map<string, Quote>()
  /** QuoteID(117) of quotes that were taken, replaced, withdrawn. */
  readonly #dead = new Set<string>()

  constructor(ctx: ClientContext) {
    this.#ctx = ctx
  }

  /** The newest quote of a symbol that can be taken now. */
  live(symbol: string): Quote | undefined {
    return [...this.#quotes.values()].findLast((quote) => quote.symbol === symbol && this.#isLive(quote))
  }

  /** The newest live quote that is meant: by QuoteID(117), QuoteReqID(131), or Symbol(55), the first that is stated. */
  meant(fields: readonly Field[]): Quote | undefined {
    const quoteID = statedIn(fields, AppTag.QuoteID)
    if (quoteID !== undefined) return this.#quotes.get(quoteID)
    const request = statedIn(fields, AppTag.QuoteReqID)
    const symbol = statedIn(fields, AppTag.Symbol)
    return [...this.#quotes.values()].findLast(
      (quote) =>
        this.#isLive(quote) &&
        (request === undefined || quote.quoteReqID === request) &&
        (symbol === undefined || quote.symbol === symbol),
    )
  }

  /** An order on a quote that names none means the newest. */
  named(fields: readonly Field[]): readonly Field[] {
    if (statedIn(fields, AppTag.OrdType) !== PREVIOUSLY_QUOTED) return fields
    const quote = this.meant(fields)
    const named = quote === undefined || statedIn(fields, AppTag.QuoteID) !== undefined
    return named ? fields : [...fields, [AppTag.QuoteID, quote.quoteID]]
  }

  #isLive({ quoteID, validUntil }: Quote): boolean {
    return !this.#dead.has(quoteID) && (validUntil === undefined || this.#ctx.now < validUntil)
  }

  onMessage(message: Message): void {
    const quoteID = message.text(AppTag.QuoteID)
    const id = quoteID ?? message.text(AppTag.QuoteReqID)
    const status = message.text(AppTag.QuoteStatus)
    switch (message.msgType) {
      case AppMsg.Quote:
        return this.#onQuote(message)
      case AppMsg.QuoteCancel:
        if (message.text(AppTag.QuoteCancelType) === ALL_QUOTES)
          for (const each of this.#quotes.keys()) this.#kill(each)
        else this.#kill(quoteID)
        return
      case AppMsg.QuoteStatusReport:
        if (status !== undefined && !STANDING.has(status)) this.#kill(quoteID)
        return this.#ctx.note(`quote ${id}: QuoteStatus ${status ?? 'not stated'}`)
      case AppMsg.QuoteRequestReject:
        return this.#ctx.alarm(`quote request ${id} is refused`, message.text(AppTag.QuoteReqID))
      default:
        if (status === REJECTED) this.#ctx.alarm(`mass quote ${id} is refused`, id)
        else this.#ctx.note(`mass quote ${id}: QuoteStatus ${status ?? 'not stated'}`)
    }
  }

  /** A quote that is made anew for the same request, or the same symbol, takes the place of the old one. */
  #onQuote(message: Message): void {
    const quoteID = message.text(AppTag.QuoteID)
    if (quoteID === undefined) return
    const quote: Quote = {
      quoteID,
      quoteReqID: message.text(AppTag.QuoteReqID),
      symbol: message.text(AppTag.Symbol) ?? '',
      bidPx: message.text(AppTag.BidPx),
      offerPx: message.text(AppTag.OfferPx),
      validUntil: message.utcTimestamp(AppTag.ValidUntilTime)?.epochMs,
    }
    for (const old of this.#quotes.values()) {
      if (old.quoteReqID === quote.quoteReqID && old.symbol === quote.symbol) this.#kill(old.quoteID)
    }
    this.#dead.delete(quoteID)
    this.#quotes.delete(quoteID)
    this.#quotes.set(quoteID, quote)
    const [oldest] = this.#quotes.keys()
    if (this.#quotes.size > QUOTES_MAX && oldest !== undefined) {
      this.#quotes.delete(oldest)
      this.#dead.delete(oldest)
    }
  }

  #kill(quoteID: string | undefined): void {
    if (quoteID !== undefined && this.#quotes.has(quoteID)) this.#dead.add(quoteID)
  }

  /** A quote is taken once, and not when it is over. */
  onSend(msgType: string, fields: readonly Field[]): string | undefined {
    if (msgType === AppMsg.MassQuote) this.#keepMassQuote(fields)
    const hits = msgType === AppMsg.QuoteResponse && statedIn(fields, AppTag.QuoteRespType) === HIT
    if (!hits && msgType !== AppMsg.NewOrderSingle) return undefined
    const onQuote = hits || statedIn(fields, AppTag.OrdType) === PREVIOUSLY_QUOTED
    if (onQuote && statedIn(fields, AppTag.QuoteID) === undefined) return 'there is no quote that can be taken'
    const quoteID = statedIn(fields, AppTag.QuoteID)
    const quote = quoteID === undefined ? undefined : this.#quotes.get(quoteID)
    if (quote === undefined) return undefined
    if (!this.#isLive(quote)) return `quote ${quoteID} can not be taken any more`
    this.#kill(quoteID)
    return undefined
  }

  /** Trades of our own quotes come under an id of them. */
  #keepMassQuote(fields: readonly Field[]): void {
    for (const [tag, value] of fields) {
      if (tag === AppTag.QuoteID || tag === AppTag.QuoteEntryID) this.#ctx.orders.addQuote(String(value))
    }
  }
}
