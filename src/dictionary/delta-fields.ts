/** Fields of a base with the changes of a delta. */
import type { FieldChange } from './delta-model.ts'
import type { Delta } from './delta-yaml.ts'
import type { Dictionary, Field } from './dictionary.ts'
import { nearest } from './nearest.ts'
import { quickFixLabel } from './orchestra-labels.ts'

/** The fields by tag, as the delta leaves them; removed ones are gone. @throws DictionaryError */
export function changedFields(base: Dictionary, delta: Delta): Map<number, Field> {
  const fields = new Map(base.fields.map((field) => [field.tag, field]))
  const { remove = [], change = {}, add = [] } = delta.stated.fields ?? {}
  for (const [i, name] of remove.entries()) fields.delete(fieldNamed(base, name, delta, ['fields', 'remove', i]).tag)
  for (const [name, stated] of Object.entries(change)) {
    const place = ['fields', 'change', name]
    const { tag, name: known } = fieldNamed(base, name, delta, place)
    const field = fields.get(tag)
    if (field === undefined) throw delta.error(place, `${known} is removed and changed`, 'one of the two')
    if (field !== base.fieldByTag(tag)) throw delta.error(place, `${known} is changed twice`, 'one change')
    fields.set(tag, changed(field, stated, delta, place))
  }
  for (const [i, { tag, name, type, open, values }] of add.entries()) {
    const known = fields.get(tag)
    if (known !== undefined)
      throw delta.error(
        ['fields', 'add', i, 'tag'],
        `${tag} is ${known.name} already`,
        'a free tag, or change: to change it',
      )
    fields.set(tag, {
      tag,
      name,
      type,
      ...(values === undefined ? {} : { values: new Map(Object.entries(values)) }),
      ...(open === true ? { open } : {}),
    })
  }
  refuseTwins(fields, delta)
  return withMessageTypes(fields, delta)
}

function changed(field: Field, stated: FieldChange, delta: Delta, place: readonly PropertyKey[]): Field {
  const { values: before, open: openBefore, ...rest } = field
  const open = stated.open ?? openBefore
  const values =
    stated.values === 'none' ? undefined : changedValues(field, stated.values ?? {}, delta, [...place, 'values'])
  return {
    ...rest,
    name: stated.name ?? field.name,
    type: stated.type ?? field.type,
    ...(values === undefined ? {} : { values }),
    ...(open === true && values !== undefined ? { open } : {}),
  }
}

function changedValues(
  field: Field,
  stated: Exclude<FieldChange['values'], 'none' | undefined>,
  delta: Delta,
  place: readonly PropertyKey[],
): ReadonlyMap<string, string> | undefined {
  const { add = {}, remove = [], only } = stated
  const values = new Map(field.values)
  const known = (value: string, at: readonly PropertyKey[]): string => {
    if (values.has(value)) return value
    const all = [...values.keys()].slice(0, 12).join(', ')
    throw delta.error(
      at,
      `"${value}" is no value of ${field.name}(${field.tag})`,
      all === '' ? 'none: it has no values' : `one of ${all}`,
    )
  }
  const kept = only?.map((value, i) => known(value, [...place, 'only', i]))
  for (const [i, value] of remove.entries()) values.delete(known(value, [...place, 'remove', i]))
  for (const value of [...values.keys()]) if (kept?.includes(value) === false) values.delete(value)
  for (const [value, label] of Object.entries(add)) values.set(value, label)
  if (values.size > 0) return values
  if (field.values === undefined) return undefined
  throw delta.error(place, `no value of ${field.name}(${field.tag}) is left`, 'one at least, or values: none')
}

/** A message that is added is one more value of MsgType(35), where that has values. */
function withMessageTypes(fields: Map<number, Field>, delta: Delta): Map<number, Field> {
  const msgType = fields.get(35)
  if (msgType?.values === undefined) return fields
  const values = new Map(msgType.values)
  for (const { msgType: value, name } of delta.stated.messages?.add ?? [])
    if (!values.has(value)) values.set(value, quickFixLabel(name))
  return fields.set(35, { ...msgType, values })
}

function refuseTwins(fields: ReadonlyMap<number, Field>, delta: Delta): void {
  const byName = new Map<string, Field>()
  for (const field of fields.values()) {
    const twin = byName.get(field.name)
    if (twin !== undefined) {
      const added = (delta.stated.fields?.add ?? []).findIndex(({ name }) => name === field.name)
      throw delta.error(
        added < 0 ? ['fields', 'change'] : ['fields', 'add', added, 'name'],
        `${field.name} is the name of ${twin.tag} and of ${field.tag}`,
        'a name of its own',
      )
    }
    byName.set(field.name, field)
  }
}

/** @throws DictionaryError with near names */
export function fieldNamed(dictionary: Dictionary, name: string, delta: Delta, place: readonly PropertyKey[]): Field {
  const field =
    dictionary.fieldByName(name) ?? (/^[0-9]+$/.test(name) ? dictionary.fieldByTag(Number(name)) : undefined)
  if (field !== undefined) return field
  throw delta.error(
    place,
    `${dictionary.name} has no field "${name}"`,
    expectedName(
      name,
      dictionary.fields.map((each) => each.name),
      'a field of the base',
    ),
  )
}

/** What to write instead: near names where there are any. */
export function expectedName(name: string, names: readonly string[], otherwise: string): string {
  const near = nearest(name, names)
  return near.length === 0 ? otherwise : near.join(' or ')
}
