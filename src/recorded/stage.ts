/** Where a recorded connection becomes a session that any target can be brought to: behind both Logons, when they say nothing unusual. */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { isMessage, type RecordedConnection, type RecordedItem, type RecordedMessage } from './recorded-session.ts'
import { SECRET_TAGS } from './secrets.ts'

export interface Stage {
  /** Items of the connection that the stage stands for. */
  readonly used: number
  readonly testerLogon: RecordedMessage
  readonly targetLogon: RecordedMessage
  /** MsgSeqNum of the log that is number 1 of the scenario, for each side. */
  readonly testerNumber: number
  readonly targetNumber: number
}

/** Fields that the Logon of any tester may have; what else it holds is what the scenario is about. */
const USUAL: ReadonlySet<number> = new Set([
  ...[Tag.BeginString, Tag.BodyLength, Tag.MsgType, Tag.SenderCompID, Tag.TargetCompID, Tag.MsgSeqNum, Tag.SendingTime],
  ...[Tag.EncryptMethod, Tag.HeartBtInt, Tag.ResetSeqNumFlag, Tag.DefaultApplVerID, Tag.CheckSum, Tag.Username],
  ...[Tag.RawDataLength, 1400, 1401, 1403],
  ...SECRET_TAGS,
])

/** Of a stage that brings numbers back to 1, so many messages are passed over. */
const STAGE_MAX = 40

/** @returns undefined where the beginning of the connection is no stage but part of the scenario */
export function stageOf(
  { items }: RecordedConnection,
  role: 'acceptor' | 'initiator',
  logonTags: ReadonlySet<number>,
): Stage | undefined {
  const [first, second] = items
  const [testerLogon, targetLogon] = role === 'acceptor' ? [first, second] : [second, first]
  if (!isMessage(testerLogon, MsgType.Logon, 'tester') || !isMessage(targetLogon, MsgType.Logon, 'target'))
    return undefined
  if (!isUsual(testerLogon, logonTags)) return undefined
  const [tester, target] = [testerLogon, targetLogon].map(({ message }) => message.msgSeqNum ?? 0)
  if (tester === undefined || target === undefined || tester < 1 || target < 1) return undefined
  if (testerLogon.message.text(Tag.ResetSeqNumFlag) === 'Y' && tester !== 1) return undefined
  const stage = { used: 2, testerLogon, targetLogon, testerNumber: tester, targetNumber: target }
  if (tester === 1 && target === 1) return stage
  return resetBehind(items) ?? recoveredBehind(items, stage) ?? (isGap(items[2]) ? undefined : stage)
}

/** A reset of the tester right behind the Logons, as whoever wants to begin at 1 asks for it. */
function resetBehind(items: readonly RecordedItem[]): Stage | undefined {
  const asked = items.findIndex(
    (item, i) =>
      i >= 2 &&
      isMessage(item, MsgType.Logon, 'tester') &&
      item.message.text(Tag.ResetSeqNumFlag) === 'Y' &&
      item.message.msgSeqNum === 1,
  )
  if (asked < 0 || asked > STAGE_MAX) return undefined
  const onlySession = items
    .slice(2, asked)
    .every((item) => item.kind === 'message' && /^[01234]$/.test(item.message.msgType))
  const confirmed = items.findIndex((item, i) => i > asked && isMessage(item, MsgType.Logon, 'target'))
  const testerLogon = items[asked]
  const targetLogon = items[confirmed]
  if (!onlySession || testerLogon?.kind !== 'message' || targetLogon?.kind !== 'message') return undefined
  // What is on its way still belongs to the time before.
  const between = items.slice(asked + 1, confirmed)
  if (targetLogon.message.msgSeqNum !== 1 || between.some(({ from }) => from === 'tester')) return undefined
  return { used: confirmed + 1, testerLogon, targetLogon, testerNumber: 1, targetNumber: 1 }
}

/** What was missing from before the log began is asked for and filled, and both sides go on from there. */
function recoveredBehind(items: readonly RecordedItem[], stage: Stage): Stage | undefined {
  let asked = false
  let filled = false
  let { testerNumber, targetNumber } = stage
  const open = new Set<string>()
  for (const [i, item] of items.slice(0, STAGE_MAX).entries()) {
    if (i < 2) continue
    if (item.kind === 'garbage' || !/^[0124]$/.test(item.message.msgType)) return undefined
    const { message, from } = item
    if (isGap(item)) {
      if ((message.int(Tag.BeginSeqNo) ?? Number.NaN) > stage.testerNumber) return undefined
      asked = true
    } else if (isMessage(item, MsgType.ResendRequest)) return undefined
    if (isMessage(item, MsgType.SequenceReset, 'tester') && (message.int(Tag.NewSeqNo) ?? 0) >= stage.testerNumber)
      filled = true
    if (isMessage(item, MsgType.TestRequest, 'tester')) open.add(message.text(Tag.TestReqID) ?? '')
    if (isMessage(item, MsgType.Heartbeat, 'target')) open.delete(message.text(Tag.TestReqID) ?? '')
    const number = message.msgSeqNum ?? 0
    if (from === 'tester') testerNumber = Math.max(testerNumber, number)
    else targetNumber = Math.max(targetNumber, number)
    if (asked && filled && open.size === 0) return { ...stage, used: i + 1, testerNumber, targetNumber }
  }
  return undefined
}

/**
 * A connection that ends before it began, because the tester's number is not what messages from before the log make it:
 * nobody can tell from the log what that was.
 */
export function isOutOfStep({ items }: RecordedConnection): boolean {
  const logons = items.filter((item) => isMessage(item, MsgType.Logon))
  const fresh = logons.some(
    (item) => item.kind === 'message' && (item.message.msgSeqNum === 1 || item.message.has(Tag.ResetSeqNumFlag)),
  )
  const said = items.find((item) => isMessage(item, MsgType.Logout, 'target'))
  const text = said?.kind === 'message' ? (said.message.text(Tag.Text) ?? '') : ''
  return logons.length === 2 && !fresh && /too low/i.test(text)
}

function isUsual({ message }: RecordedMessage, logonTags: ReadonlySet<number>): boolean {
  for (let i = 0; i < message.count; i++)
    if (!USUAL.has(message.tagAt(i)) && !logonTags.has(message.tagAt(i))) return false
  return (message.text(Tag.EncryptMethod) ?? '0') === '0' && /^\d+$/.test(message.text(Tag.HeartBtInt) ?? '')
}

/** The number of the Logon was too high: that is what the scenario is about. */
function isGap(item: RecordedItem | undefined): boolean {
  return isMessage(item, MsgType.ResendRequest, 'target')
}
