/**
 * Which sessions of the interop runs are recorded again as logs: evenly over verdicts, roles, versions and cases, by a
 * fixed rule that looks at nothing else.
 */
import { createHash } from 'node:crypto'
import type { ReportResult } from '../src/report/report.ts'

/**
 * What reached the target by another way than FIX is in no log of its session: orders of its own user, events of its
 * market, a restart, a further session.
 */
const PAST_THE_WIRE =
  /target's (user|market|venue|application|session|clock)|is told|restarted|killed|further session|plays the venue|orders, and cancels|is gone|take part|is configured/

/** A session in which each side said something, and nothing was told past the wire. */
export function isRecorded({ transcript, steps = [] }: ReportResult): boolean {
  const said = (direction: string): boolean =>
    transcript.some((entry) => entry.direction === direction && entry.raw !== '')
  return said('in') && said('out') && !steps.some(({ text }) => PAST_THE_WIRE.test(text))
}

/**
 * Takes `count` sessions: strata of verdict, role and version in turn, and of each the next by the hash of its name.
 *
 * @param results - of one run
 */
export function chooseSessions(results: readonly ReportResult[], count: number): ReportResult[] {
  const strata = new Map<string, Map<string, ReportResult>>()
  for (const result of results) {
    if (!isRecorded(result)) continue
    const { verdict, targetRole, beginString, feature, line } = result
    const key = `${verdict} ${targetRole} ${beginString}`
    const stratum = strata.get(key) ?? new Map<string, ReportResult>()
    const name = hashOf(`${feature}:${line}:${beginString}:${targetRole}`)
    // Several cases of one scenario are one session.
    if (!stratum.has(name)) stratum.set(name, result)
    strata.set(key, stratum)
  }
  // Verdicts in turn first: a run holds more that passed than all else together.
  const queues = [...strata]
    .sort(([a], [b]) => hashOf(a).localeCompare(hashOf(b)))
    .map(([key, stratum]) => ({
      verdict: key.split(' ')[0] ?? '',
      sessions: [...stratum].sort(([a], [b]) => a.localeCompare(b)).map(([, result]) => result),
    }))
  const verdicts = [...new Set(queues.map(({ verdict }) => verdict))].sort()
  const turns = verdicts.map((verdict) =>
    interleaved(queues.filter((one) => one.verdict === verdict).map(({ sessions }) => sessions)),
  )
  return interleaved(turns).slice(0, count)
}

/** The first of each list, then the second of each. */
function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat()
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
