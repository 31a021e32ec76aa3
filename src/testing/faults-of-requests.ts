/** Wrong targets for ResendRequests that can not be meant, reach too far, or come again: SD-43 to SD-56. */
import { type Fault, incoming, out, session } from './fault.ts'

export const FAULTS_OF_REQUESTS: readonly Fault[] = [
  // BeginSeqNo
  {
    name: 'answers from 1',
    target: incoming('msgType: "2", where: { "7": "0" }, set: { "7": "1" }'),
    case: 'SD-43',
    says: /expected Reject, got SequenceReset/,
    scenario: 'BeginSeqNo 0',
  },
  {
    name: 'names another message',
    target: out('msgType: "3", set: { "45": "1" }'),
    case: 'SD-43',
    says: /RefSeqNum\(45\): expected \d+, got 1/,
  },
  {
    name: 'names another field',
    target: out('msgType: "3", set: { "371": "16" }'),
    case: 'SD-43',
    says: /RefTagID\(371\): expected 7 BeginSeqNo.*, got 16 EndSeqNo/,
  },
  {
    name: 'reads 32 bits',
    target: incoming('msgType: "2", where: { "7": "99999999999" }, set: { "7": "10" }'),
    case: 'SD-44',
    says: /expected Reject, got SequenceReset/,
    scenario: 'BeginSeqNo 99999999999',
  },
  {
    name: 'fills what was never sent',
    target: session('resendBeginBeyondLast: gapfill'),
    case: 'SD-45',
    says: /expected Reject, got SequenceReset/,
  },
  {
    name: 'ignores what was never sent',
    target: session('resendBeginBeyondLast: ignore'),
    case: 'SD-45',
    says: /expected Reject, got nothing/,
  },
  {
    name: 'turns the range round',
    target: incoming('msgType: "2", where: { "7": "7" }, set: { "7": "3", "16": "7" }'),
    case: 'SD-50',
    says: /expected Reject, got SequenceReset/,
  },
  {
    name: 'gives one reason for all',
    target: out('msgType: "3", set: { "373": "5" }'),
    case: 'SD-51',
    says: /SessionRejectReason\(373\): expected .*, got 5/,
  },
  // EndSeqNo
  {
    name: 'fills to the number that was asked',
    target: out('msgType: "4", where: { "36": "11" }, set: { "36": "101" }'),
    case: 'SD-46',
    says: /NewSeqNo\(36\): expected between 2 and 11, got 101/,
  },
  {
    name: 'stops one too early',
    target: out('msgType: "4", where: { "36": "11" }, set: { "36": "10" }'),
    case: 'SD-46',
    says: /expected messages|nothing within 5 s/,
  },
  {
    name: 'sends one message more',
    target: out('msgType: "4", where: { "36": "11" }, times: 2'),
    case: 'SD-46',
    says: /got SequenceReset/,
  },
  {
    name: 'does not read a great EndSeqNo',
    target: incoming('msgType: "2", where: { "16": "99999999999" }, drop: true'),
    case: 'SD-47',
    says: /nothing within 5 s/,
  },
  {
    name: 'answers beyond the range',
    target: incoming('msgType: "2", where: { "16": "7" }, set: { "16": "0" }'),
    case: 'SD-48',
    says: /NewSeqNo\(36\): expected between 4 and 8, got 11/,
    scenario: 'BeginSeqNo 3, EndSeqNo 7',
  },
  {
    name: 'takes 999999 for a number',
    target: incoming('msgType: "2", where: { "16": "999999" }, drop: true'),
    case: 'SD-49',
    says: /nothing within 5 s/,
  },
  // Duplicates
  {
    name: 'answers the duplicate',
    target: incoming('msgType: "2", nth: 2, set: { "16": "4" }'),
    case: 'SD-52',
    says: /got SequenceReset/,
  },
  {
    name: 'takes an interrupted repetition for a duplicate',
    target: incoming('msgType: "2", nth: 2, drop: true'),
    case: 'SD-53',
    says: /nothing within 5 s|ResendRequest/,
  },
  {
    name: 'takes another range for a duplicate',
    target: incoming('msgType: "2", nth: 2, drop: true'),
    case: 'SD-54',
    says: /nothing within 5 s|ResendRequest/,
  },
  {
    name: 'has a limit where there is none',
    target: incoming('msgType: "2", nth: 3, drop: true'),
    case: 'SD-55',
    says: /nothing within 5 s/,
  },
  {
    name: 'is tired of the 50th repetition',
    target: incoming('msgType: "2", nth: 50, drop: true'),
    case: 'SD-56',
    says: /nothing within 5 s/,
  },
]
