/**
 * The messages of one side in the order in which they were sent: what comes again is left out, and what came too early waits
 * for what is missing, as the session layer has it.
 */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { Entry, MessageEntry } from '../../journal/journal.ts'

export type Arrived =
  | { readonly kind: 'message'; readonly entry: MessageEntry }
  /** Numbers were passed over, or begin anew: what stood under them is not known. */
  | { readonly kind: 'behind' }

/** Both directions in order; the tester's own messages as they went out. */
export function arrivals(entries: readonly Entry[]): Arrived[] {
  const arrived: Arrived[] = []
  const order = new ArrivalOrder((one) => arrived.push(one))
  for (const entry of entries) if (entry.kind === 'message') order.push(entry)
  order.end()
  return arrived
}

export interface ArrivalLimits {
  /** Messages that wait for what is missing; beyond so many it is given up. */
  readonly early: number
  /** Makes an entry that may be kept, where its bytes do not last. */
  keep(entry: MessageEntry): MessageEntry
}

const UNLIMITED: ArrivalLimits = { early: Number.POSITIVE_INFINITY, keep: (entry) => entry }

/** The same, message by message. */
export class ArrivalOrder {
  readonly #pass: (arrived: Arrived) => void
  readonly #limits: ArrivalLimits
  readonly #early = new Map<number, MessageEntry>()
  #next: number | undefined

  constructor(pass: (arrived: Arrived) => void, limits: ArrivalLimits = UNLIMITED) {
    this.#pass = pass
    this.#limits = limits
  }

  push(entry: MessageEntry): void {
    if (entry.direction === 'out') return this.#take(entry)
    const { message } = entry
    const next = this.#next
    const seqNum = message.msgSeqNum ?? Number.NaN
    if (isAnew(entry, next)) {
      this.end()
      if (next !== undefined) this.#pass({ kind: 'behind' })
      this.#next = seqNum + 1
      return this.#take(entry)
    }
    if (message.msgType === MsgType.SequenceReset) return this.#reset(message, seqNum)
    if (Number.isNaN(seqNum)) this.#take(entry)
    else if (next === undefined || seqNum === next) {
      this.#next = seqNum + 1
      this.#take(entry)
      this.#catchUp()
    } else if (seqNum > next) this.#wait(entry, seqNum)
    else if (message.boolean(Tag.PossDupFlag) !== true) this.#take(entry)
  }

  /** What waits is given up: nothing that is missing will come. */
  end(): void {
    if (this.#early.size === 0) return
    this.#pass({ kind: 'behind' })
    for (const [, entry] of [...this.#early].sort(([a], [b]) => a - b)) this.#take(entry)
    this.#early.clear()
  }

  #take(entry: MessageEntry): void {
    this.#pass({ kind: 'message', entry })
  }

  #wait(entry: MessageEntry, seqNum: number): void {
    if (this.#early.has(seqNum)) return
    this.#early.set(seqNum, this.#limits.keep(entry))
    if (this.#early.size <= this.#limits.early) return
    this.#next = Math.max(...this.#early.keys()) + 1
    this.end()
  }

  #reset(message: Message, seqNum: number): void {
    const next = this.#next
    const newSeqNo = message.int(Tag.NewSeqNo) ?? 0
    const applies = message.boolean(Tag.GapFillFlag) !== true || next === undefined || seqNum === next
    if (!applies || next === undefined || !(newSeqNo > next)) return
    for (const number of this.#early.keys()) if (number < newSeqNo) this.#early.delete(number)
    this.#pass({ kind: 'behind' })
    this.#next = newSeqNo
    this.#catchUp()
  }

  #catchUp(): void {
    for (let entry = this.#early.get(this.#next ?? 0); entry !== undefined; entry = this.#early.get(this.#next ?? 0)) {
      this.#early.delete(this.#next ?? 0)
      this.#next = (this.#next ?? 0) + 1
      this.#take(entry)
    }
  }
}

/** A Logon that begins the numbers, or the first message of all. */
function isAnew({ message }: MessageEntry, next: number | undefined): boolean {
  if (message.msgType !== MsgType.Logon) return false
  return next === undefined || message.boolean(Tag.ResetSeqNumFlag) === true || message.msgSeqNum === 1
}
