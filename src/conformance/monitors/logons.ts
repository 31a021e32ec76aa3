/** Groups 1 and 17 and the Logons of the seed and practical cases: what a Logon of the peer asks of the target. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { findVersion } from '../../fix/versions.ts'
import { SENDING_TIME_TOLERANCE_MS } from './header-faults.ts'
import type { SessionState } from './session-state.ts'
import {
  type EndStep,
  end,
  expects,
  logon,
  logout,
  type MessageStep,
  reject,
  resendRequest,
  type Step,
  WITHIN,
} from './steps.ts'
import type { NewStimulus } from './stimulus.ts'

const REFUSED = 'the Logon was refused: whether it should have been no log can tell'

/** Of a Logon that begins a session: a proposal to an acceptor, or a reply to an initiator. */
export function logonStimuli(message: Message, seq: number, at: number, state: SessionState): NewStimulus[] {
  const { role, expected, version } = state
  const isReply = role === 'initiator'
  const reset = message.text(Tag.ResetSeqNumFlag) === 'Y'
  const fault = logonFault(message, at, state)
  if (fault !== undefined) {
    expected.forget()
    return [refusal(casesOf(isReply, fault), fault.text)]
  }
  const method = message.text(Tag.EncryptMethod)
  if (!isReply && method !== '0' && method !== undefined) {
    expected.forget()
    const reasons = version.rejectReasons ? [7] : undefined
    const wanted = { refSeqNum: seq, refTagIDs: [Tag.EncryptMethod], refMsgType: MsgType.Logon, reasons }
    return [
      {
        cases: ['17.b'],
        what: `Logon with EncryptMethod ${method}`,
        isFault: true,
        steps: [reject(wanted), logout('should'), end()],
      },
    ]
  }
  if (reset && seq !== 1) {
    expected.forget()
    const what = `Logon ${seq} with ResetSeqNumFlag Y`
    const steps = [reject({ refSeqNum: undefined }, 'may'), logout('may'), endWithoutLogon()]
    return isReply ? [] : [{ cases: ['SD-06'], what, isFault: true, steps, forbidden: noLogon }]
  }
  return isReply ? replyStimuli(seq, reset, state) : proposalStimuli(message, seq, reset, state)
}

function proposalStimuli(message: Message, seq: number, reset: boolean, state: SessionState): NewStimulus[] {
  const { expected, version } = state
  const { next } = expected
  const known = expected.isKnown ? next : undefined
  const answer = replyStep(message, 'for HeartBtInt')
  const free = replyStep(message, 'for EncryptMethod')
  if (reset) {
    expected.begin(2, true)
    const usual = usualStimuli(answer, free, 'Logon')
    if (known === undefined || known <= 1 || !version.resetSeqNumFlag) return usual
    const steps = [resetReply(WITHIN.logon), expects(2)]
    return [
      ...usual,
      { cases: ['SD-05'], what: `Logon 1 with ResetSeqNumFlag Y, ${known} expected`, isFault: true, steps },
    ]
  }
  if (known !== undefined && seq > known) {
    expected.early(seq)
    const what = `Logon ${seq}, ${known} expected`
    return [{ cases: ['1S.a', 'SD-07'], what, isFault: true, steps: [free, resendRequest(known, seq)] }]
  }
  if (known !== undefined && seq < known) {
    expected.forget()
    const lenient = 'the target may have begun its numbers anew while there was no connection'
    const steps = [logout(), end()]
    return [{ cases: ['SD-01'], what: `Logon ${seq}, ${known} expected`, isFault: true, steps, lenient }]
  }
  expected.begin(seq + 1, known !== undefined)
  const usual = usualStimuli(answer, free, `Logon ${seq}`)
  if (known === undefined || !state.lostLink) return usual
  const what = `Logon ${seq} behind a connection that ended without Logout`
  return [...usual, { cases: ['PX-47'], what, isFault: true, steps: [free, expects(seq + 1)] }]
}

function replyStimuli(seq: number, reset: boolean, state: SessionState): NewStimulus[] {
  const { expected, targetLogon } = state
  const known = expected.isKnown ? expected.next : undefined
  if (reset || (targetLogon?.reset === true && seq === 1)) {
    expected.begin(2, true)
    return [{ cases: ['1B.c', '17.a'], what: `Logon reply ${seq}`, steps: [expects(2)] }]
  }
  if (targetLogon?.reset === true) {
    expected.forget()
    return [{ cases: ['SD-14'], what: `Logon reply ${seq} to a reset`, isFault: true, steps: [logout(), end()] }]
  }
  if (known !== undefined && seq > known) {
    expected.early(seq)
    const what = `Logon reply ${seq}, ${known} expected`
    return [{ cases: ['1B.c', 'SD-07'], what, isFault: true, steps: [resendRequest(known, seq)] }]
  }
  if (known !== undefined && seq < known) {
    expected.forget()
    const lenient = 'the target may have begun its numbers anew while there was no connection'
    const what = `Logon reply ${seq}, ${known} expected`
    return [{ cases: ['SD-02'], what, isFault: true, steps: [logout(), end()], lenient }]
  }
  expected.begin(seq + 1, known !== undefined)
  return [{ cases: ['1B.c', '17.a'], what: `Logon reply ${seq}`, steps: [expects(seq + 1)] }]
}

/** A Logon inside the session. */
export function inSessionStimulus(message: Message, seq: number, state: SessionState): NewStimulus | undefined {
  const { expected, version, targetLogon } = state
  if (!version.resetSeqNumFlag || message.text(Tag.ResetSeqNumFlag) !== 'Y') {
    expected.forget()
    return undefined
  }
  if (seq !== 1) {
    expected.forget()
    const what = `Logon ${seq} with ResetSeqNumFlag Y in the session`
    return {
      cases: ['SD-35'],
      what,
      isFault: true,
      steps: [reject({ refSeqNum: undefined, refTagIDs: [Tag.MsgSeqNum] }, 'may'), logout('should'), endWithoutLogon()],
      forbidden: noLogon,
    }
  }
  // What the target asked for is answered, and no more.
  if (targetLogon?.reset === true) {
    state.targetLogon = undefined
    expected.begin(2, true)
    return undefined
  }
  const again = expected.next === 2 && expected.sure
  expected.begin(2, true)
  const what = 'Logon 1 with ResetSeqNumFlag Y in the session'
  const level = again ? 'may' : 'must'
  return {
    cases: again ? ['PX-43'] : ['SD-31', 'PX-08'],
    what,
    isFault: true,
    steps: [{ ...resetReply(WITHIN.logon), level }, expects(2)],
  }
}

function usualStimuli(answer: MessageStep, free: MessageStep, what: string): NewStimulus[] {
  return [
    { cases: ['1S.a'], what, steps: [answer] },
    { cases: ['17.a'], what, steps: [free] },
  ]
}

/** The Logon that answers: no encryption, and the HeartBtInt that was proposed. */
function replyStep(proposal: Message, cares: 'for HeartBtInt' | 'for EncryptMethod'): MessageStep {
  const heartBtInt = proposal.text(Tag.HeartBtInt) ?? ''
  return {
    ...logon(),
    ifClosed: REFUSED,
    text: `Logon within ${WITHIN.logon / 1000} s: EncryptMethod(98) = 0${cares === 'for HeartBtInt' ? `, HeartBtInt(108) = ${heartBtInt}` : ''}`,
    read: (message) => {
      const { msgType } = message
      if (msgType === MsgType.Logout || msgType === MsgType.Reject) return { open: REFUSED }
      if (msgType !== MsgType.Logon) return { broken: `MsgType ${msgType} before the Logon` }
      const method = message.text(Tag.EncryptMethod)
      if (method !== '0') return { broken: `Logon with EncryptMethod ${method ?? 'absent'}` }
      const agreed = message.text(Tag.HeartBtInt)
      const isAgreed = cares === 'for EncryptMethod' || Number(agreed) === Number(heartBtInt)
      return isAgreed ? 'met' : { broken: `Logon with HeartBtInt ${agreed ?? 'absent'}` }
    },
  }
}

function resetReply(withinMs: number): MessageStep {
  return {
    ...logon(),
    withinMs,
    text: `Logon within ${withinMs / 1000} s: MsgSeqNum(34) = 1, ResetSeqNumFlag(141) = Y`,
    read: (message) => {
      if (message.msgType === MsgType.Logout) return { broken: 'Logout' }
      if (message.msgType !== MsgType.Logon) return 'other'
      const flag = message.text(Tag.ResetSeqNumFlag)
      const isReset = message.msgSeqNum === 1 && flag === 'Y'
      return isReset ? 'met' : { broken: `Logon ${message.msgSeqNum} with ResetSeqNumFlag ${flag ?? 'absent'}` }
    },
  }
}

function casesOf(isReply: boolean, { cases }: LogonFault): readonly string[] {
  if (isReply) return ['1B.d']
  if (cases.includes('SILENT')) return ['1S.d', 'SILENT']
  return cases.some((id) => id === 'PX-09' || id === 'PX-10') ? cases : ['1S.d', ...cases]
}

interface LogonFault {
  readonly cases: readonly string[]
  readonly text: string
}

/** Why a Logon can not be accepted, as far as the message itself tells. */
function logonFault(message: Message, at: number, state: SessionState): LogonFault | undefined {
  const heartBtInt = message.text(Tag.HeartBtInt)
  const beginString = message.textAt(0)
  const isReply = state.role === 'initiator'
  const isForeign = isReply && beginString !== state.beginString
  if (isForeign || findVersion(beginString) === undefined)
    return { cases: isReply ? [] : ['SILENT'], text: `Logon with BeginString ${beginString}` }
  const sender = message.text(Tag.SenderCompID)
  const target = message.text(Tag.TargetCompID)
  if (isReply && (sender !== state.peer || target !== state.target))
    return { cases: [], text: `Logon from ${sender} to ${target}` }
  if (heartBtInt !== undefined && /^-\d+$/.test(heartBtInt))
    return { cases: ['PX-02'], text: `Logon with HeartBtInt ${heartBtInt}` }
  if (heartBtInt === undefined || !/^\d+$/.test(heartBtInt))
    return { cases: [], text: `Logon with HeartBtInt ${heartBtInt ?? 'absent'}` }
  if (!message.has(Tag.EncryptMethod)) return { cases: [], text: 'Logon without EncryptMethod' }
  if (state.beginString === 'FIXT.1.1') {
    const version = message.text(Tag.DefaultApplVerID)
    if (version === undefined) return { cases: ['PX-09'], text: 'Logon without DefaultApplVerID' }
    if (!/^\d$|^10$/.test(version)) return { cases: ['PX-10'], text: `Logon with DefaultApplVerID ${version}` }
  }
  const time = message.utcTimestamp(Tag.SendingTime)
  const off = time === undefined ? Number.NaN : Math.abs(time.epochMs - at)
  // Without the clock of an earlier message nobody knows the zone of the log; half an hour is in no zone.
  const isZone = off > 25 * 60_000
  if (off > SENDING_TIME_TOLERANCE_MS + 1000 && !isZone)
    return { cases: [], text: `Logon with SendingTime ${Math.round(off / 1000)} s off` }
  return undefined
}

/** Refused in words: Logout, or at least Reject; and no Logon. */
function refusal(cases: readonly string[], what: string): NewStimulus {
  let inWords = false
  const told = (step: MessageStep): MessageStep => ({
    ...step,
    read: (message) => {
      const reading = step.read(message)
      if (reading === 'met') inWords = true
      return reading
    },
  })
  // Some are refused by whatever means.
  const needsWords = !cases.some((id) => id === 'PX-09' || id === 'PX-10' || id === 'SILENT')
  const ending: EndStep = {
    ...endWithoutLogon(),
    unless: () => (inWords || !needsWords ? undefined : 'closed without a word'),
  }
  const steps: Step[] = [
    told(reject({ refSeqNum: undefined }, 'may')),
    told(logout(cases.includes('SILENT') ? 'may' : 'should')),
    ending,
  ]
  return {
    cases: cases.filter((id) => id !== 'SILENT'),
    what,
    isFault: true,
    steps,
    forbidden: noLogon,
    ...(cases.includes('PX-10') ? { level: 'should' as const } : {}),
  }
}

const noLogon = (message: Message): string | undefined =>
  message.msgType === MsgType.Logon ? `Logon ${message.msgSeqNum}: it was accepted` : undefined

function endWithoutLogon(): EndStep {
  return { ...end(), text: 'the Logon refused: disconnected, and nothing sent but Reject and Logout' }
}
