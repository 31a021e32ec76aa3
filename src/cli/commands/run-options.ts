/** The options of `fixproof run`. */
import type { Argv } from 'yargs'
import { LOG_LEVELS, type LogLevel } from '../../log/log-levels.ts'
import { FORMATS, USUAL_FORMATS } from '../../runner/report-formats.ts'
import { CI_OPTIONS } from '../ci-outputs.ts'

export function runOptions(y: Argv) {
  return y
    .positional('what', {
      type: 'string',
      array: true,
      default: [] as string[],
      describe: 'case ids (2 means 2.a to 2.t) or feature files; everything when absent',
    })
    .option('profile', {
      alias: 'p',
      type: 'string',
      default: 'self',
      describe: 'scenarios/NAME/profile.yaml, or a file',
    })
    .option('connect', {
      type: 'string',
      requiresArg: true,
      describe: 'HOST:PORT of a target that accepts; we initiate',
    })
    .option('listen', { type: 'string', requiresArg: true, describe: '[HOST:]PORT where a target that dials comes to' })
    .option('begin-string', { type: 'string', requiresArg: true, describe: 'FIX versions with commas between, or all' })
    .option('sender', { type: 'string', requiresArg: true, describe: 'our SenderCompID' })
    .option('target', { type: 'string', requiresArg: true, describe: "the target's CompID" })
    .option('heartbeat', { type: 'number', requiresArg: true, describe: 'HeartBtInt that we propose, seconds' })
    .option('tags', { type: 'string', requiresArg: true, describe: 'cucumber tag expression' })
    .option('steps', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [] as string[],
      describe: 'step files of your own',
    })
    .option('mandatory', {
      type: 'boolean',
      default: false,
      describe: 'only what the plan of the profile calls mandatory',
    })
    .option('resume', {
      type: 'boolean',
      default: false,
      describe:
        'go on with a run that was interrupted or killed: what is done is taken over; begins anew where nothing is',
    })
    .option('failed', {
      type: 'string',
      describe:
        'repeat only what failed, erred or was inconclusive in a report (default: the last one), and keep that beside the new one; a run without it begins anew',
    })
    .option('shard', {
      type: 'string',
      requiresArg: true,
      describe: 'I/N: part I of N of the scenarios, for N machines; fixproof report merge joins the reports',
    })
    .option('out', { type: 'string', requiresArg: true, describe: 'folder of the report; default reports/<profile>' })
    .option('format', {
      type: 'string',
      requiresArg: true,
      default: USUAL_FORMATS.join(','),
      describe: `which reports to write, of ${FORMATS.join(', ')}`,
    })
    .options(CI_OPTIONS)
    .option('parallel', {
      type: 'number',
      requiresArg: true,
      describe: 'versions and roles side by side; default: all against a socket, one for each processor in memory',
    })
    .option('seed', { type: 'number', requiresArg: true, describe: 'repeats a self-run exactly; default: the date' })
    .option('waivers', { type: 'string', requiresArg: true, describe: 'known deviations, YAML' })
    .option('baseline', {
      type: 'string',
      requiresArg: true,
      describe: 'an earlier report.json; fail only on what is worse than there (exit code 7)',
    })
    .option('list', { type: 'boolean', default: false, describe: 'say what would run, and connect nowhere' })
    .option('log', {
      choices: LOG_LEVELS,
      default: 'silent' as LogLevel,
      describe: 'what happens behind the scenes, JSON lines on stderr',
    })
    .option('bail', { type: 'boolean', default: false, describe: 'stop after the first version and role that fails' })
}

export type RunOptions = ReturnType<typeof runOptions> extends Argv<infer T> ? T : never
