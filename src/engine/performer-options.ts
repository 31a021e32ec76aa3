/** What a performer works with: the parts of one session, and whom it tells what it can not do itself. */
import type { StorageSettings } from '../parameters/settings.ts'
import type { SessionEvent } from '../session/event.ts'
import type { SessionSettings } from '../session/settings.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { ApplicationCalls } from './application.ts'
import type { Clock } from './clock.ts'
import type { DeliverySettings } from './delivery.ts'
import type { Link } from './link.ts'
import type { Tamper } from './tamper.ts'
import type { Traffic } from './traffic.ts'

/** What of the storage settings concerns the bodies of messages. */
export type StoredBodies = Partial<Pick<StorageSettings, 'logIncomingMessages' | 'forceResendWhenCorruptedStore'>>

export interface PerformerOptions {
  readonly settings: SessionSettings
  readonly store: MessageStore
  readonly clock: Clock
  readonly application: ApplicationCalls
  readonly tamper: Tamper | undefined
  readonly traffic: Traffic | undefined
  /** The link of the moment. */
  readonly link: () => Link | undefined
  readonly onTimer: (event: SessionEvent & { kind: 'timerFired' }) => void
  /** What follows when the application can't take a message. Default: it is reported, and the message counts. */
  readonly delivery: DeliverySettings | undefined
  /** Default: as `STORAGE_DEFAULTS`. */
  readonly storage: StoredBodies | undefined
  /** A message is no longer with the application: `deliverOn` is to be called, in a turn. */
  readonly onSettled: () => void
  /** An answer to a ResendRequest has stood aside: `goOn` is to be called, in a turn. */
  readonly onAnswerDue: () => void
  /** An event that follows from what was performed: it comes behind the turn. */
  readonly raise: (event: SessionEvent) => void
}
