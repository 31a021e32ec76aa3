/** What the target does: it answers what is open, and shows which number it expects. */
import type { Message } from '../../codec/message.ts'
import { isSessionMessage, MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { describeMessage } from '../expect.ts'
import type { SessionTalk } from './session-talk.ts'
import type { Sighting } from './sighting.ts'

/** TestReqIDs of the target that are remembered. */
const QUESTIONS = 64
const FIRST_WORDS = 'Logon is the first message, and nothing else follows before the reply'

export class TargetMessages {
  readonly #talk: SessionTalk

  constructor(talk: SessionTalk) {
    this.#talk = talk
  }

  take(message: Message, { at }: Sighting): void {
    const { state } = this.#talk
    const { msgType } = message
    if (msgType === MsgType.Logon) this.#targetLogon(message)
    else if (
      state.phase === 'proposed' &&
      state.role === 'initiator' &&
      state.peerLogon === undefined &&
      msgType !== MsgType.Logout
    )
      this.#talk.tell(['1B.b'], {
        grade: 'failed',
        expected: [FIRST_WORDS],
        actual: `${describeMessage(message, state.naming)} before the reply`,
      })
    if (state.askedUpTo !== undefined) this.#beyond(message, state.askedUpTo)
    if (msgType === MsgType.ResendRequest) this.#asks(message)
    if (msgType === MsgType.TestRequest) this.#asksAlive(message)
    const isNext = this.#count(message)
    this.#talk.supervision.target(message, at, state.resolution, isNext)
    if (msgType === MsgType.Logout && this.#talk.peerLeft >= 0) this.#talk.pending.leaves(this.#talk.peerLeft)
    const confirmed = this.#talk.pending.target(message, at)
    if (confirmed !== undefined) {
      this.#talk.fenced = true
      state.askedUpTo = undefined
      state.expected.sure = true
      if (state.expected.next === confirmed + 1) state.expected.others = []
      this.#talk.orderly.confirm()
    }
    if (msgType === MsgType.Logout) {
      state.targetLoggedOut = true
      this.#talk.supervision.stop()
      if (state.phase !== 'new') state.phase = 'leaving'
    }
    if (msgType === MsgType.Reject && message.text(Tag.PossDupFlag) !== 'Y')
      this.#talk.orderly.rejected(message.int(Tag.RefSeqNum) ?? -1, describeMessage(message, state.naming))
    if (msgType === MsgType.BusinessMessageReject) this.#unsupported(message)
  }

  /** @returns false when the log lacks messages of the target before this one */
  #count(message: Message): boolean {
    const { sent } = this.#talk.state
    const seq = message.msgSeqNum
    if (seq === undefined || Number.isNaN(seq)) return true
    if (message.msgType === MsgType.SequenceReset) {
      const to = message.int(Tag.NewSeqNo)
      const isNew = message.text(Tag.PossDupFlag) !== 'Y' && (sent.last === undefined || seq > sent.last)
      const isReset = message.text(Tag.GapFillFlag) !== 'Y'
      if (to !== undefined && (isNew || isReset) && (sent.last === undefined || to > sent.last + 1)) sent.moveTo(to)
      return true
    }
    if (message.text(Tag.PossDupFlag) === 'Y') return true
    return sent.add(message, seq)
  }

  #targetLogon(message: Message): void {
    const { state } = this.#talk
    const seq = message.msgSeqNum ?? Number.NaN
    const reset = message.text(Tag.ResetSeqNumFlag) === 'Y'
    const heartBtInt = message.int(Tag.HeartBtInt)
    state.heartBtInt = heartBtInt
    if (reset || seq === 1) state.sent.forget()
    else if (state.sent.last !== undefined && seq !== state.sent.last + 1) state.sent.forget()
    if (state.phase === 'established') {
      if (reset && seq === 1 && state.peerLogon === undefined) state.targetLogon = { seq, reset }
      return
    }
    if (state.peerLogon !== undefined) {
      state.peerLogon = undefined
      if (state.phase !== 'proposed') return
      return this.#talk.established()
    }
    // The target speaks first.
    if (state.phase === 'leaving') {
      if (state.tellsEnds) return
      this.#talk.over(undefined)
    }
    state.role = 'initiator'
    state.targetLogon = { seq, reset }
    state.phase = 'proposed'
    const method = message.text(Tag.EncryptMethod)
    const isRight = seq >= 1 && method === '0' && (heartBtInt ?? -1) >= 0
    this.#talk.tell(['1B.b'], {
      grade: isRight ? 'passed' : 'failed',
      expected: [FIRST_WORDS],
      actual: describeMessage(message, state.naming),
    })
  }

  /** Nothing beyond the end of a ResendRequest is sent again. */
  #beyond(message: Message, to: number): void {
    const { state, pending } = this.#talk
    const seq = message.msgSeqNum ?? Number.NaN
    if (message.msgType === MsgType.Logon) state.askedUpTo = undefined
    if (message.text(Tag.PossDupFlag) !== 'Y' || pending.isResending || !(seq > to)) return
    state.askedUpTo = undefined
    const expected = [`nothing beyond ${to}, the end of the ResendRequest`]
    const actual = `${describeMessage(message, state.naming)}, sent again`
    this.#talk.tell(['8'], { grade: 'failed', expected, actual })
  }

  /** A ResendRequest of the target shows what it expects. */
  #asks(message: Message): void {
    const { expected } = this.#talk.state
    const from = message.int(Tag.BeginSeqNo)
    if (from === undefined || Number.isNaN(from)) return
    if (expected.next !== undefined && expected.isKnown && from !== expected.next && !expected.asked) {
      const blamed = this.#talk.pending.blame(from)
      // Behind a Logon that goes on from old numbers these may have been changed by hand.
      if (!blamed && this.#talk.fenced)
        this.#talk.orderly.blame(from, describeMessage(message, this.#talk.state.naming))
    } else if (expected.next !== undefined && expected.could(from)) this.#talk.pending.shows(from)
    expected.shown(from)
    expected.asked = true
  }

  /** 2.r shows by the answer: no dictionary tells what a target supports. */
  #unsupported(message: Message): void {
    if (message.int(Tag.BusinessRejectReason) !== 3) return
    const type = message.text(Tag.RefMsgType) ?? ''
    if (isSessionMessage(type) || type === '') return
    const expected = [`BusinessMessageReject of MsgType ${type}: BusinessRejectReason(380) = 3`]
    this.#talk.tell(['2.r'], { grade: 'passed', expected, actual: describeMessage(message, this.#talk.state.naming) })
  }

  #asksAlive(message: Message): void {
    if (this.#talk.questions.size >= QUESTIONS) this.#talk.questions.clear()
    this.#talk.questions.add(message.text(Tag.TestReqID) ?? '')
  }
}
