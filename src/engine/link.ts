/**
 * The loop: bytes of a transport become framed, decoded and journalled messages, and messages become bytes. Both kinds
 * of counterparty and every target of ours stand on it; none of them sees a chunk.
 */
import { Framer } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import type { Journal } from '../journal/journal.ts'
import type { Transport } from '../transport/transport.ts'
import type { Clock } from './clock.ts'
import { joined } from './joined.ts'
import { SlowConsumerWatch } from './slow-consumer.ts'
import { WaitingWrites } from './waiting-writes.ts'

export interface LinkHandlers {
  onMessage(message: Message, at: number): void
  /** @param bytes - from the first that could not be read up to where reading goes on */
  onGarbled(why: string, at: number, bytes: Buffer): void
  /** All messages of one chunk have been handed over: a good moment to write what was collected. */
  onBatchEnd?(): void
  /** A backlog has left. */
  onDrain?(): void
  /** What was written has waited for `waitedMs` already, `backlog` bytes in all; told once until it has left. */
  onSlowConsumer?(waitedMs: number, backlog: number): void
  /** Called once, when either side ends the connection; from inside `close` and `destroy` when we do. */
  onClose(why: string, at: number): void
}

export interface LinkOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly handlers: LinkHandlers
  /** Everything is recorded here before anybody reacts; without it nothing is recorded. */
  readonly journal?: Journal | undefined
  readonly maxFrameLength?: number | undefined
  /** What is taken as a message, as `FramerOptions` say; default: what is in good order. */
  readonly validateCheckSum?: boolean | undefined
  readonly validateGarbled?: boolean | undefined
  /** Number of the connection in the journal, when it goes on from another link. Default: a new one. */
  readonly connection?: number | undefined
  /** Bytes that may wait for a counterparty that does not read; more end the connection. Default: the transport's limit. */
  readonly maxBacklogBytes?: number | undefined
  /** Messages that may wait for it; more end the connection. 0 = no limit, the default. */
  readonly maxScheduledWriteRequests?: number | undefined
  /** Milliseconds that bytes may wait before `onSlowConsumer` is told; 0 = never, the default. */
  readonly slowConsumerWriteDelayMs?: number | undefined
}

/**
 * When we end the connection, it has ended for us at that moment: what still arrives is neither handed over nor
 * recorded, and nothing is written any more, however long the transport takes to say its last words.
 */
export class Link {
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #handlers: LinkHandlers
  readonly #journal: Journal | undefined
  readonly #framer: Framer
  readonly #connection: number
  readonly #maxBacklogBytes: number
  /** Absent where nobody asked for it, as `#waitingWrites` is: both cost something for each message. */
  readonly #slowConsumer: SlowConsumerWatch | undefined
  readonly #maxWrites: number
  readonly #waitingWrites: WaitingWrites | undefined
  #open = true
  /** Why we cut the connection while something else was under way: its end is on its way as an event. */
  #cut: string | undefined

  constructor(options: LinkOptions) {
    this.#transport = options.transport
    this.#clock = options.clock
    this.#handlers = options.handlers
    this.#journal = options.journal
    this.#framer = new Framer({
      ...(options.maxFrameLength === undefined ? {} : { maxFrameLength: options.maxFrameLength }),
      validateCheckSum: options.validateCheckSum ?? true,
      validateGarbled: options.validateGarbled ?? true,
    })
    this.#connection = options.connection ?? options.journal?.openConnection() ?? 0
    this.#maxBacklogBytes = options.maxBacklogBytes ?? Number.POSITIVE_INFINITY
    this.#maxWrites = options.maxScheduledWriteRequests ?? 0
    this.#waitingWrites = this.#maxWrites > 0 ? new WaitingWrites() : undefined
    const { slowConsumerWriteDelayMs: delayMs = 0 } = options
    if (delayMs > 0)
      this.#slowConsumer = new SlowConsumerWatch({
        clock: options.clock,
        delayMs,
        backlog: () => this.backlog,
        onSlow: (waitedMs, backlog) => this.#handlers.onSlowConsumer?.(waitedMs, backlog),
      })
  }

  /** Begins to read; what arrived before is handed over at once. */
  start(): void {
    if (!this.#open) return
    this.#transport.listen({
      onData: (chunk) => this.#received(chunk),
      onClose: (why) => this.#closedByTransport(why),
      onDrain: () => {
        if (this.#open) this.#handlers.onDrain?.()
      },
    })
  }

  /** Number of the connection in the journal. */
  get connection(): number {
    return this.#connection
  }

  get open(): boolean {
    return this.#open
  }

  get remote(): string {
    return this.#transport.remote
  }

  /** Bytes written that have not left yet. */
  get backlog(): number {
    return this.#transport.backlog
  }

  /** Records a message and hands it to the transport. */
  send(bytes: Buffer): void {
    this.sendAll([bytes])
  }

  /** Hands several messages to the transport in one write. */
  sendAll(messages: readonly Buffer[]): void {
    if (messages.length === 0 || !this.#open || this.#cut !== undefined) return
    const { backlog } = this
    if (backlog > this.#maxBacklogBytes) {
      this.#cut = `the other side does not read: ${backlog} bytes waited for it`
      return this.#transport.destroy()
    }
    const writes = this.#waitingWrites?.count(backlog) ?? 0
    if (this.#maxWrites > 0 && writes >= this.#maxWrites) {
      this.#cut = `the other side does not read: ${writes} messages waited for it`
      return this.#transport.destroy()
    }
    if (this.#waitingWrites !== undefined) for (const { length } of messages) this.#waitingWrites.wrote(length)
    this.#journal?.sent(messages, this.#connection)
    const bytes = joined(messages)
    this.#transport.write(bytes)
    this.#slowConsumer?.wrote(bytes.length)
  }

  /** Sends bytes that are no message on purpose. */
  sendGarbled(bytes: Buffer, text: string): void {
    this.recordGarbled(bytes, text)
    this.write(bytes)
  }

  /** Records a message whose bytes the caller hands over by `write`, in segments of its own choice. */
  record(bytes: Buffer): void {
    if (this.#open) this.#journal?.sent([bytes], this.#connection)
  }

  /** Records bytes that are no message on purpose; the caller hands them over by `write`. */
  recordGarbled(bytes: Buffer, text: string): void {
    if (this.#open) this.#journal?.event('garbled', text, { bytes, direction: 'out', connection: this.#connection })
  }

  /** Hands over bytes that are recorded already. */
  write(bytes: Uint8Array): void {
    if (this.#open) this.#transport.write(bytes)
  }

  /** Reads no more until `resume`, where the transport can do that. */
  pause(): void {
    if (this.#open) this.#transport.pause?.()
  }

  resume(): void {
    if (this.#open) this.#transport.resume?.()
  }

  /** Sends what was written, then ends the connection. */
  close(why = 'closed'): void {
    if (!this.#open) return
    this.#transport.close()
    this.#end(why, this.#clock.now())
  }

  /** Ends the connection at once. */
  destroy(why = 'closed'): void {
    if (!this.#open) return
    this.#transport.destroy()
    this.#end(why, this.#clock.now())
  }

  #received(chunk: Buffer): void {
    if (!this.#open) return
    this.#hand(this.#framer.push(chunk), this.#clock.now())
    this.#handlers.onBatchEnd?.()
  }

  #hand(frames: ReturnType<Framer['push']>, at: number): void {
    const elapsedMs = this.#journal?.elapsed ?? 0
    for (const frame of frames) {
      // A message of this very chunk may have made its reader end the connection.
      if (!this.#open) return
      if (frame.kind === 'complete') {
        const { message } = frame
        this.#journal?.received(message, this.#connection, at, elapsedMs)
        this.#handlers.onMessage(message, at)
      } else {
        const options = { connection: this.#connection, at, bytes: frame.bytes, direction: 'in' as const }
        this.#journal?.event('garbled', frame.why, options)
        this.#handlers.onGarbled(frame.why, at, frame.bytes)
      }
    }
  }

  /** The other side, or the network: what it left half said is garbled. */
  #closedByTransport(why: string): void {
    if (!this.#open) return
    const at = this.#clock.now()
    this.#hand(this.#framer.flush(), at)
    if (this.#open) this.#end(this.#cut ?? why, at)
  }

  #end(why: string, at: number): void {
    this.#open = false
    this.#slowConsumer?.stop()
    this.#journal?.event('disconnect', why, { connection: this.#connection, at })
    this.#handlers.onClose(why, at)
  }
}
