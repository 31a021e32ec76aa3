/**
 * The scenarios of one version and role, shared out among the sessions of a pool: those that wait longest first, so that
 * no session is left with a long one when the others are done. Pure.
 */
import type { ScenarioSummary } from './scenarios.ts'

/** A few scenarios that one session takes at a time; a scenario that waits is taken alone. */
export type Batch = readonly ScenarioSummary[]

/** Scenarios that hardly wait go together: beginning a batch has a price. */
const BATCH_SIZE = 6

/** Seconds of waiting from which on a scenario is a batch of its own. */
const LONG_S = 3

export function batchesOf(scenarios: readonly ScenarioSummary[]): Batch[] {
  const byWait = [...scenarios].sort((a, b) => b.waitS - a.waitS)
  const long = byWait.filter(({ waitS }) => waitS >= LONG_S).map((scenario) => [scenario])
  const short = scenarios.filter(({ waitS }) => waitS < LONG_S)
  const batches: Batch[] = [...long]
  for (let at = 0; at < short.length; at += BATCH_SIZE) batches.push(short.slice(at, at + BATCH_SIZE))
  return batches
}

/** HeartBtInt(108) that most profiles propose to a real target, for the estimate alone. */
const HEARTBEAT_S = 5

/**
 * Seconds that a scenario is bound to wait, as far as its steps say: `for 5 seconds`, `more than 5 times within 60
 * seconds`, `1.2 HeartBtInt`. A limit
 * (`within 10 seconds`) is waited for only when the target is at fault.
 */
export function waitOf(steps: readonly string[]): number {
  let waitS = 0
  for (const step of steps) {
    for (const [, seconds] of step.matchAll(/\b(?:for|times within) (\d+(?:\.\d+)?) seconds?\b/g))
      waitS += Number(seconds)
    for (const [, intervals] of step.matchAll(/(\d+(?:\.\d+)?) HeartBtInt\b/g)) waitS += Number(intervals) * HEARTBEAT_S
  }
  return waitS
}
