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
    '1B.d',
    'Invalid Logon reply',
    'A Logon reply that is not in order is refused by Logout with Text, then disconnect.',
    ['initiator'],
  ),
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
  standard(
    '2.e',
    'Possible duplicate under a lower number',
    'A PossDup message under a lower MsgSeqNum is ignored when it was received before, and processed when it was not.',
  ),
  standard(
    '2.f',
    'OrigSendingTime later than SendingTime',
    'A PossDup message that was sent before it was first sent is rejected, and counts.',
  ),
  standard(
    '2.g',
    'OrigSendingTime missing',
    'A PossDup message without OrigSendingTime is rejected; it counts when its number was the expected one.',
  ),
  standard('2.h', 'BeginString as expected', 'A message with the BeginString of the session is accepted.'),
  standard(
    '2.i',
    'BeginString differs',
    'Another BeginString is fatal: Logout with Text and no Reject, then disconnect.',
  ),
  standard(
    '2.j',
    'CompIDs as expected',
    'A message with the SenderCompID and TargetCompID of the session is accepted.',
  ),
  standard(
    '2.k',
    'CompIDs differ',
    'Another SenderCompID or TargetCompID is rejected, and ends the session: Logout, then disconnect.',
  ),
  standard('2.l', 'BodyLength right', 'A message whose BodyLength is right is accepted.'),
  standard('2.m', 'BodyLength wrong', 'A message whose BodyLength is wrong is garbled: ignored and not counted.'),
  standard('2.n', 'SendingTime inside the tolerance', 'SendingTime inside the agreed tolerance is accepted.'),
  standard(
    '2.o',
    'SendingTime outside the tolerance',
    'SendingTime outside the agreed tolerance is rejected and ends the session.',
  ),
  standard('2.p', 'MsgType valid and supported', 'A message of a MsgType that is defined and supported is accepted.'),
  standard(
    '2.q',
    'MsgType not valid',
    'A MsgType that neither the standard nor the counterparties define is rejected; the message counts, and the session goes on.',
  ),
  standard(
    '2.r',
    'MsgType not supported',
    'A MsgType that is defined but not supported is answered by BusinessMessageReject, before FIX.4.2 by Reject, and the session goes on.',
  ),
  standard(
    '2.s',
    'First three fields in order',
    'A message that begins with BeginString, BodyLength and MsgType is accepted.',
  ),
  standard(
    '2.t',
    'First three fields out of order',
    'A message whose first three fields are not BeginString, BodyLength and MsgType is garbled.',
  ),
  {
    id: '2.u',
    title: 'MsgSeqNum missing',
    sentence: 'A message without MsgSeqNum can not be counted: Logout with Text and no Reject, then disconnect.',
    clause: 'FIX Session Layer, standard header, MsgSeqNum(34); the test cases give it no number of its own',
    level: 'must',
    roles: BOTH_ROLES,
  },
  standard('3.a', 'CheckSum right', 'A message whose CheckSum is right is accepted.'),
  standard('3.b', 'CheckSum wrong', 'A message whose CheckSum is wrong is garbled: ignored and not counted.'),
  standard(
    '3.c',
    'Garbled message in the trailer',
    'A message whose trailer can not be read is ignored and does not count.',
  ),
  standard(
    '3.d',
    'CheckSum last and well formed',
    'A message that ends with a CheckSum of three characters and its delimiter is accepted.',
  ),
  standard(
    '3.e',
    'CheckSum malformed',
    'A CheckSum that is not last, not three digits long or not delimited makes the message garbled.',
  ),
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
  standard('7', 'Reject received', 'A valid Reject is accepted and counted, and is not answered.'),
  standard(
    '8',
    'Messages are resent',
    'A ResendRequest is answered in order and without a hole: application messages again with PossDupFlag, one SequenceReset-GapFill for each run of administrative ones.',
  ),
  {
    ...standard(
      '9',
      'Numbers synchronised by people',
      'Numbers that can not be recovered are brought together by an action of the operators, and never by themselves.',
    ),
    optional: true,
  },
  standard(
    '10.a',
    'GapFill with MsgSeqNum too high',
    'A SequenceReset-GapFill that comes too early has what is missing before it asked for first, and is applied in its turn.',
  ),
  standard(
    '10.b',
    'GapFill with MsgSeqNum as expected',
    'A SequenceReset-GapFill moves the expected number to NewSeqNo.',
  ),
  standard(
    '10.c',
    'GapFill too low with PossDupFlag',
    'A SequenceReset-GapFill under a number that was received before is ignored when it says PossDupFlag.',
  ),
  standard(
    '10.d',
    'GapFill too low without PossDupFlag',
    'A SequenceReset-GapFill under a lower number without PossDupFlag is fatal: Logout, then disconnect.',
  ),
  standard(
    '10.e',
    'GapFill that does not go forward',
    'A SequenceReset-GapFill whose NewSeqNo is not above its MsgSeqNum is rejected and lowers nothing.',
  ),
  standard(
    '11.a',
    'Reset with NewSeqNo above what is expected',
    'A SequenceReset-Reset moves the expected number to NewSeqNo, whatever its MsgSeqNum.',
  ),
  standard(
    '11.b',
    'Reset to the number expected',
    'A SequenceReset-Reset whose NewSeqNo is expected already changes nothing.',
  ),
  standard(
    '11.c',
    'Reset to a lower number',
    'A SequenceReset-Reset whose NewSeqNo is below what is expected is rejected, lowers nothing and does not count.',
  ),
  standard('12', 'Logout sent', 'Who wants to leave sends Logout, waits for the answer, then disconnects.'),
  standard('13.a', 'Answer to own Logout', 'The answer to the own Logout ends the connection.'),
  standard(
    '13.b',
    'Logout received',
    'A Logout is answered by Logout, and the side that answered does not close first.',
  ),
]
