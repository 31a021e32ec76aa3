import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { again, ask, gapFill } from '../testing/resent-messages.ts'
import { assertSeen, closed, delivered, sent } from '../testing/seen.ts'
import { establishedRig } from '../testing/session-rig.ts'

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
    assertSeen(rig.pass(39), [])
    assertSeen(rig.pass(1), [ask(3)])
    gapFill(rig, 3, 6)
    assertSeen(rig.pass(1000), [], 'a closed gap is not asked for')
  })

  it('gapTimeout 0 never asks again', () => {
    const rig = establishedRig({ heartBtInt: 0, gapTimeout: 0 })
    rig.receive('Heartbeat', { MsgSeqNum: 5 })
    assertSeen(rig.pass(86_400), [])
  })

  it('an answer that always leaves out the first message: three requests, then Logout', () => {
    const rig = establishedRig()
    rig.receive('Heartbeat', { MsgSeqNum: 4 })
    const answer = () => rig.receive('Heartbeat', again(rig, { MsgSeqNum: 3 }))
    assertSeen(answer(), [ask(2)])
    assertSeen(answer(), [ask(2)])
    assertSeen(answer(), [sent('Logout', { Text: 'possible ResendRequest loop: 2 to 3 asked for 3 times' })])
  })

  it('Reject of our ResendRequest: no endless loop (PX-27)', () => {
    const rig = establishedRig({ heartBtInt: 0 })
    rig.receive('Heartbeat', { MsgSeqNum: 4 })
    const reject = () => rig.receive('Reject', { MsgSeqNum: 5, RefSeqNum: 2, RefMsgType: '2' })
    assertSeen(reject(), [])
    let requests = 1
    for (let i = 0; i < 100; i++)
      requests += rig.pass(10).filter((seen) => 'sent' in seen && seen.sent === 'ResendRequest').length
    assert.equal(requests, 3)
    assert.equal(rig.state, 'closing')
  })
})
