/**
 * What is signed: an in-toto Statement v1 whose subjects are all files of the bundle, with the certificate as its predicate.
 * Source: in-toto Attestation Framework 1.0, spec/v1/statement.md.
 */
import * as z from 'zod'
import type { CertificateFacts } from './facts.ts'

export const STATEMENT = 'https://in-toto.io/Statement/v1'
export const PREDICATE = 'urn:fixproof:conformance-run:v1'

export interface Subject {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

export interface Statement {
  readonly _type: typeof STATEMENT
  readonly subject: readonly Subject[]
  readonly predicateType: typeof PREDICATE
  readonly predicate: CertificateFacts
}

export function statementOf(
  files: readonly { readonly name: string; readonly sha256: string }[],
  predicate: CertificateFacts,
): Buffer {
  const subject = files.map(({ name, sha256 }) => ({ name, digest: { sha256 } }))
  return Buffer.from(JSON.stringify({ _type: STATEMENT, subject, predicateType: PREDICATE, predicate }))
}

const model = z.looseObject({
  _type: z.literal(STATEMENT),
  subject: z.array(
    z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) }),
  ),
  predicateType: z.literal(PREDICATE),
  predicate: z.looseObject({ id: z.string() }),
})

/** @returns undefined when it is not such a statement */
export function parseStatement(payload: Buffer): Statement | undefined {
  try {
    const parsed = model.safeParse(JSON.parse(payload.toString()))
    return parsed.success ? (parsed.data as unknown as Statement) : undefined
  } catch {
    return undefined
  }
}
