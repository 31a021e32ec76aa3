/** Writes a suite, and says what to do next. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Answers, has, textOf } from '../../onboarding/answers.ts'
import { replaceFile } from '../../onboarding/interview-file.ts'
import { countsOf, countsText } from '../../onboarding/plan-changes.ts'
import { hooksOf, variablesOf } from '../../onboarding/settings-of-answers.ts'
import { type SuiteFiles, type SuiteMaker, suiteOf } from '../../onboarding/suite-files.ts'
import type { Terminal } from '../terminal.ts'

export function writeSuite(answers: Answers, maker: SuiteMaker, terminal: Terminal): void {
  const suite = suiteOf(answers, maker)
  const written = writeFiles(suite)
  const name = textOf(answers, 'name')
  terminal.say(
    [
      '',
      `  written   ${path.relative(terminal.cwd, suite.folder)}/: ${written.join(', ')}`,
      `  plan      ${countsText(countsOf(suite.cases))}`,
      ...variablesOf(answers).map(
        (variable) => `  set       export ${variable}=…   before a run; it is never written down`,
      ),
      ...(hooksOf(answers).length === 0 ? [] : [`  fill in   ${path.relative(terminal.cwd, suite.folder)}/hooks.sh`]),
      '',
      `  next      fixproof plan ${name}          what has to be proved, and why`,
      `            fixproof run -p ${name} ${has(answers, 'role', 'initiator') ? '1B' : '1S'}     the first cases: Logon`,
      `            fixproof run -p ${name}        all of them; the report goes to reports/${name}`,
    ].join('\n'),
  )
}

/** The plan last: with it the suite is there. @returns names of the files written */
export function writeFiles({ folder, texts, once }: SuiteFiles): string[] {
  const names = Object.keys(texts).filter((name) => !once.includes(name) || !existsSync(path.join(folder, name)))
  const inOrder = [...names.filter((name) => name !== 'plan.yaml'), 'plan.yaml']
  for (const name of inOrder)
    replaceFile(path.join(folder, name), texts[name] ?? '', name.endsWith('.sh') ? 0o755 : undefined)
  return names
}
