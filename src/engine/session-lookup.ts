/** Which session the first message of a connection names. */
import type { Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'
import type { EngineSession } from './engine-session.ts'
import type { RemoteAddresses } from './remote-addresses.ts'

/** A session that an acceptor serves. */
export interface Admission {
  readonly session: EngineSession
  readonly qualifier: string | undefined
  readonly allowed: RemoteAddresses
  readonly requireTls: boolean
}

/**
 * The CompIDs decide, then the qualifier; among several versions the BeginString, and a wrong one is the session's to
 * answer. A qualifier that no session has finds the session without one: the tag is from the range that users define,
 * and may mean something else to a counterparty that knows of no qualifiers.
 */
export function findAdmission<A extends Pick<Admission, 'session' | 'qualifier'>>(
  admissions: readonly A[],
  first: Message,
  qualifierTag: number,
): A | undefined {
  const us = first.text(Tag.TargetCompID)
  const them = first.text(Tag.SenderCompID)
  const named = admissions.filter(
    ({ session: { settings } }) => settings.senderCompID === us && settings.targetCompID === them,
  )
  const stated = first.text(qualifierTag)
  const qualified = named.filter(({ qualifier }) => qualifier === stated)
  const those = qualified.length > 0 ? qualified : named.filter(({ qualifier }) => qualifier === undefined)
  if (those.length <= 1) return those[0]
  const beginString = first.text(Tag.BeginString)
  const spoken = those.filter(({ session: { settings } }) => settings.version.beginString === beginString)
  // FIXT.1.1 is one BeginString for several versions of the application.
  const applVerID = first.text(Tag.DefaultApplVerID)
  return spoken.find(({ session: { settings } }) => settings.version.applVerID === applVerID) ?? spoken[0] ?? those[0]
}

/** True when the first message is of the session's version; of FIXT.1.1, when it names no other by DefaultApplVerID(1137). */
export function speaksVersionOf({ session: { settings } }: Pick<Admission, 'session'>, first: Message): boolean {
  const { beginString, applVerID } = settings.version
  if (beginString !== first.text(Tag.BeginString)) return false
  return (first.text(Tag.DefaultApplVerID) ?? applVerID) === applVerID
}
