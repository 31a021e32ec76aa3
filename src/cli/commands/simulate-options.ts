/** The options of `fixproof simulate`. */
import type { Argv } from 'yargs'

export function simulateOptions(y: Argv) {
  return y
    .positional('profileName', { type: 'string', describe: 'the same as --profile' })
    .option('profile', {
      alias: 'p',
      type: 'string',
      requiresArg: true,
      describe: 'scenarios/NAME/profile.yaml, or a file',
    })
    .option('quickfix-config', {
      type: 'string',
      requiresArg: true,
      describe: 'sessions from a QuickFIX .cfg; implies --preset quickfix',
    })
    .option('listen', { type: 'string', requiresArg: true, describe: '[HOST:]PORT where we accept; port 0: any free' })
    .option('connect', { type: 'string', requiresArg: true, describe: 'HOST:PORT that we dial to' })
    .option('begin-string', { type: 'string', requiresArg: true, describe: 'FIX versions with commas between, or all' })
    .option('sender', { type: 'string', requiresArg: true, describe: 'our SenderCompID' })
    .option('target', { type: 'string', requiresArg: true, describe: "the other side's CompID" })
    .option('heartbeat', { type: 'number', requiresArg: true, describe: 'HeartBtInt, seconds' })
    .option('application', {
      type: 'string',
      requiresArg: true,
      describe: 'acknowledge, silent, echo:TYPE[,TYPE…], rules:FILE or persona:NAME; default: acknowledge',
    })
    .option('persona', {
      type: 'string',
      requiresArg: true,
      describe: 'a venue by the rules of a persona: a name of fixproof personas, or a YAML file',
    })
    .option('faults', {
      type: 'boolean',
      default: false,
      describe: 'with --persona: rules that are wrong on purpose are followed too',
    })
    .option('quiet-text', {
      type: 'boolean',
      default: false,
      describe: 'with --persona: reports do not name their rule in Text(58)',
    })
    .option('rules', {
      type: 'string',
      describe: 'prints the tables of the persona and ends; --rules=json for machines',
    })
    .option('store', {
      type: 'string',
      requiresArg: true,
      describe: 'folder that keeps messages and numbers; default: in memory',
    })
    .option('preset', {
      type: 'string',
      requiresArg: true,
      describe: 'standard, antenna-cpp, fixedge, antenna-net, quickfix or cme-weekly',
    })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      requiresArg: true,
      default: [] as string[],
      describe: 'NAME=VALUE, any parameter of the engine; again for more',
    })
    .option('admin', { type: 'string', requiresArg: true, describe: '[HOST:]PORT of the admin API; off by default' })
    .option('admin-token', {
      type: 'string',
      requiresArg: true,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is how people write it
      describe: 'bearer token: "${env:NAME}", file:PATH, or the token itself',
    })
    .option('admin-cert', { type: 'string', requiresArg: true, describe: 'certificate of the admin API, PEM' })
    .option('admin-key', { type: 'string', requiresArg: true, describe: 'its private key, PEM' })
    .option('admin-ca', {
      type: 'string',
      requiresArg: true,
      describe: 'authority whose certificates clients must show, PEM',
    })
}

export type SimulateArguments = ReturnType<typeof simulateOptions> extends Argv<infer T> ? T : never
