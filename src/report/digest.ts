/** The hash that every format shows: it proves that two of them tell of the same report, not who wrote it. */
import { createHash } from 'node:crypto'
import type { Report } from './report.ts'

/** A report is made once and shown in several formats. */
const digests = new WeakMap<Report, string>()

/** SHA-256 over the compact form of report.json, in hex; the page computes it again from what it shows. */
export function reportDigest(report: Report): string {
  const known = digests.get(report)
  if (known !== undefined) return known
  const digest = createHash('sha256').update(JSON.stringify(report)).digest('hex')
  digests.set(report, digest)
  return digest
}
