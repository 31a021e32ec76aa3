/** One run of the suite against the rogue target: healthy or with one fault, one version, one role. */
import path from 'node:path'
import { FAULTS, type FaultName } from '../scenarios/rogues/faults.ts'
import { findVersion, type VersionId } from '../src/fix/versions.ts'
import type { ReportResult } from '../src/report/report.ts'
import { legsOf } from '../src/runner/legs.ts'
import { OWN_FEATURES, SCENARIOS, SESSION_FEATURES } from '../src/runner/package-paths.ts'
import { runSuite } from '../src/runner/run.ts'
import { loadProfile } from '../src/testbench/profile.ts'
import { CAPABILITIES } from '../src/testbench/profile-model.ts'
import { suitePlan } from '../src/testing/suite-plan.ts'

/** What is to be run; the healthy target when no fault is named. */
export interface Task {
  readonly fault?: FaultName
  readonly role: 'acceptor' | 'initiator'
  readonly version: VersionId
}

/** What came of one scenario. */
export interface Finding {
  readonly case: string
  readonly scenario: string
  readonly verdict: ReportResult['verdict']
  readonly said: string
  /** Of the scenario: against a recommendation nothing but a warning can come. */
  readonly level: ReportResult['level']
  /** Class of the probable cause, where one was named. */
  readonly cause?: string | undefined
}

/** Fixed, so that the page is the same after each run. */
const SEED = 1
const APPLICATION_FEATURES = path.join(OWN_FEATURES, 'application')
const PROFILE = path.join(SCENARIOS, 'rogues', 'profile.yaml')

/** @param cases - ids of the cases to be run; all that may apply when absent */
export async function runTask(task: Task, cases?: readonly string[]): Promise<Finding[]> {
  const { fault, role, version } = task
  const profile = loadProfile(PROFILE, {})
  const options = fault === undefined ? {} : { fault }
  const legs = legsOf(
    { ...profile, target: { ...profile.target, role, options } },
    // What is not reached any more is remembered by the name of the profile: each fault has one of its own.
    { profileName: `rogues ${fault ?? 'healthy'}`, seed: SEED, beginStrings: [version] },
  )
  const only = cases === undefined ? [] : [`(${cases.map((id) => `@${id}`).join(' or ')})`]
  const of = FAULTS.find(({ name }) => name === fault)
  // A fault of the session would break whatever is built on it.
  const features = of === undefined ? OWN_FEATURES : of.order === undefined ? SESSION_FEATURES : APPLICATION_FEATURES
  const tags = [...only, ...withoutIdle(role, version, profile.capabilities)].join(' and ')
  const found: Finding[] = []
  const onLeg = (_: unknown, results: readonly ReportResult[]): void => {
    for (const { case: id, example, title, verdict, actual, reason, level, cause } of results) {
      if (verdict === 'notApplicable') continue
      found.push({ case: id, scenario: example ?? title, verdict, said: reason ?? actual, level, cause: cause?.class })
    }
  }
  await runSuite(suitePlan({ legs, selection: { paths: [features], tags }, profile, profileName: 'rogues', onLeg }))
  return found
}

/** Scenarios that do not apply need not be begun: that is half of the time. */
function withoutIdle(role: string, version: VersionId, capabilities: readonly string[]): string[] {
  const other = role === 'acceptor' ? '@initiator' : '@acceptor'
  const lacking = CAPABILITIES.filter((name) => !capabilities.includes(name)).map((name) => `@needs:${name}`)
  const clock = capabilities.includes('advanceClock') ? [] : ['@needs:clock']
  const ordinal = findVersion(version)?.ordinal ?? 0
  const later = ['FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4'].filter(
    (name) => (findVersion(name)?.ordinal ?? 0) > ordinal,
  )
  const since = later.map((name) => `@since:${name}`)
  const otherPart = role === 'acceptor' ? '@client' : '@venue'
  return [other, otherPart, ...lacking, ...clock, ...since].map((tag) => `not ${tag}`)
}
