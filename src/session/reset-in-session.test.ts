import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, delivered, sent } from '../testing/seen.ts'
import { establishedRig, SessionRig } from '../testing/session-rig.ts'

const ROLES = ['acceptor', 'initiator'] as const
const VERSIONS = ['FIX.4.1', 'FIX.4.2', 'FIX.4.3', 'FIX.4.4', 'FIXT.1.1'] as const
const reset = { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }
const resetLogon = sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y', HeartBtInt: 30 })

describe('a reset inside the session that we ask for (SD-30, trace A14)', () => {
  for (const version of VERSIONS) {
    for (const role of ROLES) {
      it(`Logon 34=1 141=Y, its reply, and both stand at 2 (${version}, ${role})`, () => {
        const rig = establishedRig({ version, role, nextIn: 30, nextOut: 40 })
        assertSeen(rig.requestReset(), [resetLogon])
        assertSeen(rig.receive('Logon', reset), [])
        assert.deepEqual(rig.numbers, [2, 2])
        assert.equal(rig.state, 'active')
        assert.equal(rig.resets, 1)
        assert.equal(rig.told('sequenceReset').length, 1)
        assert.equal(rig.told('loggedOut').length, 0)
        assertSeen(rig.receive('TestRequest', { MsgSeqNum: 2 }), [sent('Heartbeat', { MsgSeqNum: 2 })])
      })
    }
  }

  it('FIX.4.0 has no such reset: nothing happens but an error', () => {
    const rig = establishedRig({ version: 'FIX.4.0' })
    assertSeen(rig.requestReset(), [])
    assert.deepEqual(rig.numbers, [2, 2])
    assert.equal(rig.observed.at(-1)?.level, 'error')
  })

  it('without an established session: nothing happens but an error', () => {
    const rig = new SessionRig()
    assertSeen(rig.requestReset(), [])
    assert.equal(rig.resets, 0)
  })

  it('asked for twice: one Logon', () => {
    const rig = establishedRig()
    rig.requestReset()
    assertSeen(rig.requestReset(), [])
    assertSeen(rig.receive('Logon', reset), [])
    assert.deepEqual(rig.numbers, [2, 2])
  })

  it('old messages in flight are processed under their old numbers until the reply comes (SD-34)', () => {
    const rig = establishedRig({ nextIn: 50, nextOut: 40 })
    rig.requestReset()
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 51, ClOrdID: 'A' }), [delivered('A')])
    assertSeen(rig.receive('Logon', reset), [])
    assert.deepEqual(rig.numbers, [2, 2])
    assert.equal(rig.counted.at(-1), 2)
  })

  it('what is missing of the old numbering is not asked for: the request would come in the new one', () => {
    const rig = establishedRig({ nextIn: 50, nextOut: 40 })
    rig.requestReset()
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 53, ClOrdID: 'C' }), [])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 54, ClOrdID: 'D' }), [])
    assertSeen(rig.pass(9), [])
    assertSeen(rig.receive('Logon', reset), [])
    assert.deepEqual(rig.numbers, [2, 2])
  })

  for (const beginSeqNo of [1, 39])
    it(`a ResendRequest from ${beginSeqNo} that it overtook is not answered with what has that number now`, () => {
      const rig = establishedRig({ nextIn: 50, nextOut: 40, resendBeginBeyondLast: 'gapfill' })
      rig.requestReset()
      rig.submit('NewOrderSingle', { ClOrdID: 'waits' })
      assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 51, BeginSeqNo: beginSeqNo, EndSeqNo: 0 }), [])
      assertSeen(rig.receive('Logon', reset), [sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'waits' })])
    })

  it('both at once: exactly one Logon each way (SD-32)', () => {
    const rig = establishedRig({ nextIn: 50, nextOut: 40 })
    assertSeen(rig.requestReset(), [resetLogon])
    assertSeen(rig.receive('Logon', reset), [], 'a request that crossed ours')
    assert.deepEqual(rig.numbers, [2, 2])
  })

  it('messages submitted behind our Logon have new numbers, and wait for its reply', () => {
    const rig = establishedRig({ nextIn: 50, nextOut: 40 })
    rig.requestReset()
    assertSeen(rig.submit('NewOrderSingle', { ClOrdID: 'A' }), [])
    assertSeen(rig.submit('NewOrderSingle', { ClOrdID: 'B' }), [])
    assertSeen(rig.receive('Logon', reset), [
      sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A', PossDupFlag: null }),
      sent('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B', PossDupFlag: null }),
    ])
    assert.deepEqual(rig.numbers, [2, 4])
  })

  it('no reply in time: Logout and close', () => {
    const rig = establishedRig()
    rig.requestReset()
    assertSeen(rig.pass(10), [sent('Logout')])
    assertSeen(rig.pass(2), [closed])
  })

  it('the reply has MsgSeqNum(34) 2: Reject, Logout, close', () => {
    const rig = establishedRig()
    rig.requestReset()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 2, ResetSeqNumFlag: 'Y' }), [sent('Reject'), sent('Logout')])
  })

  it('held messages belong to the old numbers and are void', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' })
    rig.requestReset()
    rig.receive('Logon', reset)
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A' }), [delivered('A')])
    assert.equal(rig.session.nextIn, 3)
  })

  it('the connection is lost before the reply, initiator: the next Logon asks again', () => {
    const rig = establishedRig({ role: 'initiator', nextIn: 50, nextOut: 40 })
    rig.requestReset()
    rig.disconnect()
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
    assertSeen(rig.receive('Logon', reset), [])
    assert.deepEqual(rig.numbers, [2, 2])
  })

  for (const number of [51, 2]) {
    it(`the connection is lost before the reply, acceptor: Logon 34=${number} is answered with the reset`, () => {
      const rig = establishedRig({ role: 'acceptor', nextIn: 50, nextOut: 40 })
      rig.requestReset()
      rig.disconnect()
      rig.connect()
      assertSeen(rig.receive('Logon', { MsgSeqNum: number }), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
      assertSeen(rig.receive('Logon', reset), [], 'the initiator restarts too')
      assert.deepEqual(rig.numbers, [2, 2])
    })
  }
})

describe('a reset inside the session that the counterparty asks for (SD-31, trace A15)', () => {
  for (const version of VERSIONS) {
    for (const role of ROLES) {
      it(`Logon 34=1 141=Y is answered with the same, both stand at 2 (${version}, ${role})`, () => {
        const rig = establishedRig({ version, role, nextIn: 49, nextOut: 40 })
        assertSeen(rig.receive('Logon', reset), [resetLogon])
        assert.deepEqual(rig.numbers, [2, 2])
        assert.equal(rig.resets, 1)
        assertSeen(rig.receive('TestRequest', { MsgSeqNum: 2 }), [sent('Heartbeat', { MsgSeqNum: 2 })])
      })
    }
  }

  it('it resets twice: answered twice', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('Logon', reset), [resetLogon])
    assertSeen(rig.receive('Logon', reset), [resetLogon])
  })

  it('MsgSeqNum(34) is not 1: Reject, Logout, close; nothing is reset (SD-35)', () => {
    const rig = establishedRig({ nextIn: 49, nextOut: 40 })
    const text = 'MsgSeqNum must be equal to 1 while resetting the sequence number'
    assertSeen(rig.receive('Logon', { MsgSeqNum: 50, ResetSeqNumFlag: 'Y' }), [
      sent('Reject', { RefSeqNum: 50, Text: text }),
      sent('Logout', { Text: text }),
    ])
    assert.equal(rig.resets, 0)
    assertSeen(rig.pass(2), [closed])
  })

  for (const [name, fields] of [
    ['another HeartBtInt(108)', { HeartBtInt: 31 }],
    ['EncryptMethod(98) 1', { EncryptMethod: 1 }],
  ] as const) {
    it(`${name}: Reject, Logout, close; nothing is reset`, () => {
      const rig = establishedRig({ nextIn: 49, nextOut: 40 })
      assertSeen(rig.receive('Logon', { ...reset, ...fields }), [sent('Reject', { RefSeqNum: 1 }), sent('Logout')])
      assert.equal(rig.resets, 0)
    })
  }

  it('another HeartBtInt(108) when a mismatch is allowed: taken over', () => {
    const rig = establishedRig({ disconnectOnLogonHeartbeatMismatch: false })
    assertSeen(rig.receive('Logon', { ...reset, HeartBtInt: 7 }), [sent('Logon', { HeartBtInt: 7 })])
    assertSeen(rig.pass(7), [sent('Heartbeat')])
  })

  it('ResendRequest for old numbers after it: Reject (SD-33)', () => {
    const rig = establishedRig({ nextIn: 49, nextOut: 40 })
    rig.submit('NewOrderSingle')
    rig.receive('Logon', reset)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 40, EndSeqNo: 0 }), [sent('Reject', { RefTagID: 7 })])
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), [
      sent('SequenceReset', { MsgSeqNum: 1, NewSeqNo: 3 }),
    ])
  })

  it('it closes a gap: what was missing and what was held is void', () => {
    const rig = establishedRig({ nextIn: 49, nextOut: 40 })
    rig.receive('NewOrderSingle', { MsgSeqNum: 52, ClOrdID: 'B' })
    assertSeen(rig.receive('Logon', reset), [resetLogon])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A' }), [delivered('A')])
    assert.equal(rig.session.nextIn, 3)
  })

  it('FIX.4.0: ResetSeqNumFlag(141) is an undefined tag there, the message is rejected and counts', () => {
    const rig = establishedRig({ version: 'FIX.4.0' })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 2, ResetSeqNumFlag: 'Y' }), [sent('Reject')])
    assert.equal(rig.session.nextIn, 3)
    assert.equal(rig.resets, 0)
  })
})

it('periodBegan: numbers restart without a word, and the first Logon is fresh', () => {
  const rig = new SessionRig({ role: 'initiator', nextIn: 9, nextOut: 9, forceSeqNumReset: 1 })
  assertSeen(rig.apply({ kind: 'periodBegan', at: rig.now }), [])
  assert.deepEqual(rig.numbers, [1, 1])
  assert.equal(rig.resets, 1)
  assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
})
