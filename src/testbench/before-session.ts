/** What happens before a session stands: a first message that can not be read, and Logons that are answered unusually. */
import type { Message } from '../codec/message.ts'
import { describeMessage, firstReaction, type Outcome } from '../conformance/expect.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'
import { awaitLogon, logonFields, takeHeartBtInt } from './establish.ts'
import { beganAgain } from './reconnect.ts'
import { messagePart } from './segments.ts'
import { patternOf, type Row, statedFields } from './wording.ts'

/** How long bytes that no message can be made of are given to show an effect. */
const IGNORED_MS = 1_000

/** How long the answer to a Logon may take. */
const LOGON_MS = 5_000

/**
 * A message that no session begins with, and close behind it, in one segment, the Logon that should have come first. Who
 * ends the connection never gets to the Logon; who only passes the first message over logs on. The first message does
 * not count, so both carry one number.
 */
export function sendWithLogonBehind(bench: Bench, name: string, rows: readonly Row[]): void {
  const logon = bench.leg.targetRole === 'initiator' ? logonThatCame(bench) : undefined
  const reset = logon === undefined ? bench.version.resetSeqNumFlag : logon.text(Tag.ResetSeqNumFlag) === 'Y'
  const heartBtInt = logon === undefined ? bench.heartBtInt : takeHeartBtInt(bench, logon)
  const goesOn = logon !== undefined && !reset && !bench.numbers.goOn
  const number = goesOn ? bench.environment.memory.nextOut : bench.wire.nextOut
  bench.byWire.sendTogether([
    messagePart(bench, name, [...rows, ['MsgSeqNum', String(number)]]),
    { msgType: MsgType.Logon, stated: [[Tag.MsgSeqNum, number], ...logonFields(bench, reset, heartBtInt)] },
  ])
}

function logonThatCame({ entries }: Bench): Message | undefined {
  const entry = entries.findLast(
    (one) => one.kind === 'message' && one.direction === 'in' && one.message.msgType === MsgType.Logon,
  )
  return entry?.kind === 'message' ? entry.message : undefined
}

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
  const expected = 'the Logon refused: disconnected, and nothing sent but Reject and Logout'
  await expectEndAfter(bench, withinMs, REFUSALS, expected)
}

/**
 * As `expectRefused`, and the target has said so: by Logout, or by the Reject that may go before it. Whoever closes
 * without a word leaves the counterparty to guess, and one that never read the Logon does the same.
 */
export async function expectRefusedInWords(bench: Bench, withinMs: number): Promise<void> {
  await expectRefused(bench, withinMs)
  const said = saidOnThisConnection(bench, REFUSALS)
  bench.judge('must', said !== undefined, 'Logout, or at least Reject, before the end', said ?? 'it closed in silence')
}

/** The end of the connection, at best without a message. A Logout before it is not what the standard wants, and no harm. */
export async function expectClosed(bench: Bench, withinMs: number): Promise<void> {
  const logout = new Set([MsgType.Logout])
  await expectEndAfter(bench, withinMs, logout, 'disconnected, and nothing sent')
  const said = saidOnThisConnection(bench, logout)
  bench.judge('should', said === undefined, 'nothing is sent, not even Logout', said ?? 'nothing')
}

/** The connection ends, and from the cursor on nothing is sent but messages of these types. */
async function expectEndAfter(
  bench: Bench,
  withinMs: number,
  allowed: ReadonlySet<string>,
  expected: string,
): Promise<void> {
  const outcome = await bench.await(() => endAfter(bench, allowed), withinMs)
  if (outcome.kind === 'met') {
    bench.cursor = outcome.entry.index + 1
    return bench.judge('must', true, expected, 'disconnected')
  }
  if (outcome.kind === 'violated') return bench.judgeWith('must', expected, outcome)
  bench.judge('must', false, expected, `nothing within ${withinMs / 1000} s`)
}

function endAfter({ entries, cursor, naming }: Bench, allowed: ReadonlySet<string>): Outcome {
  for (const entry of entries.slice(cursor)) {
    if (entry.kind === 'event' && entry.event === 'disconnect') return { kind: 'met', entry }
    if (entry.kind !== 'message' || entry.direction === 'out' || allowed.has(entry.message.msgType)) continue
    return { kind: 'violated', entry, actual: describeMessage(entry.message, naming) }
  }
  return { kind: 'pending' }
}

/** The first message of these types that the target sent on the latest connection, in words. */
function saidOnThisConnection({ entries, naming }: Bench, types: ReadonlySet<string>): string | undefined {
  const latest = entries.at(-1)?.connection
  for (const entry of entries)
    if (entry.kind === 'message' && entry.direction === 'in' && entry.connection === latest)
      if (types.has(entry.message.msgType)) return describeMessage(entry.message, naming)
  return undefined
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
