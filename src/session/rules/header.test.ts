import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, type Fields, type Seen, sent } from '../../testing/seen.ts'
import { establishedRig } from '../../testing/session-rig.ts'

const ROLES = ['acceptor', 'initiator'] as const

describe('header rules in a session: Logout alone, the message does not count', () => {
  const cases: [name: string, fields: Fields, text: string][] = [
    [
      'BeginString(8) differs (2.i)',
      { BeginString: 'FIX.4.2' },
      'Incorrect BeginString: expected FIX.4.4, received FIX.4.2',
    ],
    ['MsgSeqNum(34) is missing (PX-03)', { MsgSeqNum: null }, 'Received message without MsgSeqNum'],
  ]
  for (const [name, fields, text] of cases) {
    for (const role of ROLES) {
      it(`${name}, ${role}`, () => {
        const rig = establishedRig({ role })
        assertSeen(rig.receive('Heartbeat', fields), [sent('Logout', { Text: text })])
        assert.equal(rig.session.nextIn, 2)
        assertSeen(rig.pass(1.999), [])
        assertSeen(rig.pass(0.001), [closed])
      })
    }
  }
})

describe('header rules in a session: Reject, the message counts, then Logout and close', () => {
  const cases: [name: string, fields: Fields, refTagID: number, reason: number][] = [
    ['SenderCompID(49) differs (2.k)', { SenderCompID: 'X' }, 49, 9],
    ['TargetCompID(56) differs (2.k)', { TargetCompID: 'X' }, 56, 9],
    ['SendingTime(52) 121 s old (2.o, PX-21)', { SendingTime: '20260105-11:57:59.000' }, 52, 10],
    ['SendingTime(52) 121 s early (2.o, PX-21)', { SendingTime: '20260105-12:02:01.000' }, 52, 10],
    [
      'OrigSendingTime(122) later than SendingTime(52) (2.f, PX-20)',
      { PossDupFlag: 'Y', OrigSendingTime: '20260105-12:00:00.001' },
      122,
      10,
    ],
  ]
  for (const [name, fields, refTagID, reason] of cases) {
    for (const role of ROLES) {
      it(`${name}, ${role}`, () => {
        const rig = establishedRig({ role })
        const reject = sent('Reject', {
          MsgSeqNum: 2,
          RefSeqNum: 2,
          RefTagID: refTagID,
          RefMsgType: '0',
          SessionRejectReason: reason,
        })
        assertSeen(rig.receive('Heartbeat', fields), [reject, sent('Logout', { MsgSeqNum: 3 })])
        assert.deepEqual(rig.numbers, [3, 4])
        assert.deepEqual(rig.counted, [3])
        assertSeen(rig.pass(2), [closed])
      })
    }
  }

  for (const version of ['FIX.4.0', 'FIX.4.1'] as const) {
    it(`${version}: Reject holds RefSeqNum(45) and Text(58) only`, () => {
      const rig = establishedRig({ version })
      assertSeen(rig.receive('Heartbeat', { SenderCompID: 'X' }), [
        sent('Reject', {
          RefSeqNum: 2,
          Text: 'CompID problem',
          RefTagID: null,
          RefMsgType: null,
          SessionRejectReason: null,
        }),
        sent('Logout'),
      ])
    })
  }

  it('OrigSendingTime(122) later than SendingTime(52) under a low number: the same, nothing counted', () => {
    const rig = establishedRig({ nextIn: 8, nextOut: 1 })
    const fields = { MsgSeqNum: 3, PossDupFlag: 'Y', OrigSendingTime: rig.time(1) }
    assertSeen(rig.receive('Heartbeat', fields), [
      sent('Reject', { RefSeqNum: 3, SessionRejectReason: 10 }),
      sent('Logout'),
    ])
    assert.equal(rig.session.nextIn, 9)
  })
})

describe('header rules in a session: accepted', () => {
  const cases: [name: string, fields: Fields][] = [
    ['SendingTime(52) 119 s old (2.n)', { SendingTime: '20260105-11:58:01.000' }],
    ['SendingTime(52) exactly 120 s early (2.n)', { SendingTime: '20260105-12:02:00.000' }],
    [
      'OrigSendingTime(122) equal to SendingTime(52) (2.e)',
      { PossDupFlag: 'Y', OrigSendingTime: '20260105-12:00:00.000' },
    ],
    ['OrigSendingTime(122) long ago', { PossDupFlag: 'Y', OrigSendingTime: '20250105-12:00:00.000' }],
    ['PossDupFlag(43) N without OrigSendingTime(122)', { PossDupFlag: 'N' }],
    ['MsgSeqNum(34) with leading zeros (PX-38)', { MsgSeqNum: '0002' }],
  ]
  for (const [name, fields] of cases) {
    it(name, () => {
      const rig = establishedRig()
      assertSeen(rig.receive('Heartbeat', fields), [])
      assert.equal(rig.session.nextIn, 3)
    })
  }

  it('a far SendingTime(52) when checkSendingTimeAccuracy is off', () => {
    const rig = establishedRig({ checkSendingTimeAccuracy: false })
    assertSeen(rig.receive('Heartbeat', { SendingTime: '20200105-12:00:00' }), [])
    assert.equal(rig.session.nextIn, 3)
  })

  it('reasonableDelayMs is the measure', () => {
    const rig = establishedRig({ reasonableDelayMs: 1000 })
    assertSeen(rig.receive('Heartbeat', { SendingTime: rig.time(-1) }), [])
    assertSeen(rig.receive('Heartbeat', { SendingTime: rig.time(-1.001) }), [sent('Reject'), sent('Logout')])
  })
})

describe('header rules in a session: Reject, the session goes on', () => {
  const cases: [name: string, fields: Fields, expected: Seen, nextIn: number][] = [
    [
      'PossDupFlag(43) without OrigSendingTime(122), number as expected (2.g)',
      { PossDupFlag: 'Y' },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 1, RefTagID: 122 }),
      6,
    ],
    [
      'PossDupFlag(43) without OrigSendingTime(122), low number: no counter changes (PX-19)',
      { PossDupFlag: 'Y', MsgSeqNum: 2 },
      sent('Reject', { RefSeqNum: 2, SessionRejectReason: 1, RefTagID: 122 }),
      5,
    ],
    [
      'MsgSeqNum(34) "+5" (PX-38)',
      { MsgSeqNum: '+5' },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 6, RefTagID: 34 }),
      5,
    ],
    [
      'MsgSeqNum(34) "5.0" (PX-38)',
      { MsgSeqNum: '5.0' },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 6, RefTagID: 34 }),
      5,
    ],
    [
      'SendingTime(52) malformed (2.o)',
      { SendingTime: 'noon' },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 6, RefTagID: 52 }),
      6,
    ],
    [
      'SendingTime(52) missing',
      { SendingTime: null },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 1, RefTagID: 52 }),
      6,
    ],
    [
      'SenderCompID(49) empty',
      { SenderCompID: '' },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 4, RefTagID: 49 }),
      6,
    ],
    [
      'SenderCompID(49) missing',
      { SenderCompID: null },
      sent('Reject', { RefSeqNum: 5, SessionRejectReason: 1, RefTagID: 49 }),
      6,
    ],
  ]
  for (const [name, fields, expected, nextIn] of cases) {
    it(name, () => {
      const rig = establishedRig({ nextIn: 4, nextOut: 1 })
      assertSeen(rig.receive('Heartbeat', fields), [expected])
      assert.equal(rig.session.nextIn, nextIn)
      assert.equal(rig.state, 'active')
    })
  }

  it('a message rejected for its header makes way for what is held behind it (PX-04)', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' })
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 2, PossDupFlag: 'Y' }), [
      sent('Reject', { RefSeqNum: 2 }),
      { delivered: 'B', possDup: false },
    ])
    assert.equal(rig.session.nextIn, 4)
  })
})
