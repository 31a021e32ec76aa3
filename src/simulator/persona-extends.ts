/** From a persona as it is written to the one that the venue follows: what it extends, the order of its rules, what is left out. */
import type { Defaults, Persona, Rule, Step, When } from '../venue/persona.ts'
import { DEFAULTS, type PersonaText, type RuleText } from './persona-model.ts'
import { stepsInWords } from './step-words.ts'

/** A persona on the way, with what must not be decided before the last of those that extend each other. */
export interface Draft {
  readonly name: string
  readonly description: string
  readonly defaults: Defaults
  readonly symbols: Persona['symbols']
  readonly rules: readonly RuleText[]
  readonly remarks: NonNullable<Persona['remarks']>
  readonly faults: boolean
  /** Pending states are left out wherever a rule names them. */
  readonly neverPending: boolean
}

const EMPTY: Draft = {
  name: '',
  description: '',
  defaults: DEFAULTS,
  symbols: [],
  rules: [],
  remarks: [],
  faults: false,
  neverPending: false,
}

/** What is stated goes before what is extended: key by key in the defaults, whole in a symbol, a rule, a remark of the same name. */
export function draftOf(own: PersonaText, base: Draft = EMPTY): Draft {
  const { then, pending, ...stated } = own.defaults
  const kept = base.rules.filter((rule) => !own.without.includes(rule.id))
  return {
    name: own.persona,
    description: own.description ?? base.description,
    defaults: {
      ...base.defaults,
      ...(withoutUndefined(stated) as Partial<Defaults>),
      ...(then === undefined ? {} : { onNew: then }),
      ...(pending === undefined ? {} : { pending: pending === true }),
    },
    symbols: overlaid(base.symbols, own.symbols, ({ symbol }) => symbol),
    rules: overlaid(kept, own.rules, ({ id }) => id),
    remarks: overlaid(base.remarks, own.remarks, ({ id }) => id),
    faults: own.faults ?? base.faults,
    neverPending: pending === undefined ? base.neverPending : pending === 'never',
  }
}

/** @param faults - rules of kind `fault` are followed too */
export function personaOf(draft: Draft, faults: boolean): Persona {
  const { name, description, defaults, symbols, remarks, neverPending } = draft
  return {
    name,
    description,
    defaults,
    symbols,
    remarks,
    rules: draft.rules
      .filter(({ kind }) => kind !== 'fault' || faults || draft.faults)
      .map((rule) => ruleOf(rule, neverPending))
      // The sort is stable: among rules that weigh the same, the one that is written first is looked at first.
      .sort((a, b) => rankOf(a.when) - rankOf(b.when)),
  }
}

function overlaid<T>(base: readonly T[], own: readonly T[], key: (one: T) => string): T[] {
  const stated = new Map(own.map((one) => [key(one), one]))
  const kept = base.map((one) => stated.get(key(one)) ?? one)
  const known = new Set(base.map(key))
  return [...kept, ...own.filter((one) => !known.has(key(one)))]
}

/** Account, then symbol, then what the order's fields say, then its quantity: what is more particular decides first. */
export function rankOf(when: When): number {
  if (when.account !== undefined) return 0
  if (when.symbol !== undefined) return 1
  if (FIELDS.some((key) => when[key] !== undefined)) return 2
  if (when.msgType !== undefined) return 3
  return when.orderQty === undefined && when.fractional === undefined ? 5 : 4
}

const FIELDS = ['ordType', 'execInst', 'present', 'absent', 'price', 'side', 'timeInForce', 'nth', 'phase'] as const

function ruleOf(rule: RuleText, neverPending: boolean): Rule {
  const { then, onCancel, onReplace, text, manner, ...rest } = rule
  const hook = (steps: readonly Step[] | undefined): readonly Step[] | undefined =>
    neverPending ? steps?.filter((step) => step.do !== 'pending' && step.do !== 'pendingNew') : steps
  const hooks = withoutUndefined({ onNew: hook(then), onCancel: hook(onCancel), onReplace: hook(onReplace) })
  return {
    ...withoutUndefined(rest),
    ...hooks,
    ...(manner === undefined ? {} : { manner: withoutUndefined(manner) }),
    text: text ?? wordsOf(hooks, manner ?? {}),
  } as Rule
}

/** What a tester reads of a rule that says nothing of itself. */
function wordsOf(hooks: Pick<Rule, 'onNew' | 'onCancel' | 'onReplace'>, manner: object): string {
  if (hooks.onNew !== undefined) return stepsInWords(hooks.onNew)
  const requests = [
    ...(hooks.onCancel === undefined ? [] : [`on F ${stepsInWords(hooks.onCancel)}`]),
    ...(hooks.onReplace === undefined ? [] : [`on G ${stepsInWords(hooks.onReplace)}`]),
  ]
  return [...requests, ...Object.keys(manner)].join('; ')
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}
