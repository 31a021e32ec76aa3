/** A base dictionary and what a delta says of it, as one dictionary. */

import { changedFields, expectedName } from './delta-fields.ts'
import { changedMembers, located, newMembers, requirePath, type Vocabulary } from './delta-members.ts'
import type { StatedRule } from './delta-model.ts'
import type { Delta } from './delta-yaml.ts'
import {
  type ComponentMember,
  Dictionary,
  type Field,
  type Member,
  type MessageDefinition,
  type PresenceRule,
} from './dictionary.ts'
import { MAX_OPENED, openedSize } from './dictionary-limits.ts'
import { memberName } from './member-edits.ts'

/**
 * The dialect that a delta describes. The base is not changed; the name stays the base's, because it tells the version.
 *
 * @throws DictionaryError with the place in the delta: a name that the base does not have, a tag or name that is taken,
 *   a member put in twice, components that contain themselves
 */
export function applyDelta(base: Dictionary, delta: Delta): Dictionary {
  return new DeltaApplication(base, delta).result()
}

class DeltaApplication {
  readonly #base: Dictionary
  readonly #delta: Delta
  readonly #fields: Map<number, Field>
  readonly #byName: Map<string, Field>
  readonly #components = new Map<string, readonly Member[]>()
  readonly #removed: ReadonlySet<string>
  /** Components that are being made now: one that turns up again contains itself. */
  readonly #open: string[] = []
  readonly #rebound = new WeakMap<readonly Member[], readonly Member[]>()
  readonly #vocabulary: Vocabulary

  constructor(base: Dictionary, delta: Delta) {
    this.#base = base
    this.#delta = delta
    this.#fields = changedFields(base, delta)
    this.#byName = new Map([...this.#fields.values()].map((field) => [field.name, field]))
    this.#removed = new Set(delta.stated.components?.remove ?? [])
    this.#vocabulary = {
      field: (name) => this.#byName.get(name) ?? (/^[0-9]+$/.test(name) ? this.#fields.get(Number(name)) : undefined),
      component: (name) => this.#componentMember(name),
      names: () => [...this.#byName.keys(), ...this.#componentNames()],
    }
  }

  result(): Dictionary {
    this.#refuseUnknownComponents()
    const { header, trailer, messages } = this.#delta.stated
    const list = (members: readonly Member[], change: typeof header, key: string): readonly Member[] =>
      changedMembers(this.#rebind(members), change ?? {}, this.#vocabulary, this.#delta, [key])
    this.#refuseUnknownMessages()
    const kept = this.#base.messages.filter((message) => this.#isKept(message))
    const changed = kept.map((message) => this.#changedMessage(message))
    const added = (messages?.add ?? []).map((_, i) => this.#addedMessage(i))
    return new Dictionary({
      name: this.#base.name,
      header: list(this.#base.header, header, 'header'),
      trailer: list(this.#base.trailer, trailer, 'trailer'),
      fields: [...this.#fields.values()].sort((a, b) => a.tag - b.tag),
      components: this.#componentNames().map((name) => ({ name, members: this.#component(name) })),
      messages: this.#within([...changed, ...added]),
      scenarios: this.#base.scenarios
        .filter((message) => this.#isKept(message))
        .map((message) => ({ ...message, members: this.#rebind(message.members) })),
    })
  }

  #within(messages: readonly MessageDefinition[]): readonly MessageDefinition[] {
    const sizes = new WeakMap()
    for (const { name, members } of messages)
      if (openedSize(members, sizes) > MAX_OPENED)
        throw this.#delta.error(
          ['components'],
          `${name} opens to more than ${MAX_OPENED} members`,
          'fewer components in components',
        )
    return messages
  }

  #componentNames(): string[] {
    const added = Object.keys(this.#delta.stated.components?.add ?? {})
    return [...new Set([...this.#base.components.map(({ name }) => name), ...added])].filter(
      (name) => !this.#removed.has(name),
    )
  }

  #componentMember(name: string): ComponentMember | undefined {
    if (!this.#componentNames().includes(name)) return undefined
    return { kind: 'component', name, required: false, members: this.#component(name) }
  }

  /** The members of a component, made once and shared by all that use it. */
  #component(name: string): readonly Member[] {
    const known = this.#components.get(name)
    if (known !== undefined) return known
    const { add = {}, change = {} } = this.#delta.stated.components ?? {}
    const stated = Object.hasOwn(add, name) ? add[name] : undefined
    const place = ['components', stated === undefined ? 'change' : 'add', name]
    if (this.#open.includes(name)) {
      const cycle = [...this.#open.slice(this.#open.indexOf(name)), name].join(' > ')
      throw this.#delta.error(place, `component "${name}" contains itself (${cycle})`, 'components without a circle')
    }
    this.#open.push(name)
    const own = (Object.hasOwn(change, name) ? change[name] : undefined) ?? {}
    const members =
      stated === undefined
        ? changedMembers(
            this.#rebind(this.#base.component(name)?.members ?? []),
            own,
            this.#vocabulary,
            this.#delta,
            place,
          )
        : newMembers(stated, this.#vocabulary, this.#delta, place)
    this.#open.pop()
    this.#components.set(name, members)
    return members
  }

  /** A list of the base with the fields and components of the dialect in it; what was removed is gone. */
  #rebind(members: readonly Member[]): readonly Member[] {
    const known = this.#rebound.get(members)
    if (known !== undefined) return known
    const list = members.flatMap((member): Member[] => {
      if (member.kind === 'field') return this.#field(member.field).map((field) => ({ ...member, field }))
      if (member.kind === 'group') {
        const inner = this.#rebind(member.members)
        return this.#field(member.count).flatMap((count) =>
          inner.length === 0 ? [] : [{ ...member, count, members: inner }],
        )
      }
      if (this.#removed.has(member.name)) return []
      const isShared = this.#base.component(member.name)?.members === member.members
      const inner = isShared ? this.#component(member.name) : this.#rebind(member.members)
      return inner.length === 0 ? [] : [{ ...member, members: inner }]
    })
    this.#rebound.set(members, list)
    return list
  }

  /** The field as it is now: none when it was removed. One of another scenario keeps its own values. */
  #field(field: Field): Field[] {
    const now = this.#fields.get(field.tag)
    if (now === undefined) return []
    return [this.#base.fieldByTag(field.tag) === field ? now : field]
  }

  #isKept(message: MessageDefinition): boolean {
    const { only, remove = [] } = this.#delta.stated.messages ?? {}
    const isIn = (names: readonly string[]): boolean =>
      names.some((name) => this.#message(name)?.msgType === message.msgType)
    if (isIn(remove)) return false
    return only === undefined || message.category === 'admin' || isIn(only)
  }

  /** A message of the base by name, or else by MsgType. */
  #message(name: string): MessageDefinition | undefined {
    return this.#base.messageByName(name) ?? this.#base.message(name)
  }

  #changedMessage(message: MessageDefinition): MessageDefinition {
    const changes = this.#delta.stated.messages?.change ?? {}
    const key = Object.keys(changes).find((name) => this.#message(name) === message)
    const change = key === undefined ? undefined : changes[key]
    const place = ['messages', 'change', key ?? '']
    const members = changedMembers(this.#rebind(message.members), change ?? {}, this.#vocabulary, this.#delta, place)
    const rules = [...(message.rules ?? []), ...this.#rules(members, change?.rules, place)]
    const { msgType, category, scenario } = message
    return {
      msgType,
      name: change?.name ?? message.name,
      category,
      members,
      ...(scenario === undefined ? {} : { scenario }),
      ...(rules.length === 0 ? {} : { rules }),
    }
  }

  #addedMessage(i: number): MessageDefinition {
    const place = ['messages', 'add', i]
    const stated = this.#delta.stated.messages?.add?.[i]
    if (stated === undefined) throw new Error(`no message ${i}`)
    const { msgType, name, category } = stated
    const earlier = [
      ...this.#base.messages.filter((each) => this.#isKept(each)),
      ...(this.#delta.stated.messages?.add ?? []).slice(0, i),
    ]
    const taken = earlier.find((each) => each.msgType === msgType || each.name === name)
    if (taken !== undefined)
      throw this.#delta.error(
        place,
        `${msgType} ${name}: there is ${taken.msgType} ${taken.name} already`,
        'a free MsgType and name, or change:',
      )
    const members = newMembers(stated.members, this.#vocabulary, this.#delta, [...place, 'members'])
    const rules = this.#rules(members, stated.rules, place)
    return { msgType, name, category, members, ...(rules.length === 0 ? {} : { rules }) }
  }

  #rules(
    members: readonly Member[],
    stated: readonly StatedRule[] | undefined,
    place: readonly PropertyKey[],
  ): PresenceRule[] {
    return (stated ?? []).map(({ name, member, presence, when }, i) => {
      const path = member.split('.')
      const found = located(this.#delta, [...place, 'rules', i, 'member'], () => requirePath(members, path))
      return {
        name: name ?? `${member} ${presence}`,
        path: path.slice(0, -1),
        member: memberName(found),
        presence,
        when,
      }
    })
  }

  #refuseUnknownMessages(): void {
    const { only = [], remove = [], change = {} } = this.#delta.stated.messages ?? {}
    const named = [
      ...only.map((name, i) => ({ name, place: ['messages', 'only', i] })),
      ...remove.map((name, i) => ({ name, place: ['messages', 'remove', i] })),
      ...Object.keys(change).map((name) => ({ name, place: ['messages', 'change', name] })),
    ]
    const names = this.#base.messages.map(({ name }) => name)
    const changed = new Set<MessageDefinition>()
    for (const { name, place } of named) {
      const message = this.#message(name)
      if (message === undefined)
        throw this.#delta.error(
          place,
          `${this.#base.name} has no message "${name}"`,
          expectedName(name, names, 'a name or MsgType of the base'),
        )
      if (place[1] !== 'change') continue
      if (changed.has(message)) throw this.#delta.error(place, `${message.name} is changed twice`, 'one change')
      changed.add(message)
      if (!this.#isKept(message))
        throw this.#delta.error(place, `${message.name} is changed, but not kept`, 'it in only:, and not in remove:')
    }
  }

  #refuseUnknownComponents(): void {
    const { remove = [], change = {}, add = {} } = this.#delta.stated.components ?? {}
    const names = this.#base.components.map(({ name }) => name)
    const named = [
      ...remove.map((name, i) => ({ name, place: ['components', 'remove', i] })),
      ...Object.keys(change).map((name) => ({ name, place: ['components', 'change', name] })),
    ]
    for (const { name, place } of named) {
      if (this.#base.component(name) === undefined)
        throw this.#delta.error(
          place,
          `${this.#base.name} has no component "${name}"`,
          expectedName(name, names, 'a component of the base'),
        )
      if (place[1] === 'change' && this.#removed.has(name))
        throw this.#delta.error(place, `${name} is removed and changed`, 'one of the two')
    }
    for (const name of Object.keys(add))
      if (this.#base.component(name) !== undefined && !this.#removed.has(name))
        throw this.#delta.error(['components', 'add', name], `${name} is there already`, 'a free name, or change:')
  }
}
