/** Bytes of fields that stand in their order: for every message, whatever it states and however wrong it is. */
import { Tag } from '../fix/tags.ts'
import { type Arranged, COMPUTED } from './arrangement.ts'
import { NO_ROOM, NOT_WRITABLE, writeField } from './field-writer.ts'
import { leaveRoomForLength, writeBodyLength, writeCheckSum } from './message-frame.ts'
import { notWritable } from './number-text.ts'
import { renewSlab, type Slab, slab, slabOf } from './slab.ts'

/** @throws RangeError when a number is not finite */
export function encodeArranged(fields: readonly Arranged[]): Buffer {
  const end = write(fields, slab)
  if (end !== NO_ROOM) return handOut(slab, end)
  return renewSlab() ? encodeArranged(fields) : encodeBig(fields, 2 * slab.bytes.length)
}

function handOut(from: Slab, end: number): Buffer {
  const start = from.used
  from.used = end
  return from.bytes.subarray(start, end)
}

/** A message that is bigger than the shared memory gets its own, of its size. */
function encodeBig(fields: readonly Arranged[], size: number): Buffer {
  const own = slabOf(size)
  const end = write(fields, own)
  if (end === NO_ROOM) return encodeBig(fields, 2 * size)
  const bytes = Buffer.allocUnsafeSlow(end)
  own.bytes.copy(bytes, 0, 0, end)
  return bytes
}

/** Returns the position behind the message, or {@link NO_ROOM}. */
function write(fields: readonly Arranged[], { bytes, view, used: start }: Slab): number {
  let at = start
  let lengthAt = -1
  let bodyEnd = -1
  let checkSum = false
  for (const [tag, value] of fields) {
    if (tag === Tag.CheckSum && bodyEnd < 0) bodyEnd = at
    if (value !== COMPUTED) at = writeField(bytes, view, tag, value, at)
    else if (tag === Tag.BodyLength) {
      lengthAt = at
      at = leaveRoomForLength(at)
    } else checkSum = true
    if (at === NOT_WRITABLE) throw notWritable(tag, value)
    if (at < 0) return at
  }
  if (lengthAt >= 0) at = writeBodyLength(bytes, view, lengthAt, bodyEnd < 0 ? at : bodyEnd, at)
  return checkSum && at >= 0 ? writeCheckSum(bytes, view, start, at) : at
}
