/** Answers that the command line states: a file first, then options, then `--set`; each goes before those in front of it. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Answers } from '../../onboarding/answers.ts'
import { questionsIn } from '../../onboarding/interview.ts'
import { contextOf, packChoices } from '../../onboarding/interview-context.ts'
import { INTERVIEW_FILE, keptInterview } from '../../onboarding/interview-file.ts'
import { PACK_KEY } from '../../onboarding/pack-facts.ts'
import { checkedAnswers, readAnswers } from '../../onboarding/read-answers.ts'
import { folderOf } from '../../onboarding/suite-files.ts'
import { wrongName } from '../../onboarding/wrong-texts.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { FLAG_KEYS, type InitArguments } from './init-options.ts'

/** @throws AnswersError, UsageError */
export function statedAnswers({ name, answers, flags, set, force }: InitArguments, cwd: string): Answers {
  const file = answers === undefined ? {} : readAnswers(path.resolve(cwd, answers))
  const stated: Record<string, { readonly answer: Answers[string]; readonly where: string }> = {}
  for (const [key, answer] of Object.entries(file)) stated[key] = { answer, where: `${answers}: ${key}` }
  for (const [flag, text] of Object.entries(flags)) {
    const key = FLAG_KEYS[flag] ?? flag
    stated[key] = { answer: text, where: `--${flag}` }
  }
  for (const words of set) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(words) ?? []
    if (key === undefined || value === undefined) throw new UsageError(`--set "${words}": expected KEY=VALUE`)
    stated[key] = { answer: value, where: `--set ${key}` }
  }
  if (name !== undefined) stated.name = { answer: name, where: 'NAME' }
  const plain = Object.fromEntries(Object.entries(stated).map(([key, { answer }]) => [key, answer]))
  // The questions of a pack are known when the pack is.
  const questions = questionsIn(
    contextOf(onlyWhatDecides({ ...(force ? {} : packOfSuite(name, cwd)), ...plain }), packChoices(cwd), cwd),
  )
  // A file may be the plan of a suite with another pack, whose own questions mean nothing here.
  for (const key of Object.keys(file))
    if (key.startsWith(PACK_KEY) && !questions.some((question) => question.key === key)) delete plain[key]
  const checked = checkedAnswers(plain, questions, (key) => stated[key]?.where ?? key)
  refuseOtherSide(flags, checked)
  return checked
}

/** An address for the side that the engine is not would be dropped without a word. @throws UsageError */
function refuseOtherSide({ connect, listen }: InitArguments['flags'], { role }: Answers): void {
  if (connect !== undefined && role === 'initiator')
    throw new UsageError('--connect is where an engine listens, and --role initiator dials: say --listen [HOST:]PORT')
  if (listen !== undefined && role === 'acceptor')
    throw new UsageError('--listen is where an engine dials to, and --role acceptor listens: say --connect HOST:PORT')
}

/** The pack of a suite that is there, or of an interview that goes on; nothing where a name leads nowhere. */
function packOfSuite(name: string | undefined, cwd: string): Answers {
  const folder = name === undefined || wrongName(name) !== undefined ? undefined : folderOf(name, cwd)
  const found = [INTERVIEW_FILE, 'plan.yaml'].find(
    (file) => folder !== undefined && existsSync(path.join(folder, file)),
  )
  if (folder === undefined || found === undefined) return {}
  const { pack } = found === INTERVIEW_FILE ? keptInterview(folder).answers : readAnswers(path.join(folder, found))
  return pack === undefined ? {} : { pack }
}

function onlyWhatDecides({ pack, dictionary }: Answers): Answers {
  return { ...(pack === undefined ? {} : { pack }), ...(dictionary === undefined ? {} : { dictionary }) }
}
