/** `fixproof decode`: FIX logs with names and enum labels. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export function decodeCommand(terminal: Terminal): CommandModule<object, { file: string }> {
  return {
    command: 'decode [file]',
    describe: 'pretty-print a FIX log with names and enum labels',
    builder: (y) =>
      y
        .positional('file', { type: 'string', default: '-', describe: 'a log; - for standard input' })
        .epilogue(
          'The log may be of any length, and still grow where it comes from a pipe. 4 MiB of a line without a whole message are read as if a line feed stood behind them.',
        ),
    handler: async ({ file }) => {
      const { decodeFile } = await import('./decode-handler.ts')
      await decodeFile(file, terminal)
    },
  }
}
