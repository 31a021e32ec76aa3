/** Groups 2 and 3: what is wrong with the header of a message, and how it must be answered. */
import type { Message } from '../../codec/message.ts'
import { isSessionMessage, MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { SessionState } from './session-state.ts'
import { end, expects, logout, reject, resendRequest } from './steps.ts'
import type { NewStimulus } from './stimulus.ts'

/** SendingTime(52) may be so far off; FIX Session Layer Test Cases, 2.n and 2.o. */
export const SENDING_TIME_TOLERANCE_MS = 120_000
/** Closer to the tolerance than this nobody can say on which side of it the message was when it was read. */
const CLOSE_MS = 1_000

const FATAL = ['2.c', '2.i', '2.k', '2.o', '2.u', 'PX-03', 'PX-21', '10.d']

/** True when the session ends over it, so that nothing behind it is judged. */
export function isFatal({ cases }: Pick<NewStimulus, 'cases'>): boolean {
  return cases.some((id) => FATAL.includes(id))
}

const noReject = (message: Message): string | undefined =>
  message.msgType === MsgType.Reject ? `Reject ${message.msgSeqNum} instead of Logout` : undefined

function fatal(cases: readonly string[], what: string): NewStimulus {
  return { cases, what, isFault: true, steps: [logout(), end()], forbidden: noReject }
}

/** Of a message that can not be counted, or is of another session; undefined when the header says whose it is. */
export function identityStimulus(message: Message, state: SessionState): NewStimulus | undefined {
  const name = state.naming.messageName(message.msgType)
  const beginString = message.textAt(0)
  if (beginString !== state.beginString) return fatal(['2.i'], `${name} with BeginString ${beginString}`)
  if (!message.has(Tag.MsgSeqNum)) return fatal(['2.u', 'PX-03'], `${name} without MsgSeqNum`)
  return undefined
}

/** CompIDs and SendingTime of a message in its turn. */
export function originStimulus(
  message: Message,
  seq: number,
  at: number,
  state: SessionState,
): NewStimulus | undefined {
  const name = state.naming.messageName(message.msgType)
  const sender = message.text(Tag.SenderCompID)
  const target = message.text(Tag.TargetCompID)
  const reasons = (reason: number): readonly number[] | undefined =>
    state.version.rejectReasons ? [reason] : undefined
  if (
    (sender !== undefined && sender !== '' && sender !== state.peer) ||
    (target !== undefined && target !== '' && target !== state.target)
  ) {
    const wanted = { refSeqNum: seq, refTagIDs: [Tag.SenderCompID, Tag.TargetCompID], reasons: reasons(9) }
    const what = `${name} ${seq} from ${sender} to ${target}`
    return { cases: ['2.k'], what, isFault: true, steps: [reject(wanted), logout('should'), end()] }
  }
  if (!message.has(Tag.SendingTime)) return undefined
  const time = message.utcTimestamp(Tag.SendingTime)
  if (time === undefined) {
    if (message.text(Tag.SendingTime) === '') return undefined
    const wanted = {
      refSeqNum: seq,
      refTagIDs: [Tag.SendingTime],
      reasons: state.version.rejectReasons ? [6, 10] : undefined,
    }
    const what = `${name} ${seq} with SendingTime ${message.text(Tag.SendingTime)}`
    return { cases: ['2.o', 'PX-21'], what, isFault: true, steps: [reject(wanted), end([seq + 1])] }
  }
  const off = Math.abs(time.epochMs - at - state.peerClock)
  if (Number.isNaN(off) || off < SENDING_TIME_TOLERANCE_MS + CLOSE_MS) return undefined
  const what = `${name} ${seq} with SendingTime ${Math.round(off / 1000)} s off`
  const wanted = { refSeqNum: seq, reasons: reasons(10) }
  return { cases: ['2.o', 'PX-21'], what, isFault: true, steps: [reject(wanted), logout('should'), end()] }
}

/** A message under a number that was passed. */
export function lowStimulus(message: Message, seq: number, next: number, state: SessionState): NewStimulus | undefined {
  const name = state.naming.messageName(message.msgType)
  if (message.text(Tag.PossDupFlag) !== 'Y')
    return { ...fatal(['2.c'], `${name} ${seq}, ${next} expected`), forbidden: () => undefined }
  const dup = duplicateStimulus(message, seq, false, state)
  if (dup !== undefined) return { ...dup, steps: [...dup.steps.filter((step) => step.do === 'message'), expects(next)] }
  // What the application made of its messages no log can tell.
  if (!isSessionMessage(message.msgType)) return undefined
  const id = message.text(Tag.TestReqID)
  const isQuestion = message.msgType === MsgType.TestRequest
  return {
    cases: ['2.e'],
    what: `${name} ${seq} again, ${next} expected`,
    isFault: true,
    steps: [expects(next)],
    forbidden: (answer) => {
      if (answer.msgType === MsgType.Reject && answer.int(Tag.RefSeqNum) === seq) return `Reject of ${seq}`
      const answers = isQuestion && answer.msgType === MsgType.Heartbeat && answer.text(Tag.TestReqID) === id
      return answers ? `it was answered once more: Heartbeat with TestReqID ${id}` : undefined
    },
  }
}

/** 2.f and 2.g: OrigSendingTime(122) of a message with PossDupFlag. */
export function duplicateStimulus(
  message: Message,
  seq: number,
  inTurn: boolean,
  { version, naming }: SessionState,
): NewStimulus | undefined {
  if (message.text(Tag.PossDupFlag) !== 'Y' || message.msgType === MsgType.SequenceReset) return undefined
  const name = naming.messageName(message.msgType)
  if (!message.has(Tag.OrigSendingTime)) {
    const reasons = version.rejectReasons ? [1] : undefined
    const wanted = { refSeqNum: seq, refTagIDs: [Tag.OrigSendingTime], reasons }
    const cases = inTurn || version.ordinal < 42 ? ['2.g'] : ['2.g', 'PX-19']
    const steps = inTurn ? [reject(wanted), expects(seq + 1)] : [reject(wanted)]
    return { cases, what: `${name} ${seq} with PossDupFlag, without OrigSendingTime`, isFault: true, steps }
  }
  const first = message.utcTimestamp(Tag.OrigSendingTime)
  const now = message.utcTimestamp(Tag.SendingTime)
  if (!inTurn || first === undefined || now === undefined || first.epochMs <= now.epochMs) return undefined
  const reasons = version.rejectReasons ? [10] : undefined
  const wanted = { refSeqNum: seq, refTagIDs: [Tag.OrigSendingTime, Tag.SendingTime], reasons }
  const cases = version.ordinal < 42 ? ['2.f'] : ['2.f', 'PX-20']
  return {
    cases,
    what: `${name} ${seq} with OrigSendingTime behind its SendingTime`,
    isFault: true,
    steps: [reject(wanted), end([seq + 1])],
  }
}

/** A message ahead of what is expected, where nothing was asked for yet. */
export function highStimulus(message: Message, seq: number, next: number, state: SessionState): NewStimulus {
  const { msgType } = message
  const isGapFill = msgType === MsgType.SequenceReset
  const cases = isGapFill
    ? ['10.a']
    : msgType === MsgType.Logout
      ? ['PX-23']
      : msgType === MsgType.TestRequest
        ? ['2.b', 'PX-22']
        : ['2.b']
  const what = `${state.naming.messageName(msgType)} ${seq}, ${next} expected`
  const step = resendRequest(next, Math.max(seq, next))
  const isLeaving = msgType === MsgType.Logout
  const asks = isLeaving ? { ...step, ifClosed: 'the session was ended before it could show' } : step
  return { cases, what, isFault: true, steps: [asks] }
}
