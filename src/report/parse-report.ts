/** Reads a report.json back: everything that is made of a report later begins here. */
import type * as z from 'zod'
import type { Report } from './report.ts'
import { reportSchema } from './schema.ts'

/** A file that is no report; the message names file, key and what was expected there. */
export class ReportFormatError extends Error {
  override name = 'ReportFormatError'
}

/**
 * The report that the text holds, with its keys in the order of the file: the digest is taken over that.
 *
 * @throws ReportFormatError when it is no JSON, or JSON of another shape
 */
export function parseReport(text: string, file: string): Report {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    // The parser's own words quote what it found, which may be the bytes of any file.
    throw new ReportFormatError(
      `${file}: this is not JSON, or it was cut short: expected a report.json that fixproof has written`,
    )
  }
  olderSpellings(data)
  const checked = reportSchema.safeParse(data)
  if (checked.success) return data as Report
  const issues = checked.error.issues
  const lines = issues.slice(0, 5).map((issue) => `${file}: ${path(issue.path)}: ${complaint(issue, data)}`)
  if (issues.length > 5) lines.push(`${file}: and ${issues.length - 5} more`)
  throw new ReportFormatError(lines.join('\n'))
}

/** `results[3].transcript[0].raw`; `(top)` for the whole. */
function path(keys: readonly PropertyKey[]): string {
  const text = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text.replace(/^\./, '') || '(top)'
}

function complaint(issue: z.core.$ZodIssue, data: unknown): string {
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], data)
  const got = found === undefined ? 'it is missing' : `found ${JSON.stringify(found).slice(0, 60)}`
  return `${issue.message.replace(/^Invalid (input|option|ISO \w+): /, '').replace(/, received .*$/, '')}; ${got}`
}

/** Spellings that reports had before schema 1 was settled: an event without `raw`, one text where a list is meant. */
function olderSpellings(data: unknown): void {
  for (const result of list(data, 'results')) {
    listOf(result, 'taken')
    if (isObject(result.cause)) listOf(result.cause, 'seenIn')
    for (const entry of list(result, 'transcript')) if (entry.direction === 'event') entry.raw ??= ''
    for (const step of list(result, 'steps')) {
      if (step.note !== undefined || step.detail === undefined) continue
      step.note = step.detail
      delete step.detail
    }
  }
}

function listOf(object: Record<string, unknown>, key: string): void {
  if (typeof object[key] === 'string') object[key] = [object[key]]
}

function list(object: unknown, key: string): Record<string, unknown>[] {
  const value = isObject(object) ? object[key] : undefined
  return Array.isArray(value) ? value.filter(isObject) : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
