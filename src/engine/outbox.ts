/**
 * Stored, then sent: new messages go into the store as they are made, and wait here until it has been flushed. Then they
 * leave in one write. When the store throws, nothing of what waits has left.
 */
import { encode, type Field, type FieldValue } from '../codec/encode.ts'
import { Splicer } from '../codec/splice.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { ResendAction, SendAction } from '../session/action.ts'
import { NOTHING_MORE } from '../session/outbound.ts'
import type { SessionSettings } from '../session/settings.ts'
import { resentFields } from '../session/stored-fields.ts'
import type { MessageStore } from '../store/message-store.ts'
import type { Link } from './link.ts'
import type { Tamper } from './tamper.ts'
import type { Traffic } from './traffic.ts'

/** More than any dictionary has. */
const MSG_TYPES_KEPT = 1000

export class Outbox {
  readonly #store: MessageStore
  readonly #tamper: Tamper | undefined
  readonly #traffic: Traffic | undefined
  readonly #settings: SessionSettings
  readonly #identity: readonly Field[]
  /** Made with the first answer to a ResendRequest. */
  #splicer: Splicer | undefined
  /** By MsgType(35): what each message of the type says that nobody states. */
  readonly #computed = new Map<string, Field[]>()
  #waiting: Buffer[] = []

  constructor(settings: SessionSettings, store: MessageStore, tamper: Tamper | undefined, traffic?: Traffic) {
    this.#settings = settings
    this.#store = store
    this.#tamper = tamper
    this.#traffic = traffic
    this.#identity = [
      [Tag.BeginString, settings.version.beginString],
      [Tag.SenderCompID, settings.senderCompID],
      [Tag.TargetCompID, settings.targetCompID],
    ]
  }

  /** @param overtakes - messages before it are stored and were never sent */
  add(action: SendAction, overtakes: boolean): void {
    const bytes = encode(action.fields, this.#computedFor(action.msgType, action.header))
    if (action.store === true) this.#store.saveOutgoing(action.msgSeqNum, bytes, action.transmit, overtakes)
    else if (action.store === 'late') this.#store.saveLate(action.msgSeqNum, bytes)
    if (!action.transmit) return this.#traffic?.kept?.(action.msgSeqNum, bytes)
    if (action.store !== true && action.msgType !== MsgType.SequenceReset) this.#traffic?.resent?.(action.msgSeqNum)
    this.#wait(bytes)
  }

  /** A stored message leaves once more. */
  addAgain(action: ResendAction): void {
    this.#splicer ??= new Splicer(this.#settings.version.beginString, this.#settings)
    const spliced = action.seqNumLength > 1 ? undefined : this.#splicer.splice(action)
    const bytes = spliced ?? encode(resentFields(action), this.#computedFor(action.message.msgType, NOTHING_MORE))
    this.#traffic?.resent?.(action.msgSeqNum)
    this.#wait(bytes)
  }

  #wait(bytes: Buffer): void {
    if (this.#tamper === undefined) this.#waiting.push(bytes)
    else this.#waiting.push(...this.#tamper.outgoing(bytes))
  }

  /** What is said of a message that states nothing: who talks to whom, its type, and the header of this one. */
  #computedFor(msgType: string, header: readonly Field[]): readonly Field[] {
    let computed = this.#computed.get(msgType)
    if (computed === undefined) {
      computed = [...this.#identity, [Tag.MsgType, msgType]]
      // Types that nobody has agreed upon come one by one, and never end.
      if (this.#computed.size < MSG_TYPES_KEPT) this.#computed.set(msgType, computed)
    }
    // The list is used again for each message: whoever encodes reads it once and keeps nothing.
    const own = this.#identity.length + 1
    const length = own + header.length
    if (computed.length > length) computed.length = length
    for (let i = 0; i < header.length; i++) computed[own + i] = header[i] as Field
    return computed
  }

  /** @param link - without one, what waits is dropped: the counterparty will ask for what was stored */
  flush(link: Link | undefined, at: number): void {
    this.#store.flush(at)
    if (this.#waiting.length === 0) return
    const messages = this.#waiting
    this.#waiting = []
    if (link?.open !== true) return
    if (this.#traffic?.sent !== undefined) for (const bytes of messages) this.#traffic.sent(bytes, at)
    link.sendAll(messages)
  }

  clear(): void {
    this.#waiting = []
  }
}

/**
 * Refuses what can't be written before it has taken a number.
 *
 * @throws RangeError naming the field
 */
export function checkSendable(msgType: string, fields: readonly Field[], settings: SessionSettings): void {
  const { checkVersionOfOutgoingMessages, version } = settings
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field
    // By `at`, as the encoder reads them and for its reason (encode-usual.ts).
    const tag = field.at(0) as number
    const value = field.at(1) as FieldValue
    if (tag === Tag.BeginString && checkVersionOfOutgoingMessages && value !== version.beginString)
      throw new RangeError(
        `MsgType ${msgType}: BeginString ${value} is not ${version.beginString}, that of the session`,
      )
    if (!Number.isSafeInteger(tag) || tag < 1) throw new RangeError(`MsgType ${msgType}: ${tag} is no tag`)
    const writable =
      typeof value === 'string' || (typeof value === 'number' ? Number.isFinite(value) : value instanceof Uint8Array)
    if (!writable && value !== null)
      throw new RangeError(`MsgType ${msgType}: ${value} can not be written as the value of field ${tag}`)
  }
}
