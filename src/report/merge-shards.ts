/** Whether reports are the shards of one run, each of them once; and the results of all as one run would have them. */
import { MergeError } from './merge-error.ts'
import type { Report, ReportResult } from './report.ts'
import { plural } from './verdicts.ts'

type Named = readonly (readonly [name: string, report: Report])[]

/** What the shards of a run share beyond what all reports do that are joined. */
const SAME: readonly (readonly [what: string, value: (report: Report) => unknown])[] = [
  ['suite', ({ suite }) => suite?.sha256],
  ['profile', ({ profileSha256 }) => profileSha256],
  ['plan', ({ plan }) => plan?.sha256],
  ['pack', ({ pack }) => pack?.sha256],
  ['number of scenarios', ({ scenarios }) => scenarios],
  ['number of shards', ({ shard }) => shard?.of],
  // Of other versions, roles or cases, or dealt out by other rules: there may be scenarios that none of them has made.
  ['choice of scenarios', ({ shard }) => shard?.dealt],
]

/**
 * @returns whether the reports are shards; what joins them has nothing missing then
 * @throws MergeError when some are and some are not, one is there twice or not at all, or they are of different runs
 */
export function areShards(files: Named): boolean {
  const shards = files.filter(([, report]) => report.shard !== undefined)
  const [[firstName, first] = ['', undefined]] = shards
  if (first?.shard === undefined) return false
  const whole = files.find(([, report]) => report.shard === undefined)
  if (whole !== undefined)
    throw new MergeError(`${whole[0]} is no shard, and ${firstName} is: join shards by themselves`)
  for (const [name, report] of shards) {
    const other = SAME.find(([, value]) => JSON.stringify(value(report)) !== JSON.stringify(value(first)))
    if (other === undefined) continue
    const [what, value] = other
    throw new MergeError(
      `${name} and ${firstName} are no shards of one run: they do not have the same ${what}, ${value(report) ?? 'none'} and ${value(first) ?? 'none'}`,
    )
  }
  const names = Map.groupBy(shards, ([, report]) => report.shard?.index ?? 0)
  for (const [index, same] of names)
    if (same.length > 1)
      throw new MergeError(
        `shard ${index} of ${first.shard.of} is there twice: ${same.map(([name]) => name).join(', ')}`,
      )
  const missing = Array.from({ length: first.shard.of }, (_, i) => i + 1).filter((index) => !names.has(index))
  if (missing.length > 0)
    throw new MergeError(
      `of ${first.shard.of} shards ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: ${missing.join(', ')}. What they would have shown is not proved`,
    )
  refuseOverlap(files)
  return true
}

/** A scenario that was made by two of them was dealt out by different rules. */
function refuseOverlap(files: Named): void {
  const madeBy = new Map<string, string>()
  for (const [name, report] of files)
    for (const place of new Set(report.results.filter(isOfScenario).map(placeOf))) {
      const other = madeBy.get(place)
      if (other !== undefined) throw new MergeError(`${other} and ${name} overlap: both have made ${place}`)
      madeBy.set(place, name)
    }
}

/** Results of all shards, column by column, in the order of the features; what is told of all scenarios is told once. */
export function shardResults(reports: readonly Report[]): ReportResult[] {
  const columns = Map.groupBy(
    reports.flatMap(({ results }) => results),
    columnOf,
  )
  return [...columns.values()].flatMap((results) => {
    const scenarios = results.filter(isOfScenario).sort(byPlace)
    return [...scenarios, ...toldAnew(results, scenarios)]
  })
}

/**
 * Invariants are told of all scenarios of a version and role. Each shard has told of its own, so the figures are counted
 * anew from what each scenario says.
 */
function toldAnew(results: readonly ReportResult[], scenarios: readonly ReportResult[]): ReportResult[] {
  const told = Map.groupBy(
    results.filter((result) => !isOfScenario(result)),
    ({ case: id }) => id,
  )
  return [...told].flatMap(([id, same]) => {
    const broken = new Set(scenarios.filter((result) => result.case === id).map(placeOf))
    const held = scenarios.filter(({ checks, ...result }) => checks?.[id] !== undefined && !broken.has(placeOf(result)))
    const count = held.reduce((sum, { checks }) => sum + (checks?.[id] ?? 0), 0)
    const passed = same.find(({ verdict }) => verdict === 'passed')
    if (passed !== undefined) {
      // A plan may have left out all results of the scenarios that it was looked at in.
      if (count === 0) return [passed]
      const [, what = 'report'] = /^held on [\d,]+ (.+?)s? of /.exec(passed.actual) ?? []
      return [{ ...passed, actual: `held on ${plural(count, what)} of ${plural(held.length, 'scenario')}` }]
    }
    const [first] = same
    return first === undefined || broken.size > 0 ? [] : [first]
  })
}

/** Features begin at line 1. */
function isOfScenario({ line }: Pick<ReportResult, 'line'>): boolean {
  return line > 0
}

function columnOf({ beginString, targetRole }: Pick<ReportResult, 'beginString' | 'targetRole'>): string {
  return `${beginString} ${targetRole}`
}

function placeOf(result: Pick<ReportResult, 'feature' | 'line' | 'beginString' | 'targetRole'>): string {
  return `${result.feature}:${result.line} (${columnOf(result)})`
}

/** Results of one scenario stay in their order. */
function byPlace(a: ReportResult, b: ReportResult): number {
  if (a.feature !== b.feature) return a.feature < b.feature ? -1 : 1
  return a.line - b.line
}
