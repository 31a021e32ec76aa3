/**
 * The application that acceptance suites of engines expect at the other end: what comes goes back. A session talks to an
 * echo of its own, since what was seen is counted from that session's Logon.
 */
import type { Field } from '../codec/encode.ts'
import { BODY, placeOf } from '../codec/field-order.ts'
import type { Message } from '../codec/message.ts'
import type { Application } from '../engine/application.ts'
import { Tag } from '../fix/tags.ts'
import type { Observation } from '../session/action.ts'
import { type Answering, rejectUnsupported } from './unsupported.ts'

/**
 * Header fields that say how the body is to be read, and go back with it. PossResend(97) goes back as the acceptance
 * application of QuickFIX sends it; who the message is from and for is the session's to say.
 */
const COPIED_HEADER: readonly number[] = [
  Tag.PossResend,
  Tag.MessageEncoding,
  Tag.ApplVerID,
  Tag.ApplExtID,
  Tag.CstmApplVerID,
]

/** ClOrdIDs that are remembered; of more the oldest are forgotten, so that a session that never ends does not grow. */
const MAX_SEEN = 100_000

/**
 * A message of one of the types goes back with its body byte for byte, repeating groups and data fields in their order.
 * A PossResend(97=Y) whose ClOrdID(11) was seen since the Logon stays unanswered. Any other type is unsupported.
 *
 * @param msgTypes - values of MsgType(35)
 */
export class Echo implements Application {
  readonly #msgTypes: ReadonlySet<string>
  readonly #seen = new Set<string>()
  readonly #maxSeen: number

  constructor(msgTypes: Iterable<string>, maxSeen = MAX_SEEN) {
    this.#msgTypes = new Set(msgTypes)
    this.#maxSeen = maxSeen
  }

  onMessage(message: Message, session: Answering): void {
    if (!this.#msgTypes.has(message.msgType)) return rejectUnsupported(message, session)
    const clOrdID = message.text(Tag.ClOrdID)
    if (clOrdID !== undefined) {
      if (message.boolean(Tag.PossResend) === true && this.#seen.has(clOrdID)) return
      this.#remember(clOrdID)
    }
    session.submit(message.msgType, echoOf(message))
  }

  onObservation({ what }: Observation): void {
    if (what === 'established') this.#seen.clear()
  }

  #remember(clOrdID: string): void {
    this.#seen.add(clOrdID)
    const oldest = this.#seen.values().next().value
    if (this.#seen.size > this.#maxSeen && oldest !== undefined) this.#seen.delete(oldest)
  }
}

/** Copies: what is submitted waits for the end of the turn, and the message's bytes are the connection's. */
function echoOf(message: Message): Field[] {
  const fields: Field[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (placeOf(tag) === BODY || COPIED_HEADER.includes(tag)) fields.push([tag, Uint8Array.from(message.bytesAt(i))])
  }
  return fields
}
