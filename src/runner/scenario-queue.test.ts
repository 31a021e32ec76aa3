import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { batchesOf, waitOf } from './scenario-queue.ts'
import type { ScenarioSummary } from './scenarios.ts'

const scenario = (line: number, waitS: number): ScenarioSummary => ({
  file: 'a.feature',
  line,
  name: '',
  tags: [],
  cases: [],
  steps: 1,
  waitS,
})

describe('how scenarios are shared out', () => {
  test('each of them once, those that wait alone and the longest first', () => {
    const all = [...Array.from({ length: 8 }, (_, i) => scenario(i, 0)), scenario(8, 4), scenario(9, 30)]
    const lines = batchesOf(all).map((batch) => batch.map(({ line }) => line))
    assert.deepEqual(lines, [[9], [8], [0, 1, 2, 3, 4, 5], [6, 7]])
  })

  test('nothing where there is nothing', () => assert.deepEqual(batchesOf([]), []))
})

describe('what a scenario is bound to wait', () => {
  const cases: readonly [steps: string[], seconds: number][] = [
    [['the target must stay connected for 5 seconds', 'the target must keep silent for 1 second'], 6],
    [['the target must send Heartbeat within 1.2 HeartBtInt'], 6],
    [['the target must not connect more than 5 times within 3 seconds'], 3],
    [['the target must send Logout within 2 seconds'], 0],
    [[], 0],
  ]
  for (const [steps, seconds] of cases)
    test(`${steps.join(', ') || 'no steps'}: ${seconds} s`, () => assert.equal(waitOf(steps), seconds))
})
