/** Bytes to messages and back, without a session. */
import { decode, encode, Framer } from '../../src/codec/codec.ts'

// BodyLength(9) and CheckSum(10) are computed; what is stated stays as it is, right or wrong.
const bytes = encode([
  [35, '0'],
  [34, 7],
  [49, 'US'],
  [56, 'THEM'],
  [52, '20260105-09:00:00.000'],
  [8, 'FIX.4.4'],
])
const message = decode(bytes)
console.log(String(message))
// → 8=FIX.4.4|9=49|35=0|49=US|56=THEM|34=7|52=20260105-09:00:00.000|10=158|
console.log(message.msgType, message.msgSeqNum, message.text(56), message.utcTimestamp(52)?.epochMs)
// → 0 7 THEM 1767603600000

// A stream comes cut anywhere; what is no message says why.
const framer = new Framer()
const frames = [...framer.push(Buffer.from('noise')), ...framer.push(bytes), ...framer.flush()]
for (const frame of frames) console.log(frame.kind === 'garbled' ? frame.why : `complete, ${frame.bytes.length} bytes`)
// → garbage before BeginString(8)
// → complete, 71 bytes
