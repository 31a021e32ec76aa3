/** The streams that are open: only so many, and all of them end with the server. */
import type { FastifyReply } from 'fastify'
import type { AdminSession } from './admin-host.ts'
import { type StreamEnd, streamJournal } from './journal-stream.ts'

const MAX_STREAMS = 64

export class Streams {
  readonly #open = new Set<StreamEnd>()
  readonly #max: number

  constructor(max = MAX_STREAMS) {
    this.#max = max
  }

  get count(): number {
    return this.#open.size
  }

  /** @returns false when there are too many */
  open(reply: FastifyReply, session: AdminSession, after: number): boolean {
    if (this.#open.size >= this.#max) return false
    reply.hijack()
    reply.raw.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    })
    // An index that is not there yet is of an earlier process: its journal has gone, and a new one has begun.
    const known = after < session.journal.length ? after : -1
    const stream = streamJournal(reply.raw, session, known, () => this.#open.delete(stream))
    this.#open.add(stream)
    return true
  }

  close(): void {
    for (const stream of this.#open) stream.end()
  }
}
