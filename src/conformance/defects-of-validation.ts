/** Defects in checking messages, and in how a message is refused. */
import type { DefectClass } from './defect.ts'
import { NOT_TOO_LOW, QUICKFIX } from './defects-of-numbering.ts'

const REFUSALS = ['Reject', 'BusinessMessageReject']

/** A faulty message that was taken: what was not looked at, by case. */
const UNCHECKED: Readonly<Record<string, readonly [name: string, text: string]>> = {
  '2.f': ['orig-sending-time-unchecked', 'OrigSendingTime(122) later than SendingTime(52) was accepted.'],
  '2.g': ['orig-sending-time-unchecked', 'A message with PossDupFlag=Y and without OrigSendingTime(122) was accepted.'],
  '2.k': ['comp-id-unchecked', 'SenderCompID and TargetCompID are checked at Logon only, if at all.'],
  '2.o': ['sending-time-unchecked', 'SendingTime(52) is not compared with the clock in this session.'],
  '2.q': ['msg-type-unchecked', 'A MsgType that the version does not know was taken in silence.'],
  '2.r': [
    'msg-type-unsupported',
    'A message of a type that the application does not handle was passed over without a word.',
  ],
  '14.a': ['undefined-tag-accepted', 'A tag that the dictionary does not define was accepted.'],
  '14.b': ['required-tag-unchecked', 'A message without a required field was accepted.'],
  '14.c': ['misplaced-tag-accepted', 'A field that does not belong to the message type was accepted.'],
  '14.d': ['empty-value-accepted', 'A field without a value was accepted.'],
  '14.e': ['value-unchecked', 'A value that is not in the list of its field was accepted.'],
  '14.f': ['format-unchecked', 'A value of the wrong format was accepted.'],
  '14.g': ['field-order-unchecked', 'Fields of header, body and trailer in the wrong order were accepted.'],
  '14.h': ['repeated-tag-accepted', 'A tag that occurs twice was accepted; only one of its values can have been read.'],
  '14.i': ['group-count-unchecked', 'The count of a repeating group was not compared with its entries.'],
  '14.j': ['group-order-unchecked', 'The order of the fields in a repeating group was not checked.'],
  '14.k': ['soh-in-value-accepted', 'A field that is no data field was read over an SOH.'],
  '14.m': ['conditional-tag-unchecked', 'A field that is required under a condition was not asked for.'],
  '17.b': ['encrypt-method-unchecked', 'An EncryptMethod that the target does not support was accepted.'],
  '18.b': ['routing-unchecked', 'Routing by OnBehalfOfCompID or DeliverToCompID that was not agreed was accepted.'],
  'PX-16': ['group-order-unchecked', 'A repeating group without its first field was accepted.'],
  'PX-19': [
    'orig-sending-time-unchecked',
    'A message with PossDupFlag=Y and without OrigSendingTime(122) was accepted.',
  ],
  'PX-20': ['orig-sending-time-unchecked', 'OrigSendingTime(122) later than SendingTime(52) was accepted.'],
  'PX-21': ['sending-time-unchecked', 'SendingTime(52) is not compared with the clock in this session.'],
  'PX-39': ['required-tag-unchecked', 'A TestRequest without TestReqID(112) was accepted.'],
  'PX-41': ['new-seq-no-unchecked', 'A SequenceReset with a missing or unusable NewSeqNo(36) was accepted.'],
  'SD-51': ['begin-seq-no-unparsed', 'A ResendRequest whose range is missing or no number was not rejected.'],
}

/** Of these, the ones that QuickFIX leaves out, as its waivers say. */
const UNCHECKED_BY_QUICKFIX = ['2.f', '2.g', '14.i', '14.j', 'PX-19', 'PX-20']

const unchecked = Object.entries(UNCHECKED).map(
  ([id, [name, text]]): DefectClass => ({
    class: name,
    cases: [id],
    expects: REFUSALS,
    got: ['nothing', 'Heartbeat', 'application', 'SequenceReset'],
    text: `${text} It has to be refused, and the reason named.`,
    ...(UNCHECKED_BY_QUICKFIX.includes(id) ? { seenIn: [QUICKFIX] } : {}),
  }),
)

export const DEFECTS_OF_VALIDATION: readonly DefectClass[] = [
  ...unchecked,
  {
    class: 'sending-time-too-strict',
    cases: ['2.n'],
    got: ['Reject', 'Logout', 'disconnect'],
    says: NOT_TOO_LOW,
    text: 'A SendingTime(52) inside the tolerance was refused. The tolerance is set too narrow, or the clock of the target is wrong.',
  },
  {
    class: 'begin-string-unchecked',
    cases: ['2.i'],
    expects: ['Logout', 'disconnect'],
    got: ['nothing', 'Heartbeat', 'Reject'],
    text: 'Another BeginString(8) inside the session did not end it by Logout.',
  },
  {
    class: 'missing-number-accepted',
    cases: ['2.u', 'PX-03'],
    expects: ['Logout', 'disconnect'],
    got: ['nothing', 'Reject', 'Heartbeat'],
    text: 'A message without MsgSeqNum(34) did not end the session by Logout. It can neither be counted nor asked for again.',
  },
  {
    class: 'business-fault-rejected',
    expects: ['BusinessMessageReject'],
    got: ['Reject'],
    text: 'A fault of the application level was answered by a session level Reject. From FIX.4.2 on it is a BusinessMessageReject.',
  },
  {
    class: 'session-fault-business-rejected',
    expects: ['Reject'],
    got: ['BusinessMessageReject'],
    text: 'A fault of the session level was answered by a BusinessMessageReject. The message itself is malformed, so it is a Reject.',
  },
  {
    class: 'valid-message-rejected',
    cases: ['2.a', '2.h', '2.j', '2.l', '2.p', '2.s', '15', '19.b', 'PX-13', 'PX-14', 'PX-36'],
    got: REFUSALS,
    text: 'A valid message was refused: a check of the target is stricter than the standard.',
  },
  {
    class: 'reject-reason-other',
    tag: 373,
    value: /^99$/,
    text: 'The message was rejected with the catch-all reason 99 (Other), where the standard has a reason of its own for the fault.',
  },
  {
    class: 'reject-reason-missing',
    tag: 373,
    value: 'missing',
    text: 'The Reject has no SessionRejectReason(373), which is there from FIX.4.2 on.',
  },
  {
    class: 'reject-reason-wrong',
    tag: 373,
    text: 'The message was rejected, for another reason than the fault it has: the faults are not told apart, or another check comes first.',
  },
  {
    class: 'reject-names-other-message',
    tag: 45,
    text: "RefSeqNum(45) does not name the message that was rejected. It should be that message's own MsgSeqNum, not the number expected or the last one.",
  },
  {
    class: 'reject-names-other-field',
    tag: 371,
    text: 'RefTagID(371) does not name the field that is at fault.',
  },
  {
    class: 'reject-names-other-type',
    tag: 372,
    text: 'RefMsgType(372) does not name the type of the message that was rejected.',
  },
  {
    class: 'business-reason-wrong',
    tag: 380,
    text: 'BusinessRejectReason(380) does not say what is at fault.',
  },
]
