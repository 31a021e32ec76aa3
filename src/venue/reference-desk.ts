/**
 * The desk for reference data: lists and definitions of instruments, their status and that of the trading session, news.
 *
 * @see application cases §6.4
 */
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import type { Desk, VenueContext } from './desk.ts'
import { MarketStatus } from './market-status.ts'
import { hasMessage } from './message-body.ts'
import { sendNews } from './news.ts'
import type { VenueSession } from './seam.ts'
import { SecurityDefinitions } from './security-definition.ts'
import { answerSecurityListRequest } from './security-list.ts'

export function referenceDesk(context: VenueContext): Desk {
  const definitions = new SecurityDefinitions(context)
  const status = new MarketStatus(context)
  const present = new Map<string, VenueSession>()
  return {
    msgTypes: ['x', 'c', 'e', 'g'],
    onMessage(message, session) {
      const { msgType } = message
      if (!hasMessage(session.dictionary, msgType)) {
        const text = `${msgType} is not supported in ${session.version.id}`
        context.businessReject(session, message, BusinessRejectReason.UnsupportedMessageType, text)
      } else if (msgType === 'x') answerSecurityListRequest(context, message, session)
      else if (msgType === 'c') definitions.answer(message, session)
      else status.answer(message, session)
    },
    onMarket(event) {
      if (event.name !== 'feed') status.review()
      else if (context.instruments.get(event.symbol)?.row.feed === 'NEWS')
        sendNews(context, present.values(), event.script)
    },
    onSessionUp(session) {
      present.set(session.id, session)
      status.forget(session)
    },
    onSessionDown(session) {
      present.delete(session.id)
      status.forget(session)
    },
  }
}
