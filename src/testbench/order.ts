/** An ordinary order, for scenarios that need the target to send application messages. */
import type { Field } from '../codec/encode.ts'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { Tag } from '../fix/tags.ts'
import type { Bench } from './bench.ts'

/** NewOrderSingle(D) with what each version requires, FIX.4.0 to FIX.5.0SP2. */
export function orderFields(bench: Bench): Field[] {
  const { ordinal, timestampFraction } = bench.version
  const dictionary = bench.dictionary
  const tag = (name: string): number => dictionary.fieldByName(name)?.tag ?? 0
  const fields: Field[] = [[Tag.ClOrdID, bench.unique('ORDER')]]
  if (ordinal <= 43) fields.push([tag('HandlInst'), '1'])
  fields.push([tag('Symbol'), 'FIXP'], [tag('Side'), '1'])
  if (ordinal >= 42) fields.push([tag('TransactTime'), formatUtcTimestamp(bench.now(), timestampFraction)])
  fields.push([tag('OrderQty'), '100'], [tag('OrdType'), '2'], [tag('Price'), '10.25'])
  return fields
}
