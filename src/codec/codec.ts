/**
 * What `fixproof/codec` gives to users: bytes to messages and back. The one file of the house that only re-exports.
 */
export { checkSum, formatCheckSum } from './checksum.ts'
export { decode } from './decode.ts'
export { type EncodeOptions, encode, encodeRaw, type Field, type FieldValue } from './encode.ts'
export type { Frame } from './frame.ts'
export { Framer, type FramerOptions } from './framer.ts'
export { Message } from './message.ts'
export * from './time-values.ts'
export {
  formatUtcTimestamp,
  isUtcTimestamp,
  parseUtcTimestamp,
  readUtcTimestamp,
  type UtcTimestamp,
} from './utc-timestamp.ts'
export * from './values.ts'
