/** What `fixproof waive` does: finds what failed, writes the waivers, and says how to see them at work. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ArgumentsCamelCase } from 'yargs'
import { nearest } from '../../dictionary/nearest.ts'
import type { ReportResult } from '../../report/report.ts'
import { plural, withVerdict } from '../../report/verdicts.ts'
import { where } from '../../report/wording.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { lastDay, readIfThere, waiversFor, waiverText, withWaivers } from '../../runner/new-waiver.ts'
import { readReport } from '../../runner/report-files.ts'
import { waiversFileOf } from '../../runner/suite-files.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { isRunOut, loadWaivers, type Waiver, wouldCover } from '../../runner/waivers.ts'
import { loadProfile } from '../../testbench/profile.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { WaiveOptions } from './waive.ts'

/** @throws UsageError, and nothing is written then */
export function waive(args: ArgumentsCamelCase<WaiveOptions>, terminal: Terminal): void {
  refuseUnmeant({ ...args, case: undefined })
  const today = new Date().toISOString().slice(0, 10)
  const until = lastDay(args.until, today)
  const profileFile = findProfile(args.profile, terminal.cwd)
  const { suite } = loadProfile(profileFile, terminal.env)
  const reportFile = path.resolve(
    terminal.cwd,
    args.report ?? path.join('reports', path.basename(args.profile), 'report.json'),
  )
  const report = readReport(reportFile)
  if (report.profile !== args.profile)
    throw new UsageError(
      `${reportFile} is of the profile ${report.profile}: say --profile ${report.profile}, or name another --report`,
    )
  const file = path.resolve(
    terminal.cwd,
    waiversFileOf(suite.waivers, profileFile, args.waivers) ?? path.join(path.dirname(profileFile), 'waivers.yaml'),
  )
  const text = readIfThere(file)
  const known = text === undefined ? [] : loadWaivers(file)
  const failed = failedOnes(report.results, args, known, today)
  refuseExpired(failed, known, file, today)
  const { reason, owner, issue, approvedBy } = args
  const added = waiversFor(
    failed,
    { reason, owner, until, issue, approvedBy },
    new Set(known.map(({ id }) => id)),
    isOurs,
    report.results,
  )
  const written = withWaivers(text, file, added)
  mkdirSync(path.dirname(file), { recursive: true })
  // Never half a file, whenever the power goes.
  writeFileSync(`${file}.new`, written)
  renameSync(`${file}.new`, file)
  const shown = path.relative(terminal.cwd, file)
  terminal.say(`${shown}: ${plural(added.length, 'waiver')} added\n\n${added.map(waiverText).join('\n\n')}\n`)
  if (suite.waivers === undefined && args.waivers === undefined)
    terminal.complain(
      `fixproof: the profile does not name the file yet: add "suite: { waivers: ${path.basename(file)} }" to ${path.relative(terminal.cwd, profileFile)}, or say --waivers ${shown} with each run`,
    )
  const asked = args.waivers === undefined && suite.waivers !== undefined ? '' : ` --waivers ${shown}`
  const failedOption = args.report === undefined ? '--failed' : `--failed ${args.report}`
  terminal.say(`next: npx fixproof run ${failedOption} --profile ${args.profile}${asked}`)
}

/** What was asked for, and is a failure that no waiver covers yet. @throws UsageError for what is not */
function failedOnes(
  results: readonly ReportResult[],
  { case: asked, allFailed }: Pick<ArgumentsCamelCase<WaiveOptions>, 'case' | 'allFailed'>,
  known: readonly Waiver[],
  today: string,
): ReportResult[] {
  const failed = withVerdict(results, 'failed')
  if (allFailed === asked.length > 0)
    throw new UsageError('expected the ids of cases that failed, or --all-failed: one of the two')
  const open = failed.filter(
    (result) => !known.some((waiver) => !isRunOut(waiver, today) && wouldCover(waiver, result)),
  )
  if (allFailed) {
    if (open.length > 0) return open
    throw new UsageError(
      failed.length === 0 ? 'nothing failed: there is nothing to waive' : 'all that failed is waived already',
    )
  }
  return asked.flatMap((id) => openOf(id, results, open))
}

/** Beside a new one it would still ask for attention. @throws UsageError */
function refuseExpired(failed: readonly ReportResult[], known: readonly Waiver[], file: string, today: string): void {
  const old = known.find((waiver) => isRunOut(waiver, today) && failed.some((result) => wouldCover(waiver, result)))
  if (old !== undefined)
    throw new UsageError(
      `${file}: waiver ${old.id} is for this, and expired on ${old.until}: renew its "until" there, or remove it and waive anew`,
    )
}

/** A waiver is for what was seen: nothing else is told of it. */
function openOf(id: string, results: readonly ReportResult[], open: readonly ReportResult[]): ReportResult[] {
  const found = open.filter((result) => result.case === id)
  if (found.length > 0) return found
  const seen = results.filter((result) => result.case === id)
  if (seen.length === 0) {
    const near = nearest(id, [...new Set(results.map((result) => result.case))])
    throw new UsageError(
      `${id} is not in the report${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}. Only what was seen to fail can be waived`,
    )
  }
  if (seen.some(({ verdict }) => verdict === 'failed' || verdict === 'waived'))
    throw new UsageError(`${id} is waived already`)
  const verdicts = [...new Set(seen.map(({ verdict }) => verdict))].join(', ')
  throw new UsageError(`${id} did not fail (${seen[0] ? where(seen[0]) : ''}: ${verdicts}): there is nothing to waive`)
}

/** In the suite a case has few scenarios; in features of the user or generated ones it may have a hundred. */
function isOurs({ feature }: ReportResult): boolean {
  return /(^|[\\/])features[\\/](session|application)([\\/]|$)/.test(feature)
}
