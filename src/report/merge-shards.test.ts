import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { MergeError } from './merge-error.ts'
import { mergeReports } from './merge-reports.ts'
import { exitCode } from './outcome.ts'
import { type Report, type ReportResult, type Role, VERDICTS, type Verdict } from './report.ts'
import { reportOf, resultOf } from './report-fixtures.ts'
import { headline } from './wording.ts'

const SHA = 'a'.repeat(64)

/** A scenario of a run: what came of it in a column. */
interface Made {
  line: number
  beginString: string
  targetRole: Role
  verdict: Verdict
  /** How often an invariant was looked at, and whether the scenario saw it broken. */
  looked: number
  broken: boolean
}

/** As a run reports them: column by column, in the order of the features, what held over all of them behind each. */
function resultsOf(made: readonly Made[]): ReportResult[] {
  const columns = Map.groupBy(made, ({ beginString, targetRole }) => `${beginString} ${targetRole}`)
  return [...columns]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, of]) => {
      const scenarios = of.toSorted((a, b) => a.line - b.line)
      return [...scenarios.flatMap(resultsOfScenario), ...invariantOf(scenarios)]
    })
}

function resultsOfScenario({ line, beginString, targetRole, verdict, looked, broken }: Made): ReportResult[] {
  const about = { line, beginString, targetRole }
  const checks = looked > 0 || broken ? { checks: { 'INV-1': looked } } : {}
  // Two scenarios of one case with one title: nothing but their place tells them apart.
  const own = resultOf({ ...about, verdict, case: `2.${line % 2 ? 'a' : 'b'}`, ...checks })
  return broken ? [own, resultOf({ ...about, case: 'INV-1', verdict: 'failed', actual: 'sums differ' })] : [own]
}

function invariantOf(scenarios: readonly Made[]): ReportResult[] {
  const [first] = scenarios
  if (first === undefined) return []
  const held = scenarios.filter(({ looked, broken }) => looked > 0 && !broken)
  const count = held.reduce((sum, { looked }) => sum + looked, 0)
  const about = {
    case: 'INV-1',
    feature: 'features/application',
    line: 0,
    beginString: first.beginString,
    targetRole: first.targetRole,
  }
  const words = `held on ${count} ${count === 1 ? 'report' : 'reports'} of ${held.length} ${held.length === 1 ? 'scenario' : 'scenarios'}`
  if (count > 0) return [resultOf({ ...about, verdict: 'passed', actual: words })]
  if (scenarios.some(({ broken }) => broken)) return []
  return [resultOf({ ...about, verdict: 'notApplicable', actual: 'not met', reason: 'not met' })]
}

function shardOf(made: readonly Made[], index: number, of: number, change: Partial<Report> = {}): Report {
  return reportOf(resultsOf(made), {
    shard: { index, of },
    scenarios: 40,
    profileSha256: SHA,
    suite: { name: 's', version: '1', cases: 1, sha256: SHA },
    ...change,
  })
}

const place = fc.record({
  line: fc.integer({ min: 1, max: 12 }),
  beginString: fc.constantFrom('FIX.4.2', 'FIX.4.4'),
  targetRole: fc.constantFrom<Role>('acceptor', 'initiator'),
})
const run = fc.uniqueArray(
  fc
    .tuple(place, fc.constantFrom(...VERDICTS), fc.nat(3), fc.integer({ min: 0, max: 4 }))
    .map(([at, verdict, looked, n]): Made => ({ ...at, verdict, looked, broken: n === 0 && looked > 0 })),
  {
    minLength: 1,
    maxLength: 40,
    selector: ({ line, beginString, targetRole }) => `${line} ${beginString} ${targetRole}`,
  },
)

const told = ({ results }: Pick<Report, 'results'>) =>
  results.map((result) => [
    result.case,
    result.line,
    result.beginString,
    result.targetRole,
    result.verdict,
    headline(result),
  ])

describe('shards, joined', () => {
  test('are what the whole run would have been: the same results with the same words in the same order', () => {
    fc.assert(
      fc.property(run, fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.nat(4)), (made, of, choice) => {
        const parts = Array.from({ length: of }, (): Made[] => [])
        for (const one of made) parts[(choice.next().value ?? 0) % of]?.push(one)
        const files = parts.map((some, i) => [`${i + 1}.json`, shardOf(some, i + 1, of)] as const)
        const { report, repeated } = mergeReports(files, 'merge')
        const whole = reportOf(resultsOf(made))
        // Columns stand in the order in which they turn up; every format sorts them.
        const sorted = (list: unknown[][]) =>
          list.toSorted((a, b) =>
            `${a[2]} ${a[3]}` < `${b[2]} ${b[3]}` ? -1 : `${a[2]} ${a[3]}` > `${b[2]} ${b[3]}` ? 1 : 0,
          )
        assert.deepEqual(sorted(told(report)), sorted(told(whole)))
        assert.equal(report.outcome?.exitCode, exitCode(whole))
        assert.deepEqual(report.summary, whole.summary)
        assert.deepEqual([repeated, report.shard], [0, undefined])
      }),
    )
  })

  const made = (line: number): Made => ({
    line,
    beginString: 'FIX.4.4',
    targetRole: 'acceptor',
    verdict: 'passed',
    looked: 0,
    broken: false,
  })
  const refused: [name: string, files: (readonly [string, Report])[], message: RegExp][] = [
    ['one is missing', [['1.json', shardOf([made(1)], 1, 3)]], /of 3 shards 2 are missing: 2, 3\./],
    [
      'one is there twice',
      [
        ['1.json', shardOf([made(1)], 1, 2)],
        ['again.json', shardOf([made(1)], 1, 2)],
      ],
      /shard 1 of 2 is there twice: 1\.json, again\.json/,
    ],
    [
      'two have made the same',
      [
        ['1.json', shardOf([made(1)], 1, 2)],
        ['2.json', shardOf([made(1)], 2, 2)],
      ],
      /1\.json and 2\.json overlap: both have made .*:1 \(FIX\.4\.4 acceptor\)/,
    ],
    [
      'they are of different profiles',
      [
        ['1.json', shardOf([made(1)], 1, 2)],
        ['2.json', shardOf([made(2)], 2, 2, { profileSha256: 'b'.repeat(64) })],
      ],
      /do not have the same profile/,
    ],
    [
      'they are of different suites',
      [
        ['1.json', shardOf([made(1)], 1, 2)],
        ['2.json', shardOf([made(2)], 2, 2, { suite: { name: 's', version: '1', cases: 1, sha256: 'b'.repeat(64) } })],
      ],
      /do not have the same suite/,
    ],
    [
      'there are different numbers of them',
      [
        ['1.json', shardOf([made(1)], 1, 2)],
        ['2.json', shardOf([made(2)], 2, 3)],
      ],
      /do not have the same number of shards, 3 and 2/,
    ],
    [
      'they have chosen among different scenarios',
      [
        ['1.json', shardOf([made(1)], 1, 2, { shard: { index: 1, of: 2, dealt: SHA } })],
        ['2.json', shardOf([made(2)], 2, 2, { shard: { index: 2, of: 2, dealt: 'b'.repeat(64) } })],
      ],
      /do not have the same choice of scenarios/,
    ],
    [
      'one is no shard',
      [
        ['1.json', shardOf([made(1)], 1, 1)],
        ['all.json', reportOf([resultOf()], { suite: { name: 's', version: '1', cases: 1 } })],
      ],
      /all\.json is no shard, and 1\.json is/,
    ],
  ]
  for (const [name, files, message] of refused)
    test(`are refused when ${name}`, () =>
      assert.throws(
        () => mergeReports(files, 'merge'),
        (error) => (error instanceof MergeError && message.test(error.message)) || assert.fail(String(error)),
      ))

  test('what one has told over its scenarios stands, also where a plan has left all results of these out', () => {
    const told = (verdict: Verdict) => resultOf({ case: 'INV-1', feature: 'features/application', line: 0, verdict })
    const files = (['notApplicable', 'passed'] as const).map((verdict, i) => {
      const shard = shardOf([made(i + 1)], i + 1, 2)
      shard.results = [...shard.results.filter(({ case: id }) => id !== 'INV-1'), told(verdict)]
      return [`${i}.json`, shard] as const
    })
    const [invariant, ...more] = mergeReports(files, 'merge').report.results.filter((one) => one.case === 'INV-1')
    assert.equal(invariant?.verdict, 'passed')
    assert.deepEqual(more, [])
  })

  test('what a mandatory case lacks is asked of all of them, not of each', () => {
    const plan = { name: 'p', file: 'p', sha256: SHA, mandatory: ['2.a', '2.b', '9'], optional: [], notApplicable: [] }
    const files = [1, 2].map((i) => [`${i}.json`, shardOf([made(i)], i, 2, { plan })] as const)
    for (const [, report] of files) assert.equal(exitCode(report), 0)
    assert.equal(mergeReports(files, 'merge').report.outcome?.exitCode, 5)
  })
})
