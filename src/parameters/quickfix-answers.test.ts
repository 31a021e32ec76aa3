/** What an acceptor on QuickFIX/C++ 1.15.1 with ResetOnLogon=Y answered to the same messages, against the preset. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decode } from '../codec/decode.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import type { Fields } from '../testing/seen.ts'
import { SessionRig } from '../testing/session-rig.ts'
import type { Identity } from './assemble.ts'
import { resolveParameters } from './resolve.ts'

/** Not compared: framing, identity, times. */
const LEFT_OUT = [8, 9, 10, 49, 52, 56, 122]

function rigAs(preset: 'quickfix' | 'standard'): SessionRig {
  const version = findVersion('FIX.4.4')
  assert.ok(version !== undefined)
  const dictionary = dictionaryFor(version)
  const identity: Identity = { version, role: 'acceptor', senderCompID: 'US', targetCompID: 'THEM', dictionary }
  const { parameters } = resolveParameters({ resetOnLogon: true }, { identity, preset })
  const { version: _, ...session } = parameters.session
  return new SessionRig(session)
}

/** Messages in the order of their tags, and `closed`. */
function answers(rig: SessionRig, act: () => readonly unknown[]): string[] {
  const before = rig.wire.length
  let sent = before
  return act().flatMap((seen) => {
    if (typeof seen === 'object' && seen !== null && 'closed' in seen) return ['closed']
    if (typeof seen === 'object' && seen !== null && 'delivered' in seen) return ['delivered']
    const bytes = rig.wire[sent++]
    assert.ok(bytes !== undefined)
    const message = decode(bytes)
    const fields: [tag: number, text: string][] = []
    for (let i = 0; i < message.count; i++) fields.push([message.tagAt(i), message.fieldTextAt(i)])
    const compared = fields.filter(([tag]) => !LEFT_OUT.includes(tag) && tag !== 35).sort((a, b) => a[0] - b[0])
    return [[`35=${message.msgType}`, ...compared.map(([, text]) => text)].join('|')]
  })
}

const LOGONS: readonly (readonly [name: string, fields: Fields, expected: readonly string[]])[] = [
  ['1a: valid', {}, ['35=A|34=1|98=0|108=30']],
  ['1a: number too high', { MsgSeqNum: 5 }, ['35=A|34=1|98=0|108=30', '35=2|7=1|16=0|34=2']],
  ['1c: another SenderCompID', { SenderCompID: 'WT' }, ['closed']],
  ['1d: SendingTime far off', { SendingTime: '20260105-11:00:00' }, ['closed']],
  ['1d: another BeginString', { BeginString: 'FIX.3.9' }, ['closed']],
  ['no MsgSeqNum', { MsgSeqNum: null }, ['closed']],
]

const LATER: readonly (readonly [name: string, message: string, fields: Fields, expected: readonly string[]])[] = [
  ['2b: too high', 'Heartbeat', { MsgSeqNum: 5 }, ['35=2|7=2|16=0|34=2']],
  ['2c: too low', 'TestRequest', { MsgSeqNum: 1 }, ['35=5|34=2|58=MsgSeqNum too low, expecting 2 but received 1']],
  [
    '2f: OrigSendingTime later, low number',
    'Heartbeat',
    { MsgSeqNum: 1, PossDupFlag: 'Y', OrigSendingTime: '20260105-12:00:10' },
    ['35=3|34=2|45=1|58=SendingTime accuracy problem|372=0|373=10', '35=5|34=3'],
  ],
  [
    '2g: no OrigSendingTime, low number',
    'Heartbeat',
    { MsgSeqNum: 1, PossDupFlag: 'Y' },
    ['35=3|34=2|45=1|58=Required tag missing|371=122|372=0|373=1'],
  ],
  ['2i: BeginString', 'Heartbeat', { BeginString: 'FIX.4.3' }, ['35=5|34=2|58=Incorrect BeginString']],
  [
    '2k: SenderCompID',
    'Heartbeat',
    { SenderCompID: 'WT' },
    ['35=3|34=2|45=2|58=CompID problem|372=0|373=9', '35=5|34=3'],
  ],
  [
    '2o: SendingTime',
    'Heartbeat',
    { SendingTime: '20260105-11:00:00' },
    ['35=3|34=2|45=2|58=SendingTime accuracy problem|372=0|373=10', '35=5|34=3'],
  ],
  ['2q: MsgType', 'ZZ', {}, ['35=3|34=2|45=2|58=Invalid MsgType|372=ZZ|373=11']],
  ['4b: TestRequest', 'TestRequest', { TestReqID: 'HELLO' }, ['35=0|34=2|112=HELLO']],
  [
    '4b: no TestReqID',
    'TestRequest',
    { TestReqID: null },
    ['35=3|34=2|45=2|58=Required tag missing|371=112|372=1|373=1'],
  ],
  ['7: Reject', 'Reject', { RefSeqNum: 2 }, []],
  ['8: only session messages', 'ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }, ['35=4|34=1|36=2|43=Y|123=Y']],
  ['10: number too high', 'SequenceReset', { MsgSeqNum: 5, GapFillFlag: 'Y', NewSeqNo: 9 }, ['35=2|7=2|16=0|34=2']],
  ['11: forward', 'SequenceReset', { NewSeqNo: 20 }, []],
  [
    '11: back',
    'SequenceReset',
    { NewSeqNo: 1 },
    ['35=3|34=2|45=2|58=Value is incorrect (out of range) for this tag|372=4|373=5'],
  ],
  ['13b: Logout', 'Logout', {}, ['35=5|34=2']],
  ['Logon again', 'Logon', {}, ['closed']],
  [
    '14a: a tag of nobody',
    'NewOrderSingle',
    { 999999: 'HI' },
    ['35=3|34=2|45=2|58=Invalid tag number|371=999999|372=D|373=0'],
  ],
  [
    '14a: user-defined',
    'NewOrderSingle',
    { 5000: 'HI' },
    ['35=3|34=2|45=2|58=Invalid tag number|371=5000|372=D|373=0'],
  ],
  [
    '14c: not of this message',
    'NewOrderSingle',
    { OrigClOrdID: 'HI' },
    ['35=3|34=2|45=2|58=Tag not defined for this message type|371=41|372=D|373=2'],
  ],
  [
    '14d: no value',
    'NewOrderSingle',
    { Price: '' },
    ['35=3|34=2|45=2|58=Tag specified without a value|371=44|372=D|373=4'],
  ],
  [
    '14e: enumeration',
    'NewOrderSingle',
    { OrdType: 'Z' },
    ['35=3|34=2|45=2|58=Value is incorrect (out of range) for this tag|371=40|372=D|373=5'],
  ],
  [
    '14f: format',
    'NewOrderSingle',
    { OrderQty: '+200.00' },
    ['35=3|34=2|45=2|58=Incorrect data format for value|371=38|372=D|373=6'],
  ],
  [
    '14i: count of a group',
    'NewOrderSingle',
    { NoAllocs: 3, AllocAccount: 'A' },
    ['35=3|34=2|45=2|58=Incorrect NumInGroup count for repeating group|371=78|372=D|373=16'],
  ],
  ['a limit order without Price', 'NewOrderSingle', { OrdType: '2' }, ['delivered']],
]

describe('the preset quickfix answers as QuickFIX/C++ does', () => {
  for (const [name, fields, expected] of LOGONS)
    it(name, () => {
      const rig = rigAs('quickfix')
      rig.connect()
      assert.deepEqual(
        answers(rig, () => rig.receive('Logon', fields)),
        expected,
      )
    })

  for (const [name, message, fields, expected] of LATER)
    it(name, () => {
      const rig = rigAs('quickfix')
      rig.connect()
      rig.receive('Logon')
      assert.deepEqual(
        answers(rig, () => rig.receive(message, fields)),
        expected,
      )
    })

  it('6: silence: Heartbeat, TestRequest, the close without a word', () => {
    const rig = rigAs('quickfix')
    rig.connect()
    rig.receive('Logon', { HeartBtInt: 2 })
    assert.deepEqual(
      answers(rig, () => rig.pass(4.9)),
      ['35=0|34=2', '35=1|34=3|112=TEST', 'closed'],
    )
  })
})

it('the standard says more', () => {
  const rig = rigAs('standard')
  rig.connect()
  assert.deepEqual(
    answers(rig, () => rig.receive('Logon', { SendingTime: '20260105-11:00:00' })),
    ['35=3|34=1|45=1|58=SendingTime accuracy problem|371=52|372=A|373=10', '35=5|34=2|58=SendingTime accuracy problem'],
  )
})
