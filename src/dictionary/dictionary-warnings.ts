/** What is odd in a dictionary that can be read: its author may have meant something else. */
import { dataFieldOf } from '../fix/data-fields.ts'
import { findVersion } from '../fix/versions.ts'
import { type Dictionary, type Field, isListType, type Member } from './dictionary.ts'
import { typeName } from './field-types.ts'
import { labelKey } from './labels.ts'
import { flatten } from './members.ts'

/** Names that a warning spells out. */
const SHOWN = 6

/** Something odd: what it is said of, and the sentence around that list. */
interface Warning {
  readonly say: (list: string) => string
  readonly names: readonly string[]
}

/**
 * Sentences, the gravest first; empty when nothing is odd.
 *
 * @param base - what a delta stands on: what is odd there already, or was not taken over by choice, is not told again
 */
export function warningsOf(dictionary: Dictionary, base?: Dictionary): string[] {
  const before = base === undefined ? [] : [...listsOf(base), ...everything(base)]
  const known = new Set(before.flatMap(({ say, names }) => names.map((name) => say(name))))
  const lists = listsOf(dictionary).flatMap(({ say, names }) => {
    const own = names.filter((name) => !known.has(say(name)))
    return own.length === 0 ? [] : [say(listed(own))]
  })
  return [...ofTheWhole(dictionary), ...lists]
}

function listsOf(dictionary: Dictionary): Warning[] {
  return [
    ...ofMessages(dictionary),
    ...dictionary.fields.flatMap((field) => [ofLabels(field), ofValues(field)]),
    ofData(dictionary),
    ofGroupCounts(dictionary),
    ofOptional(dictionary),
    ...ofUnused(dictionary),
  ]
}

const UNUSED = {
  fields: (list: string): string => `no message uses ${list}`,
  components: (list: string): string => `no message uses the components ${list}`,
}

/** All that a base has, as if nothing of it were used. */
function everything({ fields, components }: Dictionary): Warning[] {
  return [
    { say: UNUSED.fields, names: fields.map(named) },
    { say: UNUSED.components, names: components.map(({ name }) => name) },
  ]
}

function ofTheWhole(dictionary: Dictionary): string[] {
  const { name, header, trailer, messages } = dictionary
  const warnings: string[] = []
  if (findVersion(name) === undefined)
    warnings.push(`"${name}" tells no version of FIX: where one is needed, FIXT.1.1/FIX.5.0SP2 is taken`)
  if (messages.length === 0) warnings.push('it has no messages')
  // An application layer of FIX.5.0 has no session of its own: FIXT.1.1 stands before it.
  if (/^FIX\.5/.test(name)) return warnings
  if (header.length === 0 || trailer.length === 0)
    warnings.push('it has no StandardHeader or StandardTrailer: BeginString(8) to CheckSum(10) would be unknown fields')
  if (messages.length > 0 && dictionary.message('A') === undefined)
    warnings.push('it has no Logon(A): no session can be opened with it')
  return warnings
}

const MAY_BE_EMPTY = ['Heartbeat', 'Logout', 'XMLnonFIX', 'XMLMessage', 'XML_non_FIX']

function ofMessages(dictionary: Dictionary): Warning[] {
  const { messages, scenarios } = dictionary
  const values = dictionary.fieldByTag(35)?.values
  const unlisted = values === undefined ? [] : messages.filter(({ msgType }) => !values.has(msgType))
  const all = [...messages, ...scenarios]
  const empty = all.filter(({ members, name }) => members.length === 0 && !MAY_BE_EMPTY.includes(name))
  return [
    {
      say: (list) => `MsgType(35) does not list ${list}`,
      names: unlisted.map(({ name, msgType }) => `${name}(${msgType})`),
    },
    { say: (list) => `without fields of their own: ${list}`, names: empty.map(({ name }) => name) },
    {
      say: (list) => `a field stands twice on one level: ${list}`,
      names: all.flatMap(({ name, members }) => twice(members, name)),
    },
  ]
}

/** By itself and in a component, say. */
function twice(members: readonly Member[], where: string): string[] {
  const seen = new Set<Field>()
  return flatten(members).flatMap((member) => {
    const field = member.kind === 'field' ? member.field : member.count
    const doubled = seen.has(field) ? [`${named(field)} in ${where}`] : []
    seen.add(field)
    return member.kind === 'group' ? [...doubled, ...twice(member.members, `${where}, ${field.name}`)] : doubled
  })
}

function ofLabels(field: Field): Warning {
  const byLabel = Map.groupBy(field.values ?? [], ([, label]) => labelKey(label))
  const doubled = [...byLabel.values()].filter((values) => values.length > 1)
  return {
    say: (list) => `${named(field)} has one label for several values, so that cases must use the values: ${list}`,
    names: doubled.map((values) => `${values[0]?.[1]} for ${values.map(([value]) => value).join(' and ')}`),
  }
}

const VALUES: ReadonlyMap<string, RegExp> = new Map([
  ['CHAR', /^[^\s]$/],
  ['BOOLEAN', /^[YN]$/],
  ['INT', /^-?\d+$/],
  ['NUMINGROUP', /^\d+$/],
  ['LENGTH', /^\d+$/],
])

/** Values of the enumeration that the type itself forbids. */
function ofValues({ type, values, ...field }: Field): Warning {
  const pattern = isListType(type) ? undefined : VALUES.get(type)
  const wrong = pattern === undefined ? [] : [...(values?.keys() ?? [])].filter((value) => !pattern.test(value))
  return {
    say: (list) => `${named(field)} is of type ${typeName(type)}, which these values are not: ${list}`,
    names: wrong,
  }
}

/** Bytes with SOH in them can be read only when the field with their length is known. */
function ofData({ fields }: Dictionary): Warning {
  const lengthy = new Set(fields.map(({ tag }) => dataFieldOf(tag)))
  const wild = fields.filter(({ type, tag }) => (type === 'DATA' || type === 'XMLDATA') && !lengthy.has(tag))
  return {
    say: (list) => `data without a length field of the standard, so it can not hold SOH: ${list}`,
    names: wild.map(named),
  }
}

function ofGroupCounts(dictionary: Dictionary): Warning {
  // Before FIX.4.3 there was no such type.
  const hasType = dictionary.fields.some(({ type }) => type === 'NUMINGROUP')
  const counts = new Set(allLists(dictionary).flatMap((members) => [...countsIn(members)]))
  const odd = hasType ? [...counts].filter(({ type }) => type !== 'NUMINGROUP') : []
  return {
    say: (list) => `counts a group, and is no NumInGroup: ${list}`,
    names: odd.map((field) => `${named(field)}, ${typeName(field.type)}`),
  }
}

/** Each list once: components that are shared would be opened again and again. */
function allLists(dictionary: Dictionary): (readonly Member[])[] {
  const lists = new Set<readonly Member[]>()
  const add = (members: readonly Member[]): void => {
    if (lists.has(members)) return
    lists.add(members)
    for (const member of members) if (member.kind !== 'field') add(member.members)
  }
  const { header, trailer, components, messages, scenarios } = dictionary
  for (const list of [header, trailer, ...[...components, ...messages, ...scenarios].map(({ members }) => members)])
    add(list)
  return [...lists]
}

function* countsIn(members: readonly Member[]): Generator<Field> {
  for (const member of members) if (member.kind === 'group') yield member.count
}

function ofOptional(dictionary: Dictionary): Warning {
  const places = new Set<string>()
  for (const members of allLists(dictionary))
    for (const member of members) {
      if (member.kind === 'field' || member.required) continue
      const inside = member.members.find((inner) => inner.required && inner.kind === 'field')
      if (inside?.kind === 'field')
        places.add(`${inside.field.name} in ${member.kind === 'group' ? member.count.name : member.name}`)
    }
  return {
    say: (list) => `required in what is optional itself, so needed only where that is used: ${list}`,
    names: [...places],
  }
}

function ofUnused(dictionary: Dictionary): Warning[] {
  const { header, trailer, messages, scenarios, components, fields } = dictionary
  const used = new Set<number>()
  const usedComponents = new Set<string>()
  const seen = new Set<readonly Member[]>()
  const visit = (members: readonly Member[]): void => {
    if (seen.has(members)) return
    seen.add(members)
    for (const member of members) {
      if (member.kind === 'field') used.add(member.field.tag)
      else {
        if (member.kind === 'group') used.add(member.count.tag)
        else usedComponents.add(member.name)
        visit(member.members)
      }
    }
  }
  for (const members of [header, trailer, ...[...messages, ...scenarios].map((message) => message.members)])
    visit(members)
  return [
    { say: UNUSED.fields, names: fields.filter(({ tag }) => !used.has(tag)).map(named) },
    {
      say: UNUSED.components,
      names: components.flatMap(({ name }) => (usedComponents.has(name) ? [] : [name])),
    },
  ]
}

function named({ tag, name }: Pick<Field, 'tag' | 'name'>): string {
  return `${name}(${tag})`
}

function listed(names: readonly string[]): string {
  const rest = names.length - SHOWN
  if (rest <= 0) return names.join(', ')
  return `${names.slice(0, SHOWN).join(', ')} and ${rest} more`
}
