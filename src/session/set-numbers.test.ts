import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingsFor } from '../testing/engine-rig.ts'
import type { Action } from './action.ts'
import { createSession } from './session.ts'
import { step } from './step.ts'

test('numbers set by hand go to the store, and end what counted on the old ones', () => {
  const session = createSession(settingsFor('acceptor'), { nextIn: 5, nextOut: 9, fresh: false })
  const out: Action[] = []
  step(session, { kind: 'numbersSet', nextIn: 3, nextOut: 20, at: 0 }, out)
  assert.deepEqual(out, [
    { kind: 'count', nextIn: 3 },
    { kind: 'number', nextOut: 20 },
  ])
  assert.deepEqual([session.nextIn, session.nextOut], [3, 20])
})

test('what is absent, or is as it was, stays', () => {
  const session = createSession(settingsFor('acceptor'), { nextIn: 5, nextOut: 9, fresh: false })
  const out: Action[] = []
  step(session, { kind: 'numbersSet', nextIn: 5, at: 0 }, out)
  assert.deepEqual(out, [])
})

test('a new session with another number is no longer one that never held a message', () => {
  const session = createSession(settingsFor('initiator'))
  step(session, { kind: 'numbersSet', nextOut: 1, at: 0 }, [])
  assert.equal(session.fresh, true)
  step(session, { kind: 'numbersSet', nextOut: 2, at: 0 }, [])
  assert.equal(session.fresh, false)
})
