/** The matrix: rows are cases in the order of the standard, columns are version × role of the target. */
import type { Report, ReportResult, Role } from './report.ts'

export interface MatrixColumn {
  /** `FIX.4.4~acceptor` */
  key: string
  beginString: string
  role: Role
  results: ReportResult[]
}

export interface MatrixRow {
  case: string
  title: string
  /** The strongest of its results. */
  level: ReportResult['level']
  /** Column key → results of that cell in the order of the run; absent where the case was not run. */
  cells: Map<string, ReportResult[]>
}

export interface MatrixGroup {
  id: string
  title: string
  rows: MatrixRow[]
}

export interface Matrix {
  columns: MatrixColumn[]
  groups: MatrixGroup[]
}

const natural = new Intl.Collator('en', { numeric: true })
const LEVELS: readonly ReportResult['level'][] = ['must', 'should', 'may']
const ROLES: readonly Role[] = ['acceptor', 'initiator']

/** `2` of `2.c`, `1B` of `1B.e`, `SD` of `SD-46`. */
export function groupOf(caseId: string): string {
  return /^(\d+[A-Z]?|[A-Z]+)/.exec(caseId)?.[1] ?? caseId
}

/** 1B, 1S, 2S, 2, 3 … 20, SD, PX, VN, then the others as the report lists them. */
function groupRank(id: string, listed: readonly string[]): number {
  const numbered = /^(\d+)([A-Z]?)$/.exec(id)
  if (numbered) return Number(numbered[1]) * 100 + (id === '2S' ? -1 : (numbered[2] || '@').charCodeAt(0) - 64)
  const named = ['SD', 'PX', 'VN'].indexOf(id)
  return named >= 0 ? 1e6 + named : 2e6 + listed.indexOf(id)
}

const columnKey = (result: ReportResult) => `${result.beginString}~${result.targetRole}`

export function columnsOf(results: readonly ReportResult[]): MatrixColumn[] {
  const columns = new Map<string, MatrixColumn>()
  for (const result of results) {
    const key = columnKey(result)
    const column = columns.get(key)
    if (column) column.results.push(result)
    else columns.set(key, { key, beginString: result.beginString, role: result.targetRole, results: [result] })
  }
  return [...columns.values()].sort(
    (a, b) => natural.compare(a.beginString, b.beginString) || ROLES.indexOf(a.role) - ROLES.indexOf(b.role),
  )
}

export function matrixOf(report: Pick<Report, 'results' | 'groups'>): Matrix {
  const rows = new Map<string, MatrixRow>()
  for (const result of report.results) {
    let row = rows.get(result.case)
    if (!row) {
      row = { case: result.case, title: result.title, level: result.level, cells: new Map() }
      rows.set(result.case, row)
    }
    if (LEVELS.indexOf(result.level) < LEVELS.indexOf(row.level)) row.level = result.level
    const cell = row.cells.get(columnKey(result))
    if (cell) cell.push(result)
    else row.cells.set(columnKey(result), [result])
  }
  const titles = new Map((report.groups ?? []).map((group) => [group.id, group.title]))
  const groups = new Map<string, MatrixGroup>()
  for (const row of [...rows.values()].sort((a, b) => natural.compare(a.case, b.case))) {
    const id = groupOf(row.case)
    const group = groups.get(id)
    if (group) group.rows.push(row)
    else groups.set(id, { id, title: titles.get(id) ?? '', rows: [row] })
  }
  const listed = [...new Set([...titles.keys(), ...[...rows.keys()].map(groupOf)])]
  const ordered = [...groups.values()].sort((a, b) => groupRank(a.id, listed) - groupRank(b.id, listed))
  return { columns: columnsOf(report.results), groups: ordered }
}

/** `2.d~FIX.4.4~acceptor`, with `~2` and so on from the second example: a link that survives a growing suite. */
export function resultKeys(results: readonly ReportResult[]): Map<ReportResult, string> {
  const seen = new Map<string, number>()
  const keys = new Map<ReportResult, string>()
  for (const result of results) {
    const key = `${result.case}~${columnKey(result)}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    keys.set(result, count > 1 ? `${key}~${count}` : key)
  }
  return keys
}

/** The part of an address behind `#` that opens a result in the page. */
export function caseLink(key: string): string {
  return `case=${encodeURIComponent(key.toWellFormed()).replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%20', '+')}`
}
