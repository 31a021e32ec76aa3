/** In what two dictionaries differ: fields and values, messages, and the members of each message. */
import type { Dictionary, Field, MessageDefinition, PresenceRule } from './dictionary.ts'
import { diffMembers } from './diff-members.ts'
import { labelKey } from './labels.ts'

/** A message, or what all messages begin and end with. */
export interface ChangedMessage {
  readonly name: string
  /** Absent for `StandardHeader` and `StandardTrailer`. */
  readonly msgType?: string
  /** Absent: base. */
  readonly scenario?: string
}

/** One difference. Field, message and member are by their name after the change, before it where they are gone. */
export interface DictionaryChange {
  readonly change: 'added' | 'removed' | 'changed'
  /**
   * What: a field, its name, type, whether its values are the only ones (`open`), whether it has an enumeration at all
   * (`values`), a value of it, the label of a value; a message, its name or category; a member (field or group) of a
   * message, whether it is required, its constant value, its being a group, the order of members in a group; a rule of
   * presence.
   */
  readonly of:
    | ('field' | 'fieldName' | 'type' | 'open' | 'values' | 'value' | 'label')
    | ('message' | 'messageName' | 'category')
    | ('member' | 'required' | 'constant' | 'kind' | 'order' | 'rule')
  readonly message?: ChangedMessage
  /** Names of the counting fields of the groups around the member; absent outside groups. */
  readonly path?: readonly string[]
  readonly field?: { readonly tag: number; readonly name: string }
  /** The value, for values and labels. */
  readonly value?: string
  /** What is written there; absent where there was, or is, nothing. */
  readonly before?: string
  readonly now?: string
}

/** Every difference, fields first, in the order of the dictionaries. Spelling of labels and order outside groups are none. */
export function diffDictionaries(before: Dictionary, now: Dictionary): DictionaryChange[] {
  return [...diffFields(before, now), ...diffOuter(before, now), ...diffMessages(before, now)]
}

function diffFields(before: Dictionary, now: Dictionary): DictionaryChange[] {
  const removed = before.fields
    .filter(({ tag }) => now.fieldByTag(tag) === undefined)
    .map((field): DictionaryChange => ({ change: 'removed', of: 'field', field: named(field), before: field.type }))
  const others = now.fields.flatMap((field): DictionaryChange[] => {
    const old = before.fieldByTag(field.tag)
    if (old === undefined) return [{ change: 'added', of: 'field', field: named(field), now: field.type }]
    return [
      ...changed(field, 'fieldName', old.name, field.name),
      ...changed(field, 'type', old.type, field.type),
      ...diffValues(old, field),
    ]
  })
  return [...removed, ...others]
}

function changed(field: Field, of: 'fieldName' | 'type', before: string, now: string): DictionaryChange[] {
  return before === now ? [] : [{ change: 'changed', of, field: named(field), before, now }]
}

/** A field without values takes any: that it has some now, or none any more, is one change. */
function diffValues(old: Field, now: Field): DictionaryChange[] {
  const field = named(now)
  if (old.values === undefined && now.values === undefined) return []
  if (old.values === undefined || now.values === undefined)
    return [{ change: 'changed', of: 'values', field, before: valuesInWords(old), now: valuesInWords(now) }]
  const changes: DictionaryChange[] = []
  for (const [value, label] of old.values)
    if (!now.values.has(value)) changes.push({ change: 'removed', of: 'value', field, value, before: label })
  for (const [value, label] of now.values) {
    const before = old.values.get(value)
    if (before === undefined) changes.push({ change: 'added', of: 'value', field, value, now: label })
    else if (labelKey(before) !== labelKey(label))
      changes.push({ change: 'changed', of: 'label', field, value, before, now: label })
  }
  if (old.open !== now.open)
    changes.push({ change: 'changed', of: 'open', field, before: openness(old), now: openness(now) })
  return changes
}

function valuesInWords({ values, open }: Field): string {
  if (values === undefined) return 'any value'
  return `${values.size} ${values.size === 1 ? 'value' : 'values'}${open === true ? ' and others' : ''}`
}

function openness({ open }: Field): string {
  return open === true ? 'other values allowed' : 'these values only'
}

function diffOuter(before: Dictionary, now: Dictionary): DictionaryChange[] {
  const parts = [
    ['StandardHeader', before.header, now.header],
    ['StandardTrailer', before.trailer, now.trailer],
  ] as const
  return parts.flatMap(([name, old, members]) =>
    diffMembers(old, members).map((change) => ({ ...change, message: { name } })),
  )
}

function diffMessages(before: Dictionary, now: Dictionary): DictionaryChange[] {
  const [old, present] = [byScenario(before), byScenario(now)]
  const removed = [...old].flatMap(([key, message]): DictionaryChange[] =>
    present.has(key) ? [] : [{ change: 'removed', of: 'message', message: namedMessage(message) }],
  )
  const others = [...present].flatMap(([key, message]): DictionaryChange[] => {
    const was = old.get(key)
    if (was === undefined) return [{ change: 'added', of: 'message', message: namedMessage(message) }]
    return diffMessage(was, message)
  })
  return [...removed, ...others]
}

function byScenario(dictionary: Dictionary): Map<string, MessageDefinition> {
  const all = [...dictionary.messages, ...dictionary.scenarios]
  return new Map(all.map((message) => [`${message.msgType}\n${message.scenario ?? 'base'}`, message]))
}

function diffMessage(before: MessageDefinition, now: MessageDefinition): DictionaryChange[] {
  const message = namedMessage(now)
  const changes: DictionaryChange[] = []
  for (const [of, was, is] of [
    ['messageName', before.name, now.name],
    ['category', before.category, now.category],
  ] as const)
    if (was !== is) changes.push({ change: 'changed', of, message, before: was, now: is })
  changes.push(...diffMembers(before.members, now.members).map((change) => ({ ...change, message })))
  const [old, present] = [ruleTexts(before.rules), ruleTexts(now.rules)]
  for (const [text, rule] of old)
    if (!present.has(text)) changes.push({ ...ruleChange('removed', rule), message, before: text })
  for (const [text, rule] of present)
    if (!old.has(text)) changes.push({ ...ruleChange('added', rule), message, now: text })
  return changes
}

function ruleTexts(rules: readonly PresenceRule[] = []): Map<string, PresenceRule> {
  return new Map(
    rules.map((rule) => [`${[...rule.path, rule.member].join('.')} ${rule.presence} when ${rule.when}`, rule]),
  )
}

function ruleChange(change: 'added' | 'removed', { path }: PresenceRule): DictionaryChange {
  return { change, of: 'rule', ...(path.length === 0 ? {} : { path }) }
}

function named({ tag, name }: Field): { tag: number; name: string } {
  return { tag, name }
}

function namedMessage({ msgType, name, scenario }: MessageDefinition): ChangedMessage {
  return { name, msgType, ...(scenario === undefined ? {} : { scenario }) }
}
