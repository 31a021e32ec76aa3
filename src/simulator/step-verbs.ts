/** The verbs of steps: what may stand behind each, and what the venue is given for it. */
import { z } from 'zod'
import {
  among,
  amount,
  BUSINESS_REASONS,
  CANCEL_REASONS,
  change,
  DELIVERIES,
  duration,
  EVENTS,
  named,
  number,
  numbered,
  oneOf,
  positive,
  REJECT_REASONS,
  REQUEST_REJECT_REASONS,
  RESTATEMENTS,
  text,
  truth,
  WRONGS,
  whole,
} from './persona-words.ts'

/** Where steps stand: for a new order, for a request of the client, or given to an order by hand. */
export type Hook = 'new' | 'request' | 'hand'

/** What every step may say beside its verb. */
export const MODIFIERS = {
  after: duration.optional(),
  on: oneOf(EVENTS).optional(),
  crossing: truth.optional(),
  as: oneOf(['inForce']).optional(),
  delivery: named(DELIVERIES).optional(),
  set: z.record(z.string(), z.union([text, z.null()]).transform(orNothing)).optional(),
  omit: z
    .union([z.array(text), text], { error: 'expected a field, or a list of them' })
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .optional(),
  addTag: z.record(z.string().regex(/^\d+$/, 'expected a tag'), text).optional(),
  wrong: oneOf(WRONGS).optional(),
  finalFillAsPartial: truth.optional(),
}

export const nothing = z.union([z.null(), z.undefined(), z.literal(''), truth]).optional()

export type Parts = Readonly<Record<string, unknown>>
export interface Verb {
  /** What may stand behind the verb; absent for a word that stands alone. */
  readonly value?: z.ZodType
  /** Stands in a step of its own, without a value. */
  readonly alone?: Parts
  /** Keys beside it that only this verb has. */
  readonly keys?: Readonly<Record<string, z.ZodType>>
  /** Only where a request is decided. */
  readonly request?: boolean
  readonly make: (value: unknown, parts: Parts, hook: Hook) => Parts
}

/** YAML is read as text, and so is its null. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || value === 'null' || value === '~'
}

function orNothing(value: string | null): string | null {
  return isNothing(value) ? null : value
}

const EACH = z.union([whole, z.literal('last').transform(() => 0)], {
  error: 'expected which execution: 1, 2 … or last',
})

function word(name: string, request = false): [string, Verb] {
  return [name, { alone: {}, request, make: () => ({ do: name }) }]
}

/** A reason alone, or a mapping of everything: `restate: 5, qty: -10` and `restate: { reason: 5, qty: -10 }`. */
function withParts(first: string, value: z.ZodType, more: Readonly<Record<string, z.ZodType>>): z.ZodType {
  return z.unknown().transform((given, context) => {
    const isMapping = typeof given === 'object' && given !== null && !Array.isArray(given)
    const parsed = (isMapping ? z.strictObject({ [first]: value, ...optional(more) }) : value).safeParse(given)
    if (parsed.success) return isMapping ? parsed.data : { [first]: parsed.data }
    hand(parsed.error.issues, context)
    return z.NEVER
  })
}

const reason = (reasons: Readonly<Record<string, string>>): z.ZodType => oneOf(Object.keys(reasons))
const restatement = { qty: change, px: number }
const correction = {
  qty: change,
  px: number,
  ticks: text.refine((value) => /^[+-]?\d{1,6}$/.test(value), 'expected ticks: +1, -2').transform(Number),
}
const guarantee = { px: text.refine((value) => value === 'limit' || isNumber(value), 'expected limit or a price') }
export const optional = (parts: Readonly<Record<string, z.ZodType>>) =>
  Object.fromEntries(Object.entries(parts).map(([key, type]) => [key, type.optional()]))

/** The verbs; the order is that of the documentation. */
export const VERBS: Readonly<Record<string, Verb>> = Object.fromEntries<Verb>([
  word('ack'),
  word('pendingNew'),
  [
    'reject',
    {
      value: text,
      make: (given, _parts, hook) => refusalOf(String(given), hook),
    },
  ],
  ['refuse', { value: reason(REQUEST_REJECT_REASONS), make: (given) => ({ do: 'refuse', reason: given }) }],
  [
    'fill',
    {
      value: amount,
      keys: {
        px: guarantee.px,
        better: text.refine((value) => /^\d{1,4}%?$|^\d+\.\d+%$/.test(value), 'expected ticks, or percent such as 1%'),
        worse: whole,
        times: whole.refine((value) => value >= 1 && value <= 1000, 'expected 1 to 1000'),
      },
      make: (given, parts) => ({
        do: 'fill',
        qty: given,
        ...priceOf(parts),
        ...(parts.times === undefined ? {} : { times: parts.times }),
      }),
    },
  ],
  [
    'fills',
    {
      value: whole.refine((value) => value >= 1 && value <= 1000, 'expected 1 to 1000'),
      make: (given) => ({ do: 'fill', qty: 'rest', times: given }),
    },
  ],
  word('doneForDay'),
  word('expire'),
  [
    'cancel',
    {
      value: reason(CANCEL_REASONS),
      alone: { reason: 'none' },
      make: (given) => ({ do: 'cancel', reason: given ?? 'none' }),
    },
  ],
  [
    'restate',
    {
      value: withParts('reason', numbered(RESTATEMENTS), restatement),
      keys: restatement,
      make: (given, parts) => ({ do: 'restate', ...only(parts, ['qty', 'px']), ...(given as object) }),
    },
  ],
  word('suspend'),
  word('release'),
  [
    'stop',
    {
      value: withParts('qty', amount, guarantee),
      keys: guarantee,
      make: (given, parts) => ({ do: 'stop', ...only(parts, ['px']), ...(given as object) }),
    },
  ],
  word('trigger'),
  word('calculate'),
  [
    'bust',
    {
      value: z.union([EACH, z.literal('again')], { error: 'expected which execution: 1, 2 …, last, or again' }),
      make: (given) =>
        given === 'again' ? { do: 'bust', execution: 1, again: true } : { do: 'bust', execution: given },
    },
  ],
  [
    'correct',
    {
      value: withParts(
        'execution',
        z.union([EACH, z.literal('unknown')], { error: 'expected which execution: 1, 2 …, last, or unknown' }),
        correction,
      ),
      keys: correction,
      make: (given, parts) => correctionOf({ ...only(parts, ['qty', 'px', 'ticks']), ...(given as object) }),
    },
  ],
  word('again'),
  word('status'),
  ['strayFill', { value: amount, make: (given) => ({ do: 'strayFill', qty: given }) }],
  word('strayCancel'),
  [
    'businessReject',
    {
      value: numbered(BUSINESS_REASONS),
      keys: { wrongReference: truth },
      make: (given, parts) => ({ do: 'businessReject', reason: given, ...only(parts, ['wrongReference']) }),
    },
  ],
  [
    'sessionReject',
    {
      value: whole,
      keys: { refTagID: whole },
      make: (given, parts) => ({ do: 'sessionReject', reason: given, refTagID: parts.refTagID ?? 38 }),
    },
  ],
  word('silence'),
  word('byTerms'),
  word('book'),
  word('random'),
  word('help'),
  word('accept', true),
  word('pending', true),
  word('amendToCum', true),
  word('queue', true),
  word('refuseSecond', true),
])

/** Issues of a part go to the whole; an unknown key names what is near. */
export function hand(
  issues: readonly z.core.$ZodIssue[],
  context: z.RefinementCtx,
  known: readonly string[] = [],
): void {
  for (const issue of issues)
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        context.addIssue({ code: 'custom', path: [...issue.path, key], message: `unknown key: ${among(key, known)}` })
    else context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message })
}

export function only(parts: Parts, keys: readonly string[]): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([key, value]) => keys.includes(key) && value !== undefined))
}

function refusalOf(given: string, hook: Hook): Parts {
  const request = Object.hasOwn(REQUEST_REJECT_REASONS, given)
  const order = Object.hasOwn(REJECT_REASONS, given)
  if (hook === 'request' ? request : request && !order && hook === 'hand') return { do: 'refuse', reason: given }
  if (hook !== 'request' && order) return { do: 'reject', reason: given }
  return { problem: among(given, Object.keys(hook === 'request' ? REQUEST_REJECT_REASONS : REJECT_REASONS)) }
}

function priceOf({ px, better, worse }: Parts): Parts {
  const stated = { ...(px === undefined ? {} : { px }) }
  if (worse !== undefined) return { ...stated, ticksBetter: -Number(worse) }
  if (typeof better !== 'string') return stated
  return {
    ...stated,
    ...(better.endsWith('%') ? { percentBetter: better.slice(0, -1) } : { ticksBetter: Number(better) }),
  }
}

function correctionOf({ execution, ...rest }: Parts): Parts {
  return execution === 'unknown'
    ? { do: 'correct', execution: 0, unknown: true, ...rest }
    : { do: 'correct', execution, ...rest }
}

function isNumber(value: string): boolean {
  return positive.safeParse(value).success
}
