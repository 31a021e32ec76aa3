/** What `fixproof plan` does. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { systemWords } from '../../log/system-words.ts'
import type { Answers } from '../../onboarding/answers.ts'
import { replaceFile } from '../../onboarding/interview-file.ts'
import { loadPlan, type Plan, readOldPlan } from '../../onboarding/plan.ts'
import { changesText, countsOf, countsText, planChanges } from '../../onboarding/plan-changes.ts'
import { progressOf } from '../../onboarding/plan-progress.ts'
import { planConsole, planJson, planMarkdown, type ShownPlan } from '../../onboarding/plan-show.ts'
import { planText } from '../../onboarding/plan-text.ts'
import { planned } from '../../onboarding/suite-files.ts'
import { parseReport } from '../../report/parse-report.ts'
import { casesOf } from '../../runner/selection.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'
import { dialogueFor, painter } from './init-dialogue.ts'
import { makerOf } from './init-session.ts'
import type { PlanArguments } from './plan.ts'

export async function plan(args: PlanArguments, terminal: Terminal): Promise<void> {
  const file = planFile(args.name, terminal.cwd)
  if (args.update) return await update(file, args, terminal)
  const ids = args.cases.flatMap((word) => casesOf(word))
  const shown = shownPlan(loadPlan(file), args, terminal)
  if (args.format === 'json') return terminal.print(planJson(shown))
  if (args.format === 'markdown') return terminal.print(planMarkdown(shown))
  terminal.print(planConsole(shown, ids, painter(terminal.color && terminal.printsToTerminal)))
}

function shownPlan(loaded: Plan, { report }: PlanArguments, { cwd }: Terminal): ShownPlan {
  const usual = path.join('reports', loaded.name, 'report.json')
  const file = report ?? (existsSync(path.join(cwd, usual)) ? usual : undefined)
  if (file === undefined) return { plan: loaded }
  return {
    plan: loaded,
    report: file,
    states: progressOf(loaded, parseReport(textOf(path.resolve(cwd, file), file), file)),
  }
}

function textOf(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`--report ${shown}: it could not be read: ${systemWords(cause)}`)
  }
}

/** Without a name the only plan that there is. @throws UsageError */
function planFile(name: string | undefined, cwd: string): string {
  if (name !== undefined && /\.ya?ml$/.test(name)) return path.resolve(cwd, name)
  const scenarios = path.join(cwd, 'scenarios')
  const names = existsSync(scenarios)
    ? readdirSync(scenarios).filter((one) => existsSync(path.join(scenarios, one, 'plan.yaml')))
    : []
  const wanted = name ?? (names.length === 1 ? names[0] : undefined)
  if (wanted !== undefined && names.includes(wanted)) return path.join(scenarios, wanted, 'plan.yaml')
  if (wanted !== undefined)
    throw new UsageError(`there is no scenarios/${wanted}/plan.yaml: fixproof init ${wanted} makes one`)
  throw new UsageError(
    names.length === 0
      ? 'there is no plan in scenarios/ yet: fixproof init makes one'
      : `say which plan: ${names.join(', ')}`,
  )
}

/** By the answers of the old plan and the profile beside it, as somebody may have edited it. */
async function update(file: string, args: PlanArguments, terminal: Terminal): Promise<void> {
  const old = readOldPlan(file)
  const maker = makerOf(terminal.cwd)
  const folder = path.dirname(file)
  const answers = old.answers as Answers
  const profile = textOf(
    path.join(folder, 'profile.yaml'),
    path.relative(terminal.cwd, path.join(folder, 'profile.yaml')),
  )
  const cases = planned(answers, profile, folder, maker, old.cases)
  const changes = planChanges(old.cases, cases)
  const text = planText({ name: old.name, suiteVersion: maker.suiteVersion, pack: old.pack, answers, cases })
  if (text === readFileSync(file, 'utf8'))
    return terminal.say('nothing changes: the plan is as the profile and the answers make it')
  terminal.say(
    [
      `${countsText(countsOf(old.cases))}`,
      `  → ${countsText(countsOf(cases))}`,
      changes.length === 0 ? '  no case changes its obligation; reasons do' : changesText(changes),
    ].join('\n'),
  )
  if (!args.yes && !(await confirmed(terminal))) return terminal.say('nothing was written')
  replaceFile(file, text)
  terminal.say(`written   ${path.relative(terminal.cwd, file)}`)
}

async function confirmed(terminal: Terminal): Promise<boolean> {
  const dialogue = dialogueFor(false, terminal.color)
  if (dialogue === undefined) throw new UsageError('nothing was written: --yes writes what is shown')
  try {
    return await dialogue.confirm('Write it?')
  } finally {
    dialogue.close()
  }
}
