/** The options of `fixproof explore`. */
import type { Argv } from 'yargs'
import { LOG_LEVELS, type LogLevel } from '../../log/log-levels.ts'

export function exploreOptions(y: Argv) {
  return y
    .option('profile', {
      alias: 'p',
      type: 'string',
      default: 'self',
      describe: 'scenarios/NAME/profile.yaml, or a file',
    })
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'repeats an exploration in memory exactly; default: the date',
    })
    .option('steps', {
      type: 'number',
      requiresArg: true,
      describe: 'steps to play against each version and role; default: 2000 in memory, 200 against a socket',
    })
    .option('begin-string', { type: 'string', requiresArg: true, describe: 'FIX versions with commas between, or all' })
    .option('role', {
      choices: ['acceptor', 'initiator'] as const,
      describe: 'role of the target; default: every role of the profile',
    })
    .option('except', {
      type: 'string',
      requiresArg: true,
      describe: 'case ids with commas between whose moves are left out',
    })
    .option('connect', {
      type: 'string',
      requiresArg: true,
      describe: 'HOST:PORT of a target that accepts; we initiate',
    })
    .option('listen', { type: 'string', requiresArg: true, describe: '[HOST:]PORT where a target that dials comes to' })
    .option('sender', { type: 'string', requiresArg: true, describe: 'our SenderCompID' })
    .option('target', { type: 'string', requiresArg: true, describe: "the target's CompID" })
    .option('heartbeat', { type: 'number', requiresArg: true, describe: 'HeartBtInt that we propose, seconds' })
    .option('out', {
      type: 'string',
      requiresArg: true,
      describe: 'folder of the feature files; default reports/<profile>/explored',
    })
    .option('waivers', {
      type: 'string',
      requiresArg: true,
      describe: 'known deviations, YAML: moves about these cases are left out',
    })
    .option('log', {
      choices: LOG_LEVELS,
      default: 'silent' as LogLevel,
      describe: 'what happens behind the scenes, JSON lines on stderr',
    })
}

export type ExploreOptions = ReturnType<typeof exploreOptions> extends Argv<infer T> ? T : never
