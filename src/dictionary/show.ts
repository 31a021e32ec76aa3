/** Dictionaries as text for people, at most 100 columns wide: one message, one field, or the whole in short. */
import type { Dictionary, Field, Member, MessageDefinition } from './dictionary.ts'
import { typeName } from './field-types.ts'
import { readableLabel } from './labels.ts'
import { nearest } from './nearest.ts'

const WIDTH = 100
/** Column where the type of a field begins, unless the tree is deep. */
const TYPE_COLUMN = 44

/** Colours a part of a line: `name`, `dim` (tree lines, types) or `mark` (required). The default leaves it plain. */
export type Paint = (text: string, part: 'name' | 'dim' | 'mark') => string
const plain: Paint = (text) => text

/**
 * A message as a tree of its fields, groups and components, each with tag, name and type.
 *
 * @param nameOrMsgType - `NewOrderSingle` or `D`
 * @throws Error when there is none; suggests the nearest names
 */
export function showMessage(
  dictionary: Dictionary,
  nameOrMsgType: string,
  paint: Paint = plain,
  scenario?: string,
): string {
  const main = dictionary.message(nameOrMsgType) ?? dictionary.messageByName(nameOrMsgType)
  if (main === undefined) {
    const names = dictionary.messages.map(({ name }) => name)
    throw unknown('message', nameOrMsgType, dictionary, names)
  }
  const all = [main, ...dictionary.scenariosOf(main.msgType)]
  const message = scenario === undefined ? main : all.find((each) => scenarioOf(each) === scenario)
  if (message === undefined) {
    const there = all.map(scenarioOf).join(', ')
    throw new Error(`${main.name} of ${dictionary.name} has no scenario "${scenario}"; it has ${there}`)
  }
  const kind = message.category === 'admin' ? 'session message' : 'application message'
  const which = message.scenario === undefined ? '' : `, scenario ${message.scenario}`
  const title = `${paint(message.name, 'name')}  MsgType(35)=${message.msgType}, ${kind}, ${dictionary.name}${which}`
  const body = message.members.length === 0 ? ['(no fields of its own)'] : tree(message.members, '', paint)
  const legend = ['', '* required; a component in [brackets]; () opens a repeating group', '']
  const others = all.filter((each) => each !== message).map(scenarioOf)
  const further = others.length === 0 ? [] : ['', ...wrap(`Other scenarios (--scenario NAME): ${others.join(', ')}`)]
  return [title, ...body, ...rulesOf(message, paint), ...further, ...legend].join('\n')
}

function scenarioOf({ scenario }: MessageDefinition): string {
  return scenario ?? 'base'
}

/** Conditional presence, as the dictionary's source writes the conditions. */
function rulesOf({ rules = [] }: MessageDefinition, paint: Paint): string[] {
  if (rules.length === 0) return []
  const lines = rules.flatMap(({ path, member, presence, when }) =>
    wrap(`${[...path, member].join('.')} is ${presence} when ${when}`),
  )
  return ['', paint('Rules', 'name'), ...lines.map((line) => `  ${line}`)]
}

function tree(members: readonly Member[], indent: string, paint: Paint): string[] {
  return members.flatMap((member, i) => {
    const last = i === members.length - 1
    const lead = `${indent}${last ? '└─ ' : '├─ '}`
    const inner = `${indent}${last ? '   ' : '│  '}`
    const mark = member.required ? ' *' : ''
    if (member.kind === 'component') {
      const line = `${paint(lead, 'dim')}${paint(`[${member.name}]`, 'name')}${paint(mark, 'mark')}`
      return [line, ...tree(member.members, inner, paint)]
    }
    const field = member.kind === 'field' ? member.field : member.count
    const name = `${String(field.tag).padStart(4)} ${field.name}${member.kind === 'group' ? ' ()' : ''}`
    const gap = ' '.repeat(Math.max(1, TYPE_COLUMN - lead.length - name.length - mark.length))
    const room = WIDTH - Math.max(TYPE_COLUMN, lead.length + name.length + mark.length + 1)
    const constant = member.kind === 'field' ? member.constant : undefined
    const said =
      constant === undefined ? valuesInShort(field, room - typeName(field.type).length) : `  always ${constant}`
    const type = `${typeName(field.type)}${said}`
    const cut = shortened(name, WIDTH - lead.length - mark.length)
    const start = `${paint(lead, 'dim')}${paint(cut, 'name')}${paint(mark, 'mark')}`
    const line = room < type.length ? start : `${start}${gap}${paint(type, 'dim')}`
    return member.kind === 'group' ? [line, ...tree(member.members, inner, paint)] : [line]
  })
}

/** Names and nesting of FIX.5.0SP2 can fill a line: then the type gives way first, the end of the name after it. */
function shortened(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`
}

/** The values in one line when they fit, else how many there are. Y and N say nothing new. */
function valuesInShort(field: Field, room: number): string {
  if (field.values === undefined || field.type === 'BOOLEAN') return ''
  const list = `  ${[...field.values].map(([value, label]) => `${value}=${readableLabel(label)}`).join(', ')}`
  return field.values.size <= 5 && list.length <= room ? list : `  ${field.values.size} values`
}

/**
 * A field with its type, all its values, and the messages that may hold it.
 *
 * @param nameOrTag - `OrdType` or `40`
 * @throws Error when there is none; suggests the nearest names
 */
export function showField(dictionary: Dictionary, nameOrTag: string | number, paint: Paint = plain): string {
  const field = dictionary.fieldByTag(Number(nameOrTag)) ?? dictionary.fieldByName(String(nameOrTag))
  if (field === undefined) {
    const names = dictionary.fields.map(({ name }) => name)
    throw unknown('field', String(nameOrTag), dictionary, names)
  }
  const values = [...(field.values ?? [])]
  const width = Math.max(0, ...values.map(([value]) => value.length))
  const lines = [paint(`${field.name}(${field.tag})`, 'name'), `${typeName(field.type)}, ${dictionary.name}`]
  for (const [value, label] of values) lines.push(`  ${value.padEnd(width)}  ${readableLabel(label)}`)
  return [...lines, '', ...wrap(users(dictionary, field)), ''].join('\n')
}

function users(dictionary: Dictionary, field: Field): string {
  // A component answers once: in FIX.5.0SP2 the open tree of all messages has 300,000 members.
  const answers = new Map<string, boolean>()
  const holds = (members: readonly Member[]): boolean => members.some(isOrHolds)
  const isOrHolds = (member: Member): boolean => {
    if (member.kind === 'field') return member.field.tag === field.tag
    if (member.kind === 'group') return member.count.tag === field.tag || holds(member.members)
    const answer = answers.get(member.name) ?? holds(member.members)
    answers.set(member.name, answer)
    return answer
  }
  if (holds(dictionary.header)) return 'In the header of every message.'
  if (holds(dictionary.trailer)) return 'In the trailer of every message.'
  const names = dictionary.messages.filter(({ members }) => holds(members)).map(({ name }) => name)
  return names.length === 0
    ? 'In no message.'
    : `In ${names.length} ${names.length === 1 ? 'message' : 'messages'}: ${names.join(', ')}`
}

/** How much there is of what, in one line. */
export function countsOf({ messages, scenarios, components, fields }: Dictionary): string {
  const values = fields.reduce((sum, field) => sum + (field.values?.size ?? 0), 0)
  const rules = [...messages, ...scenarios].reduce((sum, message) => sum + (message.rules?.length ?? 0), 0)
  const counts: readonly (readonly [count: number, one: string, optional?: true])[] = [
    [messages.length, 'message'],
    [scenarios.length, 'further scenario', true],
    [components.length, 'component'],
    [fields.length, 'field'],
    [values, 'value'],
    [rules, 'rule', true],
  ]
  return counts
    .filter(([count, , optional]) => count > 0 || optional === undefined)
    .map(([count, one]) => `${count} ${one}${count === 1 ? '' : 's'}`)
    .join(', ')
}

/** The whole in short: how much there is of what, and the messages. */
export function showDictionary(dictionary: Dictionary, paint: Paint = plain): string {
  const { messages } = dictionary
  const width = Math.max(0, ...messages.map(({ msgType }) => msgType.length))
  const list = (category: 'admin' | 'app'): string[] =>
    messages
      .filter((message) => message.category === category)
      .map((message) => {
        const scenarios = [message, ...dictionary.scenariosOf(message.msgType)].map(scenarioOf)
        const line = `  ${message.msgType.padEnd(width)}  ${paint(message.name, 'name')}`
        return scenarios.join() === 'base' ? line : `${line}${paint(`  scenarios ${scenarios.join(', ')}`, 'dim')}`
      })
  const [session, application] = [list('admin'), list('app')]
  return [
    paint(dictionary.name, 'name'),
    countsOf(dictionary),
    ...(session.length === 0 ? [] : ['', 'Session messages', ...session]),
    ...(application.length === 0 ? [] : ['', 'Application messages', ...application]),
    '',
  ].join('\n')
}

function wrap(text: string): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(`  ${word}`)
  }
  return lines
}

function unknown(what: string, name: string, dictionary: Dictionary, names: string[]): Error {
  const near = nearest(name, names)
  const hint = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`
  return new Error(`${dictionary.name} has no ${what} "${name}"${hint}`)
}
