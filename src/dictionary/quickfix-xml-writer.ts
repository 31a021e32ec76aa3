/** Model to QuickFIX XML text, so that a foreign engine can be given the dictionary that we judge it by. */
import type { Dictionary, Field, Member } from './dictionary.ts'

/**
 * The dictionary as a QuickFIX data dictionary; `fromQuickFixXml` of it gives the same dictionary. QuickFIX keeps
 * session and application in two files: of a combined dictionary write the two it was made of.
 *
 * @throws Error when the dictionary's name is not of the form `FIX.4.4`, `FIX.5.0SP2`, `FIXT.1.1`
 */
export function toQuickFixXml(dictionary: Dictionary): string {
  const name = /^(FIXT?)\.([0-9]+)\.([0-9]+)(?:SP([0-9]+))?$/.exec(dictionary.name)
  if (name === null) throw new Error(`a QuickFIX dictionary describes one layer, not ${dictionary.name}`)
  const [, type = '', major = '', minor = '', servicePack = '0'] = name
  const lines = [
    `<fix${attributes({ type, major, minor, servicepack: servicePack })}>`,
    ...element(1, 'header', {}, members(2, dictionary.header)),
    ...element(
      1,
      'messages',
      {},
      dictionary.messages.flatMap((m) =>
        element(2, 'message', { name: m.name, msgtype: m.msgType, msgcat: m.category }, members(3, m.members)),
      ),
    ),
    ...element(1, 'trailer', {}, members(2, dictionary.trailer)),
    ...element(
      1,
      'components',
      {},
      dictionary.components.flatMap((c) => element(2, 'component', { name: c.name }, members(3, c.members))),
    ),
    ...element(1, 'fields', {}, dictionary.fields.flatMap(field)),
    '</fix>',
    '',
  ]
  return lines.join('\n')
}

function members(depth: number, list: readonly Member[]): string[] {
  return list.flatMap((member) => {
    const required = member.required ? 'Y' : 'N'
    if (member.kind === 'component') return element(depth, 'component', { name: member.name, required }, [])
    if (member.kind === 'field') return element(depth, 'field', { name: member.field.name, required }, [])
    return element(depth, 'group', { name: member.count.name, required }, members(depth + 1, member.members))
  })
}

function field({ tag, name, type, values }: Field): string[] {
  const lines = [...(values ?? [])].flatMap(([value, label]) =>
    element(3, 'value', { enum: value, description: label }, []),
  )
  return element(2, 'field', { number: String(tag), name, type }, lines)
}

function element(depth: number, name: string, values: Record<string, string>, children: string[]): string[] {
  const indent = ' '.repeat(depth)
  const start = `${indent}<${name}${attributes(values)}`
  return children.length === 0 ? [`${start} />`] : [`${start}>`, ...children, `${indent}</${name}>`]
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
}

function attributes(values: Record<string, string>): string {
  const escaped = (text: string): string => text.replace(/[&<>'"]/g, (character) => ENTITIES[character] as string)
  return Object.entries(values)
    .map(([name, value]) => ` ${name}='${escaped(value)}'`)
    .join('')
}
