/**
 * Results written down part by part, one for each version and role. A run writes a part down as soon as it is whole,
 * while the others are under way, so that little is left to do when the last scenario has ended.
 */
import type { ReportResult } from './report.ts'

export interface ResultPart {
  readonly results: readonly ReportResult[]
  /** As JSON in UTF-8, with `,` between them: what the hash is taken over, and what the page holds. */
  readonly compact: Buffer
  /** As JSON in UTF-8, each in a line of its own: what report.json holds. */
  readonly lines: Buffer
}

/** What stands between two results, and so between two parts. */
export const COMPACT_SEPARATOR = Buffer.from(',')
export const LINE_SEPARATOR = Buffer.from(',\n  ')

/** Parts that are written down already, by their first result. */
const written = new WeakMap<ReportResult, ResultPart>()

/** Texts that results were read from. */
const sources = new WeakMap<ReportResult, string>()

/** Notes the JSON that a result was read from, so that it need not be made again. */
export function readFrom(result: ReportResult, json: string): void {
  sources.set(result, json)
}

/**
 * Writes results down before the report is made.
 *
 * @param results - all of one version and role, in the order of the report. They are frozen: what is written must stay true.
 */
export function writeDown(results: readonly ReportResult[]): ResultPart | undefined {
  const [first] = results
  if (first === undefined) return undefined
  const part = partOf(results, (result) => sources.get(result) ?? JSON.stringify(result))
  for (const result of results) {
    Object.freeze(result)
    sources.delete(result)
  }
  written.set(first, part)
  return part
}

/** The results of a report, in order: a part for each run of results of one version and role. */
export function partsOf(results: readonly ReportResult[]): ResultPart[] {
  const parts: ResultPart[] = []
  for (let from = 0, to = 0; from < results.length; from = to) {
    const first = results[from] as ReportResult
    while (to < results.length && isBeside(first, results[to] as ReportResult)) to++
    const run = results.slice(from, to)
    const known = written.get(first)
    parts.push(
      known !== undefined && isSame(known.results, run) ? known : partOf(run, (result) => JSON.stringify(result)),
    )
  }
  return parts
}

function partOf(results: readonly ReportResult[], json: (result: ReportResult) => string): ResultPart {
  const texts = results.map(json)
  const [compact, lines] = [COMPACT_SEPARATOR, LINE_SEPARATOR].map((separator) =>
    Buffer.from(texts.join(`${separator}`)),
  )
  return { results: [...results], compact: compact as Buffer, lines: lines as Buffer }
}

function isBeside(one: ReportResult, other: ReportResult): boolean {
  return one.beginString === other.beginString && one.targetRole === other.targetRole
}

function isSame(some: readonly ReportResult[], others: readonly ReportResult[]): boolean {
  return some.length === others.length && some.every((result, i) => result === others[i])
}
