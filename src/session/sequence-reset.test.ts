import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, type Fields, type Seen, sent } from '../testing/seen.ts'
import { establishedRig } from '../testing/session-rig.ts'

const ROLES = ['acceptor', 'initiator'] as const
const dup = { PossDupFlag: 'Y', OrigSendingTime: '20260105-11:59:00.000' }

/** All of these meet a session that expects 5. */
interface Case {
  readonly name: string
  readonly fields: Fields
  readonly expected: readonly Seen[]
  readonly nextIn: number
}

function check({ name, fields, expected, nextIn }: Case): void {
  for (const role of ROLES) {
    it(`${name} (${role})`, () => {
      const rig = establishedRig({ role, nextIn: 4, nextOut: 1 })
      assertSeen(rig.receive('SequenceReset', fields), expected)
      assert.equal(rig.session.nextIn, nextIn)
      assert.deepEqual(rig.counted, nextIn === 5 ? [] : [nextIn])
    })
  }
}

describe('SequenceReset-GapFill (group 10)', () => {
  const lowered = 'Attempt to lower sequence number, invalid value NewSeqNo='
  const cases: Case[] = [
    {
      name: '34 above the expected number: ResendRequest, not applied (10.a)',
      fields: { MsgSeqNum: 7, NewSeqNo: 9 },
      expected: [sent('ResendRequest', { BeginSeqNo: 5, EndSeqNo: 0 })],
      nextIn: 5,
    },
    {
      name: '34 as expected: nextIn is NewSeqNo(36) (10.b)',
      fields: { ...dup, MsgSeqNum: 5, NewSeqNo: 9 },
      expected: [],
      nextIn: 9,
    },
    {
      name: '34 as expected without PossDupFlag(43): the same (PX-31)',
      fields: { MsgSeqNum: 5, NewSeqNo: 9 },
      expected: [],
      nextIn: 9,
    },
    {
      name: '34 as expected with PossDupFlag(43) and no OrigSendingTime(122): the same (PX-31)',
      fields: { PossDupFlag: 'Y', MsgSeqNum: 5, NewSeqNo: 9 },
      expected: [],
      nextIn: 9,
    },
    {
      name: 'NewSeqNo(36) far beyond what was asked for: accepted (PX-42)',
      fields: { ...dup, MsgSeqNum: 5, NewSeqNo: 1_000_000 },
      expected: [],
      nextIn: 1_000_000,
    },
    {
      name: '34 below the expected number, PossDupFlag(43)=Y: ignored (10.c, PX-18)',
      fields: { ...dup, MsgSeqNum: 3, NewSeqNo: 9 },
      expected: [],
      nextIn: 5,
    },
    {
      name: '34 below the expected number: Logout, close (10.d, PX-18)',
      fields: { MsgSeqNum: 3, NewSeqNo: 9 },
      expected: [sent('Logout', { Text: 'MsgSeqNum too low, expecting 5 but received 3' })],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) = 34: Reject, counted (10.e)',
      fields: { MsgSeqNum: 5, NewSeqNo: 5 },
      expected: [sent('Reject', { RefSeqNum: 5, RefTagID: 36, SessionRejectReason: 5, Text: `${lowered}5` })],
      nextIn: 6,
    },
    {
      name: 'NewSeqNo(36) below 34: Reject, counted (10.e)',
      fields: { MsgSeqNum: 5, NewSeqNo: 2 },
      expected: [sent('Reject', { RefSeqNum: 5, RefTagID: 36, SessionRejectReason: 5, Text: `${lowered}2` })],
      nextIn: 6,
    },
    {
      name: 'NewSeqNo(36) missing: Reject (PX-41)',
      fields: { MsgSeqNum: 5 },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 1 })],
      nextIn: 6,
    },
    {
      name: 'NewSeqNo(36) "x": Reject (PX-41)',
      fields: { MsgSeqNum: 5, NewSeqNo: 'x' },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 6 })],
      nextIn: 6,
    },
    {
      name: 'NewSeqNo(36) 0: Reject (PX-41)',
      fields: { MsgSeqNum: 5, NewSeqNo: 0 },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 6,
    },
    {
      name: 'NewSeqNo(36) beyond every number: Reject',
      fields: { MsgSeqNum: 5, NewSeqNo: '9'.repeat(30) },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 6,
    },
  ]
  for (const one of cases) check({ ...one, fields: { GapFillFlag: 'Y', ...one.fields } })
})

describe('SequenceReset-Reset (group 11, trace A22)', () => {
  const cases: Case[] = [
    {
      name: 'NewSeqNo(36) above the expected number: applied (11.a)',
      fields: { MsgSeqNum: 5, NewSeqNo: 20 },
      expected: [],
      nextIn: 20,
    },
    { name: '34 too low is ignored (11.a)', fields: { MsgSeqNum: 1, NewSeqNo: 20 }, expected: [], nextIn: 20 },
    { name: '34 too high is ignored (11.a)', fields: { MsgSeqNum: 99, NewSeqNo: 20 }, expected: [], nextIn: 20 },
    {
      name: 'GapFillFlag(123)=N is the same (11.a)',
      fields: { MsgSeqNum: 1, NewSeqNo: 20, GapFillFlag: 'N' },
      expected: [],
      nextIn: 20,
    },
    {
      name: 'NewSeqNo(36) as expected: nothing changes (11.b)',
      fields: { MsgSeqNum: 1, NewSeqNo: 5 },
      expected: [],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) below the expected number: Reject, not counted, not lowered (11.c)',
      fields: { MsgSeqNum: 5, NewSeqNo: 4 },
      expected: [sent('Reject', { RefSeqNum: 5, RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 5,
    },
    {
      name: 'the sample of the standard with 34=0 (11.c)',
      fields: { MsgSeqNum: 0, NewSeqNo: 1 },
      expected: [sent('Reject', { RefSeqNum: 0, RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) missing: Reject (PX-41)',
      fields: { MsgSeqNum: 5 },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 1 })],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) "x": Reject (PX-41)',
      fields: { MsgSeqNum: 5, NewSeqNo: 'x' },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 6 })],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) 0: Reject (PX-41)',
      fields: { MsgSeqNum: 5, NewSeqNo: 0 },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) beyond every number: Reject',
      fields: { MsgSeqNum: 5, NewSeqNo: '9'.repeat(30) },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 5,
    },
    {
      name: 'NewSeqNo(36) beyond what a store can hold: Reject',
      fields: { MsgSeqNum: 5, NewSeqNo: 2_147_483_648 },
      expected: [sent('Reject', { RefTagID: 36, SessionRejectReason: 5 })],
      nextIn: 5,
    },
  ]
  for (const one of cases) check(one)

  it('after a refused Reset the same number is accepted (11.c)', () => {
    const rig = establishedRig()
    rig.receive('SequenceReset', { MsgSeqNum: 0, NewSeqNo: 1 })
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 2 }), [sent('Heartbeat')])
  })

  it('FIX.4.1: the Reject holds RefSeqNum(45) and Text(58) only', () => {
    const rig = establishedRig({ version: 'FIX.4.1' })
    assertSeen(rig.receive('SequenceReset', { MsgSeqNum: 0, NewSeqNo: 1 }), [
      sent('Reject', { RefSeqNum: 0, RefTagID: null, RefMsgType: null, SessionRejectReason: null }),
    ])
  })

  it('a Reset that closes a gap: what is missing is given up, nothing more is asked for', () => {
    const rig = establishedRig()
    rig.receive('Heartbeat', { MsgSeqNum: 4 })
    assertSeen(rig.receive('SequenceReset', { MsgSeqNum: 5, NewSeqNo: 10 }), [])
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 10 }), [sent('Heartbeat')])
    assertSeen(rig.pass(35), [sent('Heartbeat')])
  })

  it('the header is checked in a Reset too: wrong CompID, Reject and Logout', () => {
    const rig = establishedRig()
    assertSeen(rig.receive('SequenceReset', { NewSeqNo: 20, SenderCompID: 'X' }), [sent('Reject'), sent('Logout')])
    assertSeen(rig.pass(2), [closed])
    assert.equal(rig.session.nextIn, 2)
  })
})
