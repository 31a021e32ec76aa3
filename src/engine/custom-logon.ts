/** A file with a Logon of the product, whose fields go into ours (`customLogonFileName`; engine parameters 4). */
import { readFileSync } from 'node:fs'
import { decode } from '../codec/decode.ts'
import { encodeRaw, type Field } from '../codec/encode.ts'
import { BODY, placeOf } from '../codec/field-order.ts'
import { Tag } from '../fix/tags.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { SessionSettings } from '../session/settings.ts'

/** The session says these itself, like header and trailer; a copy out of a file would be an old one. */
const OWN: ReadonlySet<number> = new Set([
  Tag.EncryptMethod,
  Tag.HeartBtInt,
  Tag.ResetSeqNumFlag,
  Tag.NextExpectedMsgSeqNum,
  Tag.MaxMessageSize,
  Tag.DefaultApplVerID,
])

/**
 * The settings of the session, with the fields of the file behind the `logonFields` that are stated; a field that is
 * stated there counts.
 *
 * @throws RangeError when the file can't be read, or holds no Logon
 */
export function withCustomLogon({ session, connection }: EngineParameters): SessionSettings {
  const { customLogonFileName } = connection
  if (customLogonFileName === undefined) return session
  const { logonFields } = session
  const more = fieldsOf(customLogonFileName).filter(([tag]) => !logonFields.some(([stated]) => stated === tag))
  return { ...session, logonFields: [...logonFields, ...more] }
}

/** @throws RangeError */
function fieldsOf(file: string): Field[] {
  const refuse = (why: string) => new RangeError(`customLogonFileName ${file}: ${why}`)
  let text: string
  try {
    text = readFileSync(file, 'latin1')
  } catch (error) {
    throw refuse((error as Error).message)
  }
  const bytes = encodeRaw(text.replaceAll(/[\r\n]+/g, ''))
  const message = decode(bytes)
  const fields: Field[] = []
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    if (tag === 0) throw refuse(`'${message.fieldTextAt(i)}' is no field; write tag=value with | or SOH behind each`)
    if (tag === Tag.MsgType && message.textAt(i) !== 'A') throw refuse(`MsgType ${message.textAt(i)} is no Logon`)
    if (placeOf(tag) === BODY && !OWN.has(tag)) fields.push([tag, message.bytesAt(i)])
  }
  return fields
}
