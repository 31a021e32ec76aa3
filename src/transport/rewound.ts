/** A connection whose first bytes were looked at, to learn whose it is, and are given again to whoever takes it over. */
import type { Receiver, Transport } from './transport.ts'

/** What came while the connection was looked at; it may grow until somebody takes the connection over. */
export interface Early {
  readonly chunks: Buffer[]
  /** Why the connection has ended meanwhile; undefined while it stands. */
  closed: string | undefined
}

/** Delivers what came early before anything that arrives later. */
export function rewound(transport: Transport, early: Early): Transport {
  let ended = false
  return {
    remote: transport.remote,
    get backlog() {
      return transport.backlog
    },
    write: (bytes) => transport.write(bytes),
    close: () => {
      ended = true
      transport.close()
    },
    destroy: () => {
      ended = true
      transport.destroy()
    },
    pause: () => transport.pause?.(),
    resume: () => transport.resume?.(),
    listen(receiver: Receiver) {
      for (const chunk of early.chunks.splice(0)) if (!ended) receiver.onData(chunk)
      if (early.closed === undefined) transport.listen(receiver)
      else receiver.onClose(early.closed)
    },
  }
}
