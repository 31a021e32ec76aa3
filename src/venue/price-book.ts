/**
 * A book of price levels as a market data feed shows it, and the updates by which a reader who sees only so many levels
 * follows each change: what MDUpdateAction(279), MDEntryPositionNo(290) and MDPriceLevel(1023) say.
 *
 * @see application cases §6.3, MDB-1 to MDB-12
 */
import type { Decimal } from '../codec/decimal.ts'

export type BookSide = 'bid' | 'offer'

export interface Level {
  readonly px: Decimal
  readonly qty: Decimal
}

/** A change of the book; `at` is the index of a level, the best is 0. */
export type BookChange =
  | { readonly do: 'insert' | 'overlay'; readonly side: BookSide; readonly at: number; readonly level: Level }
  | { readonly do: 'change'; readonly side: BookSide; readonly at: number; readonly qty: Decimal }
  | { readonly do: 'delete' | 'deleteThrough' | 'deleteFrom'; readonly side: BookSide; readonly at: number }

/** MDUpdateAction(279). */
export const UpdateAction = {
  New: '0',
  Change: '1',
  Delete: '2',
  DeleteThrough: '3',
  DeleteFrom: '4',
  Overlay: '5',
} as const

export interface BookUpdate {
  readonly action: (typeof UpdateAction)[keyof typeof UpdateAction]
  readonly side: BookSide
  /** From 1, the best. */
  readonly position: number
  /** As it is now; for a delete as it was. */
  readonly level: Level
}

/** Levels that a book has at most on each side. */
export const MOST_LEVELS = 5

/** What a reader of the book sees and understands. */
export interface Reader {
  /** Levels on each side; Infinity for all of them. */
  readonly depth: number
  /** Delete through, delete from and overlay exist in its version. */
  readonly wide: boolean
}

export class PriceBook {
  readonly #sides: Record<BookSide, Level[]>

  constructor(bids: readonly Level[] = [], offers: readonly Level[] = []) {
    this.#sides = { bid: [...bids], offer: [...offers] }
  }

  /** The best first. */
  levels(side: BookSide): readonly Level[] {
    return this.#sides[side]
  }

  copy(): PriceBook {
    return new PriceBook(this.#sides.bid, this.#sides.offer)
  }

  apply(change: BookChange): void {
    this.#sides[change.side] = after(this.#sides[change.side], change)
  }

  clear(): void {
    this.#sides.bid = []
    this.#sides.offer = []
  }

  /** How a reader is told of a change that is not applied yet. */
  updates(change: BookChange, reader: Reader): BookUpdate[] {
    return updatesOf(this.#sides[change.side], change, reader)
  }
}

function after(before: readonly Level[], change: BookChange): Level[] {
  const { at } = change
  const old = before[at]
  switch (change.do) {
    case 'insert':
      return [...before.slice(0, at), change.level, ...before.slice(at)].slice(0, MOST_LEVELS)
    case 'overlay':
      return before.with(at, change.level)
    case 'change':
      return old === undefined ? [...before] : before.with(at, { ...old, qty: change.qty })
    case 'delete':
      return before.filter((_, i) => i !== at)
    case 'deleteThrough':
      return before.slice(at + 1)
    case 'deleteFrom':
      return before.slice(0, at)
  }
}

function updatesOf(before: readonly Level[], change: BookChange, { depth, wide }: Reader): BookUpdate[] {
  const { side, at } = change
  const now = after(before, change)
  const shown = Math.min(depth, MOST_LEVELS)
  const seen = Math.min(before.length, shown)
  const update = (action: BookUpdate['action'], i: number, level: Level | undefined): BookUpdate[] =>
    level === undefined ? [] : [{ action, side, position: i + 1, level }]
  /** Levels that come into sight from behind, when there were `left` in sight. */
  const refill = (left: number) =>
    now.slice(left, shown).flatMap((level, i) => update(UpdateAction.New, left + i, level))
  if (at >= shown && change.do !== 'deleteThrough') return []
  switch (change.do) {
    case 'insert': {
      // A reader of as many levels as the book has, or fewer, drops the last one itself; one of more must be told.
      const pushedOut = depth > MOST_LEVELS && before.length === MOST_LEVELS
      const drop = pushedOut ? update(UpdateAction.Delete, MOST_LEVELS - 1, before[MOST_LEVELS - 1]) : []
      return [...drop, ...update(UpdateAction.New, at, change.level)]
    }
    case 'change':
      return update(UpdateAction.Change, at, now[at])
    case 'overlay':
      if (wide) return update(UpdateAction.Overlay, at, change.level)
      return [...update(UpdateAction.Delete, at, before[at]), ...update(UpdateAction.New, at, change.level)]
    case 'delete':
      return [...update(UpdateAction.Delete, at, before[at]), ...refill(seen - 1)]
    case 'deleteThrough': {
      const last = Math.min(at, seen - 1)
      const gone = before.slice(0, last + 1)
      const deletes = wide
        ? update(UpdateAction.DeleteThrough, last, before[last])
        : gone.flatMap((level) => update(UpdateAction.Delete, 0, level))
      return [...deletes, ...refill(seen - last - 1)]
    }
    case 'deleteFrom': {
      if (wide) return update(UpdateAction.DeleteFrom, at, before[at])
      const gone = before.slice(at, seen).map((level, i) => ({ level, i: at + i }))
      return gone.reverse().flatMap(({ level, i }) => update(UpdateAction.Delete, i, level))
    }
  }
}
