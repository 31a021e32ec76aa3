/**
 * The invariants of the application, folded over the journal of one session: what holds on every report, whatever the
 * scenario is about. It reads what was on the wire and knows no venue: the judge and what is judged share nothing.
 *
 * @see the rows INV-1 to INV-22 of the catalogue
 */
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { MsgType } from '../../fix/msg-types.ts'
import type { FixVersion } from '../../fix/versions.ts'
import type { Entry } from '../../journal/journal.ts'
import { arrivals } from './arrival.ts'
import { judgeClient } from './client-requests.ts'
import { type Judgement, Notes } from './notes.ts'
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
  for (const arrived of arrivals(entries)) {
    if (arrived.kind === 'behind') fold.fallBehind()
    else if (arrived.entry.direction === 'out') fold.sent(arrived.entry)
    else {
      const { entry } = arrived
      const { msgType } = entry.message
      if (msgType === OrderMsg.ExecutionReport || msgType === OrderMsg.OrderCancelReject)
        checkValues(entry, version, dictionary, notes)
      if (msgType === OrderMsg.ExecutionReport) fold.report(entry)
      else if (msgType === OrderMsg.OrderCancelReject) fold.refused(entry)
      else if (msgType === MsgType.Reject || msgType === MsgType.BusinessMessageReject) fold.rejected(entry)
    }
  }
  fold.end(entries, ended)
  return notes.judgement
}
