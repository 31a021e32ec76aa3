import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import { assertSeen, delivered, sent } from '../testing/seen.ts'
import { establishedRig, type RigOptions, SessionRig } from '../testing/session-rig.ts'

function lastSent(rig: SessionRig): string {
  return (rig.wire.at(-1) as Buffer).toString('latin1').replaceAll('\x01', '|')
}

describe('how our messages are written (engine parameters 2.1, 4)', () => {
  it('seqNumLength: every field that holds a MsgSeqNum has so many digits', () => {
    const options: RigOptions = { seqNumLength: 5, includeLastProcessed: true, handleSeqNumAtLogon: true }
    const rig = establishedRig(options)
    assert.match(lastSent(rig), /\|34=00001\|.*\|369=00001\|.*\|789=00002\|/)
    rig.receive('NewOrderSingle', { Side: null })
    assert.match(lastSent(rig), /\|45=00002\|/)
    rig.submit('NewOrderSingle', { 627: 1, 628: 'HOP', 630: 7 })
    assert.match(lastSent(rig), /\|630=00007\|/)
    rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 1 })
    assert.match(lastSent(rig), /\|34=00001\|.*\|36=00002\|/)
    rig.receive('Heartbeat', { MsgSeqNum: 9 })
    assert.match(lastSent(rig), /\|7=00004\|16=00000\|/)
    rig.receive('ResendRequest', { MsgSeqNum: 10, BeginSeqNo: 3, EndSeqNo: 3 })
    assert.match(lastSent(rig), /\|34=00003\|.*\|630=00007\|/, 'a resent one too')
    const late = new SessionRig({ role: 'initiator', seqNumLength: 5 })
    late.connect()
    late.submit('NewOrderSingle', {})
    late.receive('Logon')
    assert.match(lastSent(late), /^8=FIX.4.4\|9=\d+\|35=D\|.*\|34=00002\|/, 'one that had waited for the Logon')
  })

  it('seqNumLength 1, the default: no zeros; a longer number is not cut', () => {
    const rig = establishedRig({ nextIn: 1, nextOut: 123_456 })
    assert.match(lastSent(rig), /\|34=123456\|/)
    const short = establishedRig({ nextIn: 1, nextOut: 123_456, seqNumLength: 3 })
    assert.match(lastSent(short), /\|34=123456\|/)
    assert.match(lastSent(establishedRig()), /\|34=1\|/)
  })

  for (const version of VERSIONS)
    it(`timestampPrecision: as fine as ${version.id} has room for, in SendingTime(52) and OrigSendingTime(122)`, () => {
      const most = version.ordinal < 42 ? 0 : version.ordinal < 50 ? 3 : 12
      const usual = version.ordinal < 42 ? 0 : 3
      for (const [stated, digits] of [
        [-1, usual],
        [0, 0],
        [3, Math.min(3, most)],
        [6, Math.min(6, most)],
        [9, Math.min(9, most)],
      ] as const) {
        const rig = establishedRig({ version: version.id, timestampPrecision: stated })
        const time = digits === 0 ? '12:00:00' : `12:00:00\\.0{${digits}}`
        assert.match(lastSent(rig), new RegExp(`\\|52=20260105-${time}\\|`), `stated ${stated}`)
        rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 1 })
        assert.match(lastSent(rig), new RegExp(`\\|122=20260105-${time}\\|`), `stated ${stated}`)
      }
    })

  it('allowPosDup: PossDupFlag(43) and OrigSendingTime(122) that the application states go, or stay', () => {
    const fields = { PossDupFlag: 'Y', OrigSendingTime: '20260105-11:00:00.000', PossResend: 'Y' }
    assertSeen(establishedRig().submit('NewOrderSingle', fields), [
      sent('NewOrderSingle', { PossDupFlag: null, OrigSendingTime: null, PossResend: 'Y' }),
    ])
    assertSeen(establishedRig({ allowPosDup: true }).submit('NewOrderSingle', fields), [sent('NewOrderSingle', fields)])
  })

  it('maxMessageSize: announced as MaxMessageSize(383) in Logon, FIX.4.2 and later', () => {
    for (const { id, ordinal } of VERSIONS) {
      for (const role of ['initiator', 'acceptor'] as const) {
        const rig = new SessionRig({ version: id, role, maxMessageSize: 65_536 })
        const seen = rig.connect()
        const logon = role === 'initiator' ? seen : rig.receive('Logon')
        assertSeen(logon, [sent('Logon', { MaxMessageSize: ordinal >= 42 ? 65_536 : null })])
      }
    }
    assertSeen(new SessionRig({ role: 'initiator' }).connect(), [sent('Logon', { MaxMessageSize: null })])
  })
})

describe('what is checked on incoming messages (engine parameters 8)', () => {
  it('validateApplicationMessages false: application messages pass, whatever is in them', () => {
    const rig = establishedRig({ validateApplicationMessages: false })
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'A', Side: null }), [delivered('A')])
    assertSeen(rig.receive('ZZ'), [delivered('ZZ')])
    assertSeen(rig.receive('TestRequest', { TestReqID: null }), [sent('Reject', { RefTagID: 112 })])
  })

  it('validation: its options reach the check of application messages', () => {
    const unknown = { ClOrdID: 'A', 4999: 'x' }
    assertSeen(establishedRig().receive('NewOrderSingle', unknown), [sent('Reject', { RefTagID: 4999 })])
    const rig = establishedRig({
      validation: { allowUnknownTags: true, checkRequired: false, checkConditional: false },
    })
    assertSeen(rig.receive('NewOrderSingle', unknown), [delivered('A')])
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'B', Side: null }), [delivered('B')])
  })

  it('validation: what the session itself needs is checked all the same', () => {
    const rig = establishedRig({
      validation: { checkRequired: false, checkValues: false, allowEmptyValues: true, checkDuplicates: false },
    })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1 }), [sent('Reject', { RefTagID: 16 })])
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 'x', EndSeqNo: 0 }), [sent('Reject', { RefTagID: 7 })])
    assertSeen(rig.receive('SequenceReset', { NewSeqNo: '' }), [sent('Reject', { RefTagID: 36 })])
  })

  it('senderTargetIdConsistencyCheck: another CompID ends the session, or is let pass; never at Logon (2.k, 1S.c)', () => {
    const strange = { SenderCompID: 'STRANGER', ClOrdID: 'A' }
    assertSeen(establishedRig().receive('NewOrderSingle', strange), [
      sent('Reject', { SessionRejectReason: 9 }),
      sent('Logout'),
    ])
    const rig = establishedRig({ senderTargetIdConsistencyCheck: false })
    assertSeen(rig.receive('NewOrderSingle', strange), [delivered('A')])
    const waiting = new SessionRig({ senderTargetIdConsistencyCheck: false })
    waiting.connect()
    assertSeen(waiting.receive('Logon', { SenderCompID: 'STRANGER' }), [{ closed: true }])
  })
})

describe('before Logon (engine parameters 4)', () => {
  it('quietLogon: a Logout as the first message is answered rather than cut', () => {
    for (const quietLogon of [false, true]) {
      const rig = new SessionRig({ quietLogon })
      rig.connect()
      assertSeen(rig.receive('Logout'), quietLogon ? [sent('Logout', { MsgSeqNum: 1 })] : [{ closed: true }])
      assert.equal(rig.session.nextIn, quietLogon ? 2 : 1)
      if (quietLogon) assertSeen(rig.pass(10), [{ closed: true }])
    }
  })

  it('quietLogon: a stranger learns nothing, and any other message is cut', () => {
    for (const [name, fields] of [
      ['Logout', { SenderCompID: 'STRANGER' }],
      ['Heartbeat', {}],
    ] as const) {
      const rig = new SessionRig({ quietLogon: true })
      rig.connect()
      assertSeen(rig.receive(name, fields), [{ closed: true }])
    }
  })

  for (const rejectBeforeLogout of [true, false]) {
    it(`rejectBeforeLogout ${rejectBeforeLogout}: a HeartBtInt(108) that is wrong or missing (14, 18)`, () => {
      for (const HeartBtInt of [-1, null, 86_401]) {
        const rig = new SessionRig({ rejectBeforeLogout })
        rig.connect()
        const reject = sent('Reject', { RefTagID: 108 })
        assertSeen(rig.receive('Logon', { HeartBtInt }), [...(rejectBeforeLogout ? [reject] : []), sent('Logout')])
      }
      const other = new SessionRig({ rejectBeforeLogout })
      other.connect()
      const refused = other.receive('Logon', { EncryptMethod: 1 })
      assertSeen(refused, [sent('Reject', { RefTagID: 98 }), sent('Logout')], 'other problems are rejected')
    })
  }
})
