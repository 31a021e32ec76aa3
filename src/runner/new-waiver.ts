/** A waiver written from what a report shows: as narrow as what was seen. */
import { readFileSync } from 'node:fs'
import { Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml'
import type { ReportResult } from '../report/report.ts'
import { headline } from '../report/wording.ts'
import { UsageError } from './usage-error.ts'

/** What people have to say of it. */
export interface WaiverReasons {
  readonly reason: string
  readonly owner: string
  /** Last day, YYYY-MM-DD. */
  readonly until: string
  readonly issue?: string | undefined
  readonly approvedBy?: string | undefined
}

/** In the order of the keys as they are written. */
export interface NewWaiver extends WaiverReasons {
  readonly id: string
  readonly case: string
  readonly when: { readonly beginString: readonly string[]; readonly targetRole: readonly string[] }
  readonly scenario?: string
  readonly expect: string
}

const A_YEAR_MS = 366 * 24 * 3600 * 1000

const SPAN = /^(\d{1,3}) ?(d|days?|w|weeks?|m|months?|y|years?)$/

/**
 * The last day of a waiver.
 *
 * @param text - a date, or a span from today: `90d`, `6 months`, `1 year`
 * @param today - YYYY-MM-DD
 * @returns YYYY-MM-DD
 * @throws UsageError unless it is a day from today to a year ahead
 */
export function lastDay(text: string, today: string): string {
  const [, count, unit = ''] = SPAN.exec(text) ?? []
  const day = count === undefined ? text : dayAfter(today, Number(count), unit)
  checkUntil(day, today)
  return day
}

/** The 31st of a month that has no such day is its last. */
function dayAfter(today: string, count: number, unit: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const months = unit.startsWith('m') ? count : unit.startsWith('y') ? 12 * count : 0
  const days = unit.startsWith('d') ? count : unit.startsWith('w') ? 7 * count : 0
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  const date = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth) + days))
  return date.toISOString().slice(0, 10)
}

/**
 * @param today - YYYY-MM-DD
 * @throws UsageError unless it is a day from today to a year ahead
 */
function checkUntil(until: string, today: string): void {
  const parsed = Date.parse(`${until}T00:00:00Z`)
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(until)
  if (!isDay)
    throw new UsageError(`--until "${until}": expected a date, YYYY-MM-DD, or a span from today: 90d, 6 months`)
  const ahead = parsed - Date.parse(`${today}T00:00:00Z`)
  if (ahead < 0) throw new UsageError(`--until ${until} is over: expected a day from ${today} on`)
  if (ahead > A_YEAR_MS)
    throw new UsageError(
      `--until ${until} is more than a year ahead: a deviation that is accepted for ever is a quirk, not a waiver`,
    )
}

/**
 * One waiver for each case and way of failing: versions, roles and scenarios that show the same share it, as long as nothing
 * comes under it that was not seen to fail.
 *
 * @param results - failed ones
 * @param isOurs - whether a case has few scenarios, so that one waiver may be for several of them
 * @param taken - ids that are in use
 * @param all - of the report: where a case has scenarios that did not fail so, those that did are named
 */
export function waiversFor(
  results: readonly ReportResult[],
  { issue, approvedBy, ...required }: WaiverReasons,
  taken: ReadonlySet<string>,
  isOurs: (result: ReportResult) => boolean,
  all: readonly ReportResult[] = results,
): NewWaiver[] {
  const used = new Set(taken)
  const groups = Map.groupBy(results, (result) =>
    JSON.stringify([result.case, headline(result), isOurs(result) ? '' : titleOf(result)]),
  )
  return [...groups.values()].flatMap((same) =>
    areasOf(same).map(({ when, titles }) => {
      const first = same[0] as ReportResult
      const scenario = isOurs(first) && isWholeCase(first.case, when, titles, all) ? undefined : titles
      return {
        id: freeId(first.case, used),
        case: first.case,
        when,
        ...(scenario === undefined ? {} : { scenario: scenario.map(exactly).join('|') }),
        expect: exactly(headline(first)),
        ...required,
        ...(issue === undefined ? {} : { issue }),
        ...(approvedBy === undefined ? {} : { approvedBy }),
      }
    }),
  )
}

interface Area {
  readonly when: NewWaiver['when']
  /** Of scenarios that have failed in all of these versions and roles. */
  readonly titles: readonly string[]
}

/** A waiver is for each of its versions in each of its roles: what was seen in some of them alone needs several. */
function areasOf(same: readonly ReportResult[]): Area[] {
  const cells = [...Map.groupBy(same, titleOf)].flatMap(([title, ofTitle]) => {
    const roles = [...Map.groupBy(ofTitle, ({ targetRole }) => targetRole)].map(([role, some]) => ({
      role,
      versions: [...new Set(some.map(({ beginString }) => beginString))],
    }))
    return [...Map.groupBy(roles, ({ versions }) => versions.toSorted().join())].map(([, alike]) => ({
      title,
      when: { beginString: alike[0]?.versions ?? [], targetRole: alike.map(({ role }) => role) },
    }))
  })
  return [...Map.groupBy(cells, ({ when }) => areaKey(when)).values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ when: first.when, titles: alike.map(({ title }) => title) }]
  })
}

function areaKey({ beginString, targetRole }: NewWaiver['when']): string {
  return `${beginString.toSorted().join()} ${targetRole.toSorted().join()}`
}

/** Whether a case has no other scenarios in these versions and roles. */
function isWholeCase(id: string, when: NewWaiver['when'], titles: readonly string[], all: readonly ReportResult[]) {
  return all.every(
    (result) =>
      result.case !== id ||
      result.verdict === 'notApplicable' ||
      !when.beginString.includes(result.beginString) ||
      !when.targetRole.includes(result.targetRole) ||
      titles.includes(titleOf(result)),
  )
}

function titleOf({ example, title }: ReportResult): string {
  return example ?? title
}

/** Longer findings are quoted by their beginning: a value may be a whole message. */
const MOST_QUOTED = 200

/** A regular expression for this text and no other; numbers that differ from run to run stay as they were seen. */
function exactly(text: string): string {
  const quoted = text.length > MOST_QUOTED ? text.slice(0, MOST_QUOTED) : text
  return `^${quoted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}${quoted === text ? '$' : ''}`
}

/** `W-2.c`, then `W-2.c-2`. */
function freeId(caseId: string, used: Set<string>): string {
  let id = `W-${caseId}`
  for (let n = 2; used.has(id); n++) id = `W-${caseId}-${n}`
  used.add(id)
  return id
}

/**
 * The text of a waivers file with more entries; comments and what was there stay as they are.
 *
 * @param text - of the file; undefined when there is none yet
 * @throws UsageError when it is not a list
 */
export function withWaivers(text: string | undefined, file: string, added: readonly NewWaiver[]): string {
  const isEmpty = text === undefined || parseDocument(text).contents === null
  const document = isEmpty ? new Document([]) : parseDocument(text)
  const [fault] = document.errors
  if (fault !== undefined) throw new UsageError(`${file}: ${fault.message}`)
  if (!isSeq(document.contents)) throw new UsageError(`${file}: expected a list of waivers`)
  const list = document.contents
  for (const waiver of added) {
    const node = nodeOf(document, waiver)
    if (list.items.length > 0) node.spaceBefore = true
    list.items.push(node)
  }
  const head = isEmpty ? (text?.trimEnd() ? `${text.trimEnd()}\n` : HEAD) : ''
  return `${head}${document.toString({ lineWidth: 0 })}`
}

const HEAD = `# Known deviations that are accepted for a while. Each covers one outcome of one case, until its last day.
`

function nodeOf(document: Document, waiver: NewWaiver): YAMLMap {
  const node = document.createNode(waiver) as YAMLMap
  const when = node.get('when')
  if (isMap(when)) when.flow = true
  return node
}

/** As it stands in the file. */
export function waiverText(waiver: NewWaiver): string {
  const document = new Document()
  document.contents = document.createNode([])
  if (isSeq(document.contents)) document.contents.items.push(nodeOf(document, waiver))
  return document.toString({ lineWidth: 0 }).trimEnd()
}

/** @returns undefined when there is no such file */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new UsageError(`${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
}
