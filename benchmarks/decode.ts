/**
 * W1: a byte stream of FIX messages in reads of 64 KiB, as a socket gives them. Passes: `index` frames and indexes, `a` reads
 * five fields of each message besides and checks nothing, CheckSum(10) neither, `b` validates each message in full before.
 *
 *   npx node benchmarks/decode.ts CORPUS      then lines `index|a|b [MESSAGES]` on standard input
 */
import { readFileSync } from 'node:fs'
import { Framer, type Message } from '../src/codec/codec.ts'
import { builtIn } from '../src/dictionary/load.ts'
import { Validator } from '../src/validation/validate.ts'
import { answerPasses, timed } from './runner/passes.ts'

const READ_LENGTH = 64 * 1024
const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: decode.ts CORPUS')
const corpus = readFileSync(file)
const validator = new Validator(builtIn('FIX.4.4'))

/** Every engine comes to the same sum of what it has read. */
let sum = 0

const HANDLERS: Readonly<Record<string, (message: Message) => void>> = {
  index: (message) => {
    sum += message.count
  },
  a: readFive,
  b: (message) => {
    const finding = validator.validate(message)
    if (finding !== undefined) throw new Error(`${message}: ${JSON.stringify(finding)}`)
    readFive(message)
  },
}

interface Done {
  readonly messages: number
  readonly bytes: number
}

await answerPasses(([mode = '', limit = String(Number.MAX_SAFE_INTEGER)]) => {
  const handle = HANDLERS[mode]
  if (handle === undefined) throw new Error(`no pass ${mode}: expected ${Object.keys(HANDLERS).join(', ')}`)
  sum = 0
  const done = timed(() => decodeStream(handle, mode !== 'a', Number(limit)))
  return { ...done, sum }
})

function decodeStream(handle: (message: Message) => void, validateCheckSum: boolean, limit: number): Done {
  const framer = new Framer({ validateCheckSum })
  let messages = 0
  let bytes = 0
  for (let at = 0; at < corpus.length && messages < limit; at += READ_LENGTH) {
    for (const frame of framer.push(corpus.subarray(at, at + READ_LENGTH))) {
      if (frame.kind !== 'complete') throw new Error(`garbled: ${frame.why}`)
      if (messages === limit) break
      messages++
      const { message } = frame
      bytes += message.length
      handle(message)
    }
  }
  return { messages, bytes }
}

function readFive(message: Message): void {
  sum += message.msgSeqNum ?? Number.NaN
  const { msgType } = message
  if (msgType === 'D') sum += lengthOf(message, 11) + lengthOf(message, 55) + number(message, 38) + number(message, 44)
  else if (msgType === '8')
    sum += lengthOf(message, 37) + lengthOf(message, 55) + number(message, 14) + number(message, 31)
  else readEntries(message)
}

/** The number of entries, MDEntryType(269) and MDEntryPx(270) of the first, MDEntrySize(271) of the last. */
function readEntries(message: Message): void {
  const entries = message.int(268) ?? Number.NaN
  const first = message.entryStart(268, 0)
  const last = message.entryStart(268, entries - 1)
  sum += entries + message.textAt(message.indexOf(269, first)).charCodeAt(0)
  sum += message.floatAt(message.indexOf(270, first)) + message.floatAt(message.indexOf(271, last))
}

function lengthOf(message: Message, tag: number): number {
  return message.text(tag)?.length ?? Number.NaN
}

function number(message: Message, tag: number): number {
  return message.float(tag) ?? Number.NaN
}
