import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { createTlsNetwork } from './tls.ts'
import { readTlsMaterial, type TlsOptions, TlsSettingsError } from './tls-material.ts'

const file = (name: string): string => path.join(import.meta.dirname, 'test-certificates', name)
const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-tls-'))
after(() => rmSync(folder, { recursive: true }))

function written(name: string, text: string): string {
  const made = path.join(folder, name)
  writeFileSync(made, text)
  return made
}

const certificate = file('server.pem')
const privateKey = file('server.key')
const encrypted = file('server-encrypted.key')
const damaged = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
const chain = written('chain.pem', readFileSync(file('authority.pem'), 'latin1') + damaged)

const wrong: readonly (readonly [name: string, options: TlsOptions, message: RegExp])[] = [
  [
    'a file that is absent',
    { certificate: 'nowhere.pem', privateKey },
    /^TLS certificate nowhere\.pem: there is no such file; state the path of a PEM file$/,
  ],
  ['a folder', { caCertificate: folder }, /^TLS caCertificate .*: is a folder; state the path of a PEM file$/],
  [
    'garbage as certificate',
    { certificate: written('garbage', 'garbage'), privateKey },
    /^TLS certificate .*garbage: holds no certificate; a certificate in PEM/,
  ],
  [
    'a key as certificate',
    { certificate: privateKey, privateKey },
    /^TLS certificate .*server\.key: holds a private key; a certificate in PEM/,
  ],
  [
    'a damaged certificate',
    { certificate: written('damaged.pem', damaged), privateKey },
    /certificate 1 in it is damaged; export it again, as PEM$/,
  ],
  [
    'a damaged second authority',
    { caCertificate: chain },
    /^TLS caCertificate .*chain\.pem: certificate 2 in it is damaged/,
  ],
  [
    'a certificate as key',
    { certificate, privateKey: certificate },
    /^TLS privateKey .*server\.pem: holds no private key; a key in PEM/,
  ],
  [
    'a damaged key',
    {
      certificate,
      privateKey: written('damaged.key', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n'),
    },
    /^TLS privateKey .*damaged\.key: the key in it is damaged/,
  ],
  [
    'a key of another certificate',
    { certificate, privateKey: file('client.key') },
    /^TLS privateKey .*client\.key: is not the key of the certificate .*server\.pem/,
  ],
  [
    'a certificate as list of revoked ones',
    { certificateRevocationList: certificate },
    /^TLS certificateRevocationList .*server\.pem: holds no list; a list in PEM, which begins with/,
  ],
  [
    'a damaged list of revoked ones',
    { certificateRevocationList: written('crl.pem', '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n') },
    /^TLS certificateRevocationList .*crl\.pem: the list in it is damaged/,
  ],
  ['a certificate without a key', { certificate }, /^TLS privateKey: state the key that belongs to .*server\.pem$/],
  [
    'a key without a certificate',
    { privateKey },
    /^TLS certificate: state the certificate that belongs to .*server\.key$/,
  ],
  [
    'an encrypted key without a passphrase',
    { certificate, privateKey: encrypted },
    /^TLS passphrase: the private key .* is encrypted; state its passphrase$/,
  ],
  [
    'a wrong passphrase',
    { certificate, privateKey: encrypted, passphrase: 'guess' },
    /^TLS passphrase: does not open the private key .*server-encrypted\.key$/,
  ],
  [
    'SSL 3',
    { minVersion: 'SSLv3' },
    /^TLS minVersion: SSLv3 is broken and is not spoken any more; state TLSv1\.2 or TLSv1\.3$/,
  ],
  ['TLS 1.0', { minVersion: 'TLSv1' }, /^TLS minVersion: TLSv1 is broken/],
  ['TLS 1.1', { minVersion: 'TLSv1.1' }, /^TLS minVersion: TLSv1\.1 is broken/],
  ['a version that there is not', { minVersion: 'TLSv2' }, /^TLS minVersion: TLSv2 is not known/],
  ['ciphers that there are not', { ciphers: 'ROT13' }, /^TLS ciphers: no cipher matches 'ROT13'/],
]

describe('settings of TLS', () => {
  for (const [name, options, message] of wrong)
    test(`${name} is refused, and the words say what to do`, () => {
      assert.throws(
        () => createTlsNetwork(options),
        (error) => error instanceof TlsSettingsError && message.test(error.message),
      )
    })

  test('an encrypted key opens with its passphrase', () => {
    const material = readTlsMaterial({ certificate, privateKey: encrypted, passphrase: 'fixproof' })
    assert.equal(material.passphrase, 'fixproof')
  })

  test('a listener needs a certificate, and no port opens without', async () => {
    await assert.rejects(
      createTlsNetwork({}).listen({ host: '127.0.0.1', port: 0 }, () => undefined),
      { name: 'TlsSettingsError', setting: 'certificate' },
    )
  })

  test('the passphrase is in no message', () => {
    assert.throws(
      () => readTlsMaterial({ certificate, privateKey: encrypted, passphrase: 'very secret' }),
      (error: Error) => !error.message.includes('very secret'),
    )
  })
})
