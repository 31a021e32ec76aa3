/** Messages that were stored while nobody was there: first sending, and what a reset does with them (SD-11, SD-18). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, sent } from '../testing/seen.ts'
import { establishedRig, SessionRig } from '../testing/session-rig.ts'

const reset = { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }

function order(clOrdID: string, msgSeqNum: number) {
  return sent('NewOrderSingle', { MsgSeqNum: msgSeqNum, ClOrdID: clOrdID, PossDupFlag: null, OrigSendingTime: null })
}

function submit(rig: SessionRig, ...clOrdIDs: string[]): void {
  for (const clOrdID of clOrdIDs) assertSeen(rig.submit('NewOrderSingle', { ClOrdID: clOrdID }), [])
}

describe('messages submitted between our Logon and its reply', () => {
  it('go out when the session stands, in order, for the first time, with the time of then', () => {
    const rig = new SessionRig({ role: 'initiator', nextIn: 5, nextOut: 7 })
    rig.connect()
    submit(rig, 'A', 'B')
    rig.pass(3)
    const time = rig.time()
    assertSeen(rig.receive('Logon'), [
      order('A', 8),
      sent('NewOrderSingle', { MsgSeqNum: 9, ClOrdID: 'B', SendingTime: time }),
    ])
    rig.pass(3)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 8, EndSeqNo: 8 }), [
      sent('NewOrderSingle', { MsgSeqNum: 8, ClOrdID: 'A', PossDupFlag: 'Y', OrigSendingTime: time }),
    ])
    assertSeen(rig.submit('NewOrderSingle', { ClOrdID: 'C' }), [order('C', 10)])
  })

  it('before the ResendRequest that a reply too high causes', () => {
    const rig = new SessionRig({ role: 'initiator', nextIn: 5, nextOut: 7 })
    rig.connect()
    submit(rig, 'A')
    assertSeen(rig.receive('Logon', { MsgSeqNum: 9 }), [
      order('A', 8),
      sent('ResendRequest', { MsgSeqNum: 9, BeginSeqNo: 5 }),
    ])
  })

  it('behind what NextExpectedMsgSeqNum(789) asks for', () => {
    const rig = new SessionRig({ role: 'initiator', nextIn: 5, nextOut: 7, handleSeqNumAtLogon: true })
    submit(rig, 'old')
    rig.connect()
    submit(rig, 'A')
    assertSeen(rig.receive('Logon', { NextExpectedMsgSeqNum: 7 }), [
      sent('NewOrderSingle', { MsgSeqNum: 7, ClOrdID: 'old', PossDupFlag: 'Y' }),
      sent('SequenceReset', { MsgSeqNum: 8, NewSeqNo: 9 }),
      order('A', 9),
    ])
  })

  it('not when the Logon is refused: they wait, and the counterparty asks for them', () => {
    const rig = new SessionRig({ role: 'initiator', nextIn: 5, nextOut: 7 })
    rig.connect()
    submit(rig, 'A')
    assertSeen(rig.receive('Logout'), [closed])
    rig.disconnect()
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 9 })])
    assertSeen(rig.receive('Logon'), [])
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 7, EndSeqNo: 0 }), [
      sent('SequenceReset', { MsgSeqNum: 7, NewSeqNo: 8 }),
      sent('NewOrderSingle', { MsgSeqNum: 8, ClOrdID: 'A', PossDupFlag: 'Y' }),
      sent('SequenceReset', { MsgSeqNum: 9, NewSeqNo: 10 }),
    ])
    assert.deepEqual(rig.session.unsent, [], 'sent now')
  })

  it('messages from before the Logon are recovered by ResendRequest alone (SD-18)', () => {
    const rig = new SessionRig({ role: 'initiator', nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    rig.connect()
    assertSeen(rig.receive('Logon'), [])
    assert.deepEqual(rig.session.unsent, [{ begin: 7, end: 7 }])
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 7, EndSeqNo: 7 }), [
      sent('NewOrderSingle', { MsgSeqNum: 7, ClOrdID: 'A', PossDupFlag: 'Y' }),
    ])
    assert.deepEqual(rig.session.unsent, [])
  })

  it('a session that was taken over has its waiting messages sent', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    assertSeen(rig.apply({ kind: 'resumed', heartBtInt: 30, at: rig.now }), [order('A', 7)])
  })
})

describe('what a reset does with messages that were never sent (SD-11)', () => {
  for (const version of ['FIX.4.0', 'FIX.4.4'] as const)
    it(`our Logon resets: they follow it with new numbers (${version})`, () => {
      const rig = new SessionRig({ role: 'initiator', version, forceSeqNumReset: 2, nextIn: 5, nextOut: 7 })
      submit(rig, 'A', 'B')
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1 })])
      submit(rig, 'C')
      assertSeen(rig.receive('Logon', version === 'FIX.4.0' ? { MsgSeqNum: 1 } : reset), [
        order('A', 2),
        order('B', 3),
        order('C', 4),
      ])
      assert.deepEqual(rig.numbers, [2, 5])
      assert.deepEqual([...rig.stored.keys()], [1, 2, 3, 4])
    })

  it('again and again, while no reply comes', () => {
    const rig = new SessionRig({ role: 'initiator', forceSeqNumReset: 2, nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    rig.connect()
    submit(rig, 'B')
    rig.pass(10)
    rig.disconnect()
    submit(rig, 'C')
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [order('A', 2), order('B', 3), order('C', 4)])
  })

  it('the counterparty resets by its Logon: they follow our reply', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [sent('Logon', reset), order('A', 2)])
  })

  it('messages that the counterparty never asked for are taken along too', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    rig.connect()
    rig.receive('Logon')
    assertSeen(rig.receive('Logon', reset), [sent('Logon', reset), order('A', 2)])
  })

  it('what was sent once is not sent as a new message again', () => {
    const rig = establishedRig({ nextIn: 5, nextOut: 7 })
    rig.submit('NewOrderSingle', { ClOrdID: 'A' })
    assertSeen(rig.receive('Logon', reset), [sent('Logon', reset)])
  })

  it('messages of the session itself meant the old numbers', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    rig.submit('TestRequest')
    submit(rig, 'A')
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [sent('Logon', reset), order('A', 2)])
  })

  it('the end of the connection resets: they wait under the first numbers', () => {
    const rig = establishedRig({ role: 'initiator', intradayLogoutTolerance: false, nextIn: 5, nextOut: 7 })
    rig.requestLogout()
    submit(rig, 'A')
    rig.receive('Logout')
    rig.disconnect()
    assert.deepEqual(rig.numbers, [1, 2])
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 2 })])
  })

  it('unsentAtReset=reject: they go back to the application', () => {
    const rig = new SessionRig({ unsentAtReset: 'reject', nextIn: 5, nextOut: 7 })
    submit(rig, 'A', 'B')
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [sent('Logon', reset)])
    assert.deepEqual(rig.neverSent, ['A', 'B'])
    assert.deepEqual(rig.numbers, [2, 2])
  })

  it('a new period gives them back, whatever the setting: they belong to the old one', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    rig.apply({ kind: 'periodBegan', at: rig.now })
    assert.deepEqual([rig.neverSent, rig.numbers], [['A'], [1, 1]])
  })

  it('a first Logon is still the first when messages wait for it (forceSeqNumReset 1)', () => {
    const rig = new SessionRig({ role: 'initiator', forceSeqNumReset: 1 })
    submit(rig, 'A')
    assertSeen(rig.connect(), [sent('Logon', reset)])
    assertSeen(rig.receive('Logon', reset), [order('A', 2)])
  })

  it('what a process that is gone may have sent is marked with PossResend(97), once', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A')
    rig.session.unsentUncertainTo = 7
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [
      sent('Logon', reset),
      sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A', PossResend: 'Y' }),
    ])
    rig.disconnect()
    submit(rig, 'B')
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [
      sent('Logon', reset),
      sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'B', PossResend: null }),
    ])
  })

  it('PossResend(97) that the application stated is not written a second time', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    rig.submit('NewOrderSingle', { ClOrdID: 'A', PossResend: 'N' })
    rig.session.unsentUncertainTo = 7
    rig.connect()
    rig.receive('Logon', reset)
    assert.deepEqual(`${rig.wire.at(-1)?.toString('latin1')}`.match(/(?<=\x0197=)[^\x01]*/g), ['Y'])
  })

  it('that doubt ends with the numbering, also where nothing was left of it', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    rig.session.unsentUncertainTo = 6
    rig.connect()
    rig.receive('Logon', reset)
    rig.disconnect()
    submit(rig, 'B')
    rig.connect()
    assertSeen(rig.receive('Logon', reset), [
      sent('Logon', reset),
      sent('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'B', PossResend: null }),
    ])
  })

  it('numbers set back by hand are free: nothing is unsent under them', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A', 'B', 'C')
    rig.apply({ kind: 'numbersSet', nextOut: 8, at: rig.now })
    assert.deepEqual(rig.session.unsent, [{ begin: 7, end: 7 }])
  })

  it('a gap fill over unsent messages ends their wait', () => {
    const rig = new SessionRig({ nextIn: 5, nextOut: 7 })
    submit(rig, 'A', 'B', 'C')
    rig.stored.delete(8)
    rig.connect()
    rig.receive('Logon')
    rig.receive('ResendRequest', { BeginSeqNo: 8, EndSeqNo: 8 })
    assert.deepEqual(rig.session.unsent, [
      { begin: 7, end: 7 },
      { begin: 9, end: 9 },
    ])
  })
})
