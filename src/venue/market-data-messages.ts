/** MarketDataSnapshotFullRefresh(W) and MarketDataIncrementalRefresh(X) of a feed, as one subscription sees it. */
import { type Decimal, formatDecimal, trimDecimal } from '../codec/decimal.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { DeskTag } from './desk-tags.ts'
import { EntryType, type Subscription } from './market-data-request.ts'
import type { Part } from './message-body.ts'
import { type BookSide, type BookUpdate, type Level, type PriceBook, UpdateAction } from './price-book.ts'

export interface LastTrade {
  readonly px: Decimal
  readonly qty: Decimal
  /** Epoch ms. */
  readonly at: number
}

/** What an increment says: a change of the book, a trade, or that the book is empty. */
export type FeedUpdate = BookUpdate | { readonly trade: LastTrade } | { readonly empty: true }

const SIDES: readonly BookSide[] = ['bid', 'offer']

export function entryTypeOf(side: BookSide): string {
  return side === 'bid' ? EntryType.Bid : EntryType.Offer
}

export function hasValue(dictionary: Dictionary, tag: number, value: string): boolean {
  return dictionary.fieldByTag(tag)?.values?.has(value) === true
}

/** The position of a level under the name that the version gives it. */
function positionPart(dictionary: Dictionary, position: number): Part {
  const named = dictionary.fieldByTag(DeskTag.MDPriceLevel) !== undefined
  return [named ? DeskTag.MDPriceLevel : DeskTag.MDEntryPositionNo, position]
}

function levelParts({ px, qty }: Level): Part[] {
  return [
    [DeskTag.MDEntryPx, formatDecimal(trimDecimal(px))],
    [DeskTag.MDEntrySize, formatDecimal(trimDecimal(qty))],
  ]
}

function tradeParts(trade: LastTrade): Part[] {
  const [date, time] = formatUtcTimestamp(trade.at).split('-')
  return [
    [DeskTag.MDEntryType, EntryType.Trade],
    ...levelParts(trade),
    [DeskTag.MDEntryDate, date],
    [DeskTag.MDEntryTime, time],
  ]
}

/** @param rptSeq - RptSeq(83) of the last increment of this instrument, which the snapshot includes */
export function snapshotParts(
  { mdReqID, session, depth, types }: Subscription,
  symbol: string,
  book: PriceBook,
  trade: LastTrade,
  at: { readonly now: number; readonly rptSeq: number },
): Part[] {
  const sequence: Part = [DeskTag.RptSeq, at.rptSeq]
  const levels = SIDES.filter((side) => types.has(entryTypeOf(side))).flatMap((side) =>
    book
      .levels(side)
      .slice(0, depth)
      .map((level, i): Part[] => [
        [DeskTag.MDEntryType, entryTypeOf(side)],
        ...levelParts(level),
        positionPart(session.dictionary, i + 1),
        sequence,
      ]),
  )
  const trades = types.has(EntryType.Trade) ? [[...tradeParts(trade), sequence]] : []
  const entries = [...levels, ...trades]
  // Where the version can say so, an empty book is stated rather than left to a count of 0.
  const empty = entries.length === 0 && hasValue(session.dictionary, DeskTag.MDEntryType, EntryType.EmptyBook)
  return [
    [DeskTag.MDReqID, mdReqID],
    [DeskTag.Symbol, symbol],
    [DeskTag.LastUpdateTime, formatUtcTimestamp(at.now)],
    [DeskTag.NoMDEntries, empty ? [[[DeskTag.MDEntryType, EntryType.EmptyBook], sequence]] : entries],
  ]
}

/** One entry of an increment. */
export function incrementEntry(dictionary: Dictionary, symbol: string, update: FeedUpdate, rptSeq: number): Part[] {
  const action = 'action' in update ? update.action : UpdateAction.New
  return [
    [DeskTag.MDUpdateAction, action],
    [DeskTag.Symbol, symbol],
    [DeskTag.RptSeq, rptSeq],
    ...contentParts(dictionary, update),
  ]
}

function contentParts(dictionary: Dictionary, update: FeedUpdate): Part[] {
  if ('trade' in update) return tradeParts(update.trade)
  if ('empty' in update) return [[DeskTag.MDEntryType, EntryType.EmptyBook]]
  const { side, position, level, action } = update
  const gone =
    action === UpdateAction.Delete || action === UpdateAction.DeleteThrough || action === UpdateAction.DeleteFrom
  return [
    [DeskTag.MDEntryType, entryTypeOf(side)],
    ...levelParts(level).slice(0, gone ? 1 : undefined),
    positionPart(dictionary, position),
  ]
}
