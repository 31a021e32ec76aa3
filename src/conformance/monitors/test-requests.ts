/** What a TestRequest in its turn shows besides 4.b, when it is answered. */
import type { Message } from '../../codec/message.ts'
import { Tag } from '../../fix/tags.ts'
import { SENDING_TIME_TOLERANCE_MS } from './header-faults.ts'
import type { SessionState } from './session-state.ts'

/** SendingTime finer than milliseconds, which is by agreement. */
export function isFine(time: string): boolean {
  return time.length > 21
}

export function answerCases(
  message: Message,
  at: number,
  { version, peerClock }: SessionState,
  isReordered: boolean,
): string[] {
  const time = message.text(Tag.SendingTime) ?? ''
  const isStandard = version.ordinal >= 42 && (time.length === 17 || time.length === 21)
  const off = (message.utcTimestamp(Tag.SendingTime)?.epochMs ?? Number.NaN) - at - peerClock
  const inside = Math.abs(off) <= SENDING_TIME_TOLERANCE_MS
  return [
    '4.b',
    ...(/[^\x20-\x7e]/.test(message.text(Tag.TestReqID) ?? '') ? ['3.a'] : []),
    ...(inside ? ['2.n'] : []),
    ...(isReordered ? ['15'] : []),
    ...(isStandard ? ['PX-13'] : []),
    ...(/^0\d/.test(message.text(Tag.MsgSeqNum) ?? '') ? ['PX-38'] : []),
  ]
}
