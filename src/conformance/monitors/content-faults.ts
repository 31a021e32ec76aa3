/** Group 14: what is wrong with a message in its turn, and how it may be answered. The dictionary says what is wrong. */
import type { Message } from '../../codec/message.ts'
import { isSessionMessage, MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import type { ContentFault, SessionState } from './session-state.ts'
import { end, expects, type MessageStep, reject, type Step, WITHIN } from './steps.ts'
import type { NewStimulus } from './stimulus.ts'

interface Kind {
  readonly id: string
  /** SessionRejectReason(373) that tells it, where the version has that one. */
  readonly reasons: readonly number[]
  readonly newest: number
}

/** By the words of the validator, which stay where a version has no number for a reason. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['Invalid tag number', { id: '14.a', reasons: [0], newest: 0 }],
  ['Undefined tag', { id: '14.a', reasons: [0, 3], newest: 0 }],
  ['Required tag missing', { id: '14.b', reasons: [1], newest: 1 }],
  ['Tag not defined for this message type', { id: '14.c', reasons: [2], newest: 2 }],
  ['Tag specified without a value', { id: '14.d', reasons: [4], newest: 4 }],
  ['Value is incorrect (out of range) for this tag', { id: '14.e', reasons: [5], newest: 5 }],
  ['Incorrect data format for value', { id: '14.f', reasons: [6], newest: 6 }],
  ['Tag specified out of required order', { id: '14.g', reasons: [14], newest: 14 }],
  ['Tag appears more than once', { id: '14.h', reasons: [13], newest: 13 }],
  ['Incorrect NumInGroup count for repeating group', { id: '14.i', reasons: [16], newest: 16 }],
  ['Repeating group fields out of order', { id: '14.j', reasons: [15, 16], newest: 15 }],
  ['Non-data value includes field delimiter (SOH character)', { id: '14.k', reasons: [17], newest: 17 }],
])

const COMP_IDS: readonly number[] = [Tag.SenderCompID, Tag.TargetCompID]
const CUSTOM = 'only the dictionary of the counterparties says what their messages may hold: state it by --profile'

/** @param seq - of the message, which is the one expected */
export function contentStimulus(message: Message, seq: number, state: SessionState): NewStimulus | undefined {
  const fault = state.faultOf(message)
  if (fault === undefined) return undefined
  const { msgType } = message
  const name = state.naming.messageName(msgType)
  if (fault.text === 'Invalid MsgType') {
    const wanted = { refSeqNum: seq, refTagIDs: [Tag.MsgType], refMsgType: msgType, reasons: reasonsOf(state, [11]) }
    return { cases: ['2.q'], what: `MsgType ${msgType}`, isFault: true, steps: [reject(wanted), expects(seq + 1)] }
  }
  if (fault.kind === 'business' || /^Conditionally required/.test(fault.text)) return condition(seq, name, fault, state)
  const kind = KINDS.get(fault.text)
  if (kind === undefined) return undefined
  const lenient = isSessionMessage(msgType) || state.dictionaryIsStated ? {} : { lenient: CUSTOM }
  const ids = [kind.id, ...extraCases(message, kind.id, fault.refTagID, state)]
  const isHeadless = kind.id === '14.b' && COMP_IDS.includes(fault.refTagID ?? 0)
  const isBoolean = kind.id === '14.f' && state.version.ordinal >= 41 && isFlag(fault.refTagID)
  const reasons = isHeadless ? [1, 9] : isBoolean ? [5, 6] : kind.reasons
  const lacks = kind.newest > state.version.highestRejectReason
  const refTagIDs = kind.id === '14.j' || fault.refTagID === undefined ? undefined : [fault.refTagID]
  const wanted = {
    refSeqNum: seq,
    refTagIDs,
    refMsgType: msgType,
    reasons: lacks ? undefined : reasonsOf(state, reasons),
  }
  const mayBeGarbled = kind.id === '14.g' || kind.id === '14.k'
  const steps: Step[] = mayBeGarbled
    ? [{ ...reject(wanted, 'may'), text: `${reject(wanted).text}, or it is ignored as garbled` }, expects(seq, seq + 1)]
    : isHeadless
      ? [reject(wanted), end([seq + 1])]
      : [reject(wanted), expects(seq + 1)]
  const tag = fault.refTagID === undefined ? '' : `: ${fault.refTagID}`
  const forbidden = msgType === MsgType.TestRequest ? { forbidden: acceptedAs(message) } : {}
  return { cases: ids, what: `${name} ${seq}, ${fault.text}${tag}`, isFault: true, steps, ...forbidden, ...lenient }
}

/** Who answers a faulty TestRequest has accepted it. */
function acceptedAs(message: Message): (answer: Message) => string | undefined {
  const id = message.text(Tag.TestReqID)
  return (answer) => {
    const answers = id !== undefined && answer.msgType === MsgType.Heartbeat && answer.text(Tag.TestReqID) === id
    return answers ? `it was accepted: Heartbeat with TestReqID ${id}` : undefined
  }
}

function reasonsOf({ version }: SessionState, reasons: readonly number[]): readonly number[] | undefined {
  return version.rejectReasons ? reasons : undefined
}

function isFlag(tag: number | undefined): boolean {
  return tag === 97 || tag === Tag.PossDupFlag || tag === Tag.GapFillFlag
}

/** Practical cases that are one of group 14 by themselves. */
function extraCases(message: Message, id: string, tag: number | undefined, { version }: SessionState): string[] {
  const { msgType } = message
  if (msgType === MsgType.TestRequest && id === '14.b' && tag === Tag.TestReqID) return ['PX-39']
  if (msgType === MsgType.ResendRequest && (tag === Tag.BeginSeqNo || tag === Tag.EndSeqNo) && id !== '14.a')
    return ['SD-51']
  if (version.ordinal >= 42 && msgType === MsgType.SequenceReset && tag === Tag.NewSeqNo) return ['PX-41']
  return []
}

/** 14.m: told by BusinessMessageReject, before FIX.4.2 by Reject; an order may be refused by the message for orders. */
function condition(seq: number, name: string, fault: ContentFault, { version, naming }: SessionState): NewStimulus {
  const step: MessageStep = {
    do: 'message',
    level: 'must',
    text: version.businessReject ? 'BusinessMessageReject or a refusal of its own' : 'Reject or a refusal of its own',
    withinMs: WITHIN.answer,
    read: (message) => {
      const { msgType } = message
      if (msgType === '8' && message.text(39) === '8') return 'met'
      if (message.int(Tag.RefSeqNum) !== seq) return 'other'
      if (msgType === MsgType.BusinessMessageReject && version.businessReject) {
        const reason = message.int(Tag.BusinessRejectReason)
        return reason === 5 ? 'met' : { broken: `BusinessMessageReject: BusinessRejectReason = ${reason}` }
      }
      if (msgType !== MsgType.Reject) return 'other'
      return version.businessReject ? { broken: naming.messageName(msgType) } : 'met'
    },
  }
  const lenient = 'the application decides, and may answer late or know more than the standard'
  return { cases: ['14.m'], what: `${name} ${seq}: ${fault.text}`, isFault: true, slow: true, steps: [step], lenient }
}
