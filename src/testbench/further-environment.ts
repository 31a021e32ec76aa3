/** Where a further session of the same target is looked at: the same clock, network and target, and a record of its own. */
import { type Entry, Journal } from '../journal/journal.ts'
import { type Environment, newMemory } from './environment.ts'

/** @param name - as the scenario calls whoever holds the session */
export function furtherEnvironment(environment: Environment, name: string): Environment {
  const { clock, journal: first } = environment
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  // Whoever waits is woken by the first record, and people read it: what is said here stands there as a note.
  journal.subscribe((entry) => void first.event('note', `${name}: ${said(entry)}`, bytesOf(entry)))
  return { ...environment, journal, memory: newMemory(), close: () => undefined }
}

function said(entry: Entry): string {
  if (entry.kind === 'event') return entry.text
  return `${entry.direction === 'in' ? 'received' : 'sent'} MsgType ${entry.message.msgType}`
}

function bytesOf(entry: Entry): { bytes: Buffer } | undefined {
  return entry.kind === 'message' ? { bytes: entry.message.bytes } : undefined
}
