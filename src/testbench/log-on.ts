/**
 * Logging on and out as any counterparty does, whoever dials: what the target's Logon says is read from the record
 * afterwards. A Logon that does not come is stage setting that failed.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { describeMessage, expectMessage } from '../conformance/expect.ts'
import { NotReached, TargetUnreachable } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry, MessageEntry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { awaitLogon, logonFields, takeHeartBtInt } from './establish.ts'
import { parseClause, patternOf } from './wording.ts'

/** How long the end of a connection may take once both sides have said Logout. */
const CLOSE_MS = 2_000

/**
 * Connects, or waits for the target to, and logs on without asking for a reset; one that the target asks for is
 * confirmed. The record is judged from the target's Logon on.
 *
 * @param msgSeqNum - of the tester's Logon; the number behind its last message when absent
 * @param stated - further fields of the tester's Logon
 * @throws NotReached when no Logon of the target comes
 */
export async function logOn(bench: Bench, msgSeqNum?: number, stated: readonly Field[] = []): Promise<void> {
  const { wire } = bench
  await bench.agree()
  const from = bench.entries.length
  await bench.connect()
  if (msgSeqNum !== undefined) wire.nextOut = msgSeqNum
  const logon =
    bench.leg.targetRole === 'acceptor' ? await firstLogon(bench, from, stated) : await reply(bench, from, stated)
  bench.cursor = bench.entries.findIndex((entry) => entry.kind === 'message' && entry.message === logon) + 1
}

async function firstLogon(bench: Bench, from: number, stated: readonly Field[]): Promise<Message> {
  bench.send(MsgType.Logon, merged(stated, logonFields(bench, false)))
  return await awaitLogon(bench, from)
}

async function reply(bench: Bench, from: number, stated: readonly Field[]): Promise<Message> {
  const logon = await awaitLogon(bench, from)
  const heartBtInt = takeHeartBtInt(bench, logon)
  const reset = logon.text(Tag.ResetSeqNumFlag) === 'Y'
  if (reset) bench.wire.nextOut = 1
  bench.send(MsgType.Logon, merged(stated, logonFields(bench, reset, heartBtInt)))
  return logon
}

function merged(stated: readonly Field[], usual: readonly Field[]): Field[] {
  const named = new Set(stated.map(([tag]) => tag))
  return [...stated, ...usual.filter(([tag]) => !named.has(tag))]
}

/** The target's last Logon. @throws NotReached when there is none */
export function lastLogon(bench: Bench): MessageEntry {
  const entry = bench.entries.findLast(isLogonOfTarget)
  if (entry === undefined) throw new NotReached('the target has sent no Logon')
  return entry
}

function isLogonOfTarget(entry: Entry): entry is MessageEntry {
  return entry.kind === 'message' && entry.direction === 'in' && entry.message.msgType === MsgType.Logon
}

/** Judges the target's last Logon by fields as a step states them: `MsgSeqNum 1 and ResetSeqNumFlag Y`. */
export function judgeLogon(bench: Bench, clause: string): void {
  const entry = lastLogon(bench)
  const pattern = patternOf(bench, 'Logon', parseClause(clause))
  const outcome = expectMessage(bench.entries.slice(0, entry.index + 1), entry.index, pattern, bench.naming)
  const expected = `Logon with ${pattern.fields.map(({ tag, name, matcher }) => `${name}(${tag}) = ${matcher.describe}`).join(', ')}`
  const tags = pattern.fields.map(({ tag }) => tag)
  if (outcome.kind === 'violated') bench.judgeWith('must', expected, outcome)
  else bench.judge('must', outcome.kind === 'met', expected, describeMessage(entry.message, bench.naming, tags))
}

/** Logout of the tester, its answer, and the end of the connection. @throws NotReached without an answer */
export async function logOut(bench: Bench): Promise<void> {
  // What the stage provoked is on its way still, and belongs to the time before.
  await bench.keepApart()
  bench.skipToNow()
  bench.send(MsgType.Logout, [])
  if (!(await bench.reaches(patternOf(bench, 'Logout', []))))
    throw new NotReached('the target did not answer the Logout')
  bench.wire.close()
  await bench.environment.until(() => !bench.wire.connected, bench.now() + CLOSE_MS)
  await bench.afterDisconnect()
  bench.skipToNow()
}

/**
 * Tries to begin a session: at once, and again when the time is over.
 *
 * @returns what the target did to take part in one; undefined when it did nothing
 */
export async function takesPart(bench: Bench, ms: number): Promise<string | undefined> {
  if (bench.leg.targetRole === 'initiator') return (await bench.dialsWithin(ms)) ? 'it connected' : undefined
  const end = bench.now() + ms
  const answer = (await answerToLogon(bench, ms)) ?? (await waitUntil(bench, end))
  return answer ?? (await answerToLogon(bench, CLOSE_MS))
}

async function waitUntil(bench: Bench, at: number): Promise<undefined> {
  await bench.environment.until(() => false, at)
}

async function answerToLogon(bench: Bench, withinMs: number): Promise<string | undefined> {
  const from = bench.entries.length
  try {
    await bench.connect()
  } catch (error) {
    if (error instanceof TargetUnreachable) return undefined
    throw error
  }
  const { wire } = bench
  if (wire.connected) bench.send(MsgType.Logon, logonFields(bench, false))
  const answered = (): Entry | undefined =>
    bench.entries.find((entry, i) => i >= from && entry.direction === 'in' && entry.kind === 'message')
  await bench.environment.until(() => !wire.connected || answered() !== undefined, bench.now() + withinMs)
  wire.cut()
  await bench.afterDisconnect()
  const entry = answered()
  bench.skipToNow()
  return entry?.kind === 'message' ? describeMessage(entry.message, bench.naming) : undefined
}
