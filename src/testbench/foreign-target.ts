/**
 * A target that is somebody else's, as a process: how the profile starts and ends it, and what its hooks do. One for each
 * role of a run, known by its address, for all sessions share it.
 */
import { NotReached, TargetUnreachable } from '../conformance/verdict.ts'
import { tcpNetwork } from '../transport/tcp.ts'
import { type Address, formatAddress } from '../transport/transport.ts'
import type { HookName, Hooks } from './profile-hooks.ts'
import { type Placeholders, putIn, runCommand } from './shell-command.ts'
import { TargetProcess, TargetStartError } from './target-process.ts'

export interface ForeignTargetOptions {
  readonly role: 'acceptor' | 'initiator'
  /** Where it listens, or dials to. */
  readonly address: Address
  /** Where its commands run. */
  readonly directory: string
  readonly hooks: Hooks
  /** The profile's command that starts it, and what it prints when it is ready; absent when somebody else did that. */
  readonly start?: { readonly command: string; readonly ready: RegExp | undefined } | undefined
  /** What every command may have in braces. */
  readonly values: Placeholders
}

/** How long a target may take to start. */
const START_MS = 120_000

/** How long a hook may take. */
const HOOK_MS = 30_000

/** How long the end of a process may take to be told. */
const ENDING_MS = 500

/** How long a target that was started by a hook may take until it listens. */
const LISTENS_MS = 15_000
const LOOK_MS = 50
/** How long one whose readiness is not described may take until it listens, before the run. */
const FIRST_LISTENS_MS = 30_000

export class ForeignTarget {
  readonly #options: ForeignTargetOptions
  readonly #watchers = new Set<(text: string) => void>()
  #process: TargetProcess | undefined
  /** Ended by a hook, or by us, and not started again yet. */
  #down = false
  /** One command that ends and starts it has done both. */
  #startedAgain = false
  #looking: Promise<void> | undefined
  /** Several sessions may ask at once: what ends or starts the target is done one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: ForeignTargetOptions) {
    this.#options = options
  }

  get hooks(): Hooks {
    return this.#options.hooks
  }

  /** Before the run, where the profile knows how. @throws TargetStartError (as rejection) */
  async startFirst(): Promise<void> {
    const { start, role } = this.#options
    if (start === undefined) return
    await this.#launch(start)
    if (start.ready === undefined && role === 'acceptor') await this.#listensAtFirst()
  }

  /** Where the profile does not know what it prints, it is ready when it listens. */
  async #listensAtFirst(): Promise<void> {
    const { address } = this.#options
    const until = performance.now() + FIRST_LISTENS_MS
    while (!(await listens(address))) {
      const ended = this.#process?.endedWell === true ? undefined : this.#process?.howItEnded
      if (ended !== undefined) throw new TargetStartError(`the target did not start: ${ended}`)
      if (performance.now() > until)
        throw new TargetStartError(
          `the target was started, and does not listen at ${formatAddress(address)} after ${FIRST_LISTENS_MS / 1000} s`,
        )
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    }
  }

  /** Tells of what happens to its process, until the returned function is called. */
  watch(watcher: (text: string) => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Starts it again when it is known to be gone. @throws TargetUnreachable when it can not be started */
  ensureRunning(): Promise<void> {
    this.#looking ??= this.#reviveIfGone().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** A process that dies refuses connections before the system tells of its end. @returns true when it was started again */
  async reviveIfEnding(): Promise<boolean> {
    const process = this.#process
    if (process === undefined) return false
    await process.endedWithin(ENDING_MS)
    if (process.howItEnded === undefined) return false
    await this.ensureRunning()
    return this.#process !== process
  }

  async #reviveIfGone(): Promise<void> {
    const how = this.#down ? 'it was killed' : this.#process?.howItEnded
    if (how === undefined || !(await this.#isGone())) return
    this.#tell(`the target is gone (${how}), and is started again`)
    try {
      await this.restart()
    } catch (error) {
      throw new TargetUnreachable(`the target is gone (${how}), and did not start again: ${(error as Error).message}`)
    }
  }

  /** A command that has ended may have left its target running, where no process group tells of it. */
  async #isGone(): Promise<boolean> {
    const process = this.#process
    if (this.#down) return true
    if (process === undefined || process.running) return false
    const { role, address } = this.#options
    return role === 'acceptor' ? !(await listens(address)) : !process.endedWell
  }

  /** Ends it without a word. @throws NotReached when that did not work */
  kill(values: Placeholders): Promise<void> {
    return this.#inTurn(() => this.#kill(values))
  }

  /** Starts it on what it has stored. @throws NotReached when that did not work */
  restart(values: Placeholders = {}): Promise<void> {
    return this.#inTurn(() => this.#restart(values))
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act)
    // Whoever asked is told of a failure; whoever comes behind waits for the end alone.
    this.#last = done.catch(() => undefined)
    return done
  }

  async #kill(values: Placeholders): Promise<void> {
    const { hooks } = this.#options
    if (hooks.kill !== undefined) await this.run('kill', values)
    else if (this.#process !== undefined) {
      // Said before it ends: that it does is no news.
      this.#down = true
      await this.#process.kill()
    } else {
      // One command ends it and starts it again: what it does cannot be cut in two.
      await this.run('restart', values)
      this.#startedAgain = true
      return
    }
    this.#down = true
  }

  async #restart(values: Placeholders): Promise<void> {
    const { hooks, start, role, address } = this.#options
    const done = this.#startedAgain
    this.#startedAgain = false
    if (!done) {
      if (hooks.start !== undefined) await this.run('start', values)
      else if (start !== undefined) await this.#launchAgain(start)
      else await this.run('restart', values)
    }
    this.#down = false
    if (role === 'acceptor' && !(await listensInTime(address)))
      throw new NotReached(`the target was started, and does not listen at ${formatAddress(address)}`)
  }

  /** @returns what the hook printed @throws NotReached when there is none, or it fails; the record says what it printed */
  async run(hook: HookName, values: Placeholders): Promise<string> {
    const { hooks, directory } = this.#options
    const stated = hooks[hook]
    if (stated === undefined) throw new NotReached(`the profile has no hook ${hook}`)
    const command = putIn(stated, { ...this.#options.values, ...values })
    try {
      return await runCommand(command, directory, HOOK_MS)
    } catch (error) {
      const why = `the hook ${hook} (${command}) failed: ${(error as Error).message}`
      this.#tell(why)
      throw new NotReached(why)
    }
  }

  /** Settled when it has ended, or has been told to and does not. */
  async stop(): Promise<void> {
    // One that is being started would outlive the run.
    await this.#last
    const process = this.#process
    this.#process = undefined
    process?.stop()
    await process?.gone()
  }

  async #launch({ command, ready }: NonNullable<ForeignTargetOptions['start']>): Promise<void> {
    const { directory, values } = this.#options
    // One at a time: another session may have started it meanwhile.
    if (this.#process?.running === true) return
    const launched = await TargetProcess.start({
      command: putIn(command, values),
      directory,
      ready,
      timeoutMs: START_MS,
    })
    this.#process = launched
    void launched.ended.then(() => {
      // One that we ended ourselves, now or before the next, is no news.
      if (this.#process === launched && !this.#down)
        this.#tell(`the target's process has ended: ${launched.howItEnded}`)
    })
  }

  async #launchAgain(start: NonNullable<ForeignTargetOptions['start']>): Promise<void> {
    try {
      await this.#launch(start)
    } catch (error) {
      if (!(error instanceof TargetStartError)) throw error
      throw new NotReached(inOneLine(error.message))
    }
  }

  #tell(text: string): void {
    for (const watcher of this.#watchers) watcher(text)
  }
}

function inOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, '; ')
}

function listens(address: Address): Promise<boolean> {
  return new Promise((resolve) => {
    tcpNetwork.dial(address, {
      onConnect: (transport) => {
        transport.listen({ onData: () => undefined, onClose: () => undefined })
        transport.close()
        resolve(true)
      },
      onError: () => resolve(false),
    })
  })
}

async function listensInTime(address: Address): Promise<boolean> {
  const deadline = performance.now() + LISTENS_MS
  while (!(await listens(address))) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  return true
}

const targets = new Map<string, ForeignTarget>()

const keyOf = (role: string, address: Address): string => `${role} ${formatAddress(address)}`

/** Makes a target known to the scenarios of a run, until the returned function is called. */
export function introduce(role: string, address: Address, target: ForeignTarget): () => void {
  targets.set(keyOf(role, address), target)
  return () => void targets.delete(keyOf(role, address))
}

/** The target at an address; undefined where the profile has nothing to say about its process. */
export function foreignTargetAt(role: string, address: Address): ForeignTarget | undefined {
  return targets.get(keyOf(role, address))
}
