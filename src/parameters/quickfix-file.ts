/** The text of a QuickFIX configuration file: its sections and settings with their lines, defaults inherited. */

/** A setting as it stands in the file. */
export interface FileSetting {
  readonly key: string
  readonly value: string
  readonly line: number
}

/** One `[SESSION]` with what `[DEFAULT]` says where it says nothing, by key in lower case. */
export interface FileSession {
  readonly line: number
  readonly settings: ReadonlyMap<string, FileSetting>
}

/** What is wrong with a configuration file, by file and line. */
export class QuickFixConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'QuickFixConfigError'
  }
}

interface Section {
  readonly kind: 'default' | 'session'
  readonly line: number
  readonly settings: Map<string, FileSetting>
}

/**
 * @param text - lines `[DEFAULT]`, `[SESSION]`, `key=value`, and comments that begin with `#`
 * @param file - name for messages
 * @param warn - takes a sentence about a key that is there twice; the later one counts, as in QuickFIX
 * @throws QuickFixConfigError
 */
export function readQuickFixFile(text: string, file: string, warn: (sentence: string) => void): FileSession[] {
  const sections: Section[] = []
  const problems: string[] = []
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1
    const content = raw.trim()
    if (content === '' || content.startsWith('#')) continue
    const problem = content.startsWith('[')
      ? openSection(content, line, sections)
      : addSetting(content, line, sections.at(-1), (sentence) => warn(`${file}:${line}: ${sentence}`))
    if (problem !== undefined) problems.push(`${file}:${line}: ${problem}`)
  }
  if (problems.length === 0 && !sections.some(({ kind }) => kind === 'session'))
    problems.push(`${file}: no session: expected at least one [SESSION]`)
  if (problems.length > 0) throw new QuickFixConfigError(problems)
  return sessionsOf(sections)
}

function openSection(content: string, line: number, sections: Section[]): string | undefined {
  const kind = /^\[\s*(default|session)\s*\]$/i.exec(content)?.[1]?.toLowerCase()
  if (kind !== 'default' && kind !== 'session') return `${content}: expected [DEFAULT] or [SESSION]`
  sections.push({ kind, line, settings: new Map() })
  return undefined
}

function addSetting(
  content: string,
  line: number,
  section: Section | undefined,
  warn: (sentence: string) => void,
): string | undefined {
  const equals = content.indexOf('=')
  const key = content.slice(0, Math.max(0, equals)).trim()
  if (key === '') return `"${content}": expected key=value`
  if (section === undefined) return `"${key}" stands before the first section: expected [DEFAULT] or [SESSION]`
  const earlier = section.settings.get(key.toLowerCase())
  if (earlier !== undefined) warn(`${key} was stated in line ${earlier.line} already; the later one counts`)
  section.settings.set(key.toLowerCase(), { key, value: content.slice(equals + 1).trim(), line })
  return undefined
}

/** Several [DEFAULT] sections add up, and hold for sessions before them too, as in QuickFIX. */
function sessionsOf(sections: readonly Section[]): FileSession[] {
  const defaults = sections.filter(({ kind }) => kind === 'default').flatMap(({ settings }) => [...settings])
  return sections
    .filter(({ kind }) => kind === 'session')
    .map(({ line, settings }) => ({ line, settings: new Map([...defaults, ...settings]) }))
}
