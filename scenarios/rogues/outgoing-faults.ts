/** What a faulty target does to its own bytes on the way out; a healthy one does nothing here. */
import { encode, type Field } from '../../src/codec/encode.ts'
import { MsgType } from '../../src/fix/msg-types.ts'
import { Tag } from '../../src/fix/tags.ts'
import type { RogueSession } from './session.ts'

interface Spoilt {
  readonly fields: readonly Field[]
  /** Written as they are, instead of the fields. */
  readonly bytes?: Buffer
}

export function spoil(session: RogueSession, msgType: string, fields: readonly Field[]): Spoilt {
  if (msgType === MsgType.Logon) return { fields: logonFields(session, fields) }
  if (msgType !== MsgType.Heartbeat) return { fields }
  if (session.is('framing.sends-wrong-checksum')) return { fields: [...fields, [Tag.CheckSum, '000']] }
  if (session.is('framing.sends-short-checksum')) return { fields: [...fields, [Tag.CheckSum, '7']] }
  if (session.is('framing.sends-wrong-body-length')) return { fields: [...fields, [Tag.BodyLength, 20]] }
  if (session.is('framing.sends-msg-type-late')) return { fields, bytes: withTypeLate(fields) }
  if (session.is('framing.sends-header-swapped')) return { fields: swapped(fields) }
  if (session.is('framing.sends-without-sending-time')) return { fields: without(fields, Tag.SendingTime) }
  return { fields }
}

function logonFields(session: RogueSession, fields: readonly Field[]): readonly Field[] {
  if (session.is('logon.comp-ids-not-turned')) return swapped(fields)
  if (session.is('logon.number-zero')) return put(fields, Tag.MsgSeqNum, 0)
  if (session.is('logon.always-number-one')) return put(fields, Tag.MsgSeqNum, 1)
  if (session.is('logon.without-encrypt-method')) return without(fields, Tag.EncryptMethod)
  if (session.is('logon.without-heart-bt-int')) return without(fields, Tag.HeartBtInt)
  if (session.is('logon.without-default-appl-ver-id')) return without(fields, Tag.DefaultApplVerID)
  return fields
}

/** Sender and target the wrong way round, as after copying the header of what is answered. */
function swapped(fields: readonly Field[]): Field[] {
  return fields.map(([tag, value]): Field => {
    if (tag === Tag.SenderCompID) return [Tag.TargetCompID, value]
    return tag === Tag.TargetCompID ? [Tag.SenderCompID, value] : [tag, value]
  })
}

function without(fields: readonly Field[], tag: number): Field[] {
  return fields.filter((field) => field[0] !== tag)
}

function put(fields: readonly Field[], tag: number, value: number): Field[] {
  return fields.map((field): Field => (field[0] === tag ? [tag, value] : field))
}

function withTypeLate(fields: readonly Field[]): Buffer {
  const [begin, type, ...others] = fields as [Field, Field, ...Field[]]
  return encode([begin, ...others, type], [], { order: 'asStated' })
}
