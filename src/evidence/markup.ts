/** HTML out of plain values: every text that goes in is escaped, and what turns the reading direction or hides is named. */
import { clip, visible } from '../report/plain-text.ts'

/** Markup that is finished. */
export interface Markup {
  readonly html: string
}

type Part = Markup | string | number | undefined | readonly (Markup | string)[]

/** `html`<b>${text}</b>``: texts are escaped, markup and lists of it go in as they are, nothing is left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.reduce((all, text, i) => `${all}${shown(parts[i - 1])}${text}`) }
}

function shown(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'object' && 'html' in part) return part.html
  if (typeof part === 'object') return part.map((one) => shown(one)).join('')
  return visible(String(part)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

export const NOTHING: Markup = { html: '' }

/** Rows of a name and its value; those without a value are left out. */
export function facts(rows: readonly (readonly [name: string, value: Part])[]): Markup {
  const stated = rows.filter(([, value]) => value !== undefined && value !== '')
  return html`<dl>${stated.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** A column: its head, and the class of its cells. */
export type Column = readonly [head: string, className?: 'n' | 'id' | 'hash' | 'day']

export function table(columns: readonly Column[], rows: readonly (readonly Part[])[], last?: readonly Part[]): Markup {
  const cells = (row: readonly Part[]) =>
    row.map((part, i) => html`<td class="${columns[i]?.[1] ?? 'text'}">${cell(part, columns[i]?.[1])}</td>`)
  const foot = last === undefined ? NOTHING : html`<tfoot><tr>${cells(last)}</tr></tfoot>`
  return html`<table><thead><tr>${columns.map(([head, name]) => html`<th scope="col" class="${name ?? 'text'}">${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody>${foot}</table>`
}

/** Ids are short and stand in one line; one that a stranger made is not to push all else off the paper. */
const LONGEST_ID = 24

function cell(part: Part, kind: Column[1]): Part {
  if (typeof part === 'number') return part.toLocaleString('en')
  return kind === 'id' && typeof part === 'string' ? clip(visible(part), LONGEST_ID) : part
}

/** A section with its heading; nothing of an empty one. */
export function section(title: string, ...content: readonly Markup[]): Markup {
  if (content.every(({ html: text }) => text === '')) return NOTHING
  return html`<section><h2>${title}</h2>
${content}</section>
`
}

export function paragraph(text: Part, className = 'p'): Markup {
  return html`<p class="${className}">${text}</p>\n`
}

export function list(items: readonly Part[]): Markup {
  if (items.length === 0) return NOTHING
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>\n`
}

/** With a capital letter, as it stands among sentences. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
