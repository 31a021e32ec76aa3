/**
 * Points at which a process is to die, exactly there and for good: between two operations of its store, in the middle
 * of a write, or while its application has a message. What is wrapped works as before, up to the armed point.
 */
import { basename } from 'node:path'
import type { FileOperations } from '../store/file-operations.ts'
import type { MessageStore } from '../store/message-store.ts'

export type CrashPoint =
  /** Around the write that stores outgoing message `msgSeqNum`: before any byte of it, or behind it and before the send. */
  | { readonly at: 'beforeStore' | 'afterStore'; readonly msgSeqNum: number }
  /** In the middle of that write: behind its first byte, half of it, or all but the last byte. */
  | { readonly at: 'tornRecord'; readonly msgSeqNum: number; readonly written: TornAt }
  /** While the application has incoming message `msgSeqNum`, or when it has taken it and before that is stored. */
  | { readonly at: 'inDelivery' | 'afterDelivery'; readonly msgSeqNum: number }
  /** In the answer to a ResendRequest, when it is the turn of `msgSeqNum`. */
  | { readonly at: 'midResend'; readonly msgSeqNum: number }
  /** In a reset: before the old numbering is archived, behind that and before the new one is there, behind both. */
  | { readonly at: 'inReset'; readonly step: ResetStep }

export const TORN_AT = ['the first byte', 'half of it', 'all but the last byte'] as const
export type TornAt = (typeof TORN_AT)[number]
export const RESET_STEPS = ['before the archive', 'between archive and new storage', 'behind the new storage'] as const
export type ResetStep = (typeof RESET_STEPS)[number]

export class CrashPoints {
  readonly #die: () => void
  #armed: CrashPoint | undefined
  /** The outgoing messages of the tick, which wait for the flush. */
  readonly #waiting = new Set<number>()

  /** @param die - ends the process; when it returns, as in a test, everything goes on */
  constructor(die: () => void) {
    this.#die = die
  }

  arm(point: CrashPoint): void {
    this.#armed = point
  }

  /** While the application has the message. */
  inDelivery(msgSeqNum: number): void {
    if (this.#armed?.at === 'inDelivery' && this.#armed.msgSeqNum === msgSeqNum) this.#die()
  }

  /** When the application is asked whether the message may be sent again. */
  midResend(msgSeqNum: number): void {
    if (this.#armed?.at === 'midResend' && this.#armed.msgSeqNum === msgSeqNum) this.#die()
  }

  /** The same store, which dies at the points of a tick. */
  store(store: MessageStore): MessageStore {
    const { saveOutgoing, saveLate, setNextIn, flush } = store
    store.saveOutgoing = (msgSeqNum, ...message) => {
      this.#waiting.add(msgSeqNum)
      saveOutgoing.call(store, msgSeqNum, ...message)
    }
    store.saveLate = (msgSeqNum, bytes) => {
      this.#waiting.add(msgSeqNum)
      saveLate.call(store, msgSeqNum, bytes)
    }
    store.setNextIn = (msgSeqNum) => {
      if (this.#armed?.at === 'afterDelivery' && this.#armed.msgSeqNum === msgSeqNum - 1) this.#die()
      setNextIn.call(store, msgSeqNum)
    }
    store.flush = (at) => {
      if (this.#isWaiting('beforeStore')) this.#die()
      flush.call(store, at)
      if (this.#isWaiting('afterStore')) this.#die()
      this.#waiting.clear()
    }
    return store
  }

  /** The same operations, which die inside a write or between two renames. */
  files(files: FileOperations): FileOperations {
    return {
      ...files,
      write: (fd, bytes, start, length, position) => {
        if (this.#armed?.at !== 'tornRecord' || !this.#isWaiting('tornRecord'))
          return files.write(fd, bytes, start, length, position)
        const written = files.write(fd, bytes, start, tornLength(this.#armed.written, length), position)
        this.#die()
        return written
      },
      rename: (from, to) => {
        const step = this.#armed?.at === 'inReset' ? this.#armed.step : undefined
        const takesOld = basename(from) === 'current'
        const bringsNew = basename(to) === 'current'
        if (takesOld && step === 'before the archive') this.#die()
        files.rename(from, to)
        if (takesOld && step === 'between archive and new storage') this.#die()
        if (bringsNew && step === 'behind the new storage') this.#die()
      },
    }
  }

  #isWaiting(at: 'beforeStore' | 'afterStore' | 'tornRecord'): boolean {
    return this.#armed?.at === at && this.#waiting.has(this.#armed.msgSeqNum)
  }
}

function tornLength(written: TornAt, length: number): number {
  if (written === 'the first byte') return 1
  return written === 'half of it' ? length >> 1 : length - 1
}
