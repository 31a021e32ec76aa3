/** Results as tables: one for the terminal, one in Markdown. Pure. */
import { type EngineName, judge, type Measured, medianOf, ratioTo } from './figures.ts'

const PEERS = ['quickfix', 'jspurefix'] as const
const HEAD = ['', 'unit', 'fixproof', 'QuickFIX', 'jspurefix', 'x QuickFIX', 'x jspurefix', 'goal', 'met', 'CPU us']

/** Three significant digits, thousands apart; `-` when there is none. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '-'
  const size = Math.abs(value)
  if (size >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(size >= 10 ? 1 : 2)
}

function cells(row: Measured): string[] {
  const judged = judge(row)
  const floor = medianOf(row.samples, 'floor')
  const what = floor === undefined ? row.what : `${row.what} (without FIX work ${figure(floor)})`
  return [
    what,
    row.unit,
    figure(medianOf(row.samples, 'ours')),
    ...PEERS.map((peer) => figure(medianOf(row.samples, peer))),
    ...PEERS.map((peer) => figure(ratioTo(row, peer))),
    judged.map(({ goal }) => goal).join(', '),
    judged.map(({ met }) => (met ? 'yes' : 'NO')).join(', '),
    cpuOf(row),
  ]
}

/** Ours, then those of the peers; empty when nobody could be asked. */
function cpuOf({ cpuMicros }: Measured): string {
  const values = (['ours', ...PEERS] satisfies EngineName[]).map((engine) => medianOf(cpuMicros, engine))
  if (values.every((value) => value === undefined)) return ''
  return values.map(figure).join(' / ')
}

export function markdownTable(rows: readonly Measured[]): string {
  const lines = [HEAD, HEAD.map((_, i) => (i >= 2 && i <= 6 ? '---:' : '---')), ...rows.map(cells)]
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n')
}

/** Columns that are as wide as they must be; empty ones are left out. */
export function consoleTable(rows: readonly Measured[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const columns = HEAD.map((_, i) => i).filter((i) => rows.some((row) => !['', '-'].includes(cells(row)[i] ?? '')))
  const widths = columns.map((i) => Math.max(...lines.map((line) => (line[i] ?? '').length)))
  return lines
    .map((line) =>
      columns
        .map((i, at) =>
          i >= 2 && i <= 6 ? (line[i] ?? '').padStart(widths[at] ?? 0) : (line[i] ?? '').padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
