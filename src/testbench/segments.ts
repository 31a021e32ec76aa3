/**
 * Messages cut where no engine cuts them: byte by byte, at every place in turn, many in one segment, with garbage between
 * them. What a target makes of a stream may not depend on any of it (PX-33, PX-34).
 */
import { encodeRaw } from '../codec/encode.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { withZerosInBodyLength } from '../simulator/garble.ts'
import type { WirePart } from '../simulator/wire-counterparty.ts'
import type { Bench } from './bench.ts'
import { msgTypeOf, type Row, statedFields } from './wording.ts'

/** Long enough for most bytes to travel alone. Where some travel together nothing is proved wrongly. */
const PIECES_APART_MS = 2

/** How long the answer to each of many TestRequests may take. */
const ANSWER_MS = 5_000

/** Sends a message in segments of one byte. */
export async function sendByteByByte(bench: Bench, name: string, rows: readonly Row[]): Promise<void> {
  const bytes = bench.byWire.begin(msgTypeOf(bench, name), statedFields(bench, name, rows))
  await sendPieces(
    bench,
    Array.from(bytes, (byte) => Uint8Array.of(byte)),
  )
}

/** TestRequests, each in two segments, so that every place of one is a cut. @returns their TestReqIDs(112) */
export async function sendCutEverywhere(bench: Bench): Promise<readonly string[]> {
  const sent: string[] = []
  for (let cut = 1, length = 2; cut < length; cut++) {
    const testReqID = bench.unique('CUT')
    sent.push(testReqID)
    const bytes = bench.byWire.begin(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
    length = bytes.length
    await sendPieces(bench, [bytes.subarray(0, cut), bytes.subarray(cut)])
  }
  return sent
}

/** So many TestRequests in one write. @returns their TestReqIDs(112) */
export function sendTestRequestsTogether(bench: Bench, count: number): readonly string[] {
  const sent = Array.from({ length: count }, () => bench.unique('TOGETHER'))
  bench.byWire.sendTogether(sent.map((testReqID) => testRequest(testReqID)))
  return sent
}

/** One TestRequest whose BodyLength(9) has leading zeros. */
export function sendWithZeros(bench: Bench, testReqID: string): void {
  bench.byWire.sendTogether([{ ...testRequest(testReqID), shape: withZerosInBodyLength }])
}

function testRequest(testReqID: string) {
  return { msgType: MsgType.TestRequest, stated: [[Tag.TestReqID, testReqID]] } as const
}

/** @param text - bytes as a step writes them: `|` is SOH */
export function garbagePart(text: string): WirePart {
  return { garbage: encodeRaw(text) }
}

export function messagePart(bench: Bench, name: string, rows: readonly Row[]): WirePart {
  return { msgType: msgTypeOf(bench, name), stated: statedFields(bench, name, rows) }
}

/** Each is answered, in order, and nothing else is sent. */
export async function expectAnswers(bench: Bench, testReqIDs: readonly string[]): Promise<void> {
  for (const testReqID of testReqIDs) await bench.expect('must', bench.heartbeatWith(testReqID), ANSWER_MS)
}

async function sendPieces(bench: Bench, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) {
    bench.byWire.sendPiece(piece)
    await bench.environment.until(() => !bench.wire.connected, bench.now() + PIECES_APART_MS)
  }
}
