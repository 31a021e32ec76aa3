/** `fixproof verify`: whether a bundle of evidence is as it was sealed, and by whom. */
import type { Argv, CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface VerifyOptions {
  readonly file: string
  readonly key?: string
  readonly at?: string
  readonly allowUnsigned: boolean
  readonly json: boolean
}

export function verifyCommand(terminal: Terminal): CommandModule<object, VerifyOptions> {
  return {
    command: 'verify <file>',
    describe: 'check a bundle of evidence, offline; exit code 1 names what was changed',
    builder: (y) =>
      y
        .positional('file', { type: 'string', demandOption: true, describe: 'a .fixcert file' })
        .option('key', { type: 'string', requiresArg: true, describe: 'public key (PEM) of who has to have signed it' })
        .option('at', { type: 'string', requiresArg: true, describe: 'day on which it has to be valid; default today' })
        .option('allow-unsigned', { type: 'boolean', default: false, describe: 'a bundle without a signature will do' })
        .option('json', {
          type: 'boolean',
          default: false,
          describe: 'print what was found as JSON',
        }) as unknown as Argv<VerifyOptions>,
    handler: async (args) => {
      const { verify } = await import('./verify-handler.ts')
      await verify(args, terminal)
    },
  }
}
