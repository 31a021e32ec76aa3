/** The shape of a question, and how what a person typed becomes an answer. Pure. */
import { nearest } from '../dictionary/nearest.ts'
import type { Answer, Answers } from './answers.ts'

export interface Choice {
  /** What is written down. */
  readonly value: string
  /** What it means, in a few words. */
  readonly says: string
}

interface Common {
  /** The key of the answer, and of `--set`. */
  readonly key: string
  readonly title: string
  /** What `?` shows: what hangs on the answer. */
  readonly why: string
  /** Whether it is asked, by what was answered before. Default: always. */
  readonly when?: (answers: Answers) => boolean
  /** What Enter takes. */
  readonly usual: (answers: Answers) => Answer
  /** It is stated by its option or not at all: nobody is asked. */
  readonly quiet?: true
  /** The option of the command line that states it. */
  readonly flag?: string
}

export interface TextQuestion extends Common {
  readonly kind: 'text'
  /** @returns what is wrong with it, in words; undefined when nothing is */
  readonly wrong: (text: string) => string | undefined
}

export interface ChoiceQuestion extends Common {
  readonly kind: 'one' | 'many'
  readonly choices: readonly Choice[]
  /** Of a list: an empty one is no answer. */
  readonly needed?: boolean
  /** Another spelling of a choice, undefined for what is none. */
  readonly alias?: (word: string) => string | undefined
}

export type Question = TextQuestion | ChoiceQuestion

export type Read = { readonly answer: Answer } | { readonly problem: string }

/** No answer is longer; what is typed by mistake may be a whole file. */
const MAX_LENGTH = 1000

/** @param text - as typed: a value, the beginning of one, or a number of the list; several with commas between */
export function readAnswer(question: Question, text: string): Read {
  const typed = text.trim()
  if (typed.length > MAX_LENGTH)
    return { problem: `expected at most ${MAX_LENGTH} characters, this is ${typed.length}` }
  if (/[\u0000-\u001f\u007f]/.test(typed)) return { problem: 'expected text without control characters' }
  if (question.kind === 'text') {
    const problem = question.wrong(typed)
    return problem === undefined ? { answer: typed } : { problem }
  }
  return question.kind === 'one' ? readOne(question, typed) : readMany(question, typed)
}

function readOne(question: ChoiceQuestion, typed: string): Read {
  const value = choiceOf(question, typed)
  return value === undefined ? { problem: unknown(question, typed) } : { answer: value }
}

function readMany(question: ChoiceQuestion, typed: string): Read {
  const values = question.choices.map(({ value }) => value)
  if (typed === 'all') return { answer: values }
  const words = typed === 'none' || typed === '' ? [] : typed.split(/[\s,]+/).filter((word) => word !== '')
  const taken = new Set<string>()
  for (const word of words) {
    const value = choiceOf(question, word)
    if (value === undefined) return { problem: unknown(question, word) }
    taken.add(value)
  }
  if (taken.size === 0 && question.needed === true) return { problem: `expected at least one of ${values.join(', ')}` }
  return { answer: values.filter((value) => taken.has(value)) }
}

/** By number, by name in any case, or by a beginning that only one name has. */
function choiceOf({ choices, alias }: ChoiceQuestion, word: string): string | undefined {
  if (/^\d{1,3}$/.test(word)) return choices[Number(word) - 1]?.value
  const lower = word.toLowerCase()
  const exact = choices.find(({ value }) => value.toLowerCase() === lower)
  if (exact !== undefined || word === '') return exact?.value
  const other = alias?.(word)
  if (other !== undefined) return other
  const begun = choices.filter(({ value }) => value.toLowerCase().startsWith(lower))
  return begun.length === 1 ? begun[0]?.value : undefined
}

function unknown({ choices, kind }: ChoiceQuestion, word: string): string {
  const values = choices.map(({ value }) => value)
  const near = nearest(word, values, 1)[0]
  const hint = near === undefined ? '' : `; did you mean "${near}"?`
  const numbers = choices.length === 1 ? '1' : `1 to ${choices.length}`
  const several = kind === 'many' ? ', several with commas between, all or none' : ''
  return `"${word}" is none of ${values.join(', ')}${hint === '' ? '.' : hint} A number does as well: ${numbers}${several}.`
}
