/** `fixproof steps`: the vocabulary of scenarios, with examples out of the suite. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export function stepsCommand(terminal: Terminal): CommandModule {
  return {
    command: 'steps',
    describe: 'step vocabulary with examples',
    handler: async () => {
      const { stepVocabulary } = await import('../../runner/step-vocabulary.ts')
      const vocabulary = await stepVocabulary()
      for (const { file, steps } of vocabulary) {
        terminal.print(file)
        for (const { pattern, examples } of steps) {
          terminal.print(`  ${pattern}`)
          for (const example of examples.slice(0, 2)) terminal.print(`      ${example}`)
        }
        terminal.print('')
      }
    },
  }
}
