/**
 * The desk for market data: snapshots and subscriptions. Feeds go on by the timer while somebody is subscribed, and by
 * market events: `feed` with a script (feed-script.ts), `trade`; the venue's own trades are shown, too.
 *
 * @see application cases §6.3
 */
import { decimal, parseDecimal, ZERO } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import type { Desk, VenueContext } from './desk.ts'
import { DeskTag } from './desk-tags.ts'
import { runFeedScript } from './feed-script.ts'
import { entryTypeOf, type FeedUpdate, hasValue, incrementEntry, snapshotParts } from './market-data-messages.ts'
import { EntryType, readMarketDataRequest, type Subscription } from './market-data-request.ts'
import { type FeedEvent, MarketFeed } from './market-feed.ts'
import { bodyOf, type Part } from './message-body.ts'
import { MOST_LEVELS, type Reader, UpdateAction } from './price-book.ts'
import type { VenueSession } from './seam.ts'

const SNAPSHOT = 'W'
const INCREMENT = 'X'
const REJECT = 'Y'
const TICK = 'tick'
const TICK_MS = 1_000
/** A level that no book has. */
const NOWHERE = MOST_LEVELS + 4
/** A trade whose size nobody states. */
const SIZE = decimal(100)

/** A subscription and where each of its instruments stands: RptSeq(83). */
interface Live extends Subscription {
  readonly rptSeq: Map<string, number>
}

export function marketDataDesk(context: VenueContext): Desk {
  return new MarketDataDesk(context)
}

class MarketDataDesk implements Desk {
  readonly msgTypes = ['V']
  readonly #context: VenueContext
  readonly #feeds = new Map<string, MarketFeed>()
  /** By session and MDReqID(262). */
  readonly #subscriptions = new Map<string, Map<string, Live>>()
  #ticking = false

  constructor(context: VenueContext) {
    this.#context = context
  }

  onMessage(message: Message, session: VenueSession): void {
    const mdReqID = message.text(DeskTag.MDReqID) ?? ''
    const mine = this.#subscriptions.get(session.id) ?? new Map<string, Live>()
    const request = readMarketDataRequest(this.#context, message, session, new Set(mine.keys()))
    if (request.kind === 'refused') {
      const parts: Part[] = [
        [DeskTag.MDReqID, mdReqID],
        [DeskTag.MDReqRejReason, request.reason],
        [DeskTag.Text, request.text],
      ]
      this.#send(session, REJECT, parts)
    } else if (request.kind === 'unsubscribe') {
      // Silence is one of the answers that the standard allows, for a known number as for an unknown one.
      mine.delete(mdReqID)
    } else {
      const live: Live = { ...request.wanted, rptSeq: new Map() }
      for (const symbol of live.symbols) this.#sendSnapshot(live, symbol)
      if (request.kind === 'snapshot') return
      mine.set(mdReqID, live)
      this.#subscriptions.set(session.id, mine)
      this.#keepTicking()
    }
  }

  onTimer(): void {
    this.#ticking = false
    for (const symbol of this.#watched()) {
      const feed = this.#feed(symbol)
      if (feed?.isAlive)
        this.#publish(
          feed,
          feed.tick(this.#context.now, () => this.#context.random()),
        )
    }
    this.#keepTicking()
  }

  onMarket(event: Parameters<NonNullable<Desk['onMarket']>>[0]): void {
    if (event.name === 'feed') {
      const feed = this.#feed(event.symbol)
      if (feed !== undefined)
        runFeedScript(event.script, feed, this.#context, (each, lost) => this.#publish(feed, each, lost))
    } else if (event.name === 'trade') {
      const feed = this.#feed(event.symbol)
      const px = parseDecimal(event.px)
      const qty = parseDecimal(event.qty) ?? SIZE
      if (feed !== undefined && px !== undefined)
        this.#publish(feed, { do: 'trade', trade: { px, qty, at: this.#context.now } })
    }
  }

  onTrade({ instrument, px, qty }: Parameters<NonNullable<Desk['onTrade']>>[0]): void {
    const feed = this.#feed(instrument.row.symbol)
    if (feed !== undefined) this.#publish(feed, { do: 'trade', trade: { px, qty, at: this.#context.now } })
  }

  onSessionUp(session: VenueSession): void {
    this.#subscriptions.delete(session.id)
  }

  onSessionDown(session: VenueSession): void {
    this.#subscriptions.delete(session.id)
  }

  #send(session: VenueSession, msgType: string, parts: readonly Part[], symbol?: string, lost = false): void {
    const rule = symbol === undefined ? 'M:' : `M:${this.#context.instruments.get(symbol)?.row.feed ?? symbol}`
    const body = bodyOf(session.dictionary, msgType, parts)
    this.#context.send(session, msgType, body, lost ? { rule, delivery: { skip: true } } : { rule })
  }

  #feed(symbol: string): MarketFeed | undefined {
    const instrument = this.#context.instruments.get(symbol)
    let feed = this.#feeds.get(symbol)
    if (feed === undefined && instrument !== undefined) {
      feed = new MarketFeed(instrument, this.#context.now)
      this.#feeds.set(symbol, feed)
    }
    if (feed !== undefined && instrument !== undefined) feed.instrument = instrument
    return feed
  }

  *#all(): Iterable<Live> {
    for (const mine of this.#subscriptions.values()) yield* mine.values()
  }

  #watched(): Set<string> {
    return new Set([...this.#all()].flatMap(({ symbols }) => symbols))
  }

  #keepTicking(): void {
    const alive = [...this.#watched()].some((symbol) => this.#feed(symbol)?.isAlive)
    if (!alive || this.#ticking) return
    this.#ticking = true
    this.#context.arm(this, TICK, this.#context.now + TICK_MS)
  }

  #sendSnapshot(live: Live, symbol: string, lost = false): void {
    const feed = this.#feed(symbol)
    if (feed === undefined) return
    const at = { now: this.#context.now, rptSeq: live.rptSeq.get(symbol) ?? 0 }
    this.#send(live.session, SNAPSHOT, snapshotParts(live, symbol, feed.book, feed.lastTrade, at), symbol, lost)
  }

  /** Changes the feed and tells everybody who watches it. */
  #publish(feed: MarketFeed, event: FeedEvent, lost = false): void {
    // Most trades of most venues: nobody watches.
    if (this.#subscriptions.size === 0 && event.do === 'trade') {
      feed.lastTrade = event.trade
      return
    }
    const { symbol } = feed.instrument.row
    const watching = [...this.#all()].filter(({ symbols }) => symbols.includes(symbol))
    const updates = new Map<Live, FeedUpdate[]>(watching.map((live) => [live, []]))
    const tell = (tellWhat: (live: Live) => readonly FeedUpdate[]) => {
      for (const [live, list] of updates) list.push(...tellWhat(live).filter((update) => this.#wants(live, update)))
    }
    switch (event.do) {
      case 'book':
        for (const change of event.changes) {
          tell((live) => feed.book.updates(change, readerOf(live)))
          feed.book.apply(change)
        }
        break
      case 'trade':
        feed.lastTrade = event.trade
        tell(() => [{ trade: event.trade }])
        break
      case 'clear':
        tell((live) => this.#cleared(feed, live))
        feed.book.clear()
        break
      case 'badDelete':
        tell(() => [{ action: UpdateAction.Delete, side: 'bid', position: NOWHERE, level: this.#strangeLevel(feed) }])
        break
      case 'empty': {
        const [best] = feed.book.levels('bid')
        if (best === undefined) return
        tell(() => [{ action: UpdateAction.Change, side: 'bid', position: 1, level: { ...best, qty: ZERO } }])
        feed.book.apply({ do: 'delete', side: 'bid', at: 0 })
        break
      }
      case 'badChange':
        this.#badChange(feed)
        return
      case 'gap':
        for (const live of watching) live.rptSeq.set(symbol, (live.rptSeq.get(symbol) ?? 0) + 1)
        this.#publish(
          feed,
          feed.draft((draft) => draft.change('bid', 0, SIZE)),
        )
        return
    }
    for (const [live, list] of updates) if (list.length > 0) this.#tell(live, symbol, list, lost)
  }

  /** The last bid goes as it should, and then changes although it is gone. */
  #badChange(feed: MarketFeed): void {
    const at = feed.book.levels('bid').length - 1
    const level = feed.book.levels('bid')[at] ?? this.#strangeLevel(feed)
    const { symbol } = feed.instrument.row
    this.#publish(feed, { do: 'book', changes: at < 0 ? [] : [{ do: 'delete', side: 'bid', at }] })
    for (const live of this.#all()) {
      const update: FeedUpdate = { action: UpdateAction.Change, side: 'bid', position: at + 1, level }
      if (live.symbols.includes(symbol) && this.#wants(live, update)) this.#tell(live, symbol, [update])
    }
  }

  #strangeLevel(feed: MarketFeed): { px: typeof feed.lastTrade.px; qty: typeof SIZE } {
    return { px: decimal(feed.instrument.row.tick), qty: SIZE }
  }

  #wants({ types }: Live, update: FeedUpdate): boolean {
    if ('trade' in update) return types.has(EntryType.Trade)
    if ('empty' in update) return types.has(EntryType.Bid) || types.has(EntryType.Offer)
    return types.has(entryTypeOf(update.side))
  }

  /** An empty book is said in one word where the version has it, level by level before. */
  #cleared(feed: MarketFeed, live: Live): readonly FeedUpdate[] {
    if (hasValue(live.session.dictionary, DeskTag.MDEntryType, EntryType.EmptyBook)) return [{ empty: true }]
    return (['bid', 'offer'] as const).flatMap((side) =>
      feed.book.updates({ do: 'deleteFrom', side, at: 0 }, readerOf(live)),
    )
  }

  #tell(live: Live, symbol: string, updates: readonly FeedUpdate[], lost = false): void {
    if (live.fullRefresh) {
      this.#sendSnapshot(live, symbol, lost)
      return
    }
    const { session, mdReqID } = live
    let rptSeq = live.rptSeq.get(symbol) ?? 0
    const entries = updates.map((update) => incrementEntry(session.dictionary, symbol, update, ++rptSeq))
    live.rptSeq.set(symbol, rptSeq)
    const parts: Part[] = [
      [DeskTag.MDReqID, mdReqID],
      [DeskTag.NoMDEntries, entries],
    ]
    this.#send(session, INCREMENT, parts, symbol, lost)
  }
}

function readerOf({ session, depth }: Live): Reader {
  return { depth, wide: hasValue(session.dictionary, DeskTag.MDUpdateAction, UpdateAction.Overlay) }
}
