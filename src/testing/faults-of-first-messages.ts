/** Wrong targets that only a second look tells from right ones: 1B.d, 1B.e, 1S.d, 2S, 10.e. */
import { type Fault, incoming, tamper } from './fault.ts'

const passesOverHeartbeats = incoming('msgType: "0", drop: true')
const refusesInSilence = tamper(
  'direction: outgoing, msgType: "5", drop: true',
  'direction: outgoing, msgType: "3", drop: true',
)

export const FAULTS_OF_FIRST_MESSAGES: readonly Fault[] = [
  {
    // When its time for a Logon is over it closes, and that looks right from outside.
    name: 'passes over what comes before the Logon',
    target: passesOverHeartbeats,
    case: '2S',
    says: /got Logon|Logon \d+/,
    scenario: 'the Logon comes behind it',
  },
  {
    name: 'passes over what comes before the Logon reply',
    target: passesOverHeartbeats,
    case: '1B.e',
    role: 'initiator',
    says: /nothing within 15 s/,
    scenario: 'the Logon reply comes behind it',
  },
  {
    name: 'refuses an invalid Logon without a word',
    target: refusesInSilence,
    case: '1S.d',
    says: /it closed in silence/,
    scenario: 'SendingTime',
  },
  {
    name: 'refuses an invalid Logon reply without a word',
    target: refusesInSilence,
    case: '1B.d',
    role: 'initiator',
    says: /it closed in silence/,
    scenario: 'SenderCompID',
  },
  {
    name: 'rejects a GapFill that lowers the number, and lowers it',
    target: tamper(
      'direction: incoming, msgType: "1", where: { "34": "6" }, set: { "34": "9" }',
      'direction: outgoing, msgType: "2", set: { "7": "3" }',
    ),
    case: '10.e',
    says: /BeginSeqNo\(7\): expected 5, got 3/,
  },
]
