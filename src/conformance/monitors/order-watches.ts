/** INV-1 to INV-22 over a log: the orders of each session whose target plays the venue, in bounded memory. */
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { Tag } from '../../fix/tags.ts'
import type { FixVersion } from '../../fix/versions.ts'
import { OrderWatch } from '../order-invariants/order-invariants.ts'
import type { GradedSession, SessionRef } from './log-judge.ts'
import type { Sighting } from './sighting.ts'

/**
 * Orders that are remembered, of all sessions together; those that are over are forgotten beyond it. The first session
 * that trades has half of them, the next a quarter, and so on.
 */
export const REMEMBERED_ORDERS = 4_000
/** Of one session at least so many. */
const LEAST = 100
/** Messages that make the target a venue, and those of the peer that go before. */
const REPORTS: ReadonlySet<string> = new Set(['8', '9'])
const REQUESTS: ReadonlySet<string> = new Set(['D', 'E', 'F', 'G', 's', 'AB', 'AC', 'q', 'AJ'])

const ZONE_MS = 25 * 60_000

interface Watched {
  readonly watch: OrderWatch
  readonly graded: GradedSession
  readonly ref: SessionRef
}

export class OrderWatches {
  readonly #watches = new Map<string, Watched>()
  readonly #dictionaryOf: (version: FixVersion) => Dictionary
  readonly #tolerates: readonly string[]

  constructor(dictionaryOf: (version: FixVersion) => Dictionary, tolerates: readonly string[]) {
    this.#dictionaryOf = dictionaryOf
    this.#tolerates = tolerates
  }

  /** Orders and ExecIDs that were forgotten, so that nothing was held against them any more. */
  get forgotten(): { orders: number; execIDs: number } {
    const all = [...this.#watches.values()].map(({ watch }) => watch.forgotten)
    return {
      orders: all.reduce((sum, { orders }) => sum + orders, 0),
      execIDs: all.reduce((sum, { execIDs }) => sum + execIDs, 0),
    }
  }

  see(graded: GradedSession, { message, side, at, ordinal }: Sighting, ref: SessionRef): void {
    if (message === undefined) return
    const { msgType } = message
    let watched = this.#watches.get(ref.key)
    if (watched === undefined) {
      // Before FIX.4.2 reports say less than the invariants ask for.
      if (graded.version.ordinal < 42 || !(side === 'target' ? REPORTS : REQUESTS).has(msgType)) return
      const { version } = graded
      const options = { version, dictionary: this.#dictionaryOf(version), tolerates: this.#tolerates }
      const most = Math.max(LEAST, Math.floor(REMEMBERED_ORDERS / 2 ** (this.#watches.size + 1)))
      watched = { watch: new OrderWatch(options, most), graded, ref }
      this.#watches.set(ref.key, watched)
    }
    const direction = side === 'target' ? 'in' : 'out'
    const sent = message.utcTimestamp(Tag.SendingTime)?.epochMs
    // A log that is written in another zone is half an hour off at least.
    const isOff = Number.isNaN(at) || Math.abs(at - (sent ?? at)) > ZONE_MS
    const when = isOff ? (sent ?? 0) : at
    const entry = {
      kind: 'message',
      direction,
      message,
      index: ordinal,
      at: when,
      elapsedMs: 0,
      connection: 1,
    } as const
    for (const finding of watched.watch.see(entry)) {
      const { id, level, expected, actual } = finding
      const words = actual.replace(/\bentry (\d+)/g, 'message $1 of the logs')
      const grade = level === 'must' ? 'failed' : 'warning'
      graded.book.record(id, { grade, expected: [expected], actual: words }, ref.evidence)
    }
  }

  /** What held throughout is passed. */
  end(): void {
    for (const { watch, graded, ref } of this.#watches.values()) {
      for (const [id, count] of Object.entries(watch.end().checks)) {
        const known = graded.book.records.get(id)
        if (count === 0 || known?.counts.failed || known?.counts.warning) continue
        const finding = { grade: 'passed', expected: [], actual: `held ${count} times` } as const
        graded.book.passed(id, count, finding, ref.evidence)
      }
    }
  }
}
