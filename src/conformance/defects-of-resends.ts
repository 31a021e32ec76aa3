/** Defects in recovery: what a target asks for, and how it answers a ResendRequest. */
import type { DefectClass } from './defect.ts'
import { QUICKFIX } from './defects-of-numbering.ts'

/** Cases in which the tester asks the target to send again. */
const ANSWERS = [
  ...['8', '20', 'PX-05', 'PX-07', 'PX-24', 'PX-25', 'SD-37', 'SD-46', 'SD-47', 'SD-48', 'SD-49'],
  ...['SD-57', 'SD-58', 'SD-59', 'SD-61', 'SD-64', 'SD-65', 'SD-66', 'SD-67', 'SD-68', 'SD-80', 'SD-87', 'SD-95'],
]
/** Those that may lie in the range; a Reject or a Logout would rather be an answer of its own. */
const ADMINISTRATIVE = ['Heartbeat', 'TestRequest', 'Logon']
const AGAIN = /^messages \d+ to \d+ again, none left out/

export const DEFECTS_OF_RESENDS: readonly DefectClass[] = [
  {
    class: 'begin-zero-accepted',
    cases: ['SD-43'],
    expects: ['Reject'],
    got: ['SequenceReset', 'nothing', 'application'],
    text: 'A BeginSeqNo of 0 or below is taken for a range. There is no such message: the request has to be rejected.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'begin-wraps-round',
    cases: ['SD-44'],
    expects: ['Reject'],
    got: ['SequenceReset', 'nothing', 'application'],
    text: 'A BeginSeqNo above 2147483647 was not rejected. It seems to be read into 32 bits, so another number than the one on the wire was answered.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'begin-beyond-last',
    cases: ['SD-45', 'SD-33'],
    expects: ['Reject'],
    got: ['SequenceReset', 'nothing', 'application'],
    text: 'A request for messages that were never sent was not rejected. A gap fill in their place uses up numbers, or leads the counterparty backwards.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'old-numbers-answered',
    cases: ['SD-33'],
    got: ['application', 'SequenceReset'],
    text: 'Messages from before a reset were sent again: they are still found under their old numbers, which belong to other messages now.',
  },
  {
    class: 'begin-above-end',
    cases: ['SD-50'],
    expects: ['Reject'],
    got: ['SequenceReset', 'nothing', 'application'],
    text: 'BeginSeqNo lies above EndSeqNo, and the request was not rejected: the range is turned round, or filled backwards.',
    seenIn: [QUICKFIX],
  },
  {
    class: 'request-begins-too-low',
    tag: 7,
    value: 'below',
    text: 'The target asks for messages that it has received already. BeginSeqNo should be the number expected next.',
  },
  {
    class: 'request-begins-too-high',
    tag: 7,
    value: 'above',
    text: 'BeginSeqNo lies above the first number that is missing. What lies between is never asked for, and is lost.',
  },
  {
    class: 'request-pieces-ignored',
    cases: ['SD-62', 'SD-63', 'PX-06'],
    tag: 16,
    text: 'The gap should be asked for in pieces of the size configured, and EndSeqNo does not end at the piece.',
  },
  {
    class: 'request-ends-early',
    tag: 16,
    text: 'EndSeqNo is neither open (0 or 999999) nor at the end of the gap: a part of what is missing is not asked for.',
  },
  {
    class: 'request-loop',
    cases: ['SD-56b', 'PX-27'],
    got: ['ResendRequest'],
    text: 'The target asks for the same gap again and again, though nothing comes. It has to give up after some attempts.',
  },
  {
    class: 'admin-resent',
    cases: ANSWERS,
    expects: ['SequenceReset', 'application'],
    got: ADMINISTRATIVE,
    text: 'An administrative message was sent in answer to a ResendRequest, where a GapFill has to stand for it. Sent again, it would be acted upon a second time.',
  },
  {
    class: 'gap-not-filled',
    cases: ANSWERS,
    expects: ['SequenceReset'],
    got: ['application'],
    text: 'Numbers that are not sent again were passed over in silence. A GapFill has to cover them, or the counterparty finds a new gap and asks for ever.',
  },
  {
    class: 'gapfill-missing',
    cases: ANSWERS,
    expects: ['SequenceReset'],
    got: ['nothing'],
    text: 'What is not sent again was not covered by a GapFill: the counterparty waits for these numbers.',
  },
  {
    class: 'message-filled-over',
    cases: [...ANSWERS, 'SD-18'],
    expects: ['application'],
    got: ['SequenceReset'],
    text: 'A GapFill came where an application message was due: the message was filled over, or left out before it, or a gap was filled twice.',
  },
  {
    class: 'resend-stops',
    cases: [...ANSWERS, 'SD-11', 'SD-18', '16'],
    expects: ['application'],
    got: ['nothing'],
    text: 'An application message that has to be sent, or sent again, did not come.',
  },
  {
    class: 'repeated-request-ignored',
    cases: ['SD-53', 'SD-54', 'SD-55', 'SD-56'],
    got: ['nothing'],
    wanted: AGAIN,
    text: 'A ResendRequest that resembles an earlier one was not answered. Only the same range twice in succession may be passed over, and only where that is configured.',
  },
  {
    class: 'request-unanswered',
    got: ['nothing'],
    wanted: /^messages (\d+) to \d+ again, none left out: \1 is next/,
    text: 'The ResendRequest was not answered at all: no message, no GapFill.',
  },
  {
    class: 'answer-ends-early',
    got: ['nothing'],
    wanted: AGAIN,
    text: 'The answer to the ResendRequest ends before the range does; the counterparty still misses the rest.',
  },
  {
    class: 'hole-in-answer',
    tag: 34,
    value: 'above',
    wanted: AGAIN,
    text: 'A number is missing in the answer to the ResendRequest: neither a message nor a GapFill stands for it.',
  },
  {
    class: 'possdup-missing',
    tag: 43,
    value: 'missing',
    text: 'What is sent again, or fills a gap, has no PossDupFlag=Y. The counterparty takes it for a new message with a wrong number.',
  },
  {
    class: 'orig-sending-time-missing',
    tag: 122,
    value: 'missing',
    text: 'A message that is sent again lacks OrigSendingTime(122): its first SendingTime was not kept, or was not put in.',
  },
  {
    class: 'orig-sending-time-wrong',
    tag: 122,
    text: 'OrigSendingTime(122) is not the SendingTime under which the message first went out.',
  },
  {
    class: 'gapfill-flag-missing',
    tag: 123,
    text: 'The SequenceReset that answers a ResendRequest has no GapFillFlag=Y, so it is a reset: the counterparty ignores its MsgSeqNum and gives up what is missing.',
  },
  {
    class: 'gapfill-beyond-last',
    cases: ['SD-46', 'SD-47', 'SD-48'],
    tag: 36,
    value: 'above',
    text: 'NewSeqNo goes beyond the messages that were asked for and sent. It seems to be taken from EndSeqNo, or from the end of all messages, instead of the end of the range.',
  },
  {
    class: 'gapfill-too-far',
    tag: 36,
    value: 'above',
    text: 'NewSeqNo lies behind messages that the GapFill does not stand for: the counterparty takes them for filled and never sees them.',
  },
  {
    class: 'gapfill-too-short',
    tag: 36,
    value: 'below',
    text: 'NewSeqNo stops short of the next number. The GapFill does not cover its run, and a hole stays behind it.',
  },
  {
    class: 'resent-message-altered',
    wanted: /^(resent messages equal the first|the same messages in blocks)/,
    text: 'A message that was sent again differs from the first. It seems to be built anew, where the stored message should go out with PossDupFlag, OrigSendingTime and a new SendingTime.',
  },
  {
    class: 'duplicate-request-answered',
    cases: ['SD-52', 'SD-60'],
    expects: ['Heartbeat', 'silence'],
    got: ['SequenceReset', 'application'],
    text: 'A repeated ResendRequest was answered, although duplicates are to be ignored.',
  },
  {
    class: 'block-not-announced',
    cases: ['SD-58', 'SD-59'],
    expects: ['TestRequest', 'Heartbeat'],
    got: ['nothing'],
    text: 'Sending again stopped at the limit without the message that tells the counterparty to ask for the rest.',
  },
  {
    class: 'answer-too-long',
    cases: ANSWERS,
    probe: true,
    got: ['SequenceReset', 'application'],
    text: 'The answer to the ResendRequest goes on behind the range that was asked for.',
  },
]
