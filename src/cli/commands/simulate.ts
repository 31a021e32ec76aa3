/** `fixproof simulate`: what it does is loaded when it is asked for, so that `--help` answers at once. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'
import { type SimulateArguments, simulateOptions } from './simulate-options.ts'

export function simulateCommand(terminal: Terminal): CommandModule<object, SimulateArguments> {
  return {
    command: 'simulate [profileName]',
    describe: 'long-running counterparty with an admin API',
    builder: simulateOptions,
    handler: async (args) => (await import('./simulate-handler.ts')).simulate(args, terminal),
  }
}
