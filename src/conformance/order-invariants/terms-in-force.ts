/** INV-13: what a report repeats of its order is what is in force. */
import { compare, type Decimal, formatDecimal, max, parseDecimal } from '../../codec/decimal.ts'
import { type Chain, type ChangeRequest, isOpen } from './chain.ts'
import type { Notes } from './notes.ts'
import { nameOfTag, OrderTag } from './order-tags.ts'
import type { ReportFacts } from './report-facts.ts'

const NUMBERS: ReadonlySet<number> = new Set([OrderTag.OrderQty, OrderTag.Price])
const REPEATED = [
  ...[OrderTag.OrderQty, OrderTag.Price, OrderTag.OrdType, OrderTag.Side],
  ...[OrderTag.Symbol, OrderTag.TimeInForce, OrderTag.Account],
] as const
/** What a change by the venue leaves alone. */
const LASTING = [OrderTag.Side, OrderTag.Symbol, OrderTag.Account] as const

/** Codes of ExecInst(18): last, mid-price, opening, market and primary peg, peg to VWAP. */
const PEGS: ReadonlySet<string> = new Set(['L', 'M', 'O', 'P', 'R', 'W'])

/** Types that become another one when they are triggered or begin to rest. */
const TURNING: ReadonlySet<string> = new Set(['1', '3', '4', '5', 'J', 'K', 'P'])

export function checkTerms(report: ReportFacts, chain: Chain, request: ChangeRequest | undefined, notes: Notes): void {
  if (!chain.isOurs || chain.isBehind || chain.isCross) return
  const byVenue = report.what === 'restated' || (report.what === 'replaced' && request === undefined)
  const tags = byVenue || report.what === 'rejected' ? LASTING : REPEATED
  for (const tag of tags) checkTerm(tag, report, chain, request, notes)
}

function checkTerm(
  tag: number,
  report: ReportFacts,
  chain: Chain,
  request: ChangeRequest | undefined,
  notes: Notes,
): void {
  const has = report.message.text(tag)
  const allowed = allowedFor(tag, report, chain, request)
  if (has === undefined || allowed.length === 0) return
  const wanted = [...new Set(allowed)].join(' or ')
  notes.check('INV-13', report.entry.index, {
    holds: allowed.some((value) => isSame(tag, value, has)),
    expected: `${nameOfTag(tag)} is ${wanted}, which is in force`,
    actual: `${nameOfTag(tag)} is ${has}`,
    tag,
    value: wanted,
    has,
  })
}

/** Values that may stand there; none where anything may. */
function allowedFor(tag: number, report: ReportFacts, chain: Chain, request: ChangeRequest | undefined): string[] {
  const { terms } = chain
  const inForce = terms.get(tag)
  if (report.what === 'replaced' && request !== undefined) return replacedBy(tag, report, terms, request)
  if (tag === OrderTag.Symbol && inForce === '[N/A]') return []
  if (tag === OrderTag.OrdType && TURNING.has(inForce ?? '')) return []
  if (tag === OrderTag.Price && (inForce === undefined || isPegged(terms))) return []
  if (tag === OrderTag.TimeInForce && inForce === undefined) return ['0']
  if (inForce === undefined) return []
  // The standard prints the quantity of the replace before it on the second of two pending ones (D.2.b).
  if (tag === OrderTag.OrderQty && report.what === 'pendingReplace')
    return [inForce, ...othersOf(chain, request).flatMap((one) => one.terms.get(tag) ?? [])]
  return [inForce]
}

/** Its price follows the market: by its type, or by a code of ExecInst(18). */
function isPegged(terms: ReadonlyMap<number, string>): boolean {
  const codes = (terms.get(OrderTag.ExecInst) ?? '').split(' ')
  return terms.get(OrderTag.OrdType) === 'P' || codes.some((code) => PEGS.has(code))
}

/** A replace brings its values into force, and no less than what has traded (C.3.c). */
function replacedBy(
  tag: number,
  report: ReportFacts,
  terms: ReadonlyMap<number, string>,
  request: ChangeRequest,
): string[] {
  const asked = request.terms.get(tag)
  if (asked === undefined || asked === '[N/A]') return []
  if (tag === OrderTag.OrdType && TURNING.has(asked)) return []
  if (tag === OrderTag.Price && isPegged(new Map([...terms, ...request.terms]))) return []
  const qty = parseDecimal(asked)
  if (tag !== OrderTag.OrderQty || qty === undefined || report.cumQty === undefined) return [asked]
  return [formatDecimal(max(qty, report.cumQty))]
}

function othersOf({ requests }: Chain, request: ChangeRequest | undefined): ChangeRequest[] {
  return requests.filter((one) => one !== request && one.kind === 'replace' && isOpen(one))
}

function isSame(tag: number, wanted: string, has: string): boolean {
  if (!NUMBERS.has(tag)) return wanted === has
  const [one, other]: (Decimal | undefined)[] = [parseDecimal(wanted), parseDecimal(has)]
  return one === undefined || other === undefined ? wanted === has : compare(one, other) === 0
}

/** What is in force behind the report. */
export function termsAfter(report: ReportFacts, chain: Chain, request: ChangeRequest | undefined): Map<number, string> {
  const terms = new Map(chain.terms)
  const isAnswer = report.what === 'replaced' && request !== undefined
  if (isAnswer) for (const [tag, value] of request.terms) terms.set(tag, value)
  const changes = report.what === 'replaced' || report.what === 'restated' || chain.isBehind || !chain.isOurs
  if (changes) {
    for (const tag of REPEATED) {
      const value = report.message.text(tag)
      if (value !== undefined) terms.set(tag, value)
    }
  }
  return terms
}
