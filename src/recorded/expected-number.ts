/** Which number the target expects, by the standard, from what the tester has sent: whether a probe would be answered at once. */

import type { Message } from '../codec/message.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'

export class ExpectedNumber {
  /** Of the scenario. */
  next = 1
  /** Numbers that came early, with what is expected behind each. */
  readonly #waiting = new Map<number, number>()

  begin(next: number): void {
    this.next = next
    this.#waiting.clear()
  }

  /**
   * @param msgSeqNum - of the scenario; NaN for one that is none
   * @param newSeqNo - of the scenario, for SequenceReset
   */
  take(message: Message, msgSeqNum: number, newSeqNo: number | undefined): void {
    const { msgType } = message
    if (msgType === MsgType.SequenceReset && newSeqNo !== undefined) {
      const fillsGap = message.text(Tag.GapFillFlag) === 'Y'
      if (!fillsGap || msgSeqNum === this.next) this.#goTo(Math.max(newSeqNo, this.next))
      else if (msgSeqNum > this.next) this.#waiting.set(msgSeqNum, newSeqNo)
    } else if (msgSeqNum === this.next) this.#goTo(this.next + 1)
    else if (msgSeqNum > this.next) this.#waiting.set(msgSeqNum, msgSeqNum + 1)
  }

  #goTo(next: number): void {
    this.next = next
    for (let behind = this.#waiting.get(next); behind !== undefined; behind = this.#waiting.get(this.next)) {
      this.#waiting.delete(this.next)
      this.next = Math.max(behind, this.next + 1)
    }
  }
}
