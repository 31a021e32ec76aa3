/** What the client waits for: an answer to what it sent, the end of what pends, an answer to its question. */
import type { ClientContext } from './context.ts'
import type { ClientOrder, PendingRequest } from './order.ts'

/** So long the venue may be silent about a message, and a request may pend, before the client asks. */
export const ANSWER_MS = 30_000
export const PENDING_MS = 60_000

/** Keys of timers: the prefix, and a ClOrdID(11) or the order's key behind it. */
export const ANSWER = 'answer:'
export const PENDING = 'pending:'
export const ASKED = 'asked:'

export function awaitAnswer(ctx: ClientContext, clOrdID: string): void {
  ctx.arm(ANSWER + clOrdID, ctx.now + ANSWER_MS)
}

/** Some report names the id. */
export function answered(ctx: ClientContext, clOrdID: string): void {
  ctx.disarm(ANSWER + clOrdID)
}

export function stopWaitingFor(ctx: ClientContext, clOrdID: string): void {
  ctx.disarm(ANSWER + clOrdID)
  ctx.disarm(PENDING + clOrdID)
}

/** The order has ended: whatever is still to come about it is no matter of time. */
export function stopWaiting(ctx: ClientContext, { terms, requests }: ClientOrder): void {
  for (const clOrdID of [terms.clOrdID, ...requests.map((request) => request.clOrdID)]) stopWaitingFor(ctx, clOrdID)
}

/** The question is answered, or there will be no answer: reports are measured again. */
export function stopAsking(ctx: ClientContext, order: ClientOrder): void {
  order.reconciling = 'no'
  ctx.disarm(ASKED + order.key)
}

/** The request is decided, or will not be any more. */
export function settle(ctx: ClientContext, order: ClientOrder, request: PendingRequest): void {
  order.requests.splice(order.requests.indexOf(request), 1)
  stopWaitingFor(ctx, request.clOrdID)
}
