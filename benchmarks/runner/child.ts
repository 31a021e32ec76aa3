/** Processes of a measurement: each leads a group of its own, is asked line by line, and is gone when the run ends. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Answer = Readonly<Record<string, unknown>>

const MOST_STDERR = 4000
const GONE_WITHIN_MS = 3000

export class Child {
  readonly name: string
  readonly #process: ChildProcessWithoutNullStreams
  readonly #lines: string[] = []
  readonly #exit: Promise<number>
  #stderr = ''
  #ended = false
  #wake: () => void = () => {}

  constructor(name: string, command: readonly string[]) {
    this.name = name
    const [file = '', ...args] = command
    this.#process = spawn(file, args, { detached: true, stdio: 'pipe' })
    this.#process.stdin.on('error', () => {})
    this.#process.stderr.on('data', (text: Buffer) => {
      this.#stderr = (this.#stderr + text.toString('latin1')).slice(-MOST_STDERR)
    })
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#lines.push(line)
      this.#wake()
    })
    this.#exit = new Promise((resolve) => {
      this.#process.on('error', ({ message }) => {
        this.#stderr += message
      })
      this.#process.on('close', (code) => {
        this.#ended = true
        this.#wake()
        resolve(code ?? -1)
      })
    })
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** What it said on standard error, the end of it. */
  get complaints(): string {
    return this.#stderr.trim()
  }

  /** The next line of its output that fits; others are passed over. @throws Error when it ends, or is silent too long */
  async line(fits: RegExp, withinMs: number): Promise<string> {
    const deadline = performance.now() + withinMs
    for (;;) {
      for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift())
        if (fits.test(line)) return line
      if (this.#ended) throw new Error(`${this.name} ended: ${this.complaints}`)
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`${this.name}: nothing like ${fits} within ${withinMs} ms: ${this.complaints}`)
      await this.#change(left)
    }
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Sends a line and reads the JSON that answers it. */
  async ask(request: string, withinMs = 300_000): Promise<Answer> {
    this.#process.stdin.write(`${request}\n`)
    return JSON.parse(await this.line(/^\{/, withinMs)) as Answer
  }

  /** Waits until it has ended by itself. @returns its exit code */
  ended(): Promise<number> {
    return this.#exit
  }

  /** Ends its whole group; resolves when it is gone. */
  async stop(): Promise<void> {
    if (this.#ended || this.pid === 0) return
    this.signal('SIGTERM')
    const timer = setTimeout(() => this.signal('SIGKILL'), GONE_WITHIN_MS)
    await this.#exit
    clearTimeout(timer)
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#ended || this.pid === 0) return
    try {
      process.kill(-this.pid, signal)
    } catch {
      // It has ended in the meantime.
    }
  }
}

/** All children of a run, so that none outlives it. */
export class Children {
  readonly #running = new Set<Child>()

  constructor() {
    process.on('exit', () => {
      for (const child of this.#running) child.signal('SIGKILL')
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
  }

  start(name: string, command: readonly string[]): Child {
    const child = new Child(name, command)
    this.#running.add(child)
    void child.ended().then(() => this.#running.delete(child))
    return child
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running].map((child) => child.stop()))
  }
}

/** @throws Error when the answer has no such number */
export function numberIn(answer: Answer, name: string): number {
  const value = answer[name]
  if (typeof value !== 'number') throw new Error(`no ${name} in ${JSON.stringify(answer)}`)
  return value
}
