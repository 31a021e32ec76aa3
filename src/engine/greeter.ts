/**
 * Reads the first message of a connection, to learn which session it belongs to, and hands the connection on as if it
 * had not been touched. A connection that says nothing in time, or too much without a message, is closed.
 */
import { Framer, type FramerOptions } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import { type Early, rewound } from '../transport/rewound.ts'
import type { Transport } from '../transport/transport.ts'
import type { Clock } from './clock.ts'

/** Seconds that a new connection has for its first message, unless stated. */
const WAIT_LOGON_S = 10

/** A Logon is small: more bytes than this without one, or before anybody takes the connection, are not worth keeping. */
const FIRST_MESSAGE_MAX_BYTES = 64 * 1024

export interface Greeting {
  readonly first: Message
  /** The connection, rewound to its first byte. */
  readonly transport: Transport
}

/**
 * @param onGreeting - called once with the first complete message, however much garbage came before it
 * @param onGone - called instead when the connection ended before a message came
 * @param waitLogon - seconds for the first message; 0 = no limit. Default 10
 * @param closesOnGarbled - garbage before the first message ends the connection at once, as in QuickFIX
 * @param framing - what counts as a message; default: what is in good order
 */
export function greet(
  transport: Transport,
  clock: Clock,
  onGreeting: (greeting: Greeting) => void,
  onGone?: (why: string) => void,
  waitLogon = WAIT_LOGON_S,
  closesOnGarbled = false,
  framing: FramerOptions = {},
): void {
  const framer = new Framer(framing)
  const early: Early = { chunks: [], closed: undefined }
  let bytes = 0
  let greeted = false
  let ended: string | undefined
  const tooLate = (): void => {
    ended = `${waitLogon} s are over`
    transport.close()
  }
  const timer = waitLogon > 0 ? clock.schedule(clock.now() + waitLogon * 1000, tooLate) : undefined
  transport.listen({
    onData(chunk) {
      // Also behind the first message: whoever takes the connection may take it later.
      early.chunks.push(chunk)
      bytes += chunk.length
      const frames = greeted ? [] : framer.push(chunk)
      const first = frames.find(({ kind }) => kind === 'complete' || (closesOnGarbled && kind === 'garbled'))
      if (first?.kind === 'garbled') {
        ended ??= 'the first message is garbled'
        transport.destroy()
      } else if (first !== undefined) {
        greeted = true
        timer?.cancel()
        onGreeting({ first: first.message, transport: rewound(transport, early) })
      } else if (bytes > FIRST_MESSAGE_MAX_BYTES) {
        ended ??= greeted ? undefined : `more than ${FIRST_MESSAGE_MAX_BYTES / 1024} KiB came without one`
        transport.destroy()
      }
    },
    onClose(why) {
      timer?.cancel()
      early.closed = why
      if (!greeted) onGone?.(ended ?? why)
    },
  })
}
