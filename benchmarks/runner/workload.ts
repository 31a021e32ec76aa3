/** What a workload is given and what it returns; and the taking of turns that all of them share. */
import { createServer } from 'node:net'
import type { Child, Children } from './child.ts'
import type { EngineName, Measured, Samples } from './figures.ts'
import type { Tools } from './tools.ts'

export interface BenchOptions {
  readonly rounds: number
  /** Small counts, to see that everything runs; its figures mean nothing. */
  readonly quick: boolean
  readonly peers: boolean
  readonly journal: boolean
  /** Of the steady run. */
  readonly seconds: number
}

export interface Bench {
  readonly options: BenchOptions
  readonly tools: Tools
  readonly children: Children
  /** An empty folder for this workload. */
  readonly scratch: string
  /** Progress, for people. */
  readonly say: (text: string) => void
  /** Told of a peer that can not go on: its figures are missing then, and ours are not. */
  readonly leaves: (engine: EngineName, why: string) => void
}

/** Whether the work that was measured was done, and done right. */
export interface Check {
  readonly engine: EngineName
  readonly what: string
  readonly ok: boolean
  readonly detail: string
}

export interface Outcome {
  readonly measured: readonly Measured[]
  readonly checks: readonly Check[]
}

/** @throws Error when it can not run here at all */
export type Workload = (bench: Bench) => Promise<Outcome>

/** A figure for each unit of work, and the CPU time of it where it is known. */
export interface Pass {
  readonly value: number
  readonly cpuMicros?: number
}

export interface Contestant {
  readonly engine: EngineName
  readonly warmUp?: () => Promise<unknown>
  readonly pass: () => Promise<Pass>
}

/** Every round: each contestant warms up and is measured, another one first each time, since none may profit from its place. */
export async function inTurns(
  bench: Pick<Bench, 'options' | 'say' | 'leaves'>,
  what: string,
  contestants: readonly Contestant[],
): Promise<{ samples: Samples; cpuMicros: Samples }> {
  const samples: Partial<Record<EngineName, number[]>> = {}
  const cpuMicros: Partial<Record<EngineName, number[]>> = {}
  const gone = new Set<EngineName>()
  for (let round = 0; round < bench.options.rounds; round++) {
    const said: string[] = []
    for (let i = 0; i < contestants.length; i++) {
      const contestant = contestants[(i + round) % contestants.length]
      if (contestant === undefined || gone.has(contestant.engine)) continue
      const { engine } = contestant
      const pass = await orLeaves(bench, engine, what, async () => {
        await contestant.warmUp?.()
        return await contestant.pass()
      })
      if (pass === undefined) {
        gone.add(engine)
        continue
      }
      samples[engine] = [...(samples[engine] ?? []), pass.value]
      if (pass.cpuMicros !== undefined) cpuMicros[engine] = [...(cpuMicros[engine] ?? []), pass.cpuMicros]
      said.push(`${engine} ${shown(pass.value)}`)
    }
    bench.say(`${what}, round ${round + 1} of ${bench.options.rounds}: ${said.join(', ')}`)
  }
  return { samples, cpuMicros }
}

/** Runs what a contestant does. A peer that fails is out of the race; when we fail, the workload does. */
export async function orLeaves<T>(
  bench: Pick<Bench, 'leaves'>,
  engine: EngineName,
  what: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (fault) {
    if (engine === 'ours') throw fault
    bench.leaves(engine, `${what}: ${fault instanceof Error ? fault.message : fault}`)
    return undefined
  }
}

/** Four significant digits or whole numbers. */
export function shown(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}

/** A port that nobody listens at just now, for programs that must be told one. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Waits until a program that answers passes is ready. */
export async function ready(child: Child, withinMs = 120_000): Promise<Child> {
  await child.line(/"ready":true/, withinMs)
  return child
}
