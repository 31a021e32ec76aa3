/**
 * What an entry file of the package gives to users, read from the source the way the house writes it: the names it
 * exports, and those of them, or of their public members, that no comment explains.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A name and the file that declares it. */
export interface PublicName {
  readonly name: string
  readonly file: string
}

const EXPORT_LIST = /^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/gm
const EXPORT_ALL = /^export \* from '(\.[^']+)'/gm
const DECLARATION = /^export (?:abstract |async )*(?:class|interface|function|const|type) (\w+)/gm

/** The names that a file exports, those it hands on from others included, in alphabetical order. */
export function publicNames(file: string): readonly PublicName[] {
  const text = readFileSync(file, 'utf8')
  const at = (target: string): string => path.join(path.dirname(file), target)
  const own = [...text.matchAll(DECLARATION)].map(([, name = '']) => ({ name, file }))
  const listed = [...text.matchAll(EXPORT_LIST)].flatMap(([, list = '', target = '']) =>
    namesIn(list).map((name) => declared(name, at(target))),
  )
  const all = [...text.matchAll(EXPORT_ALL)].flatMap(([, target = '']) => publicNames(at(target)))
  return [...own, ...listed, ...all].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function namesIn(list: string): string[] {
  return list
    .replace(/\/\*.*?\*\//gs, '')
    .split(',')
    .map((part) => part.trim().replace(/^type /, ''))
    .filter((part) => part !== '')
}

/** Follows a name through files that only hand it on. */
function declared(name: string, file: string): PublicName {
  const found = publicNames(file).find((other) => other.name === name)
  if (found === undefined) throw new Error(`${file} exports no ${name}`)
  return found
}

/** What has no comment: `Name`, or `Name.member`, with the file. */
export function uncommented(names: readonly PublicName[]): readonly string[] {
  return names.flatMap(({ name, file }) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    const start = lines.findIndex((line) =>
      new RegExp(`^export .*\\b(class|interface|function|const|type) ${name}\\b`).test(line),
    )
    const bare = hasComment(lines, start) ? [] : [`${name} (${file})`]
    return [...bare, ...bareMembers(name, file, lines, start).map((member) => `${name}.${member} (${file})`)]
  })
}

/** The public members of a class or interface of ours, those that it inherits included, in alphabetical order. */
export function publicMembers(name: string): readonly string[] {
  const { lines, start, members } = find(name)
  const inherited = listAfter(lines[start] ?? '', 'extends').flatMap(publicMembers)
  return [...new Set([...members, ...inherited])].sort()
}

const MEMBER = /^ {2}(?:(?:override|static|readonly|abstract|async|get|set) )*([A-Za-z]\w*)\??[(:<=;]/

/** Members without a comment of their own, or of the interface that they fulfil, up to the classes that are extended. */
function bareMembers(name: string, file: string, lines: readonly string[], start: number): string[] {
  const head = lines[start] ?? ''
  if (!/\b(class|interface) /.test(head)) return []
  const fulfilled = [...listAfter(head, 'implements'), ...listAfter(head, 'extends')].map(find)
  const inherited = fulfilled.flatMap(({ members }) => members)
  const own = membersOf(lines, start).filter(({ member, bare }) => bare && !inherited.includes(member))
  const above = listAfter(head, 'extends')
    .map(find)
    .flatMap((base) => bareMembers(base.name, base.file, base.lines, base.start))
  return [...own.map(({ member }) => member), ...above].filter((member) => member !== name && file !== '')
}

function listAfter(head: string, word: string): string[] {
  const [, list = ''] = new RegExp(`\\b${word} ([\\w, ]+?)(?: implements| \\{|<)`).exec(head) ?? []
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function membersOf(lines: readonly string[], start: number): { member: string; bare: boolean }[] {
  const end = lines.findIndex((line, i) => i > start && line.startsWith('}'))
  return lines.slice(start + 1, end).flatMap((line, i) => {
    const [, member] = MEMBER.exec(line) ?? []
    if (member === undefined || member === 'constructor') return []
    return [{ member, bare: !hasComment(lines, start + 1 + i) }]
  })
}

function hasComment(lines: readonly string[], at: number): boolean {
  return lines[at - 1]?.endsWith('*/') === true
}

const SOURCE = path.resolve(import.meta.dirname, '..')

/** The declaration of a name of ours, wherever it is; one from elsewhere has no members here. */
function find(name: string) {
  for (const entry of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts') || entry.endsWith('.test.ts') || entry.startsWith('testing')) continue
    const file = path.join(SOURCE, entry)
    const lines = readFileSync(file, 'utf8').split('\n')
    const start = lines.findIndex((line) =>
      new RegExp(`^(export )?(abstract )?(class|interface) ${name}\\b`).test(line),
    )
    if (start >= 0) return { name, file, lines, start, members: membersOf(lines, start).map(({ member }) => member) }
  }
  return { name, file: '', lines: [] as string[], start: -1, members: [] as string[] }
}
