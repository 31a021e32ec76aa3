import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoreError } from '../store/store-error.ts'
import { asProblem } from './problem.ts'

test('what the engine answers has a status: the client, our store, or the state of the session', () => {
  const store = new StoreError({
    problem: 'full',
    file: 'log',
    found: 'no room',
    expected: 'room',
    remedy: 'make some',
  })
  const statuses = [new RangeError('nextIn 0'), store, new Error('the session is not established'), 'odd'].map(
    (error) => asProblem(error).status,
  )
  assert.deepEqual(statuses, [400, 503, 409, 409])
})
