/** For tests only: a matrix of the standard in compact text, and a venue led through it row by row. */
import assert from 'node:assert/strict'
import type { Step } from '../venue/persona.ts'
import type { MarketEvent } from '../venue/seam.ts'
import { type SentMessage, VenueRig, WAITING } from './venue-rig.ts'

/** What happens in a row; the reports of the same row are what the venue sends for it. */
export type Happening =
  | { readonly in: string; readonly tags?: Readonly<Record<number, string | number>> }
  | { readonly step: Step; readonly of?: string }
  | { readonly market: MarketEvent }

export interface MatrixRow {
  readonly do: Happening
  /** Reports as `8(Y,X) 6 6 10000 0 10000 0`: ids, ExecType since FIX.4.3, OrdStatus, 38, 14, 151, 32. `9(Y,X) 1` with OrdStatus. */
  readonly sent?: readonly string[]
  /** Further fields of the last report. */
  readonly with?: Readonly<Record<number, string>>
}

export interface Matrix {
  readonly id: string
  readonly rows: readonly MatrixRow[]
}

const IN = /^([A-Z])\((\w+)(?:,(\w+))?\)(?: (\d+))?$/
const OUT = /^([89])\((\w*)(?:,(\w+))?\) (.*)$/

/** Leads a venue that decides nothing by itself through the rows, and compares each report with the table. */
export function follow(matrix: Matrix, version: string): void {
  const rig = new VenueRig({ version, persona: WAITING })
  let name = 'X'
  matrix.rows.forEach((row, at) => {
    const { sent, id } = happen(rig, row.do, name)
    name = id
    const where = `${matrix.id} ${version} row ${at + 1}`
    assert.deepEqual(
      sent.map((message) => told(message)),
      (row.sent ?? []).map((line) => inVersion(line, rig.ordinal)),
      where,
    )
    for (const [tag, value] of Object.entries(row.with ?? {}))
      assert.equal(sent.at(-1)?.message.text(Number(tag)), value, `${where}: ${tag}`)
  })
}

function happen(rig: VenueRig, happening: Happening, name: string): { sent: readonly SentMessage[]; id: string } {
  if ('step' in happening) return { sent: rig.does(happening.of ?? name, happening.step), id: name }
  if ('market' in happening) return { sent: rig.market(happening.market), id: name }
  const match = IN.exec(happening.in)
  assert.ok(match, `no message: ${happening.in}`)
  const [, type, id = '', orig = '', qty = '10000'] = match
  const tags = { 38: qty, ...happening.tags }
  if (type === 'D') return { sent: rig.order(id, tags), id: name }
  if (type === 'F') return { sent: rig.cancel(id, orig, tags), id: name }
  if (type === 'G') return { sent: rig.replace(id, orig, tags), id: name }
  return { sent: rig.send('H', { 11: id, 55: 'SIM', 54: '1' }), id: name }
}

/** The report as the table writes it. */
function told({ msgType, message }: SentMessage): string {
  const ids = [message.text(11) ?? '', message.text(41)].filter((id) => id !== undefined).join(',')
  if (msgType === '9') return `9(${ids}) ${message.text(39)}`
  const transaction = message.text(20)
  const execType = transaction === undefined ? message.text(150) : `${message.text(150)}/${transaction}`
  const last = message.text(32) ?? (transaction === undefined ? '0' : '')
  const values = [execType, message.text(39), message.text(38), message.text(14), message.text(151), last]
  return `8(${ids}) ${values.join(' ')}`
}

/** The row as the version writes it: `F` as 1 or 2, `H` and `G` by ExecTransType, 39=5 for an unfilled replaced order. */
function inVersion(line: string, ordinal: number): string {
  const match = OUT.exec(line)
  assert.ok(match, `no report: ${line}`)
  const [, type, id, orig, rest = ''] = match
  const ids = orig === undefined ? id : `${id},${orig}`
  const values = rest.split(' ')
  if (type === '9' || ordinal > 42) return `${type}(${ids}) ${values.join(' ')}`
  const [execType = '', status = '', qty = '', cum = '', leaves = '', last = ''] = values
  const replaced = execType === '5' && status === '0' ? '5' : status
  const full = Number(cum) >= Number(qty)
  const kind: Record<string, string> = { F: `${full ? 2 : 1}/0`, H: '1/1', G: `${full ? 2 : 1}/2`, I: `${status}/3` }
  return `8(${ids}) ${[kind[execType] ?? `${execType}/0`, replaced, qty, cum, leaves, execType === 'I' ? '' : last].join(' ')}`
}
