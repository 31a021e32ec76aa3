/** Messages that may come in any order, each once. Pure, as `expect.ts`. */
import type { Message } from '../codec/message.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'
import {
  anyOfThem,
  compare,
  describeMessage,
  faultOf,
  fits,
  isUnasked,
  type MessagePattern,
  type Naming,
  type Outcome,
  unlike,
} from './expect.ts'

export interface All {
  readonly outcome: Outcome
  /** For an outcome that is met: a message for each pattern, in the order of the patterns. */
  readonly came: readonly MessageEntry[]
}

/**
 * Looks for a message for each of the patterns, from position `cursor` on. A message of one of their types that fits none
 * of those left violates, and so does whatever violates where a single message is expected.
 *
 * @param passesOver - further messages that say nothing here, unless they fit a pattern
 */
export function expectAll(
  entries: readonly Entry[],
  cursor: number,
  patterns: readonly MessagePattern[],
  naming: Naming,
  passesOver: (message: Message) => boolean = () => false,
): All {
  const came: MessageEntry[] = []
  for (let i = cursor; i < entries.length; i++) {
    const entry = entries[i] as Entry
    if (entry.kind === 'event') {
      const fault = faultOf(entry)
      if (fault === undefined) continue
      return {
        outcome: { kind: 'violated', entry, actual: fault, difference: unlike(anyOfThem(patterns), naming) },
        came,
      }
    }
    const { direction, message } = entry
    if (direction === 'out') continue
    if (passesOver(message) && !patterns.some((pattern) => fits(message, pattern))) continue
    if (patterns.every(({ msgType }) => msgType !== message.msgType) && isUnasked(entries, entry)) continue
    const assigned = assign([...came, entry], patterns)
    if (assigned === undefined) return { outcome: unfitting(entry, leftOf(came, patterns), patterns, naming), came }
    came.push(entry)
    if (came.length < patterns.length) continue
    return { outcome: { kind: 'met', entry }, came: assigned.filter((one) => one !== undefined) }
  }
  return { outcome: { kind: 'pending' }, came }
}

/** Patterns that no message so far takes; where several ways are possible, those of one of them. */
function leftOf(came: readonly MessageEntry[], patterns: readonly MessagePattern[]): MessagePattern[] {
  const taken = assign(came, patterns) ?? []
  return patterns.filter((_, i) => taken[i] === undefined)
}

function unfitting(
  entry: MessageEntry,
  left: readonly MessagePattern[],
  patterns: readonly MessagePattern[],
  naming: Naming,
): Outcome {
  const outcomes = (left.length === 0 ? patterns : left)
    .filter(({ msgType }) => msgType === entry.message.msgType)
    .map((pattern) => compare(entry, pattern, naming))
    .filter((outcome) => outcome.kind === 'violated')
  const unequal = ({ difference }: (typeof outcomes)[number]): number =>
    difference?.fields.filter(({ equal }) => !equal).length ?? 0
  const nearest = outcomes.toSorted((a, b) => unequal(a) - unequal(b))[0]
  const difference = { ...unlike(anyOfThem(patterns), naming, entry.message), entry: entry.index }
  return nearest ?? { kind: 'violated', entry, actual: describeMessage(entry.message, naming), difference }
}

/**
 * Gives each message a pattern of its own that it fits: one that fits several must not take the only one of another.
 *
 * @returns by pattern the message that it takes; undefined when some message is left over
 * @see H. W. Kuhn, The Hungarian Method for the assignment problem: augmenting paths
 */
function assign(
  messages: readonly MessageEntry[],
  patterns: readonly MessagePattern[],
): readonly (MessageEntry | undefined)[] | undefined {
  const takenBy: (MessageEntry | undefined)[] = patterns.map(() => undefined)
  const place = (entry: MessageEntry, tried: Set<number>): boolean =>
    patterns.some((pattern, i) => {
      if (tried.has(i) || !fits(entry.message, pattern)) return false
      tried.add(i)
      const holder = takenBy[i]
      if (holder !== undefined && !place(holder, tried)) return false
      takenBy[i] = entry
      return true
    })
  return messages.every((entry) => place(entry, new Set())) ? takenBy : undefined
}
