import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ReportResult, Verdict } from '../report/report.ts'
import { reportOf, resultOf } from '../report/report-fixtures.ts'
import type { ColumnOf } from './part.ts'
import { goneFrom, repeatOf, withEarlier } from './repeat-failed.ts'
import type { ScenarioSummary } from './scenarios.ts'

const COLUMN: ColumnOf = { version: 'FIX.4.4', targetRole: 'acceptor' }
const FEATURE = resultOf().feature

const at = (line: number, verdict: Verdict, change: Partial<ReportResult> = {}): ReportResult =>
  resultOf({ line, verdict, ...change })

const scenarioAt = (line: number): ScenarioSummary => ({
  ...{ file: FEATURE, line, name: '', tags: [], cases: [], steps: 1, waitS: 0 },
})

function linesToRun(results: ReportResult[], isAsked?: (place: string) => boolean): number[] {
  const { part } = repeatOf(reportOf(results), [COLUMN], isAsked)
  return [1, 2, 3, 4, 5].filter((line) => part.isToRun(scenarioAt(line), COLUMN))
}

describe('run --failed', () => {
  test('repeats what failed, erred or was inconclusive, and nothing else: a waived stays waived', () => {
    const results = [at(1, 'failed'), at(2, 'errored'), at(3, 'inconclusive'), at(4, 'waived'), at(5, 'passed')]
    assert.deepEqual(linesToRun(results), [1, 2, 3])
    assert.deepEqual(linesToRun([at(1, 'warning'), at(2, 'notApplicable')]), [])
  })

  test('a scenario is repeated whole, with the cases that were good', () => {
    const results = [at(1, 'passed', { case: '2.a' }), at(1, 'failed', { case: '2.b' }), at(2, 'passed')]
    const repeat = repeatOf(reportOf(results), [COLUMN])
    assert.equal(repeat.scenarios, 1)
    assert.deepEqual(
      repeat.part.takenOver.map(({ line }) => line),
      [2],
    )
  })

  test('of what failed only what was named, and the rest is as it was', () => {
    const results = [at(1, 'failed'), at(2, 'failed')]
    assert.deepEqual(
      linesToRun(results, (place) => place.endsWith(':2')),
      [2],
    )
    const repeat = repeatOf(reportOf(results), [COLUMN], (place) => place.endsWith(':2'))
    const whole = withEarlier(repeat, [COLUMN], [...repeat.part.takenOver, at(2, 'passed')])
    assert.deepEqual(
      whole.map(({ line, verdict, attempts }) => [line, verdict, attempts?.length ?? 0]),
      [
        [1, 'failed', 0],
        [2, 'passed', 1],
      ],
    )
  })

  test('what was taken over is as the scenario made it: waivers, plan and baseline are applied anew', () => {
    const told = { waiver: 'W-1', was: 'passed' as const, obligation: 'mandatory' as const }
    const [taken] = repeatOf(reportOf([at(1, 'waived', told)]), [COLUMN]).part.takenOver
    assert.equal(taken?.verdict, 'failed')
    for (const key of Object.keys(told)) assert.ok(taken !== undefined && !(key in taken), key)
  })

  test('each repeated result remembers what it was, the oldest first', () => {
    const first = reportOf([at(1, 'failed', { actual: 'no Logout', startedAt: '2026-05-01T10:00:00.000Z' })])
    const second = withEarlier(repeatOf(first, [COLUMN]), [COLUMN], [at(1, 'inconclusive', { actual: 'no session' })])
    const later = reportOf(second, {
      startedAt: '2026-05-02T10:00:00.000Z',
      attempts: [{ number: 1, startedAt: first.startedAt, file: 'attempts/1.report.json.gz', sha256: '', repeated: 1 }],
    })
    const repeat = repeatOf(later, [COLUMN])
    assert.equal(repeat.number, 2)
    const [result] = withEarlier(repeat, [COLUMN], [at(1, 'passed')])
    assert.deepEqual(result?.attempts, [
      { number: 1, startedAt: '2026-05-01T10:00:00.000Z', verdict: 'failed', actual: 'no Logout' },
      { number: 2, startedAt: '2026-05-02T10:00:00.000Z', verdict: 'inconclusive', actual: 'no session' },
    ])
  })

  test('what an interrupted repetition did not reach is as it was', () => {
    const repeat = repeatOf(reportOf([at(1, 'failed'), at(2, 'failed'), at(3, 'passed')]), [COLUMN])
    const whole = withEarlier(repeat, [COLUMN], [...repeat.part.takenOver, at(1, 'passed')])
    assert.deepEqual(
      whole.map(({ line, verdict }) => [line, verdict]),
      [
        [3, 'passed'],
        [1, 'passed'],
        [2, 'failed'],
      ],
    )
  })

  test('results of versions and roles that the run does not have stay, and are told of', () => {
    const other = at(1, 'failed', { beginString: 'FIX.4.2' })
    const repeat = repeatOf(reportOf([other, at(1, 'failed')]), [COLUMN])
    assert.deepEqual([repeat.scenarios, repeat.elsewhere], [1, 1])
    const whole = withEarlier(
      repeat,
      [COLUMN],
      [...repeat.part.takenOver.filter((one) => one.beginString === 'FIX.4.4'), at(1, 'passed')],
    )
    assert.deepEqual(
      whole.map(({ beginString, verdict }) => [beginString, verdict]),
      [
        ['FIX.4.4', 'passed'],
        ['FIX.4.2', 'failed'],
      ],
    )
  })

  test('what is told of all scenarios together is not taken over: it is told anew', () => {
    const invariant = resultOf({ case: 'INV-1', feature: 'features/application', line: 0 })
    assert.deepEqual(repeatOf(reportOf([invariant]), [COLUMN]).part.takenOver, [])
  })

  test('a place where no scenario is any more is found', () => {
    const repeat = repeatOf(reportOf([at(1, 'failed'), at(7, 'failed')]), [COLUMN])
    assert.deepEqual(goneFrom(repeat, [scenarioAt(1)]), [`${FEATURE}:7`])
  })
})
