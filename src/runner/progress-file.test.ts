import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { resultOf } from '../report/report-fixtures.ts'
import type { Leg } from '../testbench/leg.ts'
import { ProgressFile, type ProgressHead, progressFileIn, readProgress, refuseOther } from './progress-file.ts'
import { resume } from './resume.ts'
import { placeOf, type ScenarioSummary } from './scenarios.ts'

const HEAD: ProgressHead = {
  ...{ tool: 'fixproof 1', profile: 'p', suite: 's', selection: 'everything', seed: 7 },
  legs: ['FIX.4.4 acceptor'],
  dictionaries: ['d'],
}
const LEG = { version: 'FIX.4.4', targetRole: 'acceptor' } as const
const BEGAN = '2026-05-01T10:00:00.000Z'

let folder = ''
let file = ''
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
})
beforeEach(() => {
  file = progressFileIn(mkdtempSync(path.join(folder, 'run-')))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const at = (line: number, change: Partial<ReportResult> = {}): ReportResult => resultOf({ line, ...change })

/** A run that was killed after these scenarios. */
function killedAfter(...scenarios: ReportResult[][]): void {
  const progress = new ProgressFile(file, HEAD, BEGAN)
  for (const results of scenarios) progress.add(LEG, results)
  progress.close(false)
}

function linesRead(): number[] {
  return (readProgress(file)?.scenarios ?? []).flatMap(({ results }) => results.map(({ line }) => line))
}

describe('what a run leaves behind', () => {
  test('holds each scenario, and when the run began', () => {
    killedAfter([at(1), at(1)], [at(2)])
    assert.deepEqual(linesRead(), [1, 1, 2])
    assert.equal(readProgress(file)?.startedAt, BEGAN)
    assert.deepEqual(readProgress(file)?.head, HEAD)
  })

  test('a line that is JSON and no scenario ends what can be read, as a torn one does', () => {
    for (const line of ['null', '{}', '{"column":"FIX.4.4~acceptor","results":{}}']) {
      killedAfter([at(1)])
      const { size } = statSync(file)
      appendFileSync(file, `${line}\n`)
      assert.deepEqual(linesRead(), [1], line)
      assert.equal(readProgress(file)?.length, size)
      rmSync(file)
    }
  })

  test('is not taken away by an older run that ends meanwhile', () => {
    const [older, newer] = [new ProgressFile(file, HEAD, BEGAN), new ProgressFile(file, HEAD, BEGAN)]
    older.add(LEG, [at(1)])
    newer.add(LEG, [at(2)])
    older.close(true)
    assert.deepEqual(linesRead(), [2])
    newer.close(true)
    assert.equal(existsSync(file), false)
  })

  test('a scenario that was given up is not done', () => {
    killedAfter([], [at(2)])
    assert.deepEqual(linesRead(), [2])
  })

  test('wherever the last line is torn, all before it is read, and the next run goes on behind it', () => {
    killedAfter([at(1)], [at(2)])
    const whole = readFileSync(file)
    const torn = Buffer.from(`${JSON.stringify({ column: 'FIX.4.4~acceptor', results: [at(3)] })}`)
    for (let length = 1; length <= torn.length; length += 17) {
      writeFileSync(file, Buffer.concat([whole, torn.subarray(0, length)]))
      assert.deepEqual(linesRead(), [1, 2], `${length} bytes`)
      const next = new ProgressFile(file, HEAD, BEGAN, readProgress(file))
      next.add(LEG, [at(4)])
      next.close(false)
      assert.deepEqual(linesRead(), [1, 2, 4], `${length} bytes`)
    }
  })

  test('zeros of a power loss end what can be read', () => {
    killedAfter([at(1)])
    appendFileSync(file, Buffer.concat([Buffer.alloc(64), Buffer.from('\n')]))
    assert.deepEqual(linesRead(), [1])
  })

  test('is gone when the run has ended, and there when it was interrupted', () => {
    killedAfter([at(1)])
    const progress = new ProgressFile(file, HEAD, BEGAN, readProgress(file))
    progress.close(true)
    assert.ok(!existsSync(file))
  })

  test('of another run is kept when one begins anew, and left alone by a run that has no results', () => {
    killedAfter([at(1)])
    new ProgressFile(file, HEAD, BEGAN).close(true)
    assert.deepEqual(linesRead(), [1])
    killedAfter([at(2)])
    assert.deepEqual(linesRead(), [2])
    assert.match(readFileSync(`${file}.before`, 'utf8'), /"line":1/)
  })

  test('is nothing where there is nothing, or not even a first line; what is no such file is refused', () => {
    assert.equal(readProgress(file), undefined)
    writeFileSync(file, '{"fixproof":"pro')
    assert.equal(readProgress(file), undefined)
    writeFileSync(file, '{"some":"json"}\n')
    assert.throws(() => readProgress(file), /is not what a run of this version left behind/)
  })
})

describe('another run', () => {
  const cases: [change: Partial<ProgressHead>, message: RegExp][] = [
    [{ seed: 8 }, /the seed: was 7, is 8/],
    [{ profile: 'q' }, /the profile changed/],
    [{ suite: 'q' }, /the features or steps changed/],
    [{ dictionaries: ['e'] }, /the dictionary changed/],
    [{ selection: '2.c' }, /what is asked for: was everything, is 2\.c/],
    [{ legs: ['FIX.4.2 acceptor'] }, /was \[FIX\.4\.4 acceptor\], is \[FIX\.4\.2 acceptor\]/],
    [{ tool: 'fixproof 2' }, /the version of fixproof: was fixproof 1, is fixproof 2/],
  ]
  for (const [change, message] of cases)
    test(`is not gone on with: ${Object.keys(change)}`, () => {
      assert.throws(() => refuseOther('progress.jsonl', HEAD, { ...HEAD, ...change }), message)
      assert.throws(
        () => refuseOther('progress.jsonl', HEAD, { ...HEAD, ...change }),
        /run without --resume to begin anew/,
      )
    })

  test('the same is', () => assert.doesNotThrow(() => refuseOther('progress.jsonl', HEAD, { ...HEAD })))
})

describe('going on', () => {
  const scenarioAt = (line: number): ScenarioSummary => ({
    ...{ file: resultOf().feature, line, name: '', tags: [], cases: [], steps: 1, waitS: 0 },
  })
  const units = [1, 2, 3].map((line) => ({ leg: LEG as unknown as Leg, scenario: scenarioAt(line) }))
  const lineOf = (results: ReportResult[]) => ({ column: 'FIX.4.4~acceptor', results })
  const toRun = (scenarios: ReturnType<typeof lineOf>[]): number[] => {
    const { part } = resume({ scenarios }, units)
    return units.filter(({ scenario, leg }) => part.isToRun(scenario, leg)).map(({ scenario }) => scenario.line)
  }

  test('takes over what came to a verdict, and runs the rest', () => {
    const scenarios = [lineOf([at(1), at(1, { verdict: 'failed' })]), lineOf([at(2, { verdict: 'notApplicable' })])]
    assert.deepEqual(toRun(scenarios), [3])
    const { part, scenarios: taken } = resume({ scenarios }, units)
    assert.equal(taken, 2)
    assert.equal(part.takenOver.length, 3)
  })

  test('runs again what was inconclusive or errored: it may have been interrupted itself', () => {
    assert.deepEqual(
      toRun([lineOf([at(1, { verdict: 'inconclusive' })]), lineOf([at(2, { verdict: 'errored' })])]),
      [1, 2, 3],
    )
    assert.deepEqual(
      toRun([lineOf([at(1, { verdict: 'inconclusive' })]), lineOf([at(1)])]),
      [2, 3],
      'the last one counts',
    )
  })

  test('takes nothing over that is not asked for: of another version, or at a place without a scenario', () => {
    const other = { column: 'FIX.4.2~acceptor', results: [at(1)] }
    const { part } = resume({ scenarios: [other, lineOf([at(99)])] }, units)
    assert.deepEqual(part.takenOver, [])
    assert.ok(placeOf(scenarioAt(1)).endsWith(':1'))
  })
})
