/** The parts of the venue for each kind of business, and the behaviours of special orders: one line each. */
import { bookOrders } from './book-orders.ts'
import { cashOrders } from './cash-orders.ts'
import { crossOrders } from './cross-orders.ts'
import type { Desk, VenueContext } from './desk.ts'
import { marketDataDesk } from './market-data-desk.ts'
import { massRequestDesk } from './mass-requests.ts'
import { multilegOrders } from './multileg-orders.ts'
import type { BehaviourFactory } from './order-behaviour.ts'
import { orderLists } from './order-lists.ts'
import { peakOrders } from './peak-orders.ts'
import { peggedOrders } from './pegged-orders.ts'
import { postOnly } from './post-only.ts'
import { quoteDesk } from './quote-desk.ts'
import { quotedOrders } from './quoted-orders.ts'
import { referenceDesk } from './reference-desk.ts'
import { restingLiquidity } from './resting-liquidity.ts'
import { stopOrders } from './stop-orders.ts'
import { tradeCaptureDesk } from './trade-capture-desk.ts'

/** Desks in the order in which they hear of events; a MsgType(35) belongs to the first that names it. */
export const DESKS: readonly ((context: VenueContext) => Desk)[] = [
  orderLists,
  multilegOrders,
  crossOrders,
  massRequestDesk,
  quoteDesk,
  marketDataDesk,
  referenceDesk,
  tradeCaptureDesk,
]

/** In the order in which they are asked whether they take an order. The book takes only what a rule sends there. */
export const BEHAVIOURS: readonly BehaviourFactory[] = [
  quotedOrders,
  stopOrders,
  cashOrders,
  peggedOrders,
  bookOrders,
  postOnly,
  restingLiquidity,
  peakOrders,
]
