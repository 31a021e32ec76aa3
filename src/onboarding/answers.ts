/** What was answered about a target: the one record that profile and plan are made of. */

/** A choice, a text, or several choices; those of a list are in the order of the question. */
export type Answer = string | readonly string[]

/** By the key of the question. What is not there has not been answered. */
export type Answers = Readonly<Record<string, Answer>>

/** The answer as a text; empty when there is none. */
export function textOf(answers: Answers, key: string): string {
  const answer = answers[key]
  return typeof answer === 'string' ? answer : ''
}

/** The answer as a list; empty when there is none. */
export function listOf(answers: Answers, key: string): readonly string[] {
  const answer = answers[key]
  return Array.isArray(answer) ? answer : []
}

/** Whether a choice was taken. */
export function has(answers: Answers, key: string, choice: string): boolean {
  return textOf(answers, key) === choice || listOf(answers, key).includes(choice)
}

/** For people: `acceptor`, `market, limit`, `nothing`. */
export function shown(answer: Answer | undefined): string {
  if (answer === undefined) return 'not answered'
  if (typeof answer === 'string') return answer === '' ? 'nothing' : answer
  return answer.length === 0 ? 'nothing' : answer.join(', ')
}

export function same(one: Answer | undefined, other: Answer | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
