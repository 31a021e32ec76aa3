/** Envelopes: what is signed, and that there is one way to write each. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KEYS, OTHER_KEYS } from '../testing/sealed-bundle.ts'
import { envelopeOf, envelopeText, isSignedBy, parseEnvelope, preAuthenticationEncoding } from './dsse.ts'
import { keyId } from './keys.ts'

const ID = keyId(KEYS.publicKey)
const signed = envelopeOf(Buffer.from('{"a":1}'), { privateKey: KEYS.privateKey, keyId: ID })

test('the pre-authentication encoding is that of the specification', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'))
  assert.equal(encoded.toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world')
  // Lengths are bytes, not characters.
  assert.equal(preAuthenticationEncoding('ä', Buffer.from('ö')).toString(), 'DSSEv1 2 ä 2 ö')
})

test('a signature holds for its key, its type and its payload, and for no other', () => {
  assert.equal(isSignedBy(signed, KEYS.publicKey, ID), true)
  assert.equal(isSignedBy(signed, OTHER_KEYS.publicKey, ID), false)
  assert.equal(isSignedBy(signed, KEYS.publicKey, keyId(OTHER_KEYS.publicKey)), false)
  assert.equal(isSignedBy({ ...signed, payloadType: 'text/plain' }, KEYS.publicKey, ID), false)
  assert.equal(isSignedBy({ ...signed, payload: Buffer.from('{"a":2}').toString('base64') }, KEYS.publicKey, ID), false)
  assert.equal(isSignedBy({ ...signed, signatures: [] }, KEYS.publicKey, ID), false)
})

test('an envelope is read as it was written, and in no other way', () => {
  const text = envelopeText(signed)
  assert.deepEqual(parseEnvelope(text), signed)
  for (const other of [
    '',
    '{}',
    'null',
    `${text} `,
    JSON.stringify(signed),
    envelopeText({ ...signed, signatures: [{ keyid: ID, sig: 'AB=' }] }),
    // The last character of base64 has bits that are not looked at.
    envelopeText({ ...signed, payload: 'eyJhIjoxfR==' }),
    text.replace('"payload"', '"Payload"'),
  ])
    assert.equal(parseEnvelope(other), undefined, other.slice(0, 40))
})
