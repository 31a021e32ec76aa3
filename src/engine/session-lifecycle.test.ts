import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Session } from '../session/session.ts'
import { createSession } from '../session/session.ts'
import type { Role } from '../session/settings.ts'
import { settingsFor } from '../testing/engine-rig.ts'
import { afterLogout, isTerminated, type LifecycleState, stdStateOf } from './session-lifecycle.ts'

describe('what a Logout makes of a session', () => {
  for (const recreateOnLogout of [true, false])
    for (const terminateOnLogout of [true, false])
      for (const tolerance of [true, false]) {
        const name = `recreate ${recreateOnLogout}, terminate ${terminateOnLogout}, tolerance ${tolerance}`
        test(`${name}: one that was stopped comes to rest`, () => {
          const after = afterLogout({ recreateOnLogout, terminateOnLogout }, tolerance, true)
          assert.notEqual(after.rest, undefined)
          assert.equal(after.remove, terminateOnLogout)
        })
        test(`${name}: it goes on with recreateOnLogout alone`, () => {
          const after = afterLogout({ recreateOnLogout, terminateOnLogout }, tolerance, false)
          assert.equal(after.rest === undefined, recreateOnLogout)
          assert.equal(after.archive, terminateOnLogout)
        })
      }

  test('terminated are the two ends', () => {
    assert.equal(isTerminated('correctlyTerminated'), true)
    assert.equal(isTerminated('nonGracefullyTerminated'), true)
    assert.equal(isTerminated('initial'), false)
  })
})

describe('the state of the standard', () => {
  const cases: readonly (readonly [Partial<Session>, Role, LifecycleState, boolean, string])[] = [
    [{}, 'initiator', 'initial', false, 'disconnected, no connection today'],
    [{}, 'initiator', 'reconnect', true, 'disconnected, connection earlier today'],
    [{}, 'initiator', 'waitForConnect', true, 'initiate connection'],
    [{}, 'acceptor', 'waitForFirstLogon', true, 'awaiting connection'],
    [{ state: 'awaitingLogon' }, 'acceptor', 'waitForFirstLogon', true, 'network connection established'],
    [{ state: 'logonSent' }, 'initiator', 'waitForConfirmLogon', true, 'initiation Logon sent'],
    [{ state: 'active' }, 'initiator', 'established', true, 'active'],
    [{ state: 'active', testReqID: 'T' }, 'initiator', 'established', true, 'awaiting response to TestRequest'],
    [{ state: 'active', resetReply: 'must' }, 'initiator', 'established', true, 'waiting for Logon acknowledgement'],
    [{ state: 'logoutSent' }, 'initiator', 'waitForConfirmLogout', true, 'initiate logout'],
    [{ state: 'logoutAnswered' }, 'initiator', 'established', true, 'receive Logout'],
  ]
  for (const [core, role, life, before, expected] of cases)
    test(`${core.state ?? 'disconnected'}, ${life}: ${expected}`, () => {
      assert.equal(stdStateOf({ ...createSession(settingsFor(role)), ...core }, role, life, before), expected)
    })
})
