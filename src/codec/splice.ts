/**
 * A stored message written once more: header fields that each sending makes anew, between runs of bytes that are copied
 * as they lie. It says the same, byte for byte, as `encode` with the fields taken out one by one, and costs a fraction of
 * it. What is not in the order in which `encode` writes is not for it.
 */
import { lengthFieldOf } from '../fix/data-fields.ts'
import { Tag } from '../fix/tags.ts'
import { EQUALS, ONE, SOH, TRAILER_LENGTH, ZERO } from './bytes.ts'
import { checkSum } from './checksum.ts'
import { dataTagAfter } from './data-tags.ts'
import { encode } from './encode.ts'
import { BODY, placeOf } from './field-order.ts'
import { INDEX_STRIDE, type Message } from './message.ts'
import { renewSlab, type Slab, slab } from './slab.ts'

/** What a message says anew when it is sent again. */
export interface SentAgain {
  /** As it was stored. */
  readonly message: Message
  /** MsgSeqNum(34), the one that it has. */
  readonly msgSeqNum: number
  /** SendingTime(52) of this moment, and OrigSendingTime(122). Their characters are in latin1. */
  readonly sendingTime: string
  readonly origSendingTime: string
  /** LastMsgSeqNumProcessed(369); the field is left out when absent. */
  readonly lastMsgSeqNumProcessed: number | undefined
}

/** Tags below have an entry in the table, the others are looked up: few messages have one. */
const TABLE_SIZE = 0x8000
/** In the place of a place: not to be copied; a field whose Length has to be there; nothing that could be read. */
const MADE_NEW = 255
const DATA = 254
const UNREADABLE = 0

/** For each tag its place on the wire, from 1 on, or what else is to be said of it. */
const PLACES = Uint8Array.from({ length: TABLE_SIZE }, (_, tag) => {
  if (tag === 0) return UNREADABLE
  return lengthFieldOf(tag) === undefined ? placeOf(tag) : DATA
})
for (const tag of [Tag.BeginString, Tag.BodyLength, Tag.MsgType, Tag.SenderCompID, Tag.TargetCompID, Tag.MsgSeqNum])
  PLACES[tag] = MADE_NEW
for (const tag of [Tag.SendingTime, Tag.PossDupFlag, Tag.OrigSendingTime, Tag.LastMsgSeqNumProcessed, Tag.CheckSum])
  PLACES[tag] = MADE_NEW

/** Places of what is made new behind the CompIDs: a field that stands behind such a place is copied after it. */
const MSG_SEQ_NUM = placeOf(Tag.MsgSeqNum)
const POSS_DUP_FLAG = placeOf(Tag.PossDupFlag)
const SENDING_TIME = placeOf(Tag.SendingTime)
const LAST_PROCESSED = placeOf(Tag.LastMsgSeqNumProcessed)
const NEW_FIELD_PLACES = [MSG_SEQ_NUM, POSS_DUP_FLAG, SENDING_TIME, LAST_PROCESSED, 255] as const

/** BeginString(8), BodyLength(9) and MsgType(35): the copied fields begin behind them. */
const FIRST_COPIED = 3
/** Room for the tags of what is made new, for its numbers, and for BodyLength(9) and CheckSum(10). */
const NEW_FIELDS_ROOM = 160

/** SenderCompID(49) and TargetCompID(56) of our messages. */
interface CompIDs {
  readonly senderCompID: string
  readonly targetCompID: string
}

/** Writes the stored messages of one session again. */
export class Splicer {
  /** `8=FIX.4.4␁9=`, and `49=US␁56=THEM␁`, as the encoder writes them. */
  readonly #begin: Buffer
  readonly #compIDs: Buffer

  constructor(beginString: string, { senderCompID, targetCompID }: CompIDs) {
    const uncounted = [
      [Tag.BodyLength, null],
      [Tag.CheckSum, null],
    ] as const
    this.#begin = Buffer.concat([encode([[Tag.BeginString, beginString], ...uncounted]), Buffer.from('9=')])
    // Copies: what the encoder gives lies in a piece of memory that would be kept for these few bytes.
    this.#compIDs = Buffer.from(
      encode([[Tag.SenderCompID, senderCompID], [Tag.TargetCompID, targetCompID], ...uncounted]),
    )
  }

  /** @returns the bytes to be sent; undefined for a message that has to be taken apart and encoded */
  splice(again: SentAgain): Buffer | undefined {
    const { message, sendingTime, origSendingTime } = again
    const { source, index, indexStart, count } = message
    const last = count - 1
    if (!isInOrder(message)) return undefined
    const begin = this.#begin
    const compIDs = this.#compIDs
    const times = sendingTime.length + origSendingTime.length
    const piece = pieceWith(begin.length + compIDs.length + message.length + times + NEW_FIELDS_ROOM)
    if (piece === undefined) return undefined
    const target = piece.bytes
    const start = piece.used
    // The digits of BodyLength(9) are guessed from those that it had, and what follows is moved where that was wrong.
    const bodyStart = start + begin.length + decimalDigits(message.length) + 1
    copy(begin, 0, begin.length, target, start)
    const typeAt = indexStart + 2 * INDEX_STRIDE
    let at = copy(source, (index[typeAt - 1] as number) + 1, (index[typeAt + 2] as number) + 1, target, bodyStart)
    at = copy(compIDs, 0, compIDs.length, target, at)

    let made = 0
    let madeBefore = MSG_SEQ_NUM
    let place = 0
    let runStart = -1
    let entry = indexStart + FIRST_COPIED * INDEX_STRIDE
    for (let i = FIRST_COPIED; i < last; i++, entry += INDEX_STRIDE) {
      const tag = index[entry] as number
      let here = tag < TABLE_SIZE ? (PLACES[tag] as number) : placeOfHigh(tag)
      const fieldStart = (index[entry - 1] as number) + 1
      if (here === MADE_NEW) {
        if (runStart >= 0) at = copy(source, runStart, fieldStart, target, at)
        runStart = -1
        continue
      }
      if (here === DATA) {
        // Without its Length directly before it, the encoder may have to write one.
        if (dataTagAfter(index[entry - INDEX_STRIDE] as number) !== tag) return undefined
        here = placeOf(tag)
      }
      if (here < place || here === UNREADABLE) return undefined
      place = here
      if (here > madeBefore) {
        if (runStart >= 0) at = copy(source, runStart, fieldStart, target, at)
        runStart = -1
        for (; here > madeBefore; madeBefore = NEW_FIELD_PLACES[++made] as number)
          at = writeNew(again, made, target, at)
      }
      if (runStart < 0) runStart = fieldStart
    }
    const trailerStart = (index[entry - 1] as number) + 1
    if (runStart >= 0) at = copy(source, runStart, trailerStart, target, at)
    for (; made < NEW_FIELD_PLACES.length - 1; made++) at = writeNew(again, made, target, at)

    const end = closed(target, start + begin.length, bodyStart, at, start)
    piece.used = end
    return target.subarray(start, end)
  }
}

/** True for one that begins and ends as every encoded message does; what is between them, the copying looks at. */
function isInOrder({ index, indexStart, count }: Message): boolean {
  return (
    count > FIRST_COPIED &&
    index[indexStart] === Tag.BeginString &&
    index[indexStart + INDEX_STRIDE] === Tag.BodyLength &&
    index[indexStart + 2 * INDEX_STRIDE] === Tag.MsgType &&
    index[indexStart + (count - 1) * INDEX_STRIDE] === Tag.CheckSum
  )
}

function placeOfHigh(tag: number): number {
  return lengthFieldOf(tag) === undefined ? BODY : DATA
}

/** The piece of memory that has so much room; undefined where no piece has. */
function pieceWith(room: number): Slab | undefined {
  if (slab.used + room > slab.bytes.length) renewSlab()
  return slab.used + room > slab.bytes.length ? undefined : slab
}

/** Writes one of the fields that are made new, in the order of `NEW_FIELD_PLACES`. */
function writeNew(again: SentAgain, which: number, target: Buffer, at: number): number {
  switch (which) {
    case 0:
      return writeField('34=', String(again.msgSeqNum), target, at)
    case 1:
      return writeField('43=', 'Y', target, at)
    case 2:
      at = writeField('52=', again.sendingTime, target, at)
      return writeField('122=', again.origSendingTime, target, at)
    default:
      if (again.lastMsgSeqNumProcessed === undefined) return at
      return writeField('369=', String(again.lastMsgSeqNumProcessed), target, at)
  }
}

/**
 * Puts BodyLength(9) and CheckSum(10) around what was written.
 *
 * @param lengthAt - where the digits of BodyLength(9) begin
 * @returns where the message ends
 */
function closed(target: Buffer, lengthAt: number, bodyStart: number, bodyEnd: number, start: number): number {
  const digits = String(bodyEnd - bodyStart)
  const moved = lengthAt + digits.length + 1 - bodyStart
  if (moved !== 0) target.copyWithin(bodyStart + moved, bodyStart, bodyEnd)
  write(digits, target, lengthAt)
  target[bodyStart + moved - 1] = SOH
  const sumEnd = bodyEnd + moved
  const sum = checkSum(target, start, sumEnd)
  target[sumEnd] = ONE
  target[sumEnd + 1] = ZERO
  target[sumEnd + 2] = EQUALS
  target[sumEnd + 3] = ZERO + Math.floor(sum / 100)
  target[sumEnd + 4] = ZERO + (Math.floor(sum / 10) % 10)
  target[sumEnd + 5] = ZERO + (sum % 10)
  target[sumEnd + 6] = SOH
  return sumEnd + TRAILER_LENGTH
}

function writeField(tag: string, value: string, target: Buffer, at: number): number {
  const end = write(value, target, write(tag, target, at))
  target[end] = SOH
  return end + 1
}

function write(text: string, target: Buffer, at: number): number {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** Below, a loop is done before the copying of the system has begun. */
const SHORT_RUN_BYTES = 64

/** Copies `source[from, to)`, and returns where the copy ends. */
function copy(source: Buffer, from: number, to: number, target: Buffer, at: number): number {
  const shift = at - from
  if (to - from > SHORT_RUN_BYTES) source.copy(target, at, from, to)
  else for (let i = from; i < to; i++) target[i + shift] = source[i] as number
  return to + shift
}

function decimalDigits(value: number): number {
  return value < 1000 ? (value < 100 ? 2 : 3) : String(value).length
}
