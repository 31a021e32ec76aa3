/**
 * The counterparty whose every message the scenario decides. It numbers and times what the scenario leaves open, and
 * answers nothing by itself.
 */
import { encode, type Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Clock } from '../engine/clock.ts'
import { Link } from '../engine/link.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Journal } from '../journal/journal.ts'
import type { Transport } from '../transport/transport.ts'
import type { Counterparty } from './counterparty.ts'
import { garble } from './garble.ts'
import { type Bases, raised } from './numbering.ts'
import { reorder } from './reorder.ts'

export interface WireCounterpartyOptions {
  readonly version: FixVersion
  readonly senderCompID: string
  readonly targetCompID: string
  readonly clock: Clock
  readonly journal: Journal
  /** How much higher its numbers stand on the wire; default: not at all. */
  readonly bases?: () => Bases | undefined
}

/** What one write may hold. */
export type WirePart =
  | { readonly msgType: string; readonly stated: readonly Field[]; readonly shape?: (bytes: Buffer) => Buffer }
  | { readonly garbage: Buffer }

export class WireCounterparty implements Counterparty {
  /** MsgSeqNum(34) of the next message that does not state one. */
  nextOut = 1
  /** The last MsgSeqNum(34) that stood on the wire. */
  lastSent = 0
  readonly #options: WireCounterpartyOptions
  #link: Link | undefined
  #transport: Transport | undefined

  constructor(options: WireCounterpartyOptions) {
    this.#options = options
  }

  get connected(): boolean {
    return this.#link?.open === true
  }

  /** Takes over a connection; what the target says is journalled from now on. */
  attach(transport: Transport): void {
    const { clock, journal } = this.#options
    this.#transport = transport
    this.#link = new Link({
      transport,
      clock,
      journal,
      handlers: { onMessage: () => undefined, onGarbled: () => undefined, onClose: () => undefined },
    })
    journal.event('connect', `connected to ${transport.remote}`)
    this.#link.start()
  }

  /**
   * Sends one message.
   *
   * A stated MsgSeqNum(34) at or above the next one moves the next one behind it; a lower one, one that is left out or
   * no number, and a garbled message leave it. NewSeqNo(36) of a SequenceReset moves it as well, and a Logon 1 with
   * ResetSeqNumFlag(141) moves it back.
   *
   * @param stated - fields of body and header; what is stated beats what is computed, `null` leaves a field out
   * @param garbling - name of a fault of framing
   * @param order - tags of fields that stand in this order instead of their own
   * @throws Error without a connection
   */
  send(msgType: string, stated: readonly Field[], garbling?: string, order?: readonly number[]): void {
    const link = this.#link
    if (link === undefined || !link.open) throw new Error('the tester has no connection to send on')
    const fields: Field[] = [[Tag.MsgType, msgType], ...stated]
    const inOrder = this.#encoded(fields, stated)
    const bytes = order === undefined ? inOrder : reorder(inOrder, order)
    if (garbling !== undefined) return link.sendGarbled(garble(bytes, garbling), `garbled on purpose: ${garbling}`)
    this.#count(msgType, stated)
    link.send(bytes)
  }

  /** Sends several messages, and bytes that are none, in one write. @throws Error without a connection */
  sendTogether(parts: readonly WirePart[]): void {
    const link = this.#openLink()
    const written = parts.map((part) => {
      if (!('garbage' in part)) return this.begin(part.msgType, part.stated, part.shape)
      link.recordGarbled(part.garbage, 'no message on purpose')
      return part.garbage
    })
    link.write(Buffer.concat(written))
  }

  /**
   * Records and counts a message whose bytes leave by `sendPiece`, in segments of the caller's choice.
   *
   * @param shape - writes the message another way, which is as right as ours
   * @throws Error without a connection
   */
  begin(msgType: string, stated: readonly Field[], shape: (bytes: Buffer) => Buffer = (bytes) => bytes): Buffer {
    const link = this.#openLink()
    const bytes = shape(this.#encoded([[Tag.MsgType, msgType], ...stated], stated))
    this.#count(msgType, stated)
    link.record(bytes)
    return bytes
  }

  /** Sends part of what `begin` has recorded. @throws Error without a connection */
  sendPiece(bytes: Uint8Array): void {
    this.#openLink().write(bytes)
  }

  #openLink(): Link {
    const link = this.#link
    if (link === undefined || !link.open) throw new Error('the tester has no connection to send on')
    return link
  }

  /** Gives the connection up, for somebody else to go on with. @throws Error without one */
  release(): { transport: Transport; connection: number } {
    const link = this.#link
    const transport = this.#transport
    if (link === undefined || transport === undefined || !link.open)
      throw new Error('the tester has no connection to give up')
    this.#link = undefined
    return { transport, connection: link.connection }
  }

  close(): void {
    this.#link?.close()
  }

  cut(): void {
    this.#link?.destroy()
  }

  #encoded(fields: readonly Field[], stated: readonly Field[]): Buffer {
    const bases = this.#options.bases?.()
    const computed = this.#computed(stated)
    if (bases === undefined || (bases.tester === 0 && bases.target === 0)) return encode(fields, computed)
    return encode(raised(fields, bases), raised(computed, bases))
  }

  #computed(stated: readonly Field[]): Field[] {
    const { version, senderCompID, targetCompID, clock } = this.#options
    const now = formatUtcTimestamp(clock.now(), version.timestampFraction)
    const computed: Field[] = [
      [Tag.BeginString, version.beginString],
      [Tag.SenderCompID, senderCompID],
      [Tag.TargetCompID, targetCompID],
      [Tag.MsgSeqNum, this.nextOut],
      [Tag.SendingTime, now],
    ]
    // A message that claims to be a repetition says when it was first sent, unless the scenario wants it not to.
    if (statedValue(stated, Tag.PossDupFlag) === 'Y') computed.push([Tag.OrigSendingTime, now])
    return computed
  }

  #count(msgType: string, stated: readonly Field[]): void {
    const msgSeqNum = stated.some(([tag]) => tag === Tag.MsgSeqNum)
      ? Number(statedValue(stated, Tag.MsgSeqNum) ?? Number.NaN)
      : this.nextOut
    if (Number.isSafeInteger(msgSeqNum)) this.lastSent = msgSeqNum
    const resets = msgType === MsgType.Logon && msgSeqNum === 1 && statedValue(stated, Tag.ResetSeqNumFlag) === 'Y'
    if (resets || msgSeqNum >= this.nextOut) this.nextOut = msgSeqNum + 1
    const newSeqNo = Number(statedValue(stated, Tag.NewSeqNo))
    if (msgType === MsgType.SequenceReset && newSeqNo > this.nextOut) this.nextOut = newSeqNo
  }
}

function statedValue(fields: readonly Field[], tag: number): string | undefined {
  const value = fields.find((field) => field[0] === tag)?.[1]
  if (value === undefined || value === null) return undefined
  return typeof value === 'object' ? Buffer.from(value).toString('latin1') : String(value)
}
