/**
 * The fifty recorded sessions of `recorded-sessions.ts`, graded as logs that somebody else has made: the verdict of each on
 * its case must be that of the live run. `npm run interop` has to have run before. Ends in a line that counts.
 *
 *   --all   every session of the three runs, not fifty of them
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { GRADED_CASES } from '../src/conformance/monitors/graded-cases.ts'
import { LOG_FORMS } from '../src/recorded/write-log.ts'
import type { ReportResult } from '../src/report/report.ts'
import { type Graded, gradeTranscript, liveGrade, readResults } from './graded-transcripts.ts'
import { chooseSessions } from './recorded-choice.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
/** As in `recorded-sessions.ts`. */
const RUNS = [
  { name: 'quickfix', count: 22 },
  { name: 'quickfix-orders', count: 10 },
  { name: 'jspurefix', count: 18 },
] as const

type Outcome = { readonly kind: 'agrees' | 'differs' | 'apart'; readonly why: string }

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } })
const counts = { agrees: 0, differs: 0, apart: 0 }

for (const { name, count } of RUNS) {
  const file = path.join(ROOT, 'reports', name, 'report.json')
  if (!existsSync(file)) {
    console.error(`${path.relative(ROOT, file)} is not there: run \`npm run interop\` first`)
    process.exit(4)
  }
  const results = readResults(file)
  const chosen = values.all ? results.filter((one) => liveGrade(one) !== undefined) : chooseSessions(results, count)
  for (const [i, result] of chosen.entries()) tell(name, result, LOG_FORMS[i % LOG_FORMS.length] ?? 'plain')
}
console.log(`\n${counts.apart} of them on cases that a log can not show, or whose outcome this log does not show`)
console.log(`${counts.agrees} passed, ${counts.differs} failed`)
process.exitCode = counts.differs === 0 && counts.agrees > 0 ? 0 : 1

function tell(run: string, result: ReportResult, form: (typeof LOG_FORMS)[number]): void {
  const { kind, why } = compare(result, gradeTranscript(result, form))
  counts[kind]++
  if (values.all && kind !== 'differs') return
  const mark = { agrees: 'agrees ', differs: 'DIFFERS', apart: 'apart  ' }[kind]
  const words = [run.padEnd(15), result.case.padEnd(9), result.beginString.padEnd(19), result.targetRole.padEnd(9)]
  console.log(`${mark}  ${words.join(' ')} ${form.padEnd(8)} ${why}`)
}

function compare(result: ReportResult, graded: Graded): Outcome {
  const live = liveGrade(result)
  const orders = ordersOf(result, graded)
  if (orders !== undefined) return orders
  if (!GRADED_CASES.has(result.case)) return { kind: 'apart', why: 'no log can show this case' }
  if (live === undefined) return { kind: 'apart', why: `the live run was ${result.verdict}: ${result.reason ?? ''}` }
  if (graded.grade === live) return { kind: 'agrees', why: live }
  if (graded.grade === undefined) return { kind: 'apart', why: `live ${live}; it does not come up as such in the log` }
  if (graded.grade === 'inconclusive') return { kind: 'apart', why: `live ${live}; ${graded.reason}` }
  return { kind: 'differs', why: `live ${live} (${result.actual}), graded ${graded.grade} (${graded.actual})` }
}

/** Of a session of orders the invariants are compared: those that the live run held against it. */
function ordersOf({ checks, case: id, verdict }: ReportResult, { all }: Graded): Outcome | undefined {
  if (checks === undefined || Object.keys(checks).length === 0) return undefined
  const broken = [...all].filter(([one, grade]) => one.startsWith('INV-') && grade === 'failed').map(([one]) => one)
  const isRight = id.startsWith('INV-')
    ? broken.includes(id) === (verdict === 'failed' || verdict === 'waived')
    : broken.length === 0
  const held = Object.keys(checks).length
  if (isRight) return { kind: 'agrees', why: id.startsWith('INV-') ? verdict : `its ${held} invariants held` }
  return { kind: 'differs', why: `live ${verdict}, graded with ${broken.join(', ')} broken` }
}
