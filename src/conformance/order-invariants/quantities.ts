/** INV-1 to INV-4, INV-7, INV-15 and INV-22: quantities of one report that have to agree with each other. */
import {
  add,
  compare,
  type Decimal,
  equals,
  formatDecimal,
  isZero,
  parseDecimal,
  subtract,
  ZERO,
} from '../../codec/decimal.ts'
import type { Chain } from './chain.ts'
import type { Notes } from './notes.ts'
import { nameOfTag, OrderTag, WORKING } from './order-tags.ts'
import type { ReportFacts } from './report-facts.ts'
import type { Toleration } from './tolerated.ts'

/** Statuses that go before Filled, so that a filled order may show them. */
const ABOVE_FILLED = '6E3B2'
/** An order that ended otherwise may hold late fills. */
const OVER_OTHERWISE = '4C8'

export function checkQuantities(
  report: ReportFacts,
  chain: Chain,
  notes: Notes,
  tolerates: ReadonlySet<Toleration>,
): void {
  const { cumQty, leavesQty, status, entry } = report
  const orderQty = report.orderQty ?? parseDecimal(chain.terms.get(OrderTag.OrderQty))
  if (orderQty === undefined || cumQty === undefined || leavesQty === undefined) return
  const open = subtract(orderQty, cumQty)
  const leaves = (id: string, when: string, allowed: readonly Decimal[], level: 'must' | 'should' = 'must'): boolean =>
    notes.check(id, entry.index, {
      holds: allowed.some((one) => equals(leavesQty, one)),
      expected: `LeavesQty is ${allowed.map(shown).join(' or ')} ${when} (OrderQty ${shown(orderQty)}, CumQty ${shown(cumQty)})`,
      actual: `LeavesQty is ${shown(leavesQty)}`,
      tag: OrderTag.LeavesQty,
      value: allowed.map(shown).join(' or '),
      has: shown(leavesQty),
      level,
    })
  if (WORKING.has(status)) leaves('INV-1', 'while the order works', workingLeaves(report, chain, open))
  else if (OVER_OTHERWISE.includes(status) || status === 'B') {
    if (leaves('INV-2', 'when the order is dead', [ZERO, open]) && !isZero(open))
      leaves('INV-2', 'when the order is dead, best of all', [ZERO], 'should')
  } else if (status === '3') leaves('INV-3', 'when the order is done for the day', doneLeaves(report, chain, open))
  checkFilled(report, orderQty, cumQty, leavesQty, notes, tolerates)
  // What is rejected may have asked for less than nothing.
  if (report.what === 'rejected') return
  notes.check('INV-7', entry.index, {
    holds: compare(cumQty, orderQty) <= 0 || tolerates.has('overfill'),
    expected: `CumQty is not above OrderQty ${shown(orderQty)}`,
    actual: `CumQty is ${shown(cumQty)}`,
    tag: OrderTag.CumQty,
    value: `at most ${shown(orderQty)}`,
    has: shown(cumQty),
  })
  checkDay(report, orderQty, cumQty, notes)
}

/** An order that is not accepted yet, and a dead one that a request pends for, may say that nothing is left. */
function workingLeaves({ status }: ReportFacts, chain: Chain, open: Decimal): Decimal[] {
  const isOver = chain.ended !== undefined || chain.isDoneForDay
  const positive = compare(open, ZERO) < 0 ? ZERO : open
  return status === 'A' || (isOver && (status === '6' || status === 'E')) ? [positive, ZERO] : [positive]
}

/** Day orders end with the day; those that live for days go on. */
function doneLeaves({ message }: ReportFacts, chain: Chain, open: Decimal): Decimal[] {
  const tif = message.text(OrderTag.TimeInForce) ?? chain.terms.get(OrderTag.TimeInForce) ?? (chain.isOurs ? '0' : '')
  if (tif === '0') return [ZERO]
  return tif === '1' || tif === '6' ? [open] : [ZERO, open]
}

function checkFilled(
  { status, entry }: ReportFacts,
  orderQty: Decimal,
  cumQty: Decimal,
  leavesQty: Decimal,
  notes: Notes,
  tolerates: ReadonlySet<Toleration>,
): void {
  const isFull = compare(cumQty, orderQty) >= 0 && isZero(leavesQty)
  const quantities = `OrderQty ${shown(orderQty)}, CumQty ${shown(cumQty)}, LeavesQty ${shown(leavesQty)}`
  if (status === '2') {
    notes.check('INV-4', entry.index, {
      holds: isFull,
      expected: 'Filled says that CumQty has reached OrderQty and LeavesQty is 0',
      actual: `OrdStatus is Filled with ${quantities}`,
      tag: compare(cumQty, orderQty) < 0 ? OrderTag.CumQty : OrderTag.LeavesQty,
      value: compare(cumQty, orderQty) < 0 ? shown(orderQty) : '0',
      has: compare(cumQty, orderQty) < 0 ? shown(cumQty) : shown(leavesQty),
    })
    return
  }
  if (!isFull || isZero(orderQty) || OVER_OTHERWISE.includes(status)) return
  notes.check('INV-4', entry.index, {
    holds: ABOVE_FILLED.includes(status) || (status === '1' && tolerates.has('finalFillAsPartial')),
    expected: 'an order that has nothing left of what it has traded whole is Filled',
    actual: `OrdStatus is ${status} with ${quantities}`,
    tag: OrderTag.OrdStatus,
    value: '2',
    has: status,
  })
}

function checkDay({ message, entry }: ReportFacts, orderQty: Decimal, cumQty: Decimal, notes: Notes): void {
  const dayOrderQty = parseDecimal(message.text(OrderTag.DayOrderQty))
  const dayCumQty = parseDecimal(message.text(OrderTag.DayCumQty))
  if (dayOrderQty === undefined || dayCumQty === undefined) return
  const expected = add(subtract(orderQty, cumQty), dayCumQty)
  notes.check('INV-15', entry.index, {
    holds: equals(dayOrderQty, expected),
    expected: `DayOrderQty is ${shown(expected)}: OrderQty ${shown(orderQty)} less what traded on earlier days`,
    actual: `DayOrderQty is ${shown(dayOrderQty)} with CumQty ${shown(cumQty)} and DayCumQty ${shown(dayCumQty)}`,
    tag: OrderTag.DayOrderQty,
    value: shown(expected),
    has: shown(dayOrderQty),
  })
  notes.check('INV-15', entry.index, {
    holds: compare(dayCumQty, cumQty) <= 0,
    expected: `DayCumQty is not above CumQty ${shown(cumQty)}`,
    actual: `DayCumQty is ${shown(dayCumQty)}`,
    tag: OrderTag.DayCumQty,
    has: shown(dayCumQty),
  })
}

const PARTS = [OrderTag.MinQty, OrderTag.MaxFloor, OrderTag.MaxShow, OrderTag.DisplayQty] as const

/** INV-22, for what accepts an order and for the order itself. */
export function checkParts({ message, index }: ReportFacts['entry'], level: 'must' | 'should', notes: Notes): void {
  const orderQty = parseDecimal(message.text(OrderTag.OrderQty))
  if (orderQty === undefined) return
  for (const tag of PARTS) {
    const part = parseDecimal(message.text(tag))
    if (part === undefined) continue
    notes.check('INV-22', index, {
      holds: compare(part, orderQty) <= 0,
      expected: `${nameOfTag(tag)} is not above OrderQty ${shown(orderQty)}`,
      actual: `${nameOfTag(tag)} is ${shown(part)}`,
      tag,
      has: shown(part),
      level,
    })
  }
}

const shown = (value: Decimal): string => formatDecimal(value)
