/**
 * Bytes that a scenario writes out, `8=FIX.4.4|9=…|35=D|…|10=…|`: for what no other step can say. `|` stands for SOH, and
 * three dots for a value that is computed.
 */

import { checkSum, formatCheckSum } from '../codec/checksum.ts'
import { encodeRaw } from '../codec/encode.ts'
import type { Field } from '../codec/field.ts'
import { Framer } from '../codec/framer.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { Tag } from '../fix/tags.ts'
import type { WirePart } from '../simulator/wire-counterparty.ts'
import type { Bench } from './bench.ts'
import { standsFor } from './stands-for.ts'

/** Sends them in one write. What is a message is recorded and counted as one, everything else as bytes that are none. */
export async function sendRawBytes(bench: Bench, text: string): Promise<void> {
  const parts = partsOf(rawBytes(bench, text), bench.numbers.bases.tester)
  const garbage = parts.some((part) => 'garbage' in part)
  // What comes of bytes that are no message must not depend on what else was in the same read.
  if (garbage) await bench.keepApart()
  bench.byWire.sendTogether(parts)
  if (garbage) await bench.keepApart()
}

/** Lines are joined, and three dots filled in: 8, 34, 49, 52, 56 as the tester would have them, 9 and 10 by the bytes. */
export function rawBytes(bench: Bench, text: string): Buffer {
  const joined = text
    .split('\n')
    .map((line) => line.trim())
    .join('')
  if (joined === '') throw new Error('there are no bytes to send: write them as 8=FIX.4.4|9=…|35=0|…|10=…|')
  const messages = joined.split(/(?<=\|)(?=8=)/)
  return Buffer.concat(
    messages.map((message, i) => finished(bench, message, bench.wire.nextOut + bench.numbers.bases.tester + i)),
  )
}

const DOTS = /^(?:…|\.\.\.)$/

function finished(bench: Bench, message: string, msgSeqNum: number): Buffer {
  const { version, leg } = bench
  const computed: Readonly<Record<number, string>> = {
    [Tag.BeginString]: version.beginString,
    [Tag.MsgSeqNum]: String(msgSeqNum),
    [Tag.SenderCompID]: leg.senderCompID,
    [Tag.TargetCompID]: leg.targetCompID,
    [Tag.SendingTime]: formatUtcTimestamp(bench.now(), version.timestampFraction),
  }
  const fields = message.split('|').map((field) => {
    const [, tag = '', value = ''] = /^(\d+)=(.*)$/s.exec(field) ?? []
    if (tag === '') return field
    if (!DOTS.test(value)) return `${tag}=${standsFor(bench, Number(tag), value)}`
    // These two are known when the bytes are.
    if (tag === '9' || tag === '10') return `${tag}=…`
    const known = computed[Number(tag)]
    if (known !== undefined) return `${tag}=${known}`
    throw new Error(`"${field}": only 8, 9, 10, 34, 49, 52 and 56 are computed; write the value of ${tag}`)
  })
  return withCheckSum(withBodyLength(fields.join('|')))
}

/** BodyLength(9): the bytes behind its own SOH, up to the CheckSum(10). */
function withBodyLength(text: string): string {
  const length = /^((?:[^|]*\|)*?)9=…\|/.exec(text)
  if (length === null) return text
  const rest = text.slice(length[0].length)
  const trailer = /(?:^|\|)10=[^|]*\|?$/.exec(rest)
  const body = trailer === null ? rest : rest.slice(0, trailer.index + (trailer[0].startsWith('|') ? 1 : 0))
  return /=…/.test(body) ? text : `${length[1]}9=${encodeRaw(body).length}|${rest}`
}

function withCheckSum(text: string): Buffer {
  const at = text.search(/(?<=^|\|)10=…\|?$/)
  const before = at < 0 ? text : text.slice(0, at)
  const left = /(?:^|\|)(9|10)=…/.exec(before)
  if (left !== null)
    throw new Error(`"${left[1]}=…": it is computed where it stands once, 10 at the end of the message`)
  const bytes = encodeRaw(before)
  if (at < 0) return bytes
  return Buffer.concat([bytes, encodeRaw(`10=${formatCheckSum(checkSum(bytes, 0, bytes.length))}|`)])
}

/**
 * Messages, and what lies between and behind them.
 *
 * @param base - how much higher the tester's numbers stand on the wire than in the scenario
 */
function partsOf(bytes: Buffer, base: number): WirePart[] {
  const framer = new Framer()
  const frames = framer.push(bytes)
  const parts = frames.map((frame): WirePart => {
    if (frame.kind === 'garbled') return { garbage: frame.bytes }
    const { message } = frame
    const number = message.text(Tag.MsgSeqNum)
    const inScenario = number !== undefined && /^\d+$/.test(number) ? String(Number(number) - base) : number
    const stated: Field[] = [[Tag.MsgSeqNum, inScenario ?? null]]
    return { msgType: message.msgType, stated, shape: () => frame.bytes }
  })
  const rest = bytes.subarray(bytes.length - framer.pending)
  return rest.length === 0 ? parts : [...parts, { garbage: rest }]
}
