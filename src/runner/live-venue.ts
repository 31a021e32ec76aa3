/** The venue behind the sessions of a simulator: one market, one persona, and whoever steers them by the admin API. */
import type { AdminVenue, VenueOrder } from '../admin/admin-venue.ts'
import { formatDecimal } from '../codec/decimal.ts'
import { realClock } from '../engine/clock.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import { DeliveryTamper } from '../simulator/delivery.ts'
import { VenueHost } from '../simulator/venue-host.ts'
import { seededRandom } from '../testbench/seeded-random.ts'
import type { Order } from '../venue/order.ts'
import type { Persona } from '../venue/persona.ts'
import type { MarketEvent, VenueSession } from '../venue/seam.ts'
import { type Say, timeOfDay } from './simulation-news.ts'

/** The same talk gives the same answers each time: what is drawn comes from this. */
const SEED = 1

export class LiveVenue implements AdminVenue {
  readonly #host: VenueHost
  #persona: Persona
  /** What the event under way was answered by. */
  #notes: string[] | undefined

  constructor(persona: Persona, say: Say) {
    this.#persona = persona
    this.#host = new VenueHost({
      persona,
      clock: realClock,
      random: seededRandom(SEED),
      // The rule of a message stands in its Text(58): a line for each would fill the screen.
      onNote: (text) => {
        if (text.startsWith('rule ')) return
        this.#notes?.push(text)
        say(`${timeOfDay()} venue: ${text}`, 'dim')
      },
    })
  }

  client(session: VenueSession): { answers: HostedApplication; tamper: DeliveryTamper } {
    const tamper = new DeliveryTamper()
    const answers = this.#host.application(session)
    this.#host.deliverThrough(session.id, tamper)
    return { answers, tamper }
  }

  get persona(): Persona {
    return this.#persona
  }

  usePersona(persona: Persona): void {
    this.#persona = persona
    this.#host.usePersona(persona)
  }

  market(event: MarketEvent): string[] {
    const notes: string[] = []
    this.#notes = notes
    try {
      this.#host.market(event)
    } finally {
      this.#notes = undefined
    }
    return notes
  }

  orders(): VenueOrder[] {
    const { orders } = this.#host.venue
    return [...orders.open()].map((order) =>
      viewOf(order, formatDecimal(orders.cumQty(order)), formatDecimal(orders.leavesQty(order))),
    )
  }

  stop(): void {
    this.#host.stop()
  }
}

function viewOf(
  { orderID, session, account, symbol, side, terms, rule }: Order,
  cumQty: string,
  leavesQty: string,
): VenueOrder {
  const { clOrdID, ordType, orderQty, price, timeInForce } = terms
  return {
    orderID,
    session,
    ...(clOrdID === undefined ? {} : { clOrdID }),
    ...(account === undefined ? {} : { account }),
    symbol,
    side,
    ordType,
    timeInForce,
    ...(orderQty === undefined ? {} : { orderQty: formatDecimal(orderQty) }),
    ...(price === undefined ? {} : { price: formatDecimal(price) }),
    cumQty,
    leavesQty,
    rule: rule.id,
  }
}

/** What people are told of a venue when it starts. */
export function howToRead({ name, description }: Persona): string {
  return `persona ${name}${description === '' ? '' : `: ${description}`} (--rules prints its table)`
}
