/** Wrong targets for the cases of practice: PX-02 to PX-49. */
import { type Fault, incoming, out, session, tamper } from './fault.ts'

const TOO_LOW = /got Logout|Text = MsgSeqNum too low/
const FIXT = 'FIXT.1.1/FIX.5.0SP2'

const ASKS_FOR_NOTHING = { name: 'asks for nothing', target: out('msgType: "2", drop: true') }
const REJECTS_NOTHING = { name: 'rejects nothing', target: out('msgType: "3", drop: true') }
const DROPS_ZEROS = incoming('msgType: "1", where: { "112": "zeros" }, drop: true')

export const FAULTS_OF_PRACTICE: readonly Fault[] = [
  // Logon
  {
    name: 'takes any HeartBtInt',
    target: incoming('msgType: A, set: { "108": "30" }'),
    case: 'PX-02',
    says: /Logon 1: HeartBtInt = 30|nothing within 15 s/,
  },
  {
    name: 'resets to another number',
    target: out('msgType: A, nth: 2, set: { "34": "7" }'),
    case: 'PX-08',
    says: /MsgSeqNum\(34\): expected 1, got 7/,
  },
  {
    name: 'does without DefaultApplVerID',
    target: incoming('msgType: A, set: { "1137": "9" }'),
    case: 'PX-09',
    version: FIXT,
    says: /Logon 1/,
  },
  {
    name: 'takes any DefaultApplVerID',
    target: incoming('msgType: A, set: { "1137": "9" }'),
    case: 'PX-10',
    version: FIXT,
    verdict: 'warning',
    says: /got Logon/,
  },
  {
    name: 'agrees to no Heartbeats and sends them',
    target: tamper(
      'direction: incoming, msgType: A, set: { "108": "1" }',
      'direction: outgoing, msgType: A, set: { "108": "0" }',
    ),
    case: 'PX-28',
    says: /Heartbeat \d/,
  },
  {
    name: 'waits for ever behind a Logout',
    target: `${session('logonTimeout: 60')}, ${incoming('msgType: "5", drop: true')}`,
    case: 'PX-30',
    says: /nothing within 15 s/,
  },
  {
    name: 'confirms no reset',
    target: out('msgType: A, nth: 2, drop: true'),
    case: 'PX-43',
    says: /expected Logon/,
    scenario: 'Logon with ResetSeqNumFlag twice',
  },
  {
    name: 'takes tests for production',
    target: incoming('msgType: A, set: { "464": "N" }'),
    case: 'PX-44',
    says: /Logon 1/,
    scenario: 'TestMessageIndicator Y where N was agreed',
  },
  {
    name: 'gives another reason',
    target: out('msgType: j, set: { "380": "4" }'),
    case: 'PX-46',
    says: /BusinessRejectReason\(380\): expected 3 .*, got 4/,
  },
  // Framing
  { ...REJECTS_NOTHING, case: 'PX-11', says: /expected Reject, got nothing/ },
  {
    name: 'looks at CheckSum all the same',
    target: incoming('msgType: "0", where: { "34": "2" }, drop: true'),
    case: 'PX-12',
    says: /got ResendRequest/,
  },
  {
    name: 'loses one of many',
    target: incoming('msgType: "1", nth: 7, drop: true'),
    case: 'PX-33',
    says: /expected Heartbeat|TestReqID/,
    scenario: 'cut in two',
  },
  {
    name: 'loses what comes byte by byte',
    target: incoming('msgType: "1", where: { "112": "bytes" }, drop: true'),
    case: 'PX-33',
    says: /expected Heartbeat/,
    scenario: 'one byte a segment',
  },
  {
    name: 'counts garbage',
    target: incoming('msgType: "1", where: { "34": "2" }, set: { "34": "1" }'),
    case: 'PX-34',
    says: TOO_LOW,
  },
  {
    name: 'reads no leading zeros of BodyLength',
    target: DROPS_ZEROS,
    case: 'PX-35',
    says: /expected Heartbeat/,
  },
  {
    name: 'waits for all the bytes of a wrong BodyLength',
    target: incoming('msgType: "1", drop: true'),
    case: 'PX-35',
    says: /nothing within 15 s/,
    scenario: 'BodyLength negative',
  },
  {
    name: 'counts a message whose BodyLength has a sign',
    target: incoming('msgType: "1", where: { "34": "3" }, set: { "34": "2" }'),
    case: 'PX-35',
    says: /nothing within 15 s but an answer to 3/,
    scenario: 'BodyLength with a sign',
  },
  {
    name: 'ends a data field at the first SOH',
    target: incoming('msgType: "3", drop: true'),
    case: 'PX-36',
    says: /got ResendRequest/,
  },
  {
    name: 'announces nothing',
    target: out('msgType: A, set: { "383": null }'),
    case: 'PX-45',
    says: /MaxMessageSize\(383\): expected 400, got nothing/,
  },
  // Header
  {
    name: 'goes on without a number',
    target: incoming('msgType: "0", drop: true'),
    case: 'PX-03',
    says: /expected Logout, got nothing/,
  },
  {
    name: 'copies routing fields as they are',
    target: out('msgType: "3", set: { "115": "CLIENT" }'),
    case: 'PX-15',
    says: /OnBehalfOfCompID\(115\): expected absent or DESK, got CLIENT/,
  },
  {
    name: 'does not say what it has processed',
    target: out('msgType: "0", set: { "369": null }'),
    case: 'PX-17',
    says: /LastMsgSeqNumProcessed\(369\): expected 2, got nothing/,
  },
  {
    name: 'does not read the last number',
    target: incoming('msgType: "4", drop: true'),
    case: 'PX-37',
    verdict: 'warning',
    says: /got ResendRequest/,
  },
  { name: 'reads no leading zeros of MsgSeqNum', target: DROPS_ZEROS, case: 'PX-38', says: /expected Heartbeat/ },
  { ...REJECTS_NOTHING, case: 'PX-39', says: /expected Reject, got nothing/ },
  {
    name: 'does not count what it did not ask for',
    target: incoming('msgType: "0", drop: true'),
    case: 'PX-40',
    says: /got ResendRequest/,
  },
  // Recovery
  {
    name: 'drops the faulty message',
    target: incoming('msgType: D, drop: true'),
    case: 'PX-04',
    says: /expected Reject, got nothing/,
  },
  {
    name: 'answers no request inside a gap',
    target: out('msgType: "4", drop: true'),
    case: 'PX-05',
    says: /nothing within 5 s/,
  },
  {
    name: 'asks for the first piece alone',
    target: out('msgType: "2", where: { "7": "9" }, drop: true'),
    case: 'PX-06',
    says: /expected ResendRequest/,
  },
  {
    name: 'does not answer while it asks',
    target: out('msgType: "4", drop: true'),
    case: 'PX-07',
    role: 'initiator',
    says: /nothing within 5 s/,
  },
  { ...ASKS_FOR_NOTHING, case: 'PX-22', says: /expected ResendRequest/ },
  { ...ASKS_FOR_NOTHING, case: 'PX-25', says: /expected ResendRequest/ },
  {
    name: 'loses a message on the way to its application',
    target: out('msgType: "8", where: { "11": "SECOND" }, drop: true'),
    case: 'PX-26',
    says: /ClOrdID\(11\): expected SECOND, got THIRD|expected ExecutionReport/,
  },
  {
    name: 'asks again and again',
    target: out('msgType: "2", times: 12'),
    case: 'PX-27',
    verdict: 'warning',
    says: /it came 12 times/,
  },
  // SequenceReset
  {
    name: 'takes a low gap fill without PossDupFlag',
    target: incoming('msgType: "4", where: { "34": "2" }, drop: true'),
    case: 'PX-18',
    says: /expected Logout, got nothing/,
    scenario: 'without PossDupFlag',
  },
  { ...ASKS_FOR_NOTHING, case: 'PX-31', says: /expected ResendRequest/ },
  {
    name: 'applies what was passed already',
    target: incoming('msgType: "4", where: { "34": "3" }, set: { "34": "5" }'),
    case: 'PX-32',
    says: TOO_LOW,
  },
  {
    name: 'gives one reason for all',
    target: out('msgType: "3", set: { "373": "99" }'),
    case: 'PX-41',
    says: /SessionRejectReason\(373\): expected .*, got 99/,
  },
  {
    name: 'fills no more than it asked for',
    target: incoming('msgType: "4", set: { "36": "4" }'),
    case: 'PX-42',
    says: /got ResendRequest/,
  },
  // Content
  {
    name: 'loses an order without allocations',
    target: incoming('msgType: D, drop: true'),
    case: 'PX-14',
    says: /got ResendRequest/,
  },
  {
    name: 'does not look into groups',
    target: session('checkGroups: false'),
    case: 'PX-16',
    says: /expected Reject, got ExecutionReport/,
  },
  // Times
  {
    name: 'reads times with milliseconds only',
    target: incoming('msgType: "1", where: { "112": "digits" }, drop: true'),
    case: 'PX-13',
    says: /expected Heartbeat/,
  },
  {
    name: 'writes another precision',
    target: out('msgType: "0", where: { "112": "precision" }, set: { "52": "20260105-09:00:00.123456" }'),
    case: 'PX-13',
    says: /SendingTime\(52\): expected matching/,
    scenario: '3 digits configured',
  },
  {
    name: 'asks for no OrigSendingTime',
    target: session('origSendingTimeChecking: false'),
    case: 'PX-19',
    says: /expected Reject/,
  },
  {
    name: 'does not compare OrigSendingTime',
    target: session('origSendingTimeChecking: false'),
    case: 'PX-20',
    says: /expected Reject/,
  },
  {
    name: 'does not look at SendingTime',
    target: session('checkSendingTimeAccuracy: false'),
    case: 'PX-21',
    says: /expected Reject, got nothing/,
  },
  {
    name: 'does not follow the wall clock',
    target: out('msgType: "0", set: { "52": "20260105-09:00:00" }'),
    case: 'PX-49',
    says: /SendingTime 20260105-09:00:00/,
  },
  {
    name: 'is silent once the clock was set',
    target: out('msgType: "0", drop: true'),
    case: 'PX-49',
    says: /expected Heartbeat/,
    scenario: 'set back',
  },
  // Logout, connection
  { ...ASKS_FOR_NOTHING, case: 'PX-23', says: /expected ResendRequest/ },
  {
    name: 'forgets the Logout behind the gap',
    target: out('msgType: "5", drop: true'),
    case: 'PX-23',
    role: 'initiator',
    says: /it came 0 times/,
  },
  {
    name: 'answers no request once it has said Logout',
    target: out('msgType: "4", drop: true'),
    case: 'PX-24',
    says: /nothing within 5 s/,
  },
  { ...ASKS_FOR_NOTHING, case: 'PX-29', role: 'initiator', says: /expected ResendRequest/ },
  {
    name: 'does not take up the session again',
    target: out('msgType: A, nth: 3, drop: true'),
    case: 'PX-47',
    says: /expected Logon/,
    scenario: 'disconnects',
  },
]
