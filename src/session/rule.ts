/** The shape of a rule for incoming messages. Each lives in its own file under `rules/`; `inbound.ts` orders them. */
import type { Message } from '../codec/message.ts'
import type { Session } from './session.ts'

/** What is wrong with a message, and how grave it is. */
export interface Violation {
  /**
   * - `reject`: Reject(3), the message counts, the session goes on
   * - `rejectAndLogout`: Reject(3), the message counts, then Logout and close
   * - `businessReject`: BusinessMessageReject(j), the message counts, the session goes on
   * - `logout`: Logout and close; the message does not count
   */
  readonly response: 'reject' | 'rejectAndLogout' | 'businessReject' | 'logout'
  /** SessionRejectReason(373), or BusinessRejectReason(380) of a `businessReject`. */
  readonly reason?: number
  readonly refTagID?: number
  readonly text: string
}

/** Looks at one message; undefined means that the rule is kept. */
export type Rule = (session: Session, message: Message, at: number) => Violation | undefined
