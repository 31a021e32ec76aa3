/** A page of fixed width for a terminal: colour that only repeats what letters say, wrapping, labels in a column. */

import { visible } from '../plain-text.ts'
import type { Verdict } from '../report.ts'

const CODES = {
  failed: 31,
  warning: 33,
  passed: 32,
  errored: 35,
  inconclusive: 36,
  waived: 34,
  notApplicable: 90,
  muted: 90,
  bold: 1,
  link: 36,
} as const satisfies Record<Verdict | 'muted' | 'bold' | 'link', number>

export type Style = keyof typeof CODES

const ESCAPES = /\x1b\[\d+m/g

/** Characters that are seen: a colour takes no room. */
export function seenLength(text: string): number {
  return [...text.replace(ESCAPES, '')].length
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - seenLength(text)))
}

/** Lines of at most `width` characters, cut at spaces, and inside a word where a word is longer than a line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ').flatMap((part) => pieces(part, width))) {
    const line = lines.at(-1)
    if (line !== undefined && seenLength(line) + 1 + seenLength(word) <= width)
      lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.length ? lines : ['']
}

function pieces(word: string, width: number): string[] {
  const characters = [...word]
  if (characters.length <= width) return [word]
  const parts: string[] = []
  for (let at = 0; at < characters.length; at += width) parts.push(characters.slice(at, at + width).join(''))
  return parts
}

export interface Paper {
  readonly width: number
  readonly style: (style: Style, text: string) => string
  readonly line: (text?: string) => void
  /** A section's title between two empty lines. */
  readonly section: (title: string) => void
  /** `key   text`, wrapped beside the key. */
  readonly label: (key: string, text: string, options?: LabelOptions) => void
  /** A command, broken with backslashes so that a copy runs. */
  readonly command: (key: string, text: string, options?: LabelOptions) => void
  readonly text: () => string
}

export interface LabelOptions {
  indent?: number
  keyWidth?: number
  style?: Style
}

export function paper(width: number, color: boolean): Paper {
  const lines: string[] = []
  const style = (name: Style, text: string) => (color && text ? `\x1b[${CODES[name]}m${text}\x1b[0m` : text)
  const line = (text = '') => {
    const trimmed = text.trimEnd()
    if (trimmed !== '' || lines.at(-1) !== '') lines.push(trimmed)
  }
  const labelled = (key: string, parts: string[], options: LabelOptions | undefined, end: string) => {
    const { indent = 2, keyWidth = 10, style: name } = options ?? {}
    parts.forEach((part, i) => {
      const head = style('muted', (i ? '' : key).padEnd(keyWidth))
      line(`${' '.repeat(indent)}${head}${name ? style(name, part) : part}${i < parts.length - 1 ? end : ''}`)
    })
  }
  const room = (options?: LabelOptions) => width - (options?.indent ?? 2) - (options?.keyWidth ?? 10)
  return {
    width,
    style,
    line,
    section(title) {
      line()
      line(style('bold', title))
      line()
    },
    label: (key, text, options) => labelled(key, wrap(visible(text), room(options)), options, ''),
    command(key, text, options) {
      // An option and its value stay together: a break between them reads badly.
      const words = visible(text).replace(/ (--?[\w-]+) ([^\s-]\S*)/g, ' $1\u00a0$2')
      const parts = wrap(words, room(options) - 2).map((part) => part.replaceAll('\u00a0', ' '))
      labelled(key, parts, { style: 'bold', ...options }, ' \\')
    },
    text: () => `${lines.join('\n').trimEnd()}\n`,
  }
}
