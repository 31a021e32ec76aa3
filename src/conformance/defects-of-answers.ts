/** Defects of venues in what they say to a message that is wrong, is there already, or can not be taken now. */
import type { DefectClass } from './defect.ts'

export const DEFECTS_OF_ANSWERS: readonly DefectClass[] = [
  {
    class: 'duplicate-accepted',
    cases: ['ORD-10.e', 'ORD-10.f', 'ORD-20.a', 'MAT-F.1'],
    tag: 150,
    value: /^[0A]$/,
    text: 'A ClOrdID that was used before made a second order: ids are not kept, or PossResend is not read.',
  },
  {
    class: 'poss-resend-not-read',
    cases: ['ORD-20.a', 'MAT-F.1.b'],
    tag: 150,
    value: /^8$/,
    text: 'An order that is sent again with PossResend was rejected as a duplicate: PossResend is not read. What is known of the order is the answer.',
    seenIn: ['bytex #16'],
  },
  {
    class: 'duplicate-tells-another-order',
    cases: ['ORD-10.e', 'ORD-10.f', 'MAT-F.1'],
    tag: 55,
    text: 'The reject of a ClOrdID that was used before tells of another instrument than that of the order, and its receiver can not place it.',
    seenIn: ['FIX forum 17059'],
  },
  {
    class: 'value-fault-unanswered',
    cases: ['ORD-10.l', 'ORD-10.m', 'ORD-17.b'],
    expects: ['Reject'],
    got: ['nothing', 'disconnect'],
    text: 'A message with a faulty field got no Reject: reading it raised an exception that nobody caught.',
    seenIn: ['quickfix #732'],
  },
  {
    class: 'ref-tag-missing',
    cases: ['ORD-10', 'ORD-17', 'APP-05', 'QUO-01', 'MKT-04'],
    tag: 371,
    value: 'missing',
    text: 'The Reject does not say in RefTagID which field is meant.',
    seenIn: ['fix-antenna-net-core #100'],
  },
  {
    class: 'not-available-as-reject',
    cases: ['APP-01.d'],
    expects: ['BusinessMessageReject'],
    got: ['Reject'],
    text: 'That the application is not available was told by a Reject of the session, which stands for faults of the message. BusinessMessageReject has a reason for it.',
    seenIn: ['fix-antenna-net-core #100'],
  },
  {
    class: 'reason-missing',
    cases: ['ORD', 'CXL', 'MAT'],
    tag: 103,
    value: 'missing',
    text: 'The reject does not say why: the reason that the market gave is not passed on in OrdRejReason.',
    seenIn: ['roq-rencap #31'],
  },
  {
    class: 'reason-missing',
    cases: ['ORD-10', 'MAT-F.1'],
    tag: 103,
    value: /^(0|99)$/,
    text: 'The reject gives a reason that means nothing, where the market gave one that has a code: it is not passed on in OrdRejReason.',
    seenIn: ['roq-rencap #31'],
  },
  {
    class: 'version-in-message',
    tag: 1137,
    value: 'unasked',
    text: 'DefaultApplVerID stands in a message that is no Logon, and the other side rejects it for that.',
    seenIn: ['quickfix #387'],
  },
]
