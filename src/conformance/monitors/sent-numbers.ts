/** What the target has sent under which number, for its answers to ResendRequests. */
import type { Message } from '../../codec/message.ts'
import { isSessionMessage, MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'

/** So many numbers back it is known what was sent; of earlier ones an answer is judged by its numbers alone. */
export const REMEMBERED_NUMBERS = 4_096

export interface SentNumber {
  readonly isApplication: boolean
  /** Reject may be sent again, though it is of the session. */
  readonly isReject: boolean
  readonly sendingTime: string
}

export class SentNumbers {
  /** The last number; undefined until the log shows one. */
  last: number | undefined
  readonly #types = new Uint8Array(REMEMBERED_NUMBERS)
  readonly #numbers = new Float64Array(REMEMBERED_NUMBERS)
  readonly #times: string[] = []
  /** Numbers that the log does not show: a message was lost from it. */
  lacks = false
  /** The last number before they began anew. */
  before = 0

  /** @returns false when numbers were left out, so that the log lacks messages */
  add(message: Message, seq: number): boolean {
    const isNext = this.last === undefined || seq === this.last + 1
    if (!isNext) this.lacks = true
    this.last = seq
    const at = seq % REMEMBERED_NUMBERS
    this.#numbers[at] = seq
    const { msgType } = message
    this.#types[at] = msgType === MsgType.Reject ? 2 : isSessionMessage(msgType) ? 1 : 3
    this.#times[at] = this.#types[at] === 1 ? '' : (message.text(Tag.SendingTime) ?? '')
    return isNext
  }

  moveTo(next: number): void {
    this.last = next - 1
  }

  forget(): void {
    this.before = Math.max(this.before, this.last ?? 0)
    this.last = undefined
    this.lacks = false
    this.#numbers.fill(0)
  }

  /** Undefined when it is too long ago, or the log does not have it. */
  at(seq: number): SentNumber | undefined {
    const at = seq % REMEMBERED_NUMBERS
    if (seq < 1 || this.#numbers[at] !== seq) return undefined
    const type = this.#types[at] as number
    return { isApplication: type === 3, isReject: type === 2, sendingTime: this.#times[at] ?? '' }
  }
}
