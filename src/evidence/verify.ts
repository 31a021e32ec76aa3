/**
 * Whether a bundle is what was sealed, and by whom; without a network, and without anything but its bytes. Each byte of the file
 * belongs to a record of the zip or to a file in it; whichever was changed is named.
 */
import type { KeyObject } from 'node:crypto'
import { type Envelope, isSignedBy, parseEnvelope } from './dsse.ts'
import type { CertificateFacts } from './facts.ts'
import { type Finding, finding } from './finding.ts'
import { keyId, publicKeyOf } from './keys.ts'
import { placesOf } from './locate.ts'
import { ATTESTATION, MANIFEST, type Manifest, parseManifest } from './manifest.ts'
import { SIGNER } from './seal.ts'
import { parseStatement, type Statement } from './statement.ts'
import { type UnpackedEntry, unpackAll } from './unpack.ts'
import { readZip } from './zip-read.ts'

export type Signature =
  /** `given`: by the key that was handed in. `enclosed`: by the key in the bundle, which anybody could have put there. */
  | { readonly kind: 'good'; readonly keyId: string; readonly key: 'given' | 'enclosed' }
  | { readonly kind: 'unsigned' }
  /** By another key than the one handed in. */
  | { readonly kind: 'otherKey'; readonly keyId: string; readonly expected: string }
  /** Says to be by the key, and is not. */
  | { readonly kind: 'broken'; readonly keyId?: string }

export interface Verification {
  readonly findings: readonly Finding[]
  readonly signature: Signature
  /** What the signed statement says; absent where it can not be read. */
  readonly certificate?: CertificateFacts
  /** The day named was after the last day of the certificate. */
  readonly expired: boolean
  readonly files: number
}

/**
 * @param publicKey - of who has to have signed; without it the key in the bundle is taken at its word
 * @param today - YYYY-MM-DD
 */
export async function verifyBundle(
  bytes: Buffer,
  { publicKey, today }: { publicKey?: KeyObject | undefined; today: string },
): Promise<Verification> {
  const zip = readZip(bytes)
  const structure = zip.faults.map(({ structure: where, offset, length, text }) =>
    finding(where, text, length === 0 ? undefined : [offset, offset + length]),
  )
  const unpacked = await unpackAll(zip.entries, bytes)
  const files = new Map(unpacked.entries.map((entry) => [entry.name, entry]))
  const envelope = parseEnvelope(files.get(ATTESTATION)?.kept?.toString() ?? '')
  const statement = envelope && parseStatement(Buffer.from(envelope.payload, 'base64'))
  const manifest = parseManifest(files.get(MANIFEST)?.kept?.toString() ?? '')
  const changed =
    zip.entries.length === 0
      ? []
      : [
          ...envelopeFindings(files.get(ATTESTATION), envelope, statement, bytes),
          ...(statement === undefined ? [] : subjectFindings(statement, files, manifest, bytes)),
          ...(manifest === undefined ? [] : manifestFindings(manifest, statement, files, bytes)),
        ]
  const enclosed = files.get(SIGNER)?.kept?.toString()
  const certificate = statement?.predicate
  return {
    findings: oneForEach([...structure, ...unpacked.findings, ...changed]),
    signature: signatureOf(envelope, publicKey, enclosed),
    ...(certificate === undefined ? {} : { certificate }),
    expired: certificate?.validUntil !== undefined && certificate.validUntil < today,
    files: zip.entries.length,
  }
}

type Files = ReadonlyMap<string, UnpackedEntry>

/** The envelope itself, of which no hash stands anywhere. */
function envelopeFindings(
  entry: UnpackedEntry | undefined,
  envelope: Envelope | undefined,
  statement: Statement | undefined,
  bytes: Buffer,
): Finding[] {
  if (entry === undefined)
    return [finding(ATTESTATION, `${ATTESTATION} is not in the bundle: nothing says what was sealed`)]
  const places = placesOf(entry, undefined, bytes)
  if (places.length > 0) return places
  if (envelope === undefined) return [finding(ATTESTATION, `${ATTESTATION} is not the envelope that fixproof writes`)]
  if (statement === undefined)
    return [finding(ATTESTATION, `${ATTESTATION} holds no in-toto statement of a conformance run`)]
  return []
}

/** What the statement says of each file, against what is there. */
function subjectFindings(statement: Statement, files: Files, manifest: Manifest | undefined, bytes: Buffer): Finding[] {
  const known = new Map(manifest?.files.map((file) => [file.name, file]))
  const changed = statement.subject.flatMap(({ name, digest }): Finding[] => {
    const entry = files.get(name)
    if (entry === undefined) return [finding(name, `${name} is missing: it was sealed, and is not in the bundle`)]
    if (entry.sha256 === digest.sha256) return []
    const places = placesOf(entry, known.get(name), bytes)
    if (places.length > 0) return places
    return [
      finding(name, `${name} was changed as a whole: its SHA-256 is another than was sealed`, [
        entry.entry.dataAt,
        entry.entry.dataAt + entry.entry.packedSize,
      ]),
    ]
  })
  const covered = new Set(statement.subject.map(({ name }) => name))
  const extra = [...files.values()].filter(({ name }) => name !== ATTESTATION && !covered.has(name))
  return [
    ...changed,
    ...extra.map(({ name, entry }) =>
      finding(name, `${name} is not covered by the statement: it was added after the sealing`, [
        entry.headerAt,
        entry.dataAt + entry.packedSize,
      ]),
    ),
  ]
}

/** Packed data that unpacks to the right content and is another all the same, and files that only one list has. */
function manifestFindings(
  manifest: Manifest,
  statement: Statement | undefined,
  files: Files,
  bytes: Buffer,
): Finding[] {
  const covered = statement && new Set(statement.subject.map(({ name }) => name))
  const listed = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)])
  const uncovered = covered === undefined ? [] : manifest.files.filter(({ name }) => !covered.has(name))
  const unlisted = (statement?.subject ?? []).filter(({ name }) => !listed.has(name))
  return [
    ...manifest.files.flatMap((file) => {
      const entry = files.get(file.name)
      return entry === undefined ? [] : placesOf(entry, file, bytes)
    }),
    ...uncovered.map(({ name }) => finding(name, `the statement does not cover ${name}, which the manifest lists`)),
    ...unlisted.map(({ name }) => finding(name, `the manifest does not list ${name}, which the statement covers`)),
  ]
}

function oneForEach(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((one) => [one.text, one])).values()]
}

function signatureOf(
  envelope: Envelope | undefined,
  given: KeyObject | undefined,
  enclosed: string | undefined,
): Signature {
  if (envelope === undefined) return { kind: 'broken' }
  const [signature] = envelope.signatures
  if (signature === undefined) return { kind: 'unsigned' }
  const said = signature.keyid
  if (given !== undefined) {
    const id = keyId(given)
    if (!envelope.signatures.some(({ keyid }) => keyid === id)) return { kind: 'otherKey', keyId: said, expected: id }
    return isSignedBy(envelope, given, id) ? { kind: 'good', keyId: id, key: 'given' } : { kind: 'broken', keyId: said }
  }
  const key = enclosedKey(enclosed)
  if (key === undefined || keyId(key) !== said || !isSignedBy(envelope, key, said))
    return { kind: 'broken', keyId: said }
  return { kind: 'good', keyId: said, key: 'enclosed' }
}

function enclosedKey(pem: string | undefined): KeyObject | undefined {
  try {
    return pem === undefined ? undefined : publicKeyOf(pem, SIGNER)
  } catch {
    return undefined
  }
}

/** Whether all of it holds: nothing changed, signed by the key in question, still valid. */
export function isTrusted({ findings, signature, expired }: Verification): boolean {
  return findings.length === 0 && signature.kind === 'good' && !expired
}
