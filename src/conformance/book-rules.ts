/**
 * The books that a venue's market data makes, held against the rules by which a book can be: built from the messages of
 * one subscription, whoever sent them, and looked at behind each of them.
 *
 * @see application cases §6.3, rules MDB-1 to MDB-12
 */
import { compare, isPositive, parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import { type Entry, entriesOf, type Level, levelOf, MDTag, positionOf, sizeOf } from './market-data-entries.ts'

const SNAPSHOT = 'W'
const UPDATE = 'X'
const EMPTY_BOOK = 'J'
const Action = { New: '0', Change: '1', Delete: '2', DeleteThru: '3', DeleteFrom: '4', Overlay: '5' } as const

interface Book {
  readonly bids: Level[]
  readonly offers: Level[]
  rptSeq: number | undefined
}

export interface BooksJudged {
  readonly snapshots: number
  readonly updates: number
  /** What is wrong, in sentences; empty for market data that is in order. A book that is wrong is not looked at again. */
  readonly faults: readonly string[]
}

/**
 * @param messages - W and X of one subscription, in the order in which they came
 * @param depth - MarketDepth(264) of the request, 0 for all levels
 */
export function judgeBooks(messages: readonly Message[], depth: number): BooksJudged {
  const books = new Map<string, Book>()
  const wrong = new Set<string>()
  const faults: string[] = []
  const fault = (symbol: string, text: string | undefined): void => {
    if (text === undefined || wrong.has(symbol)) return
    wrong.add(symbol)
    faults.push(`${symbol}: ${text}`)
  }
  let snapshots = 0
  let updates = 0
  for (const message of messages) {
    const named = message.text(MDTag.Symbol) ?? ''
    const changed = new Set<string>()
    if (message.msgType === SNAPSHOT) {
      snapshots++
      changed.add(named)
      const { book, fault: why } = bookOf(message)
      books.set(named, book)
      fault(named, why)
    } else if (message.msgType === UPDATE) {
      updates++
      let symbol = named
      for (const entry of entriesOf(message)) {
        symbol = entry.text(MDTag.Symbol) ?? symbol
        changed.add(symbol)
        const book = books.get(symbol)
        fault(symbol, book === undefined ? 'an update came before any snapshot' : apply(book, entry))
      }
      for (const each of changed) cut(books.get(each), depth)
    }
    for (const symbol of changed) fault(symbol, whyNot(books.get(symbol), depth))
  }
  return { snapshots, updates, faults }
}

function sideOf(book: Book, entry: Entry): Level[] | undefined {
  const type = entry.text(MDTag.MDEntryType)
  return type === '0' ? book.bids : type === '1' ? book.offers : undefined
}

function bookOf(message: Message): { book: Book; fault: string | undefined } {
  const book: Book = { bids: [], offers: [], rptSeq: undefined }
  const numbered = new Map<Level[], number[]>()
  for (const entry of entriesOf(message)) {
    if (entry.firstTag !== MDTag.MDEntryType)
      return { book, fault: `an entry of a snapshot begins with ${entry.firstTag}, not with MDEntryType(269)` }
    const rptSeq = entry.text(MDTag.RptSeq)
    if (rptSeq !== undefined) book.rptSeq = Math.max(book.rptSeq ?? 0, Number(rptSeq))
    const side = sideOf(book, entry)
    const level = levelOf(entry)
    if (side === undefined) continue
    if (level === undefined) return { book, fault: 'a level of the snapshot has no MDEntryPx(270)' }
    const position = positionOf(entry)
    if (position !== undefined) numbered.set(side, [...(numbered.get(side) ?? []), position])
    side.push(level)
  }
  for (const [side, positions] of numbered) {
    if (positions.length !== side.length)
      return { book, fault: 'some levels of a side have positions, and some have none' }
    if (
      new Set(positions).size !== side.length ||
      Math.min(...positions) !== 1 ||
      Math.max(...positions) !== side.length
    )
      return { book, fault: `the levels of a side have the positions ${positions.join(', ')}` }
    const ranked = side.map((level, i) => ({ level, at: positions[i] ?? 0 })).sort((a, b) => a.at - b.at)
    side.splice(0, side.length, ...ranked.map(({ level }) => level))
  }
  // Without positions the price ranks them, in whatever order they came.
  if (!numbered.has(book.bids)) book.bids.sort((a, b) => compare(b.px, a.px))
  if (!numbered.has(book.offers)) book.offers.sort((a, b) => compare(a.px, b.px))
  return { book, fault: undefined }
}

/** @returns why the entry can not be of this book */
function apply(book: Book, entry: Entry): string | undefined {
  if (entry.firstTag !== MDTag.MDUpdateAction)
    return `an entry of an update begins with ${entry.firstTag}, not with MDUpdateAction(279)`
  const rptSeq = entry.text(MDTag.RptSeq)
  const before = book.rptSeq
  if (rptSeq !== undefined) book.rptSeq = Number(rptSeq)
  if (before !== undefined && rptSeq !== undefined && Number(rptSeq) !== before + 1)
    return `RptSeq(83) ${rptSeq} follows ${before}`
  if (entry.text(MDTag.MDEntryType) === EMPTY_BOOK) {
    book.bids.length = 0
    book.offers.length = 0
    return undefined
  }
  const side = sideOf(book, entry)
  return side === undefined ? undefined : change(side, side === book.bids, entry)
}

function change(side: Level[], isBid: boolean, entry: Entry): string | undefined {
  const action = entry.text(MDTag.MDUpdateAction)
  const at = indexOf(side, entry)
  const level = levelOf(entry)
  const position = positionOf(entry)
  if (action === Action.New) {
    if (level === undefined) return 'a new level has no MDEntryPx(270)'
    const byPrice = side.findIndex(({ px }) => (isBid ? compare(px, level.px) < 0 : compare(px, level.px) > 0))
    const place = position === undefined ? (byPrice < 0 ? side.length : byPrice) : position - 1
    if (place < 0 || place > side.length) return `a level is new at position ${position} of ${side.length}`
    if (position === undefined && at >= 0) return 'a level is new that is there already'
    side.splice(place, 0, level)
    return undefined
  }
  const old = side[at]
  if (action === Action.Overlay && old === undefined && position === side.length + 1 && level !== undefined) {
    side.push(level)
    return undefined
  }
  if (old === undefined) return `MDUpdateAction(279) ${action} is about a level that is not there`
  if (action === Action.Delete) side.splice(at, 1)
  else if (action === Action.DeleteThru) side.splice(0, at + 1)
  else if (action === Action.DeleteFrom) side.splice(at)
  else if (action === Action.Change || action === Action.Overlay)
    side[at] = { ...old, ...level, id: level?.id ?? old.id, px: level?.px ?? old.px, size: sizeOf(entry) ?? old.size }
  else return `MDUpdateAction(279) ${action} is not known`
  return undefined
}

/** By MDEntryID(278), else by position, else by price. */
function indexOf(side: readonly Level[], entry: Entry): number {
  const id = entry.text(MDTag.MDEntryID)
  if (id !== undefined && side.some((level) => level.id !== undefined))
    return side.findIndex((level) => level.id === id)
  const position = positionOf(entry)
  if (position !== undefined) return position >= 1 && position <= side.length ? position - 1 : -1
  const px = parseDecimal(entry.text(MDTag.MDEntryPx))
  return px === undefined ? -1 : side.findIndex((level) => compare(level.px, px) === 0)
}

/** What exceeds the depth is pushed out without a word. */
function cut(book: Book | undefined, depth: number): void {
  if (book === undefined || depth <= 0) return
  book.bids.splice(depth)
  book.offers.splice(depth)
}

/** @returns why there can be no such book */
function whyNot(book: Book | undefined, depth: number): string | undefined {
  if (book === undefined) return undefined
  const { bids, offers } = book
  for (const [name, side, falls] of [
    ['bids', bids, true],
    ['offers', offers, false],
  ] as const) {
    if (depth > 0 && side.length > depth) return `${side.length} ${name}, and ${depth} were asked for`
    if (side.some(({ size }) => size !== undefined && !isPositive(size))) return `the ${name} have a level without size`
    // Of orders several may stand at one price; of levels each has its own.
    const apart = side.every(({ id }) => id === undefined)
    const unordered = side.some((level, i) => {
      const next = side[i + 1]
      if (next === undefined) return false
      const order = falls ? compare(level.px, next.px) : compare(next.px, level.px)
      return apart ? order <= 0 : order < 0
    })
    if (unordered) return `the ${name} do not ${falls ? 'fall' : 'rise'}`
  }
  const [bid, offer] = [bids[0], offers[0]]
  const crossed = bid !== undefined && offer !== undefined && compare(bid.px, offer.px) >= 0
  return crossed && !bid.conditional && !offer.conditional ? 'the best bid is not below the best offer' : undefined
}
