/** Whether a connection stands for as long as it has to. */
import type { Journal } from '../journal/journal.ts'
import type { Environment } from './environment.ts'

/** A step begins a moment behind what it follows. So long may that be on a busy machine, milliseconds; longer is a pause. */
const STEP_DELAY_MS = 50

/**
 * Waits whether the target ends the connection. The time begins with the last message, when the step follows it at once:
 * a target that leaves exactly when it may would otherwise be a few milliseconds early.
 *
 * @param ms - how long it has to stand
 * @returns false when it was ended before
 */
export async function standsFor(
  environment: Pick<Environment, 'clock' | 'journal' | 'until'>,
  connected: () => boolean,
  ms: number,
): Promise<boolean> {
  const { clock, journal } = environment
  const end = Math.max(lastMessageAt(journal), clock.now() - STEP_DELAY_MS) + ms
  const left = await environment.until(() => !connected(), end)
  // What has happened is in the journal; when this process came to look at it does not matter.
  return !left || endedAt(journal) >= end
}

function lastMessageAt({ entries }: Journal): number {
  return entries.findLast(({ kind }) => kind === 'message')?.at ?? Number.NEGATIVE_INFINITY
}

function endedAt({ entries }: Journal): number {
  const end = entries.findLast((entry) => entry.kind === 'event' && entry.event === 'disconnect')
  return end?.at ?? Number.NEGATIVE_INFINITY
}
