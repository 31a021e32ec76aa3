/** A store that keeps what was flushed, and nothing else: it loses the rest when the process is killed or a write fails. */
import { MemoryStore } from '../store/memory-store.ts'
import type { ArchivedNumbering, MessageStore, StoredMessage } from '../store/message-store.ts'

/** What a write says that fails. */
export const DISK_FULL = 'the disk is full'

type Write = (store: MemoryStore) => void

export class LosingStore implements MessageStore {
  #now: MemoryStore
  readonly #begun: number
  /** Everything that is durable, in order, and what is not yet. */
  readonly #durable: Write[] = []
  #pending: Write[] = []
  readonly #fails: () => boolean

  /** @param fails - true when the write that a flush is about to make fails */
  constructor(createdAt: number, fails: () => boolean) {
    this.#begun = createdAt
    this.#now = new MemoryStore(createdAt)
    this.#fails = fails
  }

  /** What a new process finds, or one whose write has failed. */
  lose(): void {
    if (this.#pending.length === 0) return
    this.#pending = []
    this.#now = new MemoryStore(this.#begun)
    for (const write of this.#durable) write(this.#now)
  }

  get nextIn(): number {
    return this.#now.nextIn
  }

  get nextOut(): number {
    return this.#now.nextOut
  }

  get createdAt(): number {
    return this.#now.createdAt
  }

  saveOutgoing(msgSeqNum: number, bytes: Uint8Array, transmitted?: boolean, overtakes?: boolean): void {
    const copy = new Uint8Array(bytes)
    this.#write((store) => store.saveOutgoing(msgSeqNum, copy, transmitted, overtakes))
  }

  saveLate(msgSeqNum: number, bytes: Uint8Array): void {
    const copy = new Uint8Array(bytes)
    this.#write((store) => store.saveLate(msgSeqNum, copy))
  }

  markSent(msgSeqNum: number): void {
    this.#write((store) => store.markSent(msgSeqNum))
  }

  setNextIn(msgSeqNum: number): void {
    this.#write((store) => store.setNextIn(msgSeqNum))
  }

  setNextOut(msgSeqNum: number): void {
    this.#write((store) => store.setNextOut(msgSeqNum))
  }

  read(begin: number, end: number): StoredMessage[] {
    return this.#now.read(begin, end)
  }

  unsent(): StoredMessage[] {
    return this.#now.unsent()
  }

  flush(): void {
    if (this.#pending.length === 0) return
    if (this.#fails()) {
      this.lose()
      throw new Error(DISK_FULL)
    }
    this.#durable.push(...this.#pending)
    this.#pending = []
  }

  /** The files of the ended numbering are closed, and those of the new one are there, when this returns. */
  reset(at: number): void {
    this.#write((store) => store.reset(at))
    this.#durable.push(...this.#pending)
    this.#pending = []
  }

  terminate(at: number): void {
    this.#now.terminate(at)
  }

  archives(): readonly ArchivedNumbering[] {
    return this.#now.archives()
  }

  close(): void {
    this.#now.close()
  }

  #write(write: Write): void {
    write(this.#now)
    this.#pending.push(write)
  }
}
