/** What `fixproof key` does. */
import { writeKeyPair } from '../../evidence/keys.ts'
import type { Terminal } from '../terminal.ts'
import { tellEvidenceError } from './evidence-error.ts'

export function makeKey(file: string, terminal: Terminal): void {
  try {
    const id = writeKeyPair(file)
    terminal.say(`  private key  ${file}: keep it to yourself; who has it can sign as you
  public key   ${file}.pub: hand it out, with its id by another way
  key id       ${id}
  next         npx fixproof certify --key ${/\s/.test(file) ? `"${file}"` : file}`)
  } catch (error) {
    tellEvidenceError(error, terminal)
  }
}
