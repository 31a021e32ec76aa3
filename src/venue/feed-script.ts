/**
 * The words by which a scenario makes a feed do something: market event `feed` with a script. Words are separated by
 * blanks, commands by semicolons; each command is a message of its own.
 *
 * - `insert [bid|offer] [position] [size]`: a level in front of the one at the position, 1 is the best
 * - `append [bid|offer] [size]`: a level behind the last
 * - `change [bid|offer] [position] [size]`
 * - `delete [bid|offer] [position]`, `through [bid|offer] [position]` (the best to there), `from [bid|offer] [position]` (there to the last)
 * - `overlay [bid|offer] [position] [size]`
 * - `burst [bid|offer]`: the best of the other side is deleted and a new best stands at its price, in one message
 * - `swap [bid|offer]`: as burst, the new best in front of the delete
 * - `trade [price] [size]`
 * - `clear`: no levels any more
 * - `badDelete`, `badChange`, `gap`: faults; `empty`: the best bid is told as a change to size 0, and is deleted by that
 * - `tick [count]`: what the feed would do by itself
 * - `lost` in front of a command: its messages use their numbers and are not sent, so that the client sees a gap
 *
 * Side, position and size default to bid, 1 and 100.
 */
import { type Decimal, decimal, isPositive, parseDecimal } from '../codec/decimal.ts'
import type { BookDraft } from './book-draft.ts'
import type { FeedEvent, MarketFeed } from './market-feed.ts'
import type { BookSide } from './price-book.ts'

/** `tick` does no more at once. */
const MOST_TICKS = 1_000
const SIZE = decimal(100)

type BookWord = (draft: BookDraft, side: BookSide, at: number, size: Decimal) => void

const BOOK_WORDS: Readonly<Record<string, BookWord>> = {
  insert: (draft, side, at, size) => draft.insert(side, at, size),
  append: (draft, side, _at, size) => draft.append(side, size),
  change: (draft, side, at, size) => draft.change(side, at, size),
  delete: (draft, side, at) => draft.delete(side, at),
  through: (draft, side, at) => draft.deleteThrough(side, at),
  from: (draft, side, at) => draft.deleteFrom(side, at),
  overlay: (draft, side, at, size) => draft.overlay(side, at, size),
  burst: (draft, side) => draft.takeOver(side),
  swap: (draft, side) => draft.takeOver(side, true),
}

type PlainEvent = 'clear' | 'badDelete' | 'badChange' | 'empty' | 'gap'
const EVENTS: ReadonlySet<PlainEvent> = new Set<PlainEvent>(['clear', 'badDelete', 'badChange', 'empty', 'gap'])

/**
 * @param publish - is given one event after the other, each made in view of the book that those before it have left
 * @returns the words that are none
 */
export function runFeedScript(
  script: string,
  feed: MarketFeed,
  world: { readonly now: number; random(): number },
  publish: (event: FeedEvent, lost: boolean) => void,
): string[] {
  const unknown: string[] = []
  for (const command of script.split(';')) {
    const words = command.trim().split(/\s+/)
    const lost = words[0] === 'lost'
    const [word = '', ...rest] = lost ? words.slice(1) : words
    const bookWord = BOOK_WORDS[word]
    if (bookWord !== undefined) {
      const { side, at, size } = placeOf(word, rest)
      publish(
        feed.draft((draft) => bookWord(draft, side, at, size)),
        lost,
      )
    } else if (word === 'trade') {
      const px = parseDecimal(rest[0]) ?? feed.book.levels('offer')[0]?.px ?? feed.instrument.last
      publish({ do: 'trade', trade: { px, qty: parseDecimal(rest[1]) ?? SIZE, at: world.now } }, lost)
    } else if (EVENTS.has(word as PlainEvent)) {
      publish({ do: word as PlainEvent }, lost)
    } else if (word === 'tick') {
      const count = Math.min(Number(rest[0] ?? 1) || 1, MOST_TICKS)
      for (let i = 0; i < count; i++)
        publish(
          feed.tick(world.now, () => world.random()),
          lost,
        )
    } else if (word !== '') unknown.push(word)
  }
  return unknown
}

function placeOf(word: string, rest: readonly string[]): { side: BookSide; at: number; size: Decimal } {
  const named = rest[0] === 'bid' || rest[0] === 'offer'
  const side: BookSide = rest[0] === 'offer' ? 'offer' : 'bid'
  const numbers = named ? rest.slice(1) : [...rest]
  // A level behind the last has no position to be named.
  const position = word === 'append' ? '1' : (numbers.shift() ?? '1')
  const size = parseDecimal(numbers[0])
  return {
    side,
    at: Math.max(Math.trunc(Number(position)) || 1, 1) - 1,
    size: size !== undefined && isPositive(size) ? size : SIZE,
  }
}
