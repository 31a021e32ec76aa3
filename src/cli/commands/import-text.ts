/** What `fixproof import` tells people: which side is tested, which sessions there are, what became of them. */
import type { gatherSessions } from '../../recorded/gather-sessions.ts'
import type { Imported } from '../../recorded/import-log.ts'
import { itemsOf, type RecordedSession } from '../../recorded/recorded-session.ts'
import type { Terminal } from '../terminal.ts'

export function listSessions({ target, sessions }: ReturnType<typeof gatherSessions>, terminal: Terminal): void {
  tellTarget(target, terminal)
  for (const [i, session] of sessions.entries()) terminal.say(sessionLine(session, i + 1))
}

function tellTarget({ compID, guessed }: Imported['target'], terminal: Terminal): void {
  terminal.say(`to be tested: ${compID}${guessed === undefined ? '' : ` (${guessed}; --target says otherwise)`}`)
}

function sessionLine(session: RecordedSession, number: number): string {
  const items = itemsOf(session)
  const times = items.flatMap(({ at }) => at ?? [])
  const period = times.length === 0 ? 'no times' : `${shown(Math.min(...times))} to ${shown(Math.max(...times))}`
  const { testerCompID, targetCompID, version, targetRole, connections } = session
  return `session ${number}: ${testerCompID} to ${targetCompID}, ${version.id}, the target is ${targetRole}, ${items.length} messages on ${connections.length} connection${connections.length === 1 ? '' : 's'}, ${period}`
}

function shown(at: number): string {
  return new Date(at).toISOString().replace('Z', '')
}

export function tellImported({ target, sessions, notes }: Imported, terminal: Terminal): void {
  tellTarget(target, terminal)
  for (const { session, number, scenarios } of sessions) {
    terminal.say(sessionLine(session, number))
    for (const { name } of scenarios) terminal.say(`  scenario: ${name}`)
  }
  for (const note of notes) terminal.complain(`note: ${note}`)
}
