/**
 * A list of securities in one message or in fragments: whether it is whole.
 *
 * @see application cases §6.4
 */
import type { Message } from '../codec/message.ts'

const ListTag = { NoRelatedSym: 146, TotNoRelatedSym: 393, SecurityRequestResult: 560, LastFragment: 893 } as const
const VALID_REQUEST = '0'

/**
 * @param messages - SecurityList(y) that answer one request, in the order in which they came
 * @returns why they are no whole list, in a sentence; undefined when they are one
 */
export function whyNoWholeList(messages: readonly Message[]): string | undefined {
  const last = messages.at(-1)
  if (last === undefined) return 'no SecurityList came'
  const results = new Set(messages.map((message) => message.text(ListTag.SecurityRequestResult)))
  const [result] = results
  if (results.size > 1 || result !== VALID_REQUEST)
    return `SecurityRequestResult(560) is ${[...results].join(', ')}, not ${VALID_REQUEST}`
  const marks = messages.map((message) => message.text(ListTag.LastFragment))
  if (marks.slice(0, -1).includes('Y')) return 'fragments came behind the one that is marked as the last'
  if (marks.at(-1) === 'N') return 'the fragment that is marked as the last did not come'
  if (messages.length > 1 && marks.at(-1) !== 'Y') return 'the last fragment is not marked by LastFragment(893) Y'
  const totals = new Set(messages.map((message) => message.text(ListTag.TotNoRelatedSym)))
  if (totals.size > 1) return `TotNoRelatedSym(393) is ${[...totals].join(' and ')} in fragments of one list`
  const count = messages.reduce((sum, message) => sum + (message.int(ListTag.NoRelatedSym) ?? 0), 0)
  const total = last.int(ListTag.TotNoRelatedSym)
  if (total === undefined || total === count) return undefined
  return `${count} securities came, and TotNoRelatedSym(393) is ${total}`
}
