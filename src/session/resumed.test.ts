import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertSeen, sent } from '../testing/seen.ts'
import { SessionRig } from '../testing/session-rig.ts'

test('a session that stands already goes on with its numbers: no Logon is sent and none is waited for', () => {
  const rig = new SessionRig({ role: 'initiator', nextIn: 8, nextOut: 5 })
  assertSeen(rig.apply({ kind: 'resumed', heartBtInt: 30, at: rig.now }), [])
  assert.equal(rig.state, 'active')
  assert.deepEqual(rig.numbers, [8, 5])
  assertSeen(rig.receive('TestRequest', { MsgSeqNum: 8, TestReqID: 'A' }), [
    sent('Heartbeat', { MsgSeqNum: 5, TestReqID: 'A' }),
  ])
})
