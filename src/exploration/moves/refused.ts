/** Moves that break a rule of the header: what is ignored, what is rejected, and what ends the session. */
import { type Choice, type Move, pick, rejectRows, send, sendCounted } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { disconnecting, expecting, type Row, type Step, sending, when } from '../step.ts'

const active = (model: SessionModel): boolean => model.active

/** Faults of framing, by the case that speaks of each. */
const GARBLINGS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  '2.d': ['wrong CheckSum'],
  '2.m': ['BodyLength too short', 'BodyLength not a number'],
  '2.t': ['MsgType not third', 'BodyLength not second', 'BeginString not first'],
  '3.b': ['wrong CheckSum'],
  '3.e': ['CheckSum of two bytes', 'CheckSum of four bytes', 'CheckSum with letters'],
}

/** Ignored and not counted: the next message comes under the same number. */
function garbled([id, faults]: [string, readonly [string, ...string[]]]): Move {
  return {
    name: `garbled, ${id}`,
    cases: [id],
    weight: 2,
    applies: (model) => model.standing === 'established' && model.testerNext >= model.nextIn,
    play(model, { a, b }) {
      const msgSeqNum = (model.gapUpTo ?? model.nextIn - 1) + 1
      const message = pick(['Heartbeat', 'TestRequest with TestReqID GARBLED and', 'Heartbeat'], b)
      const clause = message === 'Heartbeat' ? 'Heartbeat with' : message
      return [when(`the tester sends ${clause} MsgSeqNum ${msgSeqNum}, garbled: ${pick(faults, a)}`)]
    },
  }
}

/** Ends the session; whether the message counted is not told, so nothing is played behind it. */
function fatal(
  name: string,
  cases: readonly string[],
  rowsOf: (model: SessionModel, choice: Choice) => Row[],
  reason?: string,
): Move {
  // Where no Reject names the fault, the Logout has to.
  return {
    name,
    cases,
    weight: 1,
    applies: active,
    play(model, choice) {
      const steps = [sendCounted(model, 'Heartbeat', rowsOf(model, choice))]
      if (reason !== undefined) steps.push(expecting('must', 'Reject', '2 seconds', rejectRows(reason)))
      steps.push(
        expecting(reason === undefined ? 'must' : 'should', 'Logout', '2 seconds'),
        disconnecting('10 seconds'),
      )
      model.standing = 'over'
      return steps
    },
  }
}

export const REFUSED: readonly Move[] = [
  ...Object.entries(GARBLINGS).map(garbled),
  {
    name: 'MsgSeqNum too low',
    cases: ['2.c'],
    weight: 2,
    applies: (model) => model.active && model.nextIn > 1,
    play(model, { a, b }) {
      const low: Row = ['MsgSeqNum', String(1 + (a % (model.nextIn - 1)))]
      const sent = pick(
        [sending('Heartbeat', [low]), sending('TestRequest', [['TestReqID', 'LOW'], low]), lowGapFill(low, model)],
        b,
      )
      model.drop()
      return [sent, expecting('must', 'Logout', '2 seconds'), disconnecting('10 seconds')]
    },
  },
  {
    name: 'PossDup too low, without OrigSendingTime',
    cases: ['2.g'],
    weight: 2,
    applies: active,
    play(model, { a }) {
      const step = sending('Heartbeat', [
        ['MsgSeqNum', String(model.received(a))],
        ['PossDupFlag', 'Y'],
        ['OrigSendingTime', 'absent'],
      ])
      return [step, expecting('must', 'Reject', '2 seconds', rejectRows('1', 'OrigSendingTime'))]
    },
  },
  {
    name: 'PossDup as expected, without OrigSendingTime',
    cases: ['2.g'],
    weight: 2,
    applies: active,
    play: (model) => [
      sendCounted(model, 'Heartbeat', [
        ['PossDupFlag', 'Y'],
        ['OrigSendingTime', 'absent'],
      ]),
      expecting('must', 'Reject', '2 seconds', rejectRows('1', 'OrigSendingTime')),
    ],
  },
  {
    name: 'OrigSendingTime after SendingTime',
    cases: ['2.f'],
    weight: 1,
    applies: active,
    play(model, { a }) {
      const msgSeqNum = pick([model.nextIn, model.received(a)], a)
      const step = send(
        model,
        'Heartbeat',
        [
          ['PossDupFlag', 'Y'],
          ['OrigSendingTime', '+60 seconds from now'],
        ],
        msgSeqNum,
      )
      model.standing = 'over'
      return [step, expecting('must', 'Reject', '2 seconds', rejectRows('10'))]
    },
  },
  fatal(
    'SendingTime out of tolerance',
    ['2.o'],
    (_, { a }) => [['SendingTime', `${pick(['-130', '+130', '-4000', '+90000'], a)} seconds from now`]],
    '10',
  ),
  fatal(
    'CompID of somebody else',
    ['2.k'],
    (_, { a }) => [[pick(['SenderCompID', 'TargetCompID'], a), 'SOMEBODY']],
    '9',
  ),
  fatal('BeginString of another version', ['2.i'], () => [['BeginString', '<another BeginString>']]),
  fatal('MsgSeqNum missing', ['2.u'], () => [['MsgSeqNum', 'absent']]),
]

/** A GapFill counts as a message of the past, too, unless it says that it is a repetition. */
function lowGapFill(low: Row, model: SessionModel): Step {
  return sending('SequenceReset', [low, ['GapFillFlag', 'Y'], ['NewSeqNo', String(model.nextIn + 2)]])
}
