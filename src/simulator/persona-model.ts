/** A persona as it is written down in YAML. One zod model gives the messages; what it makes is what the venue takes. */
import { z } from 'zod'
import { compare, parseDecimal } from '../codec/decimal.ts'
import type { Defaults, Manner, OnDisconnect, Range, SymbolRow, When } from '../venue/persona.ts'
import { listOf, number, oneOf, positive, someText, text, truth, whole } from './persona-words.ts'
import { stepModel } from './step-model.ts'
import type { Hook } from './step-verbs.ts'

export const KINDS = ['normal', 'race', 'delivery', 'fault', 'quirk'] as const
const PHASES = ['open', 'closed', 'halted', 'preOpen'] as const

/** Most rules and symbols of a persona; nobody reads a longer table. */
const MOST = 2000

const steps = (hook: Hook) =>
  z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(stepModel(hook)).max(100))

/** `20..29`, `1000..`, `..9`, or one value. */
const range: z.ZodType<Range> = text.transform((value, context) => {
  const [least = '', most = ''] = value.includes('..') ? value.split('..') : [value, value]
  const ends = [least, most].map((end) => (end === '' ? undefined : parseDecimal(end)))
  const [low, high] = ends
  const isWrong = (least !== '' && low === undefined) || (most !== '' && high === undefined) || !(low ?? high)
  if (isWrong || (low !== undefined && high !== undefined && compare(low, high) > 0)) {
    context.addIssue({
      code: 'custom',
      message: 'expected a number or a range with the lower end first, such as 20..29 or 1000..',
    })
    return z.NEVER
  }
  return { ...(low === undefined ? {} : { least }), ...(high === undefined ? {} : { most }) }
})

const names = listOf(someText)

export const when: z.ZodType<When> = z.strictObject({
  msgType: someText.optional(),
  orderQty: range.optional(),
  fractional: truth.optional(),
  price: range.optional(),
  symbol: names.optional(),
  account: names.optional(),
  side: names.optional(),
  ordType: names.optional(),
  timeInForce: names.optional(),
  execInst: names.optional(),
  present: names.optional(),
  absent: names.optional(),
  nth: whole.refine((value) => value >= 1, 'expected the number of an order, from 1').optional(),
  phase: listOf(oneOf(PHASES)).optional(),
})

/** `keep`, or `{ cancel: day, onLogout: keep }`. */
const disconnect: z.ZodType<OnDisconnect> = z.union(
  [
    z.literal('keep').transform((): OnDisconnect => ({ cancel: 'none', onLogout: false })),
    z
      .strictObject({ cancel: oneOf(['none', 'day', 'all']), onLogout: oneOf(['same', 'keep']).default('keep') })
      .transform(({ cancel, onLogout }): OnDisconnect => ({ cancel, onLogout: onLogout === 'same' })),
  ],
  { error: 'expected keep, or { cancel: none | day | all, onLogout: same | keep }' },
)

const manner: z.ZodType<Manner> = z.strictObject({
  pending: truth.optional(),
  terse: truth.optional(),
  batch: truth.optional(),
  massReportOnly: truth.optional(),
  dropCopy: truth.optional(),
  onBehalf: truth.optional(),
  route: truth.optional(),
  rate: whole.optional(),
  down: truth.optional(),
  manual: truth.optional(),
  parties: truth.optional(),
  noMarketData: truth.optional(),
})

/** `never` also leaves out what rules say of pending states. */
const pending = z.union([truth, z.literal('never')], { error: 'expected yes, no or never' })

const defaults = z.strictObject({
  // biome-ignore lint/suspicious/noThenProperty: the word of the vocabulary; nothing awaits it
  then: steps('new').optional(),
  onCancel: steps('request').optional(),
  onReplace: steps('request').optional(),
  onDisconnect: disconnect.optional(),
  dayEnd: oneOf(['doneForDay', 'expire', 'both']).optional(),
  pending: pending.optional(),
  terse: truth.optional(),
  iocRemainder: oneOf(['cancel', 'expire']).optional(),
  trigger: oneOf(['triggered', 'new', 'restate', 'silent']).optional(),
  text: truth.optional(),
  checks: truth.optional(),
  postOnly: oneOf(['cancel', 'reject']).optional(),
})

export const DEFAULTS: Defaults = {
  onNew: [{ do: 'ack' }],
  onCancel: [{ do: 'accept' }],
  onReplace: [{ do: 'accept' }],
  onDisconnect: { cancel: 'none', onLogout: false },
  dayEnd: 'doneForDay',
  pending: false,
  terse: false,
  iocRemainder: 'cancel',
  trigger: 'triggered',
  text: true,
  checks: true,
  postOnly: 'cancel',
}

const symbol: z.ZodType<SymbolRow> = z.strictObject({
  symbol: someText,
  tick: positive.default('0.01'),
  lot: positive.default('1'),
  reference: number.default('100'),
  phase: oneOf(PHASES).default('open'),
  bandPercent: positive.transform(Number).optional(),
  maxQty: positive.optional(),
  resting: number.optional(),
  staleAfterS: whole.optional(),
  selfTrade: oneOf(['aggressor', 'resting', 'both', 'decrement', 'reject']).optional(),
  feed: someText.optional(),
  id: someText.optional(),
  text: someText.optional(),
})

/** Goes into Text(58) of reports. */
const toldText = someText.refine(
  (value) => /^[ -~]*$/.test(value),
  'expected letters, digits and signs of ASCII: it is sent in Text(58)',
)

const id = toldText.refine(
  (value) => value.length <= 32 && /^\S+$/.test(value),
  'expected a short name without blanks, such as Q20 or A:PEND',
)

const rule = z.strictObject({
  id,
  kind: oneOf(KINDS).default('normal'),
  text: toldText.optional(),
  when: when.default({}),
  // biome-ignore lint/suspicious/noThenProperty: the word of the vocabulary; nothing awaits it
  then: steps('new').optional(),
  onCancel: steps('request').optional(),
  onReplace: steps('request').optional(),
  onStatus: oneOf(['truth', 'unknown', 'silence']).optional(),
  onDisconnect: disconnect.optional(),
  manner: manner.optional(),
})

export const personaModel = z.strictObject({
  persona: someText,
  description: someText.optional(),
  extends: someText.optional(),
  faults: truth.optional(),
  defaults: defaults.default({}),
  symbols: z.array(symbol).max(MOST).default([]),
  without: listOf(someText).default([]),
  rules: z.array(rule).max(MOST).default([]),
  remarks: z
    .array(z.strictObject({ id: someText, key: someText, text: someText }))
    .max(MOST)
    .default([]),
})

export type PersonaText = z.output<typeof personaModel>
export type RuleText = PersonaText['rules'][number]
