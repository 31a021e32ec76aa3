/**
 * An envelope around a statement, with a signature over type and payload together. Source: DSSE v1.0.2, protocol.md and envelope.md.
 */
import { type KeyObject, sign, verify } from 'node:crypto'
import * as z from 'zod'

export interface Envelope {
  readonly payloadType: string
  /** Base64. */
  readonly payload: string
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[]
}

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'expected base64')

const envelopeModel = z.strictObject({
  payloadType: z.string(),
  payload: base64,
  signatures: z.array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{64}$/), sig: base64 })).max(8),
})

export const STATEMENT_TYPE = 'application/vnd.in-toto+json'

/** What is signed: lengths and texts, so that no two pairs of type and payload give the same bytes. */
export function preAuthenticationEncoding(payloadType: string, payload: Buffer): Buffer {
  const type = Buffer.from(payloadType)
  return Buffer.concat([Buffer.from(`DSSEv1 ${type.length} `), type, Buffer.from(` ${payload.length} `), payload])
}

/** @param key - without one the envelope has no signature, and proves nothing about who made it */
export function envelopeOf(payload: Buffer, key?: { privateKey: KeyObject; keyId: string }): Envelope {
  const encoded = preAuthenticationEncoding(STATEMENT_TYPE, payload)
  const signatures =
    key === undefined ? [] : [{ keyid: key.keyId, sig: sign(null, encoded, key.privateKey).toString('base64') }]
  return { payloadType: STATEMENT_TYPE, payload: payload.toString('base64'), signatures }
}

/** The one way in which an envelope is written; every other text of the same meaning counts as changed. */
export function envelopeText(envelope: Envelope): string {
  return `${JSON.stringify(envelope, null, 2)}\n`
}

/** @returns undefined when the text is not an envelope, or is not written as `envelopeText` does it */
export function parseEnvelope(text: string): Envelope | undefined {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = envelopeModel.safeParse(data)
  if (!parsed.success) return undefined
  const { payloadType, payload, signatures } = parsed.data
  const envelope = { payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) }
  // Of base64 several texts decode to the same bytes.
  const exact = [payload, ...signatures.map(({ sig }) => sig)].every(
    (some) => Buffer.from(some, 'base64').toString('base64') === some,
  )
  return exact && envelopeText(envelope) === text ? envelope : undefined
}

export function isSignedBy(envelope: Envelope, publicKey: KeyObject, keyId: string): boolean {
  const encoded = preAuthenticationEncoding(envelope.payloadType, Buffer.from(envelope.payload, 'base64'))
  return envelope.signatures.some(
    ({ keyid, sig }) => keyid === keyId && verify(null, encoded, publicKey, Buffer.from(sig, 'base64')),
  )
}
