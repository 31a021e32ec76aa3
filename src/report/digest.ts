/** The hash that every format shows: it proves that two of them tell of the same report, not who wrote it. */
import { createHash } from 'node:crypto'
import type { Report } from './report.ts'

/** A report is made once and shown in several formats; one of thousands of results takes a while to write down. */
const texts = new WeakMap<Report, string>()
const digests = new WeakMap<Report, string>()

/** report.json in its compact form: what the page holds, and what the hash is taken over. */
export function compactText(report: Report): string {
  return remembered(texts, report, () => JSON.stringify(report))
}

/** SHA-256 over the compact form of report.json, in hex; the page computes it again from what it shows. */
export function reportDigest(report: Report): string {
  return remembered(digests, report, () => createHash('sha256').update(compactText(report)).digest('hex'))
}

function remembered(known: WeakMap<Report, string>, report: Report, make: () => string): string {
  const found = known.get(report)
  if (found !== undefined) return found
  const made = make()
  known.set(report, made)
  return made
}
