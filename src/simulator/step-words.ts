/** Steps in the words of the printed table: `ack, fill 10, after 1 s cancelled by venue`. */
import type { Step } from '../venue/persona.ts'

/** One column of the table; a dash where the client can not ask for it. */
export function stepsInWords(steps: readonly Step[]): string {
  return steps.length === 0 ? 'nothing' : steps.map(stepInWords).join(', ')
}

/** What is told of a step beside its verb comes behind it. */
export function stepInWords(step: Step): string {
  const { after, on, crossing, delivery, set, wrong, finalFillAsPartial } = step
  const notes = [
    ...(crossing === true ? ['crossing'] : []),
    ...(delivery === undefined ? [] : [DELIVERED[delivery]]),
    ...(wrong === undefined ? [] : [WRONG[wrong]]),
    ...(finalFillAsPartial === true ? ['told as partially filled'] : []),
    ...Object.entries(set ?? {}).map(([field, value]) => (value === null ? `without ${field}` : `${field}=${value}`)),
  ]
  const before = [
    ...(after === undefined ? [] : [`after ${inWords(after)}`]),
    ...(on === undefined ? [] : [`at ${on}`]),
  ]
  const said = [...before, verbInWords(step)].join(' ')
  return notes.length === 0 ? said : `${said} (${notes.join(', ')})`
}

const DELIVERED = {
  possResend: '97=Y',
  repeat: 'the last message again, 43=Y',
  skip: 'its number is skipped, sent on ResendRequest',
} as const

const WRONG = {
  leaves: '151 one too high',
  side: 'wrong side',
  clOrdID: 'wrong ClOrdID',
  price: 'worse than the limit',
  cum: 'wrong CumQty',
} as const

const WORDS: Readonly<Partial<Record<Step['do'], string>>> = {
  pendingNew: 'pending new',
  doneForDay: 'done for day',
  expire: 'expires',
  suspend: 'suspended',
  release: 'released',
  trigger: 'triggered',
  calculate: 'calculated',
  again: 'the same report again',
  status: 'status',
  strayCancel: 'a stray cancel of the superseded id',
  byTerms: 'as its terms ask',
  book: 'price-time book',
  random: 'seeded random life',
  help: 'reject other, with the bands nearby',
  amendToCum: 'accept, to CumQty if below',
  queue: 'queued while one pends',
  refuseSecond: 'reject pending while one pends',
}

const CANCELLED = {
  market: 'cancelled by the market',
  broker: 'cancelled by venue',
  halt: 'cancelled by the halt',
  connectionLoss: 'cancelled, connection lost',
  logout: 'cancelled, logged out',
  verbal: 'cancelled by voice',
  selfTrade: 'cancelled, self-trade',
  none: 'rest cancelled',
} as const

const REASONS: Readonly<Record<string, string>> = {
  tooLate: 'too late',
  unknownSymbol: 'unknown symbol',
  exchangeClosed: 'exchange closed',
  exceedsLimit: 'exceeds limit',
  tooLateToEnter: 'too late to enter',
}

function verbInWords(step: Step): string {
  switch (step.do) {
    case 'reject':
      return `reject ${REASONS[step.reason] ?? step.reason}`
    case 'refuse':
      return step.reason === 'tooLate' ? 'too late' : `reject ${step.reason}`
    case 'fill':
      return fillInWords(step)
    case 'cancel':
      return CANCELLED[step.reason]
    case 'restate':
      return ['restated', sized(step.qty), priced(step.px), `(378=${step.reason})`]
        .filter((part) => part !== '')
        .join(' ')
    case 'stop':
      return `stopped ${step.qty} ${step.px === undefined || step.px === 'limit' ? 'at limit' : `at ${step.px}`}`
    case 'bust':
      return step.again === true ? 'the same bust again' : `bust ${ordinal(step.execution)}`
    case 'correct':
      return correctionInWords(step)
    case 'strayFill':
      return `a fill of ${step.qty} for an unknown ClOrdID`
    case 'businessReject':
      return `business reject 380=${step.reason}${step.wrongReference === true ? ' with a wrong 45' : ''}`
    case 'sessionReject':
      return `session reject 373=${step.reason} 371=${step.refTagID}`
    default:
      return WORDS[step.do] ?? step.do
  }
}

function fillInWords({ qty, px, ticksBetter, percentBetter, times }: Extract<Step, { do: 'fill' }>): string {
  const size = qty === '100%' ? 'all' : qty === '50%' ? 'half' : qty
  const count = times === undefined ? '' : ` in ${times} equal fills`
  const better =
    percentBetter !== undefined
      ? ` ${percentBetter}% better`
      : ticksBetter === undefined || ticksBetter === 0
        ? ''
        : ` ${Math.abs(ticksBetter)} ${Math.abs(ticksBetter) === 1 ? 'tick' : 'ticks'} ${ticksBetter > 0 ? 'better' : 'worse'}`
  return `fill ${size}${count}${px === undefined || px === 'limit' ? '' : ` at ${px}`}${better}`
}

function correctionInWords({ execution, qty, px, ticks, unknown }: Extract<Step, { do: 'correct' }>): string {
  const what = unknown === true ? 'correction of an unknown ExecID' : `correct ${ordinal(execution)}`
  const moved =
    ticks === undefined ? '' : `by ${ticks > 0 ? '+' : ''}${ticks} ${Math.abs(ticks) === 1 ? 'tick' : 'ticks'}`
  return [what, sized(qty), priced(px), moved].filter((part) => part !== '').join(' ')
}

function sized(qty: string | undefined): string {
  if (qty === undefined) return ''
  return /^[+-]/.test(qty) ? `by ${qty}` : `to ${qty}`
}

function priced(px: string | undefined): string {
  return px === undefined ? '' : `at ${px}`
}

function ordinal(execution: number): string {
  return execution === 0 ? 'the last fill' : `fill ${execution}`
}

/** `1 s`, `500 ms`. */
function inWords(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`
}
