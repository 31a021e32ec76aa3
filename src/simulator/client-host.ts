/** A client on an engine session: hands it what the session delivers and what its user wants, and does what it asks for. */
import type { Client } from '../client/client.ts'
import type { ClientAction, ClientEvent, UserRequest } from '../client/seam.ts'
import type { Field } from '../codec/encode.ts'
import type { Clock } from '../engine/clock.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import { Tag } from '../fix/tags.ts'
import { KeyedTimers } from './keyed-timers.ts'

export interface ClientHostOptions {
  readonly client: Client
  readonly clock: Clock
  /** What the client noticed or decided; for people. */
  readonly onNote?: ((text: string) => void) | undefined
}

/** Where messages of the client go: a session of the engine. */
interface Outlet {
  submit(msgType: string, fields: readonly Field[]): void
}

export class ClientHost {
  readonly client: Client
  readonly application: HostedApplication
  readonly #clock: Clock
  readonly #onNote: (text: string) => void
  readonly #timers: KeyedTimers
  #outlet: Outlet | undefined
  #established = false
  #reset = false

  constructor({ client, clock, onNote = () => undefined }: ClientHostOptions) {
    this.client = client
    this.#clock = clock
    this.#timers = new KeyedTimers(clock, (key) => this.#step({ kind: 'timer', key, at: clock.now() }))
    this.#onNote = onNote
    this.application = this.#callbacks()
  }

  /** The user wants something; what the client sends for it is sent before this returns. */
  enter(request: UserRequest): void {
    this.#step({ kind: 'request', request, at: this.#clock.now() })
  }

  /** The process was killed, and comes back with what it knew: its session heard nothing of it. */
  killed(): void {
    if (this.#established) this.#step({ kind: 'sessionDown', how: 'lost', at: this.#clock.now() })
    this.#established = false
    this.#outlet = undefined
  }

  #callbacks(): HostedApplication {
    return {
      onMessage: (message, engine, possDup) => {
        this.#outlet ??= engine
        this.#step({ kind: 'message', message, possDup, at: this.#clock.now() })
      },
      onReject: (message) => this.#step({ kind: 'message', message, possDup: false, at: this.#clock.now() }),
      onSessionReset: () => {
        this.#reset = true
      },
      onNewState: (_before, after, _reason, host) => {
        if (after !== 'established') return
        this.#outlet = { submit: (msgType, fields) => host.send(msgType, fields) }
        this.#established = true
        const reset = this.#reset
        this.#reset = false
        this.#step({ kind: 'sessionUp', reset, at: this.#clock.now() })
      },
      onEnded: ({ how }: { how: 'correct' | 'nonGraceful' }, _session: EngineSession) => {
        this.#established = false
        this.#step({ kind: 'sessionDown', how: how === 'correct' ? 'logout' : 'lost', at: this.#clock.now() })
      },
    }
  }

  #step(event: ClientEvent): void {
    const out: ClientAction[] = []
    this.client.step(event, out)
    for (const action of out) this.#perform(action)
  }

  #perform(action: ClientAction): void {
    switch (action.kind) {
      case 'send': {
        const { msgType, fields, possResend } = action
        if (this.#outlet === undefined) return this.#onNote(`MsgType ${msgType} could not be sent: there is no session`)
        return this.#outlet.submit(msgType, possResend === true ? [[Tag.PossResend, 'Y'], ...fields] : fields)
      }
      case 'arm':
        return this.#timers.arm(action.key, action.at)
      case 'disarm':
        return this.#timers.disarm(action.key)
      case 'note':
        this.#onNote(action.text)
    }
  }
}
