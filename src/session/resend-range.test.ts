import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fill, order, orders, ten } from '../testing/resent-messages.ts'
import { assertSeen, type Fields, sent } from '../testing/seen.ts'

describe('ResendRequest with a range that is wrong (SD-43 to SD-51)', () => {
  const loop = 'Invalid Resend Request: BeginSeqNo <= 0'
  const wrong: [id: string, range: Fields, reason: number, refTagID: number, text: string | undefined][] = [
    ['SD-43, trace A8', { BeginSeqNo: 0, EndSeqNo: 0 }, 5, 7, loop],
    ['SD-43', { BeginSeqNo: -1, EndSeqNo: 0 }, 5, 7, loop],
    ['SD-44', { BeginSeqNo: 2147483648, EndSeqNo: 0 }, 5, 7, loop],
    ['SD-44', { BeginSeqNo: '99999999999', EndSeqNo: 0 }, 5, 7, loop],
    ['SD-44', { BeginSeqNo: '9'.repeat(30), EndSeqNo: 0 }, 5, 7, loop],
    [
      'SD-45',
      { BeginSeqNo: 2147483647, EndSeqNo: 0 },
      5,
      7,
      'Invalid Resend Request: BeginSeqNo (2147483647) > last sent (10)',
    ],
    ['SD-45', { BeginSeqNo: 11, EndSeqNo: 0 }, 5, 7, 'Invalid Resend Request: BeginSeqNo (11) > last sent (10)'],
    ['SD-50', { BeginSeqNo: 7, EndSeqNo: 3 }, 5, 16, 'Invalid Resend Request: BeginSeqNo (7) > EndSeqNo (3)'],
    ['3.1 step 4', { BeginSeqNo: 7, EndSeqNo: -3 }, 5, 16, 'Invalid Resend Request: EndSeqNo < 0'],
    ['3.1 step 4', { BeginSeqNo: 7, EndSeqNo: `-${'9'.repeat(30)}` }, 5, 16, undefined],
    ['SD-51', { BeginSeqNo: 'abc', EndSeqNo: 0 }, 6, 7, undefined],
    ['SD-51', { BeginSeqNo: '', EndSeqNo: 0 }, 4, 7, undefined],
    ['SD-51', { BeginSeqNo: 1, EndSeqNo: null }, 1, 16, undefined],
    ['SD-51', { BeginSeqNo: null, EndSeqNo: 0 }, 1, 7, undefined],
  ]
  for (const [id, range, reason, refTagID, text] of wrong) {
    it(`${JSON.stringify(range)}: Reject, counted, the session goes on (${id})`, () => {
      const rig = ten()
      assertSeen(rig.receive('ResendRequest', range), [
        sent('Reject', {
          MsgSeqNum: 11,
          RefSeqNum: 2,
          RefTagID: refTagID,
          RefMsgType: '2',
          SessionRejectReason: reason,
          ...(text === undefined ? {} : { Text: text }),
        }),
      ])
      assert.equal(rig.session.nextIn, 3)
      assert.equal(rig.state, 'active')
    })
  }

  it('FIX.4.1: the same, with RefSeqNum(45) and Text(58) only', () => {
    const rig = ten({ version: 'FIX.4.1' })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 0, EndSeqNo: 0 }), [
      sent('Reject', { RefSeqNum: 2, Text: loop, RefTagID: null, RefMsgType: null, SessionRejectReason: null }),
    ])
  })

  it('beyond the last message sent, `gapfill`: one gap fill and no Reject (SD-45)', () => {
    const rig = ten({ resendBeginBeyondLast: 'gapfill' })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 12, EndSeqNo: 0 }), [
      sent('SequenceReset', { NewSeqNo: 11, GapFillFlag: 'Y' }),
    ])
    assert.equal(rig.session.nextIn, 3)
  })

  it('beyond the last message sent, `ignore`: nothing, but counted (SD-45)', () => {
    const rig = ten({ resendBeginBeyondLast: 'ignore' })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 12, EndSeqNo: 0 }), [])
    assert.equal(rig.session.nextIn, 3)
    assert.equal(rig.told('ignored').length, 1)
  })
})

describe('ResendRequest with an end beyond the last message (SD-46 to SD-49)', () => {
  for (const [id, end, warned] of [
    ['SD-46, trace A7', '100', false],
    ['SD-49', '999999', false],
    ['SD-47', '99999999999', true],
    ['SD-47', '9'.repeat(30), true],
  ] as const) {
    it(`1 to ${end}: all ten and nothing more (${id})`, () => {
      const rig = ten()
      assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: end }), [fill(1, 2), ...orders(2, 10)])
      assert.equal(rig.told('deviation').length, warned ? 1 : 0)
    })
  }

  for (const [begin, end, last] of [
    [5, 5, 5],
    [3, 7, 7],
    [3, 0, 10],
  ] as const) {
    it(`${begin} to ${end}: messages ${begin} to ${last} (SD-48)`, () => {
      assertSeen(ten().receive('ResendRequest', { BeginSeqNo: begin, EndSeqNo: end }), orders(begin, last))
    })
  }
})

describe('ResendRequest that repeats the one before it (SD-52 to SD-56)', () => {
  const ignoring = { ignoreDuplicateResendRequests: true, duplicateResendRequestLimit: 2 }
  const all = [fill(1, 2), ...orders(2, 10)]

  it('ignored, counted and told; answered again after another message (SD-52, SD-53, trace A11)', () => {
    const rig = ten(ignoring)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), all)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), [])
    assert.equal(rig.session.nextIn, 4)
    assert.equal(rig.told('resendRequestLoop').length, 1)
    rig.receive('Heartbeat')
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), all)
  })

  it('another EndSeqNo(16): answered (SD-54)', () => {
    const rig = ten(ignoring)
    rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 2 }), [fill(1, 2), order(2)])
  })

  for (const limit of [0, 1]) {
    it(`limit ${limit}: every one is answered (SD-55)`, () => {
      const rig = ten({ ...ignoring, duplicateResendRequestLimit: limit })
      for (let i = 0; i < 3; i++) assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), all)
    })
  }

  it('not ignoring: 50 of them, every one answered, told from the limit on (SD-56)', () => {
    const rig = ten({ duplicateResendRequestLimit: 3 })
    for (let i = 0; i < 50; i++) assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), all)
    assert.equal(rig.told('resendRequestLoop').length, 48)
    assert.equal(rig.session.nextOut, 11)
  })

  it('a new connection begins anew', () => {
    const rig = ten(ignoring)
    rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 10 })
    rig.disconnect()
    rig.connect()
    rig.receive('Logon', { MsgSeqNum: 3 })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 10 }), orders(2, 10))
  })
})
