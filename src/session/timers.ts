/** Timers as data: each name, why it exists, and nothing about clocks. */
export type TimerName =
  /** Gives up waiting for Logon, as initiator for the reply and as acceptor for the first message. */
  | 'logon'
  /** Heartbeat(0) is due HeartBtInt after the last message sent (case 4.a). */
  | 'heartbeat'
  /** TestRequest(1) is due when nothing came for HeartBtInt and the transmission allowance (case 6). */
  | 'silence'
  /** A gap is asked for again when nothing of it came (SD-39, SD-56b). */
  | 'gap'
  /** Gives up waiting for the counterparty's Logout (case 12), or for its close after ours was the answer (13.b). */
  | 'logout'
  /** Closes a connection whose end was announced by an error Logout; the counterparty may close first. */
  | 'close'
  /** A reset inside the session is due 24 hours after Logon, and every 24 hours after that. */
  | 'age'

export const TIMER_NAMES: readonly TimerName[] = ['logon', 'heartbeat', 'silence', 'gap', 'logout', 'close', 'age']
