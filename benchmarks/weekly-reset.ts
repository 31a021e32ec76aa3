/**
 * How long three weeks of a session take on the simulated clock, daylight saving included: a figure for people, never a
 * test. Prints the time of each run and the hash of its transcripts, which is the same for the same seed.
 *
 *   npx node benchmarks/weekly-reset.ts [RUNS]
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { legsOf } from '../src/runner/legs.ts'
import { OWN_FEATURES, SCENARIOS } from '../src/runner/package-paths.ts'
import { runSuite } from '../src/runner/run.ts'
import { loadProfile } from '../src/testbench/profile.ts'
import { suitePlan } from '../src/testing/suite-plan.ts'

const runs = Number(process.argv[2] ?? 5)
const file = path.join(SCENARIOS, 'self', 'profile.yaml')
const profile = loadProfile(file, process.env)
const profileName = 'self'
const seed = 1

for (let run = 1; run <= runs; run++) {
  const report = await runSuite(
    suitePlan({
      legs: legsOf(profile, { profileName, seed, beginStrings: ['FIX.4.4'] }),
      selection: { paths: [OWN_FEATURES], tags: '@SD-23 or @SD-27' },
      profile,
      profileName,
      profileText: readFileSync(file, 'utf8'),
      profileDirectory: path.dirname(file),
      seed,
    }),
  )
  const times = report.results.map((result) => `${result.case} ${result.targetRole} ${result.durationMs.toFixed(0)} ms`)
  const transcripts = JSON.stringify(report.results.map(({ transcript }) => transcript))
  const hash = createHash('sha256').update(transcripts).digest('hex').slice(0, 16)
  console.log(`run ${run}: ${times.join(', ')}; transcripts ${hash}`)
}
