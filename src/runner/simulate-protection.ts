/** Token and certificates of the admin API, from where they are kept. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Protection } from '../admin/authentication.ts'
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
  const read = (option: string, file: string): string => {
    try {
      return readFileSync(path.resolve(cwd, file), 'utf8')
    } catch (cause) {
      throw new UsageError(`${option} ${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
    }
  }
  const secret = token === undefined ? {} : { token: tokenFrom(token, env, read) }
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
  const clients = ca === undefined ? {} : { ca: read('--admin-ca', ca) }
  return { ...secret, tls: { cert: read('--admin-cert', cert), key: read('--admin-key', key), ...clients } }
}

/** `${env:NAME}`, `file:PATH`, or the token itself, which other users of the machine may then see. */
function tokenFrom(text: string, env: Surroundings['env'], read: (option: string, file: string) => string): string {
  const [, name] = /^\$\{env:([A-Za-z_]\w*)\}$/.exec(text) ?? []
  const [, file] = /^file:(.+)$/.exec(text) ?? []
  const token = name !== undefined ? env[name] : file !== undefined ? read('--admin-token', file).trim() : text
  if (token === undefined) throw new UsageError(`--admin-token: ${name} is not set in the environment`)
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('--admin-token: expected visible ASCII characters without blanks')
  return token
}
