/** The journal as a report shows it: text with `|` for SOH, secrets masked, both clocks. */
import type { Entry } from '../journal/journal.ts'
import { maskedBytes, maskedMessage } from '../journal/masked.ts'
import type { TranscriptEntry } from '../report/report.ts'

export interface TranscriptOptions {
  /** Tags whose values are never shown. */
  readonly secretTags: ReadonlySet<number>
  /** Index of the journal entry that broke the requirement. */
  readonly fault?: number | undefined
  readonly faultNote?: string | undefined
}

/** Every entry of the journal becomes one of the transcript, so that indices are the same. */
export function transcriptOf(entries: readonly Entry[], options: TranscriptOptions): TranscriptEntry[] {
  const start = entries[0]?.at ?? 0
  let lastAt = Number.NaN
  let at = ''
  return entries.map((entry) => {
    // On a simulated clock much happens in the same millisecond.
    if (entry.at !== lastAt) {
      lastAt = entry.at
      at = new Date(lastAt).toISOString()
    }
    const shown: TranscriptEntry =
      entry.kind === 'message'
        ? shownMessage(entry, at, entry.at - start, options)
        : shownEvent(entry, at, entry.at - start, options)
    if (entry.index === options.fault) {
      shown.fault = true
      if (options.faultNote) shown.note = options.faultNote
    }
    return shown
  })
}

function shownMessage(
  { direction, message }: Extract<Entry, { kind: 'message' }>,
  at: string,
  virtualMs: number,
  { secretTags }: TranscriptOptions,
): TranscriptEntry {
  const { msgType, msgSeqNum } = message
  const raw = maskedMessage(message, secretTags)
  if (msgSeqNum === undefined || !Number.isSafeInteger(msgSeqNum)) return { at, virtualMs, direction, msgType, raw }
  return { at, virtualMs, direction, msgType, msgSeqNum, raw }
}

function shownEvent(
  { event, text, bytes, direction }: Extract<Entry, { kind: 'event' }>,
  at: string,
  virtualMs: number,
  { secretTags }: TranscriptOptions,
): TranscriptEntry {
  // Garbled bytes are shown on the side they came from: they were on the wire, though they were no message.
  if (bytes === undefined || direction === undefined) return { at, virtualMs, direction: 'event', event, text, raw: '' }
  return { at, virtualMs, direction, event, text, raw: maskedBytes(bytes, secretTags) }
}
