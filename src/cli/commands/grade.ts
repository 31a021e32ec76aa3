/** `fixproof grade`: judges a log that we did not make. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface GradeArguments {
  readonly logs: string[]
  readonly target: string | undefined
  readonly profile: string | undefined
  readonly cases: string | undefined
  readonly out: string | undefined
  readonly format: string
}

export function gradeCommand(terminal: Terminal): CommandModule<object, GradeArguments> {
  return {
    command: 'grade <logs..>',
    describe: 'judge a FIX log: passed, failed, not exercised',
    builder: (y) =>
      y
        .positional('logs', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'a log of any form; several are put in order by their time stamps; - for standard input',
        })
        .option('target', {
          type: 'string',
          requiresArg: true,
          describe: 'CompID of the side that is graded; default: both sides, each for itself',
        })
        .option('profile', {
          alias: 'p',
          type: 'string',
          requiresArg: true,
          describe: 'scenarios/NAME/profile.yaml or a file: its dictionary, and what it tolerates',
        })
        .option('cases', {
          type: 'string',
          requiresArg: true,
          describe: 'only these, with commas between: 2, SD-4, INV',
        })
        .option('out', {
          type: 'string',
          requiresArg: true,
          describe: 'folder of the reports; default: none are written',
        })
        .option('format', {
          type: 'string',
          requiresArg: true,
          default: 'console,json,html,junit,markdown',
          describe: 'which reports to write to --out',
        })
        .epilogue(
          'Exit codes: 0 something was exercised and nothing failed, 1 something failed, 2 a log that can not be read, 3 nothing was exercised.',
        ),
    handler: async (args) => {
      const { gradeLogs } = await import('./grade-handler.ts')
      await gradeLogs(args, terminal)
    },
  }
}
