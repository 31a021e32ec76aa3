/**
 * MassQuote(i): each entry stands or falls for itself; the answer is MassQuoteAcknowledgement(b), as far as
 * QuoteResponseLevel(301) asks for it.
 */
import { compare, type Decimal, decimal, isMultipleOf, isPositive, isZero, parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import type { VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { type GroupEntry, groupEntries } from './group-entries.ts'
import type { LiveSide, MemberQuote } from './member-quotes.ts'
import { type MemberQuotes, MOST_QUOTES } from './member-quotes.ts'
import { bodyOf, type Part } from './message-body.ts'
import { QuoteRejectReason, QuoteStatus } from './quote-status.ts'
import type { VenueSession } from './seam.ts'

/** Entries of one message. */
const MOST_ENTRIES = 500
const ACKNOWLEDGEMENT = 'b'

/** QuoteResponseLevel(301); nothing is answered when it is absent, as the standard has it. */
const Level = { None: '0', OnlyErrors: '1', Summary: '3' } as const

/** QuoteEntryRejectReason(368); the first numbers are those of QuoteRejectReason(300). */
const EntryReject = {
  UnknownSymbol: 1,
  ExchangeClosed: 2,
  ExceedsLimit: 3,
  Duplicate: 6,
  InvalidSpread: 7,
  InvalidPrice: 8,
  NotAuthorized: 9,
} as const

/** A size that is not stated. */
const DEFAULT_SIZE = decimal('100')

interface Entry {
  readonly quoteSetID: string
  readonly quoteEntryID: string
  readonly symbol: string
  readonly fields: GroupEntry
}

export interface QuotingRight {
  /** The member's quotes in this instrument were pulled for its protection, and it has not asked for a reset. */
  isProtected(session: VenueSession, symbol: string): boolean
}

export function answerMassQuote(
  context: VenueContext,
  message: Message,
  session: VenueSession,
  quotes: MemberQuotes,
  right: QuotingRight,
): void {
  const sets = groupEntries(message, session.dictionary, DeskTag.NoQuoteSets).map((set) => entriesOf(set))
  const entries = sets.flat()
  const quoteID = message.text(DeskTag.QuoteID) ?? ''
  const answer = (parts: readonly Part[]) => {
    const echoed: Part[] = [
      [DeskTag.QuoteReqID, message.text(DeskTag.QuoteReqID)],
      [DeskTag.QuoteID, quoteID],
      [DeskTag.QuoteResponseLevel, message.text(DeskTag.QuoteResponseLevel)],
    ]
    const body = bodyOf(session.dictionary, ACKNOWLEDGEMENT, [...echoed, ...parts])
    context.send(session, ACKNOWLEDGEMENT, body, { rule: 'R:MQ' })
  }
  const level = message.text(DeskTag.QuoteResponseLevel) ?? Level.None
  const whole = refusalOfAll(entries, session, right)
  if (whole !== undefined) {
    if (level !== Level.None) answer([[DeskTag.QuoteStatus, QuoteStatus.Rejected], ...whole])
    return
  }
  const seen = new Set<string>()
  const outcomes = new Map<Entry, number | undefined>()
  for (const entry of entries) {
    const key = `${entry.quoteSetID}\u0001${entry.quoteEntryID}`
    outcomes.set(entry, seen.has(key) ? EntryReject.Duplicate : place(context, session, quotes, quoteID, entry))
    seen.add(key)
  }
  const rejects = [...outcomes.values()].filter((reason) => reason !== undefined)
  if (level === Level.None || (level === Level.OnlyErrors && rejects.length === 0)) return
  const none = rejects.length === entries.length
  const reason = none && rejects.every((each) => each === rejects[0]) ? rejects[0] : undefined
  const told = (entry: Entry) => level !== Level.OnlyErrors || outcomes.get(entry) !== undefined
  const groups = level === Level.Summary ? [] : sets.map((set) => set.filter(told)).filter((set) => set.length > 0)
  answer([
    [DeskTag.QuoteStatus, none ? QuoteStatus.Rejected : QuoteStatus.Accepted],
    [DeskTag.QuoteRejectReason, reason],
    [DeskTag.NoQuoteSets, groups.map((set) => acknowledged(set, outcomes))],
  ])
}

function entriesOf(set: GroupEntry): Entry[] {
  const quoteSetID = set.text(DeskTag.QuoteSetID) ?? ''
  const underlying = set.text(DeskTag.UnderlyingSymbol)
  return set.entries(DeskTag.NoQuoteEntries).map((fields) => ({
    quoteSetID,
    quoteEntryID: fields.text(DeskTag.QuoteEntryID) ?? '',
    symbol: fields.text(DeskTag.Symbol) ?? underlying ?? '',
    fields,
  }))
}

function refusalOfAll(
  entries: readonly Entry[],
  session: VenueSession,
  right: QuotingRight,
): readonly Part[] | undefined {
  if (entries.length > MOST_ENTRIES)
    return [
      [DeskTag.QuoteRejectReason, QuoteRejectReason.ExceedsLimit],
      [DeskTag.Text, `at most ${MOST_ENTRIES} entries in one MassQuote`],
    ]
  const guarded = entries.find(({ symbol }) => right.isProtected(session, symbol))
  if (guarded === undefined) return undefined
  return [
    [DeskTag.QuoteRejectReason, QuoteRejectReason.NotAuthorized],
    [DeskTag.Text, `market maker protection is on in ${guarded.symbol}: reset by QuoteCancel(Z) with 298=4`],
  ]
}

function acknowledged(set: readonly Entry[], outcomes: ReadonlyMap<Entry, number | undefined>): Part[] {
  const entries = set.map((entry): Part[] => [
    [DeskTag.QuoteEntryID, entry.quoteEntryID],
    [DeskTag.Symbol, entry.symbol],
    [DeskTag.QuoteEntryRejectReason, outcomes.get(entry)],
  ])
  return [
    [DeskTag.QuoteSetID, set[0]?.quoteSetID],
    [DeskTag.TotNoQuoteEntries, set.length],
    [DeskTag.NoQuoteEntries, entries],
  ]
}

/** Puts the entry into the market. @returns why not: QuoteEntryRejectReason(368) */
function place(
  context: VenueContext,
  session: VenueSession,
  quotes: MemberQuotes,
  quoteID: string,
  { quoteSetID, quoteEntryID, symbol, fields }: Entry,
): number | undefined {
  const instrument = context.instruments.get(symbol)
  if (instrument === undefined) return EntryReject.UnknownSymbol
  if (instrument.phase !== 'open') return EntryReject.ExchangeClosed
  const old = quotes.find(session.id, quoteSetID, quoteEntryID)
  if (old === undefined && quotes.count(session.id) >= MOST_QUOTES) return EntryReject.ExceedsLimit
  const before = old === undefined ? undefined : quotes.remaining(old)
  const bid = sideOf(fields.text(DeskTag.BidPx), fields.text(DeskTag.BidSize), before?.bid?.px)
  const offer = sideOf(fields.text(DeskTag.OfferPx), fields.text(DeskTag.OfferSize), before?.offer?.px)
  const tick = decimal(instrument.row.tick)
  for (const side of [bid, offer]) {
    if (side === 'invalid') return EntryReject.InvalidPrice
    if (side === undefined) continue
    if (!isPositive(side.px) || !isMultipleOf(side.px, tick)) return EntryReject.InvalidPrice
    const most = parseDecimal(instrument.row.maxQty)
    if (!isPositive(side.qty) || (most !== undefined && compare(side.qty, most) > 0)) return EntryReject.ExceedsLimit
  }
  if (bid === 'invalid' || offer === 'invalid') return EntryReject.InvalidPrice
  if (bid !== undefined && offer !== undefined && compare(bid.px, offer.px) >= 0) return EntryReject.InvalidSpread
  const quote: MemberQuote = { session: session.id, quoteSetID, quoteEntryID, symbol, quoteID, bid, offer }
  quotes.put(quote)
  return undefined
}

/**
 * A side that an entry does not name, or names with size 0, is withdrawn. A size alone keeps the price that stands.
 *
 * @returns `invalid` for a price or a size that is none, and for a size without any price
 */
function sideOf(
  px: string | undefined,
  size: string | undefined,
  before: Decimal | undefined,
): LiveSide | undefined | 'invalid' {
  if (px === undefined && size === undefined) return undefined
  const qty = size === undefined ? DEFAULT_SIZE : parseDecimal(size)
  if (qty !== undefined && isZero(qty)) return undefined
  const price = px === undefined ? before : parseDecimal(px)
  return qty === undefined || price === undefined ? 'invalid' : { px: price, qty }
}
