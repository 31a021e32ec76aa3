/** INV-5, INV-6, INV-8 to INV-10 and INV-14: what traded, over the life of an order. */
import {
  add,
  compare,
  type Decimal,
  equals,
  formatDecimal,
  isPositive,
  isZero,
  multiply,
  parseDecimal,
  subtract,
  ZERO,
} from '../../codec/decimal.ts'
import type { Chain } from './chain.ts'
import type { Notes } from './notes.ts'
import { OrderTag } from './order-tags.ts'
import { idOf, type ReportFacts } from './report-facts.ts'
import type { Toleration } from './tolerated.ts'

const shown = (value: Decimal | undefined): string => (value === undefined ? 'not there' : formatDecimal(value))

/** Brings the executions of the order up to date, and holds what the report says of them against that. */
export function checkTrades(report: ReportFacts, chain: Chain, notes: Notes, tolerates: ReadonlySet<Toleration>): void {
  checkLast(report, notes)
  if (report.what === 'trade') checkLimit(report, chain, notes)
  const { cumQty } = report
  if (cumQty === undefined) return
  const before = chain.cumQty
  if (chain.isBehind || isOfBefore(report, chain)) {
    bookQuietly(report, chain, cumQty)
  } else if (report.isScaled || isBegunAnew(report, tolerates)) {
    chain.executions.rebase(cumQty, report.isScaled ? chain.executions.value : ZERO)
  } else {
    if (report.what === 'trade') checkGrowth(report, cumQty, before ?? ZERO, notes)
    book(report, chain, notes)
    checkSum(report, chain, cumQty, notes)
    checkFall(report, cumQty, before ?? ZERO, notes)
  }
  checkAverage(report, chain, cumQty, notes)
}

/** A correction or bust of an execution that was told before anything is known of. */
function isOfBefore({ what, message }: ReportFacts, { executions }: Chain): boolean {
  if (what !== 'bust' && what !== 'correct') return false
  return !executions.isWhole && !executions.knows(message.text(OrderTag.ExecRefID) ?? '')
}

/** A replace that begins a new order has traded nothing. */
export function isBegunAnew({ what, cumQty }: ReportFacts, tolerates: ReadonlySet<Toleration>): boolean {
  return what === 'replaced' && cumQty !== undefined && isZero(cumQty) && tolerates.has('replaceResetsCumQty')
}

/** Reports may have been lost: what it says now is where we are, whatever led to it. */
function bookQuietly(report: ReportFacts, chain: Chain, cumQty: Decimal): void {
  const { executions } = chain
  take(report, chain)
  if (equals(executions.qty, cumQty)) return
  const isTrade = report.what === 'trade' && report.lastQty !== undefined && compare(report.lastQty, cumQty) <= 0
  if (!isTrade || report.lastQty === undefined) return executions.rebase(cumQty, isZero(cumQty) ? ZERO : undefined)
  const earlier = subtract(cumQty, report.lastQty)
  executions.rebase(earlier, isZero(earlier) ? ZERO : undefined)
  executions.add(report.execID, report.lastQty, report.lastPx)
}

/** @returns false when it corrects or busts an execution that was never told */
function take({ what, execID, message, lastQty, lastPx }: ReportFacts, { executions }: Chain): boolean {
  const execRefID = idOf(message, OrderTag.ExecRefID) ?? ''
  if (what === 'trade') executions.add(execID, lastQty ?? ZERO, lastPx)
  else if (what === 'bust') return executions.bust(execRefID)
  else if (what === 'correct') return executions.correct(execRefID, execID, lastQty ?? ZERO, lastPx)
  return true
}

function book(report: ReportFacts, chain: Chain, notes: Notes): void {
  const isKnown = take(report, chain)
  if (report.what !== 'bust' && report.what !== 'correct') return
  const execRefID = report.message.text(OrderTag.ExecRefID)
  notes.check('INV-5', report.entry.index, {
    holds: isKnown,
    expected: 'ExecRefID names an execution of the order',
    actual: execRefID === undefined ? 'ExecRefID is not there' : `no execution ${execRefID} was reported`,
    tag: OrderTag.ExecRefID,
    has: execRefID ?? null,
  })
}

function checkSum(report: ReportFacts, { executions }: Chain, cumQty: Decimal, notes: Notes): void {
  const sum = executions.qty
  const holds = notes.check('INV-5', report.entry.index, {
    holds: equals(cumQty, sum),
    expected: `CumQty is ${shown(sum)}, the sum of the executions that stand`,
    actual: `CumQty is ${shown(cumQty)}`,
    tag: OrderTag.CumQty,
    value: shown(sum),
    has: shown(cumQty),
  })
  // One mistake is told once: from here on the order has traded what it says.
  if (!holds) executions.rebase(cumQty, isZero(cumQty) ? ZERO : undefined)
}

function checkFall({ what, entry }: ReportFacts, cumQty: Decimal, before: Decimal, notes: Notes): void {
  if (what === 'bust' || what === 'correct') return
  notes.check('INV-6', entry.index, {
    holds: compare(cumQty, before) >= 0,
    expected: `CumQty does not fall below ${shown(before)} but by a bust, a correction or a corporate action`,
    actual: `CumQty is ${shown(cumQty)}`,
    tag: OrderTag.CumQty,
    value: `at least ${shown(before)}`,
    has: shown(cumQty),
  })
}

function checkGrowth({ entry, lastQty }: ReportFacts, cumQty: Decimal, before: Decimal, notes: Notes): void {
  if (lastQty === undefined) return
  const expected = add(before, lastQty)
  notes.check('INV-9', entry.index, {
    holds: equals(cumQty, expected),
    expected: `CumQty is ${shown(expected)}: ${shown(before)} before the fill, and LastQty ${shown(lastQty)}`,
    actual: `CumQty is ${shown(cumQty)}`,
    tag: OrderTag.CumQty,
    value: shown(expected),
    has: shown(cumQty),
  })
}

/** INV-9 and INV-10: LastQty and LastPx where something traded, and nowhere else. */
function checkLast({ what, entry, status, lastQty, lastPx }: ReportFacts, notes: Notes): void {
  if (what === 'trade') {
    notes.check('INV-9', entry.index, {
      holds: lastQty !== undefined && isPositive(lastQty) && lastPx !== undefined,
      expected: 'a fill has a positive LastQty and a LastPx',
      actual: `LastQty is ${shown(lastQty)}, LastPx is ${shown(lastPx)}`,
      tag: lastQty !== undefined && isPositive(lastQty) ? OrderTag.LastPx : OrderTag.LastQty,
      has: lastQty !== undefined && isPositive(lastQty) ? null : ((lastQty && shown(lastQty)) ?? null),
    })
    return
  }
  if (what === 'correct' || what === 'bust' || what === 'stopped' || status === '7') return
  const isNothing = (value: Decimal | undefined): boolean => value === undefined || isZero(value)
  notes.check('INV-10', entry.index, {
    holds: isNothing(lastQty) && isNothing(lastPx),
    expected: 'a report that is no fill has no LastQty and no LastPx, or 0',
    actual: `LastQty is ${shown(lastQty)}, LastPx is ${shown(lastPx)}`,
    tag: isNothing(lastQty) ? OrderTag.LastPx : OrderTag.LastQty,
    value: null,
    has: shown(isNothing(lastQty) ? lastPx : lastQty),
    // Nobody books a status, so that what it repeats of the last fill misleads few.
    level: what === 'status' ? 'should' : 'must',
  })
}

const LIMITED = new Set(['2', '4'])
const BUYS = new Set(['1', '3'])
const SELLS = new Set(['2', '4', '5', '6'])

function checkLimit({ entry, lastPx }: ReportFacts, { terms, isOurs, isBehind }: Chain, notes: Notes): void {
  const price = parseDecimal(terms.get(OrderTag.Price))
  const side = terms.get(OrderTag.Side) ?? ''
  if (!isOurs || isBehind || lastPx === undefined || price === undefined) return
  if (!LIMITED.has(terms.get(OrderTag.OrdType) ?? '') || !(BUYS.has(side) || SELLS.has(side))) return
  const isBuy = BUYS.has(side)
  notes.check('INV-14', entry.index, {
    holds: isBuy ? compare(lastPx, price) <= 0 : compare(lastPx, price) >= 0,
    expected: `LastPx is ${shown(price)} or ${isBuy ? 'below' : 'above'}, the limit in force`,
    actual: `LastPx is ${shown(lastPx)}`,
    tag: OrderTag.LastPx,
    value: `${isBuy ? 'at most' : 'at least'} ${shown(price)}`,
    has: shown(lastPx),
  })
}

/** Within half a unit of the last digit that is printed: |AvgPx · CumQty − value| · 2 ≤ CumQty · unit. */
function checkAverage({ entry, message }: ReportFacts, { executions }: Chain, cumQty: Decimal, notes: Notes): void {
  const avgPx = parseDecimal(message.text(OrderTag.AvgPx))
  const { value } = executions
  if (avgPx === undefined || value === undefined || !equals(executions.qty, cumQty)) return
  const off = subtract(multiply(avgPx, cumQty), value)
  const twice = multiply({ units: off.units < 0n ? -off.units : off.units, scale: off.scale }, { units: 2n, scale: 0 })
  const unit: Decimal = { units: 1n, scale: avgPx.scale }
  const holds = isZero(cumQty) ? isZero(avgPx) : compare(twice, multiply(cumQty, unit)) <= 0
  notes.check('INV-8', entry.index, {
    holds,
    expected: isZero(cumQty)
      ? 'AvgPx is 0 before the first fill'
      : `AvgPx is ${shown(value)} / ${shown(cumQty)} to within half a unit of its last digit`,
    actual: `AvgPx is ${shown(avgPx)}`,
    tag: OrderTag.AvgPx,
    has: shown(avgPx),
  })
}
