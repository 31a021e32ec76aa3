/**
 * Numbers of a scenario on a session that can not begin at 1. Scenarios count from 1 on both sides; where the version
 * has no ResetSeqNumFlag(141), the numbers of a stranger go on from scenario to scenario, and stand on the wire so much
 * higher. What the tester sends is raised, and what steps read is lowered; the record keeps what was on the wire.
 */
import type { Field } from '../codec/encode.ts'
import { INDEX_STRIDE, Message } from '../codec/message.ts'
import { Tag } from '../fix/tags.ts'

/** Fields that hold a number of whoever sends the message. */
const OWN: ReadonlySet<number> = new Set([Tag.MsgSeqNum, Tag.NewSeqNo])

/** Fields that hold a number of the side that receives the message. */
const OTHERS: ReadonlySet<number> = new Set([
  Tag.BeginSeqNo,
  Tag.EndSeqNo,
  Tag.RefSeqNum,
  Tag.LastMsgSeqNumProcessed,
  Tag.NextExpectedMsgSeqNum,
])

/** The open end of a range before FIX.4.2; it is no number of a message. */
const OPEN_END = 999_999

/** How much higher than in the scenario the numbers of each side stand on the wire. */
export interface Bases {
  readonly tester: number
  readonly target: number
}

/** Fields of a message of the tester, with the numbers of the wire. */
export function raised(fields: readonly Field[], bases: Bases): Field[] {
  return fields.map((field): Field => {
    const [tag, value] = field
    const base = OWN.has(tag) ? bases.tester : OTHERS.has(tag) ? bases.target : 0
    if (base === 0 || (typeof value !== 'number' && typeof value !== 'string')) return field
    return [tag, shifted(String(value), base)]
  })
}

/** A message as the scenario reads it, with its own numbers. BodyLength(9) and CheckSum(10) stay as they were. */
export function lowered(message: Message, direction: 'in' | 'out', bases: Bases): Message {
  const [own, others] = direction === 'out' ? [bases.tester, bases.target] : [bases.target, bases.tester]
  const parts: Buffer[] = []
  const index = new Int32Array(message.count * INDEX_STRIDE)
  let moved = 0
  for (let i = 0; i < message.count; i++) {
    const tag = message.tagAt(i)
    const base = OWN.has(tag) ? own : OTHERS.has(tag) ? others : 0
    const value = base === 0 ? message.bytesAt(i) : Buffer.from(shifted(message.textAt(i), -base), 'latin1')
    const [from, start, end] = [message.fieldStartAt(i), message.startAt(i), message.endAt(i)]
    parts.push(message.bytes.subarray(from, start), value, message.bytes.subarray(end, end + 1))
    index[i * INDEX_STRIDE] = tag
    index[i * INDEX_STRIDE + 1] = start + moved
    moved += value.length - (end - start)
    index[i * INDEX_STRIDE + 2] = end + moved
  }
  const bytes = Buffer.concat(parts)
  return new Message(bytes, 0, bytes.length, index, 0, message.count)
}

/** What is no number of a message is left: 0 and below, the open end, numbers beyond any session, and what is no number. */
function shifted(text: string, by: number): string {
  if (!/^\d{1,7}$/.test(text)) return text
  const value = Number(text)
  if (value === 0 || value === OPEN_END) return text
  const moved = String(value + by)
  // Leading zeros are part of what a scenario says.
  return text.startsWith('0') ? moved.padStart(text.length, '0') : moved
}
