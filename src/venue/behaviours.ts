/** Gives orders to their behaviours, and asks these where all must be asked. */
import type { Decimal } from '../codec/decimal.ts'
import type { Instrument } from './desk.ts'
import type { Floor } from './floor.ts'
import type { Order, OrderDraft, Terms } from './order.ts'
import type { BehaviourFactory, OrderBehaviour, Refusal } from './order-behaviour.ts'
import type { OrderLife } from './order-life.ts'
import type { VenueSession } from './seam.ts'

export class Behaviours {
  readonly #floor: Floor
  readonly #life: OrderLife
  readonly #all: readonly OrderBehaviour[]
  readonly #checking: readonly OrderBehaviour[]
  readonly #watching: readonly OrderBehaviour[]

  constructor(floor: Floor, life: OrderLife, factories: readonly BehaviourFactory[]) {
    this.#floor = floor
    this.#life = life
    this.#all = factories.map((make) => make(floor))
    this.#checking = this.#all.filter((behaviour) => behaviour.check !== undefined)
    this.#watching = this.#all.filter((behaviour) => behaviour.onMarketTrade !== undefined)
  }

  check(
    draft: OrderDraft,
    instrument: Instrument,
    replacing: Order | undefined,
    session: VenueSession,
  ): Refusal | undefined {
    for (const behaviour of this.#checking) {
      const refusal = behaviour.check?.(draft, instrument, replacing, session)
      if (refusal !== undefined) return refusal
    }
    return undefined
  }

  /** The steps `byTerms` and `book`: who takes the order acknowledges and holds it; else it just rests. */
  offer(order: Order, book: boolean): void {
    const instrument = this.#floor.instruments.get(order.symbol)
    const taker = instrument && this.#taker(order, instrument, book)
    if (instrument === undefined || taker === undefined) {
      if (!order.accepted) this.#life.ack(order)
      return
    }
    order.behaviour = taker
    taker.prepare?.(order, instrument)
    if (!order.accepted) this.#life.ack(order)
    if (order.open) taker.onAccepted(order, instrument)
  }

  /** New terms are in force: who holds the order is told; an order of nobody may have become one of somebody. */
  replaced(order: Order, before: Terms): void {
    const instrument = this.#floor.instruments.get(order.symbol)
    if (instrument === undefined) return
    if (order.behaviour === undefined && order.open && isOther(before, order.terms)) {
      order.behaviour = this.#taker(order, instrument, false)
      order.behaviour?.prepare?.(order, instrument)
    }
    order.behaviour?.onReplaced?.(order, instrument, before)
  }

  traded(instrument: Instrument, px: Decimal, qty: Decimal | undefined, order: Order | undefined): void {
    for (const behaviour of this.#watching) behaviour.onMarketTrade?.(instrument, px, qty, order)
  }

  phase(instrument: Instrument): void {
    for (const behaviour of this.#all) behaviour.onPhase?.(instrument)
  }

  #taker(order: Order, instrument: Instrument, book: boolean): OrderBehaviour | undefined {
    return this.#all.find((behaviour) => behaviour.takes(order, instrument, book))
  }
}

function isOther(before: Terms, after: Terms): boolean {
  return before.ordType !== after.ordType || before.timeInForce !== after.timeInForce
}
