/** Steps as data that `stepModel` reads again: the way back from the venue's steps to the words of a persona. */
import type { Step } from '../venue/persona.ts'

/** A word, or a mapping with one verb. */
export type StepForm = string | Readonly<Record<string, unknown>>

export function stepForm(step: Step): StepForm {
  const form = { ...verbForm(step), ...timingForm(step) }
  const keys = Object.keys(form)
  const [verb = ''] = keys
  return keys.length === 1 && (form[verb] === null || form[verb] === undefined) ? verb : form
}

function timingForm({ after, on, crossing, delivery, set, wrong, finalFillAsPartial }: Step): Record<string, unknown> {
  return stated({
    after: after === undefined ? undefined : `${after}ms`,
    on,
    crossing,
    delivery,
    set,
    wrong,
    finalFillAsPartial,
  })
}

function verbForm(step: Step): Record<string, unknown> {
  switch (step.do) {
    case 'reject':
      return { reject: step.reason }
    case 'refuse':
      return { refuse: step.reason }
    case 'fill': {
      const { qty, px, ticksBetter, percentBetter, times } = step
      const better = percentBetter === undefined ? positive(ticksBetter) : `${percentBetter}%`
      return { fill: qty, ...stated({ px, better, worse: positive(ticksBetter, -1), times }) }
    }
    case 'cancel':
      return { cancel: step.reason }
    case 'restate':
      return { restate: step.reason, ...stated({ qty: step.qty, px: step.px }) }
    case 'stop':
      return { stop: step.qty, ...stated({ px: step.px }) }
    case 'bust':
      return { bust: step.again === true ? 'again' : step.execution }
    case 'correct': {
      const { execution, unknown, qty, px, ticks } = step
      return { correct: unknown === true ? 'unknown' : execution, ...stated({ qty, px, ticks }) }
    }
    case 'strayFill':
      return { strayFill: step.qty }
    case 'businessReject':
      return { businessReject: step.reason, ...stated({ wrongReference: step.wrongReference }) }
    case 'sessionReject':
      return { sessionReject: step.reason, refTagID: step.refTagID }
    default:
      return { [step.do]: null }
  }
}

/** The ticks, where they go into this direction. */
function positive(ticks: number | undefined, sign: 1 | -1 = 1): number | undefined {
  return ticks === undefined || ticks * sign < 0 || (sign === -1 && ticks === 0) ? undefined : ticks * sign
}

/** What is not there is left out. */
export function stated(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}
