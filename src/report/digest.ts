/** The hash that every format shows: it proves that two of them tell of the same report, not who wrote it. */
import { createHash } from 'node:crypto'
import type { Report } from './report.ts'
import { COMPACT_SEPARATOR, partsOf, type ResultPart } from './result-parts.ts'

/** A report is made once and shown in several formats; one of thousands of results takes a while to write down. */
const parts = new WeakMap<Report, readonly ResultPart[]>()
const pieces = new WeakMap<Report, readonly Buffer[]>()
const digests = new WeakMap<Report, string>()

/** The results, written down once for all formats. */
export function resultParts(report: Report): readonly ResultPart[] {
  return remembered(parts, report, () => partsOf(report.results))
}

/** report.json in its compact form, as `JSON.stringify` gives it: what the page holds, and what the hash is taken over. */
export function compactText(report: Report): string {
  return Buffer.concat(compactPieces(report)).toString()
}

/** The compact form in UTF-8, one piece behind the other: it is never needed as a whole, and may be large. */
export function compactPieces(report: Report): readonly Buffer[] {
  return remembered(pieces, report, () => {
    const members = Object.entries(report).filter(([, value]) => value !== undefined)
    const at = members.findIndex(([key]) => key === 'results')
    const [before, after] = [members.slice(0, at), members.slice(at + 1)].map((some) =>
      some.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`),
    ) as [string[], string[]]
    return [
      Buffer.from(`{${[...before, '"results":['].join(',')}`),
      ...separated(
        resultParts(report).map(({ compact }) => compact),
        COMPACT_SEPARATOR,
      ),
      Buffer.from(`${[']', ...after].join(',')}}`),
    ]
  })
}

export function separated(some: readonly Buffer[], separator: Buffer): Buffer[] {
  return some.flatMap((one, i) => (i === 0 ? [one] : [separator, one]))
}

/** SHA-256 over the compact form of report.json, in hex; the page computes it again from what it shows. */
export function reportDigest(report: Report): string {
  return remembered(digests, report, () => {
    const hash = createHash('sha256')
    for (const piece of compactPieces(report)) hash.update(piece)
    return hash.digest('hex')
  })
}

function remembered<T>(known: WeakMap<Report, T>, report: Report, make: () => T): T {
  const found = known.get(report)
  if (found !== undefined) return found
  const made = make()
  known.set(report, made)
  return made
}
