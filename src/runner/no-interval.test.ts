/** A target that agrees on no interval is there all the same: what needs none goes on. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { parseProfile } from '../testbench/profile.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'

const TEXT = `target: { engine: self, tamper: [{ direction: outgoing, msgType: A, set: { "108": "7" } }] }
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: VENUE }]
capabilities: []`

test('scenarios in a row without an agreed HeartBtInt do not end the leg', async () => {
  const profile = parseProfile(TEXT, 'no-interval.yaml', {})
  const legs = legsOf(profile, { profileName: 'no interval', seed: 1 })
  const paths = ['04-heartbeat.feature', '08-resend-request.feature'].map((name) => path.join(SESSION_FEATURES, name))
  const { results } = await runSuite(suitePlan({ legs, selection: { paths, tags: '@4.a or @6 or @8' }, profile }))
  const lacking = results.filter(({ reason }) => /HeartBtInt 2 by 7, so no interval is agreed/.test(reason ?? ''))
  assert.ok(lacking.length > 3, `only ${lacking.length} lacked an interval`)
  const verdicts = results.filter((one) => one.case === '8' && one.needs === undefined).map(({ verdict }) => verdict)
  assert.deepEqual([...new Set(verdicts)], ['passed'])
})
