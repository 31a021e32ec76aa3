/** What the sessions of a simulator are called: `SENDER/TARGET`, with more behind it where that would name several. */
import { sessionId } from '../engine/hosted-session.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import { UsageError } from './usage-error.ts'

/**
 * One id for each, in order: with the version behind it where several versions have the same CompIDs.
 *
 * @throws UsageError when two sessions can not be told apart
 */
export function sessionIds(sessions: readonly EngineParameters[]): string[] {
  const short = sessions.map(sessionId)
  const ids = sessions.map(({ session }, i) => {
    const id = short[i] as string
    return short.indexOf(id) === short.lastIndexOf(id) ? id : `${id}/${session.version.id.split('/').at(-1)}`
  })
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice === undefined) return ids
  throw new UsageError(`two sessions are ${twice}: tell them apart by their CompIDs or by SessionQualifier`)
}
