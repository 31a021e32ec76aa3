/**
 * Market maker protection: a member whose quotes trade too often in a short time has them pulled, and may quote again
 * when it has asked for a reset: QuoteCancel(Z) of all quotes, or a word of the operator.
 */
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import type { QuotingRight } from './mass-quote.ts'
import type { MemberQuotes } from './member-quotes.ts'
import { QuoteStatus, sendQuoteStatus } from './quote-status.ts'
import type { VenueSession } from './seam.ts'

/** So many fills … */
const FILLS = 3
/** … within so long. */
const WINDOW_MS = 1_000
/** SymbolRow.feed of an instrument with protection. */
const PROTECTED = 'MMP'

export class MakerProtection implements QuotingRight {
  readonly #context: VenueContext
  readonly #quotes: MemberQuotes
  /** Instants of the last fills by session, epoch ms. */
  readonly #fills = new Map<string, number[]>()
  readonly #triggered = new Set<string>()

  constructor(context: VenueContext, quotes: MemberQuotes) {
    this.#context = context
    this.#quotes = quotes
  }

  isProtected(session: VenueSession, symbol: string): boolean {
    return this.#triggered.has(session.id) && this.#guards(symbol)
  }

  #guards(symbol: string): boolean {
    return this.#context.instruments.get(symbol)?.row.feed === PROTECTED
  }

  onFill(session: VenueSession, symbol: string): void {
    if (!this.#guards(symbol)) return
    const { now } = this.#context
    const recent = (this.#fills.get(session.id) ?? []).filter((at) => now - at < WINDOW_MS)
    recent.push(now)
    this.#fills.set(session.id, recent)
    if (recent.length >= FILLS) this.#trigger(session, symbol)
  }

  #trigger(session: VenueSession, symbol: string): void {
    const guarded = this.#quotes.of(session.id).filter((quote) => this.#guards(quote.symbol))
    const quoteIDs = new Map([[symbol, 'NONE']])
    for (const quote of guarded) {
      quoteIDs.set(quote.symbol, quote.quoteID)
      this.#quotes.withdraw(quote)
    }
    this.#triggered.add(session.id)
    this.#fills.delete(session.id)
    for (const [each, quoteID] of quoteIDs) {
      sendQuoteStatus(this.#context, session, QuoteStatus.RemovedFromMarket, [
        [DeskTag.QuoteID, quoteID],
        [DeskTag.Symbol, each],
        [DeskTag.Text, `market maker protection: ${FILLS} fills within ${WINDOW_MS} ms`],
      ])
    }
  }

  /** @param session - its id; every session when it is left out */
  reset(session?: string): void {
    if (session === undefined) this.#triggered.clear()
    else this.#triggered.delete(session)
  }
}
