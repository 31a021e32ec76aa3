/** A small bundle for tests of sealing and verifying: three files, one of them larger than a block. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { factsOf, type Stated } from '../evidence/facts.ts'
import { sha256 } from '../evidence/manifest.ts'
import { type BundleFile, seal } from '../evidence/seal.ts'
import { reportWith } from '../report/report-fixtures.ts'

export const ISSUED = '2026-09-14T09:00:00.000Z'
export const TODAY = '2026-09-14'

export const KEYS = generateKeyPairSync('ed25519')
export const OTHER_KEYS = generateKeyPairSync('ed25519')

export const FILES: readonly BundleFile[] = [
  { name: 'README.txt', content: Buffer.from('how to verify\n') },
  { name: 'report.json', content: Buffer.from(JSON.stringify({ results: Array.from({ length: 40 }, (_, i) => i) })) },
  { name: 'transcripts/2.c.fix.log', content: Buffer.from('8=FIX.4.4\x019=5\x0135=0\x0110=000\x01\n'.repeat(12)) },
]

export async function sealedBundle(
  files: readonly BundleFile[] = FILES,
  privateKey: KeyObject | 'none' = KEYS.privateKey,
  stated: Partial<Stated> = {},
): Promise<Buffer> {
  const certificate = factsOf(reportWith('passed', 'warning'), { restrictions: [], ...stated }, ISSUED, false)
  const pieces = await seal(
    files,
    {
      certificate,
      tool: { name: 'fixproof', version: '0.1.0', files: 1, sha256: sha256('tool') },
      suite: { name: 'suite', version: '0.1.0', sha256: sha256('suite'), features: [] },
      sources: [],
      environment: {},
    },
    privateKey === 'none' ? undefined : privateKey,
  )
  return Buffer.concat(pieces)
}
