/** What a certificate tells of, and how it names it. */
import type { Report } from '../report/report.ts'
import type { CertificateFacts } from './facts.ts'
import type { Manifest } from './manifest.ts'

/** What the certificate tells of; all of it is in the bundle as well. */
export interface Certified {
  readonly facts: CertificateFacts
  readonly report: Report
  readonly tool: Manifest['tool']
  readonly suite: Manifest['suite']
  readonly sources: Manifest['sources']
  /** SHA-256 of report.json as it stands in the bundle. */
  readonly reportSha256: string
  /** Id of the key that signs the bundle; absent when nobody does. */
  readonly keyId?: string
  /** Name of the bundle. */
  readonly bundle: string
}

/** `Meridian Gateway 4.2.1, Meridian Markets Ltd`. */
export function nameOf({ identity: { application, applicationVersion, firm, addresses } }: CertificateFacts): string {
  const name = [application ?? addresses[0], applicationVersion].filter(Boolean).join(' ')
  return [name, firm].filter(Boolean).join(', ')
}

/** `2026-09-14 07:41:52 UTC`. */
export function instant(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}
