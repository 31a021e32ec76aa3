/** From findings to the kill matrix: which case caught which fault, what was missed, and what was blamed wrongly. */
import type { Fault } from '../scenarios/rogues/faults.ts'
import type { Finding, Task } from './rogues-run.ts'

export interface Run {
  readonly task: Task
  readonly findings: readonly Finding[]
}

export interface Catch {
  readonly fault: Fault
  /** Cases that failed, in the order of the run. */
  readonly caughtBy: readonly string[]
  /** Cases that only warned. */
  readonly warnedBy: readonly string[]
  /** The first failure in words. */
  readonly said: string
}

export interface Matrix {
  readonly catches: readonly Catch[]
  /** Results of the rogues that tell nothing, because the harness was at fault. */
  readonly errored: readonly (Finding & Task)[]
  /** Findings of the healthy target that are none of passed and not applicable. */
  readonly falseAlarms: readonly (Finding & Task)[]
  readonly healthyResults: number
}

export function matrixOf(faults: readonly Fault[], runs: readonly Run[]): Matrix {
  const healthy = runs.filter(({ task }) => task.fault === undefined)
  return {
    catches: faults.map((fault) => {
      const findings = runs.filter(({ task }) => task.fault === fault.name).flatMap((run) => run.findings)
      const failed = findings.filter(({ verdict }) => verdict === 'failed')
      const warned = findings.filter(({ verdict }) => verdict === 'warning')
      const said = (failed[0] ?? warned[0])?.said ?? ''
      return { fault, caughtBy: casesOf(failed), warnedBy: casesOf(warned), said }
    }),
    errored: runs
      .filter(({ task }) => task.fault !== undefined)
      .flatMap(({ task, findings }) =>
        findings.filter(({ verdict }) => verdict === 'errored').map((finding) => ({ ...task, ...finding })),
      ),
    falseAlarms: healthy.flatMap(({ task, findings }) =>
      findings.filter(({ verdict }) => verdict !== 'passed').map((finding) => ({ ...task, ...finding })),
    ),
    healthyResults: healthy.reduce((sum, { findings }) => sum + findings.length, 0),
  }
}

function casesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map((finding) => finding.case))]
}

/** A warning suffices against what a target should do; against what it must do it is weak. */
export function isCaught({ fault, caughtBy, warnedBy }: Catch): boolean {
  return caughtBy.length > 0 || (fault.againstShould && warnedBy.length > 0)
}

export function isWeak(one: Catch): boolean {
  return !isCaught(one) && one.warnedBy.length > 0
}
