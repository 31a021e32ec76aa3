/** Groups 10 and 11: SequenceReset of the peer, in both of its modes. */
import type { Message } from '../../codec/message.ts'
import { Tag } from '../../fix/tags.ts'
import { highStimulus } from './header-faults.ts'
import type { SessionState } from './session-state.ts'
import { end, expects, logout, reject } from './steps.ts'
import type { NewStimulus } from './stimulus.ts'

/** What a SequenceReset asks of the target; the expected number is moved as it says. */
export function sequenceReset(message: Message, seq: number, state: SessionState): NewStimulus | undefined {
  const { expected } = state
  const next = expected.next as number
  const to = message.int(Tag.NewSeqNo)
  const isFill = message.text(Tag.GapFillFlag) === 'Y'
  if (to === undefined || Number.isNaN(to) || to === 0) return unusable(message, seq, isFill, state)
  return isFill ? gapFill(message, seq, to, next, state) : reset(message, seq, to, next, state)
}

function reset(message: Message, seq: number, to: number, next: number, state: SessionState): NewStimulus {
  const what = `SequenceReset-Reset ${seq} to ${to}, ${next} expected`
  if (to < next) {
    const refTagIDs = seq === 0 ? [Tag.NewSeqNo, Tag.MsgSeqNum] : [Tag.NewSeqNo]
    return { cases: ['11.c'], what, isFault: true, steps: [rejected(message, seq, refTagIDs, state), expects(next)] }
  }
  state.expected.moveTo(to)
  return { cases: [to === next ? '11.b' : '11.a'], what, isFault: true, steps: [expects(to)] }
}

function gapFill(
  message: Message,
  seq: number,
  to: number,
  next: number,
  state: SessionState,
): NewStimulus | undefined {
  const { expected } = state
  const again = message.text(Tag.PossDupFlag) === 'Y'
  const what = `SequenceReset-GapFill ${seq} to ${to}, ${next} expected`
  if (seq > next) {
    if (expected.asked) return undefined
    expected.early(seq)
    return highStimulus(message, seq, next, state)
  }
  if (seq < next) {
    const cases = expected.hasGap && to > next ? ['10.c', 'PX-18', 'PX-32'] : ['10.c', 'PX-18']
    if (again) return { cases, what, isFault: true, steps: [expects(next)] }
    return { cases: ['10.d', 'PX-18'], what, isFault: true, steps: [logout(), end()] }
  }
  if (to <= seq) {
    expected.others = [seq + 1]
    const steps = [rejected(message, seq, [Tag.NewSeqNo], state), expects(seq, seq + 1)]
    return { cases: ['10.e'], what, isFault: true, steps }
  }
  const wasGap = expected.hasGap
  const isBeyond = wasGap && to > expected.highest + 1
  expected.moveTo(to)
  const cases = [...(again || !wasGap ? ['10.b'] : ['PX-31']), ...(isBeyond ? ['PX-42'] : [])]
  const possible = [expected.next as number, ...expected.others]
  return { cases, what, isFault: true, steps: [expects(...possible)] }
}

/** PX-41: NewSeqNo missing, 0 or no number. */
function unusable(message: Message, seq: number, isFill: boolean, state: SessionState): NewStimulus | undefined {
  const { expected, version } = state
  if (!isFill || seq !== expected.next) {
    expected.forget()
    return undefined
  }
  const written = message.text(Tag.NewSeqNo)
  const reasons = written === undefined ? [1] : written === '' ? [4] : written === '0' ? [5] : [5, 6]
  const wanted = { refSeqNum: seq, refTagIDs: [Tag.NewSeqNo], reasons: version.rejectReasons ? reasons : undefined }
  expected.others = [seq + 1]
  const cases = version.ordinal < 42 ? [] : ['PX-41']
  const what = `SequenceReset-GapFill ${seq} with NewSeqNo ${written ?? 'absent'}`
  return { cases, what, isFault: true, steps: [reject(wanted), expects(seq, seq + 1)] }
}

function rejected(message: Message, seq: number, refTagIDs: readonly number[], { version }: SessionState) {
  const reasons = version.rejectReasons ? [5] : undefined
  return reject({ refSeqNum: seq, refTagIDs, refMsgType: message.msgType, reasons })
}
