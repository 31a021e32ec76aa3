/** What our client shows beside its orders, in the names that docs/targets.md has for the hook `showOrder`. */
import type { Client } from '../client/client.ts'
import type { Shown } from './trading.ts'

/**
 * An instrument: `position`, `alarms`, the quote that can be taken, and the book level by level: `bids` and `offers` count
 * the levels of a side, `bid1` and `bidSize1` are the best of them. A book that is not valid is not shown.
 */
export function shownInstrument(client: Client, symbol: string): Shown {
  const book = client.book(symbol)
  const quote = client.quote(symbol)
  return {
    position: client.position(symbol),
    alarms: client.shown(symbol)?.alarms ?? '0',
    ...(quote === undefined ? {} : { quoteID: quote.quoteID }),
    ...(book === undefined ? {} : { ...levels('bid', book.bids), ...levels('offer', book.offers) }),
  }
}

function levels(side: string, shown: readonly (readonly [px: string, size: string])[]): Shown {
  const each = shown.flatMap(([px, size], i) => [
    [`${side}${i + 1}`, px],
    [`${side}Size${i + 1}`, size],
  ])
  return { [`${side}s`]: String(shown.length), ...Object.fromEntries(each) }
}

/** An order by any id of its chain; for the id of a SecurityListRequest `securities`, once the list is complete. */
export function shownUnderID(client: Client, id: string): Shown | undefined {
  const list = client.securityList(id)
  const shown = client.shown(id)
  return list === undefined ? shown : { ...shown, securities: String(list.length) }
}
