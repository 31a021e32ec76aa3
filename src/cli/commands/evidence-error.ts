/** Errors of evidence, told, with their exit codes: 1 not to be certified, 2 usage, 4 something needed is not there. */

import { KeyError, NotThere } from '../../evidence/keys.ts'
import { PrintError } from '../../evidence/print-pdf.ts'
import type { Terminal } from '../terminal.ts'

/** A run that gets no certificate as it is; a sentence for each reason, and what to do. */
export class NotCertifiable extends Error {
  override name = 'NotCertifiable'
}

/** @throws what is no error of evidence */
export function tellEvidenceError(error: unknown, terminal: Terminal): void {
  const code =
    error instanceof NotCertifiable ? 1 : error instanceof NotThere ? 4 : error instanceof KeyError ? 2 : undefined
  const printing = error instanceof PrintError ? 4 : undefined
  if (code === undefined && printing === undefined) throw error
  terminal.complain(`fixproof: ${(error as Error).message}`)
  if (printing !== undefined) terminal.complain('--no-pdf makes the bundle without; certificate.html prints as well.')
  process.exitCode = code ?? printing
}
