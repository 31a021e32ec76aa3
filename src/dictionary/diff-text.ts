/** Differences of dictionaries as text: for a terminal, and as Markdown for a merge request. */
import type { ChangedMessage, DictionaryChange } from './dictionary-diff.ts'
import { typeName } from './field-types.ts'
import { readableLabel } from './labels.ts'

/** Colours a line by what happened; the default leaves it plain. */
export type PaintChange = (text: string, change: DictionaryChange['change'] | 'title' | 'dim') => string

/** One line of a section, with the sign `+`, `-` or `~`. */
export interface DiffLine {
  readonly change: DictionaryChange['change']
  readonly text: string
}

export interface DiffSection {
  readonly title: string
  readonly lines: readonly DiffLine[]
}

/** Messages that share a change are told in one line from here on. */
const SHARED_FROM = 4
/** Names of messages that such a line spells out. */
const SHOWN = 6

/** The changes in sections: fields, values, messages, then the members of each message. Empty sections are left out. */
export function sectionsOf(changes: readonly DictionaryChange[]): DiffSection[] {
  const fields = changes
    .filter(({ of }) => ['field', 'fieldName', 'type', 'open', 'values'].includes(of))
    .map(fieldLine)
  const values = changes.filter(({ of }) => of === 'value' || of === 'label').map(valueLine)
  const messages = changes.filter(({ of }) => ['message', 'messageName', 'category'].includes(of)).map(messageLine)
  const members = changes.filter(({ of }) => ['member', 'required', 'constant', 'kind', 'order', 'rule'].includes(of))
  const byText = Map.groupBy(members, (change) => `${change.change}\n${memberText(change)}`)
  const shared = [...byText.values()].filter((same) => same.length >= SHARED_FROM)
  const alone = [...byText.values()].filter((same) => same.length < SHARED_FROM).flat()
  const byMessage = Map.groupBy(alone, ({ message }) => messageTitle(message))
  return [
    { title: 'Fields', lines: fields },
    { title: 'Values', lines: values },
    { title: 'Messages', lines: messages },
    { title: 'In several messages', lines: shared.map(sharedLine) },
    ...[...byMessage].map(([title, list]) => ({ title, lines: list.map(memberLine) })),
  ].filter(({ lines }) => lines.length > 0)
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** Lines of a section that a person is shown; JSON has all. */
const LISTED = 30

/** For a terminal. */
export function renderSections(sections: readonly DiffSection[], paint: PaintChange = (text) => text): string {
  return sections
    .map(({ title, lines }) => {
      const body = lines.slice(0, LISTED).map(({ change, text }) => `  ${paint(`${SIGNS[change]} ${text}`, change)}`)
      return [paint(title, 'title'), ...body, ...hidden(lines).map((text) => `  ${paint(text, 'dim')}`)].join('\n')
    })
    .join('\n\n')
}

function hidden({ length }: readonly DiffLine[]): string[] {
  return length > LISTED ? [`and ${length - LISTED} more: --format json has them`] : []
}

/** The same as Markdown. */
export function renderSectionsMarkdown(sections: readonly DiffSection[]): string {
  return sections
    .map(({ title, lines }) => {
      const body = lines.slice(0, LISTED).map(({ change, text }) => `- ${change}: ${escaped(text)}`)
      return [`### ${title}`, '', ...body, ...hidden(lines).map((text) => `- ${text}`)].join('\n')
    })
    .join('\n\n')
}

/** Characters that Markdown would take for its own. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|]/g, (character) => `\\${character}`)
}

function fieldLine({ change, of, field, before, now }: DictionaryChange): DiffLine {
  const name = nameOf(field)
  if (of === 'field') return { change, text: `${name} ${typeName(now ?? before ?? '')}` }
  if (of === 'fieldName') return { change, text: `${name} was called ${before}` }
  if (of === 'type') return { change, text: `${name} type ${typeName(before ?? '')} → ${typeName(now ?? '')}` }
  return { change, text: `${name} ${before} → ${now}` }
}

function valueLine({ change, of, field, value, before, now }: DictionaryChange): DiffLine {
  const label = of === 'label' ? `label ${readableLabel(before)} → ${readableLabel(now)}` : readableLabel(now ?? before)
  return { change, text: `${nameOf(field)} ${value} ${label}` }
}

function messageLine({ change, of, message, before, now }: DictionaryChange): DiffLine {
  const title = messageTitle(message)
  if (of === 'message') return { change, text: title }
  if (of === 'messageName') return { change, text: `${title} was called ${before}` }
  return { change, text: `${title} category ${before} → ${now}` }
}

function memberLine(change: DictionaryChange): DiffLine {
  return { change: change.change, text: memberText(change) }
}

function sharedLine(same: readonly DictionaryChange[]): DiffLine {
  const names = same.map(({ message }) => message?.name ?? '')
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  const [first] = same as [DictionaryChange]
  return { change: first.change, text: `${memberText(first)} (${names.slice(0, SHOWN).join(', ')}${more})` }
}

function memberText({ change, of, path = [], field, before, now }: DictionaryChange): string {
  const name = [...path, nameOf(field)].join('.')
  switch (of) {
    case 'rule':
      return `rule: ${now ?? before}`
    case 'member':
      return change === 'added' ? `${name} ${now}` : name
    case 'order':
      return `${path.join('.')} order from ${nameOf(field)} on: tags ${before} → ${now}`
    case 'constant':
      return `${name} constant ${before ?? 'none'} → ${now ?? 'none'}`
    case 'kind':
      return `${name} was a ${before}, is a ${now}`
    default:
      return `${name} ${before} → ${now}`
  }
}

function nameOf(field: DictionaryChange['field']): string {
  return field === undefined ? '' : `${field.name}(${field.tag})`
}

function messageTitle(message: ChangedMessage | undefined): string {
  if (message === undefined) return ''
  const { name, msgType, scenario } = message
  return `${name}${msgType === undefined ? '' : `(${msgType})`}${scenario === undefined ? '' : `, scenario ${scenario}`}`
}

/** A change in one line, for lists of what a case is touched by. */
export function changeText(change: DictionaryChange): string {
  const [section] = sectionsOf([change])
  const text = section?.lines[0]?.text ?? ''
  return change.message !== undefined && change.of !== 'message' ? `${change.message.name}: ${text}` : text
}
