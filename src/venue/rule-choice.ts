/**
 * Which rule decides about an order. For each hook the first rule that matches and has the hook; manners are put together.
 * Rules by OrderQty(38) alone are looked up. Rules that ask for an account, a symbol or the like are tried on orders that
 * have it, the others on all.
 *
 * @see application cases §9.1
 */
import { compare, type Decimal, decimal, isZero, trimDecimal } from '../codec/decimal.ts'
import type { Message } from '../codec/message.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { OrderDraft } from './order.ts'
import type { Manner, Persona, Range, Rule, When } from './persona.ts'

/** What rules look at. */
export interface OrderFacts {
  readonly draft: OrderDraft
  /** The number of the order in its session, from 1. */
  readonly nth: number
  readonly phase: string | undefined
  /** For conditions on fields being there; undefined: none is. */
  readonly message?: Message | undefined
}

type Test = (facts: OrderFacts) => boolean

interface Tried {
  readonly rule: Rule
  readonly at: number
  readonly tests: readonly Test[]
}

interface ByValue {
  readonly tag: number
  readonly key: 'account' | 'symbol' | 'ordType' | 'timeInForce' | 'side'
  readonly read: (draft: OrderDraft) => string | undefined
}

/** What rules ask for by value; a rule that asks for several is found by the first of them. What tells most orders apart comes first. */
const BY_VALUE: readonly ByValue[] = [
  { tag: 1, key: 'account', read: (draft) => draft.account },
  { tag: 55, key: 'symbol', read: (draft) => draft.symbol },
  { tag: 40, key: 'ordType', read: ({ terms }) => terms.ordType },
  { tag: 59, key: 'timeInForce', read: ({ terms }) => terms.timeInForce },
  { tag: 54, key: 'side', read: (draft) => draft.side },
]

/** Whole quantities below it are looked up. */
const LOOKED_UP = 2000

export class RuleChoice {
  readonly #default: Rule
  /** Rules that ask for no value, with other conditions than a whole quantity. */
  readonly #tried: readonly Tried[]
  /** The others, each under the values that it asks for; in the order of {@link BY_VALUE}. */
  readonly #byValue: readonly ReadonlyMap<string, readonly Tried[]>[]
  /** For each whole quantity the rules that only ask for it, in their order. */
  readonly #bands: readonly (readonly Tried[] | undefined)[]
  readonly #merged = new Map<string, Rule>()

  constructor(persona: Persona, dictionary: Dictionary) {
    this.#default = { id: 'default', kind: 'normal', text: 'as the persona does by default', when: {} }
    const tried: Tried[] = []
    const byValue = BY_VALUE.map(() => new Map<string, Tried[]>())
    const bands: Tried[][] = []
    persona.rules.forEach((rule, at) => {
      if (!isForOrders(rule.when, dictionary)) return
      if (isBand(rule.when)) {
        const { least = '1', most } = rule.when.orderQty ?? {}
        const last = Math.min(Number(most ?? LOOKED_UP - 1), LOOKED_UP - 1)
        for (let qty = Number(least); qty <= last; qty++) {
          bands[qty] ??= []
          bands[qty]?.push({ rule, at, tests: [] })
        }
        if (most !== undefined && Number(most) < LOOKED_UP) return
      }
      const one: Tried = { rule, at, tests: testsOf(rule.when, dictionary) }
      const index = BY_VALUE.findIndex(({ key }) => rule.when[key] !== undefined)
      const by = BY_VALUE[index]
      if (by === undefined) tried.push(one)
      else for (const value of valuesOf(rule.when, by, dictionary)) enter(byValue[index], value, one)
    })
    this.#tried = tried
    this.#byValue = byValue
    this.#bands = bands
  }

  /** A rule with the hooks of all that match; the same object for the same matches. */
  choose(facts: OrderFacts): Rule {
    const { orderQty } = facts.draft.terms
    const qty = orderQty === undefined || orderQty.scale === 0 ? orderQty : trimDecimal(orderQty)
    const whole = qty !== undefined && qty.scale === 0 && qty.units >= 0n && qty.units < LOOKED_UP
    const band = whole ? this.#bands[Number(qty.units)] : undefined
    const matches: Tried[] = []
    for (let i = 0; i < BY_VALUE.length; i++) {
      const index = this.#byValue[i] as ReadonlyMap<string, readonly Tried[]>
      const value = index.size === 0 ? undefined : BY_VALUE[i]?.read(facts.draft)
      if (value !== undefined) tryAll(index.get(value), facts, matches)
    }
    tryAll(this.#tried, facts, matches)
    if (band !== undefined) matches.push(...band)
    const [first] = matches
    if (first === undefined) return this.#default
    if (matches.length === 1) return first.rule
    matches.sort((a, b) => a.at - b.at)
    const key = matches.map(({ at }) => at).join()
    let merged = this.#merged.get(key)
    if (merged === undefined) {
      merged = merge([...new Set(matches.map(({ rule }) => rule))])
      this.#merged.set(key, merged)
    }
    return merged
  }
}

function enter(index: Map<string, Tried[]> | undefined, value: string, one: Tried): void {
  const there = index?.get(value)
  if (there === undefined) index?.set(value, [one])
  else there.push(one)
}

/** The values that a rule asks for, as they stand in messages. */
function valuesOf(when: When, { key, tag }: ByValue, dictionary: Dictionary): Set<string> {
  return new Set(when[key]?.map((value) => dictionary.valueOf(tag, value) ?? value))
}

function tryAll(candidates: readonly Tried[] | undefined, facts: OrderFacts, matches: Tried[]): void {
  if (candidates === undefined) return
  for (const candidate of candidates) if (passes(candidate.tests, facts)) matches.push(candidate)
}

function passes(tests: readonly Test[], facts: OrderFacts): boolean {
  for (const test of tests) if (!test(facts)) return false
  return true
}

/** The rule that says what happens to the new order gives its name. */
function merge(rules: readonly Rule[]): Rule {
  const [only, ...more] = rules
  if (only !== undefined && more.length === 0) return only
  const decider = rules.find((rule) => rule.onNew !== undefined) ?? rules[0]
  if (decider === undefined) throw new Error('no rule to merge')
  const manner: Manner = Object.assign({}, ...rules.map((rule) => rule.manner ?? {}).reverse())
  const others = rules.filter((rule) => rule !== decider && rule.manner !== undefined)
  return {
    id: decider.id,
    kind: decider.kind,
    text: [decider.text, ...others.map((rule) => `${rule.id}: ${rule.text}`)].join('; '),
    when: decider.when,
    onNew: decider.onNew,
    onCancel: rules.find((rule) => rule.onCancel !== undefined)?.onCancel,
    onReplace: rules.find((rule) => rule.onReplace !== undefined)?.onReplace,
    onStatus: rules.find((rule) => rule.onStatus !== undefined)?.onStatus,
    onDisconnect: rules.find((rule) => rule.onDisconnect !== undefined)?.onDisconnect,
    manner,
  }
}

function isForOrders({ msgType = 'D' }: When, dictionary: Dictionary): boolean {
  return msgType === 'D' || dictionary.messageByName(msgType)?.msgType === 'D'
}

/** True for a rule that asks for a range of whole quantities and nothing else. */
function isBand(when: When): boolean {
  const { orderQty, msgType: _msgType, ...others } = when
  if (orderQty === undefined || Object.values(others).some((condition) => condition !== undefined)) return false
  return [orderQty.least, orderQty.most].every((end) => end === undefined || /^\d{1,9}$/.test(end))
}

function testsOf(when: When, dictionary: Dictionary): Test[] {
  const tests: Test[] = []
  for (const by of BY_VALUE) {
    if (when[by.key] === undefined) continue
    const allowed = valuesOf(when, by, dictionary)
    tests.push(({ draft }) => {
      const value = by.read(draft)
      return value !== undefined && allowed.has(value)
    })
  }
  if (when.execInst !== undefined) {
    const codes = new Set(when.execInst.map((value) => dictionary.valueOf(18, value) ?? value))
    tests.push(({ draft }) => draft.terms.execInst?.split(' ').some((code) => codes.has(code)) ?? false)
  }
  if (when.orderQty !== undefined) tests.push(within(when.orderQty, ({ draft }) => draft.terms.orderQty))
  if (when.fractional !== undefined) {
    const wanted = when.fractional
    tests.push(({ draft }) => isFraction(draft.terms.orderQty) === wanted)
  }
  if (when.price !== undefined) tests.push(within(when.price, ({ draft }) => draft.terms.price))
  for (const field of when.present ?? []) {
    const tag = tagOf(field, dictionary)
    tests.push(({ message }) => message?.has(tag) === true)
  }
  for (const field of when.absent ?? []) {
    const tag = tagOf(field, dictionary)
    tests.push(({ message }) => message?.has(tag) !== true)
  }
  if (when.nth !== undefined) tests.push(({ nth }) => nth === when.nth)
  if (when.phase !== undefined) {
    const phases = new Set(when.phase)
    tests.push(({ phase }) => phase !== undefined && phases.has(phase))
  }
  return tests
}

/** 0, which no message has, for a name that the version does not know. */
function tagOf(field: string, dictionary: Dictionary): number {
  return /^\d+$/.test(field) ? Number(field) : (dictionary.fieldByName(field)?.tag ?? 0)
}

function within({ least, most }: Range, read: (facts: OrderFacts) => Decimal | undefined): Test {
  const from = least === undefined ? undefined : decimal(least)
  const to = most === undefined ? undefined : decimal(most)
  return (facts) => {
    const value = read(facts)
    if (value === undefined) return false
    return (from === undefined || compare(value, from) >= 0) && (to === undefined || compare(value, to) <= 0)
  }
}

function isFraction(value: Decimal | undefined): boolean {
  return (
    value !== undefined && value.scale > 0 && !isZero({ units: value.units % 10n ** BigInt(value.scale), scale: 0 })
  )
}
