/** Orders on a quote that the venue has given: NewOrderSingle(D) with OrdType(40) D and QuoteID(117). */
import type { VenueContext } from './desk.ts'
import { givenQuotesOf, type HitOutcome } from './given-quotes.ts'
import type { Order, OrderDraft } from './order.ts'
import type { OrderBehaviour } from './order-behaviour.ts'

const PREVIOUSLY_QUOTED = 'D'

export function quotedOrders(context: VenueContext): OrderBehaviour {
  const quotes = givenQuotesOf(context)
  const hit = (quoteID: string, draft: Pick<OrderDraft, 'symbol' | 'side' | 'terms'>): HitOutcome => {
    const quote = quotes.findAnywhere(quoteID)
    if (quote === undefined) return { kind: 'refused', standing: 'over', text: `no quote ${quoteID} was given` }
    const { orderQty: qty, price: px } = draft.terms
    return quotes.hit(quote, { symbol: draft.symbol, side: draft.side, qty, px })
  }

  return {
    name: 'quoted',
    check(draft, _instrument, _replacing, session) {
      if (draft.terms.ordType !== PREVIOUSLY_QUOTED) return undefined
      if (draft.quoteID === undefined) return { reason: 'other', text: 'QuoteID(117) is needed for OrdType(40) D' }
      if (session !== undefined && quotes.find(session.id, draft.quoteID) === undefined)
        return { reason: 'other', text: `no quote ${draft.quoteID} was given` }
      const outcome = hit(draft.quoteID, draft)
      return outcome.kind === 'refused' ? { reason: 'other', text: outcome.text } : undefined
    },
    takes: (order) => order.terms.ordType === PREVIOUSLY_QUOTED && order.quoteID !== undefined,
    onAccepted(order: Order) {
      const quoteID = order.quoteID ?? ''
      const quote = quotes.findAnywhere(quoteID)
      const outcome = hit(quoteID, order)
      if (quote === undefined || quote.session !== order.session || outcome.kind === 'refused') {
        context.orders.reject(order, 'other', `quote ${quoteID} was given to somebody else`)
        return
      }
      quote.over = true
      context.orders.fill(order, outcome.qty, outcome.px)
    },
  }
}
