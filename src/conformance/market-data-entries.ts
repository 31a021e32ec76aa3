/** Entries of market data, whatever message they stand in: levels of a book, trades, statistics. */
import { type Decimal, parseDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'

export const MDTag = {
  Symbol: 55,
  RptSeq: 83,
  NoMDEntries: 268,
  MDEntryType: 269,
  MDEntryPx: 270,
  MDEntrySize: 271,
  QuoteCondition: 276,
  MDEntryID: 278,
  MDUpdateAction: 279,
  MDEntryPositionNo: 290,
  MDPriceLevel: 1023,
} as const

/** A level, or an order. A book that may be locked or crossed says so by a QuoteCondition(276). */
export interface Level {
  readonly id: string | undefined
  readonly px: Decimal
  readonly size: Decimal | undefined
  readonly conditional: boolean
}

/** An entry of a message, from its first field up to that of the next one. */
export interface Entry {
  readonly text: (tag: number) => string | undefined
  readonly firstTag: number
}

/** The entries of NoMDEntries(268), in their order. */
export function entriesOf(message: Message): Entry[] {
  const starts: number[] = []
  const stated = message.int(MDTag.NoMDEntries) ?? 0
  const first = message.entryStart(MDTag.NoMDEntries, 0)
  const delimiter = first < 0 ? 0 : message.tagAt(first)
  for (let at = first; at >= 0 && starts.length < stated; at = message.indexOf(delimiter, at + 1)) starts.push(at)
  return starts.map((start, n) => {
    const end = starts[n + 1] ?? message.count
    const text = (tag: number) => {
      const at = message.indexOf(tag, start, end)
      return at < 0 ? undefined : message.textAt(at)
    }
    return { text, firstTag: message.tagAt(start) }
  })
}

/** @returns undefined for an entry without a price */
export function levelOf(entry: Entry): Level | undefined {
  const px = parseDecimal(entry.text(MDTag.MDEntryPx))
  if (px === undefined) return undefined
  const size = parseDecimal(entry.text(MDTag.MDEntrySize))
  return { id: entry.text(MDTag.MDEntryID), px, size, conditional: entry.text(MDTag.QuoteCondition) !== undefined }
}

/** From 1, the best; undefined where the feed numbers no levels. */
export function positionOf(entry: Entry): number | undefined {
  const text = entry.text(MDTag.MDPriceLevel) ?? entry.text(MDTag.MDEntryPositionNo)
  return text === undefined ? undefined : Number(text)
}

export function sizeOf(entry: Entry): Decimal | undefined {
  return parseDecimal(entry.text(MDTag.MDEntrySize))
}
