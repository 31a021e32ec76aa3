/** One life of a target in a process of its own: from its start to its end, whoever ends it. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { Command, ProcessPlan, Said } from '../simulator/process-plan.ts'

/** The program: `.ts` in a checkout, `.js` in the package. */
const PROGRAM = path.join(import.meta.dirname, '../simulator', `process-target${path.extname(import.meta.filename)}`)

export interface TargetChildEvents {
  /** It works; an acceptor listens at the port. */
  onReady(port: number): void
  /** It will die at the point that it was told. */
  onArmed(): void
  /** What it says of itself, for the record. */
  onNote(text: string): void
  /** It has ended, and its files are free. */
  onEnd(how: string): void
}

export class TargetChild {
  readonly #child: ChildProcess
  /** Settled when the process is gone. */
  readonly ended: Promise<void>
  #alive = true

  constructor(plan: ProcessPlan, events: TargetChildEvents) {
    const child = spawn(process.execPath, [PROGRAM], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    this.#child = child
    let printed = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-2_000)
    })
    child.on('message', (message) => {
      const said = message as Said
      if (said.said === 'ready') events.onReady(said.port)
      else if (said.said === 'armed') events.onArmed()
      else events.onNote(said.said === 'failed' ? `the target failed: ${said.why}` : said.text)
    })
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        if (!this.#alive) return
        this.#alive = false
        if (printed.trim() !== '') events.onNote(`the target printed: ${printed.trim()}`)
        events.onEnd(how)
        resolve()
      }
      child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `killed by ${signal}`))
      child.once('error', (error) => end(error.message))
    })
    this.tell({ do: 'run', plan })
  }

  get alive(): boolean {
    return this.#alive
  }

  /** Hands a command over. A process that dies meanwhile does not read it, which is no fault. */
  tell(command: Command): void {
    if (this.#alive && this.#child.connected) this.#child.send(command, () => undefined)
  }

  /** SIGKILL: the process has no say in it. */
  kill(): void {
    if (this.#alive) this.#child.kill('SIGKILL')
  }
}
