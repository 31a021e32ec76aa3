/** The findings of graded logs as a report of the usual shape: a row for each case that the logs show. */

import { CATALOGUE, findRequirement, GROUPS } from '../../conformance/catalogue.ts'
import { type CaseRecord, type Occurrence, worstOf } from '../../conformance/monitors/case-book.ts'
import { GRADED_CASES } from '../../conformance/monitors/graded-cases.ts'
import type { GradedSession } from '../../conformance/monitors/log-judge.ts'
import type { Shown } from '../../conformance/monitors/sighting.ts'
import { groupOf } from '../../conformance/requirement.ts'
import { outcomeWord } from '../../report/outcome.ts'
import type { Report, ReportResult, TranscriptEntry } from '../../report/report.ts'
import { countVerdicts, plural } from '../../report/verdicts.ts'
import { packageInfo } from '../../runner/package-paths.ts'
import type { LogsRead } from './grade-logs.ts'

const VERDICT = { passed: 'passed', warning: 'warning', failed: 'failed', inconclusive: 'notApplicable' } as const

export interface Coverage {
  /** Ids that the logs show and prove, of one side in all its versions and roles. */
  readonly exercised: readonly string[]
  /** Ids whose stimulus the logs show, and whose outcome they do not prove, with the reason. */
  readonly open: readonly { readonly id: string; readonly reason: string }[]
  /** Ids that could have been graded, and never came up. */
  readonly never: readonly string[]
}

/** Cases that one side could be asked for: those of the session layer, and the invariants. */
export const ASKED = CATALOGUE.filter(({ id, parts }) => parts === undefined || id.startsWith('INV-')).map(
  ({ id }) => id,
)

export function coverageOf(sides: readonly GradedSession[], cases: ReadonlySet<string> | undefined): Coverage {
  const wanted = (id: string): boolean => cases === undefined || cases.has(id)
  const exercised = new Set<string>()
  const open = new Map<string, string>()
  for (const { book } of sides)
    for (const [id, record] of book.records) {
      if (!wanted(id)) continue
      const worst = worstOf(record)
      if (worst === undefined) continue
      if (worst.grade === 'inconclusive') open.set(id, worst.reason ?? '')
      else exercised.add(id)
    }
  for (const id of exercised) open.delete(id)
  const never = [...GRADED_CASES].filter((id) => wanted(id) && !exercised.has(id) && !open.has(id))
  return { exercised: [...exercised], open: [...open].map(([id, reason]) => ({ id, reason })), never }
}

/** @param side - one CompID; a report is about one target */
export function gradeReport(
  side: string,
  sides: readonly GradedSession[],
  read: LogsRead,
  context: { readonly profile: string; readonly command: string; readonly cases: ReadonlySet<string> | undefined },
): Report {
  const names = read.logs.map(({ name }) => name)
  const results = sides.flatMap((graded) => resultsOf(graded, names, context.cases))
  const order = new Map(CATALOGUE.map(({ id }, i) => [id, i]))
  results.sort((a, b) => (order.get(a.case) ?? 0) - (order.get(b.case) ?? 0))
  const { name, version } = packageInfo()
  const failed = results.some(({ verdict }) => verdict === 'failed')
  const proved = results.some(({ verdict }) => verdict === 'passed' || verdict === 'warning')
  const code = failed ? 1 : proved ? 0 : 3
  const used = new Set(results.map((result) => groupOf(result.case)))
  return {
    schemaVersion: '1',
    tool: { name, version },
    profile: context.profile,
    seed: 0,
    startedAt: new Date(read.firstAt ?? 0).toISOString(),
    durationMs: Math.max(0, Math.round((read.lastAt ?? 0) - (read.firstAt ?? 0))),
    target: { role: sides[0]?.role ?? 'acceptor', address: names.join(', '), name: side },
    outcome: { exitCode: code, word: outcomeWord(code) },
    summary: countVerdicts(results),
    command: context.command,
    suite: { name: 'graded log', version, cases: new Set(results.map((result) => result.case)).size },
    groups: GROUPS.filter(({ id }) => used.has(id)).map((group) => ({ ...group })),
    results,
  }
}

function resultsOf(
  { book, version, role }: GradedSession,
  names: readonly string[],
  cases: ReadonlySet<string> | undefined,
): ReportResult[] {
  return [...book.records].flatMap(([id, record]): ReportResult[] => {
    const requirement = findRequirement(id)
    const worst = worstOf(record)
    if (requirement === undefined || worst === undefined || cases?.has(id) === false) return []
    const { title, sentence, clause, level } = requirement
    const [first] = worst.evidence
    const at = worst.evidence.find(({ side }) => side !== 'event') ?? first
    const reason = worst.grade === 'inconclusive' ? { reason: `not exercised: ${worst.reason ?? ''}` } : {}
    return [
      {
        ...{ case: id, title, feature: names[at?.file ?? 0] ?? '', line: at?.line ?? 0 },
        ...{ beginString: version.id, targetRole: role, level, verdict: VERDICT[worst.grade] },
        ...{ requirement: sentence, clause, expected: [...worst.expected], actual: actualOf(record, worst) },
        ...{ ...reason, durationMs: 0, virtualMs: 0, transcript: transcriptOf(worst, names) },
      },
    ]
  })
}

function actualOf({ counts }: CaseRecord, { grade, actual }: Occurrence): string {
  const times = counts.passed + counts.warning + counts.failed
  if (times <= 1 || grade === 'inconclusive') return actual
  if (grade === 'passed') return `${actual} (held ${plural(times, 'time')})`
  return `${actual} (${counts[grade].toLocaleString('en')} of ${plural(times, 'time')})`
}

function transcriptOf({ evidence }: Occurrence, names: readonly string[]): TranscriptEntry[] {
  const began = evidence.find(({ at }) => !Number.isNaN(at))?.at ?? 0
  return evidence.map((shown) => entryOf(shown, began, names))
}

function entryOf({ file, line, at, side, raw }: Shown, began: number, names: readonly string[]): TranscriptEntry {
  const when = Number.isNaN(at) ? began : at
  const place = `${names[file] ?? ''}:${line}`
  const common = { at: new Date(when).toISOString(), virtualMs: Math.max(0, Math.round(when - began)) }
  if (side === 'event') return { ...common, direction: 'event', event: 'note', text: raw, raw: '', note: place }
  const msgType = /\|35=([^|]*)\|/.exec(raw)?.[1]
  const msgSeqNum = /\|34=(\d{1,15})\|/.exec(raw)?.[1]
  return {
    ...common,
    direction: side === 'target' ? 'in' : 'out',
    ...(msgType === undefined ? {} : { msgType }),
    ...(msgSeqNum === undefined ? {} : { msgSeqNum: Number(msgSeqNum) }),
    raw,
    note: place,
  }
}
