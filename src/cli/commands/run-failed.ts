/** `fixproof run --failed`: the report that is gone on with, and what of it is run again. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { reportDigest } from '../../report/digest.ts'
import type { Report } from '../../report/report.ts'
import { plural } from '../../report/verdicts.ts'
import { packageInfo } from '../../runner/package-paths.ts'
import { columnKey, columnKeyOf } from '../../runner/part.ts'
import { goneFrom, type Repeat, repeatOf } from '../../runner/repeat-failed.ts'
import { readReport } from '../../runner/report-files.ts'
import type { RunPlan } from '../../runner/run.ts'
import { matching, placeOf, placeOfResult, type ScenarioSummary, scenariosIn } from '../../runner/scenarios.ts'
import type { Selection } from '../../runner/selection.ts'
import type { Unit } from '../../runner/units.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Leg } from '../../testbench/leg.ts'

export interface Earlier {
  /** As it was said, for complaints. */
  readonly file: string
  readonly report: Report
}

/**
 * @param file - absolute path of the report
 * @throws UsageError when it is not one of this profile, suite and version, or does not hold all of its run
 */
export function earlierReport(file: string, profileName: string): Earlier {
  if (!existsSync(file))
    throw new UsageError(`--failed: there is no ${file}; run without --failed first, or name the report: --failed FILE`)
  const report = readReport(file)
  const { name, version } = packageInfo()
  const other = (what: string, was: string, is: string): never => {
    throw new UsageError(
      `--failed: ${file} is of ${what} ${was}, and this run is of ${is}: results of both can not stand in one report`,
    )
  }
  if (report.profile !== profileName)
    other('the profile', `${report.profile} (--profile ${report.profile})`, profileName)
  if (report.tool.version !== version) other(name, report.tool.version, version)
  if (report.shard)
    throw new UsageError(
      `--failed: ${file} is shard ${report.shard.index} of ${report.shard.of}: join the shards first`,
    )
  return { file, report }
}

/** Options that say where the target is and how it is talked to; a path of `--waivers` is one of the folder of the run. */
const INHERITED = ['connect', 'listen', 'begin-string', 'sender', 'target', 'heartbeat', 'waivers'] as const

export interface Inherited {
  readonly connect?: string
  readonly listen?: string
  readonly beginString?: string
  readonly sender?: string
  readonly target?: string
  readonly heartbeat?: number
  readonly waivers?: string
  readonly steps?: string[]
}

/** What the report's run was told of the target on its command line: it is told the same, unless something else is said now. */
export function inheritedFrom({ report: { command = '' } }: Earlier): Inherited {
  const options = [...command.matchAll(/ --([a-z-]+) (\S+)/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  const found = new Map(options.filter(([name]) => (INHERITED as readonly string[]).includes(name)))
  const steps = options.filter(([name]) => name === 'steps').map(([, value]) => value)
  const { 'begin-string': beginString, heartbeat, ...rest } = Object.fromEntries(found)
  return {
    ...rest,
    ...(beginString === undefined ? {} : { beginString }),
    ...(heartbeat === undefined ? {} : { heartbeat: Number(heartbeat) }),
    ...(steps.length === 0 ? {} : { steps }),
  }
}

/** What a run with these features would be told by its hash, as the report was: they may have been named then. */
export function refuseOtherSuite({ file, report }: Earlier, hashes: readonly string[]): void {
  const was = report.suite?.sha256
  if (was === undefined || hashes.includes(was)) return
  throw new UsageError(
    `--failed: features or steps have changed since ${file} was written, so its results can not be taken over: run all of it again`,
  )
}

/** Names and values of a message come from the dictionary: results of two of them can not stand in one report either. */
export function refuseOtherDictionary(
  { file, report }: Earlier,
  dictionaries: NonNullable<Report['dictionaries']>,
): void {
  const was = Map.groupBy(report.dictionaries ?? [], ({ beginString }) => beginString)
  const now = Map.groupBy(dictionaries, ({ beginString }) => beginString)
  const hashes = (some: NonNullable<Report['dictionaries']>): string => some.map(({ sha256 }) => sha256).join()
  const changed = [...now].find(([version, some]) => hashes(was.get(version) ?? some) !== hashes(some))
  if (changed === undefined) return
  throw new UsageError(
    `--failed: the dictionary of ${changed[0]} has changed since ${file} was written, so its results can not be taken over: run all of it again`,
  )
}

/**
 * Profile and plan may have changed since. What they ask for now and the report does not have would be missing in the new
 * one, and nobody would see it.
 *
 * @param asked - all that a run with this profile, plan and command line makes
 * @param isJudged - whether a plan wants to know of a scenario's own cases
 */
export function refuseMore(
  { file, report }: Earlier,
  asked: readonly Unit[],
  isJudged: (scenario: ScenarioSummary) => boolean,
): void {
  // Of what its words left out nobody asked it.
  if (report.narrowed !== undefined || report.plan?.narrowed) return
  const known = new Set(report.results.map((result) => `${columnKeyOf(result)} ${placeOfResult(result)}`))
  const more = asked.filter(
    ({ leg, scenario }) => isJudged(scenario) && !known.has(`${columnKey(leg)} ${placeOf(scenario)}`),
  )
  const [first] = more
  if (first === undefined) return
  const { leg, scenario } = first
  throw new UsageError(
    `--failed: profile or plan asks for ${plural(more.length, 'scenario')} that ${file} does not have, ${path.basename(scenario.file)}:${scenario.line} with ${leg.version} ${leg.targetRole} first: run all of it again`,
  )
}

/** Features of the report in the order of its results: whatever was named for it, that is what it can be gone on with. */
export function selectionOf({ report }: Earlier): Selection {
  const { features } = repeatOf(report, [])
  return { paths: features.filter((file) => file !== '' && existsSync(file)), tags: undefined }
}

/**
 * @param asked - cases, features or tags that were named: of what failed, only these
 * @throws UsageError when the report is part of a run, or names scenarios that are not there
 */
export function repeatIn(
  earlier: Earlier,
  legs: readonly Leg[],
  selection: Selection,
  asked: Selection | undefined,
): NonNullable<RunPlan['repeat']> {
  const { file, report } = earlier
  refuseHalf(earlier)
  if (selection.paths.length === 0 && report.results.length > 0)
    throw new UsageError(
      `--failed: the features of ${file} are not there: run it in the folder in which the report was made`,
    )
  const wanted = asked && new Set(matching(asked).map(placeOf))
  const repeat = repeatOf(report, legs, wanted && ((place) => wanted.has(place)))
  const [gone, ...more] = goneFrom(repeat, scenariosIn(selection.paths))
  if (gone !== undefined)
    throw new UsageError(
      `--failed: ${file} has results of ${gone}${more.length > 0 ? ` and ${more.length} more places` : ''}, where no scenario is: run all of it again`,
    )
  return { ...repeat, file: archiveName(repeat), sha256: reportDigest(report) }
}

/** A report of some of a run would become one that looks like all of it. */
function refuseHalf({ file, report }: Earlier): void {
  if (report.unfinished === undefined) return
  throw new UsageError(
    `--failed: the run of ${file} ended before ${report.unfinished} scenarios were made: end it by --resume, or run all of it again`,
  )
}

function archiveName({ number }: Pick<Repeat, 'number'>): string {
  return `attempts/${number}.report.json.gz`
}

/**
 * Keeps the earlier report, and those before it, beside the new one. Done when the run is over: until then nothing is changed.
 *
 * @param directory - of the new report
 */
export function archive(
  { file }: Pick<Earlier, 'file'>,
  repeat: NonNullable<RunPlan['repeat']>,
  directory: string,
): void {
  mkdirSync(path.join(directory, 'attempts'), { recursive: true })
  for (const before of repeat.earlier.attempts ?? []) {
    const from = path.join(path.dirname(file), before.file)
    const to = path.join(directory, before.file)
    if (from !== to && existsSync(from)) copyFileSync(from, to)
  }
  const to = path.join(directory, repeat.file)
  // Never half a file under its name, whenever the power goes.
  writeFileSync(`${to}.new`, gzipSync(readFileSync(file)))
  renameSync(`${to}.new`, to)
}
