/** A persona as the two tables that a tester reads: what a quantity brings about, and what everything else does. */

import type { OnDisconnect, Persona, Rule, Step, When } from '../venue/persona.ts'
import { bandInWords } from '../venue/persona-help.ts'
import { stepsInWords } from './step-words.ts'

/** A band of quantities, and the answers to NewOrderSingle(D), OrderCancelRequest(F) and OrderCancelReplaceRequest(G). */
export interface BandRow {
  readonly id: string
  readonly quantity: string
  readonly onD: string
  readonly onF: string
  readonly onG: string
  readonly kind: string
}

/** A symbol, an account, a field or an event, and what it does. */
export interface KeyRow {
  readonly id: string
  readonly key: string
  readonly text: string
  readonly kind: string
}

export interface PersonaTable {
  readonly bands: readonly BandRow[]
  readonly keys: readonly KeyRow[]
}

export function personaTable(persona: Persona): PersonaTable {
  const { defaults, rules, symbols, remarks = [] } = persona
  const bands = rules.filter(isBand)
  const listed = new Set(symbols.map(({ id }) => id))
  // What a symbol's own row tells needs no second row.
  const others = rules.filter((rule) => !isBand(rule) && !listed.has(rule.id))
  return {
    bands: [
      ...bands.toSorted((a, b) => lowest(a) - lowest(b)).map((rule) => bandRow(rule, persona)),
      {
        id: '–',
        quantity: 'all others',
        onD: stepsInWords(defaults.onNew),
        onF: requestInWords(defaults.onCancel, defaults.onNew),
        onG: requestInWords(defaults.onReplace, defaults.onNew),
        kind: 'normal',
      },
    ],
    keys: [
      ...symbols.map(({ id, symbol, text = '' }) => ({
        id: id ?? `S:${symbol}`,
        key: `Symbol ${symbol}`,
        text,
        kind: 'normal',
      })),
      ...others.map((rule) => ({ id: rule.id, key: whenInWords(rule.when), text: rule.text, kind: rule.kind })),
      ...remarks.map((remark) => ({ ...remark, kind: 'normal' })),
      { id: '–', key: 'connection lost', text: disconnectInWords(defaults.onDisconnect), kind: 'normal' },
    ],
  }
}

function isBand({ when }: Rule): boolean {
  return when.orderQty !== undefined || when.fractional !== undefined
}

/** For the order of the table only; quantities are compared exactly where rules are chosen. */
function lowest({ when: { orderQty, fractional } }: Rule): number {
  return fractional === true ? Number.POSITIVE_INFINITY : Number(orderQty?.least ?? 0)
}

function bandRow(rule: Rule, { defaults }: Persona): BandRow {
  const { onNew = defaults.onNew, onCancel = defaults.onCancel, onReplace = defaults.onReplace, when } = rule
  const { orderQty, fractional, ...more } = when
  const quantity = orderQty === undefined ? 'fractions' : bandInWords(orderQty).replace('-', '–')
  const condition = whenInWords(more)
  return {
    id: rule.id,
    quantity: condition === 'any order' ? quantity : `${quantity}, ${condition}`,
    onD: rule.text,
    onF: requestInWords(onCancel, onNew),
    onG: requestInWords(onReplace, onNew),
    kind: rule.kind,
  }
}

/** Nobody cancels what was never accepted, unless the rule says what happens then. */
function requestInWords(steps: readonly Step[], onNew: readonly Step[]): string {
  const isNever = onNew[0]?.do === 'reject' && steps.length === 1 && steps[0]?.do === 'accept'
  return isNever ? '–' : stepsInWords(steps)
}

const LABELS: Readonly<Record<string, string>> = {
  msgType: 'MsgType',
  symbol: 'Symbol',
  account: 'Account',
  side: 'Side',
  ordType: 'OrdType',
  timeInForce: 'TimeInForce',
  execInst: 'ExecInst',
  present: 'with',
  absent: 'without',
  nth: 'order no.',
  phase: 'market',
}

/** `Account ACC-PEND`, `Symbol EMPTY, OrdType 1`. */
export function whenInWords({ orderQty, price, fractional, ...more }: When): string {
  const parts = [
    ...Object.entries(more).map(
      ([key, value]) => `${LABELS[key] ?? key} ${Array.isArray(value) ? value.join(' or ') : String(value)}`,
    ),
    ...(price === undefined ? [] : [`Price ${bandInWords(price)}`]),
    ...(orderQty === undefined ? [] : [`OrderQty ${bandInWords(orderQty)}`]),
    ...(fractional === undefined ? [] : [fractional ? 'fractions' : 'no fractions']),
  ]
  return parts.length === 0 ? 'any order' : parts.join(', ')
}

function disconnectInWords({ cancel, onLogout }: OnDisconnect): string {
  if (cancel === 'none') return 'orders stay'
  return `${cancel === 'day' ? 'Day orders are' : 'all orders are'} cancelled${onLogout ? ', at Logout too' : ''}`
}
