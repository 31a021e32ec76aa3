/** Texts that are used once: ids of orders and requests. */
import type { Bench } from './bench.ts'

/**
 * A text that neither this scenario nor one before it has used. A target that outlives the scenario, and the run, has not
 * seen it before either; one in memory is always new, and its messages shall be the same in each run.
 */
export function uniqueText(bench: Bench, prefix: string): string {
  const inScenario = bench.unique(prefix)
  return bench.environment.simulated ? inScenario : `${inScenario}-${bench.now().toString(36)}`
}
