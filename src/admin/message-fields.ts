/** A message as a client states it, into fields as the engine takes them. */
import type { Field } from '../codec/encode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { nearest } from '../dictionary/nearest.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { Problem } from './problem.ts'
import type { FieldBody } from './shapes.ts'

/** What the session states itself: another value would break it rather than test the counterparty. */
const OF_THE_SESSION: readonly number[] = [
  Tag.BeginString,
  Tag.BodyLength,
  Tag.CheckSum,
  Tag.MsgSeqNum,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
]

const DATA_TYPES: readonly string[] = ['DATA', 'XMLDATA']

/** @throws Problem 400 naming what is not known */
export function msgTypeFrom(text: string, dictionary: Dictionary): string {
  const named = dictionary.messageByName(text)?.msgType
  const msgType = named ?? text
  if (isSessionMessage(msgType))
    throw new Problem(
      400,
      `"msgType" is ${JSON.stringify(text)}: messages of the session are the engine's; there are routes for logout, test-request, resend-request and reset`,
    )
  // A dictionary need not have the venue's own types, which are short.
  if (named !== undefined || dictionary.message(text) !== undefined || /^[A-Za-z0-9]{1,3}$/.test(text)) return msgType
  const near = nearest(
    text,
    dictionary.messages.map(({ name }) => name),
  )
  throw new Problem(400, `"msgType" is ${JSON.stringify(text)}: no message of ${dictionary.name}${hint(near)}`)
}

/** @throws Problem 400 naming key and value */
export function fieldsFrom(stated: readonly FieldBody[], dictionary: Dictionary): Field[] {
  return stated.map((field, i): Field => {
    const tag = field.tag ?? tagNamed(field.name ?? '', i, dictionary)
    if (OF_THE_SESSION.includes(tag))
      throw new Problem(
        400,
        `"fields.${i}" is ${dictionary.fieldByTag(tag)?.name ?? ''}(${tag}): the session states it`,
      )
    if (field.base64 !== undefined) return [tag, bytesOf(field.base64, i, dictionary.fieldByTag(tag)?.type)]
    const { value = '' } = field
    const text = typeof value === 'boolean' ? (value ? 'Y' : 'N') : String(value)
    if (text === '' || text.includes('\x01'))
      throw new Problem(
        400,
        `"fields.${i}.value" is ${JSON.stringify(text)}: expected text without SOH, not empty; data fields are stated as base64`,
      )
    return [tag, dictionary.valueOf(tag, text) ?? text]
  })
}

/** SOH may stand in data fields alone, whose length goes before them. A field that nobody knows may be one. */
function bytesOf(base64: string, i: number, type: string | undefined): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  const mayHoldSoh = type === undefined || DATA_TYPES.includes(type)
  if (bytes.length > 0 && (mayHoldSoh || !bytes.includes(0x01))) return bytes
  throw new Problem(
    400,
    `"fields.${i}.base64" is ${JSON.stringify(base64)}: expected bytes, not empty${mayHoldSoh ? '' : `, and without SOH in a field of type ${type}`}`,
  )
}

function tagNamed(name: string, i: number, dictionary: Dictionary): number {
  const field = dictionary.fieldByName(name)
  if (field !== undefined) return field.tag
  const near = nearest(
    name,
    dictionary.fields.map((known) => known.name),
  )
  throw new Problem(400, `"fields.${i}.name" is ${JSON.stringify(name)}: no field of ${dictionary.name}${hint(near)}`)
}

function hint(near: readonly string[]): string {
  return near.length === 0 ? '' : `, did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
}
