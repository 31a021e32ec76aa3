/**
 * The requirements that scenarios prove, in the order of the standard. One row a case; the sentence is ours.
 * Sources: FIX Session Layer Test Cases (2020, ISO 3531-3) for numbered cases; for SD cases the engine requirements on
 * recovery and sequence number handling, with the clause of the standard where it has one; practice of engines for PX,
 * public certification scripts of venues for VN. Cases of the application come from the messages and the order state
 * changes of the standard, and where it is silent from the practice of venues and clients.
 */

import { ANSWER_CASES } from './answer-cases.ts'
import { CANCEL_CASES, MASS_CANCEL_CASES } from './cancel-cases.ts'
import { CONTENT_CASES } from './content-cases.ts'
import { EXECUTION_CASES } from './execution-cases.ts'
import { INVARIANT_CASES } from './invariant-cases.ts'
import { MARKET_DATA_CASES } from './market-data-cases.ts'
import { MATRIX_CASES } from './matrix-cases.ts'
import { NUMBERING_CASES } from './numbering-cases.ts'
import { ORDER_CASES } from './order-cases.ts'
import { ORDER_CHECK_CASES } from './order-check-cases.ts'
import { PRACTICE_CASES } from './practice-cases.ts'
import { QUOTE_CASES } from './quote-cases.ts'
import { RECOVERY_CASES } from './recovery-cases.ts'
import { REPLACE_CASES } from './replace-cases.ts'
import { type Group, groupOf, type Requirement } from './requirement.ts'
import { SEED_CASES } from './seed-cases.ts'
import { STANDARD_CASES } from './standard-cases.ts'
import { VENUE_CASES } from './venue-cases.ts'

export const GROUPS: readonly Group[] = [
  { id: '1B', title: 'Connect and send Logon (initiator)' },
  { id: '1S', title: 'Receive Logon (acceptor)' },
  { id: '2S', title: 'First message is not a Logon' },
  { id: '2', title: 'Receive message, standard header' },
  { id: '3', title: 'Receive message, standard trailer' },
  { id: '4', title: 'Send Heartbeat' },
  { id: '5', title: 'Receive Heartbeat' },
  { id: '6', title: 'Send TestRequest' },
  { id: '7', title: 'Receive Reject' },
  { id: '8', title: 'Receive ResendRequest' },
  { id: '9', title: 'Synchronise sequence numbers' },
  { id: '10', title: 'Receive SequenceReset-GapFill' },
  { id: '11', title: 'Receive SequenceReset-Reset' },
  { id: '12', title: 'Send Logout' },
  { id: '13', title: 'Receive Logout' },
  { id: '14', title: 'Receive application or administrative message' },
  { id: '15', title: 'Receive messages with fields in another order' },
  { id: '16', title: 'Queue outgoing messages' },
  { id: '17', title: 'Support encryption' },
  { id: '18', title: 'Support third-party addressing' },
  { id: '19', title: 'Receive application message with PossResend' },
  { id: '20', title: 'Simultaneous ResendRequests' },
  { id: 'SD', title: 'Sequence numbers, schedules, recovery' },
  { id: 'PX', title: 'Practice of real counterparties' },
  { id: 'VN', title: 'Venue certification scripts' },
  { id: 'ORD', title: 'Orders' },
  { id: 'CXL', title: 'Cancels and replaces' },
  { id: 'EXE', title: 'Executions and status' },
  { id: 'QUO', title: 'Quotes' },
  { id: 'MKT', title: 'Market and reference data' },
  { id: 'APP', title: 'Which answer for which fault' },
  { id: 'SES', title: 'Orders over the end of a session' },
  { id: 'MAT', title: 'Order state change matrices' },
  { id: 'INV', title: 'Invariants of every report' },
]

/** Cases of several files, in the order of their numbers: SD-56, SD-56b, SD-57. */
const BY_NUMBER = [...SEED_CASES, ...NUMBERING_CASES, ...RECOVERY_CASES].sort(
  (a, b) => Number.parseInt(a.id.slice(3), 10) - Number.parseInt(b.id.slice(3), 10),
)

/** Cancels, replaces, and cancels of many at once share their numbers. */
const CANCELS = [...CANCEL_CASES, ...REPLACE_CASES, ...MASS_CANCEL_CASES].sort((a, b) => (a.id < b.id ? -1 : 1))

export const CATALOGUE: readonly Requirement[] = [
  ...STANDARD_CASES,
  ...CONTENT_CASES,
  ...BY_NUMBER,
  ...PRACTICE_CASES,
  ...VENUE_CASES,
  ...ORDER_CASES,
  ...ORDER_CHECK_CASES,
  ...CANCELS,
  ...EXECUTION_CASES,
  ...QUOTE_CASES,
  ...MARKET_DATA_CASES,
  ...ANSWER_CASES,
  ...MATRIX_CASES,
  ...INVARIANT_CASES,
]

const BY_ID: ReadonlyMap<string, Requirement> = new Map(CATALOGUE.map((requirement) => [requirement.id, requirement]))

/** @returns undefined when no row has this id */
export function findRequirement(id: string): Requirement | undefined {
  return BY_ID.get(id)
}

/**
 * Case ids that a user's word selects: the id itself, or all of a group by prefix (`2` selects 2.a to 2.t, `SD` all SD
 * cases, `SD-4` SD-43 to SD-49, `ORD-03` ORD-03.a to ORD-03.d, `MAT-D` the matrices of group D).
 */
export function selectCases(word: string): readonly string[] {
  const exact = findRequirement(word)
  if (exact !== undefined) return [word]
  return CATALOGUE.filter(
    ({ id }) => groupOf(id) === word || (/^[A-Z]+-[A-Z\d]/.test(word) && id.startsWith(word)),
  ).map(({ id }) => id)
}
