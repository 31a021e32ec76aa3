import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fill, order, orders, ten } from '../testing/resent-messages.ts'
import { assertSeen, type Fields, type Seen, sent } from '../testing/seen.ts'
import { establishedRig, type SessionRig } from '../testing/session-rig.ts'

const ask = (rig: SessionRig, begin: number, end = 0, fields: Fields = {}) =>
  rig.receive('ResendRequest', { BeginSeqNo: begin, EndSeqNo: end, ...fields })
const stepOver = (number: number): Seen => sent('TestRequest', { MsgSeqNum: number, PossDupFlag: null })

describe('resendMessagesLimit (engine parameters 3.2)', () => {
  it('-1, the default: all of it, and nothing behind it', () => {
    assertSeen(ask(ten(), 1), [fill(1, 2), ...orders(2, 10)])
  })

  it('0: one gap fill over the range, no message and no TestRequest (SD-57)', () => {
    const rig = ten({ resendMessagesLimit: 0 })
    assertSeen(ask(rig, 1, 10), [fill(1, 11)])
    assertSeen(ask(rig, 3, 5), [fill(3, 6)])
    assertSeen(ask(rig, 4, 0), [fill(4, 11)])
    assert.deepEqual(rig.replays, [], 'the store is not even read')
  })

  it('3: three numbers a step, TestRequest behind each but the last, whose gap fill reaches nextOut (SD-58, trace A9)', () => {
    const rig = ten({ resendMessagesLimit: 3 })
    assertSeen(ask(rig, 1), [fill(1, 2), order(2), order(3), stepOver(11)])
    assertSeen(ask(rig, 4), [...orders(4, 6), stepOver(12)])
    assertSeen(ask(rig, 7), [...orders(7, 9), stepOver(13)])
    assertSeen(ask(rig, 10), [order(10), fill(11, 14)])
    assert.equal(rig.session.nextOut, 14)
  })

  it('1: comes to its end all the same (SD-58)', () => {
    const rig = ten({ resendMessagesLimit: 1 })
    assertSeen(ask(rig, 1), [fill(1, 2), stepOver(11)])
    for (let number = 2; number <= 9; number++) assertSeen(ask(rig, number), [order(number), stepOver(10 + number)])
    assertSeen(ask(rig, 10), [order(10), fill(11, 20)])
  })

  it('the rest is administrative: covered in the same step, also where that is the whole answer (SD-58)', () => {
    const rig = establishedRig({ resendMessagesLimit: 2 })
    for (let i = 0; i < 7; i++) rig.submit('Heartbeat')
    assertSeen(ask(rig, 1), [fill(1, 9)])
    rig.submit('NewOrderSingle', { ClOrdID: 'order 9' })
    assertSeen(ask(rig, 2), [fill(2, 4), stepOver(10)])
  })

  it('a range that fits is answered without a TestRequest', () => {
    const rig = ten({ resendMessagesLimit: 3 })
    assertSeen(ask(rig, 4, 6), orders(4, 6))
    assertSeen(ask(rig, 4, 7), [...orders(4, 6), stepOver(11)])
  })

  it('a gap fill counts the numbers it covers (SD-59)', () => {
    const rig = establishedRig({ resendMessagesLimit: 3 })
    for (let i = 0; i < 4; i++) rig.submit('Heartbeat')
    rig.submit('NewOrderSingle', { ClOrdID: 'order 6' })
    rig.submit('Heartbeat')
    assertSeen(ask(rig, 1), [fill(1, 4), stepOver(8)])
    assertSeen(ask(rig, 4), [fill(4, 6), order(6), fill(7, 9)])
  })

  it('resendLimitClosingMessage heartbeat: a Heartbeat in place of the TestRequest', () => {
    const rig = ten({ resendMessagesLimit: 3, resendLimitClosingMessage: 'heartbeat' })
    assertSeen(ask(rig, 2), [...orders(2, 4), sent('Heartbeat', { MsgSeqNum: 11, TestReqID: null })])
  })

  it('a ResendRequest that came too high: answer, own ResendRequest, then TestRequest, each under the next number', () => {
    const rig = ten({ resendMessagesLimit: 3 })
    assertSeen(ask(rig, 2, 0, { MsgSeqNum: 5 }), [
      ...orders(2, 4),
      sent('ResendRequest', { MsgSeqNum: 11, BeginSeqNo: 2 }),
      stepOver(12),
    ])
  })

  for (const limit of [0, 3]) {
    it(`${limit}: a ResendRequest that repeats the one before it is ignored (SD-60)`, () => {
      const rig = ten({ resendMessagesLimit: limit })
      assert.notDeepEqual(ask(rig, 2), [])
      assertSeen(ask(rig, 2), [])
      assert.equal(rig.session.nextIn, 4, 'it counts')
      assert.equal(rig.told('resendRequestLoop').length, 1)
      assert.notDeepEqual(ask(rig, 5), [], 'a new BeginSeqNo is answered')
    })
  }

  for (const size of [0, 1, 2, 7]) {
    it(`blocks of ${size} change nothing, and nobody is asked about what lies behind the step`, () => {
      const rig = ten({ resendMessagesLimit: 3, resendMessagesBlockSize: size })
      assertSeen(ask(rig, 2), [...orders(2, 4), stepOver(11)])
      for (const action of rig.actions)
        if (action.kind === 'replay') assert.equal(action.lookAhead, action.begin > 4, `${action.begin}`)
    })
  }
})

describe('what is sent again, and what is filled over (engine parameters 3.7)', () => {
  it('outgoingMessagesStorageSize: only the newest are sent again, and older ones are not read', () => {
    const rig = ten({ outgoingMessagesStorageSize: 3 })
    assertSeen(ask(rig, 1), [fill(1, 8), ...orders(8, 10)])
    assert.deepEqual(rig.replays, [[8, 10]])
    assertSeen(ask(rig, 2, 5), [fill(2, 6)])
    assertSeen(ask(ten({ outgoingMessagesStorageSize: 0 }), 1), [fill(1, 11)])
  })

  it('outgoingMessagesStorageSize together with a limit', () => {
    const rig = ten({ outgoingMessagesStorageSize: 3, resendMessagesLimit: 2 })
    assertSeen(ask(rig, 1), [fill(1, 3), stepOver(11)])
    assertSeen(ask(rig, 3), [fill(3, 5), stepOver(12)])
    assertSeen(ask(rig, 5), [fill(5, 7), stepOver(13)])
    assertSeen(ask(rig, 7), [fill(7, 14)], 'the newest are TestRequests by now')
  })

  for (const resendRejects of [false, true]) {
    it(`resendRejects ${resendRejects}: Reject(3) is ${resendRejects ? 'sent again' : 'filled over'}`, () => {
      const rig = establishedRig({ resendRejects })
      rig.receive('NewOrderSingle', { Side: null })
      rig.submit('NewOrderSingle', { ClOrdID: 'order 3' })
      const reject = sent('Reject', { MsgSeqNum: 2, RefSeqNum: 2, PossDupFlag: 'Y' })
      assertSeen(ask(rig, 2), [resendRejects ? reject : fill(2, 3), order(3)])
    })
  }

  it('includeLastProcessed: the 369 of an answer is that of now', () => {
    const rig = ten({ includeLastProcessed: true })
    rig.receive('Heartbeat')
    assertSeen(ask(rig, 1, 2), [
      sent('SequenceReset', { LastMsgSeqNumProcessed: 3 }),
      sent('NewOrderSingle', { LastMsgSeqNumProcessed: 3 }),
    ])
  })
})

describe('ResendRequests that come again', () => {
  const marked = (rig: SessionRig): Fields => ({ MsgSeqNum: 2, PossDupFlag: 'Y', OrigSendingTime: rig.time(-1) })

  it('under their old number with PossDupFlag(43)=Y: answered again, and not counted', () => {
    const rig = ten()
    ask(rig, 9)
    assertSeen(ask(rig, 9, 0, marked(rig)), orders(9, 10))
    assert.equal(rig.session.nextIn, 3)
  })

  it('skipDuplicatedResendRequests: dropped', () => {
    const rig = ten({ skipDuplicatedResendRequests: true })
    ask(rig, 9)
    assertSeen(ask(rig, 9, 0, marked(rig)), [])
    assert.equal(rig.told('ignored').length, 1)
  })

  it('BeginSeqNo(7) beyond the last message, `gapfill`: a legal gap fill that says which number is next (SD-45)', () => {
    const rig = ten({ resendBeginBeyondLast: 'gapfill' })
    assertSeen(ask(rig, 12), [fill(10, 11)])
    assert.deepEqual(rig.numbers, [3, 11], 'it takes no number')
  })

  it('each is told with its range and its count, and from the limit on as a loop (SD-56)', () => {
    const rig = ten({ duplicateResendRequestLimit: 2 })
    const told = (begin: number) => {
      ask(rig, begin)
      return rig.actions.filter(({ kind }) => kind === 'resendAsked')
    }
    const asked = { kind: 'resendAsked', begin: 9, end: 0 } as const
    assert.deepEqual(told(9), [{ ...asked, count: 1, loop: false }])
    assert.deepEqual(told(9), [{ ...asked, count: 2, loop: true }])
    assert.deepEqual(told(10), [{ ...asked, begin: 10, count: 1, loop: false }])
  })
})
