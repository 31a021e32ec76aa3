/** Model to Orchestra, so that a dialect can be handed to whoever reads the standard's own form. */
import type { Dictionary, Field, GroupMember, Member, MessageDefinition, PresenceRule } from './dictionary.ts'
import { typeName } from './field-types.ts'
import { memberName, replaceAt } from './member-edits.ts'
import { orchestraName } from './orchestra-labels.ts'

/** Ids of components count from here, those of groups behind them; header and trailer have those that they always had. */
const FIRST_ID = 10_000
const [HEADER_ID, TRAILER_ID] = [1024, 1025]

/**
 * The dictionary as an Orchestra repository; `fromOrchestraXml` of it gives a dictionary without difference. A component
 * that a rule of a message reaches into is opened there, and so is one that differs from the dictionary's of its name.
 */
export function toOrchestraXml(dictionary: Dictionary): string {
  return new Writer(dictionary).text()
}

class Writer {
  readonly #dictionary: Dictionary
  readonly #componentIds: ReadonlyMap<string, number>
  readonly #groups: string[] = []
  #groupId: number

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
    this.#componentIds = new Map(dictionary.components.map(({ name }, i) => [name, FIRST_ID + i]))
    this.#groupId = FIRST_ID + dictionary.components.length
  }

  text(): string {
    const { name, fields, components, messages, scenarios, header, trailer } = this.#dictionary
    const outer = [
      this.#component('StandardHeader', HEADER_ID, header),
      this.#component('StandardTrailer', TRAILER_ID, trailer),
    ]
    const written = components.map((one) =>
      this.#component(one.name, this.#componentIds.get(one.name) ?? 0, one.members),
    )
    const all = [...messages, ...scenarios].map((message, i) => this.#message(message, i + 1))
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<fixr:repository${attributes({ 'xmlns:fixr': 'http://fixprotocol.io/2020/orchestra/repository', name, version: name })}>`,
      ...section('codeSets', fields.flatMap(codeSet)),
      ...section('fields', fields.map(field)),
      ...section('components', [...outer, ...written].flat()),
      ...section('groups', this.#groups),
      ...section('messages', all.flat()),
      '</fixr:repository>',
      '',
    ].join('\n')
  }

  #component(name: string, id: number, members: readonly Member[]): string[] {
    return element(2, 'component', { name, id: String(id) }, this.#members(3, members, []))
  }

  #message({ msgType, name, category, members, scenario, rules = [] }: MessageDefinition, id: number): string[] {
    // Rules stand at the references, so the members that they are about have to stand in the message itself.
    let opened = members
    for (const { path, member } of rules) opened = replaceAt(opened, [...path, member], (found) => [found])
    const references = [
      ...reference(4, 'componentRef', HEADER_ID, true, []),
      ...this.#members(4, opened, rules),
      ...reference(4, 'componentRef', TRAILER_ID, true, []),
    ]
    const stated = {
      name,
      id: String(id),
      msgType,
      category: category === 'admin' ? 'Session' : 'Application',
      ...(scenario === undefined ? {} : { scenario }),
    }
    return element(2, 'message', stated, element(3, 'structure', {}, references))
  }

  #members(depth: number, members: readonly Member[], rules: readonly PresenceRule[]): string[] {
    return members.flatMap((member): string[] => {
      const own = rules.filter(({ path, member: name }) => path.length === 0 && name === memberName(member))
      if (member.kind === 'field') {
        const {
          field: { tag },
          required,
          constant,
        } = member
        return reference(depth, 'fieldRef', tag, required, own, constant)
      }
      if (member.kind === 'group') return this.#group(depth, member, rules, own)
      const id = this.#componentIds.get(member.name)
      if (id !== undefined && this.#dictionary.component(member.name)?.members === member.members)
        return reference(depth, 'componentRef', id, member.required, own)
      return this.#members(depth, member.required ? member.members : member.members.map(optional), rules)
    })
  }

  /** Each use of a group is one of its own: two with the same counting field may hold different members. */
  #group(depth: number, group: GroupMember, rules: readonly PresenceRule[], own: readonly PresenceRule[]): string[] {
    const id = this.#groupId++
    const inner = rules
      .filter(({ path }) => path[0] === group.count.name)
      .map((rule) => ({ ...rule, path: rule.path.slice(1) }))
    const references = [
      ...element(3, 'numInGroup', { id: String(group.count.tag) }, []),
      ...this.#members(3, group.members, inner),
    ]
    this.#groups.push(...element(2, 'group', { id: String(id), name: `${group.count.name}${id}` }, references))
    return reference(depth, 'groupRef', id, group.required, own)
  }
}

function optional(member: Member): Member {
  return { ...member, required: false }
}

function codeSet({ name, tag, type, values }: Field): string[] {
  if (values === undefined) return []
  const codes = [...values].flatMap(([value, label], i) =>
    element(3, 'code', { name: orchestraName(label), id: String(tag * 1000 + i), value }, []),
  )
  return element(2, 'codeSet', { name: `${name}CodeSet`, id: String(tag), type: typeName(type) }, codes)
}

function field({ tag, name, type, values, open }: Field): string {
  const [line = ''] = element(
    2,
    'field',
    {
      id: String(tag),
      name,
      type: values === undefined ? typeName(type) : `${name}CodeSet`,
      ...(open === true ? { unionDataType: 'Reserved100Plus' } : {}),
    },
    [],
  )
  return line
}

function reference(
  depth: number,
  kind: string,
  id: number,
  required: boolean,
  rules: readonly PresenceRule[],
  constant?: string,
): string[] {
  const presence =
    constant === undefined ? (required ? { presence: 'required' } : {}) : { presence: 'constant', value: constant }
  const inner = rules.flatMap(({ name, presence: when, when: condition }) =>
    element(depth + 1, 'rule', { name, presence: when }, [
      `${' '.repeat(depth + 2)}<fixr:when>${escaped(condition)}</fixr:when>`,
    ]),
  )
  return element(depth, kind, { id: String(id), ...presence }, inner)
}

function section(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 && name !== 'fields' ? [] : element(1, name, {}, lines)
}

function element(depth: number, name: string, values: Record<string, string>, children: readonly string[]): string[] {
  const indent = ' '.repeat(depth)
  const start = `${indent}<fixr:${name}${attributes(values)}`
  return children.length === 0 ? [`${start}/>`] : [`${start}>`, ...children, `${indent}</fixr:${name}>`]
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

function attributes(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
}
