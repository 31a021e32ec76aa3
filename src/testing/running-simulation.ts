/** Simulators inside the test's own process: what they say is waited for, never a time. */
import { planSimulation } from '../runner/simulate-plan.ts'
import type { SimulateOptions } from '../runner/simulate-request.ts'
import { Simulation } from '../runner/simulation.ts'
import type { FileOperations } from '../store/file-operations.ts'

export class RunningSimulation {
  static readonly #all = new Set<RunningSimulation>()
  readonly #simulation: Simulation
  readonly #said: string[] = []
  readonly #waiting = new Set<() => void>()

  private constructor(options: Partial<SimulateOptions>, cwd: string, files: FileOperations | undefined) {
    this.#simulation = new Simulation(planSimulation({ set: [], cwd, env: {}, ...options }), {
      version: '0.0.0',
      files,
      say: (text) => {
        this.#said.push(text)
        for (const look of [...this.#waiting]) look()
      },
    })
  }

  /** @throws what `planSimulation` and `Simulation.start` throw */
  static async start(
    options: Partial<SimulateOptions>,
    cwd: string,
    files?: FileOperations | undefined,
  ): Promise<RunningSimulation> {
    const running = new RunningSimulation(options, cwd, files)
    await running.#simulation.start()
    RunningSimulation.#all.add(running)
    return running
  }

  /** What people were told so far, one line each. */
  get said(): readonly string[] {
    return this.#said
  }

  get port(): number {
    const [address] = this.#simulation.listening
    if (address === undefined) throw new Error('this simulator does not listen')
    return address.port
  }

  get ports(): number[] {
    return this.#simulation.listening.map(({ port }) => port)
  }

  /** Resolves with the line, as soon as one matches that was said after the first `from`. */
  line(pattern: RegExp, from = 0): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.#said.slice(from).find((text) => pattern.test(text))
        if (found === undefined) return
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  /** Asks the admin API, `path` behind `/api/v1/`. */
  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(`${this.#simulation.adminUrl}/api/v1/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  stop(): Promise<void> {
    RunningSimulation.#all.delete(this)
    return this.#simulation.stop()
  }

  /** Those that a test left running because it failed; they would keep its process alive. */
  static async stopAll(): Promise<void> {
    for (const running of RunningSimulation.#all) await running.stop()
  }
}
