/**
 * Ways in which a target is wrong on purpose, to prove that each feature can fail: our own engine with a rule that
 * tampers with its messages, or with a setting that makes it break the case.
 */
import type { Leg } from '../testbench/leg.ts'

export interface Fault {
  readonly name: string
  /** Rules of `target.tamper`, or settings of `target.session`, as a profile states them. */
  readonly target: string
  readonly case: string
  readonly role?: Leg['targetRole']
  readonly version?: Leg['version']
  /** What the case comes to; `warning` where it only recommends. Default `failed`. */
  readonly verdict?: 'failed' | 'warning'
  /** What the report says was wrong: the headline, or what was seen. */
  readonly says: RegExp
  /** Part of the name of the scenario, where only one of several is concerned. */
  readonly scenario?: string
}

export const tamper = (...rules: readonly string[]): string =>
  `tamper: [${rules.map((rule) => `{ ${rule} }`).join(', ')}]`
export const out = (rule: string): string => tamper(`direction: outgoing, ${rule}`)
export const incoming = (rule: string): string => tamper(`direction: incoming, ${rule}`)
export const session = (settings: string): string => `session: { ${settings} }`
