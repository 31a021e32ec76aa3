/** A stranger of FIX.4.0, which has no reset, on a real socket: its numbers go on, and no case is lost to that. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { after, before, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { parseProfile } from '../testbench/profile.ts'
import { FixClient } from '../testing/fix-client.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'

const CASES = ['1S.a', '2.a', '2.b', '2.c', '2.d', '4.b', '8', 'SD-46', 'SD-48']

describe('a stranger whose numbers go on', () => {
  let results: readonly ReportResult[] = []

  before(async () => {
    const target = await RunningSimulation.start(
      { sender: 'VENUE', target: 'TESTER', listen: '0', beginString: 'FIX.4.0' },
      tmpdir(),
    )
    // Somebody was there before, and the tester knows nothing of it.
    const earlier = new FixClient(target.port, 'TESTER', 'VENUE', 'FIX.4.0')
    await earlier.logOn()
    for (let i = 0; i < 5; i++) earlier.send('1', [[112, 'EARLIER']])
    for (let i = 0; i < 5; i++) await earlier.next()
    earlier.destroy()
    const text = `target: { connect: "127.0.0.1:${target.port}" }
sessions: [{ beginString: FIX.4.0, senderCompID: TESTER, targetCompID: VENUE }]`
    const profile = parseProfile(text, 'goes-on.yaml', {})
    const legs = legsOf(profile, { profileName: 'goes-on', seed: 1 })
    const selection = { paths: [SESSION_FEATURES], tags: CASES.map((id) => `@${id}`).join(' or ') }
    results = (await runSuite(suitePlan({ legs, selection, profile }))).results
  })
  after(() => RunningSimulation.stopAll())

  test('every case is proved', () => {
    const tried = results.filter(({ verdict }) => verdict !== 'notApplicable')
    assert.deepEqual(
      CASES.filter((id) => !tried.some((result) => result.case === id)),
      [],
    )
    assert.deepEqual(
      tried
        .filter(({ verdict }) => verdict !== 'passed')
        .map(({ case: id, verdict, reason, actual }) => `${id} ${verdict}: ${reason ?? actual}`),
      [],
    )
  })

  test('the transcript shows what was on the wire, and says so', () => {
    const { transcript } = results.find((result) => result.case === '2.a') ?? { transcript: [] }
    assert.ok(transcript.some(({ text }) => /numbers go on from earlier scenarios/.test(text ?? '')))
    const last = transcript.findLast(({ direction }) => direction === 'in')
    assert.ok((last?.msgSeqNum ?? 0) > 6, `MsgSeqNum ${last?.msgSeqNum}`)
  })
})
