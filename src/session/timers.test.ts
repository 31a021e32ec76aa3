import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, sent } from '../testing/seen.ts'
import { establishedRig, SessionRig } from '../testing/session-rig.ts'
import { TIMER_NAMES } from './timers.ts'

const ROLES = ['acceptor', 'initiator'] as const

describe('send Heartbeat (4.a)', () => {
  for (const role of ROLES) {
    it(`nothing sent for HeartBtInt seconds: Heartbeat without TestReqID(112) (${role})`, () => {
      const rig = establishedRig({ role, heartBtInt: 10 })
      assertSeen(rig.pass(9.999), [])
      assertSeen(rig.pass(0.001), [sent('Heartbeat', { MsgSeqNum: 2, TestReqID: null })])
    })
  }

  it('any message sent restarts the interval', () => {
    const rig = establishedRig({ heartBtInt: 10 })
    rig.pass(4)
    rig.receive('Heartbeat')
    rig.submit('NewOrderSingle')
    assertSeen(rig.pass(9.999), [])
    assertSeen(rig.pass(0.001), [sent('Heartbeat')])
  })

  it('a resent message restarts the interval too', () => {
    const rig = establishedRig({ heartBtInt: 10 })
    rig.pass(9)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), [sent('SequenceReset')])
    assertSeen(rig.pass(9.999), [])
    assertSeen(rig.pass(0.001), [sent('Heartbeat')])
  })

  it('no message sent, no interval restarted: what waits for a connection does not count', () => {
    const rig = new SessionRig()
    rig.submit('NewOrderSingle')
    assert.equal(rig.session.lastSentAt, 0)
  })
})

describe('send TestRequest (6)', () => {
  for (const role of ROLES) {
    it(`dead counterparty, HeartBtInt 10: Heartbeat at 10 s, TestRequest at 12 s, close at 24 s (trace A26, ${role})`, () => {
      const rig = establishedRig({ role, heartBtInt: 10 })
      assertSeen(rig.pass(10), [sent('Heartbeat')])
      assertSeen(rig.pass(1.999), [])
      assertSeen(rig.pass(0.001), [sent('TestRequest', { MsgSeqNum: 3, TestReqID: 'TEST3' })])
      assertSeen(rig.pass(11.999), [sent('Heartbeat')])
      assertSeen(rig.pass(0.001), [
        sent('Logout', { Text: 'nothing received for 24 s, TestRequest unanswered' }),
        closed,
      ])
      assert.equal(rig.told('timeout').length, 1)
      assertSeen(rig.receive('TestRequest'), [], 'what still comes is not answered')
    })
  }

  it('logoutOnTimeout false: close without Logout', () => {
    const rig = establishedRig({ heartBtInt: 10, logoutOnTimeout: false })
    const seen = rig.pass(24)
    assertSeen(seen.slice(-2), [sent('Heartbeat'), closed])
  })

  it('the Heartbeat with the TestReqID(112) of the TestRequest: the session goes on', () => {
    const rig = establishedRig({ heartBtInt: 10 })
    rig.pass(12)
    rig.receive('Heartbeat', { TestReqID: 'TEST3' })
    assert.equal(rig.session.testReqID, undefined)
    assertSeen(rig.pass(11.999), [sent('Heartbeat')])
    assertSeen(rig.pass(0.001), [sent('TestRequest')])
  })

  it('a Heartbeat with another TestReqID(112) is no answer but data (6, PX-40)', () => {
    const rig = establishedRig({ heartBtInt: 10 })
    rig.pass(12)
    rig.receive('Heartbeat', { TestReqID: 'other' })
    assert.equal(rig.session.testReqID, 'TEST3')
    const seen = rig.pass(12)
    assertSeen(seen, [sent('Heartbeat'), sent('TestRequest')])
  })

  it('any message received restarts the interval', () => {
    const rig = establishedRig({ heartBtInt: 10 })
    rig.pass(11)
    rig.receive('NewOrderSingle')
    assertSeen(rig.pass(11.999), [sent('Heartbeat')])
    assertSeen(rig.pass(0.001), [sent('TestRequest')])
  })

  it('reasonableTransmission 0.5: TestRequest after one and a half intervals', () => {
    const rig = establishedRig({ heartBtInt: 10, reasonableTransmission: 0.5 })
    assertSeen(rig.pass(14.999), [sent('Heartbeat')])
    assertSeen(rig.pass(0.001), [sent('TestRequest')])
  })
})

describe('HeartBtInt(108) 0 (PX-28)', () => {
  for (const role of ROLES) {
    it(`no Heartbeats and no TestRequests; a TestRequest is answered (${role})`, () => {
      const rig = establishedRig({ role, heartBtInt: 0 })
      assertSeen(rig.pass(86_400), [])
      assertSeen(rig.receive('TestRequest', { TestReqID: 'T' }), [sent('Heartbeat', { TestReqID: 'T' })])
    })
  }
})

describe('a timer that fires although nothing waits for it', () => {
  for (const timer of TIMER_NAMES) {
    it(`${timer}: nothing happens without a connection`, () => {
      const rig = new SessionRig({ nextIn: 4, nextOut: 4 })
      assertSeen(rig.apply({ kind: 'timerFired', timer, at: rig.now }), [])
      assert.deepEqual(rig.numbers, [4, 4])
    })
  }

  for (const timer of ['logon', 'logout', 'close', 'gap'] as const) {
    it(`${timer}: nothing happens in an established session`, () => {
      const rig = establishedRig()
      assertSeen(rig.apply({ kind: 'timerFired', timer, at: rig.now }), [])
      assert.equal(rig.state, 'active')
    })
  }

  for (const timer of ['heartbeat', 'silence'] as const) {
    it(`${timer}: nothing happens with HeartBtInt 0`, () => {
      const rig = establishedRig({ heartBtInt: 0 })
      assertSeen(rig.apply({ kind: 'timerFired', timer, at: rig.now + 1e9 }), [])
      assert.equal(rig.timers.size, 0)
    })
  }
})

it('a lost connection stops every timer', () => {
  const rig = establishedRig()
  rig.receive('Heartbeat', { MsgSeqNum: 9 })
  rig.requestLogout()
  rig.disconnect()
  assert.deepEqual([...rig.timers], [])
})
