/** `fixproof waive`: a failure of the last report becomes a known deviation. What it does is loaded when it is asked for. */
import type { Argv, CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

function waiveOptions(y: Argv) {
  return y
    .positional('case', {
      type: 'string',
      array: true,
      default: [] as string[],
      describe: 'ids of cases that failed, as the report has them',
    })
    .option('all-failed', { type: 'boolean', default: false, describe: 'every failure of the report' })
    .option('profile', {
      alias: 'p',
      type: 'string',
      default: 'self',
      describe: 'scenarios/NAME/profile.yaml, or a file',
    })
    .option('report', { type: 'string', requiresArg: true, describe: 'default reports/<profile>/report.json' })
    .option('reason', { type: 'string', requiresArg: true, demandOption: true, describe: 'why it is accepted' })
    .option('owner', { type: 'string', requiresArg: true, demandOption: true, describe: 'who sees to it' })
    .option('until', {
      type: 'string',
      requiresArg: true,
      demandOption: true,
      describe: 'last day on which it holds, a year ahead at most: YYYY-MM-DD, or from today 90d, 6 months',
    })
    .option('issue', { type: 'string', requiresArg: true, describe: 'where the repair is tracked' })
    .option('approved-by', { type: 'string', requiresArg: true, describe: 'who has agreed' })
    .option('waivers', {
      type: 'string',
      requiresArg: true,
      describe: 'file to write to; default: suite.waivers of the profile',
    })
    .example('$0 waive 2.c -p venue --reason "fixed in 4.2" --owner fix-team --until 2027-03-31', '')
}

export type WaiveOptions = ReturnType<typeof waiveOptions> extends Argv<infer T> ? T : never

export function waiveCommand(terminal: Terminal): CommandModule<object, WaiveOptions> {
  return {
    command: 'waive [case..]',
    describe: 'accept a failure of the last report for a while: writes a waiver with reason, owner and end',
    builder: waiveOptions,
    handler: async (args) => (await import('./waive-handler.ts')).waive(args, terminal),
  }
}
