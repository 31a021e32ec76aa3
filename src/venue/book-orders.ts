/**
 * Orders that go to the price-time book of their symbol (Q1000, S:STP): one book for all sessions, fills for both sides.
 * The book says what trades with what; the venue's verbs tell the clients.
 */
import { type Decimal, isPositive } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import { type BookOrder, type Entry, OrderBook, type Staying } from './book.ts'
import { bookSideOf } from './book-side.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { BOOK } from './held-orders.ts'
import { hasField } from './message-body.ts'
import type { Order, OrderDraft } from './order.ts'
import type { BehaviourFactory, OrderBehaviour, Refusal } from './order-behaviour.ts'
import { peakOf } from './peak-orders.ts'
import { PARTICIPATE_DONT_INITIATE, WOULD_TAKE } from './post-only.ts'
import { hasExecInst, type Liquidity, leastQty, liquidity, referencePrice } from './resting-liquidity.ts'
import type { VenueSession } from './seam.ts'
import { cancelForSelfTrade, decrementForSelfTrade, ownerOf, selfTradeChoice } from './self-trade.ts'

const MARKET_WITH_LEFT_OVER = 'K'
const REPRICING = 3
const AGGRESSOR_INDICATOR = 1057
const TRD_MATCH_ID = 880
/** OrdType(40): market, limit, market with left over as limit. */
const BOOK_TYPES = new Set(['1', '2', MARKET_WITH_LEFT_OVER])
const STAYING: Readonly<Record<string, Staying>> = { '3': 'immediate', '4': 'whole' }

export const bookOrders: BehaviourFactory = (context) => new BookOrders(context)

class BookOrders implements OrderBehaviour {
  readonly name = BOOK
  readonly #context: VenueContext
  readonly #books = new Map<string, OrderBook>()
  /** While its events are told, what the venue says of these orders is what the book knows already. */
  #telling = false

  constructor(context: VenueContext) {
    this.#context = context
  }

  /**
   * A trade with an own order that rests is refused on entry where the client wants it so. What stands in the book can not
   * be made an order that sleeps or follows the market.
   */
  check(draft: OrderDraft, instrument: Instrument, replacing?: Order, session?: VenueSession): Refusal | undefined {
    const { terms } = draft
    if (replacing?.behaviour === this && !BOOK_TYPES.has(terms.ordType)) {
      return { reason: 'unsupported', text: `an order of the book can not become OrdType(40) ${terms.ordType}` }
    }
    const book = this.#books.get(draft.symbol)
    if (book === undefined || selfTradeChoice(draft, instrument) !== 'reject') return undefined
    const qty = terms.orderQty
    if (qty === undefined || !isPositive(qty) || session === undefined) return undefined
    const incoming = { side: bookSideOf(draft.side), price: terms.price, qty, owner: ownerOf(draft, session.id) }
    const meeting = book.probe({ ...incoming, selfTrade: 'aggressor' })
    return meeting.ended
      ? { reason: 'other', text: 'self-trade prevention: an own order rests at this price' }
      : undefined
  }

  takes(_order: Order, _instrument: Instrument, book: boolean): boolean {
    return book
  }

  onAccepted(order: Order, instrument: Instrument): void {
    const book = this.#bookOf(order.symbol)
    if (order.suspended || book.has(order.orderID) || !isPositive(this.#context.orders.leavesQty(order))) return
    if (this.#wouldTake(order, book)) return this.#context.orders.cancel(order, 'none', { text: WOULD_TAKE })
    this.#tell(order, instrument, book.enter(this.#entryOf(order, instrument)))
  }

  onReplaced(order: Order, instrument: Instrument): void {
    const book = this.#bookOf(order.symbol)
    if (this.#wouldTake(order, book)) return this.#context.orders.cancel(order, 'none', { text: WOULD_TAKE })
    const entry = book.replace(order.orderID, this.#entryOf(order, instrument))
    if (entry === undefined) this.onAccepted(order, instrument)
    else this.#tell(order, instrument, entry)
  }

  /** By the script of a rule or by an operator; what the book did itself it knows. */
  onChanged(order: Order, instrument: Instrument): void {
    if (this.#telling) return
    if (order.suspended) this.#bookOf(order.symbol).cancel(order.orderID)
    else if (order.open) this.onReplaced(order, instrument)
  }

  onClosed(order: Order): void {
    this.#bookOf(order.symbol).cancel(order.orderID)
  }

  onReopened(order: Order, instrument: Instrument): void {
    if (!this.#telling) this.onAccepted(order, instrument)
  }

  #bookOf(symbol: string): OrderBook {
    let book = this.#books.get(symbol)
    if (book === undefined) {
      book = new OrderBook()
      this.#books.set(symbol, book)
    }
    return book
  }

  #wouldTake({ side, terms }: Order, book: OrderBook): boolean {
    return hasExecInst(terms, PARTICIPATE_DONT_INITIATE) && book.crosses(bookSideOf(side), terms.price)
  }

  #entryOf(order: Order, instrument: Instrument): BookOrder {
    const { terms } = order
    const choice = selfTradeChoice(order, instrument)
    const least = isPositive(order.cum) ? undefined : leastQty(terms)
    return {
      id: order.orderID,
      side: bookSideOf(order.side),
      price: terms.price,
      qty: this.#context.orders.leavesQty(order),
      peak: peakOf(terms),
      minQty: least,
      owner: ownerOf(order, order.session),
      selfTrade: choice === 'reject' ? 'aggressor' : choice,
      staying: STAYING[terms.timeInForce],
    }
  }

  #tell(order: Order, instrument: Instrument, entry: Entry): void {
    const { orders } = this.#context
    const before = this.#telling
    this.#telling = true
    for (const event of entry.events) {
      const maker = orders.byOrderID(event.maker)
      if (maker === undefined) continue
      if (event.kind === 'trade') this.#trade(order, maker, event.qty, event.px)
      else if (event.mode === 'decrement') {
        decrementForSelfTrade(this.#context, maker, event.qty)
        decrementForSelfTrade(this.#context, order, event.qty)
      } else {
        if (event.mode !== 'aggressor') cancelForSelfTrade(this.#context, maker, event.mode)
        if (event.mode !== 'resting') cancelForSelfTrade(this.#context, order, event.mode)
      }
    }
    this.#telling = before
    if (order.open && !entry.rests) this.#end(order, instrument, entry)
  }

  #trade(taker: Order, maker: Order, qty: Decimal, px: Decimal): void {
    const match = this.#context.unique('M')
    const fieldsOf = (order: Order, which: Liquidity): Field[] => {
      const dictionary = this.#context.sessions.get(order.session)?.dictionary
      const fields = liquidity(this.#context, order, which)
      if (dictionary === undefined) return fields
      if (hasField(dictionary, '8', TRD_MATCH_ID)) fields.push([TRD_MATCH_ID, match])
      if (hasField(dictionary, '8', AGGRESSOR_INDICATOR))
        fields.push([AGGRESSOR_INDICATOR, which === 'removed' ? 'Y' : 'N'])
      return fields
    }
    this.#context.orders.fill(maker, qty, px, { fields: fieldsOf(maker, 'added') })
    this.#context.orders.fill(taker, qty, px, { fields: fieldsOf(taker, 'removed') })
  }

  /** What neither traded nor rests. */
  #end(order: Order, instrument: Instrument, entry: Entry): void {
    const { orders, persona } = this.#context
    const { ordType, timeInForce } = order.terms
    if (ordType === MARKET_WITH_LEFT_OVER && STAYING[timeInForce] === undefined) {
      const trade = entry.events.findLast((event) => event.kind === 'trade')
      // Restated, it has a price to rest at: `onChanged` brings it back.
      orders.restate(order, REPRICING, { price: trade?.px ?? referencePrice(instrument) })
      return
    }
    const text = 'nothing more rests in the book at this price'
    if (timeInForce === '3' && persona.defaults.iocRemainder === 'expire') orders.expire(order, text)
    else orders.cancel(order, 'none', { text })
  }
}
