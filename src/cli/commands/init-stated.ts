/** Answers that the command line states: a file first, then options, then `--set`; each goes before those in front of it. */
import path from 'node:path'
import type { Answers } from '../../onboarding/answers.ts'
import { questionsIn } from '../../onboarding/interview.ts'
import { contextOf, packChoices } from '../../onboarding/interview-context.ts'
import { checkedAnswers, readAnswers } from '../../onboarding/read-answers.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { FLAG_KEYS, type InitArguments } from './init-options.ts'

/** @throws AnswersError, UsageError */
export function statedAnswers({ name, answers, flags, set }: InitArguments, cwd: string): Answers {
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
  const questions = questionsIn(contextOf(onlyWhatDecides(plain), packChoices(cwd), cwd))
  return checkedAnswers(plain, questions, (key) => stated[key]?.where ?? key)
}

function onlyWhatDecides({ pack, dictionary }: Answers): Answers {
  return { ...(pack === undefined ? {} : { pack }), ...(dictionary === undefined ? {} : { dictionary }) }
}
