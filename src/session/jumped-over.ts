/**
 * Incoming numbers that a SequenceReset-Reset jumped over: nobody has received them, so a message that comes under one of
 * them later, marked PossDupFlag(43)=Y, is new (case 2.e). Gap fills are not noted: what they cover is said to be nothing.
 */
import type { Session } from './session.ts'

/** A counterparty that jumps and jumps gets no more room than this; the oldest jumps are forgotten. */
const MOST_JUMPS = 100

export function noteJump({ jumpedOver }: Session, begin: number, end: number): void {
  jumpedOver.push({ begin, end })
  if (jumpedOver.length > MOST_JUMPS) jumpedOver.shift()
}

/** Takes a number from the list, since its message is processed now. @returns false when it was not on the list */
export function takeJumpedOver(session: Session, msgSeqNum: number): boolean {
  const { jumpedOver } = session
  const at = jumpedOver.findIndex(({ begin, end }) => begin <= msgSeqNum && msgSeqNum <= end)
  const range = jumpedOver[at]
  if (range === undefined) return false
  const before = { begin: range.begin, end: msgSeqNum - 1 }
  const behind = { begin: msgSeqNum + 1, end: range.end }
  jumpedOver.splice(at, 1, ...[before, behind].filter((one) => one.begin <= one.end))
  if (jumpedOver.length > MOST_JUMPS) jumpedOver.shift()
  return true
}
