/** SequenceResets whose NewSeqNo can not be meant. */
import { type Move, pick, rejectRows, send } from '../move.ts'
import { expecting, type Row, sending } from '../step.ts'

/** What stands in NewSeqNo, and what is said of it. */
const NO_NEW_SEQ_NO: readonly [Written, ...Written[]] = [
  ['absent', 'NewSeqNo', '1'],
  ['0', 'absent or NewSeqNo', '5'],
  ['abc', 'NewSeqNo', '6 or 5'],
]
type Written = readonly [written: string, tag: string, reason: string]

export const NEW_SEQ_NO: readonly Move[] = [
  {
    name: 'SequenceReset without a NewSeqNo that is one',
    cases: ['PX-41'],
    weight: 2,
    applies: (model) => model.active && model.version.ordinal >= 42,
    play(model, { a }) {
      const [written, tag, reason] = pick(NO_NEW_SEQ_NO, a)
      const rows: Row[] = [
        ['RefSeqNum', String(model.nextIn)],
        ['RefTagID', tag],
        ['SessionRejectReason', reason],
      ]
      const sent = sending('SequenceReset', [
        ['MsgSeqNum', String(model.nextIn)],
        ['GapFillFlag', 'Y'],
        ['NewSeqNo', written],
      ])
      // Whether it counts is not laid down.
      const goOn = model.nextIn + 2
      const again = sending('SequenceReset', [
        ['MsgSeqNum', String(model.nextIn + 1)],
        ['NewSeqNo', String(goOn)],
      ])
      model.goOnAt(goOn)
      return [sent, expecting('must', 'Reject', '2 seconds', rows), again]
    },
  },
  {
    name: 'SequenceReset-Reset backwards',
    cases: ['11.c'],
    weight: 2,
    applies: (model) => model.active,
    play(model, { a }) {
      const step = sending('SequenceReset', [
        ['MsgSeqNum', String(model.nextIn)],
        ['NewSeqNo', String(1 + (a % (model.nextIn - 1)))],
      ])
      model.testerNext = model.nextIn + 1
      return [step, expecting('must', 'Reject', '2 seconds', rejectRows('5', 'NewSeqNo'))]
    },
  },
  {
    name: 'GapFill backwards',
    cases: ['10.e'],
    weight: 2,
    applies: (model) => model.active,
    play(model, { a }) {
      const newSeqNo = 1 + (a % (model.nextIn - 1))
      const rows: Row[] = [
        ['GapFillFlag', 'Y'],
        ['NewSeqNo', String(newSeqNo)],
      ]
      const step = send(model, 'SequenceReset', rows)
      // Whether it counts is not laid down, so both go on at a number that is above either.
      const goOn = model.nextIn + 2
      const again = sending('SequenceReset', [
        ['MsgSeqNum', String(pick([model.nextIn + 1, 1], a))],
        ['NewSeqNo', String(goOn)],
      ])
      model.goOnAt(goOn)
      model.testerNext = goOn
      return [step, expecting('must', 'Reject', '2 seconds', rejectRows('5', 'NewSeqNo')), again]
    },
  },
]
