/** manifest.json: what is in a bundle, what was certified, and hashes of everything that it rests on. */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { BLOCK_SIZE, blocksOf } from './blocks.ts'
import type { CertificateFacts } from './facts.ts'
import type { PackedEntry } from './zip-records.ts'

export const MANIFEST = 'manifest.json'
export const ATTESTATION = 'attestation.dsse.json'

/** Kinds of files that a run rests on. */
export type SourceKind = 'profile' | 'plan' | 'pack' | 'waivers' | 'dictionary' | 'attempt'

/** A file that the run was made with, and what became of it here. */
export interface ManifestSource {
  readonly kind: SourceKind
  /** Its name in the bundle; absent of a dictionary that comes with the tool, which the hash names. */
  readonly file?: string
  /** What it is called where the run was made. */
  readonly origin: string
  readonly sha256: string
}

export interface ManifestFile {
  readonly name: string
  readonly size: number
  readonly sha256: string
  /** What stands in the zip: size, and hashes block by block, see `blocksOf`. */
  readonly packed: { readonly method: 0 | 8; readonly size: number; readonly blocks: readonly string[] }
}

export interface Manifest {
  readonly format: 'fixproof-evidence'
  readonly formatVersion: 1
  readonly certificate: CertificateFacts
  /** `sha256`: over the lines `hash  path` of all files that the tool consists of. */
  readonly tool: { readonly name: string; readonly version: string; readonly files: number; readonly sha256: string }
  readonly suite: {
    readonly name: string
    readonly version: string
    readonly sha256: string
    readonly features: readonly { readonly file: string; readonly sha256: string }[]
  }
  readonly sources: readonly ManifestSource[]
  readonly environment: Readonly<Record<string, string | number>>
  readonly blockSize: number
  /** Every file of the bundle but this one and the attestation. */
  readonly files: readonly ManifestFile[]
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function manifestFile(entry: PackedEntry, content: Buffer): ManifestFile {
  const { name, method, size, packed } = entry
  return { name, size, sha256: sha256(content), packed: { method, size: packed.length, blocks: blocksOf(packed) } }
}

/** One line for each file, so that a reader of the text finds its way; hashes of thousands of blocks would not be read. */
export function manifestText(manifest: Omit<Manifest, 'blockSize'>): string {
  const { files, ...rest } = manifest
  const head = JSON.stringify({ ...rest, blockSize: BLOCK_SIZE }, null, 2).slice(0, -2)
  return `${head},\n  "files": [\n${files.map((file) => `    ${JSON.stringify(file)}`).join(',\n')}\n  ]\n}\n`
}

const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** What `verify` needs of it; the rest is shown as it stands. */
const model = z.looseObject({
  format: z.literal('fixproof-evidence'),
  formatVersion: z.literal(1),
  certificate: z.looseObject({
    id: z.string(),
    issuedAt: z.string(),
    validUntil: z.iso.date().optional(),
    strict: z.boolean(),
    verdict: z.looseObject({ conformant: z.boolean(), heading: z.string(), sentence: z.string() }),
    counts: z.record(z.string(), z.number()),
    cases: z.number(),
    identity: z.looseObject({ addresses: z.array(z.string()), versions: z.array(z.string()) }),
    restrictions: z.array(z.string()),
    waivers: z.array(z.string()),
    run: z.looseObject({ startedAt: z.string(), profile: z.string() }),
  }),
  tool: z.looseObject({ name: z.string(), version: z.string() }),
  blockSize: z.literal(BLOCK_SIZE),
  files: z.array(
    z.looseObject({
      name: z.string(),
      size: z.number(),
      sha256: digest,
      packed: z.looseObject({ method: z.number(), size: z.number(), blocks: z.array(z.string()) }),
    }),
  ),
})

/** @returns undefined when the text is no manifest of a version that is known here */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const parsed = model.safeParse(JSON.parse(text))
    return parsed.success ? (parsed.data as unknown as Manifest) : undefined
  } catch {
    return undefined
  }
}
