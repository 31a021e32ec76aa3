/** How trades, corrections and busts are booked, each once; and what is said against a trade that can not be right. */
import { compare, isPositive } from '../codec/decimal.ts'
import { dontKnowTrade, objection } from './anomalies.ts'
import type { ClientContext } from './context.ts'
import { bust, correct, countedQty, giveBack, reconciledQty, referred, wasBusted } from './executions.ts'
import type { ClientOrder } from './order.ts'
import type { Report } from './report.ts'

/**
 * A trade that is no trade of this order (another side, another symbol) is not booked. One that is worse than it should
 * be is: the protest does not undo it, only a bust does.
 *
 * @returns false when it was objected to
 */
export function bookTrade(ctx: ClientContext, order: ClientOrder, report: Report): boolean {
  const { executions } = order
  if (report.leg || order.side === '') return bookApart(order, report)
  const qty = ctx.policies.filledQty(report)
  const execID = freeID(order, report)
  if (!isPositive(qty)) {
    ctx.alarm(`execution ${execID} has no quantity`, order.key)
    return false
  }
  const execution = { execID, qty, px: report.lastPx, reconciled: false }
  const reason = objection(order, report)
  if (reason !== undefined) dontKnowTrade(ctx, report, reason, order)
  if (reason === 'A' || reason === 'B') {
    executions.disputed.set(execID, execution)
    return false
  }
  // What a status report told of comes by its own report after all.
  const alreadyCounted = report.cumQty !== undefined && compare(report.cumQty, countedQty(executions)) <= 0
  if (alreadyCounted && isPositive(reconciledQty(executions))) giveBack(executions, qty)
  executions.live.set(execID, execution)
  order.staleLeaves = undefined
  return reason === undefined
}

/** A trade in a leg, or of a quote: the report says of which symbol and side. */
function bookApart({ executions }: ClientOrder, { execID, symbol, side, lastQty }: Report): boolean {
  if (execID !== undefined && symbol !== undefined && side !== undefined) {
    executions.legs.set(execID, { symbol, side, qty: lastQty })
  }
  return false
}

/** The ExecID(17), or, where it is missing or booked (by a faulty client), one made of it. */
function freeID({ executions: { live } }: ClientOrder, { execID }: Report): string {
  return execID === undefined || live.has(execID) ? `${execID ?? 'no id'} #${live.size}` : execID
}

export function bookCorrection(ctx: ClientContext, order: ClientOrder, report: Report): boolean {
  const id = referred(order.executions, report.execRefID)
  if (id === undefined || report.execID === undefined) {
    ctx.alarm(`correction of execution ${report.execRefID}, which is not known; not booked`, order.key)
    return false
  }
  correct(order.executions, id, { execID: report.execID, qty: report.lastQty, px: report.lastPx })
  return true
}

export function bookBust(ctx: ClientContext, order: ClientOrder, report: Report): boolean {
  const { execRefID } = report
  const id = referred(order.executions, execRefID)
  if (id !== undefined) {
    bust(order.executions, id)
    return true
  }
  const again = wasBusted(order.executions, execRefID)
  ctx.alarm(
    `bust of execution ${execRefID}, which ${again ? 'is busted already' : 'is not known'}; not booked`,
    order.key,
  )
  return false
}
