/** What both sides of a session have in common while a monitor listens to them: its state, and what is open. */
import { OrderlyMessages } from './orderly-messages.ts'
import { Pending, type Tell } from './pending.ts'
import type { SessionState } from './session-state.ts'
import type { Sighting } from './sighting.ts'
import type { NewStimulus } from './stimulus.ts'
import { Supervision } from './supervision.ts'

export class SessionTalk {
  readonly state: SessionState
  readonly tell: Tell
  readonly pending: Pending
  readonly orderly: OrderlyMessages
  readonly supervision: Supervision
  /** The clock of the log, NaN as long as it has told none. */
  at = Number.NaN
  /** TestReqIDs of the target. */
  readonly questions = new Set<string>()
  /** Ordinal of the peer's Logout that was in its turn, -1 before it. */
  peerLeft = -1
  /** The target has shown on this connection what it expects. */
  fenced = false

  constructor(state: SessionState, tell: Tell) {
    this.state = state
    this.tell = tell
    this.orderly = new OrderlyMessages(tell)
    this.pending = new Pending(state, tell)
    this.supervision = new Supervision((cases, finding) => tell(cases, finding))
  }

  /** The connection has ended. */
  over(by: 'target' | 'peer' | undefined): void {
    const { state } = this
    this.pending.disconnected(by, this.at)
    if (state.phase === 'established' || state.phase === 'leaving')
      state.lostLink = !(state.peerLoggedOut && state.targetLoggedOut)
    if (state.phase === 'established' || state.phase === 'leaving')
      this.supervision.ended(this.at, by === 'target', state.resolution)
    state.peerLogon = undefined
    state.targetLogon = undefined
    this.peerLeft = -1
    state.peerLoggedOut = false
    state.targetLoggedOut = false
  }

  established(): void {
    const { state } = this
    state.phase = 'established'
    state.targetLogon = undefined
    state.peerLogon = undefined
    this.fenced = state.expected.sure && state.expected.next === 2
    this.supervision.begin(state.heartBtInt, this.at)
  }

  add(stimulus: NewStimulus, seq: number, { ordinal }: Sighting): void {
    this.pending.add(stimulus, seq, ordinal, this.at)
  }

  /** Nothing behind this is judged until the next connection. */
  leave(): void {
    this.state.expected.forget()
    this.state.phase = 'leaving'
  }
}
