/** What a target as a module can be asked to do: the verbs that it has, and for the others an error that says so. */
import type { SimulatedClock } from '../engine/simulated-clock.ts'
import type { Observed, TargetControl } from './environment.ts'
import { BUSINESS_CAPABILITIES } from './profile-trading.ts'
import { type ModuleTarget, TargetModuleError } from './target-module.ts'
import type { TradingControl } from './trading.ts'

/** Capabilities that a module may have, each with the verbs that it needs beside `start` and `kill`. */
const VERBS_OF: Readonly<Record<string, readonly (keyof ModuleTarget)[] | undefined>> = {
  restart: [],
  kill: [],
  advanceClock: [],
  'order-flow': [],
  logout: ['logout'],
  sendApplicationMessage: ['send'],
  setSequenceNumbers: ['setNumbers', 'resetNumbers'],
  enterOrders: ['enter'],
  showOrders: ['show'],
  marketEvents: ['market'],
  ...Object.fromEntries(BUSINESS_CAPABILITIES.map((name) => [name, []])),
}

/** @throws TargetModuleError when the profile declares what the module has no verb for */
function refuseUnfounded(capabilities: readonly string[], target: ModuleTarget): void {
  for (const capability of capabilities) {
    const verbs = VERBS_OF[capability]
    if (verbs === undefined)
      throw new TargetModuleError(
        `the profile declares the capability ${capability}, which a target as a module can not have; it may have ${Object.keys(VERBS_OF).join(', ')}`,
      )
    const missing = verbs.find((verb) => typeof target[verb] !== 'function')
    if (missing !== undefined)
      throw new TargetModuleError(
        `the profile declares the capability ${capability}, and the target of the module has no verb ${missing}`,
      )
  }
}

export class ModuleControl implements TargetControl {
  readonly #create: (heartBtInt: number) => ModuleTarget
  readonly #clock: SimulatedClock
  #target: ModuleTarget
  #running = false

  /** @param create - makes the target, which proposes this HeartBtInt(108) where it dials */
  constructor(create: (heartBtInt: number) => ModuleTarget, heartBtInt: number, clock: SimulatedClock) {
    this.#create = create
    this.#target = create(heartBtInt)
    this.#clock = clock
  }

  /** @throws TargetModuleError */
  refuseUnfounded(capabilities: readonly string[]): void {
    refuseUnfounded(capabilities, this.#target)
  }

  restart(): void {
    if (this.#running) return
    this.#running = true
    this.#target.start()
  }

  kill(): void {
    if (!this.#running) return
    this.#running = false
    this.#target.kill()
  }

  logout(): void {
    this.#verb('logout')()
  }

  send(count: number): readonly string[] {
    return this.#verb('send')(count)
  }

  setNumbers(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void {
    this.#verb('setNumbers')(numbers)
  }

  forget(): void {
    if (this.#running) throw new Error('the target runs: what it has stored can not be removed')
    this.#verb('forget')()
  }

  get trading(): TradingControl {
    return {
      enter: (request) => this.#verb('enter')(request),
      show: (what) => this.#verb('show')(what),
      market: (event) => this.#verb('market')(event),
    }
  }

  setTime(at: number): void {
    this.#clock.advanceTo(at)
  }

  /** HeartBtInt(108), before it has run, is the one parameter that every target knows. */
  configure({ heartBtInt, ...others }: Readonly<Record<string, unknown>>): void {
    if (typeof heartBtInt !== 'number' || Object.keys(others).length > 0)
      return lacks('takes no parameters but the options of its profile')
    if (this.#running) return lacks('can not be given another HeartBtInt while it runs')
    this.#target = this.#create(heartBtInt)
  }

  useSchedule(): never {
    return lacks('takes no schedule')
  }

  tamper(): never {
    return lacks('takes no tamper rules')
  }

  archives(): never {
    return lacks('shows no archives')
  }

  start(): never {
    return lacks('has no administration that could start its session')
  }

  stop(): never {
    return lacks('has no administration that could stop its session')
  }

  resetNumbers(how: 'local' | 'onTheWire'): void {
    this.#verb('resetNumbers')(how)
  }

  switchConnection(): never {
    return lacks('has one connection')
  }

  requestResend(): never {
    return lacks('has no administration that could request a resend')
  }

  vetoResend(): never {
    return lacks('asks nobody before it sends again')
  }

  failDelivery(): never {
    return lacks('has an application that does not fail on demand')
  }

  get observed(): Observed {
    return lacks('shows nothing but its messages')
  }

  #verb<Name extends 'logout' | 'send' | 'setNumbers' | 'resetNumbers' | 'forget' | 'enter' | 'show' | 'market'>(
    name: Name,
  ): NonNullable<ModuleTarget[Name]> {
    const verb = this.#target[name]
    if (verb === undefined) return lacks(`has no verb ${name}`)
    return verb.bind(this.#target) as NonNullable<ModuleTarget[Name]>
  }
}

function lacks(what: string): never {
  throw new Error(`a target as a module ${what}`)
}
