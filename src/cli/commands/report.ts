/** `fixproof report`: what a report.json says, printed again. */
import { readFileSync } from 'node:fs'
import type { CommandModule } from 'yargs'
import type { Report } from '../../report/report.ts'
import { UsageError } from '../../runner/usage-error.ts'
import type { Terminal } from '../terminal.ts'

export function reportCommand(terminal: Terminal): CommandModule {
  return {
    command: 'report <action>',
    describe: 'look into a report.json',
    builder: (y) =>
      y
        .command({
          command: 'show <file>',
          describe: 'prints it as the run did',
          builder: (inner) => inner.positional('file', { type: 'string', demandOption: true }),
          handler: async (args) => {
            const { renderConsole } = await import('../../report/formats/console.ts')
            terminal.print(renderConsole(await load(String(args.file)), { color: terminal.color }))
          },
        })
        .demandCommand(1, 'Say what to do with the report: show.'),
    handler: () => undefined,
  }
}

async function load(file: string): Promise<Report> {
  const { parseReport } = await import('../../report/parse-report.ts')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`${file}: could not be read (${(cause as NodeJS.ErrnoException).code})`)
  }
  return parseReport(text, file)
}
