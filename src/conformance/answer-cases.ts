/** Cases of answers (APP): which message answers which fault; and what the session means for orders (SES). */
import { rowsAbout } from './application-row.ts'
import type { Requirement } from './requirement.ts'

const answer = rowsAbout('BusinessMessageReject')

const SESSION = 'FIX Session Layer, Reject'

export const ANSWER_CASES: readonly Requirement[] = [
  answer(
    'APP-01.a',
    'V all must',
    'Unsupported type of message',
    'A message of a type that the version has and the target does not support is answered by BusinessMessageReject for that.',
    { rule: '(any)' },
  ),
  answer(
    'APP-01.b',
    'V all must',
    'Unknown type of message',
    'A message of a type that the version does not have is rejected by the session.',
    { rule: '(session)', clause: SESSION },
  ),
  answer(
    'APP-01.c',
    'V all must',
    'Conditional field missing',
    'A message that lacks a field that its own content asks for is refused once, by its own reject or by BusinessMessageReject.',
    { rule: 'O:LIM-' },
  ),
  answer(
    'APP-01.d',
    'V/C all should',
    'Application not available',
    'While the application is away orders should be refused for that by BusinessMessageReject, and work when it is back.',
    { rule: 'A:DOWN', map: 'epam fix-antenna #100' },
  ),
  answer(
    'APP-01.e',
    'V ≥4.4 should',
    'Not authorised',
    'An order on a session that may send none should be refused for that.',
    { rule: 'A:DROP' },
  ),
  answer(
    'APP-01.f',
    'V/C all venue',
    'Throttle',
    'Messages beyond the agreed rate are refused at once, and not held back in silence.',
    { rule: 'A:RATE' },
  ),
  answer('APP-01.g', 'V all venue', 'Cancels pass the throttle', 'A cancel is taken also beyond the agreed rate.', {
    rule: 'A:RATE',
  }),
  answer(
    'APP-01.h',
    'V all must',
    'One answer for each fault',
    'A faulty message gets exactly one answer: of the session, of the business layer, or its own.',
    { rule: '(all)' },
  ),
  answer(
    'APP-02.a',
    'C all must',
    'Client and BusinessMessageReject',
    'A client takes BusinessMessageReject to the order that it names: the order is dead, and not sent again as it was.',
    { rule: 'Q330' },
  ),
  answer(
    'APP-02.b',
    'C all must',
    'Client and Reject',
    'A client takes a Reject of the session to the order that it names: the order is dead, the session lives.',
    { rule: 'Q340', clause: SESSION },
  ),
  answer(
    'APP-02.c',
    'C all must',
    'No reject of a reject',
    'A client answers neither Reject nor BusinessMessageReject by one of them.',
    { rule: 'Q335' },
  ),
  answer(
    'APP-02.d',
    'C all should',
    'Reject of a number never sent',
    'A client should log a reject that names a number that it can not place, and go on.',
    { rule: 'Q335' },
  ),
  answer(
    'APP-03.a',
    'C all should',
    'Business content is no fault of the session',
    'A client should not reject a report by the session because of what it means for its orders.',
    { rule: 'Q390' },
  ),
  answer(
    'APP-04.a',
    'V/C all venue',
    'Third-party routing',
    'The answer to an order that came on behalf of somebody is delivered to him: the routing fields come back crosswise.',
    { rule: 'A:ROUTE' },
  ),
  answer(
    'APP-05.a',
    'V 5.0 must',
    'ApplVerID of a message',
    'A message may say its ApplVerID; without it the default of the Logon holds, and one that is not supported is rejected.',
    { rule: '(session)', clause: 'FIXT.1.1, ApplVerID' },
  ),
  answer(
    'APP-05.b',
    'V 4.2 must',
    'HandlInst missing',
    'In FIX.4.2 an order without HandlInst is rejected by the session.',
    {
      rule: '(session)',
      clause: SESSION,
    },
  ),
  answer('APP-05.c', 'V 4.2 must', 'ExecTransType there', 'In FIX.4.2 every ExecutionReport carries ExecTransType.', {
    rule: '(all)',
    clause: 'FIX.4.2, ExecutionReport: ExecTransType',
  }),
  answer('APP-05.d', 'V ≥4.4 must', 'ExecTransType gone', 'Since FIX.4.3 no ExecutionReport carries ExecTransType.', {
    rule: '(all)',
    clause: 'FIX.4.3, ExecutionReport: ExecType',
  }),
  answer(
    'SES-15.a',
    'C all should',
    'Orders queued while disconnected',
    'An order that was entered while no session was up should not go out hours later unchecked.',
    { rule: 'ev:drop' },
  ),
  answer(
    'SES-15.b',
    'V all venue',
    'Stale order sent again',
    'An order that comes late by resend is processed or Rejected as stale, and not passed over in silence.',
    { rule: 'S:STALE', map: 'F.1.c' },
  ),
]
