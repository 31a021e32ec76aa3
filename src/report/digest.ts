/** The hash that every format shows: it proves that two of them tell of the same report, not who wrote it. */
import { createHash } from 'node:crypto'
import type { Report } from './report.ts'

/** SHA-256 over the compact form of report.json, in hex; the page computes it again from what it shows. */
export function reportDigest(report: Report): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex')
}
