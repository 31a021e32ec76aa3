/** `fixproof cases`: the requirement catalogue with the scenarios that cover each row. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export function casesCommand(terminal: Terminal): CommandModule<object, { missing: boolean }> {
  return {
    command: 'cases',
    describe: 'requirement catalogue with the scenarios that cover each row',
    builder: (y) =>
      y.option('missing', { type: 'boolean', default: false, describe: 'only rows that no scenario covers' }),
    handler: async ({ missing }) => {
      const { catalogueText } = await import('../catalogue-text.ts')
      const { scenariosIn } = await import('../../runner/scenarios.ts')
      const { OWN_FEATURES } = await import('../../runner/package-paths.ts')
      terminal.print(catalogueText(scenariosIn([OWN_FEATURES]), missing, terminal.color))
    },
  }
}
