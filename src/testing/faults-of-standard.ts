/** Wrong targets for the cases of the standard, 1B to 13. */
import { type Fault, incoming, out, session } from './fault.ts'

/** As if the garbled message had been counted: the next one under its number looks too low. */
const countsGarbled = incoming('msgType: "1", where: { "34": "2" }, set: { "34": "1" }')
const TOO_LOW = /got Logout|Text = MsgSeqNum too low/

export const FAULTS_OF_STANDARD: readonly Fault[] = [
  // 1B, 1S, 2S
  {
    name: 'numbers its Logon 0',
    target: out('msgType: A, set: { "34": "0" }'),
    case: '1B.b',
    role: 'initiator',
    says: /MsgSeqNum\(34\): expected at least 1, got 0/,
  },
  {
    name: 'leaves EncryptMethod out',
    target: out('msgType: A, set: { "98": null }'),
    case: '1B.b',
    role: 'initiator',
    says: /EncryptMethod\(98\).*got nothing/,
  },
  {
    name: 'sends its Logon twice',
    target: out('msgType: A, times: 2'),
    case: '1B.b',
    role: 'initiator',
    says: /Logon/,
  },
  {
    name: 'begins with a Heartbeat',
    target: out('msgType: A, set: { "35": "0" }'),
    case: '1B.b',
    role: 'initiator',
    says: /expected Logon, got Heartbeat/,
  },
  {
    name: 'does not read the Logon reply',
    target: incoming('msgType: A, drop: true'),
    case: '1B.c',
    role: 'initiator',
    says: /closed the connection|expected Heartbeat/,
  },
  {
    name: 'takes anything for a Logon reply',
    target: `${session('logonTimeout: 60')}, ${incoming('msgType: "0", drop: true')}`,
    case: '1B.e',
    role: 'initiator',
    says: /nothing within 15 s/,
  },
  {
    name: 'answers with another HeartBtInt',
    target: out('msgType: A, set: { "108": "31" }'),
    case: '1S.a',
    says: /HeartBtInt\(108\): expected 30, got 31/,
  },
  { name: 'answers no Logon', target: out('msgType: A, drop: true'), case: '1S.a', says: /expected Logon/ },
  {
    name: 'greets with a Heartbeat',
    target: out('msgType: A, set: { "35": "0" }'),
    case: '1S.a',
    says: /expected Logon, got Heartbeat/,
  },
  {
    name: 'takes a negative HeartBtInt',
    target: incoming('msgType: A, set: { "108": "30" }'),
    case: '1S.d',
    says: /Logon 1: HeartBtInt = 30/,
  },
  {
    name: 'waits for ever for a Logon',
    target: `${session('logonTimeout: 60')}, ${incoming('msgType: "0", drop: true')}`,
    case: '2S',
    says: /nothing within 15 s/,
  },
  // 2, 3
  {
    name: 'answers no TestRequest',
    target: incoming('msgType: "1", drop: true'),
    case: '2.a',
    says: /expected Heartbeat/,
  },
  { name: 'asks for nothing', target: out('msgType: "2", drop: true'), case: '2.b', says: /expected ResendRequest/ },
  {
    name: 'asks from the wrong number',
    target: out('msgType: "2", set: { "7": "1" }'),
    case: '2.b',
    says: /BeginSeqNo\(7\): expected 2, got 1/,
  },
  {
    name: 'asks for a range that ends too early',
    target: out('msgType: "2", set: { "16": "1" }'),
    case: '2.b',
    says: /EndSeqNo\(16\): expected .*, got 1/,
  },
  { name: 'says no Logout', target: out('msgType: "5", drop: true'), case: '2.c', says: /expected Logout/ },
  {
    name: 'takes a message that is too low',
    target: incoming('msgType: "0", where: { "34": "1" }, drop: true'),
    case: '2.c',
    says: /expected Logout, got nothing/,
  },
  { name: 'counts a garbled message', target: countsGarbled, case: '2.d', says: TOO_LOW },
  { name: 'counts a message of wrong length', target: countsGarbled, case: '2.m', says: TOO_LOW },
  { name: 'counts a message out of order', target: countsGarbled, case: '2.t', says: TOO_LOW },
  { name: 'counts a message of wrong sum', target: countsGarbled, case: '3.b', says: TOO_LOW },
  { name: 'counts a message of malformed sum', target: countsGarbled, case: '3.e', says: TOO_LOW },
  {
    name: 'is too strict on SendingTime',
    target: session('reasonableDelayMs: 60000'),
    case: '2.n',
    says: /expected Heartbeat, got Reject/,
  },
  {
    name: 'does not look at SendingTime',
    target: session('checkSendingTimeAccuracy: false'),
    case: '2.o',
    says: /expected Reject, got nothing/,
  },
  {
    name: 'gives another reason',
    target: out('msgType: "3", set: { "373": "5" }'),
    case: '2.o',
    says: /SessionRejectReason\(373\): expected 10 .*, got 5/,
  },
  {
    name: 'asks from the wrong number, FIX.4.0',
    target: out('msgType: "2", set: { "7": "1" }'),
    case: '2.b',
    version: 'FIX.4.0',
    says: /BeginSeqNo\(7\): expected 2, got 1/,
  },
  {
    name: 'says no Logout, FIXT.1.1',
    target: out('msgType: "5", drop: true'),
    case: '2.c',
    version: 'FIXT.1.1/FIX.5.0SP2',
    role: 'initiator',
    says: /expected Logout/,
  },
  // 4, 5, 6
  { name: 'is silent', target: out('msgType: "0", drop: true'), case: '4.a', says: /expected Heartbeat/ },
  {
    name: 'puts a TestReqID into each Heartbeat',
    target: out('msgType: "0", set: { "112": "X" }'),
    case: '4.a',
    says: /TestReqID\(112\): expected absent, got X/,
  },
  {
    name: 'shortens TestReqID',
    target: out('msgType: "0", where: { "112": "two words" }, set: { "112": "two" }'),
    case: '4.b',
    says: /TestReqID\(112\): expected two words, got two/,
    scenario: 'two words',
  },
  {
    name: 'does not count a Heartbeat',
    target: incoming('msgType: "0", drop: true'),
    case: '5',
    says: /got ResendRequest/,
  },
  { name: 'never asks', target: out('msgType: "1", drop: true'), case: '6', says: /expected TestRequest/ },
  {
    name: 'asks without TestReqID',
    target: out('msgType: "1", set: { "112": null }'),
    case: '6',
    says: /TestReqID\(112\).*got nothing/,
    scenario: 'TestRequest after silence, answered',
  },
  // 8
  {
    name: 'fills too little',
    target: out('msgType: "4", set: { "36": "4" }'),
    case: '8',
    says: /NewSeqNo\(36\): expected 5, got 4/,
  },
  {
    name: 'fills without PossDupFlag',
    target: out('msgType: "4", set: { "43": null }'),
    case: '8',
    says: /PossDupFlag\(43\).*got nothing/,
  },
  {
    name: 'resets instead of filling',
    target: out('msgType: "4", set: { "123": "N" }'),
    case: '8',
    says: /GapFillFlag\(123\).*got N/,
  },
  {
    name: 'forgets OrigSendingTime',
    target: out('msgType: "8", where: { "43": "Y" }, set: { "122": null }'),
    case: '8',
    says: /OrigSendingTime\(122\).*got nothing/,
    scenario: 'application and administrative messages in turn',
  },
  {
    name: 'resends another quantity',
    target: out('msgType: "8", where: { "43": "Y" }, set: { "38": "7" }'),
    case: '8',
    says: /38=7/,
    scenario: 'application and administrative messages in turn',
  },
  {
    name: 'leaves a message out',
    target: out('msgType: "8", where: { "43": "Y", "34": "4" }, drop: true'),
    case: '8',
    says: /MsgSeqNum|expected ExecutionReport/,
    scenario: 'application and administrative messages in turn',
  },
  // 12, 13
  { name: 'leaves without a word', target: out('msgType: "5", drop: true'), case: '12', says: /expected Logout/ },
  {
    name: 'does not hear the answer',
    target: `${session('logoutTimeout: 60')}, ${incoming('msgType: "5", drop: true')}`,
    case: '13.a',
    says: /nothing within 5 s/,
  },
  { name: 'does not answer Logout', target: out('msgType: "5", drop: true'), case: '13.b', says: /expected Logout/ },
]
