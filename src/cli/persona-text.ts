/** Personas as people read them: columns that fit the terminal, long cells on several lines. */
import { styleText } from 'node:util'
import { wrap } from '../report/formats/terminal.ts'
import { type PersonaTable, personaTable } from '../simulator/persona-table.ts'
import type { Persona } from '../venue/persona.ts'

/** Where nobody says how wide the terminal is. */
export const USUAL_WIDTH = 100
/** Narrower columns would be one word each. */
const LEAST_WIDTH = 60
const GAP = 2
/** Longer words are cut. */
const LONGEST_WORD = 14

export interface Layout {
  /** Columns of the terminal. */
  readonly width: number
  readonly color: boolean
}

/** The two tables of a persona, with its name above. */
export function personaText(persona: Persona, layout: Layout): string {
  const { bands, keys } = personaTable(persona)
  const bold = (text: string): string => (layout.color ? styleText('bold', text, { validateStream: false }) : text)
  return [
    ...wrap(`${persona.name}: ${persona.description}`, layout.width).map(bold),
    '',
    ...wrap('The first OrderQty(38) of an order decides; rows of the second table go before.', layout.width),
    '',
    ...columns(['Rule', 'OrderQty', 'on D', 'on F', 'on G', 'kind'], bandCells(bands), layout, bold),
    '',
    ...columns(
      ['Rule', 'when', 'what', 'kind'],
      keys.map(({ id, key, text, kind }) => [id, key, text, kind]),
      layout,
      bold,
    ),
  ].join('\n')
}

function bandCells(bands: PersonaTable['bands']): string[][] {
  return bands.map(({ id, quantity, onD, onF, onG, kind }) => [id, quantity, onD, onF, onG, kind])
}

/** Each persona in a line or two. */
export function personaList(personas: readonly Persona[], layout: Layout): string {
  const bold = (text: string): string => (layout.color ? styleText('bold', text, { validateStream: false }) : text)
  const rows = personas.map(({ name, description, rules }) => [name, String(rules.length), description])
  return columns(['Persona', 'rules', 'what it is'], rows, layout, bold).join('\n')
}

function columns(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  { width }: Layout,
  bold: (text: string) => string,
): string[] {
  const widths = widthsOf([heads, ...rows], Math.max(width, LEAST_WIDTH) - GAP * (heads.length - 1))
  const print = (cells: readonly string[]): string[] => {
    const wrapped = cells.map((cell, i) => wrap(cell, widths[i] ?? 1))
    const height = Math.max(...wrapped.map(({ length }) => length))
    return Array.from({ length: height }, (_, line) =>
      wrapped
        .map((lines, i) => (lines[line] ?? '').padEnd(widths[i] ?? 1))
        .join(' '.repeat(GAP))
        .trimEnd(),
    )
  }
  return [...print(heads).map(bold), ...rows.flatMap(print)]
}

/** As wide as the widest cell; what is too much is taken where it makes the fewest lines more, a character at a time. */
function widthsOf(rows: readonly (readonly string[])[], room: number): number[] {
  const columns = (rows[0] ?? []).map((_, i) => new Column(rows.map((row) => row[i] ?? '')))
  const widths = columns.map(({ widest }) => widest)
  const lines = (narrowed: number): number => {
    const heights = columns.map((column, i) => column.heights((widths[i] ?? 1) - (i === narrowed ? 1 : 0)))
    return rows.reduce((sum, _, row) => sum + Math.max(...heights.map((column) => column[row] ?? 1)), 0)
  }
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over--) {
    const costs = columns.map(({ narrowest }, i) =>
      (widths[i] ?? 1) > narrowest ? lines(i) : Number.POSITIVE_INFINITY,
    )
    const least = Math.min(...costs)
    const cheapest = widths.map((width, i) => (costs[i] === least ? width : 0))
    const narrowed = cheapest.indexOf(Math.max(...cheapest))
    widths[narrowed] = (widths[narrowed] ?? 1) - 1
  }
  return widths
}

/** The cells of a column, and how many lines each needs at a width. */
class Column {
  readonly widest: number
  /** What its longest word needs, unless that is very long. */
  readonly narrowest: number
  readonly #cells: readonly string[]
  readonly #heights = new Map<number, readonly number[]>()

  constructor(cells: readonly string[]) {
    this.#cells = cells
    this.widest = Math.max(...cells.map(({ length }) => length))
    this.narrowest = Math.min(
      LONGEST_WORD,
      Math.max(...cells.flatMap((cell) => cell.split(' ')).map(({ length }) => length)),
    )
  }

  heights(width: number): readonly number[] {
    const known = this.#heights.get(width) ?? this.#cells.map((cell) => wrap(cell, width).length)
    this.#heights.set(width, known)
    return known
  }
}
