/** What our own engine in the target's place can be asked to do: the same in memory and over sockets. */
import type { Dictionary } from '../dictionary/dictionary.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Identity } from '../parameters/assemble.ts'
import { resolveParameters, type Stated } from '../parameters/resolve.ts'
import { JumpingClock } from '../simulator/jumping-clock.ts'
import { ObservedApplication } from '../simulator/observed-application.ts'
import { applicationNamed } from '../simulator/order-desk.ts'
import { SelfTarget, type SelfTargetOptions } from '../simulator/self-target.ts'
import { tamperWith } from '../simulator/tamper.ts'
import type { TargetControl } from './environment.ts'
import type { Leg } from './leg.ts'
import { orderFieldsOf } from './order.ts'
import { ownDictionary } from './own-dictionary.ts'
import { type SelfTrading, selfTrading } from './self-trading.ts'

export interface SelfControlOptions extends Omit<SelfTargetOptions, 'application' | 'callbacks'> {
  /** Told when the target could not start, as when its port is taken. */
  readonly onFailure: (why: string) => void
  /** Between 0 and 1, from the scenario's seed. */
  readonly random: () => number
}

/** A client that rejects a report for a field or value that it does not know has lost a fill. */
const TOLERANT: Stated = { allowUnknownTags: true, allowUnknownEnumValues: true }

/** Who changes numbers by hand, for the record of the engine. */
const BY = 'the scenario'

/** Verbs that need a session throw Error where none was started yet; the bench starts it with the first connection. */
export class SelfControl implements Omit<TargetControl, 'setTime'> {
  readonly target: SelfTarget
  readonly #application: ObservedApplication
  readonly #leg: Leg
  readonly #version: FixVersion
  readonly #dictionary: Dictionary
  readonly #options: SelfControlOptions
  readonly #clock: JumpingClock
  readonly #trading: SelfTrading | undefined
  /** By canonical name or alias, the profile's first. */
  #stated: Stated
  #warnings: readonly string[] = []
  #orders = 0

  /** @throws ParameterError when the profile states what can not be for this version and role */
  constructor(leg: Leg, version: FixVersion, options: SelfControlOptions) {
    this.#leg = leg
    this.#version = version
    this.#dictionary = leg.dictionary === undefined ? dictionaryFor(version) : ownDictionary(version, leg.dictionary)
    this.#options = options
    this.#clock = new JumpingClock(options.clock)
    const tolerant = leg.trading?.plays === 'client' ? TOLERANT : {}
    this.#stated = { heartBtInt: leg.heartBtInt, ...tolerant, ...leg.targetParameters.stated }
    this.#trading = leg.trading && this.#makeTrading(options)
    this.#application = new ObservedApplication(this.#trading?.application ?? applicationNamed(leg.application))
    const { application } = leg
    const parameters = this.#resolved()
    const clock = this.#clock
    this.target = new SelfTarget(parameters.session, { ...options, clock, application, callbacks: this.#application })
    this.target.parameters = parameters
    const tamper = leg.tamper.length === 0 ? undefined : tamperWith(leg.tamper)
    this.target.tamper = this.#trading === undefined ? tamper : this.#trading.tamper(tamper)
  }

  #makeTrading({ clock, random, onFailure }: SelfControlOptions): SelfTrading {
    const around = { clock, random, onNote: onFailure, version: this.#version, dictionary: this.#dictionary }
    return selfTrading(this.#leg, around)
  }

  get trading(): SelfTrading {
    if (this.#trading === undefined) throw new Error('the target trades in application scenarios only')
    return this.#trading
  }

  addClient(senderCompID: string): void {
    const { application, tamper } = this.trading.further(senderCompID)
    this.target.addClient(senderCompID, application, tamper)
  }

  configure(parameters: Stated): void {
    this.#stated = { ...this.#stated, ...parameters }
    this.target.parameters = this.#resolved()
  }

  useSchedule(schedule: Parameters<TargetControl['useSchedule']>[0]): void {
    this.target.schedule = schedule
  }

  tamper(tamper: Parameters<TargetControl['tamper']>[0]): void {
    this.target.tamper = this.#trading === undefined ? tamper : this.#trading.tamper(tamper)
  }

  logout(): void {
    this.target.logout()
  }

  setClock(ms: number): void {
    this.#clock.jump(ms)
  }

  kill(): void {
    this.target.kill()
    this.#trading?.killed()
  }

  restart(): void {
    if (this.target.running) return
    // In memory nothing is waited for: the promise is settled before the clock moves.
    this.target
      .start()
      .catch((error: unknown) => this.#options.onFailure(`the target could not start: ${String(error)}`))
  }

  archives(): ReturnType<TargetControl['archives']> {
    return this.target.archives()
  }

  forget(): void {
    this.target.forget()
  }

  start(): void {
    if (this.target.running) this.#session.start()
    else this.restart()
  }

  stop(): void {
    this.#session.stop()
  }

  send(count: number): readonly string[] {
    return Array.from({ length: count }, () => {
      const clOrdID = `TARGET${++this.#orders}`
      this.#session.send('D', orderFieldsOf(this.#version, this.#dictionary, clOrdID, this.#options.clock.now()))
      return clOrdID
    })
  }

  setNumbers(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void {
    this.#session.setSeqNums(numbers, BY)
  }

  resetNumbers(how: 'local' | 'onTheWire'): void {
    this.#session.resetSeqNums(how, BY)
  }

  switchConnection(to: 'primary' | 'backup'): void {
    this.#session.switchConnection(to)
  }

  requestResend(begin: number, end: number): void {
    this.#session.requestResend(begin, end)
  }

  vetoResend(veto: Parameters<TargetControl['vetoResend']>[0]): void {
    this.#application.veto = veto
  }

  failDelivery(times: number): void {
    this.#application.failing = times
  }

  get observed(): TargetControl['observed'] {
    const application = this.#application
    return {
      warnings: () => [...this.#warnings, ...application.warnings],
      state: () => (this.target.session?.removed === true ? 'removed' : (this.target.session?.state ?? 'notRunning')),
      undelivered: () => application.undelivered,
      delivered: () => application.delivered,
      resendAsked: () => application.resendAsked,
      sessionResets: () => application.sessionResets,
      ends: () => application.ends,
      attempts: () => this.target.session?.statistics.attempts ?? { primary: 0, backup: 0 },
    }
  }

  get #session() {
    this.restart()
    const { session } = this.target
    if (session === undefined) throw new Error('the target does not run')
    return session
  }

  #resolved() {
    const { targetCompID, senderCompID, targetRole, targetParameters } = this.#leg
    const identity: Identity = {
      version: this.#version,
      role: targetRole,
      senderCompID: targetCompID,
      targetCompID: senderCompID,
      dictionary: this.#dictionary,
    }
    const { preset } = targetParameters
    const key = JSON.stringify([this.#version.id, targetRole, targetCompID, senderCompID, preset, this.#stated])
    const known = resolvedBefore.get(key)
    const { parameters, warnings } =
      known ?? resolveParameters(this.#stated, { identity, ...(preset === undefined ? {} : { preset }) })
    if (known === undefined && resolvedBefore.size < MOST_RESOLVED) resolvedBefore.set(key, { parameters, warnings })
    this.#warnings = warnings
    return parameters
  }
}

/** Every scenario of a leg states nearly the same; what comes of it is never changed afterwards. */
const resolvedBefore = new Map<string, Pick<ReturnType<typeof resolveParameters>, 'parameters' | 'warnings'>>()

/** More than the suite states in all its scenarios and legs. */
const MOST_RESOLVED = 2_000
