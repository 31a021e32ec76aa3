/** What is wrong with stated parameters: all of it at once, each with key, value and what is allowed. */

/** One thing that is wrong. */
export interface Problem {
  /** As it was stated. */
  readonly key: string
  /** As it was stated; not to be shown when `secret`. */
  readonly value: unknown
  /** What is allowed, or another sentence that says what to change. */
  readonly message: string
  /** Names near to an unknown key. */
  readonly near?: readonly string[]
  /** The name is not known, the value is not allowed, or it contradicts another one. */
  readonly kind: 'unknownKey' | 'value' | 'combination'
  /** The value is never shown. */
  readonly secret?: boolean
}

/** Everything that is wrong with stated parameters; the message has a line for each of `problems`. */
export class ParameterError extends Error {
  /** At least one. */
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(problemText).join('\n'))
    this.name = 'ParameterError'
    this.problems = problems
  }
}

/** `"heartBtInt" is -5: expected a whole number from 0 to 86400`. */
export function problemText(problem: Problem): string {
  const { key, value, message } = problem
  if (problem.kind === 'unknownKey') return `unknown parameter "${key}": ${message}`
  if (problem.kind === 'combination') return `"${key}": ${message}`
  return `"${key}" is ${problem.secret === true ? 'not usable' : shown(value)}: ${message}`
}

/** JSON has no word for what is no number, and would call it null. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
