/** What `fixproof report show`, `diff` and `merge` do. */
import path from 'node:path'
import { renderBody, renderConsole } from '../../report/formats/console.ts'
import { diffExitCode, renderDiff, renderDiffJson, renderDiffMarkdown } from '../../report/formats/diff.ts'
import { mergeReports } from '../../report/merge-reports.ts'
import { diffReports } from '../../report/report-diff.ts'
import { plural } from '../../report/verdicts.ts'
import { formatsOf, readReport, writeReport } from '../../runner/report-files.ts'
import { tellCi, withCiFormats } from '../ci-outputs.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { MergeOptions } from './report.ts'

export function showReport(file: string, terminal: Terminal): void {
  terminal.print(renderConsole(readReport(file), { color: terminal.color }))
}

export function diffOf(before: string, now: string, format: string, terminal: Terminal): void {
  const [first, second] = [readReport(before), readReport(now)]
  const compared = { before: first, now: second, diff: diffReports(first, second) }
  if (format === 'json') terminal.print(renderDiffJson(compared).trimEnd())
  else if (format === 'markdown') terminal.print(renderDiffMarkdown(compared).trimEnd())
  else terminal.print(renderDiff(compared, { color: terminal.color }).trimEnd())
  process.exitCode = diffExitCode(compared.diff)
}

/** The report that comes of it is judged like any other: its exit code is the command's. */
export async function mergeFiles(args: MergeOptions, terminal: Terminal): Promise<void> {
  const { files, out, format, ...rest } = args
  refuseUnmeant({ ...rest, out, format })
  const formats = withCiFormats(formatsOf(format), args)
  const read = files.map((file) => [file, readReport(file)] as const)
  const { report, repeated } = mergeReports(read, `npx fixproof report merge ${files.join(' ')}`)
  const written = await writeReport(report, path.resolve(terminal.cwd, out), formats)
  const names = written.map((file) => path.relative(terminal.cwd, file))
  if (formats.includes('console')) terminal.say(renderBody(report, { color: terminal.color, written: names }).trimEnd())
  if (repeated > 0)
    terminal.say(
      `fixproof: ${plural(repeated, 'check is', 'checks are')} in several reports; of each the worst verdict was kept`,
    )
  tellCi(report, args, terminal)
  process.exitCode = report.outcome?.exitCode ?? 8
}
