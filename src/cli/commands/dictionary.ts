/** `fixproof dictionary`: what a FIX version, or a venue's dialect, is made of. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export function dictionaryCommand(terminal: Terminal): CommandModule {
  return {
    command: 'dictionary <action>',
    describe: 'look into a dictionary',
    builder: (y) =>
      y
        .command({
          command: 'show <name> [what]',
          describe: 'a version or QuickFIX XML file; a message or field of it',
          builder: (inner) =>
            inner
              .positional('name', { type: 'string', demandOption: true, describe: 'FIX.4.4, FIX.5.0SP2, or a file' })
              .positional('what', { type: 'string', describe: 'NewOrderSingle, D, Side or 54' }),
          handler: async (args) => {
            const { show } = await import('./dictionary-handler.ts')
            show(terminal, String(args.name), args.what === undefined ? undefined : String(args.what))
          },
        })
        .command({
          command: 'check <name>',
          describe: 'reads a QuickFIX XML file and says what is wrong with it',
          builder: (inner) => inner.positional('name', { type: 'string', demandOption: true }),
          handler: async (args) => {
            const { check } = await import('./dictionary-handler.ts')
            check(terminal, String(args.name))
          },
        })
        .demandCommand(1, 'Say what to do with the dictionary: show or check.'),
    handler: () => undefined,
  }
}
