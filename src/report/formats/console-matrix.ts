/** The matrix for a terminal. With many versions its columns draw together, so that 8 versions × 2 roles fit 100 columns. */
import type { Matrix, MatrixColumn, MatrixRow } from '../matrix.ts'
import { clip, visible } from '../plain-text.ts'
import type { ReportResult } from '../report.ts'
import { LEGEND, VERDICT_MARK, worst } from '../verdicts.ts'
import { fullVersion, shortVersion } from '../wording.ts'
import { type Paper, pad } from './terminal.ts'

interface Layout {
  indent: number
  /** Width of one column, and what is free behind the last column of a version. */
  cell: number
  gap: number
  minimumTitle: number
  role: (role: string) => string
  version: (beginString: string) => string
  /** How several examples in one cell are written. */
  several: (count: number) => string
  legend?: string
}

const ROOMY: Layout = {
  indent: 7,
  cell: 5,
  gap: 3,
  minimumTitle: 34,
  role: (role) => role.slice(0, 3),
  version: fullVersion,
  several: (count) => `×${count}`,
}

const NARROW: Layout = {
  indent: 3,
  cell: 3,
  gap: 1,
  minimumTitle: 12,
  role: (role) => role.slice(0, 2),
  version: (beginString) => clip(shortVersion(beginString), 6),
  several: (count) => (count > 9 ? '+' : String(count)),
  legend: 'ac, in: the target is acceptor, initiator  ·  F4: the worst of 4 examples, F+: of ten or more',
}

/** Above this many rows, cases that passed everywhere are counted per group instead of listed. */
const ROWS_IN_FULL = 80

export function consoleMatrix(out: Paper, matrix: Matrix): void {
  const rows = matrix.groups.flatMap((group) => group.rows)
  const idWidth = Math.min(14, Math.max(6, ...rows.map((row) => row.case.length))) + 1
  const versions = Map.groupBy(matrix.columns, (column) => column.beginString)
  const free = (layout: Layout) => out.width - layout.indent - idWidth - 1 - cellsWidth(layout, versions)
  const layout = free(ROOMY) >= ROOMY.minimumTitle ? ROOMY : NARROW
  const longest = Math.max(...rows.map((row) => visible(row.title).length))
  const titleWidth = Math.max(layout.minimumTitle, Math.min(longest, free(layout)))
  const left = layout.indent + idWidth + titleWidth + 1

  const perVersion = (text: (columns: MatrixColumn[], beginString: string) => string) =>
    [...versions].map(([id, columns]) => pad(text(columns, id), versionWidth(layout, id, columns))).join('')
  out.line(' '.repeat(left) + perVersion((_, id) => layout.version(id)))
  out.line(
    ' '.repeat(left) +
      perVersion((columns) => columns.map((column) => layout.role(column.role).padEnd(layout.cell)).join('')),
  )
  const folded = rows.length > ROWS_IN_FULL
  for (const group of matrix.groups) {
    const listed = folded ? group.rows.filter((row) => !passedThroughout(row)) : group.rows
    out.line(
      `  ${out.style('bold', clip(visible(group.id), 14).padEnd(4))} ${out.style('bold', clip(visible(group.title), out.width - 18))}`,
    )
    for (const row of listed) {
      const id = clip(visible(row.case), idWidth - 1).padEnd(idWidth)
      const cells = perVersion((columns) =>
        columns.map((column) => cell(out, layout, row.cells.get(column.key))).join(''),
      )
      out.line(`${' '.repeat(layout.indent)}${id}${pad(clip(visible(row.title), titleWidth), titleWidth)} ${cells}`)
    }
    const passed = group.rows.length - listed.length
    const more = `${listed.length ? 'and ' : ''}${passed} ${passed === 1 ? 'case that' : 'cases that'} passed wherever run`
    if (passed) out.line(' '.repeat(layout.indent) + out.style('muted', more))
  }
  out.line()
  out.line(out.style('muted', `  ${LEGEND}`))
  if (layout.legend) out.line(out.style('muted', `  ${layout.legend}`))
}

function versionWidth(layout: Layout, beginString: string, columns: MatrixColumn[]): number {
  return Math.max(columns.length * layout.cell + layout.gap, layout.version(beginString).length + 1)
}

function cellsWidth(layout: Layout, versions: Map<string, MatrixColumn[]>): number {
  return [...versions].reduce((sum, [id, columns]) => sum + versionWidth(layout, id, columns), 0)
}

function passedThroughout(row: MatrixRow): boolean {
  return [...row.cells.values()].every((results) => results.every((result) => result.verdict === 'passed'))
}

function cell(out: Paper, layout: Layout, results: ReportResult[] | undefined): string {
  const found = results && worst(results)
  if (!found) return pad(out.style('muted', '·'), layout.cell)
  const count = results.length > 1 ? out.style('muted', layout.several(results.length)) : ''
  return pad(out.style(found.verdict, VERDICT_MARK[found.verdict]) + count, layout.cell)
}
