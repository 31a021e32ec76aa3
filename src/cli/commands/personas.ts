/** `fixproof personas`: the venues that the simulator plays, and the tables by which they answer. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface PersonasArguments {
  readonly name: string | undefined
  readonly json: boolean
}

export function personasCommand(terminal: Terminal): CommandModule<object, PersonasArguments> {
  return {
    command: 'personas [name]',
    describe: 'venues that the simulator plays, and the tables by which they answer',
    builder: (y) =>
      y
        .positional('name', { type: 'string', describe: 'standard, or a YAML file; without one all are listed' })
        .option('json', { type: 'boolean', default: false, describe: 'for machines: the rules in their own words' }),
    handler: async (args) => {
      const { personas } = await import('./personas-handler.ts')
      personas(terminal, args)
    },
  }
}
