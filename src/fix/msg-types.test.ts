import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSessionMessage, sessionMessageName } from './msg-types.ts'

test('the seven messages of the session have names, and nothing else has', () => {
  const names = ['0', '1', '2', '3', '4', '5', 'A'].map(sessionMessageName)
  assert.deepEqual(names, ['Heartbeat', 'TestRequest', 'ResendRequest', 'Reject', 'SequenceReset', 'Logout', 'Logon'])
  for (const other of ['', 'D', 'a', '6', 'AA', 'constructor', 'toString']) {
    assert.equal(sessionMessageName(other), undefined)
    assert.equal(isSessionMessage(other), false)
  }
})
