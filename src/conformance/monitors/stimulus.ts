/**
 * One occurrence of a case: what the peer did, and how far the target has come with what is asked of it. Only what the log
 * proves is decided; what it ends before stays open, and is inconclusive.
 */
import type { Message } from '../../codec/message.ts'
import type { Finding } from './sighting.ts'
import type { Step } from './steps.ts'

export interface Stimulus {
  readonly cases: readonly string[]
  readonly steps: readonly Step[]
  /** What the peer did, in words. */
  readonly what: string
  readonly ordinal: number
  /** MsgSeqNum(34) of the message, NaN where it has none. */
  readonly seq: number
  /** A normal message blames nobody when others were not. */
  readonly isFault: boolean
  /** What the target must not answer it with, in words; undefined for what says nothing. */
  readonly forbidden?: (message: Message) => string | undefined
  /** Of what it asks in the end; default must. */
  readonly level?: 'should'
  /** The application may take its time: only the clock says that it was too long. */
  readonly slow?: boolean
  /** Nothing that the target leaves undone is held against it, with the reason. */
  readonly lenient?: string
  /** Position of the step that is waited for. */
  step: number
  /** When the last step was taken, by the clock of the log; NaN without one. */
  since: number
  readonly warnings: string[]
  /** What the target did last, in words. */
  did: string
}

export type NewStimulus = Pick<Stimulus, 'cases' | 'steps' | 'what'> &
  Partial<Pick<Stimulus, 'isFault' | 'forbidden' | 'slow' | 'lenient' | 'level'>>

/** @param at - when it was, by the clock of the log; NaN without one */
export function opened(stimulus: NewStimulus, seq: number, ordinal: number, at: number): Stimulus {
  return { isFault: false, ...stimulus, seq, ordinal, step: 0, since: at, warnings: [], did: '' }
}

export function stepOf(stimulus: Stimulus): Step | undefined {
  return stimulus.steps[stimulus.step]
}

/** Everything that was asked was done. */
export function done(stimulus: Stimulus): Finding {
  const { warnings, did, what } = stimulus
  const expected = stimulus.steps.map(({ text }) => text)
  if (warnings.length === 0) return { grade: 'passed', expected, actual: did === '' ? what : did }
  return { grade: 'warning', expected, actual: `${warnings.join('; ')}${did === '' ? '' : `; ${did}`}` }
}

export function broken(stimulus: Stimulus, actual: string): Finding {
  const { lenient } = stimulus
  if (lenient !== undefined) return open(stimulus, lenient, actual)
  const grade = stimulus.level === 'should' ? 'warning' : 'failed'
  return { grade, expected: stimulus.steps.map(({ text }) => text), actual: `${stimulus.what}: ${actual}` }
}

export function open(stimulus: Stimulus, reason: string, actual = stimulus.what): Finding {
  return { grade: 'inconclusive', expected: stimulus.steps.map(({ text }) => text), actual, reason }
}

/**
 * Takes a message of the target.
 *
 * @param told - the message in words
 * @returns the finding when this decides it; undefined when it goes on
 */
export function advance(stimulus: Stimulus, message: Message, at: number, told: () => string): Finding | undefined {
  const forbidden = stimulus.forbidden?.(message)
  if (forbidden !== undefined) return broken(stimulus, forbidden)
  for (let i = stimulus.step; i < stimulus.steps.length; i++) {
    const step = stimulus.steps[i] as Step
    if (step.do !== 'message') return undefined
    const reading = step.read(message)
    if (reading === 'going') {
      stimulus.since = at
      return undefined
    }
    if (typeof reading === 'object' && 'open' in reading) return open(stimulus, reading.open, told())
    if (typeof reading === 'object') return step.level === 'may' ? undefined : broken(stimulus, reading.broken)
    if (reading === 'met') {
      for (const skipped of stimulus.steps.slice(stimulus.step, i)) missed(stimulus, skipped)
      stimulus.step = i + 1
      stimulus.warnings.push(...(step.warnings?.() ?? []))
      stimulus.since = at
      stimulus.did = told()
      return stimulus.step === stimulus.steps.length ? done(stimulus) : undefined
    }
    if (step.level === 'must') return undefined
  }
  return undefined
}

/** A step that was not taken, and need not be. */
export function missed(stimulus: Stimulus, step: Step): void {
  if (step.do === 'message' && step.level === 'should') stimulus.warnings.push(`no ${step.text}`)
}

/** Passes over what is optional, up to a step that must be taken. */
export function skipOptional(stimulus: Stimulus): Step | undefined {
  for (let step = stepOf(stimulus); step?.do === 'message' && step.level !== 'must'; step = stepOf(stimulus)) {
    missed(stimulus, step)
    stimulus.step++
  }
  return stepOf(stimulus)
}

/** When the step that is waited for is due; NaN for one that no clock decides. */
export function dueOf(stimulus: Stimulus): number {
  const step = stepOf(stimulus)
  return step === undefined || step.do === 'number' ? Number.NaN : stimulus.since + step.withinMs
}
