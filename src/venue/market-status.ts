/**
 * SecurityStatusRequest(e) and TradingSessionStatusRequest(g): where an instrument and the trading session stand, once or
 * with every change. The trading session is that of the instrument whose feed is SESS, else of the first one.
 */
import { formatDecimal, trimDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { BusinessRejectReason } from '../fix/reject-reasons.ts'
import type { Instrument, VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { hasValue } from './market-data-messages.ts'
import { isDaySession } from './mass-scope.ts'
import { bodyOf, type Part } from './message-body.ts'
import type { VenueSession } from './seam.ts'

/** Subscriptions of one session, of both kinds together. */
const MOST_SUBSCRIPTIONS = 100
const SECURITY_STATUS = 'f'
const SESSION_STATUS = 'h'
const SUBSCRIBE = '1'
const UNSUBSCRIBE = '2'

/** SecurityTradingStatus(326). */
const Security = { Halt: 2, Resume: 3, Ready: 17, NotAvailable: 18, Unknown: 20, PreOpen: 21 } as const
/** TradSesStatus(340). */
const SessionPhase = { open: 2, halted: 1, closed: 3, preOpen: 4 } as const
const REQUEST_REJECTED = 6
const UNKNOWN_SESSION = 1
/** HaltReason(327): news pending, as the character of FIX.4.x and as the number of FIX.5.0. */
const NEWS_PENDING = { char: 'P', int: 4 } as const

interface Watch {
  readonly session: VenueSession
  /** SecurityStatusReqID(324), TradSesReqID(335). */
  readonly requestID: string
  /** Undefined: the trading session. */
  readonly symbol: string | undefined
  readonly tradingSessionID: string
  told: Instrument['phase'] | undefined
}

export class MarketStatus {
  readonly #context: VenueContext
  /** By session, and by message type and request. */
  readonly #watches = new Map<string, Map<string, Watch>>()

  constructor(context: VenueContext) {
    this.#context = context
  }

  answer(message: Message, session: VenueSession): void {
    const ofSecurity = message.msgType === 'e'
    const requestID = message.text(ofSecurity ? DeskTag.SecurityStatusReqID : DeskTag.TradSesReqID) ?? ''
    const key = `${message.msgType}\u0001${requestID}`
    const mine = this.#watches.get(session.id) ?? new Map<string, Watch>()
    const type = message.text(DeskTag.SubscriptionRequestType)
    if (type === UNSUBSCRIBE) {
      mine.delete(key)
      return
    }
    const asked = message.text(DeskTag.TradingSessionID)
    const watch: Watch = {
      session,
      requestID,
      symbol: ofSecurity ? (message.text(DeskTag.Symbol) ?? '') : undefined,
      tradingSessionID: asked ?? dayOf(session.dictionary),
      told: undefined,
    }
    if (!ofSecurity && asked !== undefined && !isDaySession(asked)) return this.#refuse(message, watch)
    const full = type === SUBSCRIBE && mine.size >= MOST_SUBSCRIPTIONS && !mine.has(key)
    this.#tell(watch, false, full ? `not subscribed: at most ${MOST_SUBSCRIPTIONS} status subscriptions` : undefined)
    if (type !== SUBSCRIBE || full || watch.told === undefined) return
    mine.set(key, watch)
    this.#watches.set(session.id, mine)
  }

  /** Something may have changed: whoever watches it is told, once for each change. */
  review(): void {
    for (const mine of this.#watches.values())
      for (const watch of mine.values()) if (this.#instrument(watch)?.phase !== watch.told) this.#tell(watch, true)
  }

  forget(session: VenueSession): void {
    this.#watches.delete(session.id)
  }

  #instrument({ symbol }: Watch): Instrument | undefined {
    const { instruments } = this.#context
    if (symbol !== undefined) return instruments.get(symbol)
    const all = [...instruments.values()]
    return all.find(({ row }) => row.feed === 'SESS') ?? all[0]
  }

  /** An unknown trading session. Before FIX.4.4 the status message can not say so. */
  #refuse(message: Message, { session, requestID, tradingSessionID }: Watch): void {
    const text = `no trading session ${tradingSessionID}: the only one is ${dayOf(session.dictionary)}`
    if (!hasValue(session.dictionary, DeskTag.TradSesStatus, String(REQUEST_REJECTED))) {
      this.#context.businessReject(session, message, BusinessRejectReason.UnknownID, text, tradingSessionID)
      return
    }
    this.#send(session, SESSION_STATUS, [
      [DeskTag.TradSesReqID, requestID],
      [DeskTag.TradingSessionID, tradingSessionID],
      [DeskTag.TradSesStatus, REQUEST_REJECTED],
      [DeskTag.TradSesStatusRejReason, UNKNOWN_SESSION],
      [DeskTag.Text, text],
    ])
  }

  #send(session: VenueSession, msgType: string, parts: readonly Part[]): void {
    const rule = msgType === SECURITY_STATUS ? 'S:HALT' : 'D:SESS'
    this.#context.send(session, msgType, bodyOf(session.dictionary, msgType, parts), { rule })
  }

  #tell(watch: Watch, unsolicited: boolean, text?: string): void {
    const instrument = this.#instrument(watch)
    const parts: Part[] = [
      [DeskTag.UnsolicitedIndicator, unsolicited ? 'Y' : undefined],
      [DeskTag.TransactTime, formatUtcTimestamp(this.#context.now)],
      [DeskTag.Text, text],
    ]
    if (watch.symbol === undefined) {
      this.#send(watch.session, SESSION_STATUS, [
        [DeskTag.TradSesReqID, watch.requestID],
        [DeskTag.TradingSessionID, watch.tradingSessionID],
        [DeskTag.TradSesStatus, SessionPhase[instrument?.phase ?? 'closed']],
        ...parts,
      ])
    } else {
      const { dictionary } = watch.session
      const status = instrument === undefined ? Security.Unknown : statusOf(dictionary, instrument.phase, watch.told)
      this.#send(watch.session, SECURITY_STATUS, [
        [DeskTag.SecurityStatusReqID, watch.requestID],
        [DeskTag.Symbol, watch.symbol],
        [DeskTag.SecurityTradingStatus, status],
        [DeskTag.HaltReason, status === Security.Halt ? haltReason(dictionary) : undefined],
        [DeskTag.LastPx, instrument && formatDecimal(trimDecimal(instrument.last))],
        ...parts,
      ])
    }
    watch.told = instrument?.phase
  }
}

function statusOf(dictionary: Dictionary, phase: Instrument['phase'], before: Instrument['phase'] | undefined): number {
  if (phase === 'halted') return Security.Halt
  if (phase === 'open') return before === 'halted' ? Security.Resume : Security.Ready
  const preOpen = phase === 'preOpen' && hasValue(dictionary, DeskTag.SecurityTradingStatus, String(Security.PreOpen))
  return preOpen ? Security.PreOpen : Security.NotAvailable
}

function haltReason(dictionary: Dictionary): string | number {
  return dictionary.fieldByTag(DeskTag.HaltReason)?.type === 'INT' ? NEWS_PENDING.int : NEWS_PENDING.char
}

/** TradingSessionID(336) of the one trading session: a value of the list where the version has one. */
function dayOf(dictionary: Dictionary): string {
  return hasValue(dictionary, DeskTag.TradingSessionID, '1') ? '1' : 'DAY'
}
