/**
 * What an initiator does after each failed attempt and each lost link: again, on the other destination, or not at all
 * (engine parameters 5.1 and 5.2). A state machine without I/O and without a clock.
 */
import type { ConnectionSettings } from '../parameters/settings.ts'
import type { ConnectionName } from './hosted-application.ts'

/** What the policy needs to know of the parameters. */
export type ReconnectSettings = Pick<
  ConnectionSettings,
  | 'reconnectMaxTries'
  | 'reconnectIntervalMs'
  | 'retryInitialConnect'
  | 'forcedReconnect'
  | 'destinations'
  | 'backup'
  | 'enableAutoSwitchToBackupConnection'
  | 'switchMoment'
  | 'cyclicSwitchBackupConnection'
>

/**
 * How an attempt failed: no transport connection; or one that was closed, refused by Logout, or silent before the Logon
 * exchange was complete.
 */
export type AttemptFailure = 'connect' | 'logon'

/** What follows. Delays are in milliseconds. */
export type ReconnectDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'switch'; readonly to: ConnectionName; readonly delayMs: number }
  /** Non-gracefully terminated; `why` is for people. */
  | { readonly kind: 'terminate'; readonly why: string }

export class ReconnectPolicy {
  readonly #settings: ReconnectSettings
  #active: ConnectionName = 'primary'
  /** Attempts that may still be made on the active destination. */
  #left: number
  /** Attempts made since the policy began, to take the destinations in turn. */
  #turn = 0
  /** False until a Logon exchange is complete, on whichever destination. */
  #everEstablished = false

  constructor(settings: ReconnectSettings) {
    this.#settings = settings
    this.#left = this.#firstAndTries
  }

  get active(): ConnectionName {
    return this.#active
  }

  /** Begins anew, on the active destination: the first attempt, and all tries behind it. */
  restart(): void {
    this.#left = this.#firstAndTries
    this.#everEstablished = false
  }

  /** To be told as an attempt begins. @returns its place in the list of destinations that are taken in turn */
  attempt(): number {
    this.#left--
    const { destinations } = this.#settings
    return destinations.length === 0 ? 0 : this.#turn++ % destinations.length
  }

  /** The transport stands and the Logon exchange is complete: the tries are counted from zero again. */
  established(): void {
    this.#everEstablished = true
    this.#left = this.#tries
  }

  /** The established session has lost its link, or a Logout ended it and it is to go on. */
  lost(): ReconnectDecision {
    const left = this.#left > 0
    return left ? this.#retry() : this.#exhausted()
  }

  failed(how: AttemptFailure): ReconnectDecision {
    const { retryInitialConnect, forcedReconnect } = this.#settings
    if (how === 'logon' && !forcedReconnect) return { kind: 'terminate', why: 'the Logon exchange failed' }
    if (!this.#everEstablished && !retryInitialConnect)
      return { kind: 'terminate', why: 'the first connection could not be made' }
    if (this.#settings.switchMoment === 'eachAttempt' && this.#left > 0) return this.#alternate()
    return this.#left > 0 ? this.#retry() : this.#exhausted()
  }

  /** By hand, at any moment: the tries are counted from zero. */
  switchTo(to: ConnectionName): void {
    this.#active = to
    this.#left = this.#firstAndTries
  }

  get #tries(): number {
    const { reconnectMaxTries } = this.#settings
    return reconnectMaxTries === 'unlimited' ? Number.POSITIVE_INFINITY : reconnectMaxTries
  }

  get #firstAndTries(): number {
    return this.#tries + 1
  }

  #retry(): ReconnectDecision {
    return { kind: 'retry', delayMs: this.#settings.reconnectIntervalMs }
  }

  /** One attempt here, one there; the tries are those of both together (FIX Antenna .NET). */
  #alternate(): ReconnectDecision {
    const to = this.#otherAllowed()
    if (to === undefined) return this.#retry()
    this.#active = to
    return { kind: 'switch', to, delayMs: this.#settings.reconnectIntervalMs }
  }

  #exhausted(): ReconnectDecision {
    const to = this.#settings.switchMoment === 'afterTries' ? this.#otherAllowed() : undefined
    if (to === undefined) return { kind: 'terminate', why: `no try is left on the ${this.#active} connection` }
    this.switchTo(to)
    // The way to the backup is taken at once. Two destinations that both refuse would be dialled without a pause.
    return { kind: 'switch', to, delayMs: to === 'backup' ? 0 : this.#settings.reconnectIntervalMs }
  }

  #otherAllowed(): ConnectionName | undefined {
    const { backup, enableAutoSwitchToBackupConnection, cyclicSwitchBackupConnection } = this.#settings
    if (this.#active === 'backup') return cyclicSwitchBackupConnection ? 'primary' : undefined
    return backup !== undefined && enableAutoSwitchToBackupConnection ? 'backup' : undefined
  }
}

/** What in these settings can never happen, in words, for people; empty when all is well. */
export function reconnectWarnings(settings: ReconnectSettings): string[] {
  const { backup, enableAutoSwitchToBackupConnection: auto, reconnectMaxTries, switchMoment } = settings
  if (!auto) return []
  if (backup === undefined) return ['enableAutoSwitchToBackupConnection without a backup: there is nowhere to go']
  if (reconnectMaxTries === 'unlimited' && switchMoment === 'afterTries')
    return ['reconnectMaxTries is unlimited: the tries are never used up and the backup is never reached']
  return []
}
