/** What is garbled is ignored, and does not count: 2.d, 2.m, 2.t, 3.b, 3.c, 3.e. */
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { end, expects } from './steps.ts'
import type { NewStimulus } from './stimulus.ts'

/** Which cases bytes are about, by what is wrong with them in the words of the framer. */
export function garbledCases(problem: string, bytes: Buffer): readonly string[] {
  if (
    /^BodyLength\(9\) is not the second|^MsgType\(35\) is not the third|^garbage before BeginString|no BeginString/.test(
      problem,
    )
  )
    return /^[\s\S]*35=/.test(bytes.toString('latin1', 0, 64)) ? ['2.t'] : ['PX-34']
  if (/^BodyLength\(9\) is "?(\d{10,}|[+-])|more than the limit/.test(problem)) return ['PX-35']
  if (/^BodyLength/.test(problem)) return ['2.m']
  if (/computed/.test(problem)) return ['2.d', '3.b', '3.c']
  if (/^CheckSum\(10\) (has|does not end|is ")/.test(problem)) return ['3.e']
  return ['2.d']
}

/** @param next - the number that the target expects, which stays */
export function garbledStimulus(problem: string, bytes: Buffer, next: number): NewStimulus {
  const cases = garbledCases(problem, bytes)
  return {
    cases,
    what: `bytes that are no message (${problem})`,
    isFault: true,
    steps: cases.includes('PX-35') ? [end([next])] : [expects(next)],
    ...(/\d{10}|limit/.test(problem) ? { level: 'should' as const } : {}),
    forbidden: (message) =>
      message.msgType === MsgType.Reject && message.int(Tag.RefSeqNum) === next ? `Reject of ${next}` : undefined,
  }
}
