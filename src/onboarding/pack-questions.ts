/** Which questions of a pack are still open, as the profile of a run answers them. */
import { parse } from 'yaml'
import type { Question } from './pack.ts'

/** Values that stand in for an answer: `YOUR-COMPID`, `YOUR COMPID`. */
const PLACEHOLDER = /\bYOUR[-_ ]/

/**
 * A question is open while the profile has nothing at its key, has a placeholder there, or still has what the pack's own
 * profile assumes.
 *
 * @param profileText - the profile of the run, as it is written
 * @param packText - the pack's own profile
 * @param answered - ids of questions that somebody has answered by what is assumed
 */
export function openQuestions(
  questions: readonly Question[],
  profileText: string,
  packText: string,
  answered: readonly string[] = [],
): Question[] {
  const stated: unknown = parse(profileText)
  const assumed: unknown = parse(packText)
  return questions.filter(
    ({ id, key }) => !answered.includes(id) && isOpen(valueAt(stated, key), valueAt(assumed, key)),
  )
}

function isOpen(stated: unknown, assumed: unknown): boolean {
  if (stated === undefined || stated === null) return true
  return PLACEHOLDER.test(String(stated)) || JSON.stringify(stated) === JSON.stringify(assumed)
}

/** @param key - `sessions.0.senderCompID` */
export function valueAt(profile: unknown, key: string): unknown {
  let value = profile
  for (const part of key.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[part]
  return value
}
