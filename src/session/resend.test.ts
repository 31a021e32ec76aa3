import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import {
  assertSeen,
  establishedRig,
  type Fields,
  type RigOptions,
  type Seen,
  type SessionRig,
  sent,
} from '../testing/session-rig.ts'

/** Sends 1 Logon, 2-4 Heartbeats, 5-6 orders, 7-8 Heartbeats, 9 order: the wire sample of case 8. */
function mixed(options: RigOptions = {}): SessionRig {
  const rig = establishedRig(options)
  const send = (name: string, times: number) => {
    for (let i = 0; i < times; i++)
      rig.submit(name, name === 'Heartbeat' ? {} : { ClOrdID: `order ${rig.session.nextOut}` })
  }
  send('Heartbeat', 3)
  send('NewOrderSingle', 2)
  send('Heartbeat', 2)
  send('NewOrderSingle', 1)
  assert.equal(rig.session.nextOut, 10)
  rig.now += 5000
  return rig
}

/** Ten messages sent: 1 Logon, 2-10 orders. */
function ten(options: RigOptions = {}): SessionRig {
  const rig = establishedRig(options)
  while (rig.session.nextOut <= 10) rig.submit('NewOrderSingle', { ClOrdID: `order ${rig.session.nextOut}` })
  return rig
}

const fill = (from: number, to: number): Seen =>
  sent('SequenceReset', { MsgSeqNum: from, NewSeqNo: to, GapFillFlag: 'Y', PossDupFlag: 'Y' })
const order = (number: number): Seen =>
  sent('NewOrderSingle', { MsgSeqNum: number, ClOrdID: `order ${number}`, PossDupFlag: 'Y' })

function orders(from: number, to: number): Seen[] {
  return Array.from({ length: to - from + 1 }, (_, i) => order(from + i))
}

describe('receive ResendRequest (8): the wire sample with mixed messages', () => {
  const samples: [begin: number, end: number, expected: Seen[]][] = [
    [2, 8, [fill(2, 5), order(5), order(6), fill(7, 9)]],
    [2, 6, [fill(2, 5), order(5), order(6)]],
    [2, 4, [fill(2, 5)]],
    [2, 0, [fill(2, 5), order(5), order(6), fill(7, 9), order(9)]],
    [5, 5, [order(5)]],
    [8, 8, [fill(8, 9)]],
    [1, 1, [fill(1, 2)]],
    [3, 5, [fill(3, 5), order(5)]],
    [6, 7, [order(6), fill(7, 8)]],
  ]
  for (const [begin, end, expected] of samples) {
    for (const role of ['acceptor', 'initiator'] as const) {
      it(`${begin} to ${end}, ${role} (trace A4)`, () => {
        const rig = mixed({ role })
        assertSeen(rig.receive('ResendRequest', { BeginSeqNo: begin, EndSeqNo: end }), expected)
        assert.equal(rig.session.nextOut, 10, 'a resend takes no new number')
        assert.equal(rig.session.nextIn, 3)
      })
    }
  }

  for (const version of VERSIONS) {
    it(`open end ${version.openEnd} (SD-48, SD-49, ${version.id})`, () => {
      const rig = mixed({ version: version.id })
      assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: version.openEnd }), [
        fill(2, 5),
        order(5),
        order(6),
        fill(7, 9),
        order(9),
      ])
    })
  }

  it('an administrative tail is filled up to the next number (trace A5)', () => {
    const rig = establishedRig()
    rig.submit('NewOrderSingle', { ClOrdID: 'order 2' })
    rig.submit('Heartbeat')
    rig.submit('Heartbeat')
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }), [fill(1, 2), order(2), fill(3, 5)])
    assertSeen(rig.receive('TestRequest'), [sent('Heartbeat', { MsgSeqNum: 5 })])
  })

  it('a message that the store no longer has is filled over (SD-66, trace A6)', () => {
    const rig = ten()
    rig.stored.delete(5)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 3, EndSeqNo: 7 }), [
      ...orders(3, 4),
      fill(5, 6),
      ...orders(6, 7),
    ])
  })

  it('an empty store: one gap fill over the range (SD-65)', () => {
    const rig = ten()
    rig.stored.clear()
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 9 }), [fill(2, 10)])
  })

  it('Reject and BusinessMessageReject of ours: the one is filled over, the other is resent', () => {
    const rig = establishedRig()
    rig.receive('NewOrderSingle', { Side: null })
    rig.submit('BusinessMessageReject', { RefMsgType: 'D', BusinessRejectReason: 0 })
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 0 }), [
      fill(2, 3),
      sent('BusinessMessageReject', { MsgSeqNum: 3, PossDupFlag: 'Y' }),
    ])
  })

  for (const size of [1, 2, 7, 1000, 0]) {
    it(`resendMessagesBlockSize ${size} changes nothing on the wire (SD-61)`, () => {
      const rig = mixed({ resendMessagesBlockSize: size })
      assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 0 }), [
        fill(2, 5),
        order(5),
        order(6),
        fill(7, 9),
        order(9),
      ])
      for (const [begin, end] of rig.replays) assert.ok(size === 0 || end - begin < size, `${begin} to ${end}`)
    })
  }
})

describe('what a resent message looks like (8)', () => {
  it('SendingTime(52) is new, OrigSendingTime(122) is the old one; a gap fill has both', () => {
    const rig = mixed()
    const [gapFill, resent] = rig.receive('ResendRequest', { BeginSeqNo: 4, EndSeqNo: 5 }) as [Seen, Seen]
    assertSeen(
      [gapFill, resent],
      [
        sent('SequenceReset', { SendingTime: '20260105-12:00:05.000', OrigSendingTime: '20260105-12:00:05.000' }),
        sent('NewOrderSingle', { SendingTime: '20260105-12:00:05.000', OrigSendingTime: '20260105-12:00:00.000' }),
      ],
    )
  })

  it('groups, data with SOH inside, PossResend(97) and routing fields come back byte for byte', () => {
    const rig = establishedRig()
    const data = Buffer.from('a\x0110=000\x01\xff', 'latin1')
    rig.apply({
      kind: 'submitted',
      msgType: 'B',
      fields: [
        [97, 'Y'],
        [50, 'desk'],
        [115, 'client'],
        [148, 'news'],
        [33, 2],
        [58, 'one'],
        [354, 3],
        [355, 'x\x01y'],
        [58, 'two'],
        [95, data.length],
        [96, data],
      ],
      at: rig.now,
    })
    const before = rig.wire.at(-1)?.toString('latin1') as string
    rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 2 })
    const after = rig.wire.at(-1)?.toString('latin1') as string
    const bodyOf = (text: string) => text.slice(text.indexOf('\x01148='), text.lastIndexOf('\x0110='))
    assert.equal(bodyOf(after), bodyOf(before))
    for (const field of ['97=Y', '50=desk', '115=client', '43=Y'])
      assert.equal(after.split(`\x01${field}\x01`).length, 2, field)
  })

  it('a message resent twice carries each header field once', () => {
    const rig = mixed({ includeLastProcessed: true })
    for (let i = 0; i < 2; i++) {
      rig.receive('ResendRequest', { BeginSeqNo: 5, EndSeqNo: 5 })
      const text = rig.wire.at(-1)?.toString('latin1') as string
      for (const tag of [8, 9, 35, 49, 56, 34, 43, 52, 122, 369, 10])
        assert.equal(`\x01${text}`.split(`\x01${tag}=`).length, 2, String(tag))
    }
  })

  it('what the application states itself is not written twice', () => {
    const rig = establishedRig()
    rig.submit('NewOrderSingle', { SendingTime: rig.time(-3), PossResend: 'Y' })
    const text = rig.wire.at(-1)?.toString('latin1') as string
    assert.equal(text.split('\x0152=').length, 2)
  })
})

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

it('resendRequested asks by hand, in the words of the version', () => {
  for (const [version, end] of [
    ['FIX.4.1', 999999],
    ['FIX.4.4', 0],
  ] as const) {
    const rig = establishedRig({ version })
    const at = rig.now
    assertSeen(rig.apply({ kind: 'resendRequested', begin: 1, end: 0, at }), [
      sent('ResendRequest', { BeginSeqNo: 1, EndSeqNo: end }),
    ])
    assertSeen(rig.apply({ kind: 'resendRequested', begin: 1, end: 4, at }), [
      sent('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 4 }),
    ])
  }
})
