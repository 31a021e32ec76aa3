/**
 * One end of a FIX connection on a real socket, for targets that misbehave: it reads and writes messages and knows no
 * session. What a hostile target does is decided by whoever holds it.
 */
import type net from 'node:net'
import { encode, type Field } from '../codec/encode.ts'
import { Framer } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'

export interface PeerIdentity {
  readonly beginString: string
  readonly senderCompID: string
  readonly targetCompID: string
}

/** Who the target is when it does not lie about it. */
export const VENUE: PeerIdentity = { beginString: 'FIX.4.4', senderCompID: 'VENUE', targetCompID: 'TESTER' }

export class HostilePeer {
  readonly socket: net.Socket
  readonly #identity: PeerIdentity
  #msgSeqNum = 1

  /** @param onMessage - told of each complete message; without it whatever comes is read and forgotten */
  constructor(
    socket: net.Socket,
    onMessage?: (message: Message, peer: HostilePeer) => void,
    identity: PeerIdentity = VENUE,
  ) {
    this.socket = socket
    this.#identity = identity
    const framer = new Framer()
    // The tester may end the connection at any time, which is no fault of the test.
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      for (const frame of framer.push(chunk)) if (frame.kind === 'complete') onMessage?.(frame.message, this)
    })
  }

  bytesOf(msgType: string, fields: readonly Field[] = []): Buffer {
    const { beginString, senderCompID, targetCompID } = this.#identity
    return encode(
      [[35, msgType], ...fields],
      [
        [8, beginString],
        [49, senderCompID],
        [56, targetCompID],
        [34, this.#msgSeqNum++],
        [52, formatUtcTimestamp(Date.now(), 3)],
      ],
    )
  }

  send(msgType: string, fields: readonly Field[] = []): void {
    this.socket.write(this.bytesOf(msgType, fields))
  }

  logOn(reset: boolean, heartBtInt = 30): void {
    const answer: Field[] = [
      [98, 0],
      [108, heartBtInt],
    ]
    if (reset) {
      this.#msgSeqNum = 1
      answer.push([141, 'Y'])
    }
    this.send('A', answer)
  }

  /** What a decent target answers to what the few scenarios of the tests send. */
  answer(message: Message): void {
    const { msgType } = message
    if (msgType === 'A') this.logOn(message.text(141) === 'Y', message.int(108))
    else if (msgType === '1') this.send('0', [[112, message.text(112) ?? '']])
    else if (msgType === '5') {
      this.send('5')
      this.socket.end()
    }
  }

  /** Writes for as long as the connection stands and takes it, `bytes` again and again. */
  floodWith(bytes: () => Buffer): void {
    const write = (): void => {
      while (!this.socket.destroyed && this.socket.write(bytes()));
    }
    this.socket.on('drain', write)
    write()
  }
}
