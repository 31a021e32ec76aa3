/** The feed of one instrument: its book, its last trade, and what happens in it by itself. */
import { decimal } from '../codec/decimal.ts'
import { BookDraft, openingBook, other } from './book-draft.ts'
import type { Instrument } from './desk.ts'
import type { LastTrade } from './market-data-messages.ts'
import { type BookChange, type BookSide, MOST_LEVELS, PriceBook } from './price-book.ts'

/** What a feed sends; the last three are faults on purpose, which change no book. */
export type FeedEvent =
  | { readonly do: 'book'; readonly changes: readonly BookChange[] }
  | { readonly do: 'trade'; readonly trade: LastTrade }
  | { readonly do: 'clear' }
  | { readonly do: 'badDelete' | 'badChange' | 'empty' | 'gap' }

/** Feeds by SymbolRow.feed that go on by themselves while somebody is subscribed. */
const ALIVE: ReadonlySet<string> = new Set([
  'BOOK',
  'BOOK5',
  'SHIFT',
  'BURST',
  'TRADE',
  'BADDEL',
  'BADCHG',
  'RPTGAP',
  'LIMIT',
])
/** A faulty feed is at fault in this tick of so many, and healthy in the others. */
const FAULT_TICK = 3
const FAULT_PERIOD = 10
const LOT = decimal(100)
const LOTS = 9

export class MarketFeed {
  /** Set anew when another persona lists the symbol. */
  instrument: Instrument
  readonly book: PriceBook
  lastTrade: LastTrade
  #ticks = 0

  constructor(instrument: Instrument, now: number) {
    const { row } = instrument
    this.instrument = instrument
    this.book = row.feed === 'EMPTYMD' ? new PriceBook() : openingBook(decimal(row.reference), decimal(row.tick))
    this.lastTrade = { px: instrument.last, qty: LOT, at: now }
  }

  get isAlive(): boolean {
    return ALIVE.has(this.instrument.row.feed ?? '')
  }

  draft(work: (draft: BookDraft) => void): FeedEvent {
    const { row } = this.instrument
    const draft = new BookDraft(this.book, decimal(row.reference), decimal(row.tick))
    work(draft)
    return { do: 'book', changes: draft.changes }
  }

  /** What the feed does next by itself. @param random - between 0 and 1 */
  tick(now: number, random: () => number): FeedEvent {
    this.#ticks++
    const faulty = this.#ticks % FAULT_PERIOD === FAULT_TICK
    const side: BookSide = this.#ticks % 2 === 0 ? 'offer' : 'bid'
    switch (this.instrument.row.feed) {
      case 'SHIFT':
        return this.draft((draft) => draft.insert(side, 0))
      case 'BURST':
        return this.draft((draft) => {
          draft.takeOver(side)
          draft.change(other(side), 0, LOT)
          draft.append(side)
        })
      case 'TRADE':
        return this.#trade(now, random)
      case 'BOOK5':
        return this.#wide(random)
      case 'BADDEL':
        return faulty ? { do: 'badDelete' } : this.#walk(now, random)
      case 'BADCHG':
        return faulty ? { do: 'badChange' } : this.#walk(now, random)
      case 'RPTGAP':
        return faulty ? { do: 'gap' } : this.#walk(now, random)
      default:
        return this.#walk(now, random)
    }
  }

  #trade(now: number, random: () => number): FeedEvent {
    const side: BookSide = random() < 0.5 ? 'bid' : 'offer'
    const px = this.book.levels(side)[0]?.px ?? this.instrument.last
    return { do: 'trade', trade: { px, qty: LOT, at: now } }
  }

  #walk(now: number, random: () => number): FeedEvent {
    const kind = random()
    if (kind > 0.9) return this.#trade(now, random)
    const side: BookSide = random() < 0.5 ? 'bid' : 'offer'
    const count = this.book.levels(side).length
    const at = Math.floor(random() * count)
    const qty = decimal(100 * (1 + Math.floor(random() * LOTS)))
    return this.draft((draft) => {
      if (count < MOST_LEVELS && kind > 0.75) draft.append(side, qty)
      else if (kind > 0.6 && count > 2) draft.delete(side, at)
      else if (kind > 0.4) draft.insert(side, at, qty)
      else draft.change(side, at, qty)
      // The market never runs dry by itself.
      if (draft.levels(side).length < 2) draft.append(side)
      if (draft.changes.length === 0) draft.change(side, at, qty)
    })
  }

  #wide(random: () => number): FeedEvent {
    const side: BookSide = random() < 0.5 ? 'bid' : 'offer'
    const at = Math.floor(random() * this.book.levels(side).length)
    const kind = random()
    return this.draft((draft) => {
      if (kind < 0.3 && at < 2) draft.deleteThrough(side, at)
      else if (kind < 0.6 && at > 1) draft.deleteFrom(side, at)
      else draft.overlay(side, at)
      while (draft.levels(side).length < 2) {
        const before = draft.changes.length
        draft.append(side)
        if (draft.changes.length === before) break
      }
      if (kind > 0.8) draft.append(side)
    })
  }
}
