/**
 * Where the fields of the standard header and trailer stand on the wire. Order only: what a field means, and whether
 * a version has it, is for a dictionary to say.
 *
 * @see FIX Session Layer Technical Specification, standard header and standard trailer
 */
import { Tag } from '../fix/tags.ts'

/** The fields of the header in their order; each one's index is its place. The hops have the place behind them. */
export const HEADER: readonly number[] = [
  Tag.BeginString,
  Tag.BodyLength,
  Tag.MsgType,
  Tag.SenderCompID,
  Tag.TargetCompID,
  Tag.OnBehalfOfCompID,
  Tag.DeliverToCompID,
  Tag.SecureDataLen,
  Tag.SecureData,
  Tag.MsgSeqNum,
  Tag.SenderSubID,
  Tag.SenderLocationID,
  Tag.TargetSubID,
  Tag.TargetLocationID,
  Tag.OnBehalfOfSubID,
  Tag.OnBehalfOfLocationID,
  Tag.DeliverToSubID,
  Tag.DeliverToLocationID,
  Tag.PossDupFlag,
  Tag.PossResend,
  Tag.SendingTime,
  Tag.OrigSendingTime,
  Tag.XmlDataLen,
  Tag.XmlData,
  Tag.MessageEncoding,
  Tag.LastMsgSeqNumProcessed,
  Tag.OnBehalfOfSendingTime,
  Tag.ApplVerID,
  Tag.ApplExtID,
  Tag.CstmApplVerID,
]
/** NoHops(627), HopCompID(628), HopSendingTime(629), HopRefID(630): one group, so they share a place. */
const HOPS: readonly number[] = [627, 628, 629, 630]
const TRAILER: readonly number[] = [Tag.SignatureLength, Tag.Signature, Tag.CheckSum]

/** Place of a field that belongs to neither header nor trailer. */
export const BODY = 100

/** Above the highest tag that has a place of its own. */
const TABLE_SIZE = 1200

const PLACES = new Uint8Array(TABLE_SIZE).fill(BODY)
HEADER.forEach((tag, place) => {
  PLACES[tag] = place
})
for (const tag of HOPS) PLACES[tag] = HEADER.length
TRAILER.forEach((tag, place) => {
  PLACES[tag] = BODY + 1 + place
})

/** The place of a field: lower comes first, below {@link BODY} is the header, above it the trailer. */
export function placeOf(tag: number): number {
  return tag < TABLE_SIZE ? (PLACES[tag] ?? BODY) : BODY
}
