/** A run that makes some of the scenarios that are selected: by a plan, as a shard, or because the others are done. Pure. */
import type { ReportResult } from '../report/report.ts'
import type { Leg } from '../testbench/leg.ts'
import type { ScenarioSummary } from './scenarios.ts'

/** A version and a role of the target: what a column of the report is about. */
export type ColumnOf = Pick<Leg, 'version' | 'targetRole'>

export interface Part {
  /** Whether a column is to run a scenario. */
  readonly isToRun: (scenario: ScenarioSummary, column: ColumnOf) => boolean
  /** Results that the run takes over, as they were before waivers, a plan or a baseline told on them. */
  readonly takenOver: readonly ReportResult[]
}

/** What all of these leave to run, with what any of them takes over; undefined of none. */
export function together(parts: readonly (Part | undefined)[]): Part | undefined {
  const stated = parts.filter((part) => part !== undefined)
  if (stated.length === 0) return undefined
  return {
    isToRun: (scenario, column) => stated.every((part) => part.isToRun(scenario, column)),
    takenOver: stated.flatMap((part) => part.takenOver),
  }
}

/** `FIX.4.4~acceptor` */
export function columnKey({ version, targetRole }: ColumnOf): string {
  return `${version}~${targetRole}`
}

/** The same of a result. */
export function columnKeyOf({ beginString, targetRole }: Pick<ReportResult, 'beginString' | 'targetRole'>): string {
  return `${beginString}~${targetRole}`
}
