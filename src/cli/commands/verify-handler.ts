/** What `fixproof verify` does: reads, checks, tells. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { NotThere, readPublicKey } from '../../evidence/keys.ts'
import { isTrusted, type Verification, verifyBundle } from '../../evidence/verify.ts'
import { verifyText } from '../../evidence/verify-text.ts'
import { UsageError } from '../../runner/usage-error.ts'
import { refuseUnmeant } from '../single-values.ts'
import type { Terminal } from '../terminal.ts'
import { dayOf } from './day.ts'
import { tellEvidenceError } from './evidence-error.ts'
import type { VerifyOptions } from './verify.ts'

export async function verify(args: VerifyOptions, terminal: Terminal): Promise<void> {
  refuseUnmeant({ ...args })
  const { file, key, at, allowUnsigned, json } = args
  if (key !== undefined && allowUnsigned)
    throw new UsageError('--allow-unsigned does not go with --key: who has to have signed is not to be left out')
  const today = at === undefined ? new Date().toISOString().slice(0, 10) : dayOf('--at', at)
  try {
    const publicKey = key === undefined ? undefined : readPublicKey(key)
    const bytes = bundleBytes(path.resolve(terminal.cwd, file), file)
    const verification = await verifyBundle(bytes, { publicKey, today })
    const good = isTrusted(verification) || (allowUnsigned && isUnsignedOnly(verification))
    if (json) terminal.print(JSON.stringify({ file, good, ...verification }, null, 2))
    else terminal.say(`${file}: ${verifyText(verification, allowUnsigned)}`.trimEnd())
    process.exitCode = good ? 0 : 1
  } catch (error) {
    tellEvidenceError(error, terminal)
  }
}

/** More than any bundle; a file of this size would not fit into the memory that reads it at once. */
const LARGEST_BUNDLE = 1_900_000_000

function bundleBytes(file: string, stated: string): Buffer {
  try {
    const { size } = statSync(file)
    if (size > LARGEST_BUNDLE)
      throw new UsageError(`${stated}: ${size} bytes; expected a bundle of at most ${LARGEST_BUNDLE}`)
    return readFileSync(file)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EISDIR') throw new UsageError(`${stated}: this is a folder; name a .fixcert file`)
    throw new NotThere(`${stated}: ${code === 'ENOENT' ? 'there is no such file' : `could not be read (${code})`}`)
  }
}

function isUnsignedOnly({ findings, signature, expired }: Verification): boolean {
  return findings.length === 0 && signature.kind === 'unsigned' && !expired
}
