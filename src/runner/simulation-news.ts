/** What people are told of a session of the simulator: its states and what is more than the usual, one line each. */
import type { Message } from '../codec/message.ts'
import { realClock } from '../engine/clock.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import type { HostedApplication, HostedSession, LifecycleState } from '../engine/hosted-session.ts'
import type { Observation, SessionEnd } from '../session/action.ts'

export type Tone = 'green' | 'yellow' | 'red' | 'dim' | 'bold'

/** One line for people. */
export type Say = (text: string, tone?: Tone) => void

const TONES: Readonly<Partial<Record<LifecycleState, Tone>>> = {
  established: 'green',
  reconnect: 'yellow',
  nonGracefullyTerminated: 'red',
}

/** States that an initiator goes through again and again while nobody answers. */
const TRYING: readonly LifecycleState[] = ['waitForConnect', 'waitForConfirmLogon', 'reconnect']

/** An application that passes everything on, and tells. */
export class News implements HostedApplication {
  readonly #application: HostedApplication
  readonly #id: string
  readonly #say: Say
  readonly #onState: () => void
  /** Said since the session was last in another state than trying to connect: each is said once. */
  readonly #said = new Set<string>()
  /** What was observed last, and how often since. */
  #repeated: { text: string | undefined; times: number } = { text: undefined, times: 0 }

  constructor(application: HostedApplication, id: string, say: Say, onState: () => void) {
    this.#application = application
    this.#id = id
    this.#say = say
    this.#onState = onState
  }

  onMessage(message: Message, session: EngineSession, possDup: boolean): unknown {
    return this.#application.onMessage?.(message, session, possDup)
  }

  onLogon(message: Message, session: EngineSession): { readonly refuse: string | true } | undefined {
    return this.#application.onLogon?.(message, session)
  }

  onSessionReset(session: EngineSession): void {
    this.#application.onSessionReset?.(session)
  }

  onEnded(end: SessionEnd, session: EngineSession): void {
    this.#application.onEnded?.(end, session)
  }

  onObservation(observation: Observation, session: EngineSession): void {
    this.#application.onObservation?.(observation, session)
    const tone = toneOf(observation)
    if (tone !== undefined) this.#tellOnce(observation.text, tone)
  }

  onNewState(before: LifecycleState, after: LifecycleState, reason: string, session: HostedSession): void {
    const news = `${after} (was ${before})${reason === '' ? '' : `: ${reason}`}`
    if (!TRYING.includes(after)) this.#said.clear()
    if (!this.#said.has(news)) this.#tell(news, TONES[after] ?? 'dim')
    this.#said.add(news)
    this.#application.onNewState?.(before, after, reason, session)
    this.#onState()
  }

  onFault(fault: Error): void {
    this.#tell(`fault: ${fault.message}`, 'red')
  }

  /** A counterparty must not fill the screen, or a log on disk: what it does again and again is counted. */
  #tellOnce(text: string, tone: Tone): void {
    if (text === this.#repeated.text) {
      this.#repeated.times++
      return
    }
    this.#tell(text, tone)
    this.#repeated = { text, times: 0 }
  }

  #tell(text: string, tone: Tone): void {
    const { text: repeated, times } = this.#repeated
    this.#repeated = { text: undefined, times: 0 }
    if (times > 0) this.#line(`${repeated} (${times} times more)`, 'dim')
    this.#line(text, tone)
  }

  #line(text: string, tone: Tone): void {
    this.#say(`${timeOfDay()} ${this.#id} ${text}`, tone)
  }
}

/** The states are told anyway. */
function toneOf({ level }: Observation): Tone | undefined {
  if (level === 'info') return undefined
  return level === 'error' ? 'red' : 'yellow'
}

/** `09:00:00.123`, UTC. */
export function timeOfDay(): string {
  return new Date(realClock.now()).toISOString().slice(11, 23)
}
