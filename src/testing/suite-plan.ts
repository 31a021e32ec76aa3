/** For tests and benchmarks only: a run of the suite of which only what matters is stated. */
import type { RunPlan } from '../runner/run.ts'

type Stated = Pick<RunPlan, 'legs' | 'selection' | 'profile'> & Partial<RunPlan>

export function suitePlan(stated: Stated): RunPlan {
  return {
    profileName: 'self',
    profileText: '',
    profileDirectory: '.',
    addressed: false,
    seed: 1,
    waivers: [],
    command: '',
    steps: [],
    bail: false,
    parallel: 1,
    ...stated,
  }
}
