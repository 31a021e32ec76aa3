/**
 * A folder name for a session. CompIDs may hold any character, so each part is percent-encoded; what joins the parts
 * never occurs inside one, so two sessions never share a name. Pure.
 */

import { createHash } from 'node:crypto'

/** What tells a session from others. Optional parts may be absent or empty, which is the same. */
export interface StoredSession {
  /** BeginString(8), or ApplVerID's version where sessions are told apart by it. */
  readonly beginString: string
  /** Our side, as in our outgoing messages. */
  readonly senderCompID: string
  /** SenderSubID(50), where sessions are told apart by it; so the three that follow. */
  readonly senderSubID?: string | undefined
  /** SenderLocationID(142). */
  readonly senderLocationID?: string | undefined
  /** The other side, as in our outgoing messages. */
  readonly targetCompID: string
  /** TargetSubID(57). */
  readonly targetSubID?: string | undefined
  /** TargetLocationID(143). */
  readonly targetLocationID?: string | undefined
  /** Tells sessions between the same parties apart. */
  readonly qualifier?: string | undefined
  /** Which side of the session we are; kept with it, and not part of its name. A store is not opened in another role. */
  readonly role?: Role | undefined
}

export type Role = 'initiator' | 'acceptor'

/** A session as its log names it. */
export interface KeptSession {
  /** From `sessionIdentity`. */
  readonly identity: string
  readonly role: Role | undefined
}

/** Common file systems allow 255 bytes. */
const maxNameBytes = 200

/**
 * The session as one word: `FIX.4.4-SENDER+SUB+LOCATION-TARGET-qualifier`, each part percent-encoded except for ASCII
 * letters, digits, dot and low line.
 */
export function sessionIdentity(session: StoredSession): string {
  const sender = joined('+', session.senderCompID, session.senderSubID, session.senderLocationID)
  const target = joined('+', session.targetCompID, session.targetSubID, session.targetLocationID)
  const parts = [percentEncoded(session.beginString), sender, target]
  if (session.qualifier) parts.push(percentEncoded(session.qualifier))
  return parts.join('-')
}

/** The identity, or its beginning and a hash of the whole where a file system would refuse the length. */
export function sessionFolderName(identity: string): string {
  if (identity.length <= maxNameBytes) return identity
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 32)
  return `${identity.slice(0, maxNameBytes - 33)}~${hash}`
}

function joined(separator: string, ...parts: readonly (string | undefined)[]): string {
  const encoded = parts.map((part) => percentEncoded(part ?? ''))
  while (encoded.length > 1 && encoded.at(-1) === '') encoded.pop()
  return encoded.join(separator)
}

/** A dot at the end is encoded too: Windows drops it from names. */
function percentEncoded(text: string): string {
  const encoded = Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^A-Za-z0-9._]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
  return encoded.replace(/\.$/, '%2E')
}
