/**
 * Cases of recovery: answers with a limit, in blocks and with objections, own requests in pieces, and the backup
 * connection (SD-56b to SD-79). The sentences are ours.
 */
import type { Requirement } from './requirement.ts'
import { seed } from './seed-cases.ts'

const LIMIT = { clause: 'Recovery, ResendMessagesLimit' }
const VETO = { clause: 'Recovery, on_resend' }
const BACKUP = { clause: 'Recovery, backup connection', roles: ['initiator'] } as const

export const RECOVERY_CASES: readonly Requirement[] = [
  seed(
    'SD-56b',
    'Own ResendRequest never answered',
    'A gap that stays open after it was asked for AllowedCountOfSimilarRR times ends the session.',
  ),
  seed('SD-57', 'ResendMessagesLimit 0', 'With a limit of 0 one gap fill answers the whole range.', LIMIT),
  seed(
    'SD-58',
    'ResendMessagesLimit above 0',
    'With a limit of N an answer covers N numbers and ends with TestRequest; the last one covers all the rest without.',
    LIMIT,
  ),
  seed('SD-59', 'Gap fills within the limit', 'The numbers that a gap fill covers count towards the limit.', LIMIT),
  seed(
    'SD-60',
    'Repeated ResendRequest with a limit',
    'With any limit a ResendRequest that repeats the one before it is ignored, and counts.',
    LIMIT,
  ),
  seed(
    'SD-61',
    'ResendMessagesBlockSize',
    'The size of the blocks in which the store is read changes nothing of an answer, and the session stays alive.',
    { clause: 'Recovery, ResendMessagesBlockSize' },
  ),
  seed(
    'SD-62',
    'Own gap asked for in pieces',
    'With ResendRequestBlockSize a gap is asked for in pieces, each when the one before it has come.',
  ),
  seed(
    'SD-63',
    'Gap fill beyond the piece',
    'A gap fill that goes beyond the piece moves the beginning of the next one.',
  ),
  seed('SD-64', 'Objection to one message', 'A message that the application objects to is filled over.', VETO),
  seed(
    'SD-65',
    'Objection to all messages',
    'When the application objects to every message, one gap fill covers the range.',
    VETO,
  ),
  seed('SD-66', 'Nothing stored under a number', 'A number under which nothing is stored is filled over.'),
  seed(
    'SD-67',
    'Messages of the session in the range',
    'Messages of the session are never sent again, and the application is not asked about them.',
    VETO,
  ),
  seed(
    'SD-68',
    'Application that fails on the question',
    'An application that fails on the question has objected, and the session goes on.',
    VETO,
  ),
  seed(
    'SD-70',
    'Primary refuses',
    'After the first attempt and MaxTries more the initiator goes over to the backup, and proposes the HeartBtInt of the backup.',
    BACKUP,
  ),
  seed(
    'SD-71',
    'No automatic switch',
    'Without automatic switch the session ends non-gracefully when the tries are used up.',
    BACKUP,
  ),
  seed(
    'SD-72',
    'Cyclic switch',
    'With cyclic switch the tries of the backup are followed by those of the primary, and so on.',
    BACKUP,
  ),
  seed(
    'SD-73',
    'Switch that is not cyclic',
    'Without cyclic switch the session ends when the tries of the backup are used up.',
    BACKUP,
  ),
  seed(
    'SD-74',
    'Numbers kept on the backup',
    'With KeepConnectionState numbers and stored messages go over to the other connection.',
    BACKUP,
  ),
  seed(
    'SD-75',
    'Numbers not kept on the backup',
    'Without KeepConnectionState the other connection begins at 1 in storage of its own, and what was sent before can not be asked for.',
    BACKUP,
  ),
  seed('SD-76', 'Primary keeps silent', 'A Logon that is not answered in time is a failed try.', BACKUP),
  seed(
    'SD-77',
    'Switch in the middle of a resend',
    'What was missing when the connection was lost is asked for on the other one.',
    BACKUP,
  ),
  seed(
    'SD-78',
    'Switch by hand',
    'A switch by hand says Logout on the old connection and Logon on the new, and the tries count from zero.',
    BACKUP,
  ),
  seed(
    'SD-79',
    'Primary and backup with one store or two',
    'A primary and a backup that share their store are one counterparty with one set of numbers; otherwise they are two.',
    { clause: 'Recovery, backup connection' },
  ),
]
