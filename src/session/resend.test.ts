import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatUtcTimestamp } from '../codec/utc-timestamp.ts'
import { VERSIONS } from '../fix/versions.ts'
import { fill, order, orders, ten } from '../testing/resent-messages.ts'
import { assertSeen, type Seen, sent } from '../testing/seen.ts'
import { establishedRig, type RigOptions, type SessionRig } from '../testing/session-rig.ts'

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

  it('PossDupFlag(43) and OrigSendingTime(122) that the application stated give way to those of the resend', () => {
    const rig = establishedRig({ allowPosDup: true })
    rig.submit('NewOrderSingle', { PossDupFlag: 'Y', OrigSendingTime: rig.time(-60), ClOrdID: 'A' })
    const first = rig.time()
    rig.now += 5000
    rig.receive('ResendRequest', { BeginSeqNo: 2, EndSeqNo: 2 })
    const text = `${rig.wire.at(-1)?.toString('latin1')}`
    assert.equal(text.split('\x0143=').length, 2)
    assert.deepEqual(text.match(/(?<=\x01122=)[^\x01]*/g), [first])
  })

  it('what the application states itself is not written twice', () => {
    const rig = establishedRig()
    rig.submit('NewOrderSingle', { SendingTime: rig.time(-3), PossResend: 'Y' })
    const text = rig.wire.at(-1)?.toString('latin1') as string
    assert.equal(text.split('\x0152=').length, 2)
  })
})

it('the rest of an answer that comes from the store behind our error Logout is not sent', () => {
  const rig = mixed()
  // As with a store that answers later: the first block is still being read.
  rig.session.resending.push({ next: 5, end: 6, stop: 6, blockSize: 0, skippedFrom: 0 })
  rig.receive('Heartbeat', { MsgSeqNum: 1 })
  const messages = [...rig.stored.values()].slice(0, 1)
  assertSeen(rig.apply({ kind: 'replayed', messages, at: rig.now }), [])
  assert.deepEqual(rig.session.resending, [])
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

describe('an answer keeps within what the counterparty can take, and we can hold', () => {
  it('after the clock was set back OrigSendingTime(122) is not later than SendingTime(52) (2.f)', () => {
    const rig = ten()
    rig.now -= 60_000
    const now = formatUtcTimestamp(rig.now)
    assertSeen(rig.receive('ResendRequest', { BeginSeqNo: 5, EndSeqNo: 5 }), [
      sent('NewOrderSingle', { MsgSeqNum: 5, OrigSendingTime: now, SendingTime: now }),
    ])
  })

  it('more ResendRequests than can wait are dropped, counted, and told', () => {
    const rig = ten({ maxPendingResends: 3 })
    // As if the store had not answered yet: three answers are under way.
    for (let i = 0; i < 3; i++) rig.session.resending.push({ next: 1, end: 10, stop: 10, blockSize: 0, skippedFrom: 0 })
    const expected = rig.session.nextIn + 1
    rig.receive('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 })
    assert.equal(rig.session.resending.length, 3)
    assert.equal(rig.session.nextIn, expected)
    assert.match(rig.told('ignored').join(), /3 wait already/)
  })
})
