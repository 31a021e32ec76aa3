/** Moves whose content is wrong: rejected, counted, and the session goes on. */
import { type Move, pick, rejectRows, sendCounted } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { expecting, given, type Row, type Step, sending, then, when } from '../step.ts'

/** One wrong message and what its Reject says. */
interface Fault {
  readonly message: string
  readonly rows: readonly Row[]
  readonly refTag: string
}

function rejected(
  name: string,
  id: string,
  faults: readonly [Fault, ...Fault[]],
  reasonOf: (model: SessionModel) => string,
  since = 40,
): Move {
  return {
    name,
    cases: [id],
    weight: 2,
    applies: (model) => model.active && model.version.ordinal >= since,
    play(model, { a }) {
      const { message, rows, refTag } = pick(faults, a)
      const sent = sendCounted(model, message, rows)
      return [
        sent,
        expecting(
          'must',
          'Reject',
          '2 seconds',
          rejectRows(reasonOf(model), refTag === '' ? undefined : refTag, message),
        ),
      ]
    },
  }
}

/** The same for an order, of which only what is wrong is said. */
function rejectedOrder(name: string, id: string, clauses: readonly [string, ...string[]], reason: string): Move {
  return {
    name: `${name} in an order`,
    cases: [id],
    weight: 1,
    applies: (model) => model.active && model.can('order-flow') && model.testerNext === model.nextIn,
    play(model, { a }) {
      const clause = pick(clauses, a)
      const refTag = clause.split(' ')[0] ?? ''
      model.count()
      return [
        when(`the tester sends an order with ${clause}`),
        expecting('must', 'Reject', '2 seconds', rejectRows(reason, refTag, 'NewOrderSingle')),
      ]
    },
  }
}

const of = (message: string, refTag: string, ...rows: readonly Row[]): Fault => ({ message, refTag, rows })

/** Which of the two it was taken for is not told, so nothing is played behind it. */
function rejectedOrGarbled({ version }: SessionModel, reason: string): Step {
  return then('the target must reject it, or ignore it as garbled, within 2 seconds', [
    ['RefSeqNum', '<last sent by the tester>'],
    ['RefMsgType', 'TestRequest or absent'],
    ['SessionRejectReason', version.ordinal >= 43 ? reason : 'absent or between 0 and 11'],
  ])
}

/** Before FIX.4.3 there is no reason of its own for it. */
const twice = ({ version }: SessionModel): string => (version.ordinal >= 43 ? '13' : 'absent or between 0 and 11')

export const CONTENT: readonly Move[] = [
  rejected(
    'tag not defined',
    '14.a',
    [of('Heartbeat', '4999', ['4999', 'X']), of('TestRequest', '4999', ['4999', 'X'], ['TestReqID', 'A'])],
    () => '0',
  ),
  rejectedOrder('tag not defined', '14.a', ['4999 "X"'], '0'),
  rejected(
    'required tag missing',
    '14.b',
    [of('TestRequest', 'TestReqID'), of('ResendRequest', 'EndSeqNo', ['BeginSeqNo', '1'])],
    () => '1',
  ),
  rejectedOrder('required tag missing', '14.b', ['Side absent', 'OrdType absent'], '1'),
  rejected(
    'tag of another message',
    '14.c',
    [
      of('Heartbeat', 'HeartBtInt', ['HeartBtInt', '30']),
      of('TestRequest', 'NewSeqNo', ['TestReqID', 'A'], ['NewSeqNo', '9']),
    ],
    () => '2',
  ),
  rejectedOrder('tag of another message', '14.c', ['ExecID "X"'], '2'),
  rejected(
    'tag without value',
    '14.d',
    [
      of('TestRequest', 'TestReqID', ['TestReqID', '<empty>']),
      of('Heartbeat', 'SenderSubID', ['SenderSubID', '<empty>']),
    ],
    () => '4',
  ),
  rejectedOrder('value out of its list', '14.e', ['Side Z', 'OrdType z'], '5'),
  rejected('value in another format', '14.f', [of('Heartbeat', 'PossResend', ['PossResend', 'X'])], () => '5 or 6', 41),
  rejectedOrder('value in another format', '14.f', ['OrderQty "ten"', 'Price "1.2.3"'], '6'),
  rejected(
    'tag twice',
    '14.h',
    [
      of('TestRequest', 'TestReqID', ['TestReqID', 'A'], ['TestReqID', 'B']),
      of('Heartbeat', 'SenderSubID', ['SenderSubID', 'A'], ['SenderSubID', 'A']),
    ],
    twice,
  ),
  {
    name: 'condition of a field not kept',
    cases: ['14.m'],
    weight: 2,
    applies: (model) => model.active && model.can('order-flow') && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      const told =
        model.version.ordinal >= 42
          ? [
              'BusinessMessageReject',
              'RefSeqNum <last sent by the tester>, RefMsgType NewOrderSingle, BusinessRejectReason 5',
            ]
          : ['Reject', 'RefSeqNum <last sent by the tester>']
      return [
        when('the tester sends an order with Price absent'),
        then('the target must send one of these within 2 seconds', [told, ['ExecutionReport', 'OrdStatus Rejected']]),
      ]
    },
  },
  {
    name: 'MsgType that is not supported',
    cases: ['2.r'],
    weight: 2,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model) {
      const asked = [given('the target does not support ListStatusRequest with ListID FP1')]
      model.count()
      asked.push(sending('ListStatusRequest', [['ListID', 'FP2']]))
      model.count()
      const business: readonly Row[] = [
        ['RefSeqNum', '<last sent by the tester>'],
        ['RefMsgType', 'ListStatusRequest'],
        ['BusinessRejectReason', 'Unsupported Message Type'],
      ]
      const told = model.version.ordinal >= 42 ? 'BusinessMessageReject' : 'Reject'
      return [...asked, expecting('must', told, '2 seconds', told === 'Reject' ? business.slice(0, 1) : business)]
    },
  },
  {
    name: 'header field behind the body',
    cases: ['14.g'],
    weight: 1,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model, { a }) {
      model.standing = 'over'
      return [
        when(
          `the tester's next message has its fields in the order TestReqID, ${pick(['SendingTime', 'SenderSubID'], a)}`,
        ),
        when('the tester sends TestRequest with TestReqID "14g" and SenderSubID "DESK"'),
        rejectedOrGarbled(model, '14'),
      ]
    },
  },
  {
    name: 'delimiter inside a text',
    cases: ['14.k'],
    weight: 1,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model) {
      model.standing = 'over'
      return [when('the tester sends TestRequest with TestReqID "14<SOH>k"'), rejectedOrGarbled(model, '17')]
    },
  },
  rejected(
    'count of a group',
    '14.i',
    [of('TestRequest', 'NoHops', ['TestReqID', 'A'], ['NoHops', '2'], ['HopCompID', 'HUB'])],
    () => '16',
    43,
  ),
  rejected(
    'group without its first field',
    '14.j',
    [of('TestRequest', '', ['TestReqID', 'A'], ['NoHops', '1'], ['HopRefID', '7'], ['HopCompID', 'HUB'])],
    () => '15 or 16',
    43,
  ),
  {
    name: 'order whose group has another order',
    cases: ['14.j'],
    weight: 1,
    applies: (model) =>
      model.active && model.can('order-flow') && model.testerNext === model.nextIn && model.version.ordinal >= 43,
    play(model) {
      model.count()
      const group = [
        ['NoPartyIDs', '1'],
        ['PartyID', 'BROKER'],
        ['PartyRole', '1'],
        ['PartyIDSource', 'D'],
      ] as const
      const rows = rejectRows('15', undefined, 'NewOrderSingle')
      return [when('the tester sends an order with', group), expecting('must', 'Reject', '2 seconds', rows)]
    },
  },
  {
    name: 'MsgType that is not defined',
    cases: ['2.q'],
    weight: 2,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      return [
        when('the tester sends a message of MsgType "ZZ"'),
        expecting('must', 'Reject', '2 seconds', rejectRows('11')),
      ]
    },
  },
]
