/** A connection whose first bytes were looked at, to learn whose it is, and are given again to whoever takes it over. */
import type { Receiver, Transport } from './transport.ts'

/**
 * Delivers `chunks` before anything that arrives later.
 *
 * @param closed - why the connection has ended meanwhile, undefined while it stands
 */
export function rewound(transport: Transport, chunks: readonly Buffer[], closed?: string): Transport {
  return {
    remote: transport.remote,
    write: (bytes) => transport.write(bytes),
    close: () => transport.close(),
    destroy: () => transport.destroy(),
    listen(receiver: Receiver) {
      for (const chunk of chunks) receiver.onData(chunk)
      if (closed === undefined) transport.listen(receiver)
      else receiver.onClose(closed)
    },
  }
}
