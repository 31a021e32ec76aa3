/** What a target in a process of its own can be asked to do: what our engine can, and to die at an exact point. */
import { dictionaryFor } from '../dictionary/load.ts'
import type { FixVersion } from '../fix/versions.ts'
import type { Stated } from '../parameters/resolve.ts'
import type { CrashPoint } from '../simulator/crash-points.ts'
import { type Command, type ProcessPlan, parametersOf } from '../simulator/process-plan.ts'
import type { StoreDescription } from '../store/inspect-store.ts'
import type { ArchivedNumbering } from '../store/message-store.ts'
import type { Address } from '../transport/transport.ts'
import type { Observed, TargetControl } from './environment.ts'
import type { Leg } from './leg.ts'
import { orderFieldsOf } from './order.ts'
import { TargetChild } from './target-child.ts'
import { TargetFiles } from './target-files.ts'

/** Milliseconds between the attempts of an initiator: the scenarios run in real time. */
const RECONNECT_MS = 50

export interface ProcessControlOptions {
  readonly now: () => number
  /** Told what happens to the process. */
  readonly record: (text: string) => void
}

export class ProcessControl implements TargetControl {
  readonly #leg: Leg
  readonly #version: FixVersion
  readonly #options: ProcessControlOptions
  /** Everything that the target leaves behind, until the scenario ends. */
  readonly #files = new TargetFiles()
  #stated: Stated
  /** From a start to the end of the process, or to its kill. */
  #running = false
  #child: TargetChild | undefined
  /** The process of the moment, as soon as the one before it is gone and its files are free. */
  #life: Promise<TargetChild> | undefined
  /** Settled when the target listens; rejected when it ends before. */
  #ready: Promise<number> = Promise.reject(new Error('the target was not started'))
  /** Where an initiator dials to, as soon as the bench listens. */
  #dialTo: Address | undefined
  #wanted = false
  #armed: () => void = () => undefined
  #orders = 0

  constructor(leg: Leg, version: FixVersion, options: ProcessControlOptions) {
    this.#leg = leg
    this.#version = version
    this.#options = options
    this.#stated = {
      heartBtInt: leg.heartBtInt,
      reconnectIntervalMs: RECONNECT_MS,
      storageType: 'persistent',
      logDirectory: this.#files.store,
      ...leg.targetParameters.stated,
    }
    this.#ready.catch(() => undefined)
  }

  get trading(): never {
    throw new Error('a target in a process of its own acknowledges orders, and trades no further')
  }

  /** The process of the moment is there. */
  get alive(): boolean {
    return this.#child?.alive === true
  }

  /** The port of a target that listens. @throws Error (as rejection) saying why it does not */
  get port(): Promise<number> {
    return this.#ready
  }

  /** The bench listens there: an initiator that was to run dials now. */
  listensAt(address: Address): void {
    this.#dialTo = address
    if (this.#wanted) this.restart()
  }

  /** Relative folders of `logDirectory`, `backupDirectory` and `archivePath` lie in the scenario's own folder. */
  configure(parameters: Stated): void {
    this.#stated = { ...this.#stated, ...this.#files.placed(parameters) }
    // What is wrong is told here, and not by a target that does not start.
    parametersOf(this.#plan())
  }

  /**
   * The target dies exactly there.
   *
   * @returns settled when it knows: what is said on the wire from then on can't come before the order to die
   */
  dieAt(point: CrashPoint): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#armed = resolve
    this.#tell({ do: 'die', point })
    // One that has died already is told nothing; the scenario finds that out.
    this.#life?.then(({ ended }) => ended).then(resolve)
    return promise
  }

  kill(): void {
    this.#wanted = false
    this.#running = false
    this.#life?.then((child) => child.kill())
  }

  restart(): void {
    if (this.#running) return
    this.#wanted = true
    if (this.#leg.targetRole === 'initiator' && this.#dialTo === undefined) return
    this.#running = true
    const before = this.#child?.ended ?? Promise.resolve()
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    this.#ready = promise
    this.#ready.catch(() => undefined)
    this.#life = before.then(() => this.#launch(resolve, reject))
  }

  #launch(ready: (port: number) => void, failed: (why: Error) => void): TargetChild {
    const child = new TargetChild(this.#plan(), {
      onReady: ready,
      onArmed: () => this.#armed(),
      onNote: (text) => this.#options.record(text),
      onEnd: (how) => {
        if (this.#child === child) this.#running = false
        this.#options.record(`the target's process has ended: ${how}`)
        failed(new Error(`the target's process has ended: ${how}`))
      },
    })
    this.#child = child
    return child
  }

  forget(): void {
    this.#files.forget()
  }

  logout(): void {
    this.#tell({ do: 'logout' })
  }

  start(): void {
    if (this.#running) this.#tell({ do: 'start' })
    else this.restart()
  }

  stop(): void {
    this.#tell({ do: 'stop' })
  }

  send(count: number): readonly string[] {
    const dictionary = dictionaryFor(this.#version)
    const clOrdIDs = Array.from({ length: count }, () => `TARGET${++this.#orders}`)
    const orders = clOrdIDs.map((id) => orderFieldsOf(this.#version, dictionary, id, this.#options.now()))
    this.#tell({ do: 'send', orders })
    return clOrdIDs
  }

  setNumbers(numbers: { readonly nextIn?: number; readonly nextOut?: number }): void {
    this.#tell({ do: 'setNumbers', ...numbers })
  }

  resetNumbers(how: 'local' | 'onTheWire'): void {
    this.#tell({ do: 'resetNumbers', how })
  }

  requestResend(begin: number, end: number): void {
    this.#tell({ do: 'requestResend', begin, end })
  }

  failDelivery(times: number): void {
    this.#tell({ do: 'failDelivery', times })
  }

  switchConnection(): never {
    throw new Error('a target in a process of its own has one connection')
  }

  vetoResend(): never {
    throw new Error('a target in a process of its own objects to no resend')
  }

  useSchedule(): never {
    throw new Error('a target in a process of its own takes its schedule as parameters')
  }

  tamper(): never {
    throw new Error('a target in a process of its own takes the tamper rules of its profile')
  }

  setTime(): never {
    throw new Error('the real clock can not be set')
  }

  /** What its files say; undefined before it had any. */
  get files(): StoreDescription | undefined {
    return this.#files.describe(this.#plan())
  }

  archives(): readonly ArchivedNumbering[] {
    return this.#files.archives(this.#plan())
  }

  /** Spoils the log. @throws Error while the target runs */
  damage(): void {
    if (this.alive) throw new Error('the files of a target that runs are its own')
    this.#options.record(this.#files.damage(this.#plan()))
  }

  get observed(): Observed {
    return this.#files.observed(() => this.alive)
  }

  /** Ends the process, and takes its files away when it is gone. */
  async close(): Promise<void> {
    this.kill()
    const child = await this.#life
    await child?.ended
    this.#files.remove()
  }

  #tell(command: Command): void {
    if (this.#life === undefined) throw new Error('the target does not run: a step before this one starts it')
    this.#life.then((child) => child.tell(command))
  }

  #plan(): ProcessPlan {
    const { version, targetRole, senderCompID, targetCompID, targetParameters, application, tamper, targetFaults } =
      this.#leg
    const { preset } = targetParameters
    return {
      version,
      role: targetRole,
      senderCompID: targetCompID,
      targetCompID: senderCompID,
      ...(preset === undefined ? {} : { preset }),
      stated: this.#stated,
      address: this.#dialTo ?? { host: this.#leg.host, port: 0 },
      application,
      tamper,
      faults: targetFaults,
      evidence: this.#files.evidence,
    }
  }
}
