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
  return entries.map((entry) => ({
    at: new Date(entry.at).toISOString(),
    virtualMs: entry.at - start,
    ...(entry.kind === 'message' ? messageOf(entry, options) : eventOf(entry, options)),
    ...(entry.index === options.fault
      ? { fault: true, ...(options.faultNote ? { note: options.faultNote } : {}) }
      : {}),
  }))
}

function messageOf(
  { direction, message }: Extract<Entry, { kind: 'message' }>,
  { secretTags }: TranscriptOptions,
): Pick<TranscriptEntry, 'direction' | 'msgType' | 'msgSeqNum' | 'raw'> {
  const msgSeqNum = message.msgSeqNum
  return {
    direction,
    msgType: message.msgType,
    ...(msgSeqNum === undefined || !Number.isSafeInteger(msgSeqNum) ? {} : { msgSeqNum }),
    raw: maskedMessage(message, secretTags),
  }
}

function eventOf(
  entry: Extract<Entry, { kind: 'event' }>,
  { secretTags }: TranscriptOptions,
): Pick<TranscriptEntry, 'direction' | 'event' | 'text' | 'raw'> {
  const { event, text, bytes, direction } = entry
  // Garbled bytes are shown on the side they came from: they were on the wire, though they were no message.
  if (bytes === undefined || direction === undefined) return { direction: 'event', event, text, raw: '' }
  return { direction, event, text, raw: maskedBytes(bytes, secretTags) }
}
