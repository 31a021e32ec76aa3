/** Moves that every engine takes without a word, or answers in the one way that there is. */

import { type Move, pick, send, sendCounted } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { expecting, type Row, type Step, sending, then, when } from '../step.ts'

const active = (model: SessionModel): boolean => model.active

/** What an answer must bring back byte for byte. */
const TEXTS = ['A', 'two words', '0001-a=b;c/d-ÄÖ', 'X'.repeat(150), '42'] as const

const TEN_SECONDS_AGO = 'OrigSendingTime -10 seconds from now'

function testRequest(model: SessionModel, text: string, rows: readonly Row[] = [], msgSeqNum?: number): Step[] {
  const asked = send(model, 'TestRequest', [['TestReqID', text], ...rows], msgSeqNum)
  return [asked, expecting('must', 'Heartbeat', '2 seconds', [['TestReqID', text]])]
}

export const ACCEPTED: readonly Move[] = [
  {
    name: 'Heartbeat',
    cases: ['5'],
    weight: 6,
    applies: active,
    play: (model, { a }) => [sendCounted(model, 'Heartbeat', pick([[], [], [['TestReqID', 'NOT-ASKED']]], a))],
  },
  {
    name: 'TestRequest',
    cases: ['4.b'],
    weight: 6,
    applies: active,
    play(model, { a }) {
      const steps = testRequest(model, pick(TEXTS, a))
      model.count()
      return steps
    },
  },
  {
    name: 'Reject received',
    cases: ['7'],
    applies: active,
    play: (model) => [sendCounted(model, 'Reject', [['RefSeqNum', String(model.lastOut)]])],
  },
  {
    name: 'order',
    cases: ['2.a'],
    weight: 8,
    applies: (model) => model.active && model.can('order-flow') && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      return [when('the tester sends an order'), expecting('must', 'ExecutionReport', '2 seconds')]
    },
  },
  {
    name: 'order with PossResend',
    cases: ['19.b'],
    weight: 2,
    applies: (model) => model.active && model.can('order-flow') && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      const answer = 'ExecutionReport with ClOrdID same as order.ClOrdID'
      return [when('the tester sends an order with PossResend Y'), expecting('must', answer, '2 seconds')]
    },
  },
  {
    name: 'order again with PossResend',
    cases: ['19.a'],
    weight: 2,
    applies: (model) => model.active && model.can('order-flow') && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      model.count()
      return [
        when('the tester sends an order'),
        expecting('must', 'ExecutionReport as "first" with ClOrdID same as order.ClOrdID', '2 seconds'),
        when('the tester sends this order again with PossResend Y'),
        then('the target may send one of these within 500 milliseconds', [
          ['ExecutionReport', 'OrderID same as first.OrderID'],
          ['ExecutionReport', 'OrdStatus Rejected'],
        ]),
      ]
    },
  },
  {
    name: 'order again with PossDup',
    cases: ['2.e'],
    weight: 3,
    applies: (model) => model.active && model.can('order-flow') && model.repeatable(0) !== undefined,
    play: (model, { a }) => [
      when(`the tester sends an order with MsgSeqNum ${model.repeatable(a)}, PossDupFlag Y and ${TEN_SECONDS_AGO}`),
    ],
  },
  {
    name: 'order under a number that was jumped over',
    cases: ['2.e'],
    weight: 6,
    applies: (model) => model.active && model.can('order-flow') && model.jumped > 0,
    play: (model, { a }) => [
      when(`the tester sends an order with MsgSeqNum ${model.takeJumped(a)}, PossDupFlag Y and ${TEN_SECONDS_AGO}`),
      expecting('must', 'ExecutionReport', '2 seconds'),
    ],
  },
  {
    name: 'message in pieces',
    cases: ['PX-33'],
    weight: 1,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      return [
        when('the tester sends byte by byte TestRequest with TestReqID "bytes"'),
        expecting('must', 'Heartbeat with TestReqID "bytes"', '5 seconds'),
      ]
    },
  },
  {
    name: 'messages in one segment',
    cases: ['PX-33'],
    weight: 1,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model, { a }) {
      const count = 2 + (a % 4)
      for (let i = 0; i < count; i++) model.count()
      return [
        when(`the tester sends ${count} TestRequests in one segment`),
        then('the target must answer each of these TestRequests, in order'),
      ]
    },
  },
  {
    name: 'garbage before a message',
    cases: ['PX-34'],
    weight: 1,
    applies: (model) => model.active && model.testerNext === model.nextIn,
    play(model) {
      model.count()
      return [
        when('the tester sends the bytes "noise|" and TestRequest with TestReqID "behind" in one segment'),
        expecting('must', 'Heartbeat with TestReqID "behind"', '2 seconds'),
      ]
    },
  },
  {
    name: 'data field with delimiters',
    cases: ['PX-36'],
    weight: 2,
    applies: (model) => model.active && model.version.ordinal >= 42,
    play: (model) => [
      sendCounted(model, 'Reject', [
        ['RefSeqNum', '1'],
        ['Text', 'data'],
        ['EncodedText', 'a<SOH>10=000<SOH>8=FIX.4.4<SOH>9=5<SOH>b'],
      ]),
    ],
  },
  {
    name: 'PossResend',
    cases: ['2.a'],
    weight: 1,
    applies: active,
    play(model) {
      const steps = testRequest(model, 'AGAIN', [['PossResend', 'Y']])
      model.count()
      return steps
    },
  },
  {
    name: 'SendingTime within the tolerance',
    cases: ['2.n'],
    applies: active,
    play: (model, { a }) => [
      sendCounted(model, 'Heartbeat', [['SendingTime', `${pick(['-110', '+110', '-20', '+20'], a)} seconds from now`]]),
    ],
  },
  {
    name: 'PossDup, received before',
    cases: ['2.e'],
    weight: 5,
    applies: active,
    play(model, { a, b }) {
      const low = model.received(a)
      const rows: Row[] = [['PossDupFlag', 'Y']]
      if (b % 2 === 1) rows.push(['OrigSendingTime', '-60 seconds from now'])
      const dup = [['MsgSeqNum', String(low)], ...rows] as const
      const sent = pick(
        [sending('Heartbeat', dup), sending('TestRequest', [['TestReqID', 'OLD'], ...dup])],
        Math.floor(b / 2),
      )
      return [sent]
    },
  },
  {
    name: 'PossDup, not received before',
    cases: ['2.e'],
    applies: active,
    play(model, { a, b }) {
      const rows: Row[] = [['PossDupFlag', 'Y']]
      if (b % 2 === 1) rows.push(['OrigSendingTime', '-60 seconds from now'])
      const steps = a % 2 === 0 ? testRequest(model, 'NEW', rows) : [send(model, 'Heartbeat', rows)]
      model.count()
      return steps
    },
  },
  {
    name: 'GapFill',
    cases: ['10.b'],
    applies: active,
    play(model, { a, b }) {
      const newSeqNo = model.nextIn + pick([2, 1, 3, 8, 200], a)
      const rows: Row[] = [['GapFillFlag', 'Y'], ...(b % 2 === 0 ? ([['PossDupFlag', 'Y']] as const) : [])]
      const step = send(model, 'SequenceReset', [...rows, ['NewSeqNo', String(newSeqNo)]])
      model.goOnAt(newSeqNo)
      model.testerNext = newSeqNo
      return [step]
    },
  },
  {
    name: 'GapFill, received before',
    cases: ['10.c'],
    applies: active,
    play(model, { a, b }) {
      const low = model.received(a)
      const newSeqNo = low + 1 + (b % (model.nextIn - low))
      return [
        sending('SequenceReset', [
          ['MsgSeqNum', String(low)],
          ['GapFillFlag', 'Y'],
          ['PossDupFlag', 'Y'],
          ['NewSeqNo', String(newSeqNo)],
        ]),
      ]
    },
  },
  {
    name: 'SequenceReset-Reset',
    cases: ['11.a'],
    applies: active,
    play(model, { a, b }) {
      const newSeqNo = model.nextIn + pick([5, 1, 2, 100], a)
      const msgSeqNum = pick([model.nextIn, 1, model.nextIn + 3], b)
      const step = resetTo(msgSeqNum, newSeqNo)
      model.jumpTo(newSeqNo, msgSeqNum)
      model.testerNext = Math.max(msgSeqNum + 1, newSeqNo)
      return [step]
    },
  },
  {
    name: 'SequenceReset-Reset to the number expected',
    cases: ['11.b'],
    weight: 2,
    applies: active,
    play(model) {
      const step = resetTo(model.nextIn, model.nextIn)
      model.testerNext = model.nextIn + 1
      return [step]
    },
  },
]

function resetTo(msgSeqNum: number, newSeqNo: number): Step {
  return sending('SequenceReset', [
    ['MsgSeqNum', String(msgSeqNum)],
    ['NewSeqNo', String(newSeqNo)],
  ])
}
