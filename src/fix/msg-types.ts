/** The message types that session logic names; the rest comes from a dictionary. */
export const MsgType = {
  Heartbeat: '0',
  TestRequest: '1',
  ResendRequest: '2',
  Reject: '3',
  SequenceReset: '4',
  Logout: '5',
  Logon: 'A',
  XmlNonFix: 'n',
  BusinessMessageReject: 'j',
} as const

const SESSION_TYPES: ReadonlySet<string> = new Set(['0', '1', '2', '3', '4', '5', 'A'])

/** True for the messages of the session layer (administrative), false for application messages. */
export function isSessionMessage(msgType: string): boolean {
  return SESSION_TYPES.has(msgType)
}

const SESSION_NAMES: ReadonlyMap<string, string> = new Map([
  ['0', 'Heartbeat'],
  ['1', 'TestRequest'],
  ['2', 'ResendRequest'],
  ['3', 'Reject'],
  ['4', 'SequenceReset'],
  ['5', 'Logout'],
  ['A', 'Logon'],
])

/** The name of a session message, undefined for any other MsgType. */
export function sessionMessageName(msgType: string): string | undefined {
  return SESSION_NAMES.get(msgType)
}
