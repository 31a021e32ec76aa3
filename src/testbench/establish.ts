/**
 * Bringing a session to where a scenario begins: logged on, both sides expecting number 2. With ResetSeqNumFlag that is
 * possible with any target, whatever happened before; without it the numbers go on from what the tester remembers.
 * All of this is stage setting: what goes wrong here proves nothing about the case.
 */
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { describeMessage } from '../conformance/expect.ts'
import { NotReached } from '../conformance/verdict.ts'
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import type { Entry } from '../journal/journal.ts'
import type { Bench } from './bench.ts'
import { answerUntilInStep } from './in-step.ts'

/** How long the target may take to answer a Logon. */
const LOGON_MS = 10_000

/** How long a farewell may take before the connection is cut. */
const FAREWELL_MS = 1_500

/** A number that lies far above any that the target can expect, so that it accepts the Logon and asks for the gap. */
const SAFELY_ABOVE = 100_000

/** Fields of a Logon of the tester, before the scenario states its own. */
export function logonFields(bench: Bench, reset: boolean, heartBtInt = bench.heartBtInt): Field[] {
  const fields: Field[] = [
    [Tag.EncryptMethod, 0],
    [Tag.HeartBtInt, heartBtInt],
  ]
  if (reset) fields.push([Tag.ResetSeqNumFlag, 'Y'])
  if (bench.version.applVerID !== undefined) fields.push([Tag.DefaultApplVerID, bench.version.applVerID])
  return [...fields, ...bench.leg.logonFields]
}

/** Connects and logs on. Afterwards the target expects number 2 wherever the version can be reset. */
export async function establish(bench: Bench): Promise<void> {
  await bench.agree()
  const from = bench.entries.length
  if (bench.leg.targetRole === 'acceptor') await logOn(bench)
  else await acceptLogon(bench)
  if (bench.numbers.goOn) goesOn(bench, from)
  bench.skipToNow()
}

/** @throws NotReached when the target begins again by itself, so that no number is what it was a moment ago */
function goesOn(bench: Bench, from: number): void {
  const logon = bench.entries.find(
    (entry, i) =>
      i >= from && entry.kind === 'message' && entry.direction === 'in' && entry.message.msgType === MsgType.Logon,
  )
  if (logon?.kind === 'message' && logon.message.msgSeqNum === 1) return
  throw new NotReached(
    `${bench.version.id} has no reset, and the numbers of the target do not go on from one connection to the next`,
  )
}

async function logOn(bench: Bench): Promise<void> {
  const { wire, version } = bench
  await bench.connect()
  wire.nextOut = 1
  bench.send(MsgType.Logon, logonFields(bench, version.resetSeqNumFlag))
  await awaitLogon(bench, bench.cursor)
}

/** The target dials: its Logon is answered, and where its numbers go on, both sides restart at 1 inside the session. */
async function acceptLogon(bench: Bench): Promise<void> {
  const { wire, version, environment } = bench
  let refused = ''
  const first = bench.numbers.goOn ? 1 : environment.memory.nextOut
  for (const nextOut of [first, first + SAFELY_ABOVE]) {
    const from = bench.entries.length
    await bench.connect()
    const logon = await awaitLogon(bench, from)
    const heartBtInt = takeHeartBtInt(bench, logon)
    if (logon.text(Tag.ResetSeqNumFlag) === 'Y') {
      wire.nextOut = 1
      return bench.send(MsgType.Logon, logonFields(bench, true, heartBtInt))
    }
    wire.nextOut = nextOut
    bench.send(MsgType.Logon, logonFields(bench, false, heartBtInt))
    if (logon.msgSeqNum === 1 && nextOut === 1) return
    if (!version.resetSeqNumFlag) return
    const reset = (await notInStep(bench, from)) ?? (await resetInSession(bench, heartBtInt))
    if (reset === undefined) return
    refused = reset
    wire.cut()
    await bench.environment.until(() => !wire.connected, bench.now() + FAREWELL_MS)
  }
  throw new NotReached(`the session could not be brought to its beginning: ${refused}`)
}

/**
 * A target that has a request of its own open takes it over the reset, and asks for nothing while it waits for the
 * answer: so it gets the answer first.
 *
 * @returns why it did not work, undefined when the target asks for nothing any more
 */
async function notInStep(bench: Bench, from: number): Promise<string | undefined> {
  try {
    await answerUntilInStep(bench, from)
    return undefined
  } catch (error) {
    if (error instanceof NotReached) return error.message
    throw error
  }
}

/** The initiator proposes HeartBtInt; the tester takes what it says. */
export function takeHeartBtInt(bench: Bench, logon: Message): number {
  const proposed = logon.int(Tag.HeartBtInt)
  if (proposed !== undefined && proposed >= 0) bench.heartBtInt = proposed
  return bench.heartBtInt
}

/** @returns why it did not work, undefined when both sides stand at 2 */
async function resetInSession(bench: Bench, heartBtInt: number): Promise<string | undefined> {
  const from = bench.entries.length
  bench.wire.nextOut = 1
  try {
    bench.send(MsgType.Logon, [[Tag.MsgSeqNum, 1], ...logonFields(bench, true, heartBtInt)])
    const reply = await awaitLogon(bench, from)
    return reply.msgSeqNum === 1 ? undefined : `the reset was answered with MsgSeqNum ${reply.msgSeqNum}`
  } catch (error) {
    if (error instanceof NotReached) return error.message
    throw error
  }
}

/** The target's Logon from position `from` on; anything else of the session may come before it. */
export async function awaitLogon(bench: Bench, from: number): Promise<Message> {
  const found = (): Entry | undefined =>
    bench.entries.find(
      (entry, i) =>
        i >= from &&
        (entry.kind === 'message'
          ? entry.direction === 'in' && [MsgType.Logon, MsgType.Logout].some((type) => type === entry.message.msgType)
          : entry.event === 'disconnect'),
    )
  await bench.environment.until(() => found() !== undefined, bench.now() + LOGON_MS)
  const entry = found()
  if (entry === undefined)
    throw new NotReached(`no Logon of the target within ${LOGON_MS / 1000} s${instead(bench, from)}`)
  if (entry.kind === 'event')
    throw new NotReached(`the target closed the connection instead of logging on${instead(bench, from)}`)
  if (entry.message.msgType !== MsgType.Logon)
    throw new NotReached(`the target refused the session: ${describeMessage(entry.message, bench.naming)}`)
  refuseStranger(bench, entry.message)
  return entry.message
}

/**
 * A Logon of another session than the profile's: whoever sent it may be right, and the profile wrong.
 *
 * @throws NotReached
 */
function refuseStranger({ leg, version }: Bench, logon: Message): void {
  const nameOf = (beginString: string, from: string, to: string): string => `${beginString} from ${from} to ${to}`
  const came = nameOf(
    logon.text(Tag.BeginString) ?? '',
    logon.text(Tag.SenderCompID) ?? '?',
    logon.text(Tag.TargetCompID) ?? '?',
  )
  const wanted = nameOf(version.beginString, leg.targetCompID, leg.senderCompID)
  if (came !== wanted)
    throw new NotReached(`the Logon of the target is of another session: ${came}; the profile says ${wanted}`)
}

/** What came in the place of a Logon, for people: a wrong port answers in another language. */
function instead(bench: Bench, from: number): string {
  const came = bench.entries.find(
    (entry, i) => i >= from && entry.direction === 'in' && (entry.kind === 'message' || entry.event === 'garbled'),
  )
  if (came === undefined) return ', no FIX message came'
  return came.kind === 'message'
    ? `, but ${describeMessage(came.message, bench.naming)}`
    : `, but bytes that are no FIX message (${came.text})`
}

/** Brings the target to expect a number: Heartbeats that count, and a TestRequest whose answer shows that all arrived. */
export async function advanceTo(bench: Bench, msgSeqNum: number): Promise<void> {
  const { wire } = bench
  if (wire.nextOut > msgSeqNum)
    throw new NotReached(
      `the target expects MsgSeqNum ${wire.nextOut} already, and ${bench.version.id} has no way to go back to ${msgSeqNum}`,
    )
  while (wire.nextOut < msgSeqNum - 1) bench.send(MsgType.Heartbeat, [])
  if (wire.nextOut === msgSeqNum) return
  const testReqID = bench.unique('STAGE')
  bench.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
  if (!(await bench.reaches(bench.heartbeatWith(testReqID))))
    throw new NotReached(`the target did not answer the TestRequest of the stage, MsgSeqNum ${msgSeqNum - 1}`)
}

/** Leaves politely where that is possible; nothing here is judged. */
export async function leave(bench: Bench): Promise<void> {
  const { wire } = bench
  const { memory } = bench.environment
  if (!wire.connected) return bench.numbers.remember(memory, wire.nextOut, false)
  const inStep = bench.numbers.goOn && (await answersAtOnce(bench))
  if (wire.connected) wire.send(MsgType.Logout, [])
  const from = bench.entries.length
  const saidLogout = (): boolean =>
    bench.entries.some(
      (entry, i) =>
        i >= from && entry.kind === 'message' && entry.direction === 'in' && entry.message.msgType === MsgType.Logout,
    )
  const answered = (): boolean => !wire.connected || saidLogout()
  await bench.environment.until(answered, bench.now() + FAREWELL_MS)
  bench.numbers.remember(memory, wire.nextOut, inStep && saidLogout())
  wire.close()
  await bench.environment.until(() => !wire.connected, bench.now() + FAREWELL_MS)
  await bench.afterDisconnect()
}

/** Whether a TestRequest is answered, and by nothing else: then each side expects what the other sends next. */
async function answersAtOnce(bench: Bench): Promise<boolean> {
  const from = bench.entries.length
  const testReqID = bench.unique('LEAVE')
  bench.wire.send(MsgType.TestRequest, [[Tag.TestReqID, testReqID]])
  const next = (): Entry | undefined =>
    bench.entries.find(
      (entry, i) => i >= from && (entry.kind === 'message' ? entry.direction === 'in' : entry.event === 'disconnect'),
    )
  await bench.environment.until(() => next() !== undefined, bench.now() + FAREWELL_MS)
  const entry = next()
  return entry?.kind === 'message' && entry.message.text(Tag.TestReqID) === testReqID
}
