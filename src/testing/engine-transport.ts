/** A transport whose other side is the test. */
import { decode } from '../codec/decode.ts'
import { Framer } from '../codec/framer.ts'
import type { Message } from '../codec/message.ts'
import type { Receiver, Transport } from '../transport/transport.ts'

/** What is written can be read, what arrives is said. */
export class FakeTransport implements Transport {
  readonly remote: string = 'the test'
  backlog = 0
  /** Everything written, one entry for each write. */
  readonly writes: Buffer[] = []
  ended: 'closed' | 'destroyed' | undefined
  receiver: Receiver | undefined

  write(bytes: Uint8Array): void {
    if (this.ended === undefined) this.writes.push(Buffer.from(bytes))
  }

  close(): void {
    this.ended ??= 'closed'
  }

  destroy(): void {
    this.ended ??= 'destroyed'
  }

  listen(receiver: Receiver): void {
    this.receiver = receiver
  }

  /** Bytes arrive. */
  data(...chunks: Buffer[]): void {
    this.receiver?.onData(Buffer.concat(chunks))
  }

  /** The other side closes. */
  closeByPeer(): void {
    this.ended ??= 'closed'
    this.receiver?.onClose('closed by the other side')
  }

  /** The messages written so far. */
  get messages(): Message[] {
    return new Framer().push(Buffer.concat(this.writes)).map((frame) => decode(frame.bytes))
  }

  /** `MsgType:MsgSeqNum` of each message written so far. */
  get sent(): string[] {
    return this.messages.map((message) => `${message.msgType}:${message.msgSeqNum}`)
  }
}
