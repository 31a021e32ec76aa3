/**
 * The loop: bytes of a transport become framed, decoded and journalled messages, and messages become bytes. Both kinds
 * of counterparty and every target of ours stand on it; none of them sees a chunk.
 */
import { decode } from '../codec/decode.ts'
import { Framer } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import type { Journal } from '../journal/journal.ts'
import type { Transport } from '../transport/transport.ts'
import type { Clock } from './clock.ts'

export interface LinkHandlers {
  onMessage(message: Message, at: number): void
  onGarbled(why: string, at: number): void
  /** All messages of one chunk have been handed over: a good moment to write what was collected. */
  onBatchEnd?(): void
  onClose(why: string, at: number): void
}

export interface LinkOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly handlers: LinkHandlers
  /** Everything is recorded here before anybody reacts; without it nothing is recorded. */
  readonly journal?: Journal | undefined
  readonly maxFrameLength?: number
}

export class Link {
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #handlers: LinkHandlers
  readonly #journal: Journal | undefined
  readonly #framer: Framer
  readonly #connection: number
  #open = true

  constructor(options: LinkOptions) {
    this.#transport = options.transport
    this.#clock = options.clock
    this.#handlers = options.handlers
    this.#journal = options.journal
    this.#framer = new Framer(options.maxFrameLength === undefined ? {} : { maxFrameLength: options.maxFrameLength })
    this.#connection = options.journal?.openConnection() ?? 0
  }

  /** Begins to read; what arrived before is handed over at once. */
  start(): void {
    this.#transport.listen({
      onData: (chunk) => this.#received(chunk),
      onClose: (why) => this.#closed(why),
    })
  }

  get open(): boolean {
    return this.#open
  }

  get remote(): string {
    return this.#transport.remote
  }

  /** Records a message and hands it to the transport. */
  send(bytes: Buffer): void {
    this.#journal?.message('out', decode(bytes), this.#connection)
    this.#transport.write(bytes)
  }

  /** Hands several messages to the transport in one write. */
  sendAll(messages: readonly Buffer[]): void {
    if (messages.length === 0) return
    if (this.#journal !== undefined)
      for (const bytes of messages) this.#journal.message('out', decode(bytes), this.#connection)
    this.#transport.write(messages.length === 1 ? (messages[0] as Buffer) : Buffer.concat(messages))
  }

  /** Sends bytes that are no message on purpose. */
  sendGarbled(bytes: Buffer, text: string): void {
    this.#journal?.event('garbled', text, { bytes, direction: 'out', connection: this.#connection })
    this.#transport.write(bytes)
  }

  /** Sends what was written, then ends the connection. */
  close(): void {
    if (this.#open) this.#transport.close()
  }

  /** Ends the connection at once. */
  destroy(): void {
    if (this.#open) this.#transport.destroy()
  }

  #received(chunk: Buffer): void {
    const at = this.#clock.now()
    this.#hand(this.#framer.push(chunk), at)
    this.#handlers.onBatchEnd?.()
  }

  #hand(frames: ReturnType<Framer['push']>, at: number): void {
    for (const frame of frames) {
      if (frame.kind === 'complete') {
        const message = decode(frame.bytes)
        this.#journal?.message('in', message, this.#connection, at)
        this.#handlers.onMessage(message, at)
      } else {
        const options = { connection: this.#connection, at, bytes: frame.bytes, direction: 'in' as const }
        this.#journal?.event('garbled', frame.why, options)
        this.#handlers.onGarbled(frame.why, at)
      }
    }
  }

  #closed(why: string): void {
    if (!this.#open) return
    const at = this.#clock.now()
    this.#hand(this.#framer.flush(), at)
    this.#open = false
    this.#journal?.event('disconnect', why, { connection: this.#connection, at })
    this.#handlers.onClose(why, at)
  }
}
