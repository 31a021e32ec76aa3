/**
 * report.json as text: the head spread out for people, and each result in one line, so that a file of thousands of
 * results is a quarter smaller than with all of it spread out, and a line of a diff is still a check.
 */
import { resultTexts } from '../digest.ts'
import type { Report } from '../report.ts'

/** Keys keep their order: the digest is taken over it. */
export function renderJson(report: Report): string {
  const members = Object.entries(report)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${JSON.stringify(key)}: ${key === 'results' ? lines(resultTexts(report)) : spread(value)}`)
  return `{\n${members.join(',\n')}\n}\n`
}

function spread(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll('\n', '\n ')
}

function lines(results: readonly string[]): string {
  return results.length === 0 ? '[]' : `[\n  ${results.join(',\n  ')}\n ]`
}
