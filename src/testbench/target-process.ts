/** Starts a target that a profile knows how to start, waits until it is ready, and ends it with the run. */
import { type ChildProcess, spawn } from 'node:child_process'
import { lastWords } from './shell-command.ts'

export interface StartOptions {
  readonly command: string
  readonly directory: string
  /** What its output must match before the run begins; at once when absent. */
  readonly ready: RegExp | undefined
  readonly timeoutMs: number
}

/** The target did not start. */
export class TargetStartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TargetStartError'
  }
}

/** How much of its output is kept to explain a start that failed. */
const KEPT_OUTPUT = 4_000

/** How long a target may take to end itself. */
const STOP_MS = 3_000

/** Of a target that ended in mid-run people want its last words alone. */
const LAST_WORDS = 300

export class TargetProcess {
  readonly #child: ChildProcess
  #output = ''
  /** Nobody of the target holds its output any more: all of it has ended. */
  #closed = false

  private constructor(child: ChildProcess) {
    this.#child = child
    child.once('close', () => {
      this.#closed = true
    })
  }

  /** @throws TargetStartError (as rejection) with the end of its output */
  static start(options: StartOptions): Promise<TargetProcess> {
    const { command, directory, ready, timeoutMs } = options
    // A group of its own, so that whatever the command starts ends with it.
    const child = spawn(command, { cwd: directory, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const target = new TargetProcess(child)
    return new Promise((resolve, reject) => {
      let settled = false
      const settle = (error?: TargetStartError): void => {
        if (settled) return
        settled = true
        clearTimeout(timer)
        child.off('exit', exited)
        if (error === undefined) return resolve(target)
        target.stop()
        reject(error)
      }
      const fail = (what: string): void => {
        const output = target.#output.trim()
        const said = output === '' ? 'It printed nothing.' : `It printed:\n${output}`
        settle(new TargetStartError(`the target did not start: ${what}\n  command: ${command}\n${said}`))
      }
      const exited = (code: number | null, signal: string | null): void =>
        void lastWords(child).then(() => fail(`it ended with ${signal ?? code}`))
      const timer = setTimeout(() => fail(`it was not ready within ${timeoutMs / 1000} s`), timeoutMs)
      const read = (chunk: Buffer): void => {
        target.#output = (target.#output + chunk.toString()).slice(-KEPT_OUTPUT)
        if (ready?.test(target.#output)) settle()
      }
      child.stdout?.on('data', read)
      child.stderr?.on('data', read)
      child.once('exit', exited)
      child.once('error', (error) => fail(error.message))
      child.once('spawn', () => {
        if (ready === undefined) settle()
      })
    })
  }

  /** Settled when the command itself has ended, whatever it left behind. */
  get ended(): Promise<void> {
    const child = this.#child
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => child.once('exit', () => resolve()))
  }

  /** How the command itself has ended, whatever it left behind, with its last words; undefined while it has not. */
  get howItEnded(): string | undefined {
    const { exitCode, signalCode } = this.#child
    if (exitCode === null && signalCode === null) return undefined
    const words = this.#output
      .trim()
      .slice(-LAST_WORDS)
      .replace(/\s*\n\s*/g, '; ')
    return `it ended with ${signalCode ?? exitCode}${words === '' ? '' : `, and its last words were: ${words}`}`
  }

  /** The command has ended as one that did what it should: what it left to itself may run elsewhere. */
  get endedWell(): boolean {
    return this.#child.exitCode === 0
  }

  /** Somebody of the target runs still, and holds its output. Who has died and was not fetched yet holds nothing. */
  get running(): boolean {
    return !this.#closed && this.#signal(0)
  }

  /** Settled when the command itself has ended, or the time is over. */
  endedWithin(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      void this.ended.then(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  /** Ends the target and everything that it started, without a word. Settled when it is gone. */
  async kill(): Promise<void> {
    if (this.#signal('SIGKILL')) await this.gone()
  }

  /** Settled when all that the command started has ended; what went to the background for good is not waited for. */
  async gone(): Promise<void> {
    if (!this.#closed) await lastWords(this.#child, STOP_MS + STOP_MS)
  }

  /** Ends the target and everything that it started. */
  stop(): void {
    // Also where the command itself has ended: what it left in the background is of its group.
    if (!this.#signal('SIGTERM')) return
    const impatient = setTimeout(() => this.#signal('SIGKILL'), STOP_MS)
    this.#child.once('close', () => clearTimeout(impatient))
  }

  /** @returns false when nobody of the group is left */
  #signal(signal: NodeJS.Signals | 0): boolean {
    const { pid } = this.#child
    if (pid === undefined) return false
    try {
      return process.kill(-pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
      throw error
    }
  }
}
