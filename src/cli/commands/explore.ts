/** `fixproof explore`: what it does is loaded when it is asked for, so that `--help` answers at once. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'
import { type ExploreOptions, exploreOptions } from './explore-options.ts'

export function exploreCommand(terminal: Terminal): CommandModule<object, ExploreOptions> {
  return {
    command: 'explore',
    describe: 'play random legal and illegal moves against the target, and keep what breaks it as a feature file',
    builder: exploreOptions,
    handler: async (args) => (await import('./explore-handler.ts')).explore(args, terminal),
  }
}
