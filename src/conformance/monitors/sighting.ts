/** What a monitor sees: one message, or bytes that are none, of one of the two sides of a session. */
import type { Message } from '../../codec/message.ts'

/** The side that is graded, and the other one. */
export type Side = 'target' | 'peer'

export interface Sighting {
  /** Position among all sightings of the logs, from 0. */
  readonly ordinal: number
  /** Of the logs that are graded together, which one, from 0. */
  readonly file: number
  readonly line: number
  /** Epoch milliseconds by the clock of the log, NaN when it has none. */
  readonly at: number
  readonly side: Side
  /** Undefined for garbled bytes. Valid only while the sighting is handed in. */
  readonly message: Message | undefined
  readonly bytes: Buffer
  /** Why the bytes are no message. */
  readonly problem?: string | undefined
}

/** One line of evidence, copied out of the log. */
export interface Shown {
  readonly file: number
  readonly line: number
  readonly at: number
  readonly side: Side | 'event'
  /** The message with `|` for SOH, its secrets masked; of an event the text. */
  readonly raw: string
}

export type Grade = 'passed' | 'warning' | 'failed' | 'inconclusive'

/** What was found out about one occurrence of a case. */
export interface Finding {
  readonly grade: Grade
  readonly expected: readonly string[]
  readonly actual: string
  /** Why nothing could be proved. */
  readonly reason?: string
}
