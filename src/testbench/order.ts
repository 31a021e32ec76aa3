/** An ordinary order, for scenarios that need the target to send application messages. */
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Bench } from './bench.ts'
import { uniqueText } from './unique.ts'

/** An order of the tester, under a ClOrdID(11) of its own, with what the profile states under `order`. */
export function orderFields(bench: Bench): Field[] {
  const usual = orderFieldsOf(bench.version, bench.dictionary, uniqueText(bench, 'ORDER'), bench.now())
  const { order = [] } = bench.leg
  if (order.length === 0) return usual
  const stated = new Map(order)
  const known = new Set(usual.map(([tag]) => tag))
  const fields = usual.map(([tag, value]): [number, Field[1] | null] => [
    tag,
    stated.get(tag) ?? (stated.has(tag) ? null : value),
  ])
  const further = order.filter(([tag]) => !known.has(tag))
  return [...fields, ...further].filter((field): field is [number, NonNullable<Field[1]>] => field[1] !== null)
}

/** NewOrderSingle(D) with what each version requires, FIX.4.0 to FIX.5.0SP2. @param now - TransactTime(60), epoch ms */
export function orderFieldsOf(version: FixVersion, dictionary: Dictionary, clOrdID: string, now: number): Field[] {
  const { ordinal, timestampFraction } = version
  const tag = (name: string): number => dictionary.fieldByName(name)?.tag ?? 0
  const fields: Field[] = [[Tag.ClOrdID, clOrdID]]
  if (ordinal <= 43) fields.push([tag('HandlInst'), '1'])
  fields.push([tag('Symbol'), 'FIXP'], [tag('Side'), '1'])
  if (ordinal >= 42) fields.push([tag('TransactTime'), formatUtcTimestamp(now, timestampFraction)])
  fields.push([tag('OrderQty'), '100'], [tag('OrdType'), '2'], [tag('Price'), '10.25'])
  return fields
}
