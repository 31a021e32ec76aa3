/**
 * Market data: subscriptions, and the books that they build. A book that a message can not be of is not shown any more,
 * and is asked for anew.
 *
 * @see application cases §6.3
 */
import { parseDecimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { Book, type BookSide, type Change } from './book.ts'
import type { ClientContext, ClientDesk } from './context.ts'
import { entriesOf, type GroupEntry } from './group-entries.ts'
import { statedIn } from './order.ts'
import { AppMsg, AppTag } from './tags.ts'

/** Price and size of each level, the best first. */
export interface ShownBook {
  readonly bids: readonly (readonly [px: string, size: string])[]
  readonly offers: readonly (readonly [px: string, size: string])[]
}

interface Subscription {
  mdReqID: string
  readonly fields: readonly Field[]
  readonly symbols: readonly string[]
  readonly depth: number
  /** How often it was asked for anew because a book was not valid. */
  recoveries: number
}

interface SymbolBook {
  readonly book: Book
  /** False before the snapshot, and when a message can not be of it. */
  valid: boolean
  /** The last RptSeq(83), where the feed has one. */
  rptSeq: number | undefined
}

/** So many books are kept, and so often a subscription is asked for anew: the venue decides what comes. */
const BOOKS_MAX = 10_000
const RECOVERIES_MAX = 5

const SUBSCRIBE = '1'
const UNSUBSCRIBE = '2'
/** MDEntryType(269): the book is emptied. */
const EMPTY_BOOK = 'J'

export class MarketDataDesk implements ClientDesk {
  readonly msgTypes = [
    AppMsg.MarketDataSnapshotFullRefresh,
    AppMsg.MarketDataIncrementalRefresh,
    AppMsg.MarketDataRequestReject,
  ]
  readonly #ctx: ClientContext
  readonly #subscriptions = new Map<string, Subscription>()
  readonly #books = new Map<string, SymbolBook>()

  constructor(ctx: ClientContext) {
    this.#ctx = ctx
  }

  book(symbol: string): ShownBook | undefined {
    const kept = this.#books.get(symbol)
    return kept?.valid === true ? { bids: kept.book.levels('0'), offers: kept.book.levels('1') } : undefined
  }

  subscriptionTo(symbol: string | undefined): string | undefined {
    return this.#of(symbol)?.mdReqID
  }

  #of(symbol: string | undefined): Subscription | undefined {
    return [...this.#subscriptions.values()].findLast(({ symbols }) => symbol === undefined || symbols.includes(symbol))
  }

  onSend(msgType: string, fields: readonly Field[]): string | undefined {
    if (msgType !== AppMsg.MarketDataRequest) return undefined
    const mdReqID = statedIn(fields, AppTag.MDReqID) ?? ''
    if (statedIn(fields, AppTag.SubscriptionRequestType) === UNSUBSCRIBE) {
      this.#subscriptions.delete(mdReqID)
      return undefined
    }
    const symbols = fields.filter(([tag]) => tag === AppTag.Symbol).map(([, value]) => String(value))
    const depth = Number(statedIn(fields, AppTag.MarketDepth) ?? 0)
    this.#subscriptions.set(mdReqID, { mdReqID, fields, symbols, depth, recoveries: 0 })
    return undefined
  }

  onSessionDown(): void {
    for (const kept of this.#books.values()) kept.valid = false
  }

  /** What was subscribed to on the old connection is asked for on the new one. */
  onSessionUp(): void {
    for (const subscription of [...this.#subscriptions.values()]) {
      if (isLasting(subscription)) this.#subscribe(subscription)
    }
  }

  onMessage(message: Message): void {
    const mdReqID = message.text(AppTag.MDReqID)
    if (message.msgType === AppMsg.MarketDataRequestReject) {
      this.#subscriptions.delete(mdReqID ?? '')
      const reason = message.text(AppTag.MDReqRejReason) ?? 'not stated'
      return this.#ctx.alarm(`market data request ${mdReqID} is refused, MDReqRejReason ${reason}`, mdReqID)
    }
    // What was under way when a subscription ended, or was asked for anew, is of no book any more.
    if (mdReqID !== undefined && !this.#subscriptions.has(mdReqID)) return
    if (message.msgType === AppMsg.MarketDataSnapshotFullRefresh) this.#onSnapshot(message, mdReqID)
    else this.#onIncrement(message)
  }

  #onSnapshot(message: Message, mdReqID: string | undefined): void {
    const symbol = message.text(AppTag.Symbol) ?? ''
    if (!this.#books.has(symbol) && this.#books.size >= BOOKS_MAX) return
    const subscription = this.#subscriptions.get(mdReqID ?? '')
    const book = new Book(subscription?.depth ?? 0, this.#ctx.manner)
    for (const entry of entriesOf(message, AppTag.NoMDEntries)) {
      const { side, px, size, id } = changeOf(entry)
      if (isSide(side) && px !== undefined) book.add(side, { id, px, size: size ?? { units: 0n, scale: 0 } })
    }
    this.#books.set(symbol, { book, valid: true, rptSeq: message.int(AppTag.RptSeq) })
    this.#judge(symbol, book.fault())
    if (subscription !== undefined && !isLasting(subscription)) this.#subscriptions.delete(subscription.mdReqID)
  }

  /** Entries apply in their order; nobody sees the book between them. */
  #onIncrement(message: Message): void {
    const changed = new Set<string>()
    let symbol = message.text(AppTag.Symbol) ?? ''
    for (const entry of entriesOf(message, AppTag.NoMDEntries)) {
      symbol = entry.text(AppTag.Symbol) ?? symbol
      const kept = this.#books.get(symbol)
      if (kept?.valid !== true) continue
      changed.add(symbol)
      this.#judge(symbol, this.#gap(kept, entry) ?? apply(kept.book, entry))
    }
    for (const each of changed) {
      const kept = this.#books.get(each)
      if (kept?.valid === true) this.#judge(each, kept.book.fault())
    }
  }

  /** RptSeq(83) counts the changes of an instrument without a gap. */
  #gap(kept: SymbolBook, entry: GroupEntry): string | undefined {
    const text = entry.text(AppTag.RptSeq)
    if (text === undefined) return undefined
    const rptSeq = Number(text)
    const { rptSeq: before = rptSeq } = kept
    kept.rptSeq = rptSeq
    return rptSeq > before + 1 ? `RptSeq ${rptSeq} after ${before}` : undefined
  }

  /** A book with a fault is not used any more; its subscription begins anew. */
  #judge(symbol: string, fault: string | undefined): void {
    const kept = this.#books.get(symbol)
    if (fault === undefined || kept?.valid !== true) return
    if (this.#tolerates()) return
    kept.valid = false
    this.#ctx.alarm(`book of ${symbol}: ${fault}`, symbol)
    const subscription = this.#of(symbol)
    if (subscription === undefined || !isLasting(subscription) || subscription.recoveries >= RECOVERIES_MAX) return
    subscription.recoveries++
    this.#ctx.send(AppMsg.MarketDataRequest, this.#fieldsOf(subscription, UNSUBSCRIBE), subscription.mdReqID)
    this.#subscribe(subscription)
  }

  /** A faulty client does not look at what it has built. */
  #tolerates(): boolean {
    const { keepsSizeZero, changesDeletedLevels, addsOnUnknownDelete } = this.#ctx.manner
    return keepsSizeZero || changesDeletedLevels || addsOnUnknownDelete
  }

  /** Under a new MDReqID(262): the old one may still be live at the venue. */
  #subscribe(subscription: Subscription): void {
    this.#subscriptions.delete(subscription.mdReqID)
    subscription.mdReqID = this.#ctx.newID()
    this.#subscriptions.set(subscription.mdReqID, subscription)
    this.#ctx.send(AppMsg.MarketDataRequest, this.#fieldsOf(subscription, SUBSCRIBE), subscription.mdReqID)
    for (const symbol of subscription.symbols) {
      const kept = this.#books.get(symbol)
      if (kept !== undefined) kept.valid = false
    }
  }

  #fieldsOf({ fields, mdReqID }: Subscription, type: string): readonly Field[] {
    return fields.map(([tag, value]): Field => {
      if (tag === AppTag.MDReqID) return [tag, mdReqID]
      return tag === AppTag.SubscriptionRequestType ? [tag, type] : [tag, value]
    })
  }
}

function isLasting({ fields }: Subscription): boolean {
  return statedIn(fields, AppTag.SubscriptionRequestType) === SUBSCRIBE
}

function isSide(type: string): type is BookSide {
  return type === '0' || type === '1'
}

/** Trades and statistics change no book. */
function apply(book: Book, entry: GroupEntry): string | undefined {
  const change = changeOf(entry)
  if (change.side === EMPTY_BOOK) {
    book.clear()
    return undefined
  }
  return isSide(change.side) ? book.apply({ ...change, side: change.side }) : undefined
}

function changeOf(entry: GroupEntry): Omit<Change, 'side'> & { readonly side: string } {
  const position = entry.text(AppTag.MDPriceLevel) ?? entry.text(AppTag.MDEntryPositionNo)
  return {
    action: entry.text(AppTag.MDUpdateAction) ?? '',
    side: entry.text(AppTag.MDEntryType) ?? '',
    id: entry.text(AppTag.MDEntryID),
    position: position === undefined ? undefined : Number(position),
    px: parseDecimal(entry.text(AppTag.MDEntryPx)),
    size: parseDecimal(entry.text(AppTag.MDEntrySize)),
  }
}
