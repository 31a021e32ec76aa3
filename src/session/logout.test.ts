import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import { assertSeen, closed, delivered, sent } from '../testing/seen.ts'
import { establishedRig, SessionRig } from '../testing/session-rig.ts'

const ROLES = ['acceptor', 'initiator'] as const
const again = (rig: SessionRig) => ({ PossDupFlag: 'Y', OrigSendingTime: rig.time(-1) })

describe('Logout that we start (12, 13.a)', () => {
  for (const version of VERSIONS) {
    for (const role of ROLES) {
      it(`Logout, its answer, and we close first (${version.id}, ${role})`, () => {
        const rig = establishedRig({ version: version.id, role })
        assertSeen(rig.requestLogout('bye'), [sent('Logout', { MsgSeqNum: 2, Text: 'bye', SessionStatus: null })])
        assertSeen(rig.receive('Logout'), [closed])
        assert.deepEqual(rig.numbers, [3, 3], 'both Logouts are counted')
        assertSeen(rig.pass(3600), [])
      })
    }
  }

  it('no answer in time: warning and close', () => {
    const rig = establishedRig({ logoutTimeout: 7 })
    rig.requestLogout()
    assertSeen(rig.pass(6.999), [])
    assertSeen(rig.pass(0.001), [closed])
    assert.equal(rig.told('timeout').length, 1)
  })

  it('meanwhile messages are processed and requests are answered', () => {
    const rig = establishedRig()
    rig.submit('NewOrderSingle', { ClOrdID: 'X' })
    rig.requestLogout()
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'A' }), [delivered('A')])
    assertSeen(rig.receive('TestRequest', { TestReqID: 'T' }), [sent('Heartbeat', { TestReqID: 'T' })])
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 3 }), [
      sent('NewOrderSingle', { MsgSeqNum: 2, PossDupFlag: 'Y' }),
      sent('SequenceReset', { MsgSeqNum: 3, NewSeqNo: 4 }),
    ])
    assertSeen(rig.receive('SequenceReset', { GapFillFlag: 'Y', NewSeqNo: 9 }), [])
    assertSeen(rig.receive('Reject', { RefSeqNum: 2 }), [])
    assert.equal(rig.session.nextIn, 10)
    assertSeen(rig.receive('Logout'), [closed])
  })

  it('meanwhile a gap is recovered', () => {
    const rig = establishedRig()
    rig.requestLogout()
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' }), [
      sent('ResendRequest', { BeginSeqNo: 2 }),
    ])
    assertSeen(rig.receive('NewOrderSingle', { ...again(rig), MsgSeqNum: 2, ClOrdID: 'A' }), [
      delivered('A', true),
      delivered('B'),
    ])
  })

  it('meanwhile a Logon is ignored', () => {
    const rig = establishedRig()
    rig.requestLogout()
    assertSeen(rig.receive('Logon'), [])
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [])
    assert.deepEqual(rig.numbers, [3, 3])
    assertSeen(rig.receive('Logout'), [closed])
  })

  it('behind a Logon that restarts the numbers nothing is processed: only the close is left', () => {
    const rig = establishedRig()
    rig.requestLogout()
    rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 2 }), [])
    assertSeen(rig.pass(10), [closed])
  })

  it('what the application submits meanwhile is kept for the next connection', () => {
    const rig = establishedRig()
    rig.requestLogout()
    assertSeen(rig.submit('NewOrderSingle'), [])
    assert.ok(rig.stored.has(3))
  })

  it('asked for twice: one Logout', () => {
    const rig = establishedRig()
    rig.requestLogout()
    assertSeen(rig.requestLogout(), [])
    assertSeen(rig.receive('Logout'), [closed])
  })

  it('both start it at once: each takes the other for the answer', () => {
    const rig = establishedRig()
    rig.requestLogout()
    assertSeen(rig.receive('Logout', { MsgSeqNum: 2 }), [closed])
  })

  it('before the Logon exchange is complete there is nothing to log out of: close', () => {
    for (const role of ROLES) {
      const rig = new SessionRig({ role })
      rig.connect()
      assertSeen(rig.requestLogout(), [closed])
    }
    assertSeen(new SessionRig().requestLogout(), [], 'without a connection')
  })
})

describe('Logout that the counterparty starts (13.b)', () => {
  for (const version of VERSIONS) {
    for (const role of ROLES) {
      it(`answered; the counterparty closes first (${version.id}, ${role})`, () => {
        const rig = establishedRig({ version: version.id, role })
        assertSeen(rig.receive('Logout', { Text: 'bye' }), [sent('Logout', { MsgSeqNum: 2 })])
        assert.deepEqual(rig.numbers, [3, 3])
        assert.deepEqual(rig.told('loggedOut'), ['counterparty logs out: bye'])
        assertSeen(rig.pass(9.999), [])
        assertSeen(rig.pass(0.001), [closed])
      })
    }
  }

  it('ResendRequest behind it is answered: our Logout may have come too high', () => {
    const rig = establishedRig()
    rig.submit('NewOrderSingle', { ClOrdID: 'X' })
    rig.receive('Logout')
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 0 }), [
      sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'X', PossDupFlag: 'Y' }),
      sent('SequenceReset', { MsgSeqNum: 3, NewSeqNo: 4 }),
    ])
    assert.equal(rig.session.nextIn, 4)
    assertSeen(rig.receive('Logout', { ...again(rig), MsgSeqNum: 2 }), [], 'nor is its Logout answered twice')
    assertSeen(rig.disconnect(), [])
  })

  it('nothing else behind it is answered or counted', () => {
    const rig = establishedRig()
    rig.receive('Logout')
    assertSeen(rig.receive('TestRequest'), [])
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 0, EndSeqNo: 0 }), [])
    assert.deepEqual(rig.numbers, [3, 3])
  })

  it('an error Logout answers nothing more', () => {
    const rig = establishedRig()
    rig.receive('Heartbeat', { MsgSeqNum: 1 })
    assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 2, BeginSeqNo: 1, EndSeqNo: 0 }), [])
    assert.equal(rig.session.nextIn, 2)
  })

  it('a Logout requested by us while closing changes nothing', () => {
    const rig = establishedRig()
    rig.receive('Logout')
    assertSeen(rig.requestLogout(), [])
    assertSeen(rig.pass(10), [closed])
  })

  it('MsgSeqNum(34) too low: Logout with the reason', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('Logout', { MsgSeqNum: 1 }), [
      sent('Logout', { Text: 'MsgSeqNum too low, expecting 2 but received 1' }),
    ])
  })
})
