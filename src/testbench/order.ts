/** An ordinary order, for scenarios that need the target to send application messages. */
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Bench } from './bench.ts'
import { uniqueText } from './unique.ts'

/** An order of the tester, under a ClOrdID(11) of its own. */
export function orderFields(bench: Bench): Field[] {
  return orderFieldsOf(bench.version, bench.dictionary, uniqueText(bench, 'ORDER'), bench.now())
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
