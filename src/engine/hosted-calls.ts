/** The callbacks of an application as a hosted session makes them: its own work first, then the application's. */
import type { Message } from '../codec/message.ts'
import type { Observation } from '../session/action.ts'
import type { Application } from './application.ts'
import { asError, callBack, throwLater } from './calling-back.ts'
import type { EngineSession } from './engine-session.ts'
import type { ConnectionName, HostedApplication } from './hosted-application.ts'
import type { HostedSession } from './hosted-session.ts'
import type { LifecycleState } from './session-lifecycle.ts'

/**
 * The callbacks of `application`, each bound to it, so that some can be replaced. What it does not have stays absent:
 * for some of them that means something.
 */
export function boundCallbacks(application: Application): Application {
  const bound: Record<string, unknown> = {}
  for (let at: object | null = application; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) {
      const callback: unknown = Reflect.get(application, name)
      if (typeof callback === 'function' && name.startsWith('on')) bound[name] ??= callback.bind(application)
    }
  return bound
}

/** Calls what only a hosted session tells. A throw is told as an observation, and changes nothing. */
export class HostedCalls {
  readonly #application: HostedApplication
  readonly #host: HostedSession
  readonly #session: () => EngineSession

  constructor(application: HostedApplication, host: HostedSession, session: () => EngineSession) {
    this.#application = application
    this.#host = host
    this.#session = session
  }

  newState(before: LifecycleState, after: LifecycleState, reason: string): void {
    this.#guarded('onNewState', () => this.#application.onNewState?.(before, after, reason, this.#host))
  }

  switched(from: ConnectionName, to: ConnectionName): void {
    this.#guarded('onSwitchConnection', () => this.#application.onSwitchConnection?.(from, to, this.#host))
  }

  undelivered(message: Message): void {
    this.#guarded('onUndelivered', () => this.#application.onUndelivered?.(message, this.#host))
  }

  observe(level: Observation['level'], what: Observation['what'], text: string): void {
    callBack(() => this.#application.onObservation?.({ level, what, text }, this.#session()), throwLater)
  }

  /** A callback that is an asynchronous function fails later: that is told, too, rather than ending the process. */
  #guarded(name: string, call: () => unknown): void {
    callBack(call, (error) =>
      this.observe('error', 'deviation', `the application failed in ${name}: ${asError(error).message}`),
    )
  }
}
