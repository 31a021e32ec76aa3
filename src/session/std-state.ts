/** The state of a session in the words of the standard's matrix (FIX Session Layer; session test cases 6.1). */
import type { Session } from './session.ts'

/** Names of the matrix, with their numbers there. */
export const STD_STATES = {
  1: 'disconnected, no connection today',
  2: 'disconnected, connection earlier today',
  3: 'detect broken connection',
  6: 'network connection established',
  7: 'initiation Logon sent',
  10: 'handle ResendRequest',
  12: 'awaiting response to ResendRequest',
  14: 'awaiting response to TestRequest',
  15: 'receive Logout',
  16: 'initiate logout',
  17: 'active',
  18: 'waiting for Logon acknowledgement',
} as const

export type StdStateNumber = keyof typeof STD_STATES

/**
 * Number of the state. The rows that the matrix passes through within one step are never seen between steps (8, 9, 11,
 * 13), and waiting for a connection or making one is not the session's (4, 5).
 */
export function stdStateNumber(session: Readonly<Session>): StdStateNumber {
  switch (session.state) {
    case 'disconnected':
      return session.fresh ? 1 : 2
    case 'awaitingLogon':
      return 6
    case 'logonSent':
      return 7
    case 'active':
      return activeState(session)
    // Logout does not interrupt the answer to a ResendRequest.
    case 'logoutSent':
      return session.resending.length > 0 ? 10 : 16
    case 'logoutAnswered':
      return session.resending.length > 0 ? 10 : 15
    case 'closing':
      return closingState(session)
  }
}

/** @returns the name of the state in the matrix */
export function stdState(session: Readonly<Session>): string {
  return STD_STATES[stdStateNumber(session)]
}

/** An answer of ours goes before one that we wait for: two sides that wait for each other would wait for ever. */
function activeState({ resending, resetReply, gap, testReqID, resetCheck }: Readonly<Session>): StdStateNumber {
  if (resending.length > 0) return 10
  if (resetReply === 'must') return 18
  if (gap !== undefined) return 12
  return testReqID === undefined && resetCheck === undefined ? 17 : 14
}

function closingState({ end }: Readonly<Session>): StdStateNumber {
  if (end?.reason === 'counterpartyLoggedOut') return 15
  const dead = end === undefined || end.reason === 'noAnswer' || end.reason === 'brokenConnection'
  return dead ? 3 : 16
}
