/**
 * The messages of one side in the order in which they were sent: what comes again is left out, and what came too early waits
 * for what is missing, as the session layer has it.
 */

import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { Entry, MessageEntry } from '../../journal/journal.ts'

export type Arrived =
  | { readonly kind: 'message'; readonly entry: MessageEntry }
  /** Numbers were passed over, or begin anew: what stood under them is not known. */
  | { readonly kind: 'behind' }

/** Both directions in order; the tester's own messages as they went out. */
export function arrivals(entries: readonly Entry[]): Arrived[] {
  const arrived: Arrived[] = []
  const early = new Map<number, MessageEntry>()
  let next: number | undefined
  const pass = (entry: MessageEntry): void => {
    arrived.push({ kind: 'message', entry })
  }
  const catchUp = (): void => {
    for (let entry = early.get(next ?? 0); entry !== undefined; entry = early.get(next ?? 0)) {
      early.delete(next ?? 0)
      next = (next ?? 0) + 1
      pass(entry)
    }
  }
  const giveUp = (): void => {
    if (early.size === 0) return
    arrived.push({ kind: 'behind' })
    for (const [, entry] of [...early].sort(([a], [b]) => a - b)) pass(entry)
    early.clear()
  }
  for (const entry of entries) {
    if (entry.kind !== 'message') continue
    if (entry.direction === 'out') {
      pass(entry)
      continue
    }
    const { message } = entry
    const seqNum = message.msgSeqNum ?? Number.NaN
    if (isAnew(entry, next)) {
      giveUp()
      if (next !== undefined) arrived.push({ kind: 'behind' })
      next = seqNum + 1
      pass(entry)
      continue
    }
    if (message.msgType === MsgType.SequenceReset) {
      const newSeqNo = message.int(Tag.NewSeqNo) ?? 0
      if (message.boolean(Tag.GapFillFlag) !== true || next === undefined || seqNum === next) {
        if (next !== undefined && newSeqNo > next) {
          for (const number of early.keys()) if (number < newSeqNo) early.delete(number)
          arrived.push({ kind: 'behind' })
          next = newSeqNo
          catchUp()
        }
      }
      continue
    }
    if (Number.isNaN(seqNum)) pass(entry)
    else if (next === undefined || seqNum === next) {
      next = seqNum + 1
      pass(entry)
      catchUp()
    } else if (seqNum > next) {
      if (!early.has(seqNum)) early.set(seqNum, entry)
    } else if (message.boolean(Tag.PossDupFlag) !== true) pass(entry)
  }
  giveUp()
  return arrived
}

/** A Logon that begins the numbers, or the first message of all. */
function isAnew({ message }: MessageEntry, next: number | undefined): boolean {
  if (message.msgType !== MsgType.Logon) return false
  return next === undefined || message.boolean(Tag.ResetSeqNumFlag) === true || message.msgSeqNum === 1
}
