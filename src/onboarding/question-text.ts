/** How a question looks on a terminal. Pure. */
import { type Answer, shown } from './answers.ts'
import type { Choice, Question } from './question.ts'

export type Paint = (text: string, part: 'name' | 'dim' | 'wrong') => string

export const PLAIN: Paint = (text) => text

const INDENT = '       '

/** Question, its choices, and nothing else: what hangs on it is behind `?`. */
export function questionText(question: Question, { number, of }: { number: number; of: number }, paint: Paint): string {
  const head = `${`${number}/${of}`.padStart(5)}  ${paint(question.title, 'name')}`
  if (question.kind === 'text') return head
  const several =
    question.kind === 'many'
      ? [`${INDENT}${paint(`several with commas between, all${question.needed === true ? '' : ', or none'}`, 'dim')}`]
      : []
  return [head, ...choiceLines(question.choices, paint), ...several].join('\n')
}

function choiceLines(choices: readonly Choice[], paint: Paint): string[] {
  const width = Math.max(...choices.map(({ value }) => value.length))
  return choices.map(({ value, says }, i) => {
    const number = String(i + 1).padStart(String(choices.length).length)
    return `${INDENT}${paint(number, 'dim')} ${value.padEnd(width)}  ${paint(says, 'dim')}`.trimEnd()
  })
}

/** What the line begins with where the answer is typed. */
export function promptText(usual: Answer, paint: Paint): string {
  return `${INDENT}${paint(`[${shown(usual)}]`, 'dim')} `
}

export function whyText(question: Question, paint: Paint): string {
  return wrapped(question.why)
    .map((line) => `${INDENT}${paint(line, 'dim')}`)
    .join('\n')
}

export function problemText(problem: string, paint: Paint): string {
  return wrapped(problem)
    .map((line) => `${INDENT}${paint(line, 'wrong')}`)
    .join('\n')
}

const WIDTH = 88

/** Lines of whole words. */
function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
