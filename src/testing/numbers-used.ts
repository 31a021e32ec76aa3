/** What a side has said under each number: a number means one message, and keeps it. */
import type { Message } from '../codec/message.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'

export class NumbersUsed {
  /** Numbering and number, and what was said: an application message by its headline, otherwise the MsgType. */
  readonly #said = new Map<string, string>()

  /**
   * @param numbering - tells numberings apart
   * @returns what is wrong with the message, undefined when nothing is
   */
  note(numbering: number, message: Message): string | undefined {
    const msgSeqNum = message.msgSeqNum as number
    if (message.text(Tag.GapFillFlag) === 'Y') {
      const newSeqNo = message.int(Tag.NewSeqNo) as number
      for (let covered = msgSeqNum; covered < newSeqNo; covered++) {
        const said = this.#said.get(`${numbering}:${covered}`)
        if (said?.startsWith('B ')) return `${covered} was filled over, and is ${said}`
        this.#said.set(`${numbering}:${covered}`, 'nothing')
      }
      return undefined
    }
    const key = `${numbering}:${msgSeqNum}`
    const what = isSessionMessage(message.msgType) ? message.msgType : `${message.msgType} ${message.text(148)}`
    const before = this.#said.get(key)
    this.#said.set(key, what)
    if (before === undefined) return undefined
    if (message.text(Tag.PossDupFlag) !== 'Y') return `${msgSeqNum} was said again without PossDupFlag: ${what}`
    const repeated = before === what || (before === 'nothing' && message.msgType === MsgType.ResendRequest)
    return repeated ? undefined : `${msgSeqNum} was ${before}, and is ${what}`
  }
}
