/**
 * Ed25519 keys as files: the private one as PKCS#8 PEM, the public one as SubjectPublicKeyInfo PEM, as openssl reads and writes
 * them. A key is named by the SHA-256 of its public half, so that two people can compare it in words.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { systemWords } from '../log/system-words.ts'

/** A key that can not be used; says which file, what it holds, and what was expected. */
export class KeyError extends Error {
  override name = 'KeyError'
}

/** A file that is needed and not there. */
export class NotThere extends Error {
  override name = 'NotThere'
}

/** SHA-256 of the DER form of the public key, in hex. */
export function keyId(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

export function publicPem(publicKey: KeyObject): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}

/**
 * Makes a key pair: `file`, which only its owner may read, and `file.pub`. Nothing is ever written over.
 *
 * @returns the key id
 * @throws KeyError when one of the files is there already or can not be written
 */
export function writeKeyPair(file: string): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  writeNew(file, privatePem, 0o600)
  try {
    writeNew(`${file}.pub`, publicPem(publicKey), 0o644)
  } catch (error) {
    // Half a pair is of no use, and would be in the way of the next attempt.
    rmSync(file)
    throw error
  }
  return keyId(publicKey)
}

function writeNew(file: string, text: string, mode: number): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new KeyError(`${file}: it is there already, and a key is never written over; name another file`)
    if (code === 'ENOENT') throw new KeyError(`${file}: there is no such folder; make it, or name another file`)
    throw new KeyError(`${file}: could not be written (${code})`)
  }
}

/** @throws KeyError, NotThere */
export function readPrivateKey(file: string): KeyObject {
  const text = readKeyFile(file)
  if (!/PRIVATE KEY/.test(text) && /PUBLIC KEY/.test(text))
    throw new KeyError(`${file}: this is the public half; sign with the private key, ${file.replace(/\.pub$/, '')}`)
  if (/ENCRYPTED/.test(text))
    throw new KeyError(
      `${file}: the key is encrypted; give it without its passphrase: openssl pkcs8 -in FILE -out PLAIN -nocrypt`,
    )
  return ed25519(file, () => createPrivateKey(text))
}

/** The public key of a file; of a private key its public half would do as well, but is refused: it is not to go around. */
export function readPublicKey(file: string): KeyObject {
  const text = readKeyFile(file)
  if (/PRIVATE KEY/.test(text))
    throw new KeyError(`${file}: this is a private key; verify with its public half, ${file}.pub`)
  return publicKeyOf(text, file)
}

/** @throws KeyError */
export function publicKeyOf(pem: string, file: string): KeyObject {
  return ed25519(file, () => createPublicKey(pem))
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const hint =
      code === 'ENOENT'
        ? 'there is no such file; fixproof key FILE makes a key pair'
        : `it could not be read: ${systemWords(cause)}`
    throw new NotThere(`${file}: ${hint}`)
  }
}

function ed25519(file: string, read: () => KeyObject): KeyObject {
  let key: KeyObject
  try {
    key = read()
  } catch {
    throw new KeyError(`${file}: expected an Ed25519 key in PEM, could not read one; fixproof key FILE makes a pair`)
  }
  if (key.asymmetricKeyType === 'ed25519') return key
  throw new KeyError(
    `${file}: expected an Ed25519 key, found ${key.asymmetricKeyType ?? 'another'}; fixproof key FILE makes a pair`,
  )
}
