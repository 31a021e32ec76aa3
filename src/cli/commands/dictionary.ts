/** `fixproof dictionary`: what a FIX version, or a venue's dialect, is made of, whether it is in order, what changed. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

const NAME = 'FIX.4.4, FIX.5.0SP2, or a file: QuickFIX XML, Orchestra XML, delta YAML'

export function dictionaryCommand(terminal: Terminal): CommandModule {
  return {
    command: 'dictionary <action>',
    describe: 'look into a dictionary, check it, compare two',
    builder: (y) =>
      y
        .command({
          command: 'show <name> [what]',
          describe: 'a version or a file; a message or field of it',
          builder: (inner) =>
            inner
              .positional('name', { type: 'string', demandOption: true, describe: NAME })
              .positional('what', { type: 'string', describe: 'NewOrderSingle, D, Side or 54' })
              .option('scenario', {
                type: 'string',
                describe: 'another scenario of the message, as Orchestra names it',
              }),
          handler: async (args) => {
            const { show } = await import('./dictionary-handler.ts')
            const { name, what, scenario } = args
            show(terminal, String(name), what === undefined ? undefined : String(what), scenario as string | undefined)
          },
        })
        .command({
          command: 'check <name>',
          describe: 'reads a file, says what it holds, what is wrong with it and what is odd',
          builder: (inner) => inner.positional('name', { type: 'string', demandOption: true, describe: NAME }),
          handler: async (args) => {
            const { check } = await import('./dictionary-handler.ts')
            check(terminal, String(args.name))
          },
        })
        .command({
          command: 'diff <before> <now>',
          describe: 'in what two dictionaries differ, and which cases that touches; exit code 1 when they do',
          builder: (inner) =>
            inner
              .positional('before', { type: 'string', demandOption: true, describe: NAME })
              .positional('now', { type: 'string', demandOption: true, describe: NAME })
              .option('format', { choices: ['console', 'json', 'markdown', 'delta'] as const, default: 'console' })
              .option('features', {
                type: 'string',
                array: true,
                describe: 'features that may be touched, files or folders; default: those of fixproof',
              }),
          handler: async (args) => {
            const { diff } = await import('./dictionary-diff-handler.ts')
            diff(terminal, {
              before: String(args.before),
              now: String(args.now),
              format: String(args.format),
              features: args.features as string[] | undefined,
            })
          },
        })
        .command({
          command: 'write <name>',
          describe: 'the dictionary in the form that another engine reads',
          builder: (inner) =>
            inner
              .positional('name', { type: 'string', demandOption: true, describe: NAME })
              .option('as', { choices: ['quickfix', 'orchestra'] as const, default: 'quickfix' }),
          handler: async (args) => {
            const { write } = await import('./dictionary-handler.ts')
            write(terminal, String(args.name), String(args.as))
          },
        })
        .demandCommand(1, 'Say what to do with the dictionary: show, check, diff or write.'),
    handler: () => undefined,
  }
}
