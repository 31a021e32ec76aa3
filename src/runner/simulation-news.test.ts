import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '../codec/message.ts'
import type { EngineSession } from '../engine/engine-session.ts'
import type { HostedApplication, HostedSession, LifecycleState } from '../engine/hosted-session.ts'
import type { SessionEnd } from '../session/action.ts'
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
    news.onNewState(before, after, reason, {} as HostedSession)
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

test('an application that follows the life of its session hears of it', () => {
  const heard: string[] = []
  const application: HostedApplication = {
    onLogon: () => {
      heard.push('onLogon')
      return { refuse: 'not today' }
    },
    onSessionReset: () => heard.push('onSessionReset'),
    onNewState: (before, after) => heard.push(`${before} ${after}`),
    onEnded: ({ how }) => heard.push(how),
  }
  const news = new News(
    application,
    'US/THEM',
    () => undefined,
    () => undefined,
  )
  const session = {} as HostedSession
  const engine = {} as EngineSession
  assert.deepEqual(news.onLogon({} as Message, engine), { refuse: 'not today' })
  news.onSessionReset(engine)
  news.onNewState('waitForConfirmLogon', 'established', '', session)
  news.onEnded({ how: 'correct' } as SessionEnd, engine)
  assert.deepEqual(heard, ['onLogon', 'onSessionReset', 'waitForConfirmLogon established', 'correct'])
})

test('what is observed again and again is told once, and counted before the next line', () => {
  const lines: string[] = []
  const news = new News(
    {},
    'US/THEM',
    (text) => lines.push(text.replace(/^\S+ /, '')),
    () => {},
  )
  const observe = (text: string): void =>
    news.onObservation({ level: 'warning', what: 'ignored', text }, undefined as unknown as EngineSession)
  for (let i = 0; i < 1000; i++) observe('garbage')
  observe('something else')
  observe('something else')
  news.onFault(new Error('no room'))
  observe('garbage')
  assert.deepEqual(lines, [
    'US/THEM garbage',
    'US/THEM garbage (999 times more)',
    'US/THEM something else',
    'US/THEM something else (1 times more)',
    'US/THEM fault: no room',
    'US/THEM garbage',
  ])
})
