/** Key files: what is made, what is refused, and that openssl reads them. */
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { keyId, publicPem, readPrivateKey, readPublicKey, writeKeyPair } from './keys.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-keys-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => path.join(folder, name)

test('a pair is made: PKCS#8 for its owner alone, and SPKI with the key id over its DER', () => {
  const id = writeKeyPair(at('firm.pem'))
  assert.match(readFileSync(at('firm.pem'), 'utf8'), /^-----BEGIN PRIVATE KEY-----/)
  if (process.platform !== 'win32') assert.equal(statSync(at('firm.pem')).mode & 0o777, 0o600)
  const pem = readFileSync(at('firm.pem.pub'), 'utf8')
  assert.match(pem, /^-----BEGIN PUBLIC KEY-----/)
  const der = Buffer.from(pem.replace(/-----.*-----|\s/g, ''), 'base64')
  assert.equal(id, createHash('sha256').update(der).digest('hex'))
  assert.equal(keyId(readPublicKey(at('firm.pem.pub'))), id)
  assert.equal(readPrivateKey(at('firm.pem')).asymmetricKeyType, 'ed25519')
})

test('a key is never written over, and half a pair is not left behind', () => {
  writeKeyPair(at('once.pem'))
  const before = readFileSync(at('once.pem'))
  assert.throws(() => writeKeyPair(at('once.pem')), { name: 'KeyError', message: /once\.pem: it is there already/ })
  assert.deepEqual(readFileSync(at('once.pem')), before)
  writeFileSync(at('half.pem.pub'), 'x')
  assert.throws(() => writeKeyPair(at('half.pem')), /half\.pem\.pub: it is there already/)
  assert.equal(existsSync(at('half.pem')), false)
  assert.throws(() => writeKeyPair(at('none/firm.pem')), /there is no such folder/)
})

test('what is no Ed25519 key of the right half is refused in words', () => {
  writeKeyPair(at('good.pem'))
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 })
  writeFileSync(at('rsa.pem'), rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeFileSync(at('rsa.pem.pub'), publicPem(rsa.publicKey))
  const encrypted = generateKeyPairSync('ed25519').privateKey
  writeFileSync(
    at('encrypted.pem'),
    encrypted.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
  )
  writeFileSync(at('text.pem'), 'no key')
  assert.throws(() => readPrivateKey(at('good.pem.pub')), /this is the public half; sign with the private key/)
  assert.throws(() => readPublicKey(at('good.pem')), /this is a private key; verify with its public half/)
  assert.throws(() => readPrivateKey(at('rsa.pem')), /expected an Ed25519 key, found rsa/)
  assert.throws(() => readPublicKey(at('rsa.pem.pub')), /expected an Ed25519 key, found rsa/)
  assert.throws(() => readPrivateKey(at('encrypted.pem')), /the key is encrypted/)
  assert.throws(() => readPrivateKey(at('text.pem')), /expected an Ed25519 key in PEM, could not read one/)
  assert.throws(() => readPublicKey(at('gone.pem')), { name: 'NotThere', message: /there is no such file/ })
})
