import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { again, ask, gapFill } from '../testing/resent-messages.ts'
import { assertSeen, closed, delivered, sent } from '../testing/seen.ts'
import { establishedRig } from '../testing/session-rig.ts'

describe('MsgSeqNum(34) too high, by message type (table of actions)', () => {
  it('TestRequest: the gap first, the Heartbeat after it (PX-22)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 3, TestReqID: 'A' }), [ask(2)])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      sent('Heartbeat', { TestReqID: 'A' }),
    ])
  })

  it('TestRequest whose number a gap fill covers: answered all the same', () => {
    const rig = establishedRig()
    rig.receive('TestRequest', { MsgSeqNum: 3, TestReqID: 'A' })
    assertSeen(gapFill(rig, 2, 4), [sent('Heartbeat', { TestReqID: 'A' })])
    assert.equal(rig.session.nextIn, 4)
  })

  it('TestRequest without TestReqID(112) whose number a gap fill covers: nothing to answer', () => {
    const rig = establishedRig()
    rig.receive('TestRequest', { MsgSeqNum: 3, TestReqID: null })
    assertSeen(gapFill(rig, 2, 4), [])
  })

  it('Logout: kept, answered after the gap, never before (PX-23, trace A21)', () => {
    const rig = establishedRig({ nextIn: 4, nextOut: 1 })
    assertSeen(rig.receive('Logout', { MsgSeqNum: 7 }), [ask(5)])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 5, ClOrdID: 'A' })), [delivered('A', true)])
    assert.equal(rig.state, 'active')
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 6, ClOrdID: 'B' })), [
      delivered('B', true),
      sent('Logout'),
    ])
    assertSeen(gapFill(rig, 7, 8), [])
    assert.equal(rig.session.nextIn, 8)
    assertSeen(rig.pass(9.999), [], 'the counterparty closes first')
    assertSeen(rig.pass(0.001), [closed])
  })

  it('Logout is not displaced by a gap fill that comes too high under its number', () => {
    const rig = establishedRig({ nextIn: 4, nextOut: 1 })
    rig.receive('Logout', { MsgSeqNum: 7 })
    gapFill(rig, 7, 8)
    assertSeen(rig.receive('SequenceReset', again(rig, { MsgSeqNum: 5, GapFillFlag: 'Y', NewSeqNo: 7 })), [
      sent('Logout'),
    ])
    assert.equal(rig.session.nextIn, 8)
  })

  for (const mode of ['Y', 'N']) {
    it(`Logout whose number a SequenceReset with GapFillFlag(123)=${mode} covers: answered all the same`, () => {
      const rig = establishedRig({ nextIn: 4, nextOut: 1 })
      rig.receive('Logout', { MsgSeqNum: 7 })
      const fields = again(rig, { MsgSeqNum: 5, GapFillFlag: mode, NewSeqNo: 8 })
      assertSeen(rig.receive('SequenceReset', fields), [sent('Logout')])
      assert.equal(rig.session.nextIn, 8)
    })
  }

  it('Logout as the answer to ours: the gap first, then the close', () => {
    const rig = establishedRig()
    rig.requestLogout()
    assertSeen(rig.receive('Logout', { MsgSeqNum: 3 }), [ask(2)])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      closed,
    ])
  })

  it('ResendRequest: answered first, then our own; its turn does not answer it again (20, PX-07, trace A13)', () => {
    const rig = establishedRig({ nextIn: 3, nextOut: 1 })
    rig.submit('NewOrderSingle', { ClOrdID: 'X' })
    rig.submit('NewOrderSingle', { ClOrdID: 'Y' })
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 7 }), [
      sent('ResendRequest', { MsgSeqNum: 4, BeginSeqNo: 4, EndSeqNo: 0 }),
    ])
    assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 8, BeginSeqNo: 2, EndSeqNo: 3 }), [
      sent('NewOrderSingle', { MsgSeqNum: 2, PossDupFlag: 'Y', ClOrdID: 'X' }),
      sent('NewOrderSingle', { MsgSeqNum: 3, PossDupFlag: 'Y', ClOrdID: 'Y' }),
    ])
    for (const number of [4, 5]) rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: number }))
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 6, ClOrdID: 'Z' })), [delivered('Z', true)])
    assert.equal(rig.session.nextIn, 9)
  })

  it('ResendRequest that opens the gap: the answer comes before our own request', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 5, BeginSeqNo: 1, EndSeqNo: 0 }), [
      sent('SequenceReset', { MsgSeqNum: 1, NewSeqNo: 2 }),
      sent('ResendRequest', { MsgSeqNum: 2, BeginSeqNo: 2 }),
    ])
  })

  it('a ResendRequest that cannot be answered yet is rejected when its turn comes', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 3, BeginSeqNo: 0, EndSeqNo: 0 }), [ask(2)])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      sent('Reject', { RefSeqNum: 3 }),
    ])
    assert.equal(rig.session.nextIn, 4)
  })

  it('a ResendRequest without EndSeqNo(16) is rejected when its turn comes', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 3, BeginSeqNo: 1 }), [ask(2)])
    assertSeen(gapFill(rig, 2, 3), [sent('Reject', { RefSeqNum: 3, RefTagID: 16 })])
  })

  it('two ResendRequests fall due together: each has its whole answer', () => {
    const rig = establishedRig()
    // Both reach beyond what was sent when they come, and no further than what was sent when their turn comes.
    rig.receive('ResendRequest', { MsgSeqNum: 3, BeginSeqNo: 2, EndSeqNo: 2 })
    rig.receive('ResendRequest', { MsgSeqNum: 4, BeginSeqNo: 3, EndSeqNo: 3 })
    rig.submit('NewOrderSingle', { ClOrdID: 'X' })
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      sent('SequenceReset', { MsgSeqNum: 2, NewSeqNo: 3 }),
      sent('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'X', PossDupFlag: 'Y' }),
    ])
  })

  it('gap fill: the gap before it first; applied when its turn comes (10.a)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('SequenceReset', { MsgSeqNum: 3, GapFillFlag: 'Y', NewSeqNo: 9 }), [ask(2)])
    assert.equal(rig.session.nextIn, 2)
    rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2 }))
    assert.equal(rig.session.nextIn, 9)
  })

  it('reset: acted upon at once, what was held is void (11.a)', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 4, ClOrdID: 'C' })
    assertSeen(rig.receive('SequenceReset', { MsgSeqNum: 5, NewSeqNo: 3 }), [])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'D' }), [delivered('D')])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 4, ClOrdID: 'E' }), [delivered('E')])
    assert.equal(rig.session.nextIn, 5)
  })

  it('ResendRequest and SequenceReset inside a gap: both treated (PX-05)', () => {
    const rig = establishedRig()
    rig.receive('Heartbeat', { MsgSeqNum: 4 })
    assertSeen(rig.receive('ResendRequest', { MsgSeqNum: 5, BeginSeqNo: 1, EndSeqNo: 1 }), [
      sent('SequenceReset', { MsgSeqNum: 1, NewSeqNo: 2 }),
    ])
    rig.receive('SequenceReset', { MsgSeqNum: 6, GapFillFlag: 'Y', NewSeqNo: 10 })
    assertSeen(gapFill(rig, 2, 4), [])
    assert.equal(rig.session.nextIn, 10)
  })

  it('double gap fill over overlapping ranges: the second is ignored (PX-32)', () => {
    const rig = establishedRig()
    rig.receive('Heartbeat', { MsgSeqNum: 6 })
    gapFill(rig, 2, 6)
    assertSeen(gapFill(rig, 2, 5), [])
    assert.equal(rig.session.nextIn, 7)
  })
})
