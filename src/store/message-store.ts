/**
 * What a session keeps beyond a connection: the two sequence numbers, the messages sent, and the moment its numbering
 * began. One interface for every storage; `contract.ts` holds the tests that each implementation passes.
 *
 * The order of use is the engine's promise: an outgoing message is stored, then sent; an incoming one is counted after
 * it was processed.
 */

import type { StoreError } from './store-error.ts'

/** An outgoing message as it was kept. */
export interface StoredMessage {
  /** MsgSeqNum(34), from 1 on. */
  readonly msgSeqNum: number
  /** The message as it was first sent, byte for byte; as it was submitted while it never had a connection. */
  readonly bytes: Uint8Array
}

/** Told of a stored message that can not be read back; the others are read all the same. */
export type OnDamaged = (msgSeqNum: number, error: StoreError) => void

/** One numbering that has ended, kept for the record. */
export interface ArchivedNumbering {
  /** Where the numbering began and ended, epoch milliseconds UTC. */
  readonly createdAt: number
  /** Where it ended, epoch milliseconds UTC. */
  readonly archivedAt: number
  /** Messages it holds. */
  readonly messages: number
  /** Where it lies: a folder for files, a name for memory. */
  readonly location: string
}

/**
 * What a session is stored in. Not safe for two sessions at once; every verb but a second `close` throws once it is
 * closed.
 */
export interface MessageStore {
  /** MsgSeqNum(34) that the next incoming message must carry; 1 in a new store. */
  readonly nextIn: number
  /** MsgSeqNum(34) that the next outgoing message will carry; 1 in a new store. */
  readonly nextOut: number
  /** When the present numbering began, epoch milliseconds UTC. */
  readonly createdAt: number
  /** Bytes of sent messages held in memory; absent where a disk holds them, or nobody does. Of a closed store 0. */
  readonly memoryBytes?: number

  /**
   * Appends an outgoing message and moves `nextOut` to `msgSeqNum + 1`, in one record.
   *
   * @param bytes - copied; the caller may reuse its buffer at once
   * @param transmitted - false for a message that is stored while there is no connection to send it on; default true
   * @param overtakes - true for a transmitted message that leaves before others that had no connection: they still wait.
   *   Default false: with it, all before it count as sent
   * @throws RangeError when `msgSeqNum` is below `nextOut`: a number is never given twice
   */
  saveOutgoing(msgSeqNum: number, bytes: Uint8Array, transmitted?: boolean, overtakes?: boolean): void
  /**
   * Keeps a message that had no connection as it leaves at last: in the place of what was stored under its number, and no
   * longer unsent. What is sent again later is what was sent the first time, its SendingTime(52) with it.
   *
   * @param bytes - as for `saveOutgoing`
   * @throws RangeError when no message is stored under the number; a store that keeps none does nothing
   */
  saveLate(msgSeqNum: number, bytes: Uint8Array): void
  /** The messages up to this number that had no connection have been sent since. Nothing where it is known already. */
  markSent(msgSeqNum: number): void
  /** @throws RangeError unless `msgSeqNum` is a whole number from 1 on */
  setNextIn(msgSeqNum: number): void
  /**
   * Moves `nextOut`. Moved back, the messages from `msgSeqNum` on can no longer be read: their numbers are free again,
   * and what is asked for later under such a number must be what was last sent under it, or nothing.
   *
   * @throws RangeError unless `msgSeqNum` is a whole number from 1 on
   */
  setNextOut(msgSeqNum: number): void

  /**
   * The stored messages with `begin <= msgSeqNum <= end`, ascending; numbers without a message are left out. Messages
   * not flushed yet are among them. `end` may be `Infinity`; it has no meaning of "all" for 0.
   *
   * @param onDamaged - told of each message that is damaged, which is then left out; without it, the first one throws
   * @returns the caller's own copies; an empty list when there is nothing
   * @throws StoreError when a message asked for is damaged and there is no `onDamaged`
   */
  read(begin: number, end: number, onDamaged?: OnDamaged): StoredMessage[]

  /**
   * The messages that never had a connection, ascending: those behind the last transmitted one, and those that the
   * transmitted ones have overtaken, as far as nothing says that they were sent since.
   *
   * @param onDamaged - as for `read`
   * @returns the caller's own copies; an empty list when there is nothing
   */
  unsent(onDamaged?: OnDamaged): StoredMessage[]

  /**
   * Keeps the body of an incoming message for people, in a log of its own; nothing reads it back, and it moves no number.
   * A store that does not keep them does nothing, or does not have the verb.
   *
   * @param bytes - copied; the caller may reuse its buffer at once
   * @param at - the instant of receipt, epoch milliseconds UTC
   */
  saveIncoming?(msgSeqNum: number, bytes: Uint8Array, at: number): void

  /**
   * Makes what was handed over durable as the fsync policy asks. Called once a tick, before the send. When it throws,
   * nothing of the tick may be sent: the store stands again where its last whole write left it.
   *
   * @param at - the instant, epoch milliseconds UTC; only stores with a timed fsync policy look at it
   * @throws StoreError when the disk refuses
   */
  flush(at?: number): void

  /**
   * Ends the present numbering, archives it, and begins a new one at 1/1.
   *
   * @param at - the instant, whole epoch milliseconds UTC
   * @throws StoreError when that can't be done; the store then stands in the old numbering, or whole in the new one
   */
  reset(at: number): void
  /**
   * Ends the present numbering for good and closes the store: its files go where ended numberings go, and the folder of
   * the session holds none any more. Opened again, the store begins at 1/1. (Case SD-90.)
   *
   * @param at - the instant, whole epoch milliseconds UTC
   * @throws StoreError when there is nowhere to put them; the files then stay, and the store stays open
   */
  terminate(at: number): void
  /** The numberings that ended, oldest first. @throws StoreError when one of them is damaged */
  archives(): readonly ArchivedNumbering[]

  /** Flushes and releases files. A closed store may not be used again: every verb but a second `close` throws. */
  close(): void
}
