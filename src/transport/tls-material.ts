/**
 * Certificates, keys and the other settings of TLS: read and compared before any socket opens, so that what is wrong is
 * told in the words of the settings rather than as a handshake that fails.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, type SecureVersion } from 'node:tls'

/** TLS of one side; engine parameters 10. Files are PEM. */
export interface TlsOptions {
  /** Certificate that we show, with those that stand between it and the authority behind it; needed to listen. */
  readonly certificate?: string | undefined
  /** Key that belongs to `certificate`; one needs the other. */
  readonly privateKey?: string | undefined
  /** Authorities that are trusted; absent: those that the system trusts. */
  readonly caCertificate?: string | undefined
  /** Certificates that their authorities have revoked: none of them is taken; absent: nobody is looked up. */
  readonly certificateRevocationList?: string | undefined
  /** Passphrase of the private key. */
  readonly passphrase?: string | undefined
  /** `TLSv1.2` or `TLSv1.3`; older versions are refused. Default `TLSv1.2`. */
  readonly minVersion?: string | undefined
  /** OpenSSL's list of ciphers; Node's own when absent. */
  readonly ciphers?: string | undefined
  /** The other side must show a certificate that an authority signed. Default true to dial, false to listen. */
  readonly validatePeerCertificate?: boolean | undefined
  /** Name that the server's certificate must carry; the host when absent. */
  readonly serverName?: string | undefined
}

/** What `node:tls` takes, read and checked. */
export interface TlsMaterial {
  readonly minVersion: SecureVersion
  readonly cert?: Buffer
  readonly key?: Buffer
  readonly passphrase?: string
  readonly ca?: Buffer
  readonly crl?: Buffer
  readonly ciphers?: string
}

/** A setting of TLS that can't be used. The message names the setting and the file, what was expected, what to do. */
export class TlsSettingsError extends Error {
  /** Which of the options it is about. */
  readonly setting: keyof TlsOptions
  /** As it was stated; absent for what is not in a file. */
  readonly file: string | undefined
  /** The sentence without setting and file, for callers whose users know the setting under another name. */
  readonly problem: string
  constructor(setting: keyof TlsOptions, file: string | undefined, problem: string) {
    super(`TLS ${setting}${file === undefined ? '' : ` ${file}`}: ${problem}`)
    this.name = 'TlsSettingsError'
    this.setting = setting
    this.file = file
    this.problem = problem
  }
}

/** @throws TlsSettingsError */
export function readTlsMaterial(options: TlsOptions): TlsMaterial {
  const { certificate, privateKey, caCertificate, passphrase, ciphers, minVersion } = options
  const own = certificate === undefined ? undefined : readCertificates('certificate', certificate)
  const key = privateKey === undefined ? undefined : readKey(privateKey, passphrase)
  if (own !== undefined && key === undefined)
    throw new TlsSettingsError('privateKey', undefined, `state the key that belongs to ${certificate}`)
  if (own === undefined && key !== undefined)
    throw new TlsSettingsError('certificate', undefined, `state the certificate that belongs to ${privateKey}`)
  if (own !== undefined && key !== undefined && !own.first.checkPrivateKey(key.key))
    throw new TlsSettingsError(
      'privateKey',
      privateKey,
      `is not the key of the certificate ${certificate}; state the key that it was made with`,
    )
  const ca = caCertificate === undefined ? undefined : readCertificates('caCertificate', caCertificate)
  const { certificateRevocationList: revoked } = options
  const crl = revoked === undefined ? undefined : readRevocationList(revoked)
  return {
    minVersion: versionOf(minVersion),
    ...(own === undefined ? {} : { cert: own.pem }),
    ...(key === undefined ? {} : { key: key.pem }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(ca === undefined ? {} : { ca: ca.pem }),
    ...(crl === undefined ? {} : { crl }),
    ...(ciphers === undefined ? {} : { ciphers: checkedCiphers(ciphers) }),
  }
}

function versionOf(minVersion: string | undefined): SecureVersion {
  if (minVersion === undefined || minVersion === 'TLSv1.2') return 'TLSv1.2'
  if (minVersion === 'TLSv1.3') return minVersion
  const problem = /^(SSL|TLSv1(\.[01])?$)/.test(minVersion) ? 'is broken and is not spoken any more' : 'is not known'
  throw new TlsSettingsError('minVersion', undefined, `${minVersion} ${problem}; state TLSv1.2 or TLSv1.3`)
}

function checkedCiphers(ciphers: string): string {
  try {
    createSecureContext({ ciphers })
    return ciphers
  } catch {
    const problem = `no cipher matches '${ciphers}'; state names that 'openssl ciphers' lists, with ':' between them`
    throw new TlsSettingsError('ciphers', undefined, problem)
  }
}

type FileSetting = 'certificate' | 'privateKey' | 'caCertificate' | 'certificateRevocationList'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g

function readCertificates(setting: FileSetting, file: string): { pem: Buffer; first: X509Certificate } {
  const pem = readPem(setting, file)
  const blocks = pem.toString('latin1').match(CERTIFICATE) ?? []
  const expected = "a certificate in PEM, which begins with '-----BEGIN CERTIFICATE-----', was expected"
  if (blocks.length === 0) {
    const holdsKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem.toString('latin1'))
    const problem = holdsKey ? 'holds a private key' : 'holds no certificate'
    throw new TlsSettingsError(setting, file, `${problem}; ${expected}`)
  }
  const certificates = blocks.map((block, i) => {
    try {
      return new X509Certificate(block)
    } catch {
      throw new TlsSettingsError(setting, file, `certificate ${i + 1} in it is damaged; export it again, as PEM`)
    }
  })
  return { pem, first: certificates[0] as X509Certificate }
}

function readRevocationList(file: string): Buffer {
  const crl = readPem('certificateRevocationList', file)
  const refuse = (problem: string) => new TlsSettingsError('certificateRevocationList', file, problem)
  if (!crl.includes('-----BEGIN X509 CRL-----'))
    throw refuse("holds no list; a list in PEM, which begins with '-----BEGIN X509 CRL-----', was expected")
  try {
    createSecureContext({ crl })
    return crl
  } catch {
    throw refuse('the list in it is damaged; export it again, as PEM')
  }
}

function readKey(file: string, passphrase: string | undefined): { pem: Buffer; key: KeyObject } {
  const pem = readPem('privateKey', file)
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem.toString('latin1'))) {
    const expected = "a key in PEM, which begins with '-----BEGIN PRIVATE KEY-----', was expected"
    throw new TlsSettingsError('privateKey', file, `holds no private key; ${expected}`)
  }
  const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem.toString('latin1'))
  if (encrypted && passphrase === undefined)
    throw new TlsSettingsError('passphrase', undefined, `the private key ${file} is encrypted; state its passphrase`)
  try {
    return { pem, key: createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase }) }
  } catch {
    if (encrypted) throw new TlsSettingsError('passphrase', undefined, `does not open the private key ${file}`)
    throw new TlsSettingsError('privateKey', file, 'the key in it is damaged; export it again, as PEM')
  }
}

function readPem(setting: FileSetting, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const words: Record<string, string> = {
      ENOENT: 'there is no such file; state the path of a PEM file',
      EACCES: 'this user may not read the file; change its rights',
      EISDIR: 'is a folder; state the path of a PEM file',
    }
    throw new TlsSettingsError(setting, file, words[code ?? ''] ?? message)
  }
}
