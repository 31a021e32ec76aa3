/** The counterparty as steps hold it, whoever keeps the session behind it. */
import type { Field } from '../codec/encode.ts'

export interface Counterparty {
  /** MsgSeqNum(34) of the next message that does not state one. */
  nextOut: number
  /** MsgSeqNum(34) of the last message sent. */
  readonly lastSent: number
  readonly connected: boolean
  /**
   * Sends one message.
   *
   * @param stated - fields of body and header; what is stated beats what is computed, `null` leaves a field out
   * @param garbling - name of a fault of framing
   * @param order - tags of fields that stand in this order instead of their own
   */
  send(msgType: string, stated: readonly Field[], garbling?: string, order?: readonly number[]): void
  /** Sends what was written, then ends the connection. */
  close(): void
  /** Ends the connection at once. */
  cut(): void
}
