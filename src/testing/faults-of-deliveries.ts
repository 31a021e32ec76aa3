/** Wrong targets for an application that fails on a message: SD-89. */
import { type Fault, incoming, out } from './fault.ts'

export const FAULTS_OF_DELIVERIES: readonly Fault[] = [
  {
    name: 'goes on without its application',
    target: out('msgType: "5", drop: true'),
    case: 'SD-89',
    says: /expected Logout/,
    scenario: 'the session ends for it',
  },
  {
    name: 'counts a message that its application did not take',
    target: incoming('msgType: A, nth: 2, set: { "34": "3" }'),
    case: 'SD-89',
    role: 'initiator',
    says: /expected ResendRequest/,
    scenario: 'the session ends for it',
  },
  {
    name: 'gives another reason for its application',
    target: out('msgType: j, set: { "380": "0" }'),
    case: 'SD-89',
    says: /BusinessRejectReason\(380\): expected 4 .*, got 0/,
    scenario: 'the message is rejected',
  },
]
