/** A counterparty made of bytes, on a real socket: an engine is not judged by the engine that it is made of. */
import type { EventEmitter } from 'node:events'
import net from 'node:net'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { Framer } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'

/** Resolves at the first of some events; unlike `once`, an error is none. */
export function anyOf(emitter: EventEmitter, ...events: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const happened = (): void => {
      for (const event of events) emitter.off(event, happened)
      resolve()
    }
    for (const event of events) emitter.on(event, happened)
  })
}

export class FixClient {
  readonly socket: net.Socket
  readonly #framer = new Framer()
  readonly #header: readonly Field[]
  readonly #received: Message[] = []
  /** Digits of a second in SendingTime(52): none before FIX.4.2. */
  readonly #digits: 0 | 3
  #msgSeqNum = 1

  constructor(port: number, sender: string, target: string, beginString = 'FIX.4.4') {
    this.socket = net.connect(port, '127.0.0.1')
    this.socket.on('data', (chunk) => {
      for (const frame of this.#framer.push(chunk)) this.#received.push(decode(frame.bytes))
    })
    // A reset connection is closed, and that is looked at.
    this.socket.on('error', () => undefined)
    this.#digits = ['FIX.4.0', 'FIX.4.1'].includes(beginString) ? 0 : 3
    this.#header = [
      [8, beginString],
      [49, sender],
      [56, target],
    ]
  }

  bytesOf(msgType: string, fields: readonly Field[] = []): Buffer {
    const now = formatUtcTimestamp(Date.now(), this.#digits)
    return encode([[35, msgType], ...fields], [...this.#header, [34, this.#msgSeqNum++], [52, now]])
  }

  /** @returns false when the socket has more than it likes to keep */
  send(msgType: string, fields: readonly Field[] = []): boolean {
    return this.socket.write(this.bytesOf(msgType, fields))
  }

  /** The next message, however long it takes. @throws when the connection ends first */
  async next(): Promise<Message> {
    while (this.#received.length === 0) {
      if (this.socket.destroyed) throw new Error('the other side has closed the connection')
      await anyOf(this.socket, 'data', 'close')
    }
    return this.#received.shift() as Message
  }

  async logOn(): Promise<void> {
    this.send('A', [
      [98, 0],
      [108, 30],
    ])
    const { msgType } = await this.next()
    if (msgType !== 'A') throw new Error(`Logon was answered by ${msgType}`)
  }

  /** Resolves when the connection has ended. */
  async closed(): Promise<void> {
    if (!this.socket.closed) await anyOf(this.socket, 'close')
  }

  destroy(): void {
    this.socket.destroy()
  }
}
