/** `fixproof generate`: checks of faulty messages, made from a dictionary. What it does is loaded when it is asked for. */
import type { Argv, CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

function generateOptions(y: Argv) {
  return y
    .positional('dictionary', {
      type: 'string',
      default: 'FIX.4.4',
      describe: 'FIX.4.4, FIX.5.0SP2, or a QuickFIX XML, Orchestra or delta file',
    })
    .positional('message', {
      type: 'string',
      array: true,
      default: [] as string[],
      describe: 'messages by name or MsgType, or all; default: NewOrderSingle',
    })
    .option('out', {
      type: 'string',
      requiresArg: true,
      default: 'generated',
      describe: 'a .feature file for all messages, or a folder with a file for each',
    })
    .option('checks', { type: 'string', requiresArg: true, describe: 'which ones, with commas between; default: all' })
    .option('begin-string', {
      type: 'string',
      requiresArg: true,
      describe: 'FIX version, where the dictionary does not tell it',
    })
    .option('list', { type: 'boolean', default: false, describe: 'say what would be made, and write nothing' })
}

export type GenerateOptions = ReturnType<typeof generateOptions> extends Argv<infer T> ? T : never

export function generateCommand(terminal: Terminal): CommandModule<object, GenerateOptions> {
  return {
    command: 'generate [dictionary] [message..]',
    describe: 'make scenarios that check how faulty messages are answered',
    builder: generateOptions,
    handler: async (args) => (await import('./generate-handler.ts')).generateFeatures(args, terminal),
  }
}
