/**
 * One session, judged from the side that is graded: recognises what the peer does as the stimulus of a case, and follows
 * what the target makes of it. Passive: it decides what the log proves, and nothing else.
 */
import { PeerMessages } from './peer-messages.ts'
import type { Tell } from './pending.ts'
import type { SessionState } from './session-state.ts'
import { SessionTalk } from './session-talk.ts'
import type { Sighting } from './sighting.ts'
import { TargetMessages } from './target-messages.ts'

export class SessionMonitor {
  readonly #talk: SessionTalk
  readonly #peer: PeerMessages
  readonly #target: TargetMessages

  constructor(state: SessionState, tell: Tell) {
    this.#talk = new SessionTalk(state, tell)
    this.#peer = new PeerMessages(this.#talk)
    this.#target = new TargetMessages(this.#talk)
  }

  get state(): SessionState {
    return this.#talk.state
  }

  see(sighting: Sighting): void {
    const { message, side } = sighting
    this.clock(sighting.at)
    if (side === 'target') {
      if (message !== undefined) this.#target.take(message, sighting)
    } else if (message === undefined) this.#peer.garbled(sighting)
    else this.#peer.take(message, sighting)
  }

  /** The clock of the log; NaN when a line has none. */
  clock(at: number): void {
    if (Number.isNaN(at)) return
    this.#talk.at = at
    this.#talk.pending.time(at)
  }

  connected(): void {
    const { state } = this
    state.tellsEnds = true
    if (state.phase !== 'ended' && state.phase !== 'unknown') this.#talk.over(undefined)
    state.phase = 'new'
  }

  /** @param by - undefined where the log does not say who closed */
  disconnected(by: 'target' | 'peer' | undefined): void {
    this.state.tellsEnds = true
    this.#talk.over(by)
    this.state.phase = 'ended'
  }

  /** The log is over. */
  end(): void {
    this.#talk.pending.logEnds()
  }
}
