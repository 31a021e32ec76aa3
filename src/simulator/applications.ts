/** What a simulated counterparty does with application messages, by name. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { nearest } from '../dictionary/nearest.ts'
import type { Application } from '../engine/application.ts'
import { isSessionMessage } from '../fix/msg-types.ts'
import { Echo } from './echo.ts'
import { applicationNamed } from './order-desk.ts'
import { RuleError, RulesApplication } from './rules.ts'
import { loadRules, parseRules, RulesFileError, type RulesSource } from './rules-file.ts'

/** An application that is not known, with those that are. */
export class ApplicationError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ApplicationError'
  }
}

/** Makes the application of each session; `others` are the dictionaries of all sessions together. */
export type ApplicationMaker = (dictionary: Dictionary, others: readonly Dictionary[]) => Application

const SPELLINGS = 'acknowledge, silent, echo:TYPE[,TYPE…], rules:FILE, persona:NAME'

/**
 * - `acknowledge`: NewOrderSingle(D) is answered by an ExecutionReport New, anything else is unsupported
 * - `silent`: nothing is answered
 * - `echo:D,d`: messages of these types go back, anything else is unsupported
 * - `rules:FILE`: rules in YAML
 *
 * @param now - for `${now}` in rules, epoch milliseconds UTC
 * @throws ApplicationError, RulesFileError
 */
export function applicationFrom(text: string, now: () => number): ApplicationMaker {
  const [name = '', rest] = splitAtColon(text)
  if (name === 'echo') return echo(text, rest)
  if (name === 'rules') {
    if (rest === undefined || rest === '') throw new ApplicationError(`"${text}": rules needs a file, rules:FILE`)
    return rulesFrom(loadRules(rest), now)
  }
  if ((name === 'acknowledge' || name === 'silent') && rest === undefined) return () => applicationNamed(name)
  const near = nearest(name, ['acknowledge', 'silent', 'echo', 'rules', 'persona'], 1)[0]
  throw new ApplicationError(
    `"${text}" is no application${near === undefined || near === name ? '.' : `, did you mean "${near}"?`} Known are ${SPELLINGS}`,
  )
}

function splitAtColon(text: string): [string, string | undefined] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)]
}

function echo(text: string, list: string | undefined): ApplicationMaker {
  const types = (list ?? '').split(',').map((type) => type.trim())
  const wrong = types.find((type) => !/^[A-Za-z0-9]+$/.test(type))
  if (wrong !== undefined)
    throw new ApplicationError(`"${text}": echo needs the MsgTypes that go back, such as echo:D,d`)
  const ofSession = types.find(isSessionMessage)
  if (ofSession !== undefined)
    throw new ApplicationError(`"${text}": messages of the session, such as ${ofSession}, go to no application`)
  // A venue's own types are short; a name would never be met on the wire.
  const long = types.find((type) => type.length > 3)
  if (long !== undefined)
    throw new ApplicationError(`"${text}": "${long}" is no MsgType(35), such as D for NewOrderSingle`)
  return () => new Echo(types)
}

/**
 * Rules that stand in a profile, under `application`.
 *
 * @throws RulesFileError
 */
export function applicationInProfile(text: string, file: string, now: () => number): ApplicationMaker {
  return rulesFrom(parseRules(text, file, ['application']), now)
}

/** Rules serve every session; `${unique}` counts over all of them. */
export function rulesFrom({ rules, locate }: RulesSource, now: () => number): ApplicationMaker {
  let count = 0
  return (dictionary, others) => {
    try {
      return new RulesApplication(rules, dictionary, others, { now, unique: () => ++count })
    } catch (error) {
      if (!(error instanceof RuleError)) throw error
      throw new RulesFileError(`${locate(error.path)}: ${error.message}`)
    }
  }
}
