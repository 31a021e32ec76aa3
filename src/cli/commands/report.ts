/** `fixproof report`: reports looked at, compared and joined. What each does is loaded when it is asked for. */
import type { CommandModule } from 'yargs'
import { FORMATS, USUAL_FORMATS } from '../../runner/report-formats.ts'
import { CI_OPTIONS, type CiOptions } from '../ci-outputs.ts'
import type { Terminal } from '../terminal.ts'

const DIFF_FORMATS = ['console', 'json', 'markdown'] as const

export function reportCommand(terminal: Terminal): CommandModule {
  const handler = () => import('./report-handler.ts')
  return {
    command: 'report <action>',
    describe: 'look into a report.json, compare two, or join several',
    builder: (y) =>
      y
        .command({
          command: 'show <file>',
          describe: 'prints it as the run did',
          builder: (inner) => inner.positional('file', { type: 'string', demandOption: true }),
          handler: async (args) => (await handler()).showReport(String(args.file), terminal),
        })
        .command({
          command: 'diff <before> <now>',
          describe: 'what changed; exit code 1 when something is worse, has vanished, or is new and fails',
          builder: (inner) =>
            inner
              .positional('before', { type: 'string', demandOption: true })
              .positional('now', { type: 'string', demandOption: true })
              .option('format', { choices: DIFF_FORMATS, default: 'console' as const, requiresArg: true }),
          handler: async (args) =>
            (await handler()).diffOf(String(args.before), String(args.now), String(args.format), terminal),
        })
        .command({
          command: 'merge <files..>',
          describe:
            'joins the reports of shards, all of them; of other reports, a check that is in several keeps the worst verdict',
          builder: (inner) =>
            inner
              .positional('files', { type: 'string', array: true, demandOption: true })
              .option('out', { type: 'string', requiresArg: true, default: 'reports/merged', describe: 'folder' })
              .option('format', {
                type: 'string',
                requiresArg: true,
                default: USUAL_FORMATS.join(','),
                describe: `which to write, of ${FORMATS.join(', ')}`,
              })
              .options(CI_OPTIONS),
          handler: async (args) => (await handler()).mergeFiles(args as unknown as MergeOptions, terminal),
        })
        .demandCommand(1, 'Say what to do with the report: show, diff or merge.'),
    handler: () => undefined,
  }
}

export interface MergeOptions extends CiOptions {
  readonly files: readonly string[]
  readonly out: string
  readonly format: string
}
