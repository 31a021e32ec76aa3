/** `fixproof drift`: where a target no longer does what was recorded, and what becomes of the recording. */
import type { CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'

export interface DriftArguments {
  readonly report: string | undefined
  readonly accept: string | undefined
  readonly loosen: string | undefined
  readonly drop: string | undefined
}

export function driftCommand(terminal: Terminal): CommandModule<object, DriftArguments> {
  return {
    command: 'drift [report]',
    describe: 'show where imported scenarios fail now: accept, loosen or drop each difference',
    builder: (y) =>
      y
        .positional('report', {
          type: 'string',
          describe: 'report.json of the run that failed; default: the newest below reports/',
        })
        .option('accept', { type: 'string', describe: 'the new value becomes the expectation: 1,3 or all' })
        .option('loosen', { type: 'string', describe: 'the old value and the new one fit: 2 or all' })
        .option('drop', { type: 'string', describe: 'nothing is expected there any more: 4 or all' })
        .epilogue(
          'Only features that are @imported are changed. Without a choice each difference is shown, and asked about on a terminal.',
        ),
    handler: async (args) => {
      const { drift } = await import('./drift-handler.ts')
      await drift(args, terminal)
    },
  }
}
