/** What an engine session tells its application, and what a throw of the application costs. */
import type { Message } from '../codec/message.ts'
import type { Observation } from '../session/action.ts'
import type { EngineSession } from './engine-session.ts'

/**
 * The application may call any verb of the session from inside these: what it asks for is done when everything that is
 * under way is finished, so no callback ever sees, or makes, a half-done change.
 */
export interface Application {
  /** An application message, in order. A throw is reported and costs this delivery, not the session. */
  onMessage?(message: Message, session: EngineSession, possDup: boolean): void
  onObservation?(observation: Observation, session: EngineSession): void
  /** The link has gone; `why` is for people. */
  onDisconnect?(why: string, session: EngineSession): void
  /**
   * The store failed, or the engine did. Nothing of what was under way was sent; the connection is cut, and the numbers
   * are those that the store holds. Without this handler the fault is thrown where it ends the process.
   */
  onFault?(fault: Error, session: EngineSession): void
}

/** Calls an application so that its throws end here. */
export class ApplicationCalls {
  readonly #application: Application
  readonly #session: EngineSession

  constructor(application: Application, session: EngineSession) {
    this.#application = application
    this.#session = session
  }

  deliver(message: Message, possDup: boolean): void {
    try {
      this.#application.onMessage?.(message, this.#session, possDup)
    } catch (error) {
      const text = `the application failed on message ${message.msgSeqNum}: ${asError(error).message}`
      this.observe({ level: 'error', what: 'deviation', text })
    }
  }

  observe(observation: Observation): void {
    try {
      this.#application.onObservation?.(observation, this.#session)
    } catch (error) {
      throwLater(error)
    }
  }

  disconnected(why: string): void {
    try {
      this.#application.onDisconnect?.(why, this.#session)
    } catch (error) {
      throwLater(error)
    }
  }

  fault(fault: Error): void {
    if (this.#application.onFault === undefined) return throwLater(fault)
    try {
      this.#application.onFault(fault, this.#session)
    } catch (error) {
      throwLater(error)
    }
  }
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** Nobody is left to be told: the error ends the process as any unhandled one does, but not the work under way. */
function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
