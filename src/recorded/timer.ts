/** Messages that a timer sent: they come again when they are due, and no scenario waits for them. */
import { MsgType } from '../fix/msg-types.ts'
import { Tag } from '../fix/tags.ts'
import { isMessage, type RecordedItem, type RecordedSession } from './recorded-session.ts'

/** A Heartbeat of the tester is one of the timer when it was silent for so much of the interval before it. */
const OF_INTERVAL = 0.8
/** A side that was silent for so long asks for a Heartbeat; sooner it does so for a reason. */
const IDLE_INTERVALS = 1

/**
 * Heartbeats of the interval, those of the target all, and TestRequests of an idle target with the Heartbeat that answers
 * them.
 *
 * @param heartBtInt - where no Logon says it, seconds
 */
export function pairsOfTimer(session: RecordedSession, heartBtInt: number): ReadonlySet<RecordedItem> {
  const timer = new Set<RecordedItem>()
  for (const { items } of session.connections) {
    const intervalMs = 1000 * intervalIn(items, heartBtInt)
    const waits = waitsForTimer(items)
    let testerAt: number | undefined
    let testerNumber = 0
    for (const [i, item] of items.entries()) {
      if (item.kind === 'message' && item.message.msgType === MsgType.Heartbeat) {
        const plain = !item.message.has(Tag.TestReqID)
        if (plain && item.from === 'target') timer.add(item)
        if (
          plain &&
          !waits &&
          item.from === 'tester' &&
          isPlainHeartbeat(item.message) &&
          isLater(testerAt, item.at, OF_INTERVAL * intervalMs)
        )
          timer.add(item)
      }
      if (isMessage(item, MsgType.TestRequest, 'target')) {
        const answer = items.slice(i + 1).find((one) => one.from === 'tester')
        const answers =
          isMessage(answer, MsgType.Heartbeat) &&
          answer.message.text(Tag.TestReqID) === item.message.text(Tag.TestReqID)
        const isNext = answers && answer.message.msgSeqNum === testerNumber + 1
        if (isNext && isLater(testerAt, item.at, IDLE_INTERVALS * intervalMs)) timer.add(item).add(answer)
      }
      if (item.from !== 'tester') continue
      testerAt = item.at
      if (item.kind === 'message') testerNumber = item.message.msgSeqNum ?? testerNumber
    }
  }
  return timer
}

/**
 * Some targets name each Heartbeat of the interval by a TestReqID that nobody asked for. The scenario then waits for them,
 * and the tester's own must come in time.
 */
function waitsForTimer(items: readonly RecordedItem[]): boolean {
  const asked = new Set(
    items.flatMap((item) => (isMessage(item, MsgType.TestRequest, 'tester') ? [item.message.text(Tag.TestReqID)] : [])),
  )
  return items.some(
    (item) =>
      isMessage(item, MsgType.Heartbeat, 'target') &&
      item.message.has(Tag.TestReqID) &&
      !asked.has(item.message.text(Tag.TestReqID)),
  )
}

function isPlainHeartbeat(message: { has(tag: number): boolean }): boolean {
  return !message.has(Tag.PossDupFlag) && message.has(Tag.MsgSeqNum) && message.has(Tag.SendingTime)
}

function isLater(before: number | undefined, at: number | undefined, ms: number): boolean {
  return before !== undefined && at !== undefined && ms > 0 && at - before >= ms
}

function intervalIn(items: readonly RecordedItem[], fallback: number): number {
  const logon = items.find((item) => isMessage(item, MsgType.Logon))
  return (logon?.kind === 'message' ? logon.message.int(Tag.HeartBtInt) : undefined) ?? fallback
}
