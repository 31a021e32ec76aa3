/** From findings to the kill matrix: which case caught which fault, what was missed, and what was blamed wrongly. */
import type { Fault } from '../scenarios/rogues/faults.ts'
import { groupOf } from '../src/conformance/requirement.ts'
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
  /** Those of them whose scenario is a recommendation, so that more can not come of it. */
  readonly advisedBy: readonly string[]
  /** The first failure in words. */
  readonly said: string
  /** For a fault of order flow: cases that blame the target, and nothing says why this fault should make them. */
  readonly unexplained: readonly string[]
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
      const blamed = casesOf([...failed, ...warned])
      return {
        fault,
        caughtBy: casesOf(failed),
        warnedBy: casesOf(warned),
        advisedBy: casesOf(warned.filter(({ level }) => level !== 'must')),
        said,
        unexplained: beside(fault, blamed),
      }
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

/** What a fault of order flow may break beside its own groups: invariants and matrices are about everything. */
const EVERYWHERE = ['INV', 'MAT']

function beside({ order }: Fault, blamed: readonly string[]): string[] {
  // A target that lacks something whole is blamed wherever that is looked at.
  if (order?.row === undefined) return []
  const groups = [...order.mustCatch.map(groupOf), ...Object.keys(order.alsoBreaks ?? {}), ...EVERYWHERE]
  return blamed.filter((id) => !groups.includes(groupOf(id)))
}

/**
 * A warning suffices against what a target should do; against what it must do it is weak. A fault of order flow has to be
 * seen by a case that was written for it.
 */
export function isCaught({ fault, caughtBy, warnedBy, advisedBy }: Catch): boolean {
  const { order, againstShould } = fault
  if (order === undefined) return caughtBy.length > 0 || (againstShould && warnedBy.length > 0)
  return [...caughtBy, ...advisedBy].some((id) => order.mustCatch.includes(id))
}

export function isWeak(one: Catch): boolean {
  return !isCaught(one) && one.warnedBy.length > 0
}
