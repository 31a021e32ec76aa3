/** Wrong targets for what a Logout and a lost link end: SD-15 to SD-22. */
import { type Fault, out, tamper } from './fault.ts'

/** As if a Logout were a TestRequest to the target: its answer looks like the Logout of a session that ended. */
const logoutForNothing = tamper(
  'direction: incoming, msgType: "5", set: { "35": "1", "112": "BYE" }',
  'direction: outgoing, msgType: "0", where: { "112": "BYE" }, set: { "35": "5", "112": null }',
)

export const FAULTS_OF_LOGOUT: readonly Fault[] = [
  {
    name: 'goes on after a Logout as if it had been none',
    target: logoutForNothing,
    case: 'SD-15',
    says: /its state is waitForFirstLogon/,
  },
  {
    name: 'ends without a Logout',
    target: out('msgType: "5", drop: true'),
    case: 'SD-15',
    role: 'initiator',
    says: /expected Logout/,
    scenario: 'told to end',
  },
  {
    name: 'does not miss what was never sent to it',
    target: out('msgType: "2", drop: true'),
    case: 'SD-15',
    says: /expected ResendRequest, got nothing/,
    scenario: 'has kept',
  },
  {
    name: 'keeps the numbers of a session that is made again',
    target: out('msgType: A, nth: 2, set: { "34": "3" }'),
    case: 'SD-15',
    role: 'initiator',
    says: /MsgSeqNum\(34\): expected 1, got 3/,
  },
  {
    name: 'connects again after a Logout',
    target: logoutForNothing,
    case: 'SD-16',
    role: 'initiator',
    says: /it connected/,
  },
  {
    name: 'does not count its Logout',
    target: out('msgType: A, nth: 2, set: { "34": "2" }'),
    case: 'SD-17',
    says: /MsgSeqNum\(34\): expected 3, got 2/,
  },
  {
    name: 'fills over what was sent while logged out',
    target: out('msgType: D, set: { "35": "4", "123": "Y", "36": "4" }'),
    case: 'SD-18',
    says: /expected NewOrderSingle, got SequenceReset/,
  },
  {
    name: 'leaves the old SendingTime',
    target: out('msgType: D, nth: 1, set: { "52": "20260105-08:00:00.000" }'),
    case: 'SD-18',
    says: /NewOrderSingle 3: SendingTime = 20260105-08:00:00.000/,
  },
  {
    name: 'keeps the number after a lost link',
    target: out('msgType: A, nth: 2, set: { "34": "2" }'),
    case: 'SD-19',
    says: /MsgSeqNum\(34\): expected 1, got 2/,
  },
  {
    name: 'begins anew with each attempt',
    target: out('msgType: A, nth: 5, set: { "34": "1" }'),
    case: 'SD-19',
    role: 'initiator',
    says: /MsgSeqNum\(34\): expected at least 2, got 1/,
    scenario: 'however often',
  },
  {
    name: 'asks for a reset after a lost link',
    target: out('msgType: A, nth: 2, set: { "141": "Y" }'),
    case: 'SD-19',
    role: 'initiator',
    says: /ResetSeqNumFlag\(141\): expected absent, got Y/,
  },
  {
    name: 'resets after a correct Logout',
    target: out('msgType: A, nth: 2, set: { "34": "1" }'),
    case: 'SD-20',
    says: /MsgSeqNum\(34\): expected 3, got 1/,
  },
  {
    name: 'goes on with a number of its own',
    target: out('msgType: A, nth: 3, set: { "34": "9" }'),
    case: 'SD-22',
    says: /MsgSeqNum\(34\): expected (1|5), got 9/,
    scenario: 'the session goes on',
  },
  {
    name: 'rests after no Logout',
    target: logoutForNothing,
    case: 'SD-22',
    role: 'initiator',
    says: /its state is/,
    scenario: 'the session rests',
  },
]
