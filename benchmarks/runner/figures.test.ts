import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extent, judge, type Measured, median, ratioTo, slope } from './figures.ts'

const row: Measured = {
  id: 'w1-a',
  what: 'decode',
  unit: 'msg/s',
  better: 'more',
  goals: { quickfix: 4, jspurefix: 10, absolute: 100 },
  samples: { ours: [120, 80, 100], quickfix: [25], jspurefix: [5, 15] },
}

test('a median is the middle of the sorted values, or the mean of both in the middle', () => {
  assert.equal(median([10, 9, 100]), 10)
  assert.equal(median([1, 10, 2, 4]), 3)
  assert.ok(Number.isNaN(median([])))
})

test('a ratio is that of the medians, and there is none without a peer', () => {
  assert.equal(ratioTo(row, 'quickfix'), 4)
  assert.equal(ratioTo(row, 'jspurefix'), 10)
  assert.equal(ratioTo(row, 'floor'), undefined)
  assert.equal(ratioTo({ ...row, samples: { ours: [1], quickfix: [] } }, 'quickfix'), undefined)
})

test('goals are met at their value, and missed below it where more is better', () => {
  assert.deepEqual(judge(row), [
    { goal: '>= 4 x quickfix', met: true },
    { goal: '>= 10 x jspurefix', met: true },
    { goal: '>= 100', met: true },
  ])
  const slower = { ...row, samples: { ...row.samples, ours: [99] } }
  assert.deepEqual(
    judge(slower).map(({ met }) => met),
    [false, false, false],
  )
})

test('where less is better, a goal is missed above its value', () => {
  const trip: Measured = { ...row, better: 'less', goals: { quickfix: 0.75 }, samples: { ours: [75], quickfix: [100] } }
  assert.deepEqual(judge(trip), [{ goal: '<= 0.75 x quickfix', met: true }])
  assert.deepEqual(judge({ ...trip, samples: { ours: [76], quickfix: [100] } }), [
    { goal: '<= 0.75 x quickfix', met: false },
  ])
})

test('a goal against a peer that was not measured is neither met nor missed', () => {
  assert.deepEqual(judge({ ...row, samples: { ours: [100] } }), [{ goal: '>= 100', met: true }])
  assert.deepEqual(judge({ ...row, samples: {} }), [])
})

test('an extent goes from the first start to the last end', () => {
  assert.equal(
    extent([
      [50, 60],
      [10, 20],
      [15, 70],
      [16, 17],
    ]),
    60,
  )
})

test('the slope is that of the line that fits best', () => {
  assert.equal(
    slope([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
    2,
  )
  assert.equal(
    slope([
      [0, 7],
      [1, 7],
      [2, 7],
    ]),
    0,
  )
})
