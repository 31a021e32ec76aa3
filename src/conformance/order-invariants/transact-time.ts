/** INV-17: TransactTime is there, is not of the future, and does not run backwards. */
import type { Chain } from './chain.ts'
import type { Notes } from './notes.ts'
import { OrderTag } from './order-tags.ts'
import type { ReportFacts } from './report-facts.ts'

/** Clocks of two machines may differ by that much, milliseconds: as the session layer has it for SendingTime. */
const SKEW_MS = 120_000

/** @returns the instant, epoch milliseconds; undefined when the report has none that counts */
export function checkTransactTime(report: ReportFacts, chain: Chain | undefined, notes: Notes): number | undefined {
  const { message, entry, what } = report
  const text = message.text(OrderTag.TransactTime)
  const at = message.utcTimestamp(OrderTag.TransactTime)?.epochMs
  const note = (holds: boolean, expected: string): boolean =>
    notes.check('INV-17', entry.index, {
      holds,
      expected,
      actual: text === undefined ? 'TransactTime is not there' : `TransactTime is ${text}`,
      tag: OrderTag.TransactTime,
      has: text ?? null,
      level: 'should',
    })
  if (!note(at !== undefined && !Number.isNaN(at), 'TransactTime is there, as UTC') || at === undefined)
    return undefined
  note(at <= entry.at + SKEW_MS, 'TransactTime is not of the future')
  // A status says when the order changed last, and a trade may have been made long before it is told.
  if (what === 'status' || what === 'trade' || what === 'bust' || what === 'correct') return undefined
  const before = chain?.isBehind ? undefined : chain?.transactTime
  const second = 1_000
  note(before === undefined || at + second > before, 'TransactTime is not before that of the report before')
  return at
}
