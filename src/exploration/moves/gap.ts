/** Moves around messages that are missing: what shows a gap, what may come meanwhile, and what closes it. */
import { type Move, pick, requestRows, send } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { expecting, type Row, type Step, sending, then, when } from '../step.ts'
import { resent } from './resend.ts'

const inGap = (model: SessionModel): boolean => model.inGap

/** The number behind the highest that came. */
const beyond = (model: SessionModel): number => (model.gapUpTo ?? model.nextIn - 1) + 1

/** The gap is closed: TestRequests that waited in it may be answered now. */
function closed(model: SessionModel): Step[] {
  const held = model.held
  model.held = []
  return held.map((text) => expecting('may', 'Heartbeat', '1 second', [['TestReqID', text]]))
}

function fill(model: SessionModel, newSeqNo: number): Step {
  const rows: Row[] = [
    ['MsgSeqNum', String(model.nextIn)],
    ['GapFillFlag', 'Y'],
    ['PossDupFlag', 'Y'],
    ['NewSeqNo', String(newSeqNo)],
  ]
  model.testerNext = Math.max(model.testerNext, newSeqNo)
  return sending('SequenceReset', rows)
}

/** All that is missing, and what came above it, in one of three ways. */
export function fillGap(model: SessionModel, n: number): Step[] {
  const upTo = beyond(model) - 1
  const from = model.nextIn
  const step = pick(
    [
      () => fill(model, upTo + 1),
      () => when(`the tester fills ${from} to ${upTo}, one number after another`),
      () => when(`the tester fills ${from} to ${upTo}`),
    ],
    n,
  )()
  model.testerNext = Math.max(model.testerNext, upTo + 1)
  model.goOnAt(upTo + 1)
  return [step, ...closed(model)]
}

/** What may be asked for again while it is asked for already. */
function mayAskAgain(model: SessionModel): Step {
  return expecting('may', 'ResendRequest', '1 second', [['BeginSeqNo', String(model.nextIn)]])
}

export const GAP: readonly Move[] = [
  {
    name: 'MsgSeqNum too high',
    cases: ['2.b'],
    weight: 6,
    applies: (model) => model.active,
    play(model, { a, b }) {
      const high = model.nextIn + pick([1, 3, 2, 6], a)
      const kind = pick(['Heartbeat', 'TestRequest', 'PossDup', 'GapFill'], b)
      const newSeqNo = high + 3
      if (kind === 'TestRequest') model.held.push('WAITS')
      const rows: Readonly<Record<typeof kind, readonly Row[]>> = {
        Heartbeat: [],
        TestRequest: [['TestReqID', 'WAITS']],
        PossDup: [['PossDupFlag', 'Y']],
        GapFill: [
          ['GapFillFlag', 'Y'],
          ['NewSeqNo', String(newSeqNo)],
        ],
      }
      const name = kind === 'PossDup' ? 'Heartbeat' : kind === 'GapFill' ? 'SequenceReset' : kind
      const step = send(model, name, rows[kind], high)
      const asked = expecting('must', 'ResendRequest', '2 seconds', requestRows(model.nextIn, high))
      const upTo = kind === 'GapFill' ? newSeqNo - 1 : high
      model.miss(high, upTo)
      model.testerNext = upTo + 1
      // It may be answered at once, although its number is not the one expected.
      const atOnce = kind === 'TestRequest' ? [expecting('may', 'Heartbeat', '1 second', [['TestReqID', 'WAITS']])] : []
      return [step, ...atOnce, asked]
    },
  },
  {
    name: 'Logout above a gap',
    cases: ['PX-23'],
    weight: 1,
    applies: (model) => model.active,
    play(model, { a }) {
      const high = model.nextIn + 1 + (a % 3)
      const steps = [
        send(model, 'Logout', [], high),
        expecting('must', 'ResendRequest', '2 seconds', [['BeginSeqNo', String(model.nextIn)]]),
        then('the target must keep silent for 1 second'),
        when(`the tester fills ${model.nextIn} to ${high - 1}`),
        expecting('must', 'Logout', '5 seconds'),
      ]
      model.standing = 'over'
      return steps
    },
  },
  {
    name: 'another message in the gap',
    cases: ['2.b'],
    weight: 4,
    applies: inGap,
    play(model, { a }) {
      const msgSeqNum = beyond(model)
      const step =
        a % 2 === 0
          ? send(model, 'Heartbeat', [], msgSeqNum)
          : send(model, 'TestRequest', [['TestReqID', 'WAITS-TOO']], msgSeqNum)
      if (a % 2 === 1) model.held.push('WAITS-TOO')
      model.miss(msgSeqNum)
      return [step, mayAskAgain(model)]
    },
  },
  {
    name: 'the gap is filled',
    cases: ['2.b', '10.b'],
    weight: 14,
    applies: inGap,
    play: (model, { a }) => fillGap(model, a),
  },
  {
    name: 'part of the gap is filled',
    cases: ['10.b'],
    weight: 5,
    // The last number missing is the one before what came first; only numbers that surely did not come are filled.
    applies: (model) => model.inGap && model.missing > 1,
    play(model, { a }) {
      const filled = 1 + (a % (model.missing - 1))
      const step = fill(model, model.nextIn + filled)
      model.goOnAt(model.nextIn + filled)
      return [step, mayAskAgain(model)]
    },
  },
  {
    name: 'ResendRequest in the gap',
    cases: ['20', 'PX-07'],
    weight: 4,
    applies: (model) => model.inGap && model.lastOut >= 1,
    play(model, { a, b }) {
      const msgSeqNum = beyond(model)
      const begin = 1 + (a % model.lastOut)
      const end = model.lastOut - (b % (model.lastOut - begin + 1))
      const step = send(
        model,
        'ResendRequest',
        [
          ['BeginSeqNo', String(begin)],
          ['EndSeqNo', String(end)],
        ],
        msgSeqNum,
      )
      model.miss(msgSeqNum)
      return [step, ...resent(model, begin, end), mayAskAgain(model)]
    },
  },
  {
    name: 'PossDup in the gap, received before',
    cases: ['2.e'],
    weight: 2,
    applies: (model) => model.inGap && model.nextIn > 1,
    play: (model, { a }) => [
      sending('Heartbeat', [
        ['MsgSeqNum', String(model.received(a))],
        ['PossDupFlag', 'Y'],
      ]),
    ],
  },
  {
    name: 'MsgSeqNum too low in the gap',
    cases: ['2.c'],
    weight: 1,
    applies: (model) => model.inGap && model.nextIn > 1,
    play(model, { a }) {
      const step = sending('Heartbeat', [['MsgSeqNum', String(1 + (a % (model.nextIn - 1)))]])
      model.drop()
      return [step, expecting('must', 'Logout', '2 seconds'), then('the target must disconnect within 10 seconds')]
    },
  },
  {
    name: 'SequenceReset-Reset over the gap',
    cases: ['11.a'],
    weight: 3,
    applies: inGap,
    play(model, { a }) {
      const newSeqNo = beyond(model) + (a % 3)
      const step = sending('SequenceReset', [
        ['MsgSeqNum', String(pick([beyond(model), model.nextIn], a))],
        ['NewSeqNo', String(newSeqNo)],
      ])
      model.goOnAt(newSeqNo)
      model.testerNext = Math.max(model.testerNext, newSeqNo)
      return [step, ...closed(model)]
    },
  },
]
