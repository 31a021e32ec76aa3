/**
 * Where a field stands inside repeating groups, and what a message holds there. An entry begins with the field that stands
 * behind the count, as FIX TagValue Encoding has it; a group ends with the first field that is no member of it.
 */
import type { Message } from '../codec/message.ts'

/** One step down: an entry of a group. */
export interface GroupStep {
  /** Tag of the field that counts the entries. */
  readonly count: number
  /** Number of the entry, from 0. */
  readonly entry: number
  /** Tags of everything that may stand in an entry, inner groups included. */
  readonly members: ReadonlySet<number>
}

/** @returns the value of the field in that entry, undefined when there is no such entry or the entry lacks the field */
export function textInGroup(message: Message, steps: readonly GroupStep[], tag: number): string | undefined {
  let from = 0
  let to = message.count
  for (const step of steps) {
    const range = entryRange(message, step, from, to)
    if (range === undefined) return undefined
    ;[from, to] = range
  }
  const at = message.indexOf(tag, from, to)
  return at < 0 ? undefined : message.textAt(at)
}

/** Positions of one entry, from its first field up to, not including, what follows it. */
function entryRange(
  message: Message,
  { count, entry, members }: GroupStep,
  from: number,
  to: number,
): readonly [number, number] | undefined {
  const countAt = message.indexOf(count, from, to)
  if (countAt < 0 || countAt + 1 >= to) return undefined
  const delimiter = message.tagAt(countAt + 1)
  let found = -1
  let start = -1
  for (let i = countAt + 1; i < to; i++) {
    const tag = message.tagAt(i)
    if (!members.has(tag)) return start >= 0 && found === entry ? [start, i] : undefined
    if (tag !== delimiter) continue
    if (found === entry) return [start, i]
    found++
    start = i
  }
  return found === entry ? [start, to] : undefined
}
