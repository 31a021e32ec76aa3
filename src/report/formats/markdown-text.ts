/** Pieces of Markdown as GitHub reads it: text that stays text, tables, fenced blocks. */
import { clip, visible } from '../plain-text.ts'

const LONGEST_TEXT = 400

/** Text as text: no markup of Markdown or HTML comes out of it, no line and no table cell ends in it. */
export function text(value: string, longest = LONGEST_TEXT): string {
  return clip(visible(value), longest)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^([#+=-])/, '\\$1')
}

export function fenced(language: string, content: string[]): string[] {
  const longest = Math.max(0, ...content.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return [fence + language, ...content, fence]
}

/** @param align - `matrix`: the first two columns to the left, the others centred */
export function table(head: string[], align: 'left' | 'centre' | 'matrix', rows: string[][]): string[] {
  return [
    row(head),
    row(head.map((_, i) => (i < 2 && align === 'matrix' ? '---' : align === 'left' ? '---' : ':-:'))),
    ...rows.map(row),
  ]
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`

/** Hidden until it is asked for. */
export function folded(summary: string, content: readonly string[]): string[] {
  return [`<details><summary>${summary}</summary>`, '', ...content, '', '</details>', '']
}
