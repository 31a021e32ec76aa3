/**
 * A numbering that begins with the Logon that we accept: until ours goes out as the answer, everything is in memory and
 * no storage is touched, so that a connection which is refused leaves nothing behind.
 */
import { decode } from '../codec/decode.ts'
import { MsgType } from '../fix/msg-types.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { ArchivedNumbering, MessageStore, OnDamaged, StoredMessage } from '../store/message-store.ts'

type Incoming = readonly [msgSeqNum: number, bytes: Uint8Array, at: number]

export class StoreBehindLogon implements MessageStore {
  #store: MessageStore
  #begin: (() => MessageStore) | undefined
  #incoming: Incoming[] = []

  /**
   * @param at - the instant, epoch milliseconds UTC
   * @param begin - makes the storage that the numbering then lies in, new at 1/1; what it throws, the save throws
   */
  constructor(at: number, begin: () => MessageStore) {
    this.#store = new MemoryStore(at)
    this.#begin = begin
  }

  get nextIn(): number {
    return this.#store.nextIn
  }

  get nextOut(): number {
    return this.#store.nextOut
  }

  get createdAt(): number {
    return this.#store.createdAt
  }

  /** True once our Logon was stored. */
  get begun(): boolean {
    return this.#begin === undefined
  }

  saveOutgoing(msgSeqNum: number, bytes: Uint8Array, transmitted?: boolean, overtakes?: boolean): void {
    if (this.#begin !== undefined && decode(Buffer.from(bytes)).msgType === MsgType.Logon) this.#take(this.#begin())
    this.#store.saveOutgoing(msgSeqNum, bytes, transmitted, overtakes)
  }

  saveLate(msgSeqNum: number, bytes: Uint8Array): void {
    this.#store.saveLate(msgSeqNum, bytes)
  }

  markSent(msgSeqNum: number): void {
    this.#store.markSent(msgSeqNum)
  }

  saveIncoming(...incoming: Incoming): void {
    if (this.begun) this.#store.saveIncoming?.(...incoming)
    else this.#incoming.push(incoming)
  }

  setNextIn(msgSeqNum: number): void {
    this.#store.setNextIn(msgSeqNum)
  }

  setNextOut(msgSeqNum: number): void {
    this.#store.setNextOut(msgSeqNum)
  }

  read(begin: number, end: number, onDamaged?: OnDamaged): StoredMessage[] {
    return this.#store.read(begin, end, onDamaged)
  }

  unsent(onDamaged?: OnDamaged): StoredMessage[] {
    return this.#store.unsent(onDamaged)
  }

  flush(at?: number): void {
    this.#store.flush(at)
  }

  reset(at: number): void {
    this.#store.reset(at)
  }

  terminate(at: number): void {
    this.#store.terminate(at)
  }

  archives(): readonly ArchivedNumbering[] {
    return this.begun ? this.#store.archives() : []
  }

  close(): void {
    this.#store.close()
  }

  /** Goes on in `store`, with what there is already: messages that nobody was there for, numbers set by hand. */
  #take(store: MessageStore): void {
    const { nextIn, nextOut } = this.#store
    const unsent = new Set(this.#store.unsent().map(({ msgSeqNum }) => msgSeqNum))
    for (const { msgSeqNum, bytes } of this.#store.read(1, Number.POSITIVE_INFINITY))
      store.saveOutgoing(msgSeqNum, bytes, !unsent.has(msgSeqNum))
    store.setNextIn(nextIn)
    store.setNextOut(nextOut)
    for (const incoming of this.#incoming) store.saveIncoming?.(...incoming)
    this.#incoming = []
    this.#store = store
    this.#begin = undefined
  }
}
