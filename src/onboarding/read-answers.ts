/** Answers from a file or from options: each is held against its question, as if it had been typed. */
import { z } from 'zod'
import { nearest } from '../dictionary/nearest.ts'
import type { Answer, Answers } from './answers.ts'
import { type Question, readAnswer } from './question.ts'
import { readYaml } from './read-yaml.ts'

/** Answers that can not be used: says where, what was expected, and what to do. */
export class AnswersError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'AnswersError'
  }
}

const stated = z.record(
  z.string(),
  z.union([z.string(), z.number().transform(String), z.array(z.union([z.string(), z.number().transform(String)]))], {
    error: 'expected a text, or a list of choices',
  }),
)

/**
 * A file of answers: `role: acceptor`, `beginString: [FIX.4.4]`. A plan is one too, by its `answers`.
 *
 * @throws AnswersError
 */
export function readAnswers(file: string): Answers {
  const refuse = (text: string): AnswersError => new AnswersError(text)
  const model = z.union([z.looseObject({ answers: stated }).transform(({ answers }) => answers), stated])
  return readYaml(file, 'list of answers', model, refuse).data
}

/**
 * @param where - names what an answer was stated by, for messages: `--role`, `answers.yaml: role`
 * @throws AnswersError when one has no question, or is none of its choices
 */
export function checkedAnswers(
  answers: Answers,
  questions: readonly Question[],
  where: (key: string) => string,
): Answers {
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      const question = questions.find((one) => one.key === key)
      if (question === undefined) {
        const keys = questions.map((one) => one.key)
        const near = nearest(key, keys, 1)[0]
        throw new AnswersError(
          `${where(key)}: there is no question "${key}": ${near === undefined ? `known are ${keys.join(', ')}` : `did you mean "${near}"?`}`,
        )
      }
      return [key, checked(question, answer, where(key))]
    }),
  )
}

function checked(question: Question, answer: Answer, where: string): Answer {
  const read = readAnswer(question, typeof answer === 'string' ? answer : answer.join(','))
  if ('problem' in read) throw new AnswersError(`${where}: ${read.problem}`)
  return read.answer
}
