/**
 * Cases of where a numbering begins and ends: resets by Logon, by Logout, by the hour and by hand, and
 * NextExpectedMsgSeqNum (SD-08 to SD-42, SD-95 to SD-98). The sentences are ours.
 */
import type { Requirement } from './requirement.ts'
import { seed } from './seed-cases.ts'

export const NUMBERING_CASES: readonly Requirement[] = [
  seed(
    'SD-08',
    'No reset asked for',
    'With ForceSeqNumReset 0 no Logon carries ResetSeqNumFlag, and numbers continue over every disconnect.',
  ),
  seed(
    'SD-09',
    'Reset asked for once',
    'With ForceSeqNumReset 1 only the first Logon asks for a reset: that of a session without stored messages.',
    { roles: ['initiator'] },
  ),
  seed('SD-10', 'Reset asked for always', 'With ForceSeqNumReset 2 every Logon asks for a reset.'),
  seed(
    'SD-11',
    'Messages that wait for a reset',
    'Messages that could not be sent before a reset get new numbers and are delivered, or go back to the application.',
    { roles: ['initiator'] },
  ),
  seed(
    'SD-12',
    'Reset without ResetSeqNumFlag',
    'FIX.4.0 has no ResetSeqNumFlag: the numbers begin anew, and the Logon says no more than its own.',
    { roles: ['initiator'] },
  ),
  seed(
    'SD-13',
    'Reset answered without ResetSeqNumFlag',
    'A reply that restarts at 1 without ResetSeqNumFlag is accepted, and reported.',
    { roles: ['initiator'] },
  ),
  seed('SD-14', 'Reset not honoured', 'A reply that goes on from old numbers breaks the reset: Logout, disconnect.', {
    roles: ['initiator'],
  }),
  seed(
    'SD-15',
    'Logout ends the session',
    'Without IntradayLogoutTolerance a Logout ends the session: it takes no Logon until it is made again, then from 1.',
  ),
  seed(
    'SD-16',
    'No attempt after Logout',
    'Without IntradayLogoutTolerance an initiator that was logged out does not connect again by itself.',
    { roles: ['initiator'] },
  ),
  seed(
    'SD-17',
    'Logout ends the connection',
    'With IntradayLogoutTolerance numbers go on after a Logout, both Logouts counted.',
  ),
  seed(
    'SD-18',
    'Messages sent while logged out',
    'With IntradayLogoutTolerance messages sent while logged out are numbered, kept, and delivered after the next Logon.',
  ),
  seed(
    'SD-19',
    'Numbers after a lost link',
    'With ResetSeqNumOnNonGracefulTermination a lost link restarts the numbers, without ResetSeqNumFlag.',
  ),
  seed(
    'SD-20',
    'Numbers after a correct Logout',
    'ResetSeqNumOnNonGracefulTermination leaves the numbers alone when both sides have said Logout.',
  ),
  seed(
    'SD-21',
    'Two resets that contradict each other',
    'ResetSeqNumOnNonGracefulTermination together with ForceSeqNumReset 2 is warned about.',
  ),
  seed(
    'SD-22',
    'What becomes of a session after Logout',
    'RecreateOnLogout, TerminateOnLogout and IntradayLogoutTolerance together say what becomes of a session after Logout.',
  ),
  seed(
    'SD-25',
    'Daily reset while connected',
    'At the reset time a session that stands restarts its numbers by Logon inside the session, without leaving.',
  ),
  seed(
    'SD-26',
    'Daily reset missed',
    'A daily reset that was missed while the process was down is made up for before the next Logon.',
  ),
  seed(
    'SD-30',
    'Reset asked for in the session',
    'An engine that is told to reset sends Logon 1 with ResetSeqNumFlag, and both sides go on at 2 on the same connection.',
  ),
  seed(
    'SD-31',
    'Reset received in the session',
    'A Logon 1 with ResetSeqNumFlag inside the session is confirmed by the same, whatever number was expected.',
  ),
  seed(
    'SD-32',
    'Reset from both sides',
    'When both sides ask for a reset at once, each takes the other Logon for the reply, and none is sent twice.',
  ),
  seed('SD-33', 'Messages from before a reset', 'What was sent before a reset can not be asked for any more.'),
  seed(
    'SD-34',
    'Message under way at a reset',
    'Messages that were under way when a reset was asked for still count by the old numbers, until the reply.',
  ),
  seed(
    'SD-35',
    'Reset in the session with another MsgSeqNum',
    'A Logon inside the session with ResetSeqNumFlag whose MsgSeqNum is not 1 ends the session.',
  ),
  seed(
    'SD-36',
    'NextExpectedMsgSeqNum in step',
    'Both Logons say which number comes next; in step nothing is sent again.',
  ),
  seed(
    'SD-37',
    'NextExpectedMsgSeqNum too low',
    'A NextExpectedMsgSeqNum below the next number is answered by Logon, then by what is missing.',
  ),
  seed(
    'SD-38',
    'NextExpectedMsgSeqNum too high',
    'A NextExpectedMsgSeqNum that was never reached ends the session by Logout.',
  ),
  seed(
    'SD-39',
    'Gap of our own with NextExpectedMsgSeqNum',
    'A gap in the Logon is asked for by NextExpectedMsgSeqNum alone; ResendRequest follows only when nothing comes.',
  ),
  seed('SD-40', 'NextExpectedMsgSeqNum with a reset', 'With ResetSeqNumFlag the Logon says 1 and the reply says 2.'),
  seed(
    'SD-41',
    'Counterparty without NextExpectedMsgSeqNum',
    'Where the counterparty does not state NextExpectedMsgSeqNum, a gap is asked for by ResendRequest.',
  ),
  seed(
    'SD-42',
    'NextExpectedMsgSeqNum before FIX.4.4',
    'Versions without NextExpectedMsgSeqNum do not send it, whatever is configured.',
  ),
  seed(
    'SD-95',
    'Own number raised by hand',
    'After the own number was raised the next message has a gap before it, and a request for it is filled.',
  ),
  seed(
    'SD-96',
    'Expected number lowered by hand',
    'After the expected number was lowered the next Logon is too high, and old messages are asked for and come again.',
  ),
  seed(
    'SD-97',
    'Expected number raised by hand',
    'After the expected number was raised above the counterparty its Logon is too low, and refused.',
  ),
  seed('SD-98', 'Both numbers reset by hand', 'A reset by hand says whether it is local alone or goes on the wire.'),
]
