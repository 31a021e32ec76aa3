/** Sessions over a year and over 48 hours come out in step; how long they take is for `benchmarks/year-of-sessions.ts`. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TALKS } from './long-talks.ts'

const NUMBERINGS = [365, 52, 0]

describe('long talks', () => {
  for (const [i, talk] of TALKS.entries()) {
    test(talk.name, () => {
      const pair = talk.make()
      const { numberings, messages } = talk.run(pair)
      assert.ok(pair.inStep)
      assert.equal(numberings, NUMBERINGS[i])
      assert.equal(pair.acceptor.store.archives().length, NUMBERINGS[i])
      assert.ok(messages > 5000)
      for (const { observed } of pair.sides)
        assert.deepEqual(
          observed.filter(({ level }) => level === 'error' || level === 'warning'),
          [],
        )
    })
  }
})
