/** `fixproof run`: what it does is loaded when it is asked for, so that `--help` answers at once. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { ArgumentsCamelCase, CommandModule } from 'yargs'
import type { Terminal } from '../terminal.ts'
import { type RunOptions, runOptions } from './run-options.ts'

export function runCommand(terminal: Terminal): CommandModule<object, RunOptions> {
  return {
    command: 'run [what..]',
    describe: 'run scenarios against the target, write the compliance report',
    builder: runOptions,
    handler: async (args) => {
      const threads = await threadsFor(args, terminal)
      try {
        await (await import('./run-handler.ts')).run(args, terminal, threads)
      } finally {
        for (const thread of threads) thread.close()
      }
    },
  }
}

/** Versions and roles of our own engine: no run in memory has more legs. */
const MOST_LEGS = 16

/**
 * A run against our own engine needs threads, which take a while until they have loaded the steps. They begin with it
 * while this one reads the profile and the features; those that turn out not to be needed are closed again.
 */
async function threadsFor(args: ArgumentsCamelCase<RunOptions>, terminal: Terminal) {
  const { profile, connect, listen, list, parallel = availableParallelism(), beginString, steps } = args
  if (profile !== 'self' || connect !== undefined || listen !== undefined || list || !(parallel > 1)) return []
  const legs = beginString === undefined || beginString === 'all' ? MOST_LEGS : 2 * beginString.split(',').length
  const { LegThread } = await import('../../runner/leg-thread.ts')
  const files = steps.map((file) => path.resolve(terminal.cwd, file))
  return Array.from({ length: Math.min(parallel, legs) }, () => new LegThread(files))
}
