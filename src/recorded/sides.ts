/** Which side of a log is the system to be tested. */
import type { LogDirection } from './log-form.ts'
import type { Side } from './recorded-session.ts'

/** A message as the log has it, before it is known whose it is. */
export interface Addressed {
  readonly sender: string
  readonly receiver: string
  readonly direction: LogDirection | undefined
}

export interface TargetChoice {
  readonly compID: string
  /** Why, for people; undefined when it was stated. */
  readonly guessed?: string
}

/** The log does not say which side is to be tested. The message names those there are. */
export class TargetUnknown extends Error {
  override readonly name = 'TargetUnknown'
}

/**
 * @param stated - by the user
 * @param known - CompIDs of targets in the user's profile
 * @throws TargetUnknown
 */
export function chooseTarget(
  messages: readonly Addressed[],
  stated: string | undefined,
  known: ReadonlySet<string>,
): TargetChoice {
  const compIDs = [...new Set(messages.flatMap(({ sender, receiver }) => [sender, receiver]))].filter((id) => id !== '')
  const named = compIDs.map((id) => `"${id}"`).join(', ')
  if (stated !== undefined) {
    if (compIDs.includes(stated)) return { compID: stated }
    throw new TargetUnknown(`--target "${stated}": no message of the log is from or to it; there are ${named}`)
  }
  const ofProfile = compIDs.filter((id) => known.has(id))
  if (ofProfile.length === 1 && ofProfile[0] !== undefined)
    return { compID: ofProfile[0], guessed: 'the profile names it as the target' }
  const writer = writerOf(messages)
  if (writer !== undefined) return { compID: writer, guessed: 'the log was written by its side' }
  throw new TargetUnknown(`the log does not tell which side is to be tested: say --target with one of ${named}`)
}

/** CompID of who wrote the log, where directions tell it for all messages alike. */
export function writerOf(messages: readonly Addressed[]): string | undefined {
  const votes = new Map<string, number>()
  for (const { sender, receiver, direction } of messages) {
    const writer = direction === 'out' ? sender : direction === 'in' ? receiver : undefined
    if (writer !== undefined) votes.set(writer, (votes.get(writer) ?? 0) + 1)
  }
  const [first, second] = [...votes].sort((a, b) => b[1] - a[1])
  if (first === undefined) return undefined
  // A message with a wrong CompID is a case of its own, and does not make the log somebody else's.
  return second === undefined || first[1] > 2 * second[1] ? first[0] : undefined
}

/** Whose message it is, by its direction where the log has them, else by its CompIDs. */
export function sideOf(
  { sender, receiver, direction }: Addressed,
  target: string,
  testers: ReadonlySet<string>,
  writer: Side | undefined,
): Side {
  if (direction !== undefined && writer !== undefined)
    return direction === 'out' ? writer : writer === 'tester' ? 'target' : 'tester'
  if (sender === target) return 'target'
  if (testers.has(sender) || receiver === target) return 'tester'
  // Faults in CompIDs are made on purpose, and those are the tester's.
  return testers.has(receiver) ? 'target' : 'tester'
}
