import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, closed, type Fields, type Seen } from '../testing/seen.ts'
import { establishedRig, type RigOptions, SessionRig } from '../testing/session-rig.ts'
import type { Texts } from '../validation/options.ts'

const TEXTS: readonly Texts[] = ['standard', 'quickfix', 'antenna']

/** What a message says beside its number and its time, as a script would read it. */
const LOOKED_AT = [
  'RefSeqNum',
  'RefTagID',
  'RefMsgType',
  'SessionRejectReason',
  'BusinessRejectReason',
  'Text',
] as const
const ALSO = ['TestReqID', 'SessionStatus'] as const

function line(seen: Seen): string {
  if ('closed' in seen) return 'closed'
  if ('delivered' in seen) return `delivered ${seen.delivered}`
  const said = [...LOOKED_AT, ...ALSO].flatMap((name) => seen.fields[name] ?? [])
  return [seen.sent, ...said].join('|')
}

interface Situation {
  readonly name: string
  readonly message: string
  readonly fields: Fields
  readonly options?: RigOptions
  readonly expected: Readonly<Record<Texts, readonly string[]>>
}

/** Number 2 is expected in each of them. */
const SITUATIONS: readonly Situation[] = [
  {
    name: 'BeginString(8) of another version (2.i)',
    message: 'Heartbeat',
    fields: { BeginString: 'FIX.4.2' },
    expected: {
      standard: ['Logout|Incorrect BeginString: expected FIX.4.4, received FIX.4.2'],
      quickfix: ['Logout|Incorrect BeginString'],
      antenna: ['Logout|FIX version changed suddenly'],
    },
  },
  {
    name: 'MsgSeqNum(34) missing',
    message: 'Heartbeat',
    fields: { MsgSeqNum: null },
    expected: {
      standard: ['Logout|Received message without MsgSeqNum'],
      quickfix: ['Logout|Received message without MsgSeqNum'],
      antenna: ['Logout|Received message without MsgSeqNum'],
    },
  },
  {
    name: 'MsgSeqNum(34) too low (2.c)',
    message: 'Heartbeat',
    fields: { MsgSeqNum: 1 },
    expected: {
      standard: ['Logout|MsgSeqNum too low, expecting 2 but received 1'],
      quickfix: ['Logout|MsgSeqNum too low, expecting 2 but received 1'],
      antenna: ['Logout|Incoming seq number 1 is less then expected 2'],
    },
  },
  {
    name: 'MsgSeqNum(34) too low, FIXT.1.1',
    message: 'Heartbeat',
    fields: { MsgSeqNum: 1 },
    options: { version: 'FIXT.1.1' },
    expected: {
      standard: ['Logout|MsgSeqNum too low, expecting 2 but received 1|9'],
      quickfix: ['Logout|MsgSeqNum too low, expecting 2 but received 1'],
      antenna: ['Logout|Incoming seq number 1 is less then expected 2|9'],
    },
  },
  {
    name: 'SenderCompID(49) differs (2.k)',
    message: 'Heartbeat',
    fields: { SenderCompID: 'X' },
    expected: {
      standard: ['Reject|2|49|0|9|CompID problem', 'Logout|CompID problem'],
      quickfix: ['Reject|2|0|9|CompID problem', 'Logout'],
      antenna: ['Reject|2|49|0|9|CompID problem', 'Logout|CompID problem'],
    },
  },
  {
    name: 'SendingTime(52) far off (2.o)',
    message: 'Heartbeat',
    fields: { SendingTime: '20260105-11:00:00.000' },
    expected: {
      standard: ['Reject|2|52|0|10|SendingTime accuracy problem', 'Logout|SendingTime accuracy problem'],
      quickfix: ['Reject|2|0|10|SendingTime accuracy problem', 'Logout'],
      antenna: ['Reject|2|52|0|10|SendingTime accuracy problem', 'Logout|SendingTime accuracy problem'],
    },
  },
  {
    name: 'PossDupFlag(43) without OrigSendingTime(122) (2.g)',
    message: 'Heartbeat',
    fields: { PossDupFlag: 'Y' },
    expected: {
      standard: ['Reject|2|122|0|1|Required tag missing: OrigSendingTime'],
      quickfix: ['Reject|2|122|0|1|Required tag missing'],
      antenna: ['Reject|2|122|0|1|Required tag missing: OrigSendingTime'],
    },
  },
  {
    name: 'MsgType(35) that nobody knows (2.q)',
    message: 'ZZ',
    fields: {},
    expected: {
      standard: ['Reject|2|35|ZZ|11|Invalid MsgType'],
      quickfix: ['Reject|2|ZZ|11|Invalid MsgType'],
      antenna: ['Reject|2|35|ZZ|11|Invalid MsgType'],
    },
  },
  {
    name: 'SequenceReset-Reset that lowers the number (11.c)',
    message: 'SequenceReset',
    fields: { NewSeqNo: 1 },
    expected: {
      standard: ['Reject|2|36|4|5|Value is incorrect (out of range) for this tag: NewSeqNo 1, expecting at least 2'],
      quickfix: ['Reject|2|4|5|Value is incorrect (out of range) for this tag'],
      antenna: ['Reject|2|36|4|5|Value 1 is incorrect (out of range) for this tag 36'],
    },
  },
  {
    name: 'SequenceReset-GapFill that lowers the number (10.e)',
    message: 'SequenceReset',
    fields: { GapFillFlag: 'Y', NewSeqNo: 1 },
    expected: {
      standard: ['Reject|2|36|4|5|Attempt to lower sequence number, invalid value NewSeqNo=1'],
      quickfix: ['Reject|2|4|5|Value is incorrect (out of range) for this tag'],
      antenna: ['Reject|2|36|4|5|Attempt to lower sequence number, invalid value NewSeqNum=1'],
    },
  },
  {
    name: 'BeginSeqNo(7) 0',
    message: 'ResendRequest',
    fields: { BeginSeqNo: 0, EndSeqNo: 0 },
    expected: {
      standard: ['Reject|2|7|2|5|Invalid Resend Request: BeginSeqNo <= 0'],
      quickfix: ['Reject|2|7|2|5|Invalid Resend Request: BeginSeqNo <= 0'],
      antenna: ['Reject|2|7|2|5|Invalid Resend Request: BeginSeqNo <= 0'],
    },
  },
  {
    name: 'Logout, confirmed (13.b)',
    message: 'Logout',
    fields: {},
    expected: { standard: ['Logout'], quickfix: ['Logout'], antenna: ['Logout|Confirming logout'] },
  },
  {
    name: 'a SOH in a value (14.j)',
    message: 'NewOrderSingle',
    fields: { Text: 'A\u0001B' },
    expected: {
      standard: ['Reject|2|58|D|17|Non-data value includes field delimiter (SOH character)'],
      quickfix: ['Reject|2|58|D|17|Non-data value includes field delimiter'],
      antenna: ['Reject|2|58|D|17|Non-data value includes field delimiter (SOH character)'],
    },
  },
  {
    name: 'a wrong NumInGroup, in a version without a reason for it (14.i)',
    message: 'NewOrderSingle',
    fields: { NoAllocs: 2, AllocAccount: 'A' },
    options: { version: 'FIX.4.2' },
    expected: {
      standard: ['Reject|2|78|D|5|Incorrect NumInGroup count for repeating group'],
      quickfix: ['Reject|2|78|D|Incorrect NumInGroup count for repeating group'],
      antenna: ['Reject|2|78|D|5|Incorrect NumInGroup count for repeating group'],
    },
  },
  {
    name: 'a user-defined tag that was not agreed upon (14.a)',
    message: 'NewOrderSingle',
    fields: { 5000: 'x' },
    options: { validation: { allowUserDefined: false } },
    expected: {
      standard: ['Reject|2|5000|D|3|Undefined tag'],
      quickfix: ['Reject|2|5000|D|0|Invalid tag number'],
      antenna: ['Reject|2|5000|D|3|Undefined tag'],
    },
  },
  {
    name: 'a limit order without Price(44) (14.m)',
    message: 'NewOrderSingle',
    fields: { OrdType: '2' },
    expected: {
      standard: ['BusinessMessageReject|2|D|5|Conditionally required field missing: Price(44)'],
      quickfix: ['BusinessMessageReject|2|D|5|Conditionally Required Field Missing'],
      antenna: ['BusinessMessageReject|2|D|5|Conditionally required field missing: Price(44)'],
    },
  },
]

describe('Text(58) and what stands beside it, in the words that are asked for', () => {
  for (const { name, message, fields, options, expected } of SITUATIONS)
    for (const texts of TEXTS)
      it(`${name}: ${texts}`, () => {
        const rig = establishedRig({ ...options, texts })
        assert.deepEqual(rig.receive(message, fields).map(line), expected[texts])
      })

  const tooHigh: Readonly<Record<Texts, string>> = {
    standard: 'NextExpectedMsgSeqNum(789) too high: expected 1, received 9',
    quickfix: 'Tag 789 (NextExpectedMsgSeqNum) is higher than expected. Expected 1, Received 9',
    antenna: 'NextExpectedMsgSeqNum(789) request sequence 9 which is higher then actual 1',
  }
  const asked: Readonly<Record<Texts, string>> = { standard: 'TEST3', quickfix: 'TEST', antenna: 'TEST3' }
  for (const texts of TEXTS) {
    it(`NextExpectedMsgSeqNum(789) too high: ${texts}`, () => {
      const rig = new SessionRig({ texts, handleSeqNumAtLogon: true })
      rig.connect()
      assert.deepEqual(rig.receive('Logon', { NextExpectedMsgSeqNum: 9 }).map(line), [`Logout|${tooHigh[texts]}`])
    })

    it(`TestRequest into silence: ${texts}`, () => {
      const rig = establishedRig({ texts })
      assert.deepEqual(rig.pass(36).map(line), ['Heartbeat', `TestRequest|${asked[texts]}`])
      rig.receive('Heartbeat', { TestReqID: asked[texts] })
      assert.equal(rig.session.testReqID, undefined)
    })
  }
})

describe('a Logon that is not valid', () => {
  const cases: [name: string, fields: Fields][] = [
    ['SendingTime(52) far off (1S.d)', { SendingTime: '20260105-11:00:00.000' }],
    ['BeginString(8) of another version', { BeginString: 'FIX.4.2' }],
    ['no HeartBtInt(108)', { HeartBtInt: null }],
    ['no MsgSeqNum(34)', { MsgSeqNum: null }],
  ]
  for (const [name, fields] of cases)
    it(`refusedLogon close: ${name}: the connection is closed without a word`, () => {
      const rig = new SessionRig({ refusedLogon: 'close' })
      rig.connect()
      assertSeen(rig.receive('Logon', fields), [closed])
      assert.deepEqual(rig.numbers, [1, 1])
      assert.equal(rig.told('refused').length, 1)
    })

  it('refusedLogon close: MsgSeqNum(34) too low is told all the same', () => {
    const rig = new SessionRig({ refusedLogon: 'close', nextIn: 5, nextOut: 5 })
    rig.connect()
    assert.deepEqual(rig.receive('Logon', { MsgSeqNum: 1 }).map(line), [
      'Logout|MsgSeqNum too low, expecting 5 but received 1',
    ])
  })

  it('quickfix: a negative HeartBtInt(108) is told by Logout alone', () => {
    const rig = new SessionRig({ texts: 'quickfix', refusedLogon: 'close', rejectBeforeLogout: false })
    rig.connect()
    assert.deepEqual(rig.receive('Logon', { HeartBtInt: -1 }).map(line), ['Logout|HeartBtInt must not be negative'])
  })
})

it('logonInSession close: a Logon in an established session closes the connection without a word', () => {
  const rig = establishedRig({ logonInSession: 'close' })
  assertSeen(rig.receive('Logon'), [closed])
  assert.deepEqual(rig.numbers, [3, 2])
})
