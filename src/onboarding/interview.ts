/**
 * The interview as a state machine: what was answered, what is asked next, the way back. Pure: who types, who shows and
 * who saves are elsewhere.
 */
import { type Answer, type Answers, same } from './answers.ts'
import { type Choice, type Question, type Read, readAnswer } from './question.ts'
import { MOST_QUESTIONS, QUESTIONS } from './questions.ts'

export interface Interview {
  readonly answers: Answers
  /** Keys that were asked, in their order: the way back. Answers by flags are not among them. */
  readonly asked: readonly string[]
  /** What was answered before somebody went back: the usual answer of the second time. */
  readonly before: Answers
}

/** What is known beside the answers; it hangs on the pack and the dictionary that were named. */
export interface InterviewContext {
  /** The packs that there are. */
  readonly packs: readonly Choice[]
  /** What the named pack states: it is not asked. */
  readonly known: Answers
  /** What the named dictionary suggests: the usual answers. */
  readonly suggested: Answers
  /** The pack's own words for questions of ours, by their keys. */
  readonly wording: Readonly<Record<string, { readonly title: string; readonly why: string }>>
  /** What no public document of the venue states. */
  readonly packQuestions: readonly Question[]
}

export const NOTHING_KNOWN: InterviewContext = { packs: [], known: {}, suggested: {}, wording: {}, packQuestions: [] }

export function begin(answers: Answers): Interview {
  return { answers, asked: [], before: {} }
}

/** All questions that there may be, those of the pack behind ours. */
export function questionsIn({ packs, packQuestions, wording }: InterviewContext): readonly Question[] {
  const own = QUESTIONS.map((question) => {
    if (question.key === 'pack' && question.kind === 'one')
      return { ...question, choices: [...question.choices, ...packs], alias: fileAlias }
    const words = wording[question.key]
    return words === undefined ? question : { ...question, title: words.title, why: `${words.why} ${question.why}` }
  })
  return [...own, ...packQuestions]
}

/** A pack of one's own is named by its file. */
function fileAlias(word: string): string | undefined {
  return /\.ya?ml$/.test(word) ? word : undefined
}

/** Answers with what the pack states, and without those whose question is not asked. */
export function effective({ answers }: Pick<Interview, 'answers'>, context: InterviewContext): Answers {
  const all: Answers = { ...context.known, ...answers }
  // A question hangs on those before it, so that one pass in their order is enough.
  let kept: Answers = {}
  for (const { key, when } of questionsIn(context)) {
    const answer = all[key]
    if (answer !== undefined && (when?.(kept) ?? true)) kept = { ...kept, [key]: answer }
  }
  return kept
}

/** @returns undefined when everything is answered */
export function nextQuestion(interview: Interview, context: InterviewContext): Question | undefined {
  const answers = effective(interview, context)
  return open(answers, context).find((question) => isRoom(question, interview, context))
}

function open(answers: Answers, context: InterviewContext): Question[] {
  return questionsIn(context).filter(
    ({ key, when, quiet }) => quiet === undefined && answers[key] === undefined && (when?.(answers) ?? true),
  )
}

/** What the venue leaves open is asked as long as the interview stays short; the rest stands in the profile. */
function isRoom(question: Question, { asked }: Interview, { packQuestions }: InterviewContext): boolean {
  return !packQuestions.includes(question) || asked.length < MOST_QUESTIONS
}

/** What Enter takes. */
export function usualAnswer(question: Question, interview: Interview, context: InterviewContext): Answer {
  const answers = effective(interview, context)
  return interview.before[question.key] ?? context.suggested[question.key] ?? question.usual(answers)
}

/** @param text - as typed; nothing takes the usual answer */
export function read(question: Question, text: string, interview: Interview, context: InterviewContext): Read {
  return text.trim() === '' ? { answer: usualAnswer(question, interview, context) } : readAnswer(question, text)
}

export function answered(interview: Interview, key: string, answer: Answer): Interview {
  const { before, answers } = interview
  // Another pack or dictionary suggests other things: what was answered before says nothing any more.
  const kept = ['pack', 'dictionary'].includes(key) && !same(before[key], answer) ? {} : before
  return { answers: { ...answers, [key]: answer }, asked: [...interview.asked, key], before: kept }
}

/** One question back; the interview itself at the first one. */
export function back(interview: Interview): Interview {
  const last = interview.asked.at(-1)
  if (last === undefined) return interview
  const { [last]: taken, ...answers } = interview.answers
  return {
    answers,
    asked: interview.asked.slice(0, -1),
    before: taken === undefined ? interview.before : { ...interview.before, [last]: taken },
  }
}

/** Where the interview stands: this is question `number` of `of`, by what is known now. */
export function standing(interview: Interview, context: InterviewContext): { number: number; of: number } {
  const number = interview.asked.length + 1
  const left = open(effective(interview, context), context).length
  return { number, of: Math.min(MOST_QUESTIONS, Math.max(number, interview.asked.length + left)) }
}

/** Every question that is left, by its usual answer. */
export function withUsualAnswers(interview: Interview, context: InterviewContext): Interview {
  let now = interview
  for (let question = nextQuestion(now, context); question !== undefined; question = nextQuestion(now, context))
    now = { ...now, answers: { ...now.answers, [question.key]: usualAnswer(question, now, context) } }
  return now
}
