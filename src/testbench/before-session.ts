/** What happens before a session stands: a first message that can not be read, and Logons that are answered unusually. */
import { describeMessage, firstReaction, type Outcome } from '../conformance/expect.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { awaitLogon, logonFields, takeHeartBtInt } from './establish.ts'
import { beganAgain } from './reconnect.ts'
import { patternOf, type Row, statedFields } from './wording.ts'

/** How long bytes that no message can be made of are given to show an effect. */
const IGNORED_MS = 1_000

/** How long the answer to a Logon may take. */
const LOGON_MS = 5_000

/** What can not be read is ignored; where no session stands yet, the connection may also be closed without a word. */
export async function expectIgnoredOrClosed(bench: Bench): Promise<void> {
  const reaction = (): Outcome => firstReaction(bench.entries, bench.cursor, bench.naming) ?? { kind: 'pending' }
  const outcome = await bench.await(reaction, IGNORED_MS)
  const expected = 'nothing is sent'
  const entry = outcome.kind === 'violated' ? outcome.entry : undefined
  const closed = entry?.kind === 'event' && entry.event === 'disconnect'
  if (outcome.kind === 'violated' && !closed) return bench.judgeWith('must', expected, outcome)
  bench.judge('may', true, expected, closed ? 'the target disconnected without sending anything' : 'it was ignored')
  bench.skipToNow()
}

/**
 * A Logon was refused: the connection ends, and nothing shows that the target took it. One that logs on, or that sends a
 * Heartbeat and leaves since it had no answer to that, has not refused it.
 */
export async function expectRefused(bench: Bench, withinMs: number): Promise<void> {
  const outcome = await bench.await(() => refusal(bench), withinMs)
  const expected = 'the Logon refused: disconnected, and nothing sent but Reject and Logout'
  if (outcome.kind === 'met') return bench.judge('must', true, expected, 'disconnected')
  if (outcome.kind === 'violated') return bench.judgeWith('must', expected, outcome)
  bench.judge('must', false, expected, `nothing within ${withinMs / 1000} s`)
}

function refusal({ entries, cursor, naming }: Bench): Outcome {
  for (const entry of entries.slice(cursor)) {
    if (entry.kind === 'event' && entry.event === 'disconnect') return { kind: 'met', entry }
    if (entry.kind !== 'message' || entry.direction === 'out' || REFUSALS.has(entry.message.msgType)) continue
    return { kind: 'violated', entry, actual: describeMessage(entry.message, naming) }
  }
  return { kind: 'pending' }
}

const REFUSALS: ReadonlySet<string> = new Set([MsgType.Reject, MsgType.Logout])

/** A Logon in order is answered by Logon, on this connection or, when it was closed, on a new one. Acceptors only. */
export async function expectLogonAccepted(bench: Bench): Promise<void> {
  if (!bench.wire.connected) {
    await bench.afterDisconnect()
    await bench.connect()
    bench.skipToNow()
  }
  bench.send(MsgType.Logon, logonFields(bench, bench.version.resetSeqNumFlag))
  await bench.expect('must', patternOf(bench, 'Logon', []), LOGON_MS)
  await bench.probe()
}

/**
 * Answers the next Logon of a target that dials. The reply has the number that the target expects, and resets where the
 * target does: only `rows` are unusual.
 */
export async function answerNextLogon(bench: Bench, rows: readonly Row[]): Promise<void> {
  await bench.afterDisconnect()
  const from = bench.entries.length
  await bench.connect()
  const logon = await awaitLogon(bench, from)
  const heartBtInt = takeHeartBtInt(bench, logon)
  const reset = logon.text(Tag.ResetSeqNumFlag) === 'Y'
  if (reset || beganAgain(bench, logon)) bench.wire.nextOut = 1
  bench.skipToNow()
  const stated = statedFields(bench, 'Reply', rows)
  const named = new Set(stated.map(([tag]) => tag))
  bench.send(MsgType.Logon, [...stated, ...logonFields(bench, reset, heartBtInt).filter(([tag]) => !named.has(tag))])
}
