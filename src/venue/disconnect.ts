/**
 * Cancel on disconnect: when a session goes, the venue pulls the orders that their rule says; the reports wait in the
 * session's store for the client to come back.
 *
 * @see application cases §5.6
 */
import type { Order } from './order.ts'
import { isGoodTill } from './order-facts.ts'
import type { OrderLife } from './order-life.ts'
import type { CancelReason } from './persona.ts'

/** ExecInst(18) of FIX.5.0: cancel, suspend, or leave the order when the connection is lost. */
const CANCEL_ON_LOSS = 'o'
const SUSPEND_ON_LOSS = 'p'

export function onSessionDown(life: OrderLife, session: string, how: 'logout' | 'lost'): void {
  const reason: CancelReason = how === 'logout' ? 'logout' : 'connectionLoss'
  for (const order of [...life.store.open()]) {
    if (order.session !== session) continue
    const codes = order.terms.execInst?.split(' ') ?? []
    if (how === 'lost' && codes.includes(SUSPEND_ON_LOSS)) life.suspend(order)
    else if (pulled(life, order, how) || (how === 'lost' && codes.includes(CANCEL_ON_LOSS)))
      life.cancel(order, reason, { text: 'cancel on disconnect' })
  }
}

function pulled(life: OrderLife, order: Order, how: 'logout' | 'lost'): boolean {
  const rule = order.rule.onDisconnect ?? life.floor.persona.defaults.onDisconnect
  if (how === 'logout' && !rule.onLogout) return false
  return rule.cancel === 'all' || (rule.cancel === 'day' && !isGoodTill(order))
}
