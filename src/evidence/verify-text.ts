/** What verification found, in words for people. */
import { visible } from '../report/plain-text.ts'
import { VERDICTS } from '../report/report.ts'
import { plural, tally } from '../report/verdicts.ts'
import type { CertificateFacts } from './facts.ts'
import { isTrusted, type Signature, type Verification } from './verify.ts'

/** Findings that are told one by one. */
const MOST_TOLD = 20

/** @param unsignedWill - the user has said that a signature is not needed */
export function verifyText(verification: Verification, unsignedWill: boolean): string {
  const { findings, certificate, signature, files } = verification
  const told = findings.slice(0, MOST_TOLD).map(({ text }) => `  ${visible(text)}`)
  const more = findings.length - told.length
  const lines = [
    headOf(verification, unsignedWill),
    ...told,
    ...(more > 0 ? [`  and ${more.toLocaleString('en')} more`] : []),
    row('files', findings.length === 0 ? `${plural(files, 'file')}, each as it was sealed` : plural(files, 'file')),
    ...signatureLines(signature).map((line, i) => row(i === 0 ? 'signature' : '', line)),
    ...(certificate === undefined ? [] : certificateLines(certificate, verification.expired)),
  ]
  return `${lines.join('\n')}\n`
}

function headOf(verification: Verification, unsignedWill: boolean): string {
  const { findings, signature, expired } = verification
  if (findings.length > 0) return 'CHANGED: this is not what was sealed'
  if (isTrusted(verification)) return 'GOOD: nothing was changed'
  if (signature.kind === 'unsigned')
    return unsignedWill && !expired
      ? 'UNCHANGED, and not signed'
      : 'NOT TO BE TRUSTED: nothing was changed, but nobody has signed it'
  if (signature.kind === 'otherKey') return 'NOT TO BE TRUSTED: it was signed with another key'
  if (signature.kind === 'broken') return 'NOT TO BE TRUSTED: the signature does not hold'
  return 'EXPIRED: nothing was changed, but the certificate has run out'
}

function signatureLines(signature: Signature): string[] {
  if (signature.kind === 'unsigned')
    return ['none: anybody could have made this; --allow-unsigned takes it all the same']
  if (signature.kind === 'broken')
    return [`broken${signature.keyId === undefined ? '' : `; it says to be by the key ${signature.keyId}`}`]
  if (signature.kind === 'otherKey')
    return [`by the key ${signature.keyId}`, `not by the one given, ${signature.expected}`]
  if (signature.key === 'given') return [`by the key given, ${signature.keyId}`]
  return [
    `by the key ${signature.keyId}, which lies in the bundle`,
    'compare it with the one that the firm has told you, or verify with --key',
  ]
}

function certificateLines(certificate: CertificateFacts, expired: boolean): string[] {
  const { verdict, identity, counts, restrictions, waivers, id, issuedAt, validUntil, tester, reviewer } = certificate
  const name = [identity.application ?? identity.addresses[0], identity.applicationVersion].filter(Boolean).join(' ')
  const people = [tester && `tester ${tester}`, reviewer && `reviewer ${reviewer}`].filter(Boolean).join(', ')
  const counted = VERDICTS.filter((some) => counts[some] > 0).map((some) => tally(some, counts[some]))
  const rows: [string, string | undefined][] = [
    ['verdict', verdict.conformant ? verdict.heading : 'NOT CONFORMANT'],
    ['', verdict.sentence],
    ['of', [name, identity.firm].filter(Boolean).join(', ')],
    ['versions', identity.versions.join(', ')],
    ['checks', counted.join(', ')],
    ...restrictions.map((text, i): [string, string] => [i === 0 ? 'restricted' : '', text]),
    ['waivers', waivers.length === 0 ? undefined : waivers.join(', ')],
    ['signed off', people === '' ? undefined : people],
    ['certificate', `${id}, issued ${issuedAt}${certificate.strict ? ', strict' : ''}`],
    ['valid until', validUntil === undefined ? 'no end stated' : `${validUntil}${expired ? ', which has passed' : ''}`],
  ]
  return rows.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [row(label, visible(text))]))
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(12)} ${text}`
}
