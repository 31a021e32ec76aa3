/** What can be seen of a hosted session: its life, its numbers, its counts. Looking changes nothing. */
import type { EngineParameters } from '../parameters/settings.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName } from './hosted-application.ts'
import type { HostedParts } from './hosted-parts.ts'
import { type LifecycleState, stdStateOf } from './session-lifecycle.ts'
import type { SessionStatistics } from './session-statistics.ts'

export abstract class HostedView {
  /** `SENDER/TARGET`, or `SENDER/TARGET/QUALIFIER`, our side first; unless it was given another name. */
  readonly id: string
  /** As they were handed in. */
  readonly parameters: EngineParameters
  protected abstract readonly parts: HostedParts

  constructor(id: string, parameters: EngineParameters) {
    this.id = id
    this.parameters = parameters
  }

  /** Where it is in its life (engine parameters 1.1). */
  get state(): LifecycleState {
    return this.parts.life.state
  }

  /** The state of the standard's matrix, in its words (session test cases, 6.1). */
  get stdState(): string {
    const { connections } = this.parts.statistics.snapshot
    return stdStateOf(this.parts.session.core, this.parameters.session.role, this.parts.life.state, connections > 0)
  }

  /** The destination in use; of an acceptor, that of its counterparty. */
  get activeConnection(): ConnectionName {
    return this.parts.life.active
  }

  /** True when `terminateOnLogout` has removed the session; `start` makes it anew. */
  get removed(): boolean {
    return this.parts.life.removed
  }

  /** True while a transport connection stands. */
  get connected(): boolean {
    return this.parts.session.connected
  }

  /** MsgSeqNum(34) expected next. */
  get nextIn(): number {
    return this.parts.session.nextIn
  }

  /** MsgSeqNum(34) of the next message of ours. */
  get nextOut(): number {
    return this.parts.session.nextOut
  }

  /** The fault that last cut the session, such as a full disk: a call that comes back with another one was not done. */
  get lastFault(): Error | undefined {
    return this.parts.session.lastFault
  }

  /** When the present numbering began, epoch milliseconds UTC. */
  get numberingSince(): number {
    return this.parts.session.numberingSince
  }

  /** Bytes of sent messages that its stores hold in memory; 0 where a disk holds them. */
  get memoryBytes(): number {
    return this.parts.stores.memoryBytes
  }

  /** The numberings of the store in use that have ended, oldest first. @throws StoreError when one can't be read */
  get archives(): readonly ArchivedNumbering[] {
    return this.parts.stores.archives
  }

  /** A copy of the counts of the moment. */
  get statistics(): SessionStatistics {
    return this.parts.statistics.snapshot
  }

  /** The session inside, for whoever serves connections to it. */
  get engineSession(): EngineSession {
    return this.parts.session
  }

  /** True while an acceptor takes the connection of its counterparty; others are closed without a word (SD-15). */
  get accepting(): boolean {
    return this.parts.life.accepting
  }
}
