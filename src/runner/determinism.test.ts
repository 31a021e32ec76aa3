/** A self-run is a function of its seed, whatever the day and however busy the machine. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { parseProfile } from '../testbench/profile.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'

const profile = parseProfile(
  `
target: { engine: self, role: [acceptor, initiator] }
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: FIXPROOF }]
capabilities: [restart, kill, advanceClock, order-flow, configure, logout]
`,
  'self.yaml',
  {},
)

/** What a run says, without the clock of the machine it ran on. */
function comparable(results: readonly ReportResult[]): unknown {
  return results.map(({ durationMs: _, startedAt: __, repeat: ___, ...rest }) => rest)
}

/** Fields that the seed moves: times, and what is computed over them. */
const TIMES = /(^|\|)(10|52|60|122)=[^|]*/g

/** What each side said, in order. When two messages cross, their order in the record is a matter of time as well. */
function withoutTimes(results: readonly ReportResult[]): unknown {
  return results.map(({ case: id, example, verdict, transcript }) => ({
    id,
    example,
    verdict,
    said: (['in', 'out'] as const).map((side) =>
      // A message garbled on purpose is made to have a CheckSum that suits, and that is computed over its time.
      transcript
        .filter(({ direction, event }) => direction === side && event !== 'garbled')
        .map(({ raw }) => raw?.replace(TIMES, '$1$2=')),
    ),
  }))
}

describe('a self-run', () => {
  const runs: ReportResult[][] = []

  before(async () => {
    const named = { profileName: 'self' }
    const legs = [1, 1, 2].flatMap((seed) => legsOf(profile, { ...named, seed }))
    const byLeg: ReportResult[][] = []
    await runSuite(
      suitePlan({
        legs,
        selection: { paths: [SESSION_FEATURES], tags: undefined },
        profile,
        ...named,
        onLeg: (_, results) => void byLeg.push(results),
      }),
    )
    for (let i = 0; i < byLeg.length; i += 2) runs.push(byLeg.slice(i, i + 2).flat())
  })

  test('is the same to the byte when its seed is the same', () => {
    const [first, again] = runs as [ReportResult[], ReportResult[]]
    assert.ok(first.length > 100, `${first.length} results`)
    assert.equal(JSON.stringify(comparable(first)), JSON.stringify(comparable(again)))
  })

  test('differs in its times alone when its seed is another', () => {
    const [first, , other] = runs as [ReportResult[], ReportResult[], ReportResult[]]
    assert.notDeepEqual(comparable(first), comparable(other))
    assert.deepEqual(withoutTimes(first), withoutTimes(other))
  })
})
