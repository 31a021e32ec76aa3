/** Questions to a person, line by line: from a terminal, or from a pipe that is to be taken for one. */
import { createInterface, type Interface } from 'node:readline'
import { styleText } from 'node:util'
import type { Answer } from '../../onboarding/answers.ts'
import { type Question, readAnswer } from '../../onboarding/question.ts'
import { type Paint, problemText, promptText, questionText, whyText } from '../../onboarding/question-text.ts'

/** The person has gone: Ctrl-C, end of input, or the process is told to end. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

export type Said = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'back' }

export interface DialogueStreams {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
}

export class Dialogue {
  readonly #lines: Interface
  readonly #output: NodeJS.WriteStream
  readonly #paint: Paint
  /** What was typed before it was asked for: a pipe says everything at once. */
  readonly #typed: string[] = []
  #waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Interrupted) => void } | undefined
  #ended = false
  readonly #end = (): void => {
    this.#ended = true
    this.#waiting?.reject(new Interrupted())
    this.#waiting = undefined
  }

  constructor({ input, output }: DialogueStreams, paint: Paint) {
    this.#output = output
    this.#paint = paint
    this.#lines = createInterface({ input, output, terminal: input.isTTY === true && output.isTTY === true })
    this.#lines.on('line', (line) => {
      if (this.#waiting === undefined) this.#typed.push(line)
      else this.#waiting.resolve(line)
      this.#waiting = undefined
    })
    this.#lines.on('close', this.#end)
    this.#lines.on('SIGINT', this.#end)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, this.#end)
  }

  close(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, this.#end)
    this.#lines.off('close', this.#end)
    this.#lines.close()
  }

  say(text: string): void {
    this.#output.write(`${text}\n`)
  }

  /**
   * Asks until there is an answer, or a wish to go back.
   *
   * @param where - which question of how many this is
   * @param accept - what is wrong with an answer that only the world can tell: a file that is not there
   * @throws Interrupted
   */
  async ask(
    question: Question,
    where: { number: number; of: number },
    usual: Answer,
    accept: (answer: Answer) => string | undefined = () => undefined,
  ): Promise<Said> {
    this.say(`\n${questionText(question, where, this.#paint)}`)
    for (;;) {
      const line = (await this.#line(promptText(usual, this.#paint))).trim()
      if (line === '<') return { kind: 'back' }
      if (line === '?') {
        this.say(whyText(question, this.#paint))
        continue
      }
      const read = line === '' ? { answer: usual } : readAnswer(question, line)
      const problem = 'problem' in read ? read.problem : (wrongUsual(question, read.answer) ?? accept(read.answer))
      if (problem === undefined && 'answer' in read) return { kind: 'answer', answer: read.answer }
      this.say(problemText(problem ?? '', this.#paint))
    }
  }

  /** @returns whether it was affirmed; Enter does */
  async confirm(text: string): Promise<boolean> {
    for (;;) {
      const line = (await this.#line(`${text} ${this.#paint('[yes]', 'dim')} `)).trim().toLowerCase()
      if (['', 'y', 'yes'].includes(line)) return true
      if (['n', 'no'].includes(line)) return false
      this.say(problemText('expected yes or no', this.#paint))
    }
  }

  #line(prompt: string): Promise<string> {
    this.#lines.setPrompt(prompt)
    const typed = this.#typed.shift()
    if (typed !== undefined) {
      this.#output.write(`${prompt}\n`)
      return Promise.resolve(typed)
    }
    if (this.#ended) return Promise.reject(new Interrupted())
    this.#lines.prompt()
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }
}

/** @param forced - ask also where stdin is no terminal. @returns undefined where nobody can be asked */
export function dialogueFor(forced: boolean, color: boolean): Dialogue | undefined {
  const output = process.stdout.isTTY ? process.stdout : process.stderr
  if (!forced && !(process.stdin.isTTY && output.isTTY)) return undefined
  return new Dialogue({ input: process.stdin, output }, painter(color))
}

const STYLES = { name: 'bold', dim: 'dim', wrong: 'yellow' } as const

export function painter(color: boolean): Paint {
  return (text, part) => (color && text !== '' ? styleText(STYLES[part], text, { validateStream: false }) : text)
}

/** A usual answer may be none: the CompID that only the venue knows. */
function wrongUsual(question: Question, answer: Answer): string | undefined {
  if (question.kind !== 'text' || typeof answer !== 'string') return undefined
  return question.wrong(answer)
}
