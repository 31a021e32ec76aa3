import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  assertSeen,
  closed,
  delivered,
  establishedRig,
  type Fields,
  type SessionRig,
  sent,
} from '../testing/session-rig.ts'

/** What a resent message carries besides its own number. */
function again(rig: SessionRig, fields: Fields): Fields {
  return { PossDupFlag: 'Y', OrigSendingTime: rig.time(-1), ...fields }
}

function gapFill(rig: SessionRig, from: number, to: number) {
  return rig.receive('SequenceReset', again(rig, { MsgSeqNum: from, GapFillFlag: 'Y', NewSeqNo: to }))
}

const ask = (begin: number) => sent('ResendRequest', { BeginSeqNo: begin, EndSeqNo: 0 })

describe('MsgSeqNum(34) too high (2.b)', () => {
  for (const [version, end] of [
    ['FIX.4.0', 999999],
    ['FIX.4.1', 999999],
    ['FIX.4.2', 0],
    ['FIX.4.3', 0],
    ['FIX.4.4', 0],
    ['FIXT.1.1', 0],
  ] as const) {
    for (const role of ['acceptor', 'initiator'] as const) {
      it(`ResendRequest from the expected number to ${end}, the message is held (${version}, ${role})`, () => {
        const rig = establishedRig({ version, role })
        assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 4, ClOrdID: 'C' }), [
          sent('ResendRequest', { MsgSeqNum: 2, BeginSeqNo: 2, EndSeqNo: end }),
        ])
        assert.equal(rig.session.nextIn, 2)
        assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [delivered('A', true)])
        assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 3, ClOrdID: 'B' })), [
          delivered('B', true),
          delivered('C'),
        ])
        assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 4, ClOrdID: 'C' })), [])
        assert.equal(rig.session.nextIn, 5)
      })
    }
  }

  it('one ResendRequest for one gap, however many messages come meanwhile (PX-26)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 4, ClOrdID: 'C' }), [ask(2)])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 5, ClOrdID: 'D' }), [])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [delivered('A', true)])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 6, ClOrdID: 'E' }), [])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 3, ClOrdID: 'B' })), [
      delivered('B', true),
      delivered('C'),
      delivered('D'),
      delivered('E'),
    ])
    assert.equal(rig.session.nextIn, 7)
  })

  it('a too-high message with PossDupFlag(43)=Y is too high all the same', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 4 })), [ask(2)])
  })

  it('a second hole behind the first is asked for when the first is closed', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' })
    rig.receive('NewOrderSingle', { MsgSeqNum: 5, ClOrdID: 'D' })
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      delivered('B'),
      ask(4),
    ])
  })

  it('a hole inside the answer is asked for, without a loop (PX-25)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 8 }), [ask(2)])
    rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' }))
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 4, ClOrdID: 'C' })), [ask(3)])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 5, ClOrdID: 'D' })), [])
    assertSeen(gapFill(rig, 6, 9), [])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 3, ClOrdID: 'B' })), [
      delivered('B', true),
      delivered('C', true),
      delivered('D', true),
    ])
    assert.equal(rig.session.nextIn, 9)
  })

  it('the first of the answer is missing: asked for again once, at the end of the answer', () => {
    const rig = establishedRig()
    rig.receive('Heartbeat', { MsgSeqNum: 5 })
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 3, ClOrdID: 'B' })), [])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 4, ClOrdID: 'C' })), [ask(2)])
    assertSeen(gapFill(rig, 5, 6), [])
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      delivered('B', true),
      delivered('C', true),
    ])
    assert.equal(rig.session.nextIn, 6)
  })

  it('held messages have a limit: what is beyond it is dropped, and asked for again', () => {
    const rig = establishedRig({ maxHeldMessages: 1 })
    rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' })
    rig.receive('NewOrderSingle', { MsgSeqNum: 4, ClOrdID: 'C' })
    assert.equal(rig.told('ignored').length, 1)
    assertSeen(rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: 2, ClOrdID: 'A' })), [
      delivered('A', true),
      delivered('B'),
    ])
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 5, ClOrdID: 'D' }), [ask(4)])
  })

  it('a lost connection forgets the gap; the next Logon shows it anew', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 4 })
    rig.disconnect()
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 5 }), [sent('Logon'), ask(2)])
  })
})

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

describe('a gap that is not filled (SD-56b, PX-27)', () => {
  it('asked for three times in all, then Logout and close', () => {
    const rig = establishedRig({ heartBtInt: 0 })
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 4 }), [ask(2)])
    assertSeen(rig.pass(30), [ask(2)])
    assertSeen(rig.pass(30), [ask(2)])
    assertSeen(rig.pass(30), [sent('Logout', { Text: 'possible ResendRequest loop: 2 to 3 asked for 3 times' })])
    assertSeen(rig.pass(2), [closed])
  })

  it('a gap that is being filled is given time', () => {
    const rig = establishedRig({ heartBtInt: 0 })
    rig.receive('Heartbeat', { MsgSeqNum: 5 })
    rig.pass(20)
    rig.receive('Heartbeat', again(rig, { MsgSeqNum: 2 }))
    assertSeen(rig.pass(29), [])
    assertSeen(rig.pass(1), [ask(3)])
    gapFill(rig, 3, 6)
    assertSeen(rig.pass(1000), [], 'a closed gap is not asked for')
  })

  it('Reject of our ResendRequest: asked again at once, and no endless loop (PX-27)', () => {
    const rig = establishedRig({ heartBtInt: 0 })
    rig.receive('Heartbeat', { MsgSeqNum: 4 })
    const refuse = (number: number, refSeqNum: number) =>
      rig.receive('Reject', { MsgSeqNum: number, RefSeqNum: refSeqNum, RefMsgType: '2' })
    assertSeen(refuse(5, 1), [], 'another message of ours')
    assertSeen(refuse(6, 2), [ask(2)])
    assertSeen(refuse(7, 3), [ask(2)])
    assertSeen(refuse(8, 4), [sent('Logout')])
  })
})
