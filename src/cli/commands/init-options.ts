/** The options of `fixproof init`: an answer each, and how the rest is asked. */
import type { Argv } from 'yargs'

/** Option → key of its question. */
export const FLAG_KEYS: Readonly<Record<string, string>> = {
  role: 'role',
  connect: 'connect',
  listen: 'listen',
  'begin-string': 'beginString',
  sender: 'sender',
  target: 'target',
  pack: 'pack',
  dictionary: 'dictionary',
  orchestra: 'dictionary',
  logon: 'logon',
  numbers: 'numbers',
  'session-features': 'sessionFeatures',
  start: 'start',
  control: 'control',
  plays: 'plays',
  businesses: 'businesses',
  'order-types': 'orderTypes',
  'times-in-force': 'timesInForce',
  manners: 'manners',
  instrument: 'instrument',
  heartbeat: 'heartbeat',
  application: 'application',
  'application-version': 'applicationVersion',
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  role: 'acceptor, initiator or both: what your engine is',
  connect: 'HOST:PORT where it listens',
  listen: '[HOST:]PORT where we listen for it',
  'begin-string': 'FIX versions with commas between, or all',
  sender: 'our SenderCompID; several with commas between run side by side',
  target: "your engine's CompID",
  pack: 'a venue of fixproof packs, or the file of a pack.yaml',
  dictionary: 'QuickFIX XML, Orchestra or delta file; it suggests versions, businesses and order types',
  orchestra: 'the same',
  logon: 'none, username or password; values come from the environment',
  numbers: 'everyLogon, daily, weekly or never: when sequence numbers start at 1 again',
  'session-features': 'encryption, thirdParty, nextExpected, backup, or none',
  start: 'command that starts your engine; empty when it is running',
  control: 'restart, logout, sendApplicationMessage, … by commands of yours',
  plays: 'nothing, venue or client',
  businesses: 'orders, massCancel, quotes, marketData, …',
  'order-types': 'market, stop, iceberg, …, beside limit orders',
  'times-in-force': 'ioc, fok, gtc, gtd, beside Day',
  manners: 'cancelOnDisconnect, selfTradePrevention, throttle, …',
  instrument: 'SYMBOL PRICE that is open in its test environment; a third word: a price that only rests',
  heartbeat: 'HeartBtInt that we propose, seconds',
  application: 'name of the application, for report and certificate',
  'application-version': 'its version',
}

export function initOptions(y: Argv) {
  let own = y
    .positional('name', { type: 'string', describe: 'what to call your engine; the folder is scenarios/NAME' })
    .option('yes', {
      alias: 'y',
      type: 'boolean',
      default: false,
      describe: 'take the usual answer to all other questions',
    })
    .option('answers', { type: 'string', requiresArg: true, describe: 'YAML file of answers, or another plan.yaml' })
    .option('set', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [] as string[],
      describe: 'KEY=VALUE: an answer, of a suite that is there already too',
    })
    .option('force', { type: 'boolean', default: false, describe: 'begin again and write over what is there' })
    .option('interactive', { type: 'boolean', default: false, describe: 'ask, also where stdin is no terminal' })
  for (const flag of Object.keys(FLAG_KEYS))
    own = own.option(flag, {
      type: 'string',
      requiresArg: flag !== 'start',
      describe: DESCRIPTIONS[flag] ?? '',
    }) as typeof own
  return own
}

export interface InitArguments {
  readonly name?: string | undefined
  readonly yes: boolean
  readonly answers?: string | undefined
  readonly set: readonly string[]
  readonly force: boolean
  readonly interactive: boolean
  /** Options of `FLAG_KEYS`, by their own names. */
  readonly flags: Readonly<Record<string, string>>
}
