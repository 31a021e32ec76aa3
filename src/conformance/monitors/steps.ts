/** What a stimulus asks of the target, step by step, in the words of the scenarios. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'

/** What a message of the target says to a step: it is what was asked for, it is that and wrong, or it is another one. */
export type Reading =
  | 'met'
  | 'other'
  /** A part of it. */
  | 'going'
  | { readonly broken: string }
  /** It may be right for a reason that no log tells. */
  | { readonly open: string }

export interface MessageStep {
  readonly do: 'message'
  readonly level: 'must' | 'should' | 'may'
  readonly text: string
  readonly withinMs: number
  read(message: Message): Reading
  /** Why nothing is proved when the connection ends in its place. */
  readonly ifClosed?: string
  /** What was not as it should be, asked for when it is met. */
  warnings?(): readonly string[]
}

/** The end of the connection. */
export interface EndStep {
  readonly do: 'end'
  readonly text: string
  readonly withinMs: number
  /** Why the end alone does not do, when it comes. */
  readonly unless?: () => string | undefined
  /** It may as well go on, and expect one of these. */
  readonly orNext?: readonly number[]
}

/** The session goes on, and the target expects one of these numbers. */
export interface NumberStep {
  readonly do: 'number'
  readonly text: string
  readonly next: readonly number[]
}

/** The target does not close first. */
export interface StayStep {
  readonly do: 'stay'
  readonly text: string
  readonly withinMs: number
}

export type Step = MessageStep | EndStep | NumberStep | StayStep

/** How long a reaction may take, in milliseconds; those of the scenarios. */
export const WITHIN = { answer: 2_000, logon: 5_000, resend: 5_000, logout: 5_000, disconnect: 15_000 } as const

export function seconds(ms: number): string {
  return `${ms / 1000} s`
}

export interface RejectWanted {
  /** RefSeqNum(45); undefined where it can not be known. */
  readonly refSeqNum: number | undefined
  /** RefTagID(371) that may stand there; absent is right too. Undefined: any. */
  readonly refTagIDs?: readonly number[] | undefined
  /** RefMsgType(372), likewise. */
  readonly refMsgType?: string | undefined
  /** SessionRejectReason(373), where the version has it. Undefined: any or none. */
  readonly reasons?: readonly number[] | undefined
}

/** A Reject about a message. One about another message is another one. */
export function reject(wanted: RejectWanted, level: MessageStep['level'] = 'must'): MessageStep {
  return {
    do: 'message',
    level,
    text: `Reject within ${seconds(WITHIN.answer)}${wantedText(wanted)}`,
    withinMs: WITHIN.answer,
    read: (message) => readReject(message, wanted),
  }
}

function wantedText({ refSeqNum, refTagIDs, reasons }: RejectWanted): string {
  const parts = [
    ...(refSeqNum === undefined ? [] : [`RefSeqNum(45) = ${refSeqNum}`]),
    ...(refTagIDs === undefined ? [] : [`RefTagID(371) = ${refTagIDs.join(' or ')} or absent`]),
    ...(reasons === undefined ? [] : [`SessionRejectReason(373) = ${reasons.join(' or ')}`]),
  ]
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

function readReject(message: Message, { refSeqNum, refTagIDs, refMsgType, reasons }: RejectWanted): Reading {
  if (message.msgType !== MsgType.Reject) return 'other'
  const about = message.int(Tag.RefSeqNum)
  if (refSeqNum !== undefined && about !== refSeqNum) return 'other'
  const tag = message.int(Tag.RefTagID)
  if (refTagIDs !== undefined && tag !== undefined && !refTagIDs.includes(tag))
    return { broken: `Reject ${message.msgSeqNum}: RefTagID = ${tag}` }
  const type = message.text(Tag.RefMsgType)
  if (refMsgType !== undefined && type !== undefined && type !== refMsgType)
    return { broken: `Reject ${message.msgSeqNum}: RefMsgType = ${type}` }
  const reason = message.int(Tag.SessionRejectReason)
  if (reasons !== undefined && (reason === undefined || !reasons.includes(reason)))
    return { broken: `Reject ${message.msgSeqNum}: SessionRejectReason = ${reason ?? 'absent'}` }
  return 'met'
}

export function logout(level: MessageStep['level'] = 'must'): MessageStep {
  return plain(MsgType.Logout, 'Logout', level, WITHIN.answer)
}

export function logon(level: MessageStep['level'] = 'must'): MessageStep {
  return plain(MsgType.Logon, 'Logon', level, WITHIN.logon)
}

function plain(msgType: string, name: string, level: MessageStep['level'], withinMs: number): MessageStep {
  return {
    do: 'message',
    level,
    text: `${name} within ${seconds(withinMs)}`,
    withinMs,
    read: (message) => (message.msgType === msgType ? 'met' : 'other'),
  }
}

export function end(orNext?: readonly number[]): EndStep {
  const text = `disconnected within ${seconds(WITHIN.disconnect)}`
  return orNext === undefined
    ? { do: 'end', text, withinMs: WITHIN.disconnect }
    : { do: 'end', text: `${text}, or the session goes on`, withinMs: WITHIN.disconnect, orNext }
}

export function expects(...next: readonly number[]): NumberStep {
  return { do: 'number', text: `the session is alive and the target expects MsgSeqNum ${next.join(' or ')}`, next }
}

/** A ResendRequest for what is missing. */
export function resendRequest(begin: number, received: number): MessageStep {
  return {
    do: 'message',
    level: 'must',
    text: `ResendRequest within ${seconds(WITHIN.answer)}: BeginSeqNo(7) = ${begin}, EndSeqNo(16) = 0 or 999999 or between ${begin} and ${received}`,
    withinMs: WITHIN.answer,
    read: (message) => {
      if (message.msgType !== MsgType.ResendRequest) return 'other'
      const from = message.int(Tag.BeginSeqNo)
      const to = message.int(Tag.EndSeqNo) ?? Number.NaN
      const isEnd = to === 0 || to === 999_999 || (to >= begin && to <= received)
      return from === begin && isEnd ? 'met' : { broken: `ResendRequest: BeginSeqNo = ${from}, EndSeqNo = ${to}` }
    },
  }
}

export function heartbeatWith(testReqID: string): MessageStep {
  return {
    do: 'message',
    level: 'must',
    text: `Heartbeat with TestReqID(112) = ${testReqID} within ${seconds(WITHIN.answer)}`,
    withinMs: WITHIN.answer,
    read: (message) =>
      message.msgType === MsgType.Heartbeat && message.text(Tag.TestReqID) === testReqID ? 'met' : 'other',
  }
}

export function stay(): StayStep {
  return { do: 'stay', text: 'should stay connected for 1 s', withinMs: 1_000 }
}
