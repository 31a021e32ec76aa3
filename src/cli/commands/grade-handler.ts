/** What `fixproof grade` does: has the logs judged, tells what came of it, and writes the reports. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { plural } from '../../report/verdicts.ts'
import { formatsOf, writeReport } from '../../runner/report-files.ts'
import type { Format } from '../../runner/report-formats.ts'
import { casesOf } from '../../runner/selection.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { LogProgress } from '../log-progress.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import type { GradeArguments } from './grade.ts'
import { sizeOf } from './grade-logs.ts'
import type { GradeAnswer } from './grade-run.ts'
import { coverageJson, readText, sideText } from './grade-text.ts'
import { gradeInThread } from './grade-thread.ts'

/** @throws UsageError */
export async function gradeLogs(args: GradeArguments, terminal: Terminal): Promise<void> {
  refuseUnmeant({ ...args, logs: undefined })
  const { target, profile } = args
  // yargs hands a lone hyphen over as nothing.
  const logs = args.logs.length === 0 ? ['-'] : args.logs
  const { cwd, env } = terminal
  const formats = formatsOf(args.format)
  const cases = args.cases?.split(',').flatMap((word) => casesOf(word.trim()))
  const twice = logs.find((name, i) => logs.indexOf(name) !== i)
  if (twice !== undefined) throw new UsageError(`${twice} is given twice: each of its messages would count twice`)
  const named = target === undefined ? '' : ` --target ${target}`
  const command = `npx fixproof grade ${logs.join(' ')}${named}${profile === undefined ? '' : ` -p ${profile}`}`
  const order = { logs, target, profile, cases, cwd, env: { ...env }, command }
  const sizes = logs.map((name) => sizeOf(name, cwd))
  const isKnown = sizes.every((size) => size !== undefined)
  const progress = new LogProgress(terminal, isKnown ? sizes.reduce((sum, size) => sum + size, 0) : undefined, 'graded')
  const answer = await gradeInThread(order, (bytes) => progress.update(bytes)).finally(() => progress.end())
  terminal.say(readText(answer))
  refuseNothing(answer, target)
  await tell(args, answer, formats, command, terminal)
}

/** @throws UsageError when there is no message at all, or none of the side that was asked for */
function refuseNothing({ logs, compIDs }: GradeAnswer, target: string | undefined): void {
  if (logs.every(({ messages }) => messages === 0)) {
    const garbled = logs.reduce((sum, log) => sum + log.garbled, 0)
    const unreadable = garbled === 0 ? '' : ` that can be read, ${plural(garbled, 'line')} garbled`
    const names = logs.map(({ name }) => name).join(', ')
    throw new UsageError(
      `${names}: no FIX message in it${unreadable}: expected 8=FIX…10=nnn with SOH, | or ^A between fields`,
    )
  }
  if (target !== undefined && !compIDs.includes(target))
    throw new UsageError(`--target ${target}: no message from or to it; the logs have ${compIDs.join(', ')}`)
}

async function tell(
  { out }: GradeArguments,
  { sides }: GradeAnswer,
  formats: readonly Format[],
  command: string,
  terminal: Terminal,
): Promise<void> {
  const written: string[] = []
  for (const { target, report, coverage } of sides) {
    if (formats.includes('console')) terminal.say(sideText(report, coverage, terminal.color))
    if (out === undefined) continue
    const folder = path.resolve(terminal.cwd, out, ...(sides.length > 1 ? [fileName(target)] : []))
    mkdirSync(folder, { recursive: true })
    written.push(...(await writeReport(report, folder, formats)))
    const file = path.join(folder, 'coverage.json')
    writeFileSync(file, `${JSON.stringify(coverageJson(target, coverage), null, 2)}\n`)
    written.push(file)
  }
  const codes = sides.map(({ report }) => report.outcome?.exitCode)
  const code = codes.includes(1) ? 1 : codes.includes(0) ? 0 : 3
  terminal.say('')
  for (const file of written) terminal.say(`written: ${path.relative(terminal.cwd, file)}`)
  terminal.say(`exit code ${code} (${WORDS[code]})`)
  if (out === undefined) terminal.say(`next: ${command} --out reports/graded writes the report with its evidence`)
  process.exitCode = code
}

const WORDS: Readonly<Record<number, string>> = {
  0: 'nothing that the logs show is against the standard',
  1: 'something failed',
  3: 'nothing was exercised',
}

function fileName(compID: string): string {
  return compID.replace(/[^\w-]/g, '_')
}
