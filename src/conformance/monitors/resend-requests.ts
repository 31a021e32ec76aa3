/** Group 8 and the seed cases of ResendRequest: what a request of the peer asks of the target. */
import type { Message } from '../../codec/message.ts'
import { MsgType } from '../../fix/msg-types.ts'
import { Tag } from '../../fix/tags.ts'
import { ResendWatch } from './resend-watch.ts'
import type { SessionState } from './session-state.ts'
import { expects, type MessageStep, reject, type Step, WITHIN } from './steps.ts'
import type { NewStimulus } from './stimulus.ts'

const HIGHEST = 2_147_483_647
const TO_THE_END = 999_999

/**
 * @param seq - of the request
 * @param crosses - the target has a request of its own that waits for its answer
 */
export function requestStimulus(
  message: Message,
  seq: number,
  crosses: boolean,
  inTurn: boolean,
  state: SessionState,
): NewStimulus | undefined {
  const from = whole(message.text(Tag.BeginSeqNo))
  const to = whole(message.text(Tag.EndSeqNo))
  const { last } = state.sent
  if (from === undefined || to === undefined || last === undefined) return undefined
  const what = `ResendRequest ${message.text(Tag.BeginSeqNo)} to ${message.text(Tag.EndSeqNo)}, ${last} sent`
  const invalid = invalidCase(from, to, last, state.sent.before)
  if (invalid !== undefined) {
    const refTagIDs = invalid === 'SD-50' ? undefined : [Tag.BeginSeqNo]
    const reasons = state.version.rejectReasons ? [5] : undefined
    const wanted = { refSeqNum: seq, refTagIDs, refMsgType: MsgType.ResendRequest, reasons }
    const lenient = invalid === 'SD-45' && from === last + 1 ? { lenient: 'a message may have been under way' } : {}
    const level = invalid === 'SD-33' ? { level: 'should' as const } : {}
    const after: Step[] = inTurn ? [expects(seq + 1)] : []
    return { cases: [invalid], what, isFault: true, steps: [reject(wanted), ...after], ...lenient, ...level }
  }
  const isOpen = to === 0 || to === TO_THE_END || to > HIGHEST
  const watch = new ResendWatch(from, isOpen ? last : Math.min(to, last), isOpen, state.sent)
  const cases = [
    ...(crosses ? ['20', 'PX-07'] : ['8']),
    ...rangeCases(from, to, last),
    ...repeatCases(from, to, seq, state),
  ]
  state.lastRequest = { from, to, seq }
  state.askedUpTo = isOpen || to > last ? undefined : to
  return { cases, what, isFault: true, steps: [resendStep(watch, from)] }
}

function invalidCase(from: number, to: number, last: number, before: number): string | undefined {
  if (from <= 0) return 'SD-43'
  if (from >= HIGHEST) return 'SD-44'
  if (from > last) return from <= before ? 'SD-33' : 'SD-45'
  return to !== 0 && to < from ? 'SD-50' : undefined
}

function rangeCases(from: number, to: number, last: number): string[] {
  if (to === TO_THE_END) return ['SD-49', 'SD-67']
  if (to > HIGHEST) return ['SD-47', 'SD-67']
  if (to > last) return ['SD-46', 'SD-67']
  return to === 0 || to >= from ? ['SD-48', 'SD-67'] : []
}

function resendStep(watch: ResendWatch, from: number): MessageStep {
  return {
    do: 'message',
    level: 'must',
    text: `${from} to ${watch.to} again: application messages with PossDupFlag, a SequenceReset-GapFill for each run of others`,
    withinMs: WITHIN.resend,
    read: (message) => {
      const answered = watch.read(message)
      if (answered === 'more') return 'going'
      if (answered === 'done') return 'met'
      return answered
    },
    warnings: () => watch.warnings,
  }
}

/** A number as it is written, as big as it may be; undefined for what is none. */
function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined
}

/** In standard mode every repetition is answered. */
function repeatCases(from: number, to: number, seq: number, { lastRequest }: SessionState): string[] {
  if (lastRequest === undefined || lastRequest.from !== from) return []
  if (lastRequest.to !== to) return ['SD-54']
  return seq === lastRequest.seq + 1 ? ['SD-56'] : ['SD-53']
}
