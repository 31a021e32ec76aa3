import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import { assertSeen, closed, delivered, type Fields, type Seen, sent } from '../testing/seen.ts'
import { establishedRig } from '../testing/session-rig.ts'

const ROLES = ['acceptor', 'initiator'] as const

describe('MsgSeqNum(34) of a message in a session (2.a to 2.e)', () => {
  for (const version of VERSIONS) {
    for (const role of ROLES) {
      it(`as expected: accepted and counted after delivery (2.a, ${version.id}, ${role})`, () => {
        const rig = establishedRig({ version: version.id, role })
        assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A' }), [delivered('A')])
        assert.deepEqual(rig.numbers, [3, 2])
        assert.deepEqual(rig.counted, [3])
      })

      it(`too low: Logout, wait of two seconds, close (2.c, trace A2, ${version.id}, ${role})`, () => {
        const rig = establishedRig({ version: version.id, role, nextIn: 7, nextOut: 1 })
        const sessionStatus = version.beginString === 'FIXT.1.1' ? 9 : null
        assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 3 }), [
          sent('Logout', { Text: 'MsgSeqNum too low, expecting 8 but received 3', SessionStatus: sessionStatus }),
        ])
        assert.equal(rig.session.nextIn, 8)
        assertSeen(rig.pass(1.999), [])
        assertSeen(rig.pass(0.001), [closed])
      })
    }
  }

  it('the counterparty answers the error Logout: the close comes at once', () => {
    const rig = establishedRig({ nextIn: 7, nextOut: 1 })
    rig.receive('Heartbeat', { MsgSeqNum: 3 })
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 8 }), [])
    assertSeen(rig.receive('Logout', { MsgSeqNum: 9 }), [closed])
  })

  it('too low and PossDupFlag(43)=Y: ignored, nextIn unchanged (2.e)', () => {
    const rig = establishedRig({ nextIn: 7, nextOut: 1 })
    const fields = { MsgSeqNum: 3, PossDupFlag: 'Y', OrigSendingTime: rig.time(-5) }
    assertSeen(rig.receive('NewOrderSingle', fields), [])
    assert.equal(rig.session.nextIn, 8)
    assert.deepEqual(rig.counted, [])
    assert.equal(rig.told('ignored').length, 1)
  })

  it('as expected and PossDupFlag(43)=Y: not received before, so delivered and marked (2.e)', () => {
    const rig = establishedRig()
    const fields = { ClOrdID: 'A', PossDupFlag: 'Y', OrigSendingTime: rig.time(-5) }
    assertSeen(rig.receive('NewOrderSingle', fields), [delivered('A', true)])
  })

  it('PossResend(97) says nothing about the number: counted (19.a, 19.b)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'A', PossResend: 'Y' }), [delivered('A')])
    assert.equal(rig.session.nextIn, 3)
  })

  it('garbled bytes: ignored, not counted, warning; then the gap is asked for (2.d, 3.b, trace A3)', () => {
    const rig = establishedRig({ nextIn: 3, nextOut: 1 })
    assertSeen(rig.garble(), [])
    assert.deepEqual(rig.numbers, [4, 2])
    assert.deepEqual(rig.told('garbled'), ['CheckSum is wrong'])
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 5 }), [sent('ResendRequest', { BeginSeqNo: 4, EndSeqNo: 0 })])
    const again = { PossDupFlag: 'Y', OrigSendingTime: rig.time() }
    assertSeen(rig.receive('NewOrderSingle', { ...again, MsgSeqNum: 4, ClOrdID: 'A' }), [delivered('A', true)])
    assertSeen(rig.receive('SequenceReset', { ...again, MsgSeqNum: 5, GapFillFlag: 'Y', NewSeqNo: 6 }), [])
    assert.equal(rig.session.nextIn, 6)
  })

  it('garbled bytes, then the same number again: accepted (2.d)', () => {
    const rig = establishedRig()
    rig.garble()
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 2, ClOrdID: 'A' }), [delivered('A')])
  })
})

describe('MsgType(35) and content of a message in a session (2.p to 2.r, group 14)', () => {
  const cases: [name: string, msgType: string, fields: Fields, version: 'FIX.4.1' | 'FIX.4.4', expected: Seen][] = [
    [
      'MsgType(35) not valid (2.q)',
      'ZZ',
      {},
      'FIX.4.4',
      sent('Reject', { RefSeqNum: 2, SessionRejectReason: 11, RefMsgType: 'ZZ', Text: 'Invalid MsgType' }),
    ],
    [
      'MsgType(35) not valid (2.q)',
      'ZZ',
      {},
      'FIX.4.1',
      sent('Reject', { RefSeqNum: 2, SessionRejectReason: null, Text: 'Invalid MsgType' }),
    ],
    [
      'required tag missing (14.b)',
      'NewOrderSingle',
      { Side: null },
      'FIX.4.4',
      sent('Reject', { RefSeqNum: 2, SessionRejectReason: 1, RefTagID: 54, RefMsgType: 'D' }),
    ],
    [
      'TestRequest without TestReqID(112) (PX-39)',
      'TestRequest',
      { TestReqID: null },
      'FIX.4.4',
      sent('Reject', { RefSeqNum: 2, SessionRejectReason: 1, RefTagID: 112, RefMsgType: '1' }),
    ],
    ['undefined tag (14.a)', 'Heartbeat', { 4999: 'x' }, 'FIX.4.4', sent('Reject', { RefSeqNum: 2, RefTagID: 4999 })],
  ]
  for (const [name, msgType, fields, version, expected] of cases) {
    it(`${name}: Reject, counted, the session goes on (${version})`, () => {
      const rig = establishedRig({ version })
      assertSeen(rig.receive(msgType, fields), [expected])
      assert.equal(rig.session.nextIn, 3)
      assert.deepEqual(rig.counted, [3])
      assertSeen(rig.receive('TestRequest', { TestReqID: 'A' }), [sent('Heartbeat', { TestReqID: 'A' })])
    })
  }

  it('a Reject(3) that is itself faulty is not answered with a Reject for ever: it counts', () => {
    const rig = establishedRig()
    rig.receive('Reject', { RefSeqNum: null })
    assert.equal(rig.session.nextIn, 3)
    assert.equal(rig.state, 'active')
  })

  it('a resent message that is faulty is rejected, what is held behind it goes on in order (PX-04)', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' })
    rig.receive('NewOrderSingle', { MsgSeqNum: 4, ClOrdID: 'C' })
    const again = { PossDupFlag: 'Y', OrigSendingTime: rig.time() }
    assertSeen(rig.receive('NewOrderSingle', { ...again, MsgSeqNum: 2, Side: null }), [
      sent('Reject', { RefSeqNum: 2 }),
      delivered('B'),
      delivered('C'),
    ])
  })
})

describe('administrative messages in a session', () => {
  for (const version of VERSIONS) {
    for (const role of ROLES) {
      it(`TestRequest: Heartbeat with its TestReqID(112) (4.b, ${version.id}, ${role})`, () => {
        const rig = establishedRig({ version: version.id, role })
        assertSeen(rig.receive('TestRequest', { TestReqID: 'ping 1' }), [
          sent('Heartbeat', { MsgSeqNum: 2, TestReqID: 'ping 1' }),
        ])
        assert.deepEqual(rig.numbers, [3, 3])
      })
    }
  }

  it('TestReqID(112) comes back byte for byte, however long (4.b)', () => {
    const rig = establishedRig()
    const testReqID = `\u00e9\u00ff= ${'x'.repeat(5000)}`
    assertSeen(rig.receive('TestRequest', { TestReqID: testReqID }), [sent('Heartbeat', { TestReqID: testReqID })])
  })

  it('Heartbeat: counted, no reaction, with or without a TestReqID(112) nobody asked for (5, PX-40)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('Heartbeat'), [])
    assertSeen(rig.receive('Heartbeat', { TestReqID: 'what?' }), [])
    assert.equal(rig.session.nextIn, 4)
  })

  it('Reject: counted, told, never answered (7)', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('Reject', { RefSeqNum: 1, Text: 'no' }), [])
    assert.equal(rig.session.nextIn, 3)
    assert.deepEqual(rig.told('rejectReceived'), ['no'])
  })

  it('BusinessMessageReject is an application message', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('BusinessMessageReject', { RefMsgType: 'D', BusinessRejectReason: 0 }), [delivered('j')])
  })

  it('Logon without ResetSeqNumFlag(141): a breach, Logout and close', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('Logon'), [sent('Logout', { Text: 'Logon in an established session' })])
    assert.equal(rig.session.nextIn, 3)
    assertSeen(rig.pass(2), [closed])
  })

  it('includeLastProcessed: LastMsgSeqNumProcessed(369) in every message, FIX.4.2 and later', () => {
    for (const [version, last] of [
      ['FIX.4.1', null],
      ['FIX.4.2', 2],
      ['FIXT.1.1', 2],
    ] as const) {
      const rig = establishedRig({ version, includeLastProcessed: true })
      assertSeen(rig.receive('TestRequest'), [sent('Heartbeat', { LastMsgSeqNumProcessed: last })])
    }
  })
})
