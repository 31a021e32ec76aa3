/** The words of personas, each with what it stands for, and how text of a YAML file or a JSON body becomes them. */
import { z } from 'zod'
import { parseDecimal } from '../codec/decimal.ts'
import { nearest } from '../dictionary/nearest.ts'
import type { CancelReason, RejectReason, RequestRejectReason } from '../venue/persona.ts'

/** Why an order is rejected, with OrdRejReason(103) where the version has it. */
export const REJECT_REASONS: Readonly<Record<RejectReason, string>> = {
  unknownSymbol: '1',
  exchangeClosed: '2',
  exceedsLimit: '3',
  tooLateToEnter: '4',
  duplicate: '6',
  stale: '8',
  unsupported: '11',
  quantity: '13',
  account: '15',
  band: '16',
  tick: '18',
  credit: '25',
  option: '0',
  other: '99',
}

/** Why a request is refused, with CxlRejReason(102) where the version has it. */
export const REQUEST_REJECT_REASONS: Readonly<Record<RequestRejectReason, string>> = {
  tooLate: '0',
  unknown: '1',
  option: '2',
  pending: '3',
  duplicate: '6',
  other: '99',
  none: 'absent',
}

/** Why the venue cancels by itself, with ExecRestatementReason(378) where the version has it. */
export const CANCEL_REASONS: Readonly<Record<CancelReason, string>> = {
  market: '8',
  broker: '4',
  halt: '6',
  connectionLoss: '12',
  logout: '13',
  verbal: '2',
  selfTrade: '17 to 20',
  none: 'absent',
}

/** ExecRestatementReason(378) by name. */
export const RESTATEMENTS: Readonly<Record<string, number>> = {
  corporateAction: 0,
  renewal: 1,
  verbal: 2,
  repricing: 3,
  broker: 4,
  partialDecline: 5,
  halt: 6,
  systemFailure: 7,
  market: 8,
}

/** BusinessRejectReason(380) by name. */
export const BUSINESS_REASONS: Readonly<Record<string, number>> = {
  other: 0,
  unknownID: 1,
  unknownSecurity: 2,
  unsupported: 3,
  notAvailable: 4,
  conditionalField: 5,
  notAuthorized: 6,
  throttle: 8,
}

export const EVENTS = ['open', 'close', 'halt', 'resume', 'day', 'trade', 'correct'] as const

/** What a step's report may be delivered as; several words for one thing. */
export const DELIVERIES = {
  possResend: 'possResend',
  possDup: 'repeat',
  repeat: 'repeat',
  duplicate: 'repeat',
  skipSeq: 'skip',
  skip: 'skip',
} as const

export const WRONGS = ['leaves', 'side', 'clOrdID', 'price', 'cum'] as const

const LONGEST_TEXT = 200
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** A scalar: YAML is read as text, so that 10.50 stays what it is; JSON has numbers and booleans too. */
export const text = z
  .union([z.string(), z.number(), z.boolean()], { error: 'expected a word, a number or a text' })
  .transform(String)
  .refine((value) => value.length <= LONGEST_TEXT, `expected at most ${LONGEST_TEXT} characters`)
  .refine((value) => !hasControl(value), 'expected text without control characters')

function hasControl(value: string): boolean {
  return [...value].some((character) => character < ' ')
}

export const someText = text.refine((value) => value !== '', 'expected some text')

export const number = text.refine((value) => parseDecimal(value) !== undefined, 'expected a number, such as 10.5')

export const positive = number.refine((value) => isPositive(value), 'expected a number above 0')

function isPositive(value: string): boolean {
  const parsed = parseDecimal(value)
  return parsed === undefined || parsed.units > 0n
}

export const whole = text
  .refine((value) => /^\d{1,9}$/.test(value), 'expected a whole number, such as 2')
  .transform(Number)

/** `+10`, `-10`, or the total. */
export const change = text.refine(
  (value) => parseDecimal(value.replace(/^\+/, '')) !== undefined,
  'expected a number, or how much more or less: +10, -10',
)

/** `10`, `50%`, `half`, `rest`. */
export const amount = text
  .transform((value) => (value === 'half' ? '50%' : value))
  .refine(isAmount, 'expected a quantity, a part such as 50% or half, or rest')

function isAmount(value: string): boolean {
  return value === 'rest' || isPart(value.replace(/%$/, ''))
}

function isPart(value: string): boolean {
  const parsed = parseDecimal(value)
  return parsed !== undefined && parsed.units > 0n
}

export const truth = text
  .refine((value) => /^(yes|no|true|false|on|off)$/.test(value), 'expected yes or no')
  .transform((value) => /^(yes|true|on)$/.test(value))

export const duration = text
  .refine((value) => milliseconds(value) !== undefined, 'expected a time of at most 24h, such as 500ms, 2s or 1m')
  .transform((value) => milliseconds(value) ?? 0)

function milliseconds(value: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,9})\s?(ms|s|m|h)$/.exec(value) ?? []
  const factor = UNITS[unit]
  if (count === undefined || factor === undefined) return undefined
  const found = Number(count) * factor
  return found <= LONGEST_WAIT_MS ? found : undefined
}

/** One of some words; what is near to a wrong one is named. */
export function oneOf<W extends string>(words: readonly W[]): z.ZodType<W> {
  return text.transform((value, context) => {
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: among(value, words) })
    return z.NEVER
  })
}

/** A word that stands for a value. */
export function named<V>(values: Readonly<Record<string, V>>): z.ZodType<V> {
  const words = Object.keys(values)
  return text.transform((value, context) => {
    const found = Object.hasOwn(values, value) ? values[value] : undefined
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: among(value, words) })
    return z.NEVER
  })
}

/** A whole number, or a word that stands for one. */
export function numbered(names: Readonly<Record<string, number>>): z.ZodType<number> {
  return text.transform((value, context) => {
    const found = Object.hasOwn(names, value) ? names[value] : /^\d{1,4}$/.test(value) ? Number(value) : undefined
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', message: `${among(value, Object.keys(names))}, or its number` })
    return z.NEVER
  })
}

/** One value, or a list of them. */
export function listOf<T>(one: z.ZodType<T>): z.ZodType<T[]> {
  return z.unknown().transform((value, context) => {
    const parsed = z
      .array(one)
      .min(1, 'expected a value')
      .safeParse(Array.isArray(value) ? value : [value])
    if (parsed.success) return parsed.data
    for (const { message, path } of parsed.error.issues)
      context.addIssue({ code: 'custom', message, path: Array.isArray(value) ? path : path.slice(1) })
    return z.NEVER
  })
}

/** `expected ack, fill, …; did you mean "fill"?` */
export function among(value: string, words: readonly string[]): string {
  const near = nearest(value, words, 1)[0]
  return `expected ${words.join(', ')}${near === undefined ? '' : `; did you mean "${near}"?`}`
}
