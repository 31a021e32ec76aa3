/** `fixproof plan`: what a target has to prove, why, and how far it is. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export const PLAN_FORMATS = ['console', 'json', 'markdown'] as const

export interface PlanArguments {
  readonly name: string | undefined
  readonly cases: readonly string[]
  readonly format: (typeof PLAN_FORMATS)[number]
  readonly report: string | undefined
  readonly update: boolean
  readonly yes: boolean
}

export function planCommand(terminal: Terminal): CommandModule<object, PlanArguments> {
  return {
    command: 'plan [name] [cases..]',
    describe: 'the test plan of an engine: mandatory, optional, not applicable, and how far it is',
    builder: (y) =>
      y
        .positional('name', { type: 'string', describe: 'as for fixproof init, or the file of a plan' })
        .positional('cases', {
          type: 'string',
          array: true,
          default: [],
          describe: 'cases to be shown one by one: 2, SD-43, ORD',
        })
        .option('format', {
          choices: PLAN_FORMATS,
          default: 'console' as const,
          describe: 'json and markdown have every case',
        })
        .option('report', {
          type: 'string',
          requiresArg: true,
          describe: 'default reports/NAME/report.json, where it is there',
        })
        .option('update', {
          type: 'boolean',
          default: false,
          describe: 'make it anew, by the same answers and the profile as it stands',
        })
        .option('yes', {
          alias: 'y',
          type: 'boolean',
          default: false,
          describe: 'with --update: write without asking',
        }),
    handler: async (args) => {
      const { plan } = await import('./plan-handler.ts')
      await plan(args, terminal)
    },
  }
}
