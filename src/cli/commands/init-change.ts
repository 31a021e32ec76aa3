/** Changes single answers of a suite that is there already: shows what that does to the plan before anything is written. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Answers, same, shown, textOf } from '../../onboarding/answers.ts'
import {
  answered,
  begin,
  effective,
  type Interview,
  nextQuestion,
  questionsIn,
  standing,
  usualAnswer,
  withUsualAnswers,
} from '../../onboarding/interview.ts'
import { readOldPlan } from '../../onboarding/plan.ts'
import { changesText, countsOf, countsText, planChanges } from '../../onboarding/plan-changes.ts'
import type { Question } from '../../onboarding/question.ts'
import { checkedAnswers } from '../../onboarding/read-answers.ts'
import { folderOf, suiteOf } from '../../onboarding/suite-files.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { Interrupted } from './init-dialogue.ts'
import { contextFor, type InitSession, makerOf } from './init-session.ts'
import { writeFiles } from './init-write.ts'

export async function changeSuite(session: InitSession, name: string, stated: Answers): Promise<void> {
  const { terminal } = session
  const folder = folderOf(name, terminal.cwd)
  const plan = readOldPlan(path.join(folder, 'plan.yaml'))
  const before = checkedAnswers(
    plan.answers as Answers,
    questionsIn(contextFor(session, { answers: plan.answers as Answers })),
    (key) => `${plan.file}: answers.${key}`,
  )
  try {
    const after = await newAnswers(session, name, before, stated)
    const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (key) => !same(before[key], after[key]),
    )
    // A pack brings a profile of its own, which is more than what hangs on an answer.
    if (changed.includes('pack'))
      throw new UsageError(
        `another pack is another profile: fixproof init ${name} --force --answers scenarios/${name}/plan.yaml --set pack=${shown(after.pack)} makes it anew with the other answers`,
      )
    if (changed.length === 0) return terminal.say('nothing changes: these are the answers already')
    const existing = {
      profile: readFileSync(path.join(folder, 'profile.yaml'), 'utf8'),
      answers: before,
      cases: plan.cases,
    }
    const suite = suiteOf(after, makerOf(terminal.cwd), existing)
    const changes = planChanges(plan.cases, suite.cases)
    terminal.say(
      [
        '',
        ...changed.map((key) => `  ${key}: ${shown(before[key])} → ${shown(after[key])}`),
        `  plan: ${countsText(countsOf(plan.cases))}`,
        `     →  ${countsText(countsOf(suite.cases))}`,
        ...(changes.length === 0 ? [] : [changesText(changes)]),
      ].join('\n'),
    )
    if (!(await isWanted(session))) return terminal.say('nothing was written')
    const written = writeFiles(suite)
    terminal.say(`  written   ${path.relative(terminal.cwd, folder)}/: ${written.join(', ')}`)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    terminal.complain('\ninterrupted: nothing was changed')
    process.exitCode = 130
  }
}

async function isWanted({ args, dialogue }: InitSession): Promise<boolean> {
  if (args.yes) return true
  if (dialogue === undefined) throw new UsageError('nothing was written: --yes writes what is shown')
  return await dialogue.confirm('\nWrite it?')
}

/** @throws UsageError when nobody can be asked and nothing was stated */
async function newAnswers(session: InitSession, name: string, before: Answers, stated: Answers): Promise<Answers> {
  const { dialogue, args } = session
  const wanted = Object.keys(stated).filter((key) => key !== 'name')
  let now: Interview = begin({ ...before, ...stated })
  if (wanted.length === 0) {
    if (dialogue === undefined)
      throw new UsageError(
        `scenarios/${name} is there already. --set KEY=VALUE changes an answer (${Object.keys(before).join(', ')}), --force begins again`,
      )
    now = await withOneMore(session, name, now)
  }
  // An answer may bring questions that were not asked before.
  for (;;) {
    const context = contextFor(session, now)
    const question = nextQuestion(now, context)
    if (question === undefined) return effective(now, context)
    if (dialogue === undefined || args.yes) now = withUsualAnswers(now, context)
    else {
      const said = await dialogue.ask(question, standing(now, context), usualAnswer(question, now, context))
      if (said.kind === 'answer') now = answered(now, question.key, said.answer)
    }
  }
}

/** Shows the answers, and asks one of the questions again. */
async function withOneMore(session: InitSession, name: string, now: Interview): Promise<Interview> {
  const { dialogue } = session
  if (dialogue === undefined) return now
  const context = contextFor(session, now)
  const answers = effective(now, context)
  const questions = questionsIn(context).filter(({ key }) => key in answers && key !== 'name')
  const which: Question = {
    key: 'which',
    kind: 'one',
    title: `${name} is there already. Which answer do you want to change?`,
    why: 'The plan is made anew from the answers, and you see what changes before anything is written. fixproof init NAME --force begins again.',
    choices: questions.map(({ key }) => ({ value: key, says: shown(answers[key]) })),
    usual: () => questions[0]?.key ?? '',
  }
  const one = { number: 1, of: 1 }
  const said = await dialogue.ask(which, one, textOf({ which: which.usual({}) }, 'which'))
  const question = questions.find(({ key }) => said.kind === 'answer' && key === said.answer)
  if (question === undefined) return now
  const changed = await dialogue.ask(question, one, answers[question.key] ?? '')
  return changed.kind === 'answer' ? answered(now, question.key, changed.answer) : now
}
