/** Which numbers belong to messages that were stored and never sent: a short list of ranges, ascending. */
import type { Session } from './session.ts'

/** The number is the newest one: it joins the range before it, or begins one. */
export function noteUnsent({ unsent }: Session, msgSeqNum: number): void {
  const last = unsent.at(-1)
  if (last?.end === msgSeqNum - 1) last.end = msgSeqNum
  else unsent.push({ begin: msgSeqNum, end: msgSeqNum })
}

/** Takes numbers from the list: they were sent, filled over, or are free again. */
export function forgetUnsent({ unsent }: Session, begin: number, end: number): void {
  if (unsent.length === 0) return
  const left = unsent.flatMap((range) => {
    if (range.end < begin || range.begin > end) return [range]
    const before = { begin: range.begin, end: begin - 1 }
    const behind = { begin: end + 1, end: range.end }
    return [before, behind].filter((one) => one.begin <= one.end)
  })
  unsent.splice(0, unsent.length, ...left)
}

/** The lowest number whose message was never sent; `Infinity` when there is none. */
export function unsentFrom({ unsent }: Readonly<Session>): number {
  return unsent[0]?.begin ?? Number.POSITIVE_INFINITY
}

/** The number before those at the end of the numbering that were never sent. */
export function lastSent({ nextOut, unsent }: Session): number {
  const last = unsent.at(-1)
  return last !== undefined && last.end === nextOut - 1 ? last.begin - 1 : nextOut - 1
}
