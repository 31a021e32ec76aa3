/** `fixproof packs`: what public rulebooks of venues ask for, what is known of their sessions, and what is not public. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface PacksArguments {
  readonly name: string | undefined
  readonly json: boolean
  readonly profile: string | undefined
}

export function packsCommand(terminal: Terminal): CommandModule<object, PacksArguments> {
  return {
    command: 'packs [name]',
    describe: 'venues: which cases they ask for, how their sessions behave, what is not public',
    builder: (y) =>
      y
        .positional('name', { type: 'string', describe: 'cme, or a pack.yaml; without one all are listed' })
        .option('profile', {
          alias: 'p',
          type: 'string',
          describe: 'scenarios/NAME or a file: only the questions that this profile leaves open',
        })
        .option('json', { type: 'boolean', default: false, describe: 'for machines' }),
    handler: async (args) => {
      const { packs } = await import('./packs-handler.ts')
      packs(terminal, args)
    },
  }
}
