/** Defects in framing and in the numbers of messages: what counts, what does not, and what a wrong number leads to. */
import type { DefectClass } from './defect.ts'

/** QuickFIX deviations are those of scenarios/quickfix/waivers.yaml. */
export const QUICKFIX = 'QuickFIX/C++ 1.15.1'

const GARBLED = ['2.d', '2.m', '2.t', '3.b', '3.c', '3.e', '17.g', 'PX-34', 'PX-35']
const TOO_LOW = /too low|lower than expected/i
/** A Logout that complains of a number tells of another defect than the one that the case is about. */
export const NOT_TOO_LOW = /^(?!.*(too low|lower than expected))/i

/** After these a Reject went out, and the message counts all the same. */
const REJECTED = [
  ...['14', '2.g', '2.k', '2.q', '2.r', '7', '10.e', '18.b', 'SD-43', 'SD-44', 'SD-45', 'SD-50', 'SD-51'],
  ...['PX-04', 'PX-16', 'PX-39', 'PX-41'],
]

const GAP_AT_LOGON = ['1B.c', '1S.a', 'SD-07', 'SD-41', 'SD-96']

export const DEFECTS_OF_NUMBERING: readonly DefectClass[] = [
  {
    class: 'malformed-output',
    got: ['garbled'],
    text: 'What the target sent is no FIX message: its BodyLength(9), CheckSum(10) or first three fields do not fit its bytes. Whatever follows is a consequence of that.',
  },
  {
    class: 'checksum-format-unchecked',
    cases: ['3.e'],
    probe: true,
    got: ['Logout'],
    says: TOO_LOW,
    text: 'A message whose CheckSum(10) is not three digits was counted. The digits seem to be read as a number, without a look at how they are written; such a message is garbled and must not count.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'garbled-counted',
    cases: GARBLED,
    probe: true,
    got: ['Logout'],
    says: TOO_LOW,
    text: 'A garbled message was counted. Its MsgSeqNum is taken over before BodyLength, CheckSum and the first three fields are checked; the next good message under that number is then too low.',
  },
  {
    class: 'garbled-rejected',
    cases: GARBLED,
    got: ['Reject', 'BusinessMessageReject'],
    text: 'A garbled message was answered by a Reject. None of its fields can be trusted, not even MsgSeqNum: it has to be ignored, and it does not count.',
  },
  {
    class: 'garbled-disconnects',
    cases: GARBLED,
    got: ['disconnect', 'Logout'],
    says: NOT_TOO_LOW,
    text: 'A garbled message ended the session. The framer takes it for a broken stream; it must pass over it and go on at the next 8=FIX.',
  },
  {
    class: 'framing-lost',
    cases: GARBLED,
    probe: true,
    got: ['nothing'],
    text: 'After a garbled message the next good one is lost, or all that follow. The framer takes it along with the garbled one, or waits for the bytes that a wrong BodyLength promises, and does not look for the next 8=FIX.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'gapfill-too-early',
    cases: ['10.a'],
    expects: ['ResendRequest'],
    got: ['nothing'],
    text: 'A GapFill whose MsgSeqNum is too high was applied at once: NewSeqNo became the number expected, and the messages missing before it are never asked for.',
  },
  {
    class: 'gapfill-not-applied',
    cases: ['10.b', 'SD-63'],
    probe: true,
    got: ['ResendRequest', 'Logout'],
    text: 'NewSeqNo of a GapFill was not taken over as the number expected next.',
  },
  {
    class: 'gapfill-backwards',
    cases: ['10.e'],
    expects: ['Reject'],
    got: ['nothing', 'Heartbeat'],
    text: 'A NewSeqNo that is not above MsgSeqNum was not rejected: it is taken, which would lower the number expected, or passed over in silence.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'reset-lowers-number',
    cases: ['11.c'],
    expects: ['Reject'],
    text: 'A SequenceReset below the number expected was not rejected. Numbers may be raised by it, never lowered.',
  },
  {
    class: 'rejected-reset-counted',
    cases: ['11.c'],
    probe: true,
    got: ['Logout'],
    says: TOO_LOW,
    text: 'The rejected SequenceReset was counted. Its MsgSeqNum has no meaning in reset mode, so it counts neither way.',
  },
  {
    class: 'reset-number-checked',
    cases: ['11.a', '11.b', '11.c'],
    got: ['ResendRequest', 'Logout', 'disconnect'],
    text: 'MsgSeqNum of a SequenceReset without GapFillFlag was compared with the number expected. In reset mode it has to be ignored.',
  },
  {
    class: 'possdup-not-processed',
    cases: ['2.e'],
    expects: ['application'],
    got: ['nothing'],
    text: 'A message with PossDupFlag=Y that was not received before was ignored. A low number alone is taken as proof that it was.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'possdup-not-honoured',
    cases: ['2.e', '10.c', 'PX-18', 'PX-32'],
    got: ['Logout', 'disconnect'],
    text: 'A message with PossDupFlag=Y and a number that was received already is treated like a new one: it counts, or it ends the session. It has to be ignored.',
  },
  {
    class: 'too-low-accepted',
    cases: ['2.c', '10.d', 'SD-04', 'PX-18'],
    expects: ['Logout'],
    got: ['nothing'],
    text: 'A MsgSeqNum that is too low, without PossDupFlag, was not answered by Logout. If it is passed over in silence, two sides whose numbers have parted go on losing messages.',
  },
  {
    class: 'logon-too-low-accepted',
    cases: ['SD-01', 'SD-02', 'SD-14', 'SD-97'],
    expects: ['Logout', 'disconnect'],
    got: ['Logon', 'nothing'],
    text: 'The session began although MsgSeqNum of the Logon is not what the target has to expect. Such a Logon is to be refused with Logout: one of the two sides has lost its numbers.',
  },
  {
    class: 'gap-is-fatal',
    expects: ['ResendRequest'],
    got: ['Logout', 'disconnect'],
    says: NOT_TOO_LOW,
    text: 'A sequence gap is treated as fatal. Only a number that is too low may end the session; one that is too high has to open gap recovery by ResendRequest.',
  },
  {
    class: 'piece-not-followed',
    cases: ['SD-62', 'SD-63', 'PX-06'],
    expects: ['ResendRequest'],
    got: ['nothing'],
    text: 'The gap is asked for in pieces, and after a piece was filled the next one is not asked for. The rest of the gap stays open.',
  },
  {
    class: 'no-fallback-request',
    cases: ['SD-39'],
    expects: ['ResendRequest'],
    got: ['nothing'],
    text: 'With NextExpectedMsgSeqNum the gap should come unasked. When it does not come, the target waits for ever and never falls back to a ResendRequest.',
  },
  {
    class: 'gap-at-logon-ignored',
    cases: GAP_AT_LOGON,
    expects: ['ResendRequest'],
    got: ['nothing'],
    text: 'A Logon whose MsgSeqNum is too high is answered, but what is missing before it is not asked for.',
  },
  {
    class: 'gap-ignored',
    expects: ['ResendRequest'],
    got: ['nothing'],
    text: 'A number that is too high was not answered by ResendRequest: the target jumps over the gap or waits, and what is missing stays lost.',
  },
  {
    class: 'reject-not-counted',
    cases: REJECTED,
    probe: true,
    got: ['ResendRequest'],
    text: 'The message that was rejected was not counted. A Reject says that a message was received and is done with: the number expected goes up by one.',
  },
  {
    class: 'reject-ends-session',
    cases: REJECTED.filter((id) => id !== '2.k'),
    expects: ['Reject', 'BusinessMessageReject', 'Heartbeat'],
    got: ['Logout', 'disconnect'],
    says: NOT_TOO_LOW,
    text: 'A fault that concerns one message ended the session. It is to be rejected, counted, and the session goes on.',
  },
  {
    class: 'message-not-counted',
    probe: true,
    got: ['ResendRequest'],
    text: 'The target expects a lower number than the one that is next: it did not count a message that counts, or it has forgotten its numbers.',
  },
  {
    class: 'counted-too-far',
    expects: ['Heartbeat'],
    wanted: /^TestReqID/,
    got: ['Logout'],
    says: TOO_LOW,
    text: 'The target expects a higher number than the one that is next: it counted something that does not count, or counted it twice.',
  },
]
