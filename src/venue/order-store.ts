/** All orders of the venue, by every number that names them, and which of them are open. */
import type { Order } from './order.ts'

/** So many orders that are over stay known at least, twice as many at most; older ones are forgotten, with their numbers. */
const REMEMBERED = 50_000
/** Open orders at most: a client must not fill the memory with them. */
export const MOST_OPEN_ORDERS = 1_000_000

/** A number that names no order: of a request that was refused because its order is not known. */
const USED = 'used'

/** What a ClOrdID(11) stands for; undefined for one that is new. */
export type Named = Order | typeof USED | undefined

type Ids = Map<string, Order | typeof USED>

/** What became known in a span of time. It is forgotten as a whole, which costs less than order after order. */
class Generation {
  /** By session, then by ClOrdID(11). */
  readonly ids = new Map<string, Ids>()
  /** In the order of their OrderID(37). Few ask for them, and a list costs each order less than a table does. */
  readonly orders: Order[] = []
  /** By ClOrdID(11) of any session. */
  readonly onBehalf = new Map<string, Order>()
  /** Orders that ended in it, and numbers without an order. */
  over = 0

  put(session: string, clOrdID: string, of: Order | typeof USED): void {
    let ids = this.ids.get(session)
    if (ids === undefined) {
      ids = new Map()
      this.ids.set(session, ids)
    }
    ids.set(clOrdID, of)
    if (of !== USED && of.manner.onBehalf === true) this.onBehalf.set(clOrdID, of)
  }

  named(session: string, clOrdID: string): Named {
    return this.ids.get(session)?.get(clOrdID)
  }

  /** Where the order with this OrderID(37) stands, or would stand. */
  placeOf(orderID: string): number {
    let from = 0
    let to = this.orders.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (isBefore((this.orders[middle] as Order).orderID, orderID)) from = middle + 1
      else to = middle
    }
    return from
  }

  byOrderID(orderID: string): Order | undefined {
    const order = this.orders[this.placeOf(orderID)]
    return order?.orderID === orderID ? order : undefined
  }

  add(order: Order): void {
    const last = this.orders.at(-1)
    if (last === undefined || isBefore(last.orderID, order.orderID)) this.orders.push(order)
    else if (this.byOrderID(order.orderID) === undefined) this.orders.splice(this.placeOf(order.orderID), 0, order)
  }

  remove({ orderID }: Order): void {
    if (this.byOrderID(orderID) !== undefined) this.orders.splice(this.placeOf(orderID), 1)
  }
}

/** OrderIDs are counted: of two the longer one is the later one. */
function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length
}

export class OrderStore {
  readonly #remembered: number
  readonly #open = new Set<Order>()
  #present = new Generation()
  #past = new Generation()
  #reopened = false

  constructor(remembered = REMEMBERED) {
    this.#remembered = remembered
  }

  get openCount(): number {
    return this.#open.size
  }

  add(order: Order): void {
    const { clOrdID } = order.terms
    this.#present.add(order)
    if (clOrdID !== undefined) this.#present.put(order.session, clOrdID, order)
    if (order.open) this.#open.add(order)
    else this.#age()
  }

  /** A ClOrdID(11) that a request has used on this session; it names the order, if one is known. */
  use(session: string, clOrdID: string, order?: Order): void {
    this.#present.put(session, clOrdID, order ?? USED)
    if (order === undefined) this.#age()
  }

  /** By any ClOrdID(11) that was ever sent for it, requests that were refused included. */
  find(session: string, clOrdID: string): Order | undefined {
    return orderOf(this.named(session, clOrdID))
  }

  /** What the number stands for, for whoever asks more than one question about it. */
  named(session: string, clOrdID: string): Named {
    return this.#present.named(session, clOrdID) ?? this.#past.named(session, clOrdID)
  }

  /** An order of any session whose manner lets others act for it. */
  findOnBehalf(clOrdID: string): Order | undefined {
    return this.#present.onBehalf.get(clOrdID) ?? this.#past.onBehalf.get(clOrdID)
  }

  /** On any session; for operators. */
  findAnywhere(clOrdID: string): Order | undefined {
    for (const generation of [this.#present, this.#past])
      for (const ids of generation.ids.values()) {
        const found = ids.get(clOrdID)
        if (found !== undefined && found !== USED) return found
      }
    return this.byOrderID(clOrdID)
  }

  /** True when the number must not come again: of the day, or of an order that is still open. */
  isUsed(session: string, clOrdID: string, day: number): boolean {
    return isTaken(this.named(session, clOrdID), day)
  }

  byOrderID(orderID: string): Order | undefined {
    return this.#present.byOrderID(orderID) ?? this.#past.byOrderID(orderID)
  }

  /** Oldest first; orders may open and close while it is read. */
  open(): Iterable<Order> {
    if (this.#reopened) {
      const sorted = [...this.#open].sort((a, b) => a.arrival - b.arrival)
      this.#open.clear()
      for (const order of sorted) this.#open.add(order)
      this.#reopened = false
    }
    return this.#open
  }

  setOpen(order: Order, open: boolean): void {
    if (order.open === open) return
    order.open = open
    if (open) {
      this.#open.add(order)
      this.#reopened = true
      this.#bring(order)
    } else {
      this.#open.delete(order)
      this.#age()
    }
  }

  /** Nothing knows the order any more; its numbers stay used. */
  forget(order: Order): void {
    this.#open.delete(order)
    this.#present.remove(order)
    this.#past.remove(order)
    for (const id of idsOf(order))
      if (this.named(order.session, id) === order) this.#present.put(order.session, id, USED)
  }

  /** Numbers of requests without an order are free again on a new day. */
  beginDay(): void {
    for (const generation of [this.#present, this.#past])
      for (const ids of generation.ids.values()) for (const [id, of] of ids) if (of === USED) ids.delete(id)
  }

  /** Something is over. When enough is, what was over before this generation began is forgotten; open orders move along. */
  #age(): void {
    if (++this.#present.over < this.#remembered) return
    this.#past = this.#present
    this.#present = new Generation()
    for (const order of this.#open) this.#bring(order)
  }

  /** Into the present, under the numbers that mean nothing else by now. */
  #bring(order: Order): void {
    this.#present.add(order)
    for (const id of idsOf(order)) {
      const known = this.named(order.session, id)
      if (known === undefined || known === order) this.#present.put(order.session, id, order)
    }
  }
}

export function orderOf(named: Named): Order | undefined {
  return named === USED ? undefined : named
}

/** True when the number must not come again: of the day, or of an order that is still open. */
export function isTaken(named: Named, day: number): boolean {
  return named !== undefined && (named === USED || named.open || named.lastDay >= day)
}

function idsOf(order: Order): string[] {
  const ids = [...order.superseded, ...order.refused]
  if (order.terms.clOrdID !== undefined) ids.push(order.terms.clOrdID)
  return ids
}
