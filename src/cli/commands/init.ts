/** `fixproof init`: from an engine to its profile and test plan, by questions. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'
import { FLAG_KEYS, initOptions } from './init-options.ts'

export function initCommand(terminal: Terminal): CommandModule {
  return {
    command: 'init [name]',
    describe: 'asks about your engine, and writes its profile and test plan',
    builder: (y) => initOptions(y),
    handler: async (args) => {
      const { init } = await import('./init-handler.ts')
      const { name, answers } = args
      await init(
        {
          name: name === undefined ? undefined : String(name),
          answers: answers === undefined ? undefined : String(answers),
          yes: args.yes === true,
          set: Array.isArray(args.set) ? args.set.map(String) : [],
          force: args.force === true,
          interactive: args.interactive === true,
          flags: Object.fromEntries(
            Object.keys(FLAG_KEYS).flatMap((flag) => (args[flag] === undefined ? [] : [[flag, String(args[flag])]])),
          ),
        },
        terminal,
      )
    },
  }
}
