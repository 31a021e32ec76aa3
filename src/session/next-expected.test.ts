import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fill } from '../testing/resent-messages.ts'
import { assertSeen, closed, delivered, sent } from '../testing/seen.ts'
import { type RigOptions, SessionRig } from '../testing/session-rig.ts'

const VERSIONS = ['FIX.4.4', 'FIXT.1.1'] as const

/** NextExpectedMsgSeqNum(789) is in use, and the connection stands. */
function connected(options: RigOptions): SessionRig {
  const rig = new SessionRig({ handleSeqNumAtLogon: true, ...options })
  rig.connect()
  return rig
}

describe('NextExpectedMsgSeqNum(789), acceptor', () => {
  for (const version of VERSIONS) {
    it(`both in step: the reply has 789 = the number behind the Logon, no resend (SD-36, ${version})`, () => {
      const rig = connected({ version, nextIn: 7, nextOut: 20 })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 7, NextExpectedMsgSeqNum: 20 }), [
        sent('Logon', { MsgSeqNum: 20, NextExpectedMsgSeqNum: 8 }),
      ])
    })

    it(`789 too low: Logon, then the resend up to and including it (SD-37, trace A16, ${version})`, () => {
      const rig = connected({ version, nextIn: 1, nextOut: 2000 })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 1, NextExpectedMsgSeqNum: 1 }), [
        sent('Logon', { MsgSeqNum: 2000, NextExpectedMsgSeqNum: 2 }),
        fill(1, 2001),
      ])
      assert.equal(rig.session.nextOut, 2001)
    })

    it(`789 too high: Logout that says so, close (SD-38, trace A17, ${version})`, () => {
      const rig = connected({ version })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 1, NextExpectedMsgSeqNum: 1200 }), [
        sent('Logout', {
          MsgSeqNum: 1,
          Text: 'NextExpectedMsgSeqNum(789) too high: expected 1, received 1200',
          SessionStatus: version === 'FIXT.1.1' ? 10 : null,
        }),
      ])
      assertSeen(rig.pass(2), [closed])
      assert.equal(rig.session.nextIn, 1)
    })

    it(`with ResetSeqNumFlag(141): 789 is 2 in the reply (SD-40, trace A18, ${version})`, () => {
      const rig = connected({ version, nextIn: 30, nextOut: 40 })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y', NextExpectedMsgSeqNum: 1 }), [
        sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y', NextExpectedMsgSeqNum: 2 }),
      ])
    })
  }

  it('application messages are resent, the rest is filled over', () => {
    const rig = connected({ nextIn: 1, nextOut: 1 })
    rig.disconnect()
    rig.submit('NewOrderSingle', { ClOrdID: 'A' })
    rig.submit('NewOrderSingle', { ClOrdID: 'B' })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, NextExpectedMsgSeqNum: 2 }), [
      sent('Logon', { MsgSeqNum: 3 }),
      sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'B', PossDupFlag: 'Y' }),
      fill(3, 4),
    ])
  })

  it('the one message before the Logon is missing: that one and the Logon are covered', () => {
    const rig = connected({ nextIn: 1, nextOut: 20 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, NextExpectedMsgSeqNum: 19 }), [
      sent('Logon', { MsgSeqNum: 20 }),
      fill(19, 21),
    ])
  })

  it('a Logon too high: no ResendRequest, the reply asks with 789 = the first missing number (SD-39)', () => {
    const rig = connected({ nextIn: 3, nextOut: 20 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 6, NextExpectedMsgSeqNum: 20 }), [
      sent('Logon', { MsgSeqNum: 20, NextExpectedMsgSeqNum: 3 }),
    ])
    const again = { PossDupFlag: 'Y', OrigSendingTime: rig.time() }
    assertSeen(rig.receive('NewOrderSingle', { ...again, MsgSeqNum: 3, ClOrdID: 'A' }), [delivered('A', true)])
    rig.receive('SequenceReset', { ...again, MsgSeqNum: 4, GapFillFlag: 'Y', NewSeqNo: 7 })
    assert.equal(rig.session.nextIn, 7)
  })

  it('the gap that 789 asked for does not arrive: ResendRequest after all (SD-39)', () => {
    const rig = connected({ nextIn: 3, nextOut: 20 })
    rig.receive('Logon', { MsgSeqNum: 6, NextExpectedMsgSeqNum: 20, HeartBtInt: 0 })
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 7 }), [])
    assertSeen(rig.pass(29.999), [])
    assertSeen(rig.pass(0.001), [sent('ResendRequest', { BeginSeqNo: 3, EndSeqNo: 0 })])
  })

  it('a counterparty without 789: ResendRequest as ever (SD-41)', () => {
    const rig = connected({ nextIn: 3, nextOut: 20 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 6 }), [
      sent('Logon', { NextExpectedMsgSeqNum: 3 }),
      sent('ResendRequest', { BeginSeqNo: 3, EndSeqNo: 0 }),
    ])
  })

  for (const nextExpected of ['0', '-1', '9'.repeat(30)]) {
    it(`789 = ${nextExpected} is no number that can be next: Reject, Logout, nothing resent`, () => {
      const rig = connected({ nextIn: 3, nextOut: 20 })
      assertSeen(rig.receive('Logon', { NextExpectedMsgSeqNum: nextExpected }), [
        sent('Reject', { RefTagID: 789, SessionRejectReason: 5 }),
        sent('Logout'),
      ])
    })
  }

  it('not in use: a 789 that comes is not acted upon', () => {
    const rig = connected({ handleSeqNumAtLogon: false, nextIn: 3, nextOut: 20 })
    assertSeen(rig.receive('Logon', { NextExpectedMsgSeqNum: 1 }), [sent('Logon', { NextExpectedMsgSeqNum: null })])
  })
})

describe('NextExpectedMsgSeqNum(789), initiator', () => {
  for (const version of VERSIONS) {
    it(`in the Logon: the number expected of the reply (SD-36, ${version})`, () => {
      const rig = new SessionRig({ role: 'initiator', version, handleSeqNumAtLogon: true, nextIn: 7, nextOut: 20 })
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 20, NextExpectedMsgSeqNum: 7 })])
      assertSeen(rig.receive('Logon', { NextExpectedMsgSeqNum: 21 }), [])
      assert.deepEqual(rig.numbers, [8, 21])
    })

    it(`with ResetSeqNumFlag(141): 789 is 1 (SD-40, ${version})`, () => {
      const rig = new SessionRig({
        role: 'initiator',
        version,
        handleSeqNumAtLogon: true,
        forceSeqNumReset: 2,
        nextIn: 7,
        nextOut: 20,
      })
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y', NextExpectedMsgSeqNum: 1 })])
      assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y', NextExpectedMsgSeqNum: 2 }), [])
    })
  }

  for (const version of ['FIX.4.2', 'FIX.4.3'] as const) {
    it(`${version} has no 789: not sent (SD-42)`, () => {
      const rig = new SessionRig({ role: 'initiator', version, handleSeqNumAtLogon: true })
      assertSeen(rig.connect(), [sent('Logon', { NextExpectedMsgSeqNum: null })])
    })
  }

  it('789 of the reply too low: the resend follows unasked, up to and including our Logon (SD-37)', () => {
    const rig = connected({ role: 'initiator', nextIn: 7, nextOut: 20 })
    assertSeen(rig.receive('Logon', { NextExpectedMsgSeqNum: 18 }), [fill(18, 21)])
  })

  it('789 of the reply too high: Logout, close (SD-38)', () => {
    const rig = connected({ role: 'initiator', nextIn: 7, nextOut: 20 })
    assertSeen(rig.receive('Logon', { NextExpectedMsgSeqNum: 22 }), [sent('Logout', { MsgSeqNum: 21 })])
    assert.equal(rig.session.nextIn, 7)
  })

  it('a reply too high: no ResendRequest, it comes unasked (SD-39)', () => {
    const rig = connected({ role: 'initiator', nextIn: 7, nextOut: 20 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 9, NextExpectedMsgSeqNum: 21 }), [])
    rig.receive('SequenceReset', {
      MsgSeqNum: 7,
      PossDupFlag: 'Y',
      OrigSendingTime: rig.time(),
      GapFillFlag: 'Y',
      NewSeqNo: 10,
    })
    assert.equal(rig.session.nextIn, 10)
  })

  it('both sides miss something: both resend, nobody asks', () => {
    const rig = connected({ role: 'initiator', nextIn: 7, nextOut: 20 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 9, NextExpectedMsgSeqNum: 15 }), [fill(15, 21)])
  })
})
