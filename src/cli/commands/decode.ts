/** `fixproof decode`: FIX logs with names and enum labels. */
import { readFileSync } from 'node:fs'
import type { CommandModule } from 'yargs'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'

export function decodeCommand(terminal: Terminal): CommandModule<object, { file: string }> {
  return {
    command: 'decode [file]',
    describe: 'pretty-print a FIX log with names and enum labels',
    builder: (y) => y.positional('file', { type: 'string', default: '-', describe: 'a log; - for standard input' }),
    handler: async ({ file }) => {
      const { decodeLog } = await import('../../runner/decode-log.ts')
      const text = read(file)
      const decoded = decodeLog(text)
      if (decoded.messages === 0)
        throw new UsageError(`${file}: no FIX message in it: expected 8=FIX…10=nnn with SOH, | or ^A between fields`)
      terminal.print(decoded.text)
    },
  }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'latin1')
  } catch (cause) {
    throw new UsageError(`${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
}
