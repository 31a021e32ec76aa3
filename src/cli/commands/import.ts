/** `fixproof import`: a scenario from a log, for yesterday's incident to be tomorrow's regression. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface ImportArguments {
  readonly logs: string[]
  readonly target: string | undefined
  readonly profile: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly session: number | undefined
  readonly name: string | undefined
  readonly out: string | undefined
  readonly case: string | undefined
  readonly list: boolean
  readonly force: boolean
}

export function importCommand(terminal: Terminal): CommandModule<object, ImportArguments> {
  return {
    command: 'import <logs..>',
    describe: 'make regression scenarios of a FIX log',
    builder: (y) =>
      y
        .positional('logs', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'a log; several of one session are put in order by their time stamps; - for standard input',
        })
        .option('target', { type: 'string', describe: 'CompID of the side that is to be tested' })
        .option('profile', {
          alias: 'p',
          type: 'string',
          describe: 'scenarios/NAME/profile.yaml or a file: what is replayed against',
        })
        .option('from', { type: 'string', describe: 'leave out what was before, UTC: 2026-11-22T17:00:00' })
        .option('to', { type: 'string', describe: 'leave out what was behind, UTC' })
        .option('session', { type: 'number', describe: 'only this session of those that --list shows' })
        .option('name', { type: 'string', describe: 'title of the feature, and with hyphens its file' })
        .option('out', {
          type: 'string',
          describe: 'folder of the feature; default: features beside the profile, else features/imported',
        })
        .option('case', {
          type: 'string',
          describe:
            'of a report.json in the place of a log: the talk of this case, the first that failed where one did',
        })
        .option('list', { type: 'boolean', default: false, describe: 'show the sessions of the log and write nothing' })
        .option('force', { type: 'boolean', default: false, describe: 'write over a feature of this name' })
        .epilogue('Then: fixproof run -p PROFILE FEATURE, and where the target has changed, fixproof drift.'),
    handler: async (args) => {
      const { importLogs } = await import('./import-handler.ts')
      await importLogs(args, terminal)
    },
  }
}
