/** Joins the reports of shards into one. What they do not agree on may not be hidden, and a check keeps its worst verdict. */
import { MergeError } from './merge-error.ts'
import { areShards, shardResults } from './merge-shards.ts'
import { exitCode, outcomeWord } from './outcome.ts'
import type { Report, ReportBaseline, ReportResult, ReportWaiver } from './report.ts'
import { resultsByIdentity } from './report-diff.ts'
import { countVerdicts, worst } from './verdicts.ts'

export interface Merged {
  report: Report
  /** Checks that were in more than one report: of each the worst verdict was kept. */
  repeated: number
}

/** What has to be the same in all of them, since the report states it once. */
const SAME: readonly (readonly [what: string, value: (report: Report) => unknown])[] = [
  ['tool', ({ tool }) => `${tool.name} ${tool.version}`],
  ['target', ({ target }) => [target.name, target.version, target.vendor, target.engine, target.environment]],
  ['suite', ({ suite }) => suite && [suite.name, suite.version]],
  ['identity', ({ identity }) => identity],
  ['baseline', ({ baseline }) => baseline?.sha256],
]

/**
 * @param files - at least one, each with its name for complaints
 * @throws MergeError when they are reports of different targets, tools, suites or baselines, and when shards of a run are
 *   missing or there twice
 */
export function mergeReports(files: readonly (readonly [name: string, report: Report])[], command: string): Merged {
  const [[firstName, first] = ['', undefined], ...rest] = files
  if (first === undefined) throw new MergeError('no report to merge')
  for (const [name, report] of rest) compare(firstName, first, name, report)
  const reports = files.map(([, report]) => report)
  const ofOneRun = areShards(files)
  const { results, repeated } = ofOneRun ? { results: shardResults(reports), repeated: 0 } : mergedResults(reports)
  const waivers = mergedWaivers(reports, results)
  const baseline = mergedBaseline(reports, results)
  const plan = agreed(reports, (report) => report.plan?.sha256) ? first.plan : undefined
  const pack = agreed(reports, (report) => report.pack?.sha256) ? first.pack : undefined
  const unfinished = reports.reduce((sum, report) => sum + (report.unfinished ?? 0), 0)
  const judged = {
    ...(plan && { plan }),
    ...(waivers && { waivers }),
    ...(baseline && { baseline }),
    ...(unfinished > 0 && { unfinished }),
    results,
  }
  const stated = reports.map((report) => report.outcome?.exitCode)
  const code = exitCode(judged, { interrupted: stated.includes(130), unreachable: stated.includes(4) })
  const { profileSha256, ...head } = withoutParts(first)
  return {
    repeated,
    report: {
      ...head,
      profile: [...new Set(reports.map((report) => report.profile))].join(', '),
      startedAt: reports.map((report) => report.startedAt).sort()[0] ?? first.startedAt,
      durationMs: reports.reduce((sum, report) => sum + report.durationMs, 0),
      target: mergedTarget(reports, first),
      outcome: { exitCode: code, word: outcomeWord(code, judged) },
      summary: countVerdicts(results),
      // What repeats shards is the run that they are parts of.
      command: (ofOneRun && first.command?.replace(/ --shard \S+/, '')) || command,
      ...(first.suite && { suite: mergedSuite(first.suite, reports, results) }),
      ...(profileSha256 && agreed(reports, (report) => report.profileSha256) ? { profileSha256 } : {}),
      ...union('capabilities', reports, (name) => name),
      ...union('dictionaries', reports, ({ beginString, name, sha256 }) => `${beginString} ${name} ${sha256}`),
      ...union('groups', reports, ({ id }) => id),
      // Where one of them does not tell its files, the others' are not all.
      ...(reports.every(({ sources }) => sources !== undefined) &&
        union('sources', reports, ({ kind, file, sha256 }) => `${kind} ${file} ${sha256}`)),
      ...(pack && { pack }),
      ...(first.environment && { environment: mergedEnvironment(reports) }),
      ...judged,
    },
  }
}

/** What is told of one report, and not of all that are joined. */
const OF_ONE: readonly (keyof Report)[] = [
  'journal',
  'shard',
  'plan',
  'pack',
  'resumed',
  'attempts',
  'unfinished',
  'sources',
]

function withoutParts(report: Report): Report {
  return Object.fromEntries(
    Object.entries(report).filter(([key]) => !OF_ONE.includes(key as keyof Report)),
  ) as unknown as Report
}

function compare(firstName: string, first: Report, name: string, report: Report): void {
  for (const [what, value] of SAME) {
    const [one, other] = [JSON.stringify(value(first)), JSON.stringify(value(report))]
    if (one !== other)
      throw new MergeError(
        `${name} is not of the same ${what} as ${firstName}: ${other ?? 'none'}, and not ${one ?? 'none'}`,
      )
  }
}

/** In the order of the files; a check that is in several stands where it was first. */
function mergedResults(reports: readonly Report[]): { results: ReportResult[]; repeated: number } {
  const found = new Map<string, ReportResult[]>()
  for (const report of reports)
    for (const [key, result] of resultsByIdentity(report.results)) {
      const same = found.get(key)
      if (same) same.push(result)
      else found.set(key, [result])
    }
  const all = [...found.values()]
  return {
    results: all.flatMap((same) => worst(same) ?? []),
    repeated: all.filter((same) => same.length > 1).length,
  }
}

/** A waiver that one shard used is not stale, though another found nothing for it to cover. */
function mergedWaivers(reports: readonly Report[], results: readonly ReportResult[]): ReportWaiver[] | undefined {
  const byId = Map.groupBy(
    reports.flatMap((report) => report.waivers ?? []),
    ({ id }) => id,
  )
  if (byId.size === 0) return undefined
  return [...byId.values()].map((same) => {
    const { stale: _, expired: __, otherOutcome: ___, ...waiver } = same[0] as ReportWaiver
    const used = results.some((result) => result.waiver === waiver.id)
    const otherOutcome = same.some((one) => one.otherOutcome)
    return {
      ...waiver,
      ...(!used && !otherOutcome && same.some((one) => one.stale) ? { stale: true } : {}),
      ...(same.some((one) => one.expired) ? { expired: true } : {}),
      ...(otherOutcome ? { otherOutcome: true } : {}),
    }
  })
}

/** What one shard missed, another may have run. */
function mergedBaseline(reports: readonly Report[], results: readonly ReportResult[]): ReportBaseline | undefined {
  const blocks = reports.flatMap((report) => report.baseline ?? [])
  const [first] = blocks
  if (first === undefined) return undefined
  const run = resultsByIdentity(results)
  const vanished = blocks.flatMap((block) => [...resultsByIdentity(block.vanished)])
  return {
    ...first,
    vanished: [...new Map(vanished.filter(([key]) => !run.has(key))).values()],
    repaired: [...new Map(blocks.flatMap((block) => [...resultsByIdentity(block.repaired)])).values()],
    changed: blocks.reduce((sum, block) => sum + block.changed, 0),
    added: blocks.reduce((sum, block) => sum + block.added, 0),
  }
}

function mergedTarget(reports: readonly Report[], first: Report): Report['target'] {
  const all = reports.flatMap(({ target }) => target.endpoints ?? [{ role: target.role, address: target.address }])
  const endpoints = [...new Map(all.map((endpoint) => [`${endpoint.role} ${endpoint.address}`, endpoint])).values()]
  const { endpoints: _, ...target } = first.target
  return { ...target, ...(endpoints.length > 1 ? { endpoints } : {}) }
}

function mergedSuite(
  suite: NonNullable<Report['suite']>,
  reports: readonly Report[],
  results: readonly ReportResult[],
): NonNullable<Report['suite']> {
  const { tags, sha256, ...rest } = suite
  const isSame = (value: (report: Report) => unknown): boolean => agreed(reports, value)
  const cases = new Set(results.map((result) => result.case)).size
  return {
    ...rest,
    cases,
    ...(tags !== undefined && isSame((report) => report.suite?.tags) ? { tags } : {}),
    ...(sha256 !== undefined && isSame((report) => report.suite?.sha256) ? { sha256 } : {}),
  }
}

function mergedEnvironment(reports: readonly Report[]): NonNullable<Report['environment']> {
  const values = new Map<string, Set<string | number>>()
  const seeds = reports.map(({ seed }) => ({ seed }))
  const sources = agreed(reports, (report) => report.seed) ? [] : seeds
  for (const [key, value] of [...reports.map(({ environment }) => environment ?? {}), ...sources].flatMap(
    Object.entries,
  )) {
    const known = values.get(key)
    if (known) known.add(value)
    else values.set(key, new Set([value]))
  }
  return Object.fromEntries(
    [...values].map(([key, all]) => [key, all.size === 1 ? ([...all][0] ?? '') : [...all].join(', ')]),
  )
}

function union<K extends 'capabilities' | 'dictionaries' | 'groups' | 'sources'>(
  key: K,
  reports: readonly Report[],
  identity: (item: NonNullable<Report[K]>[number]) => string,
): Pick<Report, K> | undefined {
  type Item = NonNullable<Report[K]>[number]
  const items = reports.flatMap((report) => (report[key] ?? []) as Item[])
  if (items.length === 0) return undefined
  return { [key]: [...new Map(items.map((item) => [identity(item), item])).values()] } as unknown as Pick<Report, K>
}

function agreed(reports: readonly Report[], value: (report: Report) => unknown): boolean {
  return new Set(reports.map(value)).size === 1
}
