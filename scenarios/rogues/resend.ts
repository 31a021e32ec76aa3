/** The answer to a ResendRequest: application messages again, one GapFill over each run of the others. */
import type { Field } from '../../src/codec/encode.ts'
import type { Message } from '../../src/codec/message.ts'
import { isSessionMessage, MsgType } from '../../src/fix/msg-types.ts'
import { SessionRejectReason } from '../../src/fix/reject-reasons.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { RogueSession } from './session.ts'
import type { SentMessage } from './store.ts'

const INT32_MAX = 2_147_483_647

export function answerResendRequest(session: RogueSession, request: Message): void {
  if (session.is('resend.ignored')) return
  const range = rangeOf(session, request)
  if (range === undefined) return
  const [begin, end] = range
  const answers = answersFor(session, begin, end)
  if (session.is('resend.in-reverse-order')) answers.reverse()
  for (const answer of answers) answer()
  if (session.is('resend.moves-own-numbers')) session.store.nextOut = end + 1
}

/** First and last number to be sent again; undefined when the request was rejected. */
function rangeOf(session: RogueSession, request: Message): readonly [number, number] | undefined {
  const wraps = session.is('resend.begin-wraps-at-32-bits')
  const stated = Number(request.text(Tag.BeginSeqNo))
  const begin = wraps ? stated % 2 ** 32 : stated
  const end = Number(request.text(Tag.EndSeqNo))
  const last = session.store.nextOut - 1
  const refuse = (tag: number, text: string): undefined => {
    if (session.is('resend.bad-request-ends-session')) session.refuse(text)
    else if (!session.is('resend.bad-request-ignored'))
      session.reject(request, SessionRejectReason.ValueIsIncorrect, tag, text)
    return undefined
  }
  if (begin <= 0 || begin > INT32_MAX)
    if (session.is('resend.begin-zero-means-first')) return [1, last]
    else return refuse(Tag.BeginSeqNo, 'Invalid Resend Request: BeginSeqNo <= 0')
  if (begin > last) {
    if (session.is('resend.begin-beyond-last-filled')) gapFill(session, begin, begin + 1)
    else return refuse(Tag.BeginSeqNo, 'Invalid Resend Request: BeginSeqNo was never sent')
    return undefined
  }
  if (end === 999_999 && session.is('resend.old-open-end-unknown')) return refuse(Tag.EndSeqNo, 'EndSeqNo beyond range')
  const open = end === 0 || end === 999_999
  if (!open && end < begin)
    if (session.is('resend.range-turned-round')) return [end, begin]
    else return refuse(Tag.EndSeqNo, 'Invalid Resend Request: EndSeqNo < BeginSeqNo')
  if (end === 0 && session.is('resend.open-end-means-one')) return [begin, begin]
  if (session.is('resend.end-ignored')) return [begin, last]
  const from = session.is('resend.begins-one-too-late') ? begin + 1 : begin
  const to = open ? last : session.is('resend.goes-beyond-last') ? Math.min(end, last + 90) : Math.min(end, last)
  return [from, session.is('resend.ends-one-too-early') ? to - 1 : to]
}

function answersFor(session: RogueSession, begin: number, end: number): (() => void)[] {
  const answers: (() => void)[] = []
  for (let at = begin; at <= end; ) {
    const message = resendable(session, at, end)
    const number = at++
    if (message !== undefined) {
      answers.push(() => resend(session, number, message))
      continue
    }
    while (at <= end && resendable(session, at, end) === undefined && !session.is('gap-fill.one-for-each')) at++
    const next = at
    const tail = next > end
    if (tail && begin !== number && session.is('gap-fill.none-at-the-end')) continue
    if (!tail && session.is('gap-fill.none-before-messages')) continue
    answers.push(() => gapFill(session, number, next))
  }
  return answers
}

/** What may be sent again: messages of the application. */
function resendable(session: RogueSession, msgSeqNum: number, end: number): SentMessage | undefined {
  const message = session.store.sent.get(msgSeqNum)
  if (message === undefined) return undefined
  if (session.is('resend.keeps-last-message-only') && msgSeqNum < session.store.nextOut - 1) return undefined
  if (session.is('resend.fills-instead-of-resending')) return undefined
  if (session.is('resend.last-of-range-filled') && msgSeqNum === end) return undefined
  const administrative = isSessionMessage(message.msgType)
  if (administrative && session.is('resend.session-messages-too') && message.msgType === MsgType.Heartbeat)
    return message
  return administrative ? undefined : message
}

function resend(session: RogueSession, msgSeqNum: number, { msgType, body, sendingTime }: SentMessage): void {
  const header: Field[] = []
  if (session.is('resend.marked-as-poss-resend')) header.push([Tag.PossResend, 'Y'])
  else if (!session.is('resend.without-poss-dup')) header.push([Tag.PossDupFlag, 'Y'])
  const original = session.is('resend.orig-sending-time-is-now') ? session.sendingTime : sendingTime
  if (!session.is('resend.without-orig-sending-time')) header.push([Tag.OrigSendingTime, original])
  if (session.is('resend.with-old-sending-time')) header.push([Tag.SendingTime, sendingTime])
  const content = session.is('resend.loses-a-field') ? body.slice(0, -1) : body
  if (session.is('resend.under-new-numbers')) session.send(msgType, [...header, ...content])
  else session.write(msgType, msgSeqNum, [...header, ...content])
  if (session.is('venue.resends-twice-once-unmarked')) session.write(msgType, msgSeqNum, content)
  if (session.is('resend.each-twice')) session.write(msgType, msgSeqNum, [...header, ...content])
}

/** What the application sent last goes once more, although nobody asked. */
export function repeatLast(session: RogueSession): void {
  const numbers = [...session.store.sent].filter(([, { msgType }]) => !isSessionMessage(msgType))
  const last = numbers.at(-1)
  if (last !== undefined) resend(session, ...last)
}

function gapFill(session: RogueSession, msgSeqNum: number, next: number): void {
  const newSeqNo = session.is('gap-fill.new-seq-no-one-too-high')
    ? next + 1
    : session.is('gap-fill.new-seq-no-one-too-low')
      ? next - 1
      : next
  const body: Field[] = []
  if (!session.is('gap-fill.without-poss-dup'))
    body.push([Tag.PossDupFlag, 'Y'], [Tag.OrigSendingTime, session.sendingTime])
  if (!session.is('gap-fill.sent-as-reset')) body.push([Tag.GapFillFlag, 'Y'])
  body.push([Tag.NewSeqNo, newSeqNo])
  if (session.is('gap-fill.takes-a-new-number')) session.send(MsgType.SequenceReset, body)
  else session.write(MsgType.SequenceReset, msgSeqNum, body)
}
