/** Files, sealed: packed into a zip with a manifest of all of them and a statement over all of those, signed where there is a key. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { envelopeOf, envelopeText } from './dsse.ts'
import { keyId } from './keys.ts'
import { ATTESTATION, MANIFEST, type Manifest, manifestFile, manifestText, sha256 } from './manifest.ts'
import { statementOf } from './statement.ts'
import type { PackedEntry } from './zip-records.ts'
import { packEntry, zipPieces } from './zip-write.ts'

export interface BundleFile {
  readonly name: string
  readonly content: Buffer
}

/** Where the public key of who signed lies in the bundle. It tells who says to have signed, not who did. */
export const SIGNER = 'signer.pub.pem'

/**
 * @param files - in the order in which they are to stand in the bundle; packed side by side
 * @returns the bundle in pieces
 */
export async function seal(
  files: readonly BundleFile[],
  about: Omit<Manifest, 'format' | 'formatVersion' | 'blockSize' | 'files'>,
  privateKey?: KeyObject,
): Promise<Buffer[]> {
  const publicKey = privateKey === undefined ? undefined : createPublicKey(privateKey)
  const signer =
    publicKey === undefined
      ? []
      : [{ name: SIGNER, content: Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }).toString()) }]
  const all = [...files, ...signer]
  const entries = await Promise.all(all.map(({ name, content }) => packEntry(name, content)))
  const listed = all.map(({ content }, i) => manifestFile(entries[i] as PackedEntry, content))
  const manifest = Buffer.from(manifestText({ format: 'fixproof-evidence', formatVersion: 1, ...about, files: listed }))
  const statement = statementOf([...listed, { name: MANIFEST, sha256: sha256(manifest) }], about.certificate)
  const key = privateKey && publicKey && { privateKey, keyId: keyId(publicKey) }
  const envelope = Buffer.from(envelopeText(envelopeOf(statement, key)))
  // These two stand in the zip as they are: their own hashes can not say where they were changed, the CRC-32 of the zip can.
  const own = [await packEntry(MANIFEST, manifest, 'stored'), await packEntry(ATTESTATION, envelope, 'stored')]
  return zipPieces([...entries, ...own])
}
