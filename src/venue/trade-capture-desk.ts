/**
 * The desk for trade capture, FIX.4.3 and later: a member's own trades on request (AD), and trades that members report
 * (AE).
 *
 * @see application cases §6.5
 */
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import type { Desk, VenueContext } from './desk.ts'
import { hasMessage } from './message-body.ts'
import { TradeRequests } from './trade-requests.ts'
import { TradeSubmissions } from './trade-submissions.ts'

export function tradeCaptureDesk(context: VenueContext): Desk {
  const requests = new TradeRequests(context)
  const submissions = new TradeSubmissions(context)
  return {
    msgTypes: ['AD', 'AE'],
    onMessage(message, session) {
      const { msgType } = message
      if (!hasMessage(session.dictionary, msgType)) {
        const text = `${msgType} is not supported in ${session.version.id}`
        context.businessReject(session, message, BusinessRejectReason.UnsupportedMessageType, text)
      } else if (msgType === 'AD') requests.answer(message, session)
      else submissions.answer(message, session)
    },
    onTrade: (trade) => requests.onTrade(trade),
    onBust: (trade) => requests.onBust(trade),
    onMarket(event) {
      if (event.name === 'day') requests.onDay()
    },
    onSessionUp: (session) => requests.forget(session),
    onSessionDown: (session) => requests.forget(session),
  }
}
