/**
 * The compact form of a dictionary: facts only, one line of text per field, component and message, so that a change
 * to a version is a readable diff and loading is quick.
 *
 *   field      `54 Side CHAR|1=BUY|2=SELL`
 *   members    `11! 453(448! 447 802(523 803)) @Instrument!`   `!` required, `(…)` a group's entry, `@` a component
 *   component  `Instrument 55! 65 48`
 *   message    `D NewOrderSingle app 11! 526 …`
 */
import { type Component, Dictionary, type Field, type Member, type MessageDefinition } from './dictionary.ts'
import { componentMember, lazyComponent, lazyMessage } from './lazy.ts'

export interface CompactDictionary {
  readonly name: string
  readonly header: string
  readonly trailer: string
  readonly messages: readonly string[]
  readonly components: readonly string[]
  readonly fields: readonly string[]
}

/** Reads the compact form. It trusts its input, which `scripts/make-dictionaries.ts` writes and a test reads whole. */
export function fromCompact(compact: CompactDictionary): Dictionary {
  const fields = compact.fields.map(readField)
  const byTag = new Map(fields.map((field) => [field.tag, field]))
  const components = new Map<string, Component>()
  const members = (text: string): readonly Member[] => readMembers(text, byTag, components)
  for (const line of compact.components) {
    const [name, rest] = cut(line)
    components.set(
      name,
      lazyComponent(name, () => members(rest)),
    )
  }
  const messages = compact.messages.map((line): MessageDefinition => {
    const [msgType, afterType] = cut(line)
    const [name, afterName] = cut(afterType)
    const [category, rest] = cut(afterName)
    return lazyMessage(msgType, name, category === 'admin' ? 'admin' : 'app', () => members(rest))
  })
  return new Dictionary({
    name: compact.name,
    header: members(compact.header),
    trailer: members(compact.trailer),
    fields,
    components: [...components.values()],
    messages,
  })
}

/** Writes the compact form; `fromCompact` of it gives the same dictionary. */
export function toCompact(dictionary: Dictionary): CompactDictionary {
  return {
    name: dictionary.name,
    header: writeMembers(dictionary.header),
    trailer: writeMembers(dictionary.trailer),
    messages: dictionary.messages.map((m) =>
      `${m.msgType} ${m.name} ${m.category} ${writeMembers(m.members)}`.trimEnd(),
    ),
    components: dictionary.components.map((c) => `${c.name} ${writeMembers(c.members)}`.trimEnd()),
    fields: dictionary.fields.map(writeField),
  }
}

/** The text before and after the first blank. */
function cut(line: string): [string, string] {
  const at = line.indexOf(' ')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}

function readField(line: string): Field {
  const bar = line.indexOf('|')
  const head = bar < 0 ? line : line.slice(0, bar)
  const first = head.indexOf(' ')
  const last = head.lastIndexOf(' ')
  const field = { tag: Number(head.slice(0, first)), name: head.slice(first + 1, last), type: head.slice(last + 1) }
  if (bar < 0) return field
  const text = line.slice(bar + 1)
  let values: ReadonlyMap<string, string> | undefined
  return {
    ...field,
    get values() {
      values ??= readValues(text)
      return values
    },
  }
}

function readValues(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('|').map((pair): [string, string] => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, equals), pair.slice(equals + 1)]
    }),
  )
}

function writeField({ tag, name, type, values }: Field): string {
  const pairs = [...(values ?? [])].map(([value, label]) => `|${value}=${label}`)
  return `${tag} ${name} ${type}${pairs.join('')}`
}

function readMembers(
  text: string,
  fields: ReadonlyMap<number, Field>,
  components: ReadonlyMap<string, Component>,
): readonly Member[] {
  const tokens = text.match(/[^ ()]+|[()]/g) ?? []
  let at = 0
  const list = (): Member[] => {
    const members: Member[] = []
    while (at < tokens.length) {
      const token = tokens[at++] as string
      if (token === ')') break
      const required = token.endsWith('!')
      const word = required ? token.slice(0, -1) : token
      if (word.startsWith('@')) {
        members.push(componentMember(components.get(word.slice(1)) as Component, required))
        continue
      }
      const field = fields.get(Number(word)) as Field
      if (tokens[at] === '(') {
        at++
        members.push({ kind: 'group', count: field, required, members: list() })
      } else members.push({ kind: 'field', field, required })
    }
    return members
  }
  return list()
}

function writeMembers(members: readonly Member[]): string {
  return members
    .map((member) => {
      const mark = member.required ? '!' : ''
      if (member.kind === 'component') return `@${member.name}${mark}`
      if (member.kind === 'field') return `${member.field.tag}${mark}`
      return `${member.count.tag}${mark}(${writeMembers(member.members)})`
    })
    .join(' ')
}
