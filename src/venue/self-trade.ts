/**
 * Self-trade prevention: whose an order is, what the client or the symbol wants where two orders of one owner would trade,
 * and how it is told (S:STP; application cases §4.5).
 */
import { type Decimal, isPositive, subtract } from '../codec/decimal.ts'
import type { SelfTradeMode } from './book-matching.ts'
import type { CancelMore, Instrument, VenueContext } from './desk.ts'
import type { Order, OrderDraft } from './order.ts'

/** `reject`: the incoming order is refused on entry. */
export type SelfTradeChoice = SelfTradeMode | 'reject'

/** SelfMatchPreventionInstruction(2964). */
const BY_INSTRUCTION: Readonly<Record<string, SelfTradeMode>> = { '1': 'aggressor', '2': 'resting', '3': 'both' }
/** Account(1), for clients whose version has no instruction. */
const BY_ACCOUNT: Readonly<Record<string, SelfTradeChoice>> = {
  'ACC-STP-AGGRESSOR': 'aggressor',
  'ACC-STP-RESTING': 'resting',
  'ACC-STP-BOTH': 'both',
  'ACC-STP-DECREMENT': 'decrement',
  'ACC-STP-REJECT': 'reject',
}
/** ExecRestatementReason(378) of FIX.5.0SP2: 17 self-match prevention, 18 aggressive, 19 passive, 20 both. */
const RESTATEMENTS: Readonly<Record<SelfTradeMode, number>> = { decrement: 17, aggressor: 18, resting: 19, both: 20 }
const EXEC_RESTATEMENT_REASON = 378
const PARTIAL_DECLINE = 5

type Preference = Pick<OrderDraft, 'account' | 'selfMatchID' | 'selfMatchInstruction'>

/** Two orders with the same text never trade with each other where prevention is on: the id, or else the session. */
export function ownerOf(preference: Preference, session: string): string {
  return preference.selfMatchID === undefined ? `session ${session}` : `id ${preference.selfMatchID}`
}

/** @returns undefined: orders of one owner may trade */
export function selfTradeChoice(preference: Preference, { row }: Instrument): SelfTradeChoice | undefined {
  const { account = '', selfMatchID, selfMatchInstruction = '' } = preference
  const stated = BY_INSTRUCTION[selfMatchInstruction] ?? BY_ACCOUNT[account] ?? row.selfTrade
  return stated ?? (selfMatchID === undefined ? undefined : 'aggressor')
}

/** Canceled because of it; `mode` is that of the incoming order. */
export function cancelForSelfTrade(context: VenueContext, order: Order, mode: SelfTradeMode): void {
  const values = context.sessions.get(order.session)?.dictionary.fieldByTag(EXEC_RESTATEMENT_REASON)?.values
  const restatement = RESTATEMENTS[mode]
  const known = values?.has(String(restatement)) ?? false
  const more: CancelMore = { text: `self-trade prevention: ${mode}`, ...(known ? { restatement } : {}) }
  context.orders.cancel(order, 'selfTrade', more)
}

/** Both orders lose what would have been traded; the one of which nothing is left is cancelled. */
export function decrementForSelfTrade(context: VenueContext, order: Order, qty: Decimal): void {
  const { orderQty } = order.terms
  if (orderQty === undefined) return
  if (!isPositive(subtract(context.orders.leavesQty(order), qty)))
    return cancelForSelfTrade(context, order, 'decrement')
  const change = { orderQty: subtract(orderQty, qty), text: 'self-trade prevention: decrement' }
  context.orders.restate(order, PARTIAL_DECLINE, change)
}
