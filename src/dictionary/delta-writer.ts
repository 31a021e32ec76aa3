/** Two dictionaries to the delta that leads from one to the other: a first draft for whoever writes one. */
import { stringify } from 'yaml'
import type { Dictionary, Field, Member, MessageDefinition, PresenceRule } from './dictionary.ts'
import { diffDictionaries } from './dictionary-diff.ts'
import { diffMembers } from './diff-members.ts'
import { flatten } from './members.ts'

/**
 * The YAML of a delta over `base`; applied to `before` it gives what does not differ from `now`. Fields are told value
 * by value; a message or component with other members is written whole, with its components opened. Names of messages
 * and scenarios are those of `now`; Orchestra's further scenarios have no place in a delta and are left out.
 *
 * @param base - what the file says of its base: a built-in name or a path
 */
export function toDeltaYaml(before: Dictionary, now: Dictionary, base: string): string {
  const delta = {
    base,
    fields: fieldsOf(before, now),
    header: outer(before.header, now.header),
    trailer: outer(before.trailer, now.trailer),
    messages: messagesOf(before, now),
  }
  return stringify(pruned(delta), {
    lineWidth: 120,
    defaultStringType: 'PLAIN',
    defaultKeyType: 'PLAIN',
    schema: 'failsafe',
    flowCollectionPadding: true,
  })
}

function fieldsOf(before: Dictionary, now: Dictionary): unknown {
  return {
    remove: before.fields.filter(({ tag }) => now.fieldByTag(tag) === undefined).map(({ name }) => name),
    change: Object.fromEntries(
      now.fields.flatMap((field) => {
        const old = before.fieldByTag(field.tag)
        const change = old === undefined ? undefined : pruned(fieldChange(old, field))
        return old === undefined || change === undefined ? [] : [[old.name, change]]
      }),
    ),
    add: now.fields.filter(({ tag }) => before.fieldByTag(tag) === undefined).map(newField),
  }
}

function newField({ tag, name, type, values, open }: Field): unknown {
  return pruned({
    tag: String(tag),
    name,
    type,
    open: open === true ? 'true' : undefined,
    values: values && Object.fromEntries(values),
  })
}

function fieldChange(old: Field, now: Field): Record<string, unknown> {
  return {
    name: old.name === now.name ? undefined : now.name,
    type: old.type === now.type ? undefined : now.type,
    open: old.open === now.open ? undefined : String(now.open === true),
    values: valuesChange(old, now),
  }
}

function valuesChange(old: Field, now: Field): unknown {
  if (now.values === undefined) return old.values === undefined ? undefined : 'none'
  const add = [...now.values].filter(([value, label]) => old.values?.get(value) !== label)
  const remove = [...(old.values ?? [])].map(([value]) => value).filter((value) => now.values?.has(value) !== true)
  return { add: Object.fromEntries(add), remove }
}

function outer(before: readonly Member[], now: readonly Member[]): unknown {
  return diffMembers(before, now).length === 0 ? undefined : { members: items(now) }
}

function messagesOf(before: Dictionary, now: Dictionary): unknown {
  const isGone = ({ msgType }: MessageDefinition): boolean => now.message(msgType) === undefined
  const changed = diffDictionaries(before, now).flatMap(({ message, of }) =>
    message?.msgType === undefined || of === 'message' || message.scenario !== undefined ? [] : [message.msgType],
  )
  return {
    // One that is of another category or has other rules is made anew.
    remove: before.messages.filter((message) => isGone(message) || isAnew(message, now)).map(({ msgType }) => msgType),
    change: Object.fromEntries(
      [...new Set(changed)].flatMap((msgType) => {
        const [old, message] = [before.message(msgType), now.message(msgType)]
        if (old === undefined || message === undefined || isAnew(old, now)) return []
        const renamed = old.name === message.name ? undefined : message.name
        const members = diffMembers(old.members, message.members).length === 0 ? undefined : items(message.members)
        return [[msgType, pruned({ name: renamed, members })]]
      }),
    ),
    add: now.messages
      .filter((message) => {
        const old = before.message(message.msgType)
        return old === undefined || isAnew(old, now)
      })
      .map(({ msgType, name, category, members, rules = [] }) =>
        pruned({ msgType, name, category, members: items(members), rules: rules.map(ruleOf) }),
      ),
  }
}

function isAnew(old: MessageDefinition, now: Dictionary): boolean {
  const message = now.message(old.msgType)
  if (message === undefined) return false
  const rules = (one: MessageDefinition): string => JSON.stringify(one.rules ?? [])
  return old.category !== message.category || rules(old) !== rules(message)
}

function ruleOf({ name, path, member, presence, when }: PresenceRule): unknown {
  return { name, member: [...path, member].join('.'), presence, when }
}

function items(members: readonly Member[]): unknown[] {
  const seen = new Set<string>()
  return flatten(members).flatMap((member): unknown[] => {
    const name = member.kind === 'field' ? member.field.name : member.count.name
    // A base may name a field twice; a delta may not.
    if (seen.has(name)) return []
    seen.add(name)
    if (member.kind === 'group')
      return [pruned({ group: name, required: member.required ? 'true' : undefined, members: items(member.members) })]
    if (member.constant === undefined) return [member.required ? `${name}!` : name]
    return [pruned({ field: name, required: String(member.required), constant: member.constant })]
  })
}

/** Without what says nothing: undefined, empty lists and objects; `members: []` says much. @returns undefined for nothing */
function pruned(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([key, inner]): [string, unknown] => [key, pruned(inner)])
    .filter(
      ([key, inner]) =>
        (key === 'members' && inner !== undefined) ||
        (inner !== undefined && !(Array.isArray(inner) && inner.length === 0)),
    )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
