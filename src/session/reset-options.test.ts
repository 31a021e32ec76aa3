/** Settings of the reset inside a session (engine parameters 2.3; SD-30 to SD-35). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, delivered, sent } from '../testing/seen.ts'
import { establishedRig, type RigOptions, type SessionRig } from '../testing/session-rig.ts'

const reset = { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }
const resetLogon = sent('Logon', reset)
const DAY = 86_400

describe('checkGapsBeforeReset (SD-30)', () => {
  const checking = (options: RigOptions = {}): SessionRig =>
    establishedRig({ checkGapsBeforeReset: true, nextIn: 30, nextOut: 40, ...options })

  it('TestRequest first, and the reset behind its Heartbeat', () => {
    const rig = checking()
    assertSeen(rig.requestReset(), [sent('TestRequest', { MsgSeqNum: 41, TestReqID: 'RESET41' })])
    assertSeen(rig.receive('Heartbeat'), [], 'a Heartbeat of its own')
    assertSeen(rig.submit('NewOrderSingle'), [sent('NewOrderSingle', { MsgSeqNum: 42 })])
    assertSeen(rig.receive('Heartbeat', { TestReqID: 'RESET41' }), [resetLogon])
    assertSeen(rig.receive('Logon', reset), [])
    assert.deepEqual([rig.numbers, rig.resets], [[2, 2], 1])
  })

  it('what is missing is recovered before', () => {
    const rig = checking()
    rig.requestReset()
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 32, TestReqID: 'RESET41' }), [sent('ResendRequest')])
    const again = { MsgSeqNum: 31, PossDupFlag: 'Y', OrigSendingTime: rig.time(), ClOrdID: 'A' }
    assertSeen(rig.receive('NewOrderSingle', again), [delivered('A', true), resetLogon])
  })

  it('asked for twice: one TestRequest', () => {
    const rig = checking()
    rig.requestReset()
    assertSeen(rig.requestReset(), [])
  })

  it('no Heartbeat in time: Logout and close', () => {
    const rig = checking({ heartBtInt: 0 })
    rig.requestReset()
    assertSeen(rig.pass(10), [sent('Logout', { Text: 'Timed out waiting for Heartbeat' })])
    assertSeen(rig.pass(2), [closed])
  })

  it('the counterparty resets meanwhile: ours has been done', () => {
    const rig = checking()
    rig.requestReset()
    assertSeen(rig.receive('Logon', reset), [resetLogon])
    assertSeen(rig.receive('Heartbeat', { TestReqID: 'RESET41' }), [])
    assertSeen(rig.pass(10), [])
    assert.equal(rig.resets, 1)
  })

  it('a Logout of ours in between ends the matter', () => {
    const rig = checking()
    rig.requestReset()
    rig.requestLogout()
    assertSeen(rig.receive('Heartbeat', { TestReqID: 'RESET41' }), [])
    assert.equal(rig.resets, 0)
  })
})

describe('resetSeqNumAfter24hours', () => {
  const dayOfHeartbeats = (rig: SessionRig): string[] => {
    const seen: string[] = []
    for (let second = 0; second < DAY; second += 30) {
      rig.receive('Heartbeat')
      for (const one of rig.pass(30)) if ('sent' in one && one.sent !== 'Heartbeat') seen.push(one.sent)
    }
    return seen
  }

  for (const role of ['initiator', 'acceptor'] as const)
    it(`a Logon with 34=1 and 141=Y after each full day (${role})`, () => {
      const rig = establishedRig({ role, resetSeqNumAfter24hours: true })
      assert.equal(rig.timers.get('age'), rig.now + DAY * 1000)
      assert.deepEqual(dayOfHeartbeats(rig), ['Logon'])
      rig.receive('Logon', reset)
      assert.deepEqual(dayOfHeartbeats(rig), ['Logon'])
    })

  it('the day begins anew with each connection', () => {
    const rig = establishedRig({ resetSeqNumAfter24hours: true })
    rig.pass(20)
    rig.disconnect()
    assert.equal(rig.timers.has('age'), false)
    rig.connect()
    rig.receive('Logon')
    assert.equal(rig.timers.get('age'), rig.now + DAY * 1000)
  })

  for (const options of [{}, { resetSeqNumAfter24hours: true, version: 'FIX.4.0' }] as const)
    it(`no such timer: ${'version' in options ? 'FIX.4.0' : 'off'}`, () => {
      assert.equal(establishedRig(options).timers.has('age'), false)
    })

  it('leaving is not held up by it', () => {
    const rig = establishedRig({ resetSeqNumAfter24hours: true })
    rig.requestLogout()
    assertSeen(rig.apply({ kind: 'timerFired', timer: 'age', at: rig.now }), [])
  })
})

describe('a Logon inside the session', () => {
  it('without 141=Y: Logout (logonInSession=logout)', () => {
    assertSeen(establishedRig().receive('Logon'), [sent('Logout', { Text: 'Logon in an established session' })])
  })

  it('without 141=Y: passed over with a warning (logonInSession=ignore)', () => {
    const rig = establishedRig({ logonInSession: 'ignore' })
    assertSeen(rig.receive('Logon'), [])
    assert.deepEqual([rig.numbers, rig.state], [[3, 2], 'active'])
    assert.equal(rig.observed.at(-1)?.level, 'warning')
    assertSeen(rig.receive('TestRequest'), [sent('Heartbeat')])
  })
})

describe('the reply to a reset inside the session', () => {
  const waiting = (options: RigOptions = {}): SessionRig => {
    const rig = establishedRig({ nextIn: 30, nextOut: 40, ...options })
    assertSeen(rig.requestReset(), [resetLogon])
    return rig
  }

  it('34=1 without 141: accepted with a warning (SD-13)', () => {
    const rig = waiting()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1 }), [])
    assert.deepEqual([rig.numbers, rig.state], [[2, 2], 'active'])
    assert.equal(rig.told('deviation').length, 1)
  })

  it('34 above 1: Logout (strictReset)', () => {
    assertSeen(waiting().receive('Logon', { MsgSeqNum: 31 }), [
      sent('Logout', { Text: 'Reset was not honoured: MsgSeqNum 1 expected, received 31' }),
    ])
  })

  it('34 above 1: a gap from 1 (strictReset=false)', () => {
    const rig = waiting({ strictReset: false })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 3 }), [sent('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 })])
    assertSeen(rig.receive('SequenceReset', { MsgSeqNum: 1, GapFillFlag: 'Y', PossDupFlag: 'Y', NewSeqNo: 3 }), [])
    assert.deepEqual([rig.session.nextIn, rig.state], [4, 'active'])
  })

  it('old numbers in flight are not persisted: the store holds the new numbering (SD-34)', () => {
    const rig = waiting()
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'A' }), [delivered('A')])
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'B' }), [delivered('B')])
    assert.deepEqual(rig.counted, [])
    rig.receive('Logon', reset)
    assert.deepEqual(rig.counted, [2])
  })

  it('what waits for the reply is taken along when the connection is lost before it', () => {
    const rig = waiting({ role: 'initiator' })
    assertSeen(rig.submit('NewOrderSingle', { ClOrdID: 'A' }), [])
    rig.disconnect()
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A', PossDupFlag: null })])
  })

  it('the same when no reply comes in time, behind the Logout that says so', () => {
    const rig = waiting({ role: 'initiator' })
    rig.submit('NewOrderSingle', { ClOrdID: 'A' })
    assertSeen(rig.pass(12), [sent('Logout', { Text: 'Timed out waiting for Logon' }), closed])
    rig.disconnect()
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A' })])
  })
})
