/** Starts a target that a profile knows how to start, waits until it is ready, and ends it with the run. */
import { type ChildProcess, spawn } from 'node:child_process'

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

export class TargetProcess {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** @throws TargetStartError (as rejection) with the end of its output */
  static start(options: StartOptions): Promise<TargetProcess> {
    const { command, directory, ready, timeoutMs } = options
    // A group of its own, so that whatever the command starts ends with it.
    const child = spawn(command, { cwd: directory, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const target = new TargetProcess(child)
    return new Promise((resolve, reject) => {
      let output = ''
      const settle = (error?: TargetStartError): void => {
        clearTimeout(timer)
        child.off('exit', exited)
        if (error === undefined) return resolve(target)
        target.stop()
        reject(error)
      }
      const fail = (what: string): void => {
        const said = output.trim() === '' ? 'It printed nothing.' : `It printed:\n${output.trim()}`
        settle(new TargetStartError(`the target did not start: ${what}\n  command: ${command}\n${said}`))
      }
      const exited = (code: number | null, signal: string | null): void => fail(`it ended with ${signal ?? code}`)
      const timer = setTimeout(() => fail(`it was not ready within ${timeoutMs / 1000} s`), timeoutMs)
      const read = (chunk: Buffer): void => {
        output = (output + chunk.toString()).slice(-KEPT_OUTPUT)
        if (ready?.test(output)) settle()
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

  /** Ends the target and everything that it started. */
  stop(): void {
    // Also where the command itself has ended: what it left in the background is of its group.
    if (!this.#signal('SIGTERM')) return
    const impatient = setTimeout(() => this.#signal('SIGKILL'), STOP_MS)
    this.#child.once('close', () => clearTimeout(impatient))
  }

  /** @returns false when nobody of the group is left */
  #signal(signal: NodeJS.Signals): boolean {
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
