/** INV-18 and INV-19: the pair of ExecType and OrdStatus, the step from the status before, and one end. */
import type { Chain, ChangeRequest } from './chain.ts'
import { toldRequests } from './chain.ts'
import type { Notes } from './notes.ts'
import { OrderTag } from './order-tags.ts'
import type { Happening, ReportFacts } from './report-facts.ts'
import type { Toleration } from './tolerated.ts'
import { isBegunAnew } from './trades.ts'

/** OrdStatus that may stand beside an event; what outranks its own status is in all of them. */
const PAIRS: Readonly<Partial<Record<Happening, string>>> = {
  new: '012679E5',
  pendingNew: 'A6E',
  trade: '1234567C9E',
  doneForDay: '36E',
  canceled: '46E',
  replaced: '0125679E',
  pendingCancel: '6',
  pendingReplace: 'E6',
  stopped: '76E',
  suspended: '96E',
  calculated: 'B36E',
  expired: 'C6E',
  restated: '01235679EBC4',
  bust: '012345679BCE',
  correct: '012345679BCE',
}

/** OrdStatus before → what may follow, shown by a matrix of the standard or legal by its rules. FIX.4.2's 5 is 0 here. */
const STEPS: Readonly<Record<string, string>> = {
  '': 'A0126E489C',
  A: 'A0126E489C',
  '0': '01236E4879CB',
  '1': '1236E479CB',
  '2': '236EB',
  '3': '01236E4CB',
  '6': '36E4C',
  E: '36E4C',
  '4': '4CB',
  C: 'C4B',
  '8': '',
  '7': '1236E47C',
  '9': '01369E4C',
  B: '12B',
}

/**
 * What may follow besides when a bust or correction undoes something, and when a replace has given the order more. What a bust
 * takes from a filled order does not work again where the order can rest no more, as an immediate one.
 */
const UNDONE: Readonly<Record<string, string>> = { '1': '0', '2': '014C', '4': '4', C: 'C', B: '012', '3': '0123' }
const REOPENED: Readonly<Record<string, string>> = { '2': '1', B: '1' }

export function checkTransition(
  report: ReportFacts,
  chain: Chain,
  request: ChangeRequest | undefined,
  notes: Notes,
  tolerates: ReadonlySet<Toleration>,
): void {
  const { what, status, entry, execType } = report
  if (what === 'status' || what === 'other' || status === 'D') return
  if (what !== 'rejected')
    notes.check('INV-18', entry.index, {
      holds: isPair(report),
      expected: `an OrdStatus that goes with ExecType ${execType}`,
      actual: `OrdStatus is ${status}`,
      tag: OrderTag.OrdStatus,
      has: status,
    })
  if (chain.isBehind || (!chain.isOurs && chain.status === undefined)) return
  const before = chain.status ?? ''
  const told = toldRequests(chain, what === 'replaced' || what === 'canceled' ? request : undefined)
  const isAfterEnd = before === '4' || before === 'C'
  if (what === 'trade' && isAfterEnd) return checkLateFill(report, before, notes, tolerates)
  notes.check('INV-18', entry.index, {
    holds: isStep(before, plain(status), report, told.length > 0) || isBegunAnew(report, tolerates),
    expected: before === '' ? 'a status that an order can begin with' : `a status that can follow ${before}`,
    actual: `OrdStatus goes from ${before === '' ? 'nothing' : before} to ${status} by ExecType ${execType}`,
    tag: OrderTag.OrdStatus,
    has: status,
    level: before === '8' ? 'must' : 'should',
  })
}

function isPair({ what, status, execType }: ReportFacts): boolean {
  // FIX.4.2 tells a partial fill and the last one apart.
  if (what === 'trade' && ((execType === '1' && status === '2') || (execType === '2' && status === '1'))) return false
  return PAIRS[what]?.includes(status) ?? true
}

const plain = (status: string): string => (status === '5' ? '0' : status)

function isStep(before: string, after: string, { what, isScaled }: ReportFacts, isPending: boolean): boolean {
  const from = plain(before)
  if (STEPS[from]?.includes(after) ?? true) return true
  // Pending is over when nothing that was told as pending is open any more.
  if ((from === '6' || from === 'E') && !isPending) return after !== 'A'
  const undoes = what === 'bust' || what === 'correct' || isScaled
  const besides = undoes ? UNDONE[from] : what === 'replaced' ? REOPENED[from] : undefined
  return besides?.includes(after) ?? false
}

function checkLateFill(
  { status, execType, entry }: ReportFacts,
  before: string,
  notes: Notes,
  tolerates: ReadonlySet<Toleration>,
): void {
  const staysDead = status === before
  notes.check('INV-18', entry.index, {
    holds: staysDead && tolerates.has('lateFills'),
    expected: 'no fill behind the end of the order',
    actual: `a fill behind OrdStatus ${before}, with OrdStatus ${status}`,
    tag: staysDead ? OrderTag.ExecType : OrderTag.OrdStatus,
    value: staysDead ? 'no fill' : before,
    has: staysDead ? execType : status,
    level: staysDead ? 'should' : 'must',
  })
}

const ENDS: ReadonlySet<Happening> = new Set(['canceled', 'expired', 'rejected'])

/** INV-19: an order that has ended does not end again. */
export function checkEnd({ what, entry, execType }: ReportFacts, chain: Chain, notes: Notes): void {
  if (!ENDS.has(what) || chain.isBehind) return
  notes.check('INV-19', entry.index, {
    holds: chain.ended === undefined,
    expected: `nothing more that ends the order, whose end was OrdStatus ${chain.ended}`,
    actual: `a second end by ExecType ${execType}`,
    tag: OrderTag.ExecType,
    has: execType,
  })
}
