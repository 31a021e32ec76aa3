/** For tests only: what a session does that the world can see, as values to compare. */
import assert from 'node:assert/strict'
import type { FieldValue } from '../codec/encode.ts'

/** Field values by name, `null` for a field left out. Numbers in brackets do for what has no name: `{ 9999: 'x' }`. */
export type Fields = Readonly<Record<string, FieldValue>>

/** What a session does that the world can see. */
export type Seen =
  | { readonly sent: string; readonly fields: Readonly<Record<string, string | undefined>> }
  | { readonly delivered: string; readonly possDup: boolean }
  | { readonly closed: true }

/** A message on the wire; only the fields that are stated are compared, `null` states that there is none. */
export function sent(name: string, fields: Fields = {}): Seen {
  const stated = Object.entries(fields).map(([key, value]) => [key, value === null ? undefined : String(value)])
  return { sent: name, fields: Object.fromEntries(stated) }
}

/** An application message handed over, told by its ClOrdID(11). */
export function delivered(clOrdID: string, possDup = false): Seen {
  return { delivered: clOrdID, possDup }
}

export const closed: Seen = { closed: true }

/** Compares what was seen with what should be, message by message, field by stated field. */
export function assertSeen(actual: readonly Seen[], expected: readonly Seen[], text?: string): void {
  const projected = actual.map((seen, i) => {
    const wanted = expected[i]
    if (!('sent' in seen) || wanted === undefined || !('sent' in wanted) || seen.sent !== wanted.sent) return seen
    const fields = Object.keys(wanted.fields).map((name) => [name, seen.fields[name]])
    return { sent: seen.sent, fields: Object.fromEntries(fields) }
  })
  assert.deepEqual(projected, expected, text)
}
