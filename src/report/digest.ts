/** The hash that every format shows: it proves that two of them tell of the same report, not who wrote it. */
import { createHash } from 'node:crypto'
import type { Report } from './report.ts'

/** A report is made once and shown in several formats; one of thousands of results takes a while to write down. */
const resultLists = new WeakMap<Report, readonly string[]>()
const texts = new WeakMap<Report, string>()
const bytes = new WeakMap<Report, Buffer>()
const digests = new WeakMap<Report, string>()

/** Each result as JSON: the greater part of report.json and of its compact form, and written down once for both. */
export function resultTexts(report: Report): readonly string[] {
  return remembered(resultLists, report, () => report.results.map((result) => JSON.stringify(result)))
}

/** report.json in its compact form, as `JSON.stringify` gives it: what the page holds, and what the hash is taken over. */
export function compactText(report: Report): string {
  return remembered(texts, report, () => {
    const members = Object.entries(report)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${JSON.stringify(key)}:${key === 'results' ? list(report) : JSON.stringify(value)}`)
    return `{${members.join(',')}}`
  })
}

function list(report: Report): string {
  return `[${resultTexts(report).join(',')}]`
}

/** The compact form in UTF-8: hashed, and packed. */
export function compactBytes(report: Report): Buffer {
  return remembered(bytes, report, () => Buffer.from(compactText(report)))
}

/** SHA-256 over the compact form of report.json, in hex; the page computes it again from what it shows. */
export function reportDigest(report: Report): string {
  return remembered(digests, report, () => createHash('sha256').update(compactBytes(report)).digest('hex'))
}

function remembered<T>(known: WeakMap<Report, T>, report: Report, make: () => T): T {
  const found = known.get(report)
  if (found !== undefined) return found
  const made = make()
  known.set(report, made)
  return made
}
