import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { NotReached } from '../conformance/verdict.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { Bench } from './bench.ts'
import { type Ending, resultsOf, type ScenarioInfo } from './result.ts'

const info: ScenarioInfo = {
  name: 'MsgSeqNum as expected',
  feature: 'features/session/02-standard-header.feature',
  line: 12,
  rule: undefined,
  cases: ['2.a'],
  level: 'must',
  needs: [],
}

const ending: Ending = { steps: [], durationMs: 1, startedAt: '2026-01-05T09:00:00.000Z' }

/** A bench that has seen something, as steps leave it. */
function benchAfter(...doings: ((bench: Bench) => void)[]): Bench {
  const bench = new Bench(legWith(), 'result')
  for (const doing of doings)
    try {
      doing(bench)
    } catch {
      // A broken must throws: cucumber ends the scenario there.
    }
  return bench
}

const met = (bench: Bench): void => bench.judge('must', true, 'a Heartbeat', 'Heartbeat 2')
const missed = (bench: Bench): void => bench.judge('should', false, 'a Text', 'no Text')
const broken = (bench: Bench): void => bench.judge('must', false, 'a Logout', 'Heartbeat 3')
const unreached = (bench: Bench): void => {
  bench.record.notReached = new NotReached('closed').message
}
const may = (bench: Bench): void => bench.judge('may', true, 'a Reject', 'Reject 3')
const mayNot = (bench: Bench): void => bench.judge('may', false, 'a Reject', 'nothing')

const verdictOf = (bench: Bench | undefined, change: Partial<Ending> = {}) =>
  resultsOf(legWith(), info, bench, { ...ending, ...change })[0]

describe('the verdict', () => {
  const cases: readonly [
    name: string,
    bench: Bench | undefined,
    ending: Partial<Ending>,
    verdict: string,
    actual?: string,
  ][] = [
    ['everything expected was met', benchAfter(met), {}, 'passed', 'Heartbeat 2'],
    ['a should was missed', benchAfter(met, missed), {}, 'warning', 'no Text'],
    ['a must was broken', benchAfter(met, broken), {}, 'failed', 'Heartbeat 3'],
    [
      'a must was broken, whatever else went wrong then',
      benchAfter(broken, unreached),
      { fault: 'a step threw' },
      'failed',
      'Heartbeat 3',
    ],
    ['a must was broken after a should was missed', benchAfter(missed, broken), {}, 'failed', 'Heartbeat 3'],
    ['the stimulus was not reached', benchAfter(met, unreached), { fault: 'NotReached' }, 'inconclusive', 'closed'],
    ['a step threw', benchAfter(met), { fault: 'TypeError: x' }, 'errored', 'TypeError: x'],
    ['a step threw after a should was missed', benchAfter(missed), { fault: 'TypeError: x' }, 'errored'],
    ['nothing was expected', benchAfter(), {}, 'errored'],
    ['nothing but a may, which did not happen', benchAfter(mayNot), {}, 'errored'],
    ['the scenario never opened a bench', undefined, {}, 'errored'],
    ['it does not apply', undefined, { notApplicable: 'begins with FIX.4.1' }, 'notApplicable', 'begins with FIX.4.1'],
    ['it was given up', undefined, { givenUp: 'not tried' }, 'inconclusive', 'not tried'],
  ]
  for (const [name, bench, change, verdict, actual] of cases)
    test(`${name}: ${verdict}`, () => {
      const result = verdictOf(bench, change)
      assert.equal(result?.verdict, verdict)
      if (actual !== undefined) assert.equal(result?.actual, actual)
    })

  test('a reason is given wherever nothing was proved', () => {
    for (const change of [{ notApplicable: 'x' }, { givenUp: 'x' }, { fault: 'x' }])
      assert.equal(verdictOf(benchAfter(met), change)?.reason, 'x')
    assert.equal(verdictOf(benchAfter(met))?.reason, undefined)
  })
})

describe('a target that says more about an order', () => {
  const wire = (fields: string) => decode(Buffer.from(`8=FIX.4.4|9=0|${fields}|10=000|`.replaceAll('|', '\x01')))
  const said = (bench: Bench): void => {
    const { journal } = bench.environment
    journal.message('out', wire('35=D|34=2|11=ORDER1'), 1)
    journal.message('in', wire('35=8|34=2|11=ORDER1|17=1|150=0|39=0|14=0'), 1)
    journal.message('in', wire('35=8|34=3|11=ORDER1|17=2|150=F|39=2|14=100'), 1)
  }

  test('has not failed what counts one report for each order; the profile can state another order', () => {
    const result = verdictOf(benchAfter(said, broken))
    assert.equal(result?.verdict, 'inconclusive')
    assert.match(result?.reason ?? '', /reports order ORDER1 more than once.*"order" in the profile/)
    assert.equal(result?.actual, result?.reason)
    assert.equal(result?.difference, undefined)
  })

  test('what else was not reached is told with it', () => {
    const result = verdictOf(benchAfter(said, unreached), { fault: 'NotReached' })
    assert.match(result?.reason ?? '', /^closed; the target reports order ORDER1 more than once/)
  })

  test('passes where it passes, and is judged in scenarios of the application', () => {
    assert.equal(verdictOf(benchAfter(said, met))?.verdict, 'passed')
    const trading = { plays: 'venue', symbol: 'SIM', price: '100', tolerates: [] } as const
    const [result] = resultsOf(legWith({ trading }), info, benchAfter(said, broken), ending)
    assert.equal(result?.verdict, 'failed')
  })
})

describe('a result', () => {
  test('says everything that was expected, and which alternative was taken', () => {
    const result = verdictOf(benchAfter(met, may, missed))
    assert.deepEqual(result?.expected, ['a Heartbeat', 'a Reject', 'a Text'])
    assert.deepEqual(result?.taken, ['Reject 3'])
  })

  test('stands for each case that the scenario proves', () => {
    const results = resultsOf(legWith(), { ...info, cases: ['12', '13.a'] }, benchAfter(broken), ending)
    assert.deepEqual(
      results.map((result) => [result.case, result.title, result.verdict]),
      [
        ['12', 'Logout sent', 'failed'],
        ['13.a', 'Answer to own Logout', 'failed'],
      ],
    )
  })

  test('of a scenario that names no case stands under its place: it may have failed', () => {
    const [result] = resultsOf(legWith(), { ...info, cases: [] }, benchAfter(broken), ending)
    assert.partialDeepStrictEqual(result, {
      case: '02-standard-header.feature:12',
      title: info.name,
      verdict: 'failed',
    })
  })

  test('says how it is repeated: a stranger by its address', () => {
    const repeat = (change: Parameters<typeof legWith>[0]) =>
      resultsOf(legWith(change), info, benchAfter(met), ending)[0]?.repeat
    assert.equal(repeat({}), 'npx fixproof run 2.a --profile self --begin-string FIX.4.4 --seed 1')
    const stranger = { engine: 'external', port: 9878, addressed: true } as const
    assert.match(repeat(stranger) ?? '', / --connect 127\.0\.0\.1:9878 /)
    assert.match(repeat({ ...stranger, targetRole: 'initiator' }) ?? '', / --listen 127\.0\.0\.1:9878 /)
    // Not of our suite: its case would repeat ours.
    const place = { ...info, feature: 'features/generated.feature' }
    const [own] = resultsOf(legWith({}), place, benchAfter(met), ending)
    assert.match(own?.repeat ?? '', /^npx fixproof run features\/generated\.feature:12 --profile self /)
    // A target that the run started, on a port of the run, is started again by the profile.
    assert.doesNotMatch(repeat({ ...stranger, addressed: false }) ?? '', /--connect|9878/)
  })
})
