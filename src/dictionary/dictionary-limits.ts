/** How large a dictionary may be: a file may come from anyone, and tables are made from it. */
import type { Member } from './dictionary.ts'

/** Highest number of a field: user-defined tags have up to five digits, and tables have a place for each number. */
export const HIGHEST_TAG = 999_999

/**
 * Most members of one message with everything opened. FIX Latest has messages of 30,000; components that use each
 * other twice in a row of twenty would come to a million.
 */
export const MAX_OPENED = 250_000

/** Counts each shared list once and multiplies; `known` keeps the counts from call to call. */
export function openedSize(members: readonly Member[], known: WeakMap<readonly Member[], number>): number {
  const before = known.get(members)
  if (before !== undefined) return before
  let size = members.length
  for (const member of members) if (member.kind !== 'field') size += openedSize(member.members, known)
  known.set(members, size)
  return size
}
