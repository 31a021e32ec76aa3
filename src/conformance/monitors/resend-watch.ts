/** Case 8 and what belongs to it: the answer of the target to a ResendRequest, message by message. */
import type { Message } from '../../codec/message.ts'
import { isSessionMessage, MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { REMEMBERED_NUMBERS, type SentNumbers } from './sent-numbers.ts'

export type Answered = 'more' | 'done' | 'other' | { readonly broken: string }

export class ResendWatch {
  /** The number that the answer must go on with. */
  next: number
  /** Last number that was asked for and sent. */
  readonly to: number
  readonly warnings: string[] = []
  readonly #sent: SentNumbers
  readonly #isOpen: boolean

  /** @param to - the end as asked for, at most the last number sent */
  constructor(from: number, to: number, isOpen: boolean, sent: SentNumbers) {
    this.#isOpen = isOpen
    this.next = from
    this.to = to
    this.#sent = sent
  }

  get isDone(): boolean {
    return this.next > this.to
  }

  read(message: Message): Answered {
    const seq = message.msgSeqNum ?? Number.NaN
    const isGapFill = message.msgType === MsgType.SequenceReset && message.boolean(Tag.GapFillFlag) === true
    const again = message.text(Tag.PossDupFlag) === 'Y'
    if (!again && !(isGapFill && seq <= this.to && seq >= this.next)) return 'other'
    if (!again) return { broken: `SequenceReset-GapFill ${seq} without PossDupFlag` }
    if (seq > this.next) return { broken: `${this.next} is missing: ${seq} came after ${this.next - 1}` }
    if (seq < this.next) return { broken: `${seq} came again: ${this.next} was next` }
    if (isGapFill) return this.#gapFill(message, seq)
    if (message.msgType === MsgType.SequenceReset) return { broken: `SequenceReset-Reset ${seq} in the answer` }
    return this.#again(message, seq)
  }

  #gapFill(message: Message, seq: number): Answered {
    const next = message.int(Tag.NewSeqNo) ?? Number.NaN
    if (!(next > seq)) return { broken: `SequenceReset-GapFill ${seq} with NewSeqNo ${next}` }
    // What was sent while the request was under way may be filled over with the rest.
    const most = this.#isOpen ? Math.max(this.to, this.#sent.last ?? 0) : this.to
    if (next > most + 1) return { broken: `SequenceReset-GapFill ${seq} to ${next}, beyond ${this.to}` }
    for (let i = seq; i < next && i < seq + REMEMBERED_NUMBERS; i++)
      if (this.#sent.at(i)?.isApplication === true) {
        this.warnings.push(`${i} is a message of the application, and was filled over`)
        break
      }
    return this.#goOn(next)
  }

  #again(message: Message, seq: number): Answered {
    if (isSessionMessage(message.msgType) && message.msgType !== MsgType.Reject)
      return { broken: `MsgType ${message.msgType}, which is of the session, was sent again under ${seq}` }
    const first = this.#sent.at(seq)
    const orig = message.text(Tag.OrigSendingTime)
    if (orig === undefined) return { broken: `${seq} came again without OrigSendingTime` }
    if (first !== undefined && !first.isApplication && !first.isReject)
      return { broken: `${seq} came again as MsgType ${message.msgType}, and was a message of the session first` }
    if (first !== undefined && first.sendingTime !== '' && first.sendingTime !== orig)
      return { broken: `${seq} came again with OrigSendingTime ${orig}, and was sent ${first.sendingTime}` }
    return this.#goOn(seq + 1)
  }

  #goOn(next: number): Answered {
    this.next = next
    return this.isDone ? 'done' : 'more'
  }
}
