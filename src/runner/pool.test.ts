/** A pool of sessions with a real target: its scenarios are shared, and none is lost to a session that is not there. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { after, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { parseProfile } from '../testbench/profile.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'
import { matching } from './scenarios.ts'

after(() => RunningSimulation.stopAll())

const SELECTION = { paths: [SESSION_FEATURES], tags: '@2.a or @2.b or @2.c or @2.d or @4.b or @5 or @SD-46 or @SD-48' }

/** Runs the scenarios over sessions of these names; the target knows TESTER alone. @param side - so many at a time */
async function runOver(names: readonly string[], side = names.length, onLeg = (): void => undefined) {
  const target = await RunningSimulation.start(
    { sender: 'VENUE', target: 'TESTER', listen: '0', beginString: 'FIX.4.4' },
    tmpdir(),
  )
  const sessions = names.map((name) => `{ beginString: FIX.4.4, senderCompID: ${name}, targetCompID: VENUE }`)
  const text = `target: { connect: "127.0.0.1:${target.port}" }\nsessions: [${sessions.join(', ')}]\ncapabilities: [order-flow]`
  const profile = parseProfile(text, 'pool.yaml', {})
  const legs = legsOf(profile, { profileName: `pool of ${names.join(' and ')}`, seed: 1 })
  return (await runSuite(suitePlan({ legs, selection: SELECTION, profile, parallel: side, onLeg }))).results
}

const places = (results: readonly ReportResult[]): string[] => results.map(({ feature, line }) => `${feature}:${line}`)

describe('a pool of sessions', () => {
  test('a session that the target does not know leaves its scenarios to the others', async () => {
    const alone = await runOver(['TESTER'])
    const shared = await runOver(['NOBODY', 'TESTER'])
    assert.deepEqual(places(shared), places(alone), 'each scenario once, in the order of the features')
    assert.equal(new Set(places(shared)).size, matching(SELECTION).length)
    assert.deepEqual(
      shared
        .filter(({ verdict }) => verdict !== 'passed')
        .map(({ case: id, reason, actual, line }) => `${id} ${line}: ${reason ?? actual}`),
      [],
    )
  })

  test('one after the other too, and the column is told once', async () => {
    let told = 0
    const results = await runOver(['NOBODY', 'TESTER', 'NO ONE'], 1, () => void told++)
    assert.equal(told, 1)
    assert.equal(new Set(places(results)).size, matching(SELECTION).length)
    assert.deepEqual(
      results.filter(({ verdict }) => verdict !== 'passed').map(({ case: id, reason }) => `${id}: ${reason}`),
      [],
    )
  })

  test('where no session is known, every scenario says why it proved nothing', async () => {
    const lost = await runOver(['NOBODY', 'NO ONE'])
    assert.equal(new Set(places(lost)).size, matching(SELECTION).length)
    for (const { verdict, reason } of lost) {
      assert.equal(verdict, 'inconclusive')
      assert.match(reason ?? '', /closed the connection|not tried/)
    }
  })
})
