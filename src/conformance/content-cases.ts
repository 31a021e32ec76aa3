/**
 * The numbered cases of the standard from group 14 on: what messages contain, how they are queued, encrypted, routed and
 * repeated. One row a case; the sentence is ours. Source: FIX Session Layer Test Cases (2020, ISO 3531-3).
 */
import { BOTH_ROLES, type Requirement } from './requirement.ts'

const STANDARD = 'FIX Session Layer Test Cases (2020), ISO 3531-3'

type Further = Partial<Pick<Requirement, 'optional' | 'since' | 'until' | 'untestable' | 'roles'>>

function standard(id: string, title: string, sentence: string, further: Further = {}): Requirement {
  return { id, title, sentence, clause: `${STANDARD}, case ${id}`, level: 'must', roles: BOTH_ROLES, ...further }
}

/** Cases of encryption that need both sides to hold the same keys; the standard itself no longer says how. */
function encrypted(id: string, title: string, sentence: string, untestable: string): Requirement {
  return standard(id, title, sentence, { optional: true, untestable })
}

const NO_SIGNATURES =
  'Which signature is right is agreed between two parties, and no engine in use has such an agreement.'
const NO_CIPHER =
  'It shows only between two sides that encrypt with the same keys, and the methods of EncryptMethod are no longer in use.'

export const CONTENT_CASES: readonly Requirement[] = [
  standard('14.a', 'Undefined tag', 'A tag number that the standard does not define is rejected.'),
  standard('14.b', 'Required tag missing', 'A message without a required tag is rejected.'),
  standard(
    '14.c',
    'Tag not defined for this message type',
    'A tag that is defined, but not for this type of message, is rejected.',
  ),
  standard('14.d', 'Tag without a value', 'A tag without a value is rejected.'),
  standard(
    '14.e',
    'Value incorrect',
    'A value that is not in the list of its field, or out of its range, is rejected.',
  ),
  standard('14.f', 'Incorrect data format', 'A value in a format that is not that of its field is rejected.'),
  standard(
    '14.g',
    'Header, body and trailer out of order',
    'A message whose header, body and trailer are out of order is rejected, or taken for garbled.',
  ),
  standard('14.h', 'Tag more than once', 'A tag that appears more than once outside a repeating group is rejected.'),
  standard(
    '14.i',
    'NumInGroup wrong',
    'A repeating group with more or fewer entries than its NumInGroup says is rejected.',
  ),
  standard(
    '14.j',
    'Repeating group out of order',
    'A repeating group whose entries do not keep the order of their fields is rejected.',
  ),
  standard(
    '14.k',
    'SOH in a value',
    'A field that is not of type data and holds the delimiter SOH is rejected, or the message is taken for garbled.',
  ),
  standard(
    '14.l',
    'Application not available',
    'An application that is not available is told of in a BusinessMessageReject, before FIX.4.2 in a Reject.',
  ),
  standard(
    '14.m',
    'Conditionally required tag missing',
    'A message without a tag that its other fields require is told of in a BusinessMessageReject, before FIX.4.2 in a Reject.',
  ),
  standard(
    '14.n',
    'Tag both clear and encrypted',
    'A tag that has one value in clear text and another one in the encrypted part is rejected.',
    { untestable: NO_CIPHER },
  ),
  standard(
    '15',
    'Fields in another order',
    'Messages of one type with header and body fields in different orders are accepted.',
    { optional: true },
  ),
  standard('16.a', 'Message to send while disconnected', 'A message to be sent while disconnected is queued.'),
  standard(
    '16.b',
    'Logon with queued messages',
    'Queued messages are delivered once the session is established again, before newer ones.',
  ),
  standard('17.a', 'Valid EncryptMethod', 'A Logon with a valid EncryptMethod is accepted.', { optional: true }),
  standard(
    '17.b',
    'EncryptMethod not supported',
    'A Logon with an EncryptMethod that is not supported is rejected, counted, and refused by Logout.',
    { optional: true, roles: ['acceptor'] },
  ),
  encrypted('17.c', 'Valid Signature', 'A message with a valid Signature is accepted.', NO_SIGNATURES),
  encrypted('17.d', 'SignatureLength wrong', 'A message whose SignatureLength is wrong is rejected.', NO_SIGNATURES),
  encrypted('17.e', 'Signature wrong', 'A message whose Signature is wrong is rejected.', NO_SIGNATURES),
  encrypted('17.f', 'Valid SecureData', 'SecureData that can be decrypted and read is accepted.', NO_CIPHER),
  encrypted(
    '17.g',
    'SecureDataLen wrong',
    'A message whose SecureDataLen is wrong is garbled: ignored and not counted.',
    NO_CIPHER,
  ),
  encrypted('17.h', 'SecureData unreadable', 'SecureData that can not be decrypted and read is rejected.', NO_CIPHER),
  encrypted(
    '17.i',
    'Field missing from the clear text',
    'A message that encrypts a field which must stay in clear text is rejected.',
    NO_CIPHER,
  ),
  encrypted(
    '17.j',
    'Left-over bytes of the cipher',
    'SecureData whose last block was not filled up as agreed is rejected.',
    NO_CIPHER,
  ),
  standard(
    '18.a',
    'Valid third-party addressing',
    'OnBehalfOf and DeliverTo identifiers that were agreed upon are accepted.',
    { optional: true },
  ),
  standard(
    '18.b',
    'Third-party addressing not agreed',
    'OnBehalfOf and DeliverTo identifiers that were not agreed upon are rejected.',
    { optional: true },
  ),
  standard(
    '19.a',
    'PossResend, seen before',
    'A PossResend message that the application has seen before is not processed again.',
  ),
  standard(
    '19.b',
    'PossResend, not seen before',
    'A PossResend message that the application has not seen before is processed.',
  ),
  standard(
    '20',
    'Simultaneous ResendRequests',
    'A ResendRequest that comes while the own one waits for its answer is answered first, and once.',
  ),
]
