/** `fixproof steps`: the vocabulary of scenarios, with examples out of the suite. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

interface StepsArgs {
  readonly word: string[]
}

export function stepsCommand(terminal: Terminal): CommandModule<object, StepsArgs> {
  return {
    command: 'steps [word..]',
    describe: 'step vocabulary with examples',
    builder: (y) =>
      y.positional('word', {
        type: 'string',
        array: true,
        default: [],
        describe: 'only what speaks of it: report, group, capture, disconnect',
      }),
    handler: async ({ word }) => {
      const { stepVocabulary } = await import('../../runner/step-vocabulary.ts')
      const { stepsText } = await import('../steps-text.ts')
      const words = word.map(String)
      const text = stepsText(await stepVocabulary(), words, terminal.color)
      if (text === undefined) {
        const { NothingMatched } = await import('../../runner/scenarios.ts')
        throw new NothingMatched(`no sentence, cell or example speaks of ${words.join(' ')}; fixproof steps lists all`)
      }
      terminal.print(text)
    },
  }
}
