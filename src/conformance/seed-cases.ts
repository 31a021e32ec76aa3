/**
 * Cases of sequence numbers, schedules, backup connections, storage and administration (SD). One row a case; the
 * sentence is ours. Sources: the engine requirements on recovery and sequence number handling, with the clause of the
 * standard where it has one.
 */
import { BOTH_ROLES, type Requirement, type Role } from './requirement.ts'

const STANDARD = 'FIX Session Layer Test Cases (2020), ISO 3531-3'
const SEED = 'Sequence number handling'

export function seed(
  id: string,
  title: string,
  sentence: string,
  options: { roles?: readonly Role[]; clause?: string; level?: Requirement['level'] } = {},
): Requirement {
  const { roles = BOTH_ROLES, clause = `${SEED}, ${id}`, level = 'must' } = options
  return { id, title, sentence, clause, level, roles }
}

export const SEED_CASES: readonly Requirement[] = [
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
  seed(
    'SD-80',
    'Killed after the store',
    'A message that was stored and not sent counts: after a restart the counterparty sees the gap, and gets it with PossDupFlag.',
  ),
  seed(
    'SD-81',
    'Killed before the store',
    'A message that was not stored was not sent either, and its number goes to the next message.',
  ),
  seed(
    'SD-82',
    'Killed in a delivery',
    'A message that the application had when the process ended is asked for again, and comes with PossDupFlag.',
  ),
  seed(
    'SD-83',
    'Killed before an incoming message is counted',
    'A message that was processed, and whose number was not stored, is asked for again: it is delivered at least once.',
  ),
  seed(
    'SD-84',
    'Torn record',
    'A record that was not written whole is cut off with a warning; what was stored before it stays.',
  ),
  seed(
    'SD-85',
    'Damaged storage',
    'With damaged storage a session does not start, or puts the files aside and begins at 1/1, as its recovery strategy says.',
  ),
  seed(
    'SD-86',
    'Restart with each type of storage',
    'Persistent, memory-mapped and split storage bring numbers and messages through a restart; transient and null begin at 1/1.',
  ),
  seed(
    'SD-87',
    'Killed in an answer to a ResendRequest',
    'An answer that was broken off changes nothing: asked again, everything comes under its first number.',
  ),
  seed('SD-88', 'Killed in a reset', 'A reset that was broken off leaves all numbers and messages old, or all new.'),
  seed(
    'SD-89',
    'The application fails on a message',
    'A message on which the application fails does not count and comes again after a new Logon, or is answered by a reject, as configured.',
  ),
  seed(
    'SD-90',
    'Archive on termination',
    'A session that is terminated leaves its files in the archive; where that is missing they stay, and it is an error.',
  ),
]
