/** `fixproof cases`: the requirement catalogue with the scenarios that cover each row. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

interface CasesArgs {
  readonly what: string[]
  readonly missing: boolean
}

export function casesCommand(terminal: Terminal): CommandModule<object, CasesArgs> {
  return {
    command: 'cases [what..]',
    describe: 'requirement catalogue with the scenarios that cover each row',
    builder: (y) =>
      y
        .positional('what', {
          type: 'string',
          array: true,
          default: [],
          describe: 'cases to be told in full: ORD-03.a, ORD-03, SD',
        })
        .option('missing', { type: 'boolean', default: false, describe: 'only rows that no scenario covers' }),
    handler: async ({ what, missing }) => {
      const { casesText } = await import('../case-text.ts')
      const { catalogueText } = await import('../catalogue-text.ts')
      const { scenariosIn } = await import('../../runner/scenarios.ts')
      const { OWN_FEATURES } = await import('../../runner/package-paths.ts')
      const scenarios = scenariosIn([OWN_FEATURES])
      terminal.print(
        what.length === 0
          ? catalogueText(scenarios, missing, terminal.color)
          : casesText(what, scenarios, missing, terminal.color),
      )
    },
  }
}
