/**
 * report.json as text: the head spread out for people, and each result in one line, so that a file of thousands of
 * results is a quarter smaller than with all of it spread out, and a line of a diff is still a check.
 */
import { resultParts, separated } from '../digest.ts'
import type { Report } from '../report.ts'
import { LINE_SEPARATOR } from '../result-parts.ts'

/** Keys keep their order: the digest is taken over it. */
export function renderJson(report: Report): string {
  return Buffer.concat(jsonPieces(report)).toString()
}

/** The same in UTF-8, one piece behind the other: results are written as they were written down, without a copy. */
export function jsonPieces(report: Report): Buffer[] {
  const members = Object.entries(report)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [
      Buffer.from(` ${JSON.stringify(key)}: `),
      ...(key === 'results' ? lines(report) : spread(value)),
    ])
  return [
    Buffer.from('{\n'),
    ...members.flatMap((member, i) => (i === 0 ? member : [BETWEEN, ...member])),
    Buffer.from('\n}\n'),
  ]
}

const BETWEEN = Buffer.from(',\n')

function spread(value: unknown): Buffer[] {
  return [Buffer.from(JSON.stringify(value, null, 1).replaceAll('\n', '\n '))]
}

function lines(report: Report): Buffer[] {
  const parts = resultParts(report).map((part) => part.lines)
  if (parts.length === 0) return [Buffer.from('[]')]
  return [Buffer.from('[\n  '), ...separated(parts, LINE_SEPARATOR), Buffer.from('\n ]')]
}
