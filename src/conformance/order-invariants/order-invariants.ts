/**
 * The invariants of the application, folded over the journal of one session: what holds on every report, whatever the
 * scenario is about. It reads what was on the wire and knows no venue: the judge and what is judged share nothing.
 *
 * @see the rows INV-1 to INV-22 of the catalogue
 */
import { decode } from '../../codec/decode.ts'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { MsgType } from '../../fix/msg-types.ts'
import type { FixVersion } from '../../fix/versions.ts'
import type { Entry, MessageEntry } from '../../journal/journal.ts'
import { ArrivalOrder, type Arrived, arrivals } from './arrival.ts'
import { judgeClient } from './client-requests.ts'
import { type InvariantFinding, type Judgement, Notes } from './notes.ts'
import { OrderMsg } from './order-tags.ts'
import type { Toleration } from './tolerated.ts'
import { VenueFold } from './venue-fold.ts'
import { checkValues } from './version-values.ts'

export type { InvariantFinding, Judgement } from './notes.ts'
export { TOLERATED, TOLERATIONS, type Toleration } from './tolerated.ts'

export interface InvariantOptions {
  readonly version: FixVersion
  readonly dictionary: Dictionary
  /** What the target plays: `in` of the journal is the target. */
  readonly plays: 'venue' | 'client'
  /** Deviations that the profile declares; unknown names are passed over. */
  readonly tolerates: readonly string[]
  /** The scenario came to its end, so that what is unanswered then stays so. */
  readonly ended: boolean
}

/** Judges all that one session has seen. Nothing in it is changed. */
export function judgeOrders(entries: readonly Entry[], options: InvariantOptions): Judgement {
  return options.plays === 'venue' ? judgeVenue(entries, options) : judgeClient(entries)
}

function judgeVenue(entries: readonly Entry[], { version, dictionary, tolerates, ended }: InvariantOptions): Judgement {
  const notes = new Notes()
  const fold = new VenueFold(notes, new Set(tolerates as readonly Toleration[]))
  for (const arrived of arrivals(entries)) foldArrived(arrived, fold, version, dictionary, notes)
  fold.end(entries, ended)
  return notes.judgement
}

function foldArrived(
  arrived: Arrived,
  fold: VenueFold,
  version: FixVersion,
  dictionary: Dictionary,
  notes: Notes,
): void {
  if (arrived.kind === 'behind') return fold.fallBehind()
  const { entry } = arrived
  if (entry.direction === 'out') return fold.sent(entry)
  const { msgType } = entry.message
  if (msgType === OrderMsg.ExecutionReport || msgType === OrderMsg.OrderCancelReject)
    checkValues(entry, version, dictionary, notes)
  if (msgType === OrderMsg.ExecutionReport) fold.report(entry)
  else if (msgType === OrderMsg.OrderCancelReject) fold.refused(entry)
  else if (msgType === MsgType.Reject || msgType === MsgType.BusinessMessageReject) fold.rejected(entry)
}

/** Messages that may wait for a missing one. */
const EARLY = 1_000
/** So often what is over is looked for. */
const TIDY_EVERY = 1_000

/**
 * The same for a venue whose session has no end: message by message, in bounded memory. What it no longer remembers it
 * does not judge; a request that was never answered is not missed.
 */
export class OrderWatch {
  readonly #notes = new Notes()
  readonly #fold: VenueFold
  readonly #arrivals: ArrivalOrder
  readonly #most: number
  #seen = 0
  /** Orders and ExecIDs that were forgotten. */
  forgotten = { orders: 0, execIDs: 0 }

  /** @param most - orders that are remembered, and four times as many ExecIDs */
  constructor(options: Pick<InvariantOptions, 'version' | 'dictionary' | 'tolerates'>, most: number) {
    this.#most = most
    this.#fold = new VenueFold(this.#notes, new Set(options.tolerates as readonly Toleration[]))
    const keep = (entry: MessageEntry): MessageEntry => ({
      ...entry,
      message: decode(Buffer.from(entry.message.bytes)),
    })
    this.#arrivals = new ArrivalOrder(
      (arrived) => foldArrived(arrived, this.#fold, options.version, options.dictionary, this.#notes),
      { early: EARLY, keep },
    )
  }

  /** Takes a message, which need not last. @returns what it breaks */
  see(entry: MessageEntry): readonly InvariantFinding[] {
    this.#arrivals.push(entry)
    if (++this.#seen % TIDY_EVERY === 0) {
      const { orders, execIDs } = this.#fold.forget(this.#most)
      this.forgotten = { orders: this.forgotten.orders + orders, execIDs: this.forgotten.execIDs + execIDs }
    }
    return this.#notes.taken()
  }

  /** Invariant → how many reports, orders or requests it was held against. */
  end(): Judgement {
    this.#arrivals.end()
    this.#fold.end([], false)
    return this.#notes.judgement
  }
}
