/** What an engine session is made of, and what may be stated about it. */
import type { Journal } from '../journal/journal.ts'
import type { ProtectionSettings } from '../parameters/settings.ts'
import type { Session } from '../session/session.ts'
import type { SessionSettings } from '../session/settings.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { Application } from './application.ts'
import type { Clock } from './clock.ts'
import type { DeliverySettings } from './delivery.ts'
import type { StoredBodies } from './performer-options.ts'
import type { Tamper } from './tamper.ts'
import type { Traffic } from './traffic.ts'

/** What an engine session is made of. `createSession` of an engine fills it in. */
export interface EngineSessionOptions {
  /** As `sessionSettings` or `resolveParameters` makes them. */
  readonly settings: SessionSettings
  /** Open, and used by nobody else. `close` closes it. */
  readonly store: MessageStore
  /** For SendingTime(52) and every timer. */
  readonly clock: Clock
  /** Told what happens; default: nobody, and messages of the counterparty are only counted. */
  readonly application?: Application
  /** Records the talk; the tester's side hands one in. */
  readonly journal?: Journal | undefined
  /** Changes messages on their way, to play a counterparty that is wrong on purpose. */
  readonly tamper?: Tamper | undefined
  /** Longest message in bytes that is taken; default 1 MiB (see `FramerOptions`). */
  readonly maxFrameLength?: number | undefined
  /** Limits on what both sides may do; what is absent is not limited. */
  readonly protection?: Partial<
    Pick<
      ProtectionSettings,
      'throttlers' | 'maxBacklogBytes' | 'maxScheduledWriteRequests' | 'slowConsumerWriteDelayMs'
    >
  >
  /** What follows when the application can't take a message. Default: it is reported, and the message counts. */
  readonly delivery?: DeliverySettings | undefined
  /** Whether bodies of incoming messages are kept, and what a damaged message costs an answer. Default: the usual. */
  readonly storage?: StoredBodies | undefined
  /** Told what passes. */
  readonly traffic?: Traffic | undefined
  /** Milliseconds between Logon and the messages that the application sends meanwhile. Default 0. */
  readonly maxDelayToSendAfterLogonMs?: number | undefined
  /** The state of the session is another one than before. */
  readonly onState?: ((state: Session['state']) => void) | undefined
}
