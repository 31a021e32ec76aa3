/** What a hosted session tells its application beyond the messages: its life. */
import type { Message } from '../codec/message.ts'
import type { Application } from './application.ts'
import type { HostedSession, LifecycleState } from './hosted-session.ts'

/** The two destinations of a session (engine parameters 5.2). */
export type ConnectionName = 'primary' | 'backup'

/**
 * The callbacks of `Application`, and those of the life around a session. Each may call any verb of the session. A
 * throw is reported as an observation and changes nothing.
 */
export interface HostedApplication extends Application {
  /** The lifecycle state has changed; `reason` is for people. */
  onNewState?(before: LifecycleState, after: LifecycleState, reason: string, session: HostedSession): void
  /** The other destination is in force from here on; nothing was said there yet (engine parameters 5.2). */
  onSwitchConnection?(from: ConnectionName, to: ConnectionName, session: HostedSession): void
  /** A message that will never be sent: its time ran out without a connection, or the session has ended (5.4). */
  onUndelivered?(message: Message, session: HostedSession): void
}
