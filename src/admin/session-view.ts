/** Sessions and their talk as the API shows them. */
import type { z } from 'zod'
import { Tag } from '../fix/tags.ts'
import type { Entry } from '../journal/journal.ts'
import { maskedBytes, maskedMessage } from '../journal/masked.ts'
import type { AdminSession } from './admin-host.ts'
import type { JournalEntryView, sessionView, statisticsView } from './shapes.ts'

/** Never shown, whatever a session's own settings add. */
export const SECRET_TAGS: readonly number[] = [
  Tag.Password,
  Tag.NewPassword,
  Tag.RawData,
  Tag.EncryptedPassword,
  Tag.EncryptedNewPassword,
]

const isoOf = (at: number): string => new Date(at).toISOString()

export function viewOf({ session, application }: AdminSession): z.input<typeof sessionView> {
  const { id, parameters, state, stdState, activeConnection, nextIn, nextOut } = session
  const { senderCompID, targetCompID, version, role, heartBtInt } = parameters.session
  return {
    id,
    senderCompID,
    targetCompID,
    ...(parameters.qualifier === undefined ? {} : { qualifier: parameters.qualifier }),
    version: version.id,
    role,
    application,
    state,
    stdState,
    connected: session.connected,
    established: state === 'established',
    activeConnection,
    nextIn,
    nextOut,
    numberingSince: isoOf(session.numberingSince),
    heartBtInt,
  }
}

export function statisticsOf({ session }: AdminSession): z.input<typeof statisticsView> {
  const { lastInAt, lastOutAt, establishedAt, ...counts } = session.statistics
  return {
    ...counts,
    ...(lastInAt === undefined ? {} : { lastInAt: isoOf(lastInAt) }),
    ...(lastOutAt === undefined ? {} : { lastOutAt: isoOf(lastOutAt) }),
    ...(establishedAt === undefined ? {} : { establishedAt: isoOf(establishedAt) }),
  }
}

export function entryView(entry: Entry, secretTags: ReadonlySet<number>): JournalEntryView {
  const base = { index: entry.index, at: isoOf(entry.at), connection: entry.connection }
  if (entry.kind === 'event') {
    const { event, text, direction = 'event', bytes } = entry
    return { ...base, direction, event, text, raw: bytes === undefined ? '' : maskedBytes(bytes, secretTags) }
  }
  const { direction, message } = entry
  const msgSeqNum = message.msgSeqNum
  return {
    ...base,
    direction,
    msgType: message.msgType,
    ...(msgSeqNum === undefined || !Number.isSafeInteger(msgSeqNum) ? {} : { msgSeqNum }),
    raw: maskedMessage(message, secretTags),
  }
}
