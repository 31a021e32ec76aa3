/** Reports that no sound venue sends: of orders that never were, or are not any more (Q390, Q510). */
import { type Decimal, multiply } from '../codec/decimal.ts'
import { priceOf } from './amounts.ts'
import type { Order } from './order.ts'
import type { OrderLife } from './order-life.ts'
import type { StepQuirk } from './persona.ts'

/** A fill of an order that the client never sent: everything as in this one but for the numbers. */
export function strayFill(life: OrderLife, order: Order, qty: Decimal, quirk: StepQuirk): void {
  const px = priceOf({}, order, life.floor.instruments.get(order.symbol))
  const orderID = life.floor.unique('O')
  const stray: Order = {
    ...order,
    orderID,
    terms: { ...order.terms, clOrdID: `STRAY-${orderID}`, orderQty: qty },
    requests: [],
    superseded: [],
    accepted: true,
    cum: qty,
    cost: multiply(qty, px),
  }
  life.reporter.report(stray, { execType: 'F', lastQty: qty, lastPx: px }, { quirk })
}

/** Canceled for the id that the last replace superseded, as venues send that give the replacement an order of its own. */
export function strayCancel(life: OrderLife, order: Order, quirk: StepQuirk): void {
  const clOrdID = order.superseded.at(-1)
  if (clOrdID === undefined) return
  const stray: Order = {
    ...order,
    orderID: life.floor.unique('O'),
    terms: { ...order.terms, clOrdID },
    requests: [],
    canceled: true,
  }
  life.reporter.report(stray, { execType: '4' }, { quirk })
}
