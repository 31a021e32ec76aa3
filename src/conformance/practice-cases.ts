/**
 * Cases of practice (PX): what counterparties send that the standard's cases do not try, found in the acceptance tests and
 * the documentation of engines. One row a case; the sentence is ours. Where the standard has the rule the row is a must;
 * what is good practice alone is a should, and what an option of the target brings about is asked for only where it has one.
 */
import { BOTH_ROLES, type Requirement, type Role } from './requirement.ts'

const LAYER = 'FIX Session Layer'
const STANDARD = 'FIX Session Layer Test Cases (2020), ISO 3531-3'
const PRACTICE = 'Practice of FIX engines'

const ACCEPTOR: readonly Role[] = ['acceptor']

type More = Partial<Omit<Requirement, 'id' | 'title' | 'sentence'>>

function practice(id: string, title: string, sentence: string, more: More = {}): Requirement {
  return { id, title, sentence, clause: `${PRACTICE}, ${id}`, level: 'must', roles: BOTH_ROLES, ...more }
}

const cases = (list: string): string => `${STANDARD}, ${list}`

export const PRACTICE_CASES: readonly Requirement[] = [
  practice('PX-01', 'Second connection of a session', 'It is closed in silence, and the session that stands goes on.', {
    clause: cases('case 1S.b'),
    roles: ACCEPTOR,
  }),
  practice('PX-02', 'HeartBtInt negative', 'A Logon with a negative HeartBtInt is refused.', {
    clause: cases('case 1S.d'),
    roles: ACCEPTOR,
  }),
  practice(
    'PX-03',
    'MsgSeqNum missing',
    'A message without MsgSeqNum ends the session: Logout with Text, then disconnect.',
    { clause: `${LAYER}, message without MsgSeqNum` },
  ),
  practice(
    'PX-04',
    'Faulty message in an answer',
    'A resent message that is faulty is rejected and counts, and what is held behind it is processed.',
    { clause: cases('cases 2.b and 14') },
  ),
  practice(
    'PX-05',
    'ResendRequest and SequenceReset inside a gap',
    'A ResendRequest inside a gap is answered, and a SequenceReset behind it is applied.',
    { clause: cases('cases 8, 10.b and 11.a') },
  ),
  practice(
    'PX-06',
    'Gap asked for in pieces',
    'With a limit for one ResendRequest the next piece is asked for when the one before has come.',
    { optional: true },
  ),
  practice(
    'PX-07',
    'Requests that cross',
    'A ResendRequest behind a gap is answered at once, and not once more when the gap is closed.',
    { clause: cases('case 20') },
  ),
  practice(
    'PX-08',
    'Reset in the session, with messages before and after',
    'A reset in the session is confirmed by Logon 1, and the next message carries 2.',
    { clause: `${LAYER}, 24-hour sessions`, since: 'FIX.4.1' },
  ),
  practice('PX-09', 'DefaultApplVerID missing', 'A FIXT.1.1 Logon without DefaultApplVerID is refused.', {
    clause: cases('case 1S.d'),
    roles: ACCEPTOR,
    since: 'FIXT.1.1/FIX.5.0',
  }),
  practice('PX-10', 'DefaultApplVerID unknown', 'A DefaultApplVerID that no version has should be refused.', {
    level: 'should',
    roles: ACCEPTOR,
    since: 'FIXT.1.1/FIX.5.0',
  }),
  practice(
    'PX-11',
    'Garbled message rejected on request',
    'With the option to reject garbled messages one is rejected and counts.',
    { optional: true },
  ),
  practice(
    'PX-12',
    'CheckSum not looked at on request',
    'With the check switched off a message counts whatever its CheckSum says.',
    { optional: true },
  ),
  practice(
    'PX-13',
    'Precision of SendingTime',
    'Times with and without milliseconds are read, finer ones should be, and the configured precision is written.',
    { clause: 'FIX data types, UTCTimestamp', since: 'FIX.4.2' },
  ),
  practice('PX-14', 'Repeating group with count 0', 'A count of 0 is a group without entries.', {
    level: 'should',
    since: 'FIX.4.3',
  }),
  practice(
    'PX-15',
    'Routing fields of a Reject',
    'Routing fields of a rejected message come back turned round, or not at all.',
  ),
  practice(
    'PX-16',
    'Nested group without its first field',
    'An entry of a nested group that does not begin with its first field is rejected.',
    { clause: cases('case 14.j'), since: 'FIX.4.4' },
  ),
  practice(
    'PX-17',
    'LastMsgSeqNumProcessed',
    'Where it is configured every message says which number was processed last.',
    { optional: true, since: 'FIX.4.2' },
  ),
  practice(
    'PX-18',
    'Gap fill under a low number',
    'A gap fill under a low number is ignored with PossDupFlag, and ends the session without it.',
    { clause: cases('cases 10.c and 10.d') },
  ),
  practice(
    'PX-19',
    'PossDupFlag without OrigSendingTime',
    'A low number with PossDupFlag but without OrigSendingTime is rejected, and nothing is counted.',
    { clause: cases('case 2.g'), since: 'FIX.4.2' },
  ),
  practice('PX-20', 'OrigSendingTime later than SendingTime', 'It is rejected for its times.', {
    clause: cases('case 2.f'),
    since: 'FIX.4.2',
  }),
  practice('PX-21', 'SendingTime two minutes off', 'A message from another hour is rejected and ends the session.', {
    clause: cases('case 2.o'),
  }),
  practice(
    'PX-22',
    'TestRequest behind a gap',
    'The gap is asked for, and the TestRequest answered once: at once, or in its turn.',
    { clause: cases('cases 2.b and 4.b') },
  ),
  practice(
    'PX-23',
    'Logout behind a gap',
    'The gap is asked for first; the Logout should be answered when it is closed, and the connection stands until then.',
    {
      clause: `${LAYER}, messages with a number too high`,
    },
  ),
  practice('PX-24', 'ResendRequest behind the own Logout', 'It is answered before the session ends.', {
    clause: cases('case 12'),
  }),
  practice(
    'PX-25',
    'Hole in an answer',
    'What an answer leaves out should be asked for again, and the gap closes when it comes.',
    { clause: cases('case 2.b') },
  ),
  practice(
    'PX-26',
    'Live messages between resent ones',
    'They wait for their turn: every message is processed once, in order.',
    { clause: cases('case 2.b') },
  ),
  practice('PX-27', 'ResendRequest rejected', 'It is not sent again without end.', {
    level: 'should',
    clause: `${PRACTICE}, PX-27; safety of the engine`,
  }),
  practice('PX-28', 'HeartBtInt 0', 'Nothing is sent by the clock; a TestRequest is answered.', {
    clause: `${LAYER}, HeartBtInt 0`,
  }),
  practice(
    'PX-29',
    'Reconnection after a crash of the counterparty',
    'The numbers of the Logon continue, and both sides recover what they missed.',
    { roles: ['initiator'], clause: `${LAYER}, sessions outlive connections` },
  ),
  practice('PX-30', 'Logout as the first message', 'It begins no session; the connection ends.', {
    clause: cases('case 2S'),
    roles: ACCEPTOR,
  }),
  practice('PX-31', 'Gap fill without PossDupFlag', 'Under the expected number it should be applied.', {
    level: 'should',
    clause: cases('case 10.b'),
  }),
  practice('PX-32', 'Gap fills that overlap', 'The one under a low number is ignored as a whole.', {
    clause: cases('case 10.c'),
  }),
  practice('PX-33', 'Messages cut by the network', 'It makes no difference where a message is cut.', {
    clause: `${LAYER}, message delivery over a stream of bytes`,
  }),
  practice('PX-34', 'Garbage around messages', 'It is passed over, and the next message is found.', {
    clause: cases('cases 2.d and 2.t'),
  }),
  practice(
    'PX-35',
    'BodyLength that is no length',
    'Leading zeros are read; a sign makes the message garbled, and so should a length beyond every limit.',
    { clause: cases('case 2.m') },
  ),
  practice('PX-36', 'SOH in a data field', 'A data field ends where its length says.', {
    clause: 'FIX TagValue Encoding, data fields',
  }),
  practice('PX-37', 'End of the numbers', 'At the last number the session should go on or end, never stall.', {
    level: 'should',
    since: 'FIX.4.1',
  }),
  practice(
    'PX-38',
    'MsgSeqNum written otherwise',
    'Leading zeros are read; a sign or a fraction should be rejected for its format.',
    { clause: 'FIX data types, SeqNum' },
  ),
  practice('PX-39', 'TestRequest without TestReqID', 'It is rejected and counts.', { clause: cases('case 14.b') }),
  practice('PX-40', 'Heartbeat with an unknown TestReqID', 'It is accepted and counts.', { clause: cases('case 5') }),
  practice('PX-41', 'NewSeqNo that can not be meant', 'Missing, 0 or no number: it is rejected.', {
    clause: cases('cases 10.e and 14'),
    since: 'FIX.4.2',
  }),
  practice('PX-42', 'Gap fill beyond what was asked', 'It is applied.', { clause: cases('case 10.b') }),
  practice(
    'PX-43',
    'Logon once more',
    'A Logon in a session ends it or is passed over; one with ResetSeqNumFlag is no endless exchange.',
    { clause: `${LAYER}, 24-hour sessions` },
  ),
  practice(
    'PX-44',
    'TestMessageIndicator otherwise than agreed',
    'A Logon for tests is refused on a session of production, and the other way round.',
    { clause: `${LAYER}, TestMessageIndicator`, optional: true, since: 'FIX.4.3' },
  ),
  practice(
    'PX-45',
    'Message longer than announced',
    'A message beyond MaxMessageSize should end the session or count, never stall it.',
    { level: 'should', optional: true, since: 'FIX.4.2' },
  ),
  practice(
    'PX-46',
    'MsgType outside the list of Logon',
    'It is answered by BusinessMessageReject, as every type that is not supported.',
    { clause: cases('case 2.r'), optional: true, since: 'FIX.4.2' },
  ),
  practice(
    'PX-47',
    'Connection ended without Logout',
    'The session outlives it: an initiator should come again, an acceptor waits, and numbers continue.',
    { clause: `${LAYER}, sessions outlive connections` },
  ),
  practice('PX-48', 'Counterparty that does not read', 'What waits for it is bounded, and supervision goes on.', {
    level: 'should',
    untestable:
      'What waits for the tester is memory of the target, and megabytes of it before the network pushes back; on the wire only the end of a connection that has gone silent would show, which case 6 proves.',
  }),
  practice('PX-49', 'Wall clock set forward or back', 'Timers are steady, and SendingTime is that of the wall clock.'),
]
