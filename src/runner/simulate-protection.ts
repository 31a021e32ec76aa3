/** Token and certificates of the admin API, from where they are kept. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Protection } from '../admin/authentication.ts'
import { readTlsMaterial, type TlsMaterial, TlsSettingsError } from '../transport/tls-material.ts'
import { UsageError } from './usage-error.ts'

interface Stated {
  readonly token?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly ca?: string | undefined
}

interface Surroundings {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** @throws UsageError */
export function protectionFrom({ token, cert, key, ca }: Stated, { cwd, env }: Surroundings): Protection {
  const secret = token === undefined ? {} : { token: tokenFrom(token, { cwd, env }) }
  if (cert === undefined && key === undefined) {
    if (ca !== undefined)
      throw new UsageError(
        '--admin-ca asks for client certificates, and those need TLS: add --admin-cert and --admin-key',
      )
    return secret
  }
  if (cert === undefined || key === undefined)
    throw new UsageError(
      `--admin-cert and --admin-key belong together: --admin-${cert === undefined ? 'cert' : 'key'} is missing`,
    )
  const material = materialFrom({ cert, key, ca }, cwd)
  const clients = material.ca === undefined ? {} : { ca: String(material.ca) }
  return { ...secret, tls: { cert: String(material.cert), key: String(material.key), ...clients } }
}

const OPTIONS: Readonly<Partial<Record<TlsSettingsError['setting'], string>>> = {
  certificate: '--admin-cert',
  privateKey: '--admin-key',
  caCertificate: '--admin-ca',
}

/** The files are read and compared as those of the sessions are, and what is wrong is told by the options' names. */
function materialFrom({ cert, key, ca }: Stated, cwd: string): TlsMaterial {
  const at = (file: string | undefined) => (file === undefined ? undefined : path.resolve(cwd, file))
  try {
    return readTlsMaterial({ certificate: at(cert), privateKey: at(key), caCertificate: at(ca) })
  } catch (error) {
    if (!(error instanceof TlsSettingsError)) throw error
    if (error.setting === 'passphrase')
      throw new UsageError(`--admin-key ${key}: is encrypted, and nobody could state its passphrase; give it decrypted`)
    const option = OPTIONS[error.setting] ?? error.setting
    throw new UsageError(`${option} ${error.file ?? ''}: ${error.problem}`)
  }
}

/** `${env:NAME}`, `file:PATH`, or the token itself, which other users of the machine may then see. */
function tokenFrom(text: string, { cwd, env }: Surroundings): string {
  const [, name] = /^\$\{env:([A-Za-z_]\w*)\}$/.exec(text) ?? []
  const [, file] = /^file:(.+)$/.exec(text) ?? []
  const token = name !== undefined ? env[name] : file !== undefined ? textOf(file, cwd) : text
  if (token === undefined) throw new UsageError(`--admin-token: ${name} is not set in the environment`)
  if (token === '')
    throw new UsageError(`--admin-token: ${name ?? file ?? 'the token'} is empty; expected at least 8 characters`)
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('--admin-token: expected visible ASCII characters without blanks')
  return token
}

function textOf(file: string, cwd: string): string {
  try {
    return readFileSync(path.resolve(cwd, file), 'utf8').trim()
  } catch (cause) {
    throw new UsageError(`--admin-token ${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
}
