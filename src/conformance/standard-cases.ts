/**
 * The numbered cases of the standard, in its order. One row a case; the sentence is ours.
 * Source: FIX Session Layer Test Cases (2020, ISO 3531-3).
 */
import { BOTH_ROLES, type Requirement, type Role } from './requirement.ts'

const STANDARD = 'FIX Session Layer Test Cases (2020), ISO 3531-3'

function standard(id: string, title: string, sentence: string, roles: readonly Role[] = BOTH_ROLES): Requirement {
  return { id, title, sentence, clause: `${STANDARD}, case ${id}`, level: 'must', roles }
}

export const STANDARD_CASES: readonly Requirement[] = [
  standard('1B.a', 'Transport connection', 'The initiator connects, and speaks first.', ['initiator']),
  standard(
    '1B.b',
    'Logon is the first message',
    'The first message of an initiator is its Logon, and nothing else follows before the reply.',
    ['initiator'],
  ),
  standard('1B.c', 'Valid Logon reply', 'A valid Logon reply establishes the session.', ['initiator']),
  standard(
    '1B.e',
    'First message received is not a Logon',
    'A first message that is not a Logon ends the connection.',
    ['initiator'],
  ),
  standard('1S.a', 'Valid Logon', 'A valid Logon is answered by Logon before anything else.', ['acceptor']),
  standard(
    '1S.b',
    'Identity already logged on',
    'A second Logon with an identity in use is closed without a message, and the running session goes on.',
    ['acceptor'],
  ),
  standard('1S.c', 'Unknown identity', 'A Logon with an identity that is not configured is closed without a message.', [
    'acceptor',
  ]),
  standard('1S.d', 'Invalid Logon', 'An invalid Logon is refused by Logout with Text, then disconnect.', ['acceptor']),
  standard(
    '2S',
    'First message is not a Logon',
    'A first message that is not a Logon is not answered; the connection ends.',
    ['acceptor'],
  ),
  standard('2.a', 'MsgSeqNum as expected', 'A message with the expected MsgSeqNum is accepted.'),
  standard(
    '2.b',
    'MsgSeqNum too high',
    'A MsgSeqNum higher than expected is answered by a ResendRequest that starts at the first missing message.',
  ),
  standard(
    '2.c',
    'MsgSeqNum too low without PossDupFlag',
    'A MsgSeqNum lower than expected without PossDupFlag is fatal: Logout, then disconnect.',
  ),
  standard('2.d', 'Garbled message', 'A garbled message is ignored and does not count.'),
  standard('2.m', 'BodyLength wrong', 'A message whose BodyLength is wrong is garbled: ignored and not counted.'),
  standard('2.n', 'SendingTime inside the tolerance', 'SendingTime inside the agreed tolerance is accepted.'),
  standard(
    '2.o',
    'SendingTime outside the tolerance',
    'SendingTime outside the agreed tolerance is rejected and ends the session.',
  ),
  standard(
    '2.t',
    'First three fields out of order',
    'A message whose first three fields are not BeginString, BodyLength and MsgType is garbled.',
  ),
  standard('3.b', 'CheckSum wrong', 'A message whose CheckSum is wrong is garbled: ignored and not counted.'),
  standard('3.e', 'CheckSum malformed', 'A CheckSum that is not three characters long makes the message garbled.'),
  standard('4.a', 'Heartbeat when idle', 'After HeartBtInt without a message sent, a Heartbeat is sent.'),
  standard(
    '4.b',
    'Heartbeat answers TestRequest',
    'A TestRequest is answered by Heartbeat with the same TestReqID, byte for byte.',
  ),
  standard('5', 'Heartbeat received', 'A valid Heartbeat is accepted and counted, and needs no reaction.'),
  standard(
    '6',
    'TestRequest after silence',
    'Silence for HeartBtInt and the transmission allowance is answered by TestRequest; continued silence ends the connection.',
  ),
  standard(
    '8',
    'Administrative messages are not resent',
    'A ResendRequest for administrative messages is answered by one SequenceReset-GapFill for each run of them.',
  ),
  standard('12', 'Logout sent', 'Who wants to leave sends Logout, waits for the answer, then disconnects.'),
  standard('13.a', 'Answer to own Logout', 'The answer to the own Logout ends the connection.'),
  standard(
    '13.b',
    'Logout received',
    'A Logout is answered by Logout, and the side that answered does not close first.',
  ),
]
