import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { again, ask } from '../testing/resent-messages.ts'
import { assertSeen, delivered, type Fields, sent } from '../testing/seen.ts'
import { establishedRig, type SessionRig } from '../testing/session-rig.ts'

const live = (rig: SessionRig, number: number) =>
  rig.receive('NewOrderSingle', { MsgSeqNum: number, ClOrdID: `order ${number}` })
const resent = (rig: SessionRig, number: number) =>
  rig.receive('NewOrderSingle', again(rig, { MsgSeqNum: number, ClOrdID: `order ${number}` }))
const gapFill = (rig: SessionRig, from: number, to: number, fields: Fields = again(rig, {})) =>
  rig.receive('SequenceReset', { ...fields, MsgSeqNum: from, GapFillFlag: 'Y', NewSeqNo: to })

describe('outOfSequenceMessagesStrategy (engine parameters 2.6)', () => {
  it('queue, the default: kept, and processed in order when the gap is closed', () => {
    const rig = establishedRig()
    assertSeen(live(rig, 4), [ask(2)])
    assertSeen(live(rig, 5), [])
    resent(rig, 2)
    assertSeen(resent(rig, 3), [delivered('order 3', true), delivered('order 4'), delivered('order 5')])
  })

  it('requestOnce: one request, and what comes meanwhile is dropped and comes again', () => {
    const rig = establishedRig({ outOfSequenceMessagesStrategy: 'requestOnce' })
    assertSeen(live(rig, 4), [ask(2)])
    assertSeen(live(rig, 5), [])
    assert.equal(rig.session.held.size, 0)
    for (const number of [2, 3, 4, 5]) assertSeen(resent(rig, number), [delivered(`order ${number}`, true)])
    assertSeen(live(rig, 6), [delivered('order 6')])
  })

  it('requestAlways: every message asks again, from the first that is missing; that is no loop', () => {
    const rig = establishedRig({ outOfSequenceMessagesStrategy: 'requestAlways' })
    for (let number = 4; number < 12; number++) assertSeen(live(rig, number), [ask(2)])
    assert.equal(rig.session.held.size, 0)
    assertSeen(resent(rig, 2), [delivered('order 2', true)])
    assertSeen(live(rig, 12), [ask(3)])
    gapFill(rig, 3, 13)
    assert.equal(rig.session.nextIn, 13)
  })

  it('requestAlways: a Reject of our request causes no other (PX-27)', () => {
    const rig = establishedRig({ outOfSequenceMessagesStrategy: 'requestAlways' })
    assertSeen(live(rig, 4), [ask(2)])
    for (let number = 5; number < 9; number++)
      assertSeen(rig.receive('Reject', { MsgSeqNum: number, RefSeqNum: 2, RefMsgType: '2' }), [])
  })

  it('ignoreGap: processed at once, asked for all the same, and not twice', () => {
    const rig = establishedRig({ outOfSequenceMessagesStrategy: 'ignoreGap' })
    assertSeen(live(rig, 4), [delivered('order 4'), ask(2)])
    assertSeen(live(rig, 5), [delivered('order 5')])
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 6, TestReqID: 'A' }), [sent('Heartbeat', { TestReqID: 'A' })])
    assert.equal(rig.session.nextIn, 2)
    assertSeen(resent(rig, 2), [delivered('order 2', true)])
    assertSeen(resent(rig, 3), [delivered('order 3', true)])
    assert.equal(rig.session.nextIn, 7)
    for (const number of [4, 5]) assertSeen(resent(rig, number), [])
    assertSeen(gapFill(rig, 6, 7), [], 'the TestRequest is not answered again')
  })

  it('ignoreGap: what is faulty is rejected in its turn, and what can not be kept is not processed', () => {
    const rig = establishedRig({ outOfSequenceMessagesStrategy: 'ignoreGap', maxHeldMessages: 1 })
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 3, Side: null }), [ask(2)])
    assertSeen(live(rig, 4), [])
    assertSeen(resent(rig, 2), [delivered('order 2', true), sent('Reject', { RefSeqNum: 3 })])
  })

  for (const outOfSequenceMessagesStrategy of ['queue', 'requestOnce', 'requestAlways', 'ignoreGap'] as const) {
    it(`${outOfSequenceMessagesStrategy}: Logout waits for the gap and is answered behind it (PX-23)`, () => {
      const rig = establishedRig({ outOfSequenceMessagesStrategy })
      assertSeen(rig.receive('Logout', { MsgSeqNum: 3 }), [ask(2)])
      assertSeen(gapFill(rig, 2, 4), [sent('Logout')])
    })
  }

  it('a TestRequest behind what an answer has brought shows that it stopped short: the rest is asked for (SD-58)', () => {
    const rig = establishedRig()
    assertSeen(live(rig, 8), [ask(2)])
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 9 }), [], 'nothing has come yet')
    resent(rig, 2)
    resent(rig, 3)
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 10 }), [ask(4)])
  })

  for (const testRequestBehindGap of ['inOrder', 'atOnce'] as const) {
    it(`testRequestBehindGap ${testRequestBehindGap}`, () => {
      const rig = establishedRig({ testRequestBehindGap })
      const heartbeat = sent('Heartbeat', { TestReqID: 'A' })
      const atOnce = testRequestBehindGap === 'atOnce'
      assertSeen(rig.receive('TestRequest', { MsgSeqNum: 3, TestReqID: 'A' }), [...(atOnce ? [heartbeat] : []), ask(2)])
      assertSeen(gapFill(rig, 2, 4), atOnce ? [] : [heartbeat])
    })
  }
})

describe('how much one ResendRequest of ours asks for', () => {
  it('resendRequestBlockSize 3, ten missing: 2 to 4, 5 to 7, 8 to 10, 11 to 11 (SD-62)', () => {
    const rig = establishedRig({ resendRequestBlockSize: 3 })
    assertSeen(live(rig, 12), [ask(2, 4)])
    for (const [first, next] of [
      [2, ask(5, 7)],
      [5, ask(8, 10)],
      [8, ask(11, 11)],
    ] as const) {
      resent(rig, first)
      resent(rig, first + 1)
      assertSeen(resent(rig, first + 2), [delivered(`order ${first + 2}`, true), next])
    }
    assertSeen(resent(rig, 11), [delivered('order 11', true), delivered('order 12')])
    assert.equal(rig.session.nextIn, 13)
  })

  it('a gap fill beyond the piece: the next piece begins behind it (SD-63)', () => {
    const rig = establishedRig({ resendRequestBlockSize: 3 })
    live(rig, 12)
    assertSeen(gapFill(rig, 2, 8), [ask(8, 10)])
    assertSeen(gapFill(rig, 8, 12), [delivered('order 12')])
  })

  it('a piece with a hole in it is asked for again, not the next one', () => {
    const rig = establishedRig({ resendRequestBlockSize: 3 })
    live(rig, 12)
    resent(rig, 2)
    assertSeen(resent(rig, 4), [ask(3, 5)])
  })

  it('closedResendInterval: EndSeqNo(16) is the last missing number', () => {
    const rig = establishedRig({ closedResendInterval: true })
    assertSeen(live(rig, 6), [ask(2, 5)])
  })

  it('closedResendInterval with requestOnce: what was dropped behind the interval is asked for next', () => {
    const rig = establishedRig({ closedResendInterval: true, outOfSequenceMessagesStrategy: 'requestOnce' })
    assertSeen(live(rig, 4), [ask(2, 3)])
    live(rig, 5)
    assertSeen(gapFill(rig, 2, 4), [ask(4, 5)])
  })
})

describe('what counts as an answer (engine parameters 3.7)', () => {
  /** 2 and 3 are filled, 4 came before; now 4 comes again without PossDupFlag(43). */
  function recovered(options: { allowMessageWithoutPossDupFlag?: boolean }): SessionRig {
    const rig = establishedRig(options)
    live(rig, 4)
    live(rig, 2)
    live(rig, 3)
    return rig
  }

  it('a message without PossDupFlag(43) that was received: Logout', () => {
    const rig = recovered({})
    assertSeen(live(rig, 4), [sent('Logout', { Text: 'MsgSeqNum too low, expecting 5 but received 4' })])
  })

  it('allowMessageWithoutPossDupFlag: taken as part of the answer, but nothing from before it', () => {
    const rig = recovered({ allowMessageWithoutPossDupFlag: true })
    assertSeen(live(rig, 4), [])
    assert.equal(rig.state, 'active')
    assertSeen(live(rig, 1), [sent('Logout')])
  })

  it('allowMessageWithoutPossDupFlag: the answer to a request by hand, too', () => {
    for (const [begin, end] of [
      [2, 3],
      [3, 0],
    ] as const) {
      const rig = establishedRig({ allowMessageWithoutPossDupFlag: true })
      for (const number of [2, 3, 4]) live(rig, number)
      rig.apply({ kind: 'resendRequested', begin, end, at: rig.now })
      assertSeen(live(rig, 3), [])
      assertSeen(live(rig, begin - 1), [sent('Logout')])
    }
  })

  it('allowMessageWithoutPossDupFlag: a hole in such an answer is asked for', () => {
    const rig = establishedRig({ allowMessageWithoutPossDupFlag: true })
    live(rig, 8)
    live(rig, 2)
    assertSeen(live(rig, 4), [ask(3)])
  })

  it('a gap fill without PossDupFlag(43): taken; ignorePossDupForGapFill false: rejected', () => {
    const rig = establishedRig()
    live(rig, 4)
    assertSeen(gapFill(rig, 2, 4, {}), [delivered('order 4')])
    const strict = establishedRig({ ignorePossDupForGapFill: false })
    assertSeen(gapFill(strict, 2, 4, {}), [], 'with no gap open it is a message like others')
    live(strict, 6)
    assertSeen(gapFill(strict, 4, 6, {}), [sent('Reject', { RefSeqNum: 4, RefTagID: 43, SessionRejectReason: 1 })])
  })

  it('ignorePossDupForGapFill false: a gap fill with 43=Y needs OrigSendingTime(122) like any other', () => {
    for (const ignorePossDupForGapFill of [true, false]) {
      const rig = establishedRig({ ignorePossDupForGapFill })
      live(rig, 4)
      const expected = ignorePossDupForGapFill ? delivered('order 4') : sent('Reject', { RefTagID: 122 })
      assertSeen(gapFill(rig, 2, 4, { PossDupFlag: 'Y' }), [expected])
    }
  })

  it('origSendingTimeChecking: asked for and compared, or not (2.f, 2.g)', () => {
    for (const fields of [{}, { OrigSendingTime: '20260106-00:00:00.000' }]) {
      const resentOrder = { PossDupFlag: 'Y', ClOrdID: 'A', ...fields }
      assertSeen(establishedRig().receive('NewOrderSingle', resentOrder).slice(0, 1), [
        sent('Reject', { RefTagID: 122 }),
      ])
      const rig = establishedRig({ origSendingTimeChecking: false })
      assertSeen(rig.receive('NewOrderSingle', resentOrder), [delivered('A', true)])
    }
  })

  for (const possDupSmartDelivery of [false, true]) {
    it(`possDupSmartDelivery ${possDupSmartDelivery}: what was delivered before Logon lowered the numbers`, () => {
      const rig = establishedRig({ possDupSmartDelivery, ignoreSeqNumTooLowAtLogon: true })
      live(rig, 2)
      live(rig, 3)
      rig.disconnect()
      rig.connect()
      rig.receive('Logon', { MsgSeqNum: 1 })
      assert.equal(rig.session.nextIn, 2)
      assertSeen(resent(rig, 2), possDupSmartDelivery ? [] : [delivered('order 2', true)])
      assertSeen(live(rig, 3), [delivered('order 3')], 'not marked, so a new message')
      assertSeen(resent(rig, 4), [delivered('order 4', true)], 'not received before')
    })
  }

  for (const enhancedCmeResendLogic of [false, true]) {
    it(`enhancedCmeResendLogic ${enhancedCmeResendLogic}: Reject of our ResendRequest`, () => {
      const rig = establishedRig({ enhancedCmeResendLogic })
      assertSeen(live(rig, 4), [ask(2)])
      const reject = rig.receive('Reject', { MsgSeqNum: 5, RefSeqNum: 2, RefMsgType: '2', Text: 'expired' })
      assertSeen(reject, enhancedCmeResendLogic ? [delivered('order 4')] : [])
      assert.equal(rig.session.nextIn, enhancedCmeResendLogic ? 6 : 2)
      assert.equal(rig.told('deviation').length, enhancedCmeResendLogic ? 1 : 0)
    })
  }

  for (const advancedResendRequestProcessing of [false, true]) {
    it(`advancedResendRequestProcessing ${advancedResendRequestProcessing}: 369 stands still`, () => {
      const rig = establishedRig({ advancedResendRequestProcessing })
      const processed = (number: number, last: number) =>
        rig.receive('NewOrderSingle', { MsgSeqNum: number, LastMsgSeqNumProcessed: last })
      rig.submit('NewOrderSingle')
      assertSeen(processed(4, 1), [sent('ResendRequest', { MsgSeqNum: 3, BeginSeqNo: 2 })])
      assertSeen(processed(5, 1), [])
      const repeated = sent('ResendRequest', { MsgSeqNum: 3, BeginSeqNo: 2, EndSeqNo: 0, PossDupFlag: 'Y' })
      assertSeen(processed(6, 1), advancedResendRequestProcessing ? [repeated] : [])
      assertSeen(processed(7, 1), [], 'once')
      assert.equal(rig.session.nextOut, 4)
    })
  }

  it('validateSequenceNumbers false: every number is taken, and none of them lowers the next', () => {
    const rig = establishedRig({ validateSequenceNumbers: false })
    assertSeen(live(rig, 7), [delivered('order 7')])
    assert.equal(rig.session.nextIn, 8)
    assertSeen(live(rig, 3), [delivered('order 3')])
    assert.equal(rig.session.nextIn, 8)
    assert.equal(rig.counted.at(-1), 8)
    rig.disconnect()
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 3 }), [sent('Logon')])
    assert.equal(rig.session.nextIn, 8)
    assertSeen(establishedRig().receive('Heartbeat', { MsgSeqNum: 1 }), [sent('Logout')])
  })
})
