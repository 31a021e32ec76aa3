import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LifecycleState } from '../engine/hosted-session.ts'
import { News } from './simulation-news.ts'

test('attempts that fail for the same reason are told once, until something else has happened', () => {
  const lines: string[] = []
  let states = 0
  const news = new News(
    {},
    'US/THEM',
    (text) => lines.push(text.replace(/^\S+ /, '')),
    () => states++,
  )
  const now = (before: LifecycleState, after: LifecycleState, reason: string): void =>
    news.onNewState(before, after, reason)
  for (let i = 0; i < 3; i++) {
    now('reconnect', 'waitForConnect', 'attempt')
    now('waitForConnect', 'reconnect', 'refused')
  }
  now('waitForConnect', 'reconnect', 'timed out')
  assert.deepEqual(lines, [
    'US/THEM waitForConnect (was reconnect): attempt',
    'US/THEM reconnect (was waitForConnect): refused',
    'US/THEM reconnect (was waitForConnect): timed out',
  ])
  now('waitForConfirmLogon', 'established', '')
  now('waitForConnect', 'reconnect', 'refused')
  assert.deepEqual(lines.slice(3), [
    'US/THEM established (was waitForConfirmLogon)',
    'US/THEM reconnect (was waitForConnect): refused',
  ])
  assert.equal(states, 9)
})
