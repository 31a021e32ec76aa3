import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, delivered, type Fields, sent } from '../testing/seen.ts'
import { establishedRig, type SessionRig } from '../testing/session-rig.ts'

/** Expects 2, and then 10: nobody has received 2 to 9. */
function jumpedTo10(): SessionRig {
  const rig = establishedRig()
  rig.receive('SequenceReset', { MsgSeqNum: 2, NewSeqNo: 10 })
  return rig
}

function again(rig: SessionRig, msgSeqNum: number): Fields {
  return { MsgSeqNum: msgSeqNum, PossDupFlag: 'Y', OrigSendingTime: rig.time(-5) }
}

function orderAgain(rig: SessionRig, msgSeqNum: number): Fields {
  return { ...again(rig, msgSeqNum), ClOrdID: `ORDER${msgSeqNum}` }
}

describe('a message under a number that a SequenceReset-Reset jumped over (2.e)', () => {
  it('with PossDupFlag(43)=Y it is new: delivered once, and nothing counts', () => {
    const rig = jumpedTo10()
    for (const number of [9, 2, 5])
      assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, number)), [delivered(`ORDER${number}`, true)])
    for (const number of [9, 2, 5])
      assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, number)), [], 'the second time')
    assert.equal(rig.session.nextIn, 10)
    assert.deepEqual(rig.counted, [10])
  })

  it('a TestRequest is answered', () => {
    const rig = jumpedTo10()
    assertSeen(rig.receive('TestRequest', { ...again(rig, 5), TestReqID: 'late' }), [
      sent('Heartbeat', { TestReqID: 'late' }),
    ])
  })

  it('what is not in order is rejected', () => {
    const rig = jumpedTo10()
    assertSeen(rig.receive('NewOrderSingle', { ...orderAgain(rig, 5), Side: null }), [
      sent('Reject', { RefSeqNum: 5, RefTagID: 54 }),
    ])
    assert.equal(rig.session.nextIn, 10)
  })

  for (const name of ['Heartbeat', 'Reject', 'SequenceReset', 'Logout', 'Logon'])
    it(`${name} is too old to be acted upon`, () => {
      const rig = jumpedTo10()
      const own = { SequenceReset: { GapFillFlag: 'Y', NewSeqNo: 30 }, Reject: { RefSeqNum: 1 } }[name] ?? {}
      assertSeen(rig.receive(name, { ...again(rig, 5), ...own }), [])
      assert.equal(rig.session.nextIn, 10)
      assert.equal(rig.state, 'active')
    })

  it('without PossDupFlag(43) it is too low, as ever', () => {
    assertSeen(jumpedTo10().receive('NewOrderSingle', { MsgSeqNum: 5 }), [sent('Logout')])
  })

  it('a TestRequest that was held and answered by the reset is not answered again', () => {
    const rig = establishedRig()
    rig.receive('TestRequest', { MsgSeqNum: 5, TestReqID: 'held' })
    assertSeen(rig.receive('SequenceReset', { MsgSeqNum: 6, NewSeqNo: 10 }), [sent('Heartbeat', { TestReqID: 'held' })])
    assertSeen(rig.receive('TestRequest', { ...again(rig, 5), TestReqID: 'held' }), [])
  })

  it('an order that was held was not processed', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 5, ClOrdID: 'ORDER5' })
    rig.receive('SequenceReset', { MsgSeqNum: 6, NewSeqNo: 10 })
    assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, 5)), [delivered('ORDER5', true)])
  })

  it('two jumps are both remembered, a gap fill is not one', () => {
    const rig = jumpedTo10()
    rig.receive('SequenceReset', { MsgSeqNum: 10, GapFillFlag: 'Y', NewSeqNo: 15 })
    rig.receive('SequenceReset', { MsgSeqNum: 15, NewSeqNo: 20 })
    for (const number of [3, 17])
      assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, number)), [delivered(`ORDER${number}`, true)])
    assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, 12)), [])
  })

  it('the next connection and the next numbering know nothing of it', () => {
    const other = jumpedTo10()
    other.disconnect()
    other.connect()
    other.receive('Logon', { MsgSeqNum: 10 })
    assertSeen(other.receive('NewOrderSingle', orderAgain(other, 5)), [])
    const reset = jumpedTo10()
    reset.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })
    for (let number = 2; number <= 12; number++) reset.receive('Heartbeat', { MsgSeqNum: number })
    assertSeen(reset.receive('NewOrderSingle', orderAgain(reset, 5)), [])
  })

  it('a counterparty that jumps and jumps gets no more room', () => {
    const rig = establishedRig()
    for (let number = 2; number < 1000; number += 2)
      rig.receive('SequenceReset', { MsgSeqNum: number, NewSeqNo: number + 2 })
    assert.equal(rig.session.jumpedOver.length, 100)
    assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, 900)), [delivered('ORDER900', true)])
    assert.equal(rig.session.jumpedOver.length, 100)
    assertSeen(rig.receive('NewOrderSingle', orderAgain(rig, 2)), [], 'forgotten')
  })
})
