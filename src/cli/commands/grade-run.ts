/** The whole of a grading but its words: logs in, a report for each side out. */
import type { GradedSession, VersionRules } from '../../conformance/monitors/log-judge.ts'
import { OrderWatches } from '../../conformance/monitors/order-watches.ts'
import type { Dictionary } from '../../dictionary/dictionary.ts'
import { dictionaryFor } from '../../dictionary/load.ts'
import { dictionaryOfSession } from '../../dictionary/session-dictionary.ts'
import type { FixVersion } from '../../fix/versions.ts'
import type { Report } from '../../report/report.ts'
import { findProfile } from '../../runner/find-profile.ts'
import { namingFrom } from '../../testbench/naming.ts'
import { loadProfile, type Profile } from '../../testbench/profile.ts'
import { validatorFor } from '../../validation/validate.ts'
import { type ReadLog, readLogs } from './grade-logs.ts'
import { type Coverage, coverageOf, gradeReport } from './grade-report.ts'

export interface GradeOrder {
  readonly logs: readonly string[]
  readonly target: string | undefined
  /** Name or file. */
  readonly profile: string | undefined
  /** Ids of the cases; undefined: all. */
  readonly cases: readonly string[] | undefined
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly command: string
}

export interface GradedSide {
  readonly target: string
  readonly report: Report
  readonly coverage: Coverage
}

export interface GradeAnswer {
  readonly logs: readonly ReadLog[]
  readonly sessions: number
  /** CompIDs of all sessions. */
  readonly compIDs: readonly string[]
  /** Messages of sessions that were one too many. */
  readonly beyond: number
  readonly forgotten: { readonly orders: number; readonly execIDs: number }
  readonly sides: readonly GradedSide[]
}

/** @throws UsageError, ProfileError, DictionaryError */
export async function grade(order: GradeOrder, onBytes: (bytes: number) => void): Promise<GradeAnswer> {
  const profile = profileOf(order)
  const watches = new OrderWatches((version) => dictionaryOf(version, profile), profile?.trading?.tolerates ?? [])
  const options = {
    target: order.target,
    rulesOf: (version: FixVersion) => rulesOf(version, profile),
    also: watches.see.bind(watches),
  }
  const read = await readLogs(order.logs, order.cwd, options, onBytes)
  watches.end()
  const { judge, logs } = read
  const bySide = new Map<string, GradedSession[]>()
  for (const graded of judge.graded) bySide.set(graded.target, [...(bySide.get(graded.target) ?? []), graded])
  const cases = order.cases === undefined ? undefined : new Set(order.cases)
  const context = { profile: order.profile ?? 'graded log', command: order.command, cases }
  const sides = [...bySide]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, graded]) => ({
      target,
      report: gradeReport(target, graded, read, context),
      coverage: coverageOf(graded, cases),
    }))
  const { sessions, beyond } = judge
  return { logs, sessions, compIDs: [...judge.compIDs], beyond, forgotten: watches.forgotten, sides }
}

/** The profile's dictionary says what its venue's messages may hold. */
function rulesOf(version: FixVersion, profile: Profile | undefined): VersionRules {
  const dictionary = dictionaryOf(version, profile)
  const validator = validatorFor(dictionary)
  return {
    naming: namingFrom(dictionary),
    faultOf: (message) => validator.validate(message),
    dictionaryIsStated: profile !== undefined,
  }
}

function dictionaryOf(version: FixVersion, profile: Profile | undefined): Dictionary {
  const named = profile?.dictionary
  return named === undefined ? dictionaryFor(version) : dictionaryOfSession(version, named).dictionary
}

function profileOf({ profile, cwd, env }: GradeOrder): Profile | undefined {
  if (profile === undefined) return undefined
  // No connection is made, so that no password is needed.
  const environment = new Proxy(env, { get: (known, name) => Reflect.get(known, name) ?? 'unset' })
  return loadProfile(findProfile(profile, cwd), environment)
}
