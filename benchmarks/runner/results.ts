/** What the runs of this machine have shown so far, one entry for each workload, so that a page can be made of several runs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Measured } from './figures.ts'
import type { Machine } from './machine.ts'
import type { BenchOptions, Check } from './workload.ts'

export interface WorkloadResult {
  readonly workload: string
  readonly title: string
  /** ISO, when it began. */
  readonly at: string
  /** Load averages over 1, 5 and 15 minutes before it began. */
  readonly load: readonly number[]
  readonly options: BenchOptions
  readonly measured: readonly Measured[]
  readonly checks: readonly Check[]
  /** Why it did not run, or not to its end. */
  readonly failed?: string
}

export interface Results {
  readonly machine: Machine
  readonly workloads: readonly WorkloadResult[]
}

const NAME = 'results.json'

/** Workloads that were run again take the place of what was there, in the order of `order`. */
export function merged(before: readonly WorkloadResult[], now: readonly WorkloadResult[], order: readonly string[]) {
  const all = new Map([...before, ...now].map((result) => [result.workload, result]))
  return order.flatMap((workload) => all.get(workload) ?? [])
}

/** @returns everything that is in the folder now */
export function keep(
  folder: string,
  machine: Machine,
  now: readonly WorkloadResult[],
  order: readonly string[],
): Results {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, NAME)
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results).workloads : []
  const results = { machine, workloads: merged(before, now, order) }
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`)
  return results
}
