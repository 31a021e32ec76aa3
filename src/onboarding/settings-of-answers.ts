/** From answers to what the profile states: plain data, in the order in which a profile is read. Pure. */
import { type Answers, has, listOf, textOf } from './answers.ts'
import { FEATURES } from './choices.ts'
import { NO_PACK, STANDARD_DICTIONARY } from './questions.ts'
import { compIDsIn } from './wrong-texts.ts'

/** What a YAML file may hold. */
export type Setting = string | number | boolean | null | readonly Setting[] | { readonly [key: string]: Setting }
export type Settings = { readonly [key: string]: Setting }

/** A hook calls the skeleton by its own name, with what it may need behind it. */
const HOOKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  restart: { kill: '', start: '' },
  logout: { logout: '{beginString} {targetCompID} {senderCompID}' },
  sendApplicationMessage: { sendApplicationMessage: '{count} {beginString} {targetCompID} {senderCompID}' },
  setSequenceNumbers: { setSequenceNumbers: '{nextIn} {nextOut} {beginString} {targetCompID} {senderCompID}' },
  enterOrders: { enterOrder: '{action} {clOrdID} {msgType} {fields}' },
  showOrders: { showOrder: '{clOrdID} {symbol}' },
  marketEvents: { marketEvent: '{event}' },
}

/** Names of the hooks that the answers ask for, in the order of the question. */
export function hooksOf(answers: Answers): string[] {
  return Object.keys(hookCommands(answers))
}

/** @param files - how the profile names the dictionary and the pack, relative to its folder */
export function settingsOf(
  answers: Answers,
  files: { readonly dictionary?: string; readonly pack?: string },
): Settings {
  const role = textOf(answers, 'role')
  const hooks = hookCommands(answers)
  const logon = logonOf(answers)
  const capabilities = capabilitiesOf(answers)
  const plays = textOf(answers, 'plays')
  const trades = plays === 'venue' || plays === 'client'
  const [symbol = '', price = '', resting] = textOf(answers, 'instrument').split(/\s+/)
  const application = textOf(answers, 'application')
  const version = textOf(answers, 'applicationVersion')
  const heartbeat = textOf(answers, 'heartbeat')
  return {
    target: {
      role: role === 'both' ? ['acceptor', 'initiator'] : role,
      ...(role === 'initiator' ? {} : { connect: textOf(answers, 'connect') }),
      ...(role === 'acceptor' ? {} : { listen: portOrAddress(textOf(answers, 'listen')) }),
      ...(textOf(answers, 'start') === '' ? {} : { start: textOf(answers, 'start') }),
      ...(application === '' ? {} : { name: application }),
      ...(version === '' ? {} : { version }),
    },
    sessions: listOf(answers, 'beginString').flatMap((beginString) =>
      compIDsIn(textOf(answers, 'sender')).map((senderCompID) => ({
        beginString,
        senderCompID,
        targetCompID: textOf(answers, 'target'),
        ...(heartbeat === '' ? {} : { heartBtInt: Number(heartbeat) }),
      })),
    ),
    ...(Object.keys(logon).length === 0 ? {} : { logon }),
    ...(files.dictionary === undefined ? {} : { dictionary: files.dictionary }),
    ...(capabilities.length === 0 ? {} : { capabilities }),
    ...(Object.keys(hooks).length === 0 ? {} : { hooks }),
    ...(capabilities.includes('order-flow') ? { order: { Symbol: symbol, Price: resting ?? price } } : {}),
    ...(trades ? { trading: { plays, symbol, price } } : {}),
    suite: {
      name: textOf(answers, 'name'),
      tags: trades ? '@session or @application' : '@session',
      ...(files.pack === undefined ? {} : { pack: files.pack }),
      plan: 'plan.yaml',
      waivers: 'waivers.yaml',
    },
  }
}

/** Names and variables alone: what is secret comes from the environment. */
function logonOf(answers: Answers): Record<string, string> {
  const prefix = textOf(answers, 'name')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_')
  const kind = textOf(answers, 'logon')
  return {
    ...(kind === 'username' ? { Username: `\${env:${prefix}_USERNAME}` } : {}),
    ...(kind === 'username' || kind === 'password' ? { Password: `\${env:${prefix}_PASSWORD}` } : {}),
  }
}

/** Variables of the environment that a run needs. */
export function variablesOf(answers: Answers): string[] {
  return Object.values(logonOf(answers)).map((value) => value.slice('${env:'.length, -1))
}

function hookCommands(answers: Answers): Record<string, string> {
  const commands = Object.entries(HOOKS).flatMap(([control, hooks]) => {
    // A target that we have started can be ended and started again without a hook.
    if (!has(answers, 'control', control) || (control === 'restart' && textOf(answers, 'start') !== '')) return []
    return Object.entries(hooks).map(([name, words]) => [name, `./hooks.sh ${name} ${words}`.trim()])
  })
  return Object.fromEntries(commands)
}

/** In the order of the questions, each once. */
export function capabilitiesOf(answers: Answers): string[] {
  const plays = textOf(answers, 'plays')
  const trades = plays === 'venue' || plays === 'client'
  const keys = Object.keys(FEATURES).filter((key) => trades || key === 'control')
  const orders = trades && has(answers, 'businesses', 'orders')
  const chosen = keys
    .filter((key) => orders || !['orderTypes', 'timesInForce'].includes(key))
    .flatMap((key) => (FEATURES[key] ?? []).filter(({ value }) => has(answers, key, value)))
    .flatMap(({ capability }) => capability ?? [])
  const restarts = textOf(answers, 'start') !== '' || chosen.includes('restart')
  return [
    ...new Set([
      // A client takes no orders, whoever sends them.
      ...(orders && plays === 'venue' ? ['order-flow'] : []),
      ...(restarts ? ['kill', 'restart'] : []),
      ...chosen,
    ]),
  ]
}

function portOrAddress(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text
}

export function isPack(answers: Answers): boolean {
  return ![NO_PACK, ''].includes(textOf(answers, 'pack'))
}

export function isOwnDictionary(answers: Answers): boolean {
  return ![STANDARD_DICTIONARY, ''].includes(textOf(answers, 'dictionary'))
}
