/**
 * A book of one instrument as market data builds it: price levels by position or price, or orders by MDEntryID(278).
 *
 * @see application cases §6.3, rules MDB-1 to MDB-12
 */
import { compare, type Decimal, formatDecimal, isZero, ZERO } from '../codec/decimal.ts'

export interface Level {
  /** MDEntryID(278), where the feed has one. */
  readonly id: string | undefined
  readonly px: Decimal
  readonly size: Decimal
}

/** MDEntryType(269) of the two sides. */
export type BookSide = '0' | '1'

/** One change, as an entry of MarketDataIncrementalRefresh(X) states it. */
export interface Change {
  /** MDUpdateAction(279). */
  readonly action: string
  readonly side: BookSide
  readonly id: string | undefined
  /** Level from 1; undefined when the entry states none. */
  readonly position: number | undefined
  readonly px: Decimal | undefined
  readonly size: Decimal | undefined
}

/** What a faulty client does with a level that it does not have, or that is empty. */
export interface BookManner {
  readonly keepsSizeZero: boolean
  readonly changesDeletedLevels: boolean
  readonly addsOnUnknownDelete: boolean
}

const Action = { New: '0', Change: '1', Delete: '2', DeleteThru: '3', DeleteFrom: '4', Overlay: '5' } as const

/** So many levels of a side are kept where the subscription sets no depth. */
const LEVELS_MAX = 10_000

export class Book {
  readonly #sides: Record<BookSide, Level[]> = { '0': [], '1': [] }
  readonly #depth: number
  readonly #manner: BookManner

  /** @param depth - MarketDepth(264), 0 for the whole book */
  constructor(depth: number, manner: BookManner) {
    this.#depth = depth === 0 ? LEVELS_MAX : Math.min(depth, LEVELS_MAX)
    this.#manner = manner
  }

  clear(): void {
    this.#sides['0'] = []
    this.#sides['1'] = []
  }

  /** An entry of a snapshot; the best of a side come first. */
  add(side: BookSide, level: Level): void {
    this.#insert(side, level)
  }

  /** @returns why the change can not be of this book, in a sentence; the book is not to be used then */
  apply(change: Change): string | undefined {
    const levels = this.#sides[change.side]
    const at = this.#find(levels, change)
    switch (change.action) {
      case Action.New:
        return this.#new(levels, change, at)
      case Action.Change:
      case Action.Overlay:
        return this.#change(levels, change, at)
      case Action.Delete:
        if (at >= 0) levels.splice(at, 1)
        else if (this.#manner.addsOnUnknownDelete) this.#insert(change.side, levelOf(change))
        else return 'a level is deleted that is not there'
        return undefined
      case Action.DeleteThru:
        levels.splice(0, at + 1)
        return at < 0 ? 'levels are deleted that are not there' : undefined
      case Action.DeleteFrom:
        if (at >= 0) levels.splice(at)
        return at < 0 ? 'levels are deleted that are not there' : undefined
      default:
        return `MDUpdateAction ${change.action} is not known`
    }
  }

  /** Why the book can not be true as it stands; undefined when it can. */
  fault(): string | undefined {
    const [bid] = this.#sides['0']
    const [offer] = this.#sides['1']
    return bid !== undefined && offer !== undefined && compare(bid.px, offer.px) >= 0
      ? 'the book is crossed'
      : undefined
  }

  /** Price and size of each level, the best first. */
  levels(side: BookSide): readonly (readonly [px: string, size: string])[] {
    return this.#sides[side].map(({ px, size }) => [formatDecimal(px), formatDecimal(size)] as const)
  }

  /** By MDEntryID(278), else by position, else by price. */
  #find(levels: readonly Level[], { id, position, px }: Change): number {
    if (id !== undefined && levels.some((level) => level.id !== undefined)) {
      return levels.findIndex((level) => level.id === id)
    }
    if (position !== undefined) return position >= 1 && position <= levels.length ? position - 1 : -1
    return px === undefined ? -1 : levels.findIndex((level) => compare(level.px, px) === 0)
  }

  #new(levels: Level[], change: Change, at: number): string | undefined {
    const { position, id } = change
    if (position === undefined || (id !== undefined && at >= 0 && levels[at]?.id === id)) {
      if (at >= 0) return 'a level is new that is there already'
      this.#insert(change.side, levelOf(change))
      return undefined
    }
    if (position < 1 || position > levels.length + 1) return `level ${position} is new in a book of ${levels.length}`
    levels.splice(position - 1, 0, levelOf(change))
    levels.splice(this.#depth)
    return undefined
  }

  #change(levels: Level[], change: Change, at: number): string | undefined {
    const before = levels[at]
    if (before === undefined) {
      if (change.action === Action.Overlay && change.position === levels.length + 1) {
        levels.push(levelOf(change))
        return undefined
      }
      if (!this.#manner.changesDeletedLevels) return 'a level is changed that is not there'
      this.#insert(change.side, levelOf(change))
      return undefined
    }
    const level = { id: before.id, px: change.px ?? before.px, size: change.size ?? before.size }
    if (isZero(level.size) && !this.#manner.keepsSizeZero) levels.splice(at, 1)
    else levels[at] = level
    return undefined
  }

  /** Where its price puts it: bids fall, offers rise; behind those of the same price. */
  #insert(side: BookSide, level: Level): void {
    const levels = this.#sides[side]
    const worse = (other: Level) => (side === '0' ? compare(other.px, level.px) < 0 : compare(other.px, level.px) > 0)
    const at = levels.findIndex(worse)
    levels.splice(at < 0 ? levels.length : at, 0, level)
    levels.splice(this.#depth)
  }
}

function levelOf({ id, px = ZERO, size = ZERO }: Change): Level {
  return { id, px, size }
}
