/** The connection that a session has at the moment: at most one, and who ended it. */
import type { Message } from '../codec/message.ts'
import type { Transport } from '../transport/transport.ts'
import type { EngineSessionOptions } from './engine-session-options.ts'
import { Link } from './link.ts'

/** What a transport says of a connection that the other side ended in good order. */
const CLOSED_BY_THEM = 'closed by the other side'

export interface SessionConnectionHandlers {
  onMessage(message: Message, at: number): void
  onGarbled(why: string, at: number, bytes: Buffer): void
  onBatchEnd(): void
  onDrain(): void
  onSlowConsumer(waitedMs: number, backlog: number): void
  /** The connection has gone; `by` says who ended it where that is known. */
  onClosed(why: string, at: number, by: 'us' | 'counterparty' | undefined): void
}

export class SessionConnection {
  readonly #options: EngineSessionOptions
  readonly #handlers: SessionConnectionHandlers
  #link: Link | undefined
  #cutByUs = false

  constructor(options: EngineSessionOptions, handlers: SessionConnectionHandlers) {
    this.#options = options
    this.#handlers = handlers
  }

  get link(): Link | undefined {
    return this.#link
  }

  /**
   * @param connection - its number in the journal, when it goes on from another link
   * @returns the link, which does not read yet
   * @throws Error where there is a connection already
   */
  open(transport: Transport, connection: number | undefined): Link {
    if (this.#link !== undefined) throw new Error('the session has a connection already')
    const { clock, journal, maxFrameLength, protection, settings } = this.#options
    const link: Link = new Link({
      transport,
      clock,
      journal,
      maxFrameLength,
      validateCheckSum: settings.validateChecksum,
      validateGarbled: settings.validateGarbledMessage,
      connection,
      maxBacklogBytes: protection?.maxBacklogBytes,
      maxScheduledWriteRequests: protection?.maxScheduledWriteRequests,
      slowConsumerWriteDelayMs: protection?.slowConsumerWriteDelayMs,
      handlers: {
        onSlowConsumer: (waitedMs, backlog) => this.#handlers.onSlowConsumer(waitedMs, backlog),
        onMessage: (message, at) => this.#handlers.onMessage(message, at),
        onGarbled: (why, at, bytes) => this.#handlers.onGarbled(why, at, bytes),
        onBatchEnd: () => this.#handlers.onBatchEnd(),
        onDrain: () => this.#handlers.onDrain(),
        onClose: (why, at) => this.#closed(link, why, at),
      },
    })
    this.#link = link
    return link
  }

  /** Cuts it without a word; its end is told. */
  cut(): void {
    this.#cutByUs = this.#link !== undefined
    this.#link?.destroy()
  }

  /** Destroys it, and nobody is told of its end. */
  drop(why?: string): void {
    const link = this.#link
    this.#link = undefined
    link?.destroy(why)
  }

  #closed(link: Link, why: string, at: number): void {
    if (link !== this.#link) return
    this.#link = undefined
    const by = this.#cutByUs ? 'us' : why === CLOSED_BY_THEM ? 'counterparty' : undefined
    this.#cutByUs = false
    this.#handlers.onClosed(why, at, by)
  }
}
