/** For tests only: fields of a message by name, with what a message of that name can not do without. */
import type { Field } from '../codec/encode.ts'
import type { Dictionary } from '../dictionary/dictionary.ts'
import { Tag } from '../fix/tags.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Fields } from './seen.ts'

/** @param now - SendingTime(52) of the moment, for times in the body */
export function withBody(
  dictionary: Dictionary,
  version: FixVersion,
  name: string,
  fields: Fields,
  now: string,
): Field[] {
  const stated = fieldsByName(dictionary, version, fields)
  const tags = new Set(stated.map(([tag]) => tag))
  return [...fieldsByName(dictionary, version, bodyOf(name, version, now)).filter(([tag]) => !tags.has(tag)), ...stated]
}

function bodyOf(name: string, { ordinal, applVerID }: FixVersion, now: string): Fields {
  switch (name) {
    case 'Logon':
      return { EncryptMethod: 0, HeartBtInt: 30, ...(applVerID === undefined ? {} : { DefaultApplVerID: applVerID }) }
    case 'TestRequest':
      return { TestReqID: 'T' }
    case 'NewOrderSingle':
      return {
        ClOrdID: 'order',
        ...(ordinal <= 43 ? { HandlInst: '1' } : {}),
        Symbol: 'FIXP',
        Side: '1',
        ...(ordinal >= 42 ? { TransactTime: now } : {}),
        OrderQty: 100,
        OrdType: '1',
      }
    default:
      return {}
  }
}

function fieldsByName(dictionary: Dictionary, version: FixVersion, fields: Fields): Field[] {
  return Object.entries(fields).map(([name, value]) => {
    const tag = dictionary.fieldByName(name)?.tag ?? (Tag as Record<string, number>)[name] ?? Number(name)
    if (!Number.isInteger(tag)) throw new Error(`no field ${name} in ${version.id}`)
    return [tag, value] as const
  })
}
