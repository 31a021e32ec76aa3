/** What a rule makes wrong on purpose in a report that is right. */
import { add, decimal, formatDecimal, parseDecimal } from '../codec/decimal.ts'
import type { Field } from '../codec/encode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { isBuy } from './order-facts.ts'
import type { StepQuirk } from './persona.ts'

/** Fields of ExecutionReport(8) that FIX.4.3 renamed. */
const RENAMED: ReadonlyMap<string, number> = new Map([
  ['LastQty', 32],
  ['LastShares', 32],
  ['OrderQty', 38],
])
const ONE = decimal('1')

export function withQuirk(fields: readonly Field[], quirk: StepQuirk, dictionary: Dictionary): readonly Field[] {
  let changed = fields
  if (quirk.finalFillAsPartial === true) changed = replaced(changed, 39, '1')
  if (quirk.wrong !== undefined) changed = wronged(changed, quirk.wrong)
  if (quirk.set !== undefined) {
    for (const [key, value] of Object.entries(quirk.set)) {
      const tag = /^\d+$/.test(key) ? Number(key) : (RENAMED.get(key) ?? dictionary.fieldByName(key)?.tag)
      if (tag !== undefined) changed = replaced(changed, tag, value)
    }
  }
  return changed
}

function wronged(fields: readonly Field[], what: NonNullable<StepQuirk['wrong']>): readonly Field[] {
  switch (what) {
    case 'leaves':
      return replaced(fields, 151, oneMore(fields, 151))
    case 'cum':
      return replaced(fields, 14, oneMore(fields, 14))
    case 'side':
      return replaced(fields, 54, isBuy(textOf(fields, 54) ?? '') ? '2' : '1')
    case 'clOrdID':
      return replaced(fields, 11, `X${textOf(fields, 11) ?? ''}`)
    // The trade itself is at that price (step-actions.ts): nothing is left to change.
    case 'price':
      return fields
  }
}

function oneMore(fields: readonly Field[], tag: number): string {
  return formatDecimal(add(parseDecimal(textOf(fields, tag)) ?? decimal('0'), ONE))
}

function textOf(fields: readonly Field[], tag: number): string | undefined {
  const field = fields.find(([candidate]) => candidate === tag)
  return field === undefined ? undefined : String(field[1])
}

/** @param value - null: without the field */
function replaced(fields: readonly Field[], tag: number, value: string | null): readonly Field[] {
  const at = fields.findIndex(([candidate]) => candidate === tag)
  if (value === null) return at < 0 ? fields : fields.filter(([candidate]) => candidate !== tag)
  const field: Field = [tag, value]
  return at < 0 ? [...fields, field] : fields.with(at, field)
}
