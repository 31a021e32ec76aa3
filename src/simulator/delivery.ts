/**
 * Ways of sending that are no ordinary message: numbered and never sent, or sent once more under the same number. They
 * are done where bytes leave the session, so that what its store holds is what would be sent again.
 */
import { EQUALS, FIVE, SOH, THREE } from '../codec/bytes.ts'
import { decode } from '../codec/decode.ts'
import { encode, type Field } from '../codec/encode.ts'
import { latin1Text } from '../codec/short-text.ts'
import type { Tamper } from '../engine/tamper.ts'
import { isSessionMessage, MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'

const EXEC_ID = 17

/** What is computed anew when a message goes out a second time. */
const COMPUTED: ReadonlySet<number> = new Set([Tag.BodyLength, Tag.CheckSum, Tag.PossDupFlag, Tag.OrigSendingTime])

export class DeliveryTamper implements Tamper {
  /** What marks the messages that keep their number and never leave. */
  readonly #skipped = new Set<string>()
  #repeating = 0
  #last: Buffer | undefined
  readonly #inner: Tamper | undefined

  /** @param inner - sees each message before */
  constructor(inner?: Tamper) {
    this.#inner = inner
  }

  /**
   * A message that is about to be submitted keeps its number and never leaves; who asks for it again gets it. It is known
   * by a field, for the session may have others to send before it.
   *
   * @param fields - its body; ExecID(17) marks it, or the first field of one without
   */
  skip(fields: readonly Field[]): void {
    const marker = fields.find(([tag]) => tag === EXEC_ID) ?? fields[0]
    if (marker !== undefined) this.#skipped.add(`\x01${marker[0]}=${marker[1]}\x01`)
  }

  /**
   * The last application message goes again, with PossDupFlag(43), before whatever leaves next.
   *
   * @returns the message that has to be submitted for it: a Heartbeat, which means nothing
   */
  repeatLast(): { readonly msgType: string; readonly fields: readonly Field[] } {
    this.#repeating++
    return { msgType: MsgType.Heartbeat, fields: [] }
  }

  outgoing(bytes: Buffer): Buffer[] {
    if (this.#inner === undefined) return this.#leave(bytes)
    return this.#inner.outgoing(bytes).flatMap((one) => this.#leave(one))
  }

  incoming(message: Parameters<Tamper['incoming']>[0]): ReturnType<Tamper['incoming']> {
    return this.#inner === undefined ? message : this.#inner.incoming(message)
  }

  #leave(bytes: Buffer): Buffer[] {
    // Nothing is decoded for the ordinary case but the type, which stands near the beginning.
    if (isSessionMessage(msgTypeOf(bytes))) {
      const last = this.#last
      if (this.#repeating === 0 || last === undefined) return [bytes]
      this.#repeating--
      return [repeated(last), bytes]
    }
    if (this.#isSkipped(bytes)) return []
    this.#last = bytes
    return [bytes]
  }

  #isSkipped(bytes: Buffer): boolean {
    // One set a scenario, of one or two: nothing is looked for where nothing is skipped.
    for (const marker of this.#skipped)
      if (bytes.includes(marker, 0, 'latin1') && !bytes.includes('\x0143=Y\x01', 0, 'latin1'))
        return this.#skipped.delete(marker)
    return false
  }
}

/** Of the third field, where it stands in every message that nobody has spoilt; else of the first that names one. */
function msgTypeOf(bytes: Buffer): string {
  let at = 0
  for (let fields = 0; fields < 2 && at < bytes.length; at++) if (bytes[at] === SOH) fields++
  if (bytes[at] !== THREE || bytes[at + 1] !== FIVE || bytes[at + 2] !== EQUALS) at = bytes.indexOf('\x0135=') + 1
  let end = at + 3
  while (end < bytes.length && bytes[end] !== SOH) end++
  return latin1Text(bytes, at + 3, end)
}

/** A message as it goes when it is sent again: PossDupFlag(43), and OrigSendingTime(122) from its SendingTime(52). */
function repeated(bytes: Buffer): Buffer {
  const message = decode(bytes)
  const fields = Array.from({ length: message.count }, (_, i): Field => [message.tagAt(i), message.bytesAt(i)])
  return encode([
    ...fields.filter(([tag]) => !COMPUTED.has(tag)),
    [Tag.PossDupFlag, 'Y'],
    [Tag.OrigSendingTime, message.text(Tag.SendingTime) ?? ''],
  ])
}
