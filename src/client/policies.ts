/**
 * The client's decisions that can be made in more than one way, as functions: the right ones, and the mistakes that
 * `ClientManner` asks for. Where a mistake is to leave something out, its switch is asked at the place itself.
 */
import { type Decimal, divide, formatDecimal, isZero, subtract, trimDecimal, ZERO } from '../codec/decimal.ts'
import { cumQty, type Executions, turnover } from './executions.ts'
import type { ClientManner } from './manner.ts'
import type { Report } from './report.ts'

export interface Policies {
  /** What a fill adds. Right: LastQty(32). */
  filledQty(report: Report): Decimal
  /** What a replace adds to what was executed. Right: nothing. @param leavesBefore - as the client had it */
  amendedQty(report: Report, leavesBefore: Decimal): Decimal
  /** AvgPx as it is shown, `0` when nothing was executed. */
  avgPx(executions: Executions): string
  /** The number that the next id takes, of so many issued in all and so many since the session came up. */
  idNumber(issued: number, sinceConnected: number): number
}

/** Digits of an average that can not be written out. */
const AVERAGE_SCALE = 10

const RIGHT: Policies = {
  filledQty: (report) => report.lastQty,
  amendedQty: () => ZERO,
  avgPx: (executions) => average(executions, AVERAGE_SCALE),
  idNumber: (issued) => issued,
}

function average(executions: Executions, scale: number): string {
  const qty = cumQty(executions)
  return isZero(qty) ? '0' : formatDecimal(trimDecimal(divide(turnover(executions.live.values()), qty, scale)))
}

/** Digits of a price of most markets. */
const TICK_SCALE = 2

function averageInFloats({ live }: Executions): string {
  let qty = 0
  let px = 0
  for (const execution of live.values()) {
    const number = (value: Decimal) => Number(formatDecimal(value))
    qty += number(execution.qty)
    px += (number(execution.px) - px) * (number(execution.qty) / qty)
  }
  return String(px)
}

export function policiesFor(manner: ClientManner): Policies {
  return {
    ...RIGHT,
    ...(manner.booksLeaves ? { filledQty: (report: Report) => report.leavesQty ?? ZERO } : {}),
    ...(manner.booksAmend ? { amendedQty: shrunkLeaves } : {}),
    ...(manner.countsReplacedTwice ? { amendedQty: (report: Report) => report.cumQty ?? ZERO } : {}),
    ...(manner.roundsAvgPx ? { avgPx: (executions: Executions) => average(executions, TICK_SCALE) } : {}),
    ...(manner.averagesInFloats ? { avgPx: averageInFloats } : {}),
    ...(manner.repeatsIDs ? { idNumber: (_: number, sinceConnected: number) => sinceConnected } : {}),
  }
}

function shrunkLeaves(report: Report, leavesBefore: Decimal): Decimal {
  const shrunk = subtract(leavesBefore, report.leavesQty ?? ZERO)
  return shrunk.units > 0n ? shrunk : ZERO
}
