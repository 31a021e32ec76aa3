import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusters, shownClusters } from './clusters.ts'
import { resultOf } from './report-fixtures.ts'

const cause = { class: 'garbled-counted', text: 'It was counted.' }

test('failures of one cause are one, others of one case and headline; the order is that of the run', () => {
  const results = [
    resultOf({ case: '2.d', cause }),
    resultOf({ case: '2.b', actual: 'x' }),
    resultOf({ case: '3.b', cause }),
    resultOf({ case: '2.b', actual: 'x', beginString: 'FIX.4.2' }),
    resultOf({ case: '2.b', actual: 'y' }),
    resultOf({ case: '8', cause: { text: 'A cause without a class explains nothing else.' }, actual: 'x' }),
  ]
  assert.deepEqual(
    clusters(results).map((cluster) => cluster.map((result) => results.indexOf(result))),
    [[0, 2], [1, 3], [4], [5]],
  )
})

test('what is not shown is counted by results', () => {
  assert.deepEqual(shownClusters([[1, 2], [3], [4, 5, 6]], 1), [[[1, 2]], 4])
  assert.deepEqual(shownClusters([[1, 2]], 1), [[[1, 2]], 0])
})
