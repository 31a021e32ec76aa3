/** Step files of the command line, looked at before the run: Cucumber passes over what it does not find. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { UsageError } from './usage-error.ts'

const PATTERN = /[*?[{(]/
const PROGRAM = /\.[cm]?[jt]s$/
/** What Cucumber looks for in a folder. */
const IN_FOLDER = /\.[cm]?js$/

/**
 * @param stated - files, folders or patterns; a pattern is left to Cucumber
 * @throws UsageError for what is not there, or holds no steps
 */
export function refuseMissingSteps(stated: readonly string[], cwd: string): void {
  for (const one of stated) {
    const file = path.resolve(cwd, one)
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) {
      if (PATTERN.test(one)) continue
      throw new UsageError(`--steps ${one}: there is no such file`)
    }
    if (stat.isDirectory()) {
      if (readdirSync(file, { recursive: true }).some((name) => IN_FOLDER.test(String(name)))) continue
      throw new UsageError(
        `--steps ${one}: this folder holds no .js file; name TypeScript files one by one, or as *.ts`,
      )
    }
    if (!PROGRAM.test(one)) throw new UsageError(`--steps ${one}: expected a .ts, .mts, .js or .mjs file`)
  }
}
