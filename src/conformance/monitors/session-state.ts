/** What a monitor knows of one session, seen from the side that is graded. All of it is bounded. */
import type { Message } from '../../codec/message.ts'
import type { FixVersion } from '../../fix/versions.ts'
import type { Naming } from '../expect.ts'
import type { Role } from '../requirement.ts'
import { ExpectedNumber } from './expected-number.ts'
import { SentNumbers } from './sent-numbers.ts'

/** Where the connection stands, as far as the log tells. */
export type Phase =
  /** The log has told nothing of it. */
  | 'unknown'
  /** A connection begins: nothing was said on it. */
  | 'new'
  /** A Logon of one side went out. */
  | 'proposed'
  | 'established'
  /** A Logout was said, or the connection has ended. */
  | 'leaving'
  | 'ended'

/** Says what is wrong with a message of the peer, by the dictionary; undefined when it is in order. */
export interface ContentFault {
  readonly kind: 'session' | 'business'
  readonly reason?: number
  readonly refTagID?: number
  readonly text: string
}

export interface SessionState {
  readonly version: FixVersion
  readonly naming: Naming
  /** CompIDs of the session: the target's own, and the peer's. */
  readonly target: string
  readonly peer: string
  readonly beginString: string
  faultOf(message: Message): ContentFault | undefined
  /** The dictionary is that of the target's venue, so that what it does not know is a fault in application messages too. */
  readonly dictionaryIsStated: boolean
  /** Of the target; undefined until a Logon tells. */
  role: Role | undefined
  phase: Phase
  /** The log has told of connections that end. */
  tellsEnds: boolean
  readonly expected: ExpectedNumber
  readonly sent: SentNumbers
  /** Seconds, as agreed in the Logons; undefined when the log has none. */
  heartBtInt: number | undefined
  /** The Logon of the peer that waits for its reply, and of the target. */
  peerLogon: PeerLogon | undefined
  targetLogon: { readonly seq: number; readonly reset: boolean } | undefined
  peerLoggedOut: boolean
  /** The last connection ended without Logouts of both. */
  lostLink: boolean
  /** The last ResendRequest of the peer that was answered in full. */
  /** Last number that the request before asked for, until something shows that its answer is over; undefined for an open end. */
  askedUpTo: number | undefined
  lastRequest: { readonly from: number; readonly to: number; readonly seq: number } | undefined
  targetLoggedOut: boolean
  /** Difference between SendingTime(52) of the peer and the clock of the log, in ms, of the last message in order. */
  peerClock: number
  /** Fraction of a second the log does not tell, in ms. */
  resolution: number
}

export interface PeerLogon {
  readonly seq: number
  readonly reset: boolean
  readonly heartBtInt: string | undefined
}

export function newState(
  fixed: Pick<
    SessionState,
    'version' | 'naming' | 'target' | 'peer' | 'beginString' | 'faultOf' | 'dictionaryIsStated'
  >,
): SessionState {
  return {
    ...fixed,
    role: undefined,
    phase: 'unknown',
    tellsEnds: false,
    expected: new ExpectedNumber(),
    sent: new SentNumbers(),
    heartBtInt: undefined,
    peerLogon: undefined,
    targetLogon: undefined,
    peerLoggedOut: false,
    lostLink: false,
    askedUpTo: undefined,
    lastRequest: undefined,
    targetLoggedOut: false,
    peerClock: 0,
    resolution: 0,
  }
}
