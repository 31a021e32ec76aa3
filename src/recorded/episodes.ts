/** Parts of a session that stand for themselves: each begins with a connection on which both sides begin at 1 again. */
import { Tag } from '../fix/tags.ts'
import type { RecordedSession } from './recorded-session.ts'
import { isOutOfStep, stageOf } from './stage.ts'

/** @returns the session in parts, at least one; each with the connections up to the next that begins anew */
export function episodesOf(session: RecordedSession, logonTags: ReadonlySet<number>): RecordedSession[] {
  const parts: RecordedSession['connections'][number][][] = []
  const { connections } = session
  for (const [i, connection] of connections.entries()) {
    // What was said before the log began decided here, and the next connection begins anew.
    if (parts.length === 0 && i < connections.length - 1 && isOutOfStep(connection)) continue
    const stage = stageOf(connection, session.targetRole, logonTags)
    const anew =
      stage?.testerNumber === 1 &&
      stage.targetNumber === 1 &&
      stage.testerLogon.message.text(Tag.ResetSeqNumFlag) === 'Y'
    const current = parts.at(-1)
    if (current === undefined || anew) parts.push([connection])
    else current.push(connection)
  }
  return parts.map((connections) => ({ ...session, connections }))
}
