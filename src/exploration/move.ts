/** A move of the tester: which rule it tries, when it may be played, and the steps that play and judge it. */
import type { SessionModel } from './session-model.ts'
import { given, type Row, type Step, sending, then } from './step.ts'

/** Small numbers that a move makes its variants of; the smaller, the simpler. */
export interface Choice {
  readonly a: number
  readonly b: number
  /** Proves behind the move that the session lives and where its numbers stand. */
  readonly probed: boolean
}

export interface Move {
  readonly name: string
  /** Cases of the catalogue whose rule it tries; the first names the finding. */
  readonly cases: readonly string[]
  /** How often it is drawn, 3 when absent. */
  readonly weight?: number
  /** Played as the very beginning, with a `Given` of its own. */
  readonly begins?: boolean
  /** How many variants a beginning has, 1 when absent. */
  readonly variants?: number
  applies(model: SessionModel): boolean
  /** The steps, with what the model says; moves the model on. */
  play(model: SessionModel, choice: Choice): Step[]
}

/** One of the variants, by the choice's number. */
export function pick<T>(variants: readonly [T, ...T[]], n: number): T {
  return variants[n % variants.length] as T
}

export const ESTABLISHED = given('an established session with the target')

/** A message under a number; it is stated only where the tester would take another. */
export function send(model: SessionModel, message: string, rows: readonly Row[] = [], msgSeqNum = model.nextIn): Step {
  const stated = msgSeqNum === model.testerNext ? rows : ([['MsgSeqNum', String(msgSeqNum)], ...rows] as const)
  if (msgSeqNum >= model.testerNext) model.testerNext = msgSeqNum + 1
  return sending(message, stated)
}

/** A message that counts. */
export function sendCounted(model: SessionModel, message: string, rows: readonly Row[] = []): Step {
  const step = send(model, message, rows)
  model.count()
  return step
}

/** Shows that the session lives and which number is expected; it uses that number up. */
export function probe(model: SessionModel): Step {
  const step = then(`the session is alive and the target expects MsgSeqNum ${model.nextIn}`)
  model.testerNext = model.nextIn + 1
  model.nextIn++
  model.answers('0')
  model.settled = true
  return step
}

/** Nothing may be under way when a connection is cut. */
export function settling(model: SessionModel): Step[] {
  return model.settled ? [] : [probe(model)]
}

/** Fields of a Reject that the standard fixes; what a version does not have is not asked for. */
export function rejectRows(reason: string, refTag?: string, refMsgType?: string): Row[] {
  const rows: Row[] = [['RefSeqNum', '<last sent by the tester>']]
  if (refTag !== undefined) rows.push(['RefTagID', `${refTag} or absent`])
  if (refMsgType !== undefined) rows.push(['RefMsgType', `${refMsgType} or absent`])
  rows.push(['SessionRejectReason', reason])
  return rows
}

/** ResendRequest of the target for what it misses: open, or up to the message that showed the gap. */
export function requestRows(from: number, seen: number): Row[] {
  return [
    ['BeginSeqNo', String(from)],
    ['EndSeqNo', `0 or 999999 or between ${from} and ${seen}`],
  ]
}
