/**
 * What a certificate says, as plain values: folded once from the report and from what people stated, shown by the certificate, the
 * manifest and the signed statement alike.
 */
import { createHash } from 'node:crypto'
import { reportDigest } from '../report/digest.ts'
import { answer } from '../report/outcome.ts'
import type { Report } from '../report/report.ts'
import type { Counts } from '../report/verdicts.ts'
import { narrowed } from './gaps.ts'
import { type Identity, identityOf } from './identity.ts'

/** What people say beyond the run: by flags, or in the profile's `identity:`. */
export interface Stated {
  readonly firm?: string
  readonly contact?: string
  readonly application?: string
  readonly applicationVersion?: string
  readonly tester?: string
  readonly reviewer?: string
  readonly comment?: string
  /** YYYY-MM-DD, the last day. */
  readonly validUntil?: string
  readonly restrictions: readonly string[]
}

export interface CertificateVerdict {
  readonly conformant: boolean
  /** `Conformant`, `Conformant, with waivers`, `Conformant, with restrictions`, `Not conformant`. */
  readonly heading: string
  /** The same in a sentence, with the counts. */
  readonly sentence: string
  readonly exitCode: number
}

export interface CertificateFacts {
  /** `FP-20261122-1A2B3C4D5E`: day of issue, and ten digits of a hash over report, identity and instant. */
  readonly id: string
  /** ISO 8601 UTC. */
  readonly issuedAt: string
  readonly validUntil?: string
  /** Nothing waived, nothing open, nothing left out. */
  readonly strict: boolean
  readonly verdict: CertificateVerdict
  readonly counts: Counts
  readonly cases: number
  readonly identity: Identity
  readonly restrictions: readonly string[]
  /** Ids of waivers that cover a result. */
  readonly waivers: readonly string[]
  readonly comment?: string
  readonly tester?: string
  readonly reviewer?: string
  readonly run: {
    readonly startedAt: string
    readonly durationMs: number
    readonly profile: string
    readonly seed: number
    readonly command?: string
    /** As the report's own formats show it: over the compact form of report.json. */
    readonly reportDigest: string
  }
}

/** @param issuedAt - ISO 8601 UTC */
export function factsOf(report: Report, stated: Stated, issuedAt: string, strict: boolean): CertificateFacts {
  const { counts } = answer(report)
  const waivers = [...new Set(report.results.flatMap((result) => result.waiver ?? []))].sort()
  const identity = identityOf(report, stated)
  // Nobody has to say so for a part to be called one.
  const restrictions = [...stated.restrictions, ...narrowed(report)]
  const { startedAt, durationMs, profile, seed, command } = report
  const { validUntil, comment, tester, reviewer } = stated
  return {
    id: certificateId(report, identity, issuedAt),
    issuedAt,
    ...(validUntil === undefined ? {} : { validUntil }),
    strict,
    verdict: verdictOf(named(report, identity), restrictions),
    counts,
    cases: new Set(report.results.map((result) => result.case)).size,
    identity,
    restrictions,
    waivers,
    ...(comment === undefined ? {} : { comment }),
    ...(tester === undefined ? {} : { tester }),
    ...(reviewer === undefined ? {} : { reviewer }),
    run: {
      startedAt,
      durationMs,
      profile,
      seed,
      ...(command === undefined ? {} : { command }),
      reportDigest: reportDigest(report),
    },
  }
}

/** The report under the name that is certified: its sentences name the target. */
function named(report: Report, { application, applicationVersion }: Identity): Report {
  const { version: _, ...target } = report.target
  if (application === undefined) return report
  return {
    ...report,
    target: { ...target, name: application, ...(applicationVersion && { version: applicationVersion }) },
  }
}

/** Only a run that ended with exit code 0, and that no baseline excused, is conformant. */
export function verdictOf(report: Report, restrictions: readonly string[]): CertificateVerdict {
  const { exitCode, counts, lede } = answer(report)
  const open = counts.failed + counts.errored + counts.inconclusive + (report.unfinished ?? 0)
  const conformant = exitCode === 0 && open === 0 && counts.passed + counts.warning > 0
  const limits = [counts.waived > 0 ? 'waivers' : '', restrictions.length > 0 ? 'restrictions' : ''].filter(Boolean)
  const heading = conformant ? ['Conformant', limits.join(' and ')].filter(Boolean).join(', with ') : 'Not conformant'
  return { conformant, heading, sentence: lede, exitCode }
}

function certificateId(report: Report, identity: Identity, issuedAt: string): string {
  const hash = createHash('sha256')
  for (const part of [reportDigest(report), JSON.stringify(identity), issuedAt]) hash.update(`${part}\n`)
  return `FP-${issuedAt.slice(0, 10).replaceAll('-', '')}-${hash.digest('hex').slice(0, 10).toUpperCase()}`
}
