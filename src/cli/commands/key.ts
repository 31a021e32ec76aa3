/** `fixproof key`: a key pair to sign evidence with. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export function keyCommand(terminal: Terminal): CommandModule {
  return {
    command: 'key <file>',
    describe: 'make a key pair that certify signs with: FILE (keep it) and FILE.pub (hand it out)',
    builder: (y) =>
      y.positional('file', { type: 'string', demandOption: true, describe: 'where the private key goes' }),
    handler: async (args) => {
      const { makeKey } = await import('./key-handler.ts')
      makeKey(String(args.file), terminal)
    },
  }
}
