/** `fixproof run`: what it does is loaded when it is asked for, so that `--help` answers at once. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'
import { type RunOptions, runOptions } from './run-options.ts'

export function runCommand(terminal: Terminal): CommandModule<object, RunOptions> {
  return {
    command: 'run [what..]',
    describe: 'run scenarios against the target, write the compliance report',
    builder: runOptions,
    handler: async (args) => (await import('./run-handler.ts')).run(args, terminal),
  }
}
