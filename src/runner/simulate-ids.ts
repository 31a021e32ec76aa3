/** What the sessions of a simulator are called: `SENDER/TARGET`, with more behind it where that would name several. */
import { type HostedSession, sessionId } from '../engine/hosted-session.ts'
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
    return short.indexOf(id) === short.lastIndexOf(id) ? id : withVersion(id, session.version.id)
  })
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice === undefined) return ids
  throw new UsageError(`two sessions are ${twice}: tell them apart by their CompIDs or by SessionQualifier`)
}

/**
 * An id for a session that comes later than the others.
 *
 * @returns undefined when there is a session of these CompIDs and this version
 */
export function freeId(parameters: EngineParameters, sessions: readonly HostedSession[]): string | undefined {
  const { senderCompID, targetCompID, version } = parameters.session
  const same = sessions.some(
    ({ parameters: { session } }) =>
      session.senderCompID === senderCompID && session.targetCompID === targetCompID && session.version === version,
  )
  if (same) return undefined
  const id = sessionId(parameters)
  return sessions.some((session) => session.id === id) ? withVersion(id, version.id) : id
}

function withVersion(id: string, version: string): string {
  return `${id}/${version.split('/').at(-1)}`
}
