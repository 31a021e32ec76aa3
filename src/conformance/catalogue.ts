/**
 * The requirements that scenarios prove, in the order of the standard. One row a case; the sentence is ours.
 * Sources: FIX Session Layer Test Cases (2020, ISO 3531-3) for numbered cases; for SD cases the engine requirements on
 * recovery and sequence number handling, with the clause of the standard where it has one.
 */
import { type Group, groupOf, type Requirement, type Role } from './requirement.ts'

export const GROUPS: readonly Group[] = [
  { id: '1B', title: 'Connect and send Logon (initiator)' },
  { id: '1S', title: 'Receive Logon (acceptor)' },
  { id: '2S', title: 'First message is not a Logon' },
  { id: '2', title: 'Receive message, standard header' },
  { id: '3', title: 'Receive message, standard trailer' },
  { id: '4', title: 'Send Heartbeat' },
  { id: '5', title: 'Receive Heartbeat' },
  { id: '6', title: 'Send TestRequest' },
  { id: '8', title: 'Receive ResendRequest' },
  { id: '12', title: 'Send Logout' },
  { id: '13', title: 'Receive Logout' },
  { id: 'SD', title: 'Sequence numbers, schedules, recovery' },
]

const BOTH: readonly Role[] = ['acceptor', 'initiator']
const STANDARD = 'FIX Session Layer Test Cases (2020), ISO 3531-3'
const SEED = 'Sequence number handling'

function standard(id: string, title: string, sentence: string, roles: readonly Role[] = BOTH): Requirement {
  return { id, title, sentence, clause: `${STANDARD}, case ${id}`, level: 'must', roles }
}

function seed(
  id: string,
  title: string,
  sentence: string,
  options: { roles?: readonly Role[]; clause?: string; level?: Requirement['level'] } = {},
): Requirement {
  const { roles = BOTH, clause = `${SEED}, ${id}`, level = 'must' } = options
  return { id, title, sentence, clause, level, roles }
}

export const CATALOGUE: readonly Requirement[] = [
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
  seed(
    'SD-01',
    'Logon too low at an acceptor',
    'A Logon whose MsgSeqNum is too low is refused by Logout, then disconnect; stored numbers stay, and a later correct Logon is accepted.',
    { roles: ['acceptor'] },
  ),
  seed(
    'SD-02',
    'Logon reply too low at an initiator',
    'A Logon reply whose MsgSeqNum is too low is answered by Logout, then disconnect, without a storm of attempts.',
    { roles: ['initiator'] },
  ),
  seed(
    'SD-03',
    'Too low Logon tolerated on request',
    'With IgnoreSeqNumTooLowAtLogon a too low Logon is accepted, and the next number follows it.',
  ),
  seed(
    'SD-04',
    'The tolerance ends with Logon',
    'IgnoreSeqNumTooLowAtLogon concerns Logon only: a too low message in the session still ends it.',
  ),
  seed(
    'SD-05',
    'Too low Logon with ResetSeqNumFlag',
    'A Logon with ResetSeqNumFlag=Y and MsgSeqNum 1 resets both sides, whatever was expected.',
    { roles: ['acceptor'], clause: 'FIX Session Layer, Logon with ResetSeqNumFlag' },
  ),
  seed(
    'SD-06',
    'ResetSeqNumFlag with another MsgSeqNum',
    'A Logon with ResetSeqNumFlag=Y whose MsgSeqNum is not 1 is refused, and nothing is reset.',
    { roles: ['acceptor'], clause: 'FIX Session Layer, Logon with ResetSeqNumFlag' },
  ),
  seed(
    'SD-07',
    'Logon too high',
    'A Logon whose MsgSeqNum is too high is accepted; what is missing is asked for afterwards.',
    { clause: `${STANDARD}, cases 1S.a and 1B.c` },
  ),
  seed('SD-23', 'Weekly session', 'Numbers continue over the days of the week, and a new week begins at 1.'),
  seed(
    'SD-24',
    'End of week missed',
    'A reset that was missed while the process was down is made up for before the next Logon.',
  ),
  seed(
    'SD-27',
    'Reset time over daylight saving',
    'The reset follows the wall clock of its zone, whatever daylight saving does.',
  ),
  seed(
    'SD-43',
    'BeginSeqNo zero or negative',
    'BeginSeqNo must be positive; otherwise the ResendRequest is rejected, counts, and the session goes on.',
  ),
  seed('SD-44', 'BeginSeqNo above 32 bits', 'BeginSeqNo must not exceed 2147483647.'),
  seed(
    'SD-45',
    'BeginSeqNo beyond the last message sent',
    'A BeginSeqNo that was never sent is rejected, and the session goes on.',
  ),
  seed(
    'SD-46',
    'EndSeqNo beyond the last message sent',
    'An EndSeqNo beyond the last message sent is no error: the answer ends with the last message sent.',
  ),
  seed(
    'SD-47',
    'EndSeqNo above what can be stored',
    'An EndSeqNo above every number that can be stored means the open end.',
  ),
  seed(
    'SD-48',
    'Single, range, open end',
    'A ResendRequest may ask for one message, for a range, or for all that follow.',
    { clause: 'FIX Session Layer, ResendRequest' },
  ),
  seed('SD-49', 'EndSeqNo 999999', 'EndSeqNo 999999 means the open end: since FIX.4.0, and tolerated later.', {
    clause: 'FIX.4.1 volume 2, ResendRequest',
  }),
  seed('SD-50', 'BeginSeqNo above EndSeqNo', 'A ResendRequest whose BeginSeqNo is above its EndSeqNo is rejected.'),
  seed(
    'SD-51',
    'BeginSeqNo malformed or missing',
    'A ResendRequest with a malformed, empty or missing field is rejected for that field.',
    { clause: `${STANDARD}, cases 14.b, 14.d, 14.f` },
  ),
  seed(
    'SD-52',
    'Duplicate ResendRequest ignored on request',
    'With IgnoreDuplicateResendRequests and a limit of 2 the second of two equal ResendRequests in succession is dropped, and counts.',
  ),
  seed(
    'SD-53',
    'Equal ResendRequests with a message between',
    'A ResendRequest that repeats an earlier one is no duplicate when another message came in between.',
  ),
  seed('SD-54', 'Equal BeginSeqNo, other EndSeqNo', 'A ResendRequest for another range is no duplicate.'),
  seed(
    'SD-55',
    'Duplicates with limit 0',
    'With a limit of 0 every ResendRequest is answered, whatever IgnoreDuplicateResendRequests says.',
  ),
  seed('SD-56', 'ResendRequest repeated 50 times', 'In standard mode every repetition of a ResendRequest is answered.'),
]

const BY_ID: ReadonlyMap<string, Requirement> = new Map(CATALOGUE.map((requirement) => [requirement.id, requirement]))

/** @returns undefined when no row has this id */
export function findRequirement(id: string): Requirement | undefined {
  return BY_ID.get(id)
}

/**
 * Case ids that a user's word selects: the id itself, or all of a group by prefix (`2` selects 2.a to 2.t, `SD` all SD
 * cases, `SD-4` SD-43 to SD-49).
 */
export function selectCases(word: string): readonly string[] {
  const exact = findRequirement(word)
  if (exact !== undefined) return [word]
  return CATALOGUE.filter(({ id }) => groupOf(id) === word || (/^[A-Z]+-\d/.test(word) && id.startsWith(word))).map(
    ({ id }) => id,
  )
}
