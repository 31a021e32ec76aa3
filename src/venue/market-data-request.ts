/** MarketDataRequest(V) as the desk understands it, or why it is refused. */
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { groupEntries } from './group-entries.ts'
import type { VenueSession } from './seam.ts'

/** Subscriptions of one session. */
export const MOST_SUBSCRIPTIONS = 100
/** Instruments in one request. */
const MOST_SYMBOLS = 100

/** MDEntryType(269). */
export const EntryType = { Bid: '0', Offer: '1', Trade: '2', EmptyBook: 'J' } as const
const ENTRY_TYPES: ReadonlySet<string> = new Set([EntryType.Bid, EntryType.Offer, EntryType.Trade])
const BOOK_TYPES: ReadonlySet<string> = new Set([EntryType.Bid, EntryType.Offer])

/** MDReqRejReason(281). */
const Reason = {
  UnknownSymbol: '0',
  DuplicateMDReqID: '1',
  InsufficientBandwidth: '2',
  InsufficientPermissions: '3',
  SubscriptionType: '4',
  MarketDepth: '5',
  UpdateType: '6',
  AggregatedBook: '7',
  EntryType: '8',
  Scope: 'A',
  ImplicitDelete: 'C',
} as const

/** SymbolRow.feed of an instrument with one level, bids and offers only, and snapshots only. */
const LIMITED = 'LIMIT'

export interface Subscription {
  readonly mdReqID: string
  readonly session: VenueSession
  readonly symbols: readonly string[]
  /** Levels of each side; Infinity for MarketDepth(264) 0. */
  readonly depth: number
  /** Values of MDEntryType(269). */
  readonly types: ReadonlySet<string>
  /** A snapshot for each change, in place of increments. */
  readonly fullRefresh: boolean
}

export type MarketDataRequest =
  | { readonly kind: 'snapshot' | 'subscribe'; readonly wanted: Subscription }
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'refused'; readonly reason: string; readonly text: string }

/** @param live - MDReqID(262) of the session's subscriptions */
export function readMarketDataRequest(
  context: VenueContext,
  message: Message,
  session: VenueSession,
  live: ReadonlySet<string>,
): MarketDataRequest {
  const mdReqID = message.text(DeskTag.MDReqID) ?? ''
  const type = message.text(DeskTag.SubscriptionRequestType)
  if (type === '2') return { kind: 'unsubscribe' }
  if (type !== '0' && type !== '1') return refused(Reason.SubscriptionType, 'SubscriptionRequestType(263) is 0, 1 or 2')
  if (live.has(mdReqID)) return refused(Reason.DuplicateMDReqID, `a subscription ${mdReqID} is live`)
  if (type === '1' && live.size >= MOST_SUBSCRIPTIONS)
    return refused(Reason.InsufficientBandwidth, `at most ${MOST_SUBSCRIPTIONS} subscriptions for a session`)
  if (isBarred(context, message, session)) return refused(Reason.InsufficientPermissions, 'not entitled to market data')
  const symbols = [
    ...new Set(
      groupEntries(message, session.dictionary, DeskTag.NoRelatedSym).map((entry) => entry.text(DeskTag.Symbol) ?? ''),
    ),
  ]
  if (symbols.length > MOST_SYMBOLS)
    return refused(Reason.InsufficientBandwidth, `at most ${MOST_SYMBOLS} instruments in one request`)
  const unknown = symbols.find((symbol) => !context.instruments.has(symbol))
  if (unknown !== undefined) return refused(Reason.UnknownSymbol, `unknown symbol ${unknown}`)
  const types = new Set(
    groupEntries(message, session.dictionary, DeskTag.NoMDEntryTypes).map(
      (entry) => entry.text(DeskTag.MDEntryType) ?? '',
    ),
  )
  const limited = symbols.some((symbol) => context.instruments.get(symbol)?.row.feed === LIMITED)
  const unsupported = variantRefusal(message, type === '1', types, limited)
  if (unsupported !== undefined) return unsupported
  const depth = message.int(DeskTag.MarketDepth) ?? 0
  const fullRefresh = message.text(DeskTag.MDUpdateType) === '0'
  const wanted = {
    mdReqID,
    session,
    symbols,
    depth: depth === 0 ? Number.POSITIVE_INFINITY : depth,
    types,
    fullRefresh,
  }
  return { kind: type === '1' ? 'subscribe' : 'snapshot', wanted }
}

function refused(reason: string, text: string): MarketDataRequest {
  return { kind: 'refused', reason, text }
}

function variantRefusal(
  message: Message,
  updates: boolean,
  types: ReadonlySet<string>,
  limited: boolean,
): MarketDataRequest | undefined {
  const depth = message.int(DeskTag.MarketDepth) ?? Number.NaN
  if (!(depth >= 0) || (limited && depth !== 1))
    return refused(
      Reason.MarketDepth,
      limited ? 'MarketDepth(264) is 1 here' : 'MarketDepth(264) is 0 (all), 1 or more',
    )
  const known = limited ? BOOK_TYPES : ENTRY_TYPES
  const strange = [...types].find((type) => !known.has(type))
  if (strange !== undefined)
    return refused(Reason.EntryType, `MDEntryType(269) ${strange} is not offered: ${[...known].join(', ')}`)
  const updateType = message.text(DeskTag.MDUpdateType)
  if (updates && updateType === undefined)
    return refused(Reason.UpdateType, 'MDUpdateType(265) is needed for a subscription')
  if (limited && updateType === '1') return refused(Reason.UpdateType, 'full refresh only: MDUpdateType(265) 0')
  if (message.text(DeskTag.AggregatedBook) === 'N')
    return refused(Reason.AggregatedBook, 'the book is by price level: AggregatedBook(266) Y')
  const scope = message.text(DeskTag.Scope)
  if (scope !== undefined && !scope.split(' ').includes('1'))
    return refused(Reason.Scope, 'Scope(546) is 1, the local market')
  if (message.text(DeskTag.MDImplicitDelete) === 'N')
    return refused(Reason.ImplicitDelete, 'levels beyond the depth are deleted by the client: MDImplicitDelete(547) Y')
  return undefined
}

/**
 * A market data request names no account before FIX.5.0: SenderSubID(50) or OnBehalfOfCompID(115) stands for it, and a
 * party where the version has parties.
 */
function isBarred(context: VenueContext, message: Message, session: VenueSession): boolean {
  const parties = groupEntries(message, session.dictionary, DeskTag.NoPartyIDs).map((e) => e.text(DeskTag.PartyID))
  const names = [message.text(Tag.SenderSubID), message.text(Tag.OnBehalfOfCompID), ...parties]
  return context.persona.rules.some(
    ({ manner, when }) =>
      manner?.noMarketData === true && names.some((name) => name !== undefined && when.account?.includes(name)),
  )
}
