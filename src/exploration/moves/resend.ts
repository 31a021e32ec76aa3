/** ResendRequests of the tester: ranges that are answered, and such as can not be meant. */
import { isSessionMessage } from '../../fix/msg-types.ts'
import { type Move, pick, rejectRows, send } from '../move.ts'
import type { SentMessage, SessionModel } from '../session-model.ts'
import { expecting, type Step, then, when } from '../step.ts'

/** Asks under the number expected. */
function ask(model: SessionModel, begin: string, end: string): Step {
  const plain = model.testerNext === model.nextIn
  const step = plain
    ? when(`the tester asks to resend ${begin} to ${end}`)
    : send(model, 'ResendRequest', [
        ['BeginSeqNo', begin],
        ['EndSeqNo', end],
      ])
  model.testerNext = model.nextIn + 1
  model.count()
  return step
}

const REJECT = '3'
const EXECUTION_REPORT = '8'

/** Messages that the target's application is known to send: its answers, and orders of its own. */
const NAMES: Readonly<Record<string, string>> = { '8': 'ExecutionReport', D: 'NewOrderSingle' }

/** Of one that came as a repetition at once, numbered while nobody was there, no first SendingTime is on record. */
const origSendingTime = ({ repeatedOnly }: SentMessage): string =>
  repeatedOnly === true ? '' : 'as SendingTime when first sent'

/** One row a message: those of the application again, a GapFill for each run of others. */
export function resentTable(sent: readonly SentMessage[], begin: number, end: number): string[][] {
  const rows: string[][] = []
  const byNumber = new Map(sent.map((message) => [message.msgSeqNum, message]))
  const nameOf = (number: number): string | undefined => NAMES[byNumber.get(number)?.msgType ?? '']
  for (let number = begin; number <= end; number++) {
    const message = byNumber.get(number)
    const name = nameOf(number)
    if (message !== undefined && name !== undefined)
      rows.push([String(number), name, 'Y', '', origSendingTime(message)])
    else {
      const from = number
      while (number < end && nameOf(number + 1) === undefined) number++
      rows.push([String(from), 'SequenceReset', 'Y', String(number + 1), ''])
    }
  }
  return [['MsgSeqNum', 'MsgType', 'PossDupFlag', 'NewSeqNo', 'OrigSendingTime'], ...rows]
}

/** What must come, as far as it is laid down: a Reject may be sent again or filled, so may what we can not name. */
export function resent(model: SessionModel, begin: number, end: number): Step[] {
  const range = model.sent.filter(({ msgSeqNum }) => msgSeqNum >= begin && msgSeqNum <= end)
  const ofApplication = range.filter(({ msgType }) => !isSessionMessage(msgType))
  const known = ofApplication.every(({ msgType }) => NAMES[msgType] !== undefined)
  if (ofApplication.length === 0 || !known || range.some(({ msgType }) => msgType === REJECT))
    return [then(`the target must resend ${begin} to ${end}`)]
  const steps = [then('the target must resend', resentTable(model.sent, begin, end))]
  if (range.some(({ msgType }) => msgType === EXECUTION_REPORT))
    steps.push(then('every resent ExecutionReport must equal the first in all other fields'))
  return steps
}

const askable = (model: SessionModel): boolean => model.active && model.lastOut >= 1

function faulty(
  name: string,
  cases: readonly string[],
  variants: readonly [readonly [string, string], ...(readonly [string, string])[]],
  reason: string,
  refTag?: string,
): Move {
  return {
    name,
    cases,
    weight: 2,
    applies: (model) => model.active,
    play(model, { a }) {
      const [begin, end] = pick(variants, a)
      return [ask(model, begin, end), expecting('must', 'Reject', '2 seconds', rejectRows(reason, refTag))]
    },
  }
}

export const RESEND: readonly Move[] = [
  {
    name: 'ResendRequest for a range',
    cases: ['8', 'SD-48'],
    weight: 10,
    applies: askable,
    play(model, { a, b }) {
      const begin = 1 + (a % model.lastOut)
      const end = model.lastOut - (b % (model.lastOut - begin + 1))
      return [ask(model, String(begin), String(end)), ...resent(model, begin, end)]
    },
  },
  {
    name: 'ResendRequest for all that follow',
    cases: ['8', 'SD-48', 'SD-49'],
    weight: 6,
    applies: askable,
    play(model, { a, b }) {
      const begin = 1 + (a % model.lastOut)
      const end = pick(['<open end>', '<open end>', '999999'], b)
      return [ask(model, String(begin), end), ...resent(model, begin, model.lastOut)]
    },
  },
  {
    name: 'ResendRequest beyond the last message',
    cases: ['SD-46', 'SD-47'],
    weight: 4,
    applies: askable,
    play(model, { a, b }) {
      const begin = 1 + (a % model.lastOut)
      const last = model.lastOut
      const end = pick([String(last + 90), '99999999999', String(last + 2)], b)
      return [ask(model, String(begin), end), ...resent(model, begin, last)]
    },
  },
  faulty(
    'BeginSeqNo not positive',
    ['SD-43'],
    [
      ['0', '<open end>'],
      ['-1', '<open end>'],
    ],
    '5',
    'BeginSeqNo',
  ),
  faulty(
    'BeginSeqNo beyond what can be',
    ['SD-44'],
    [
      ['2147483648', '<open end>'],
      ['4294967297', '<open end>'],
      ['99999999999', '<open end>'],
    ],
    '5',
    'BeginSeqNo',
  ),
  {
    name: 'BeginSeqNo never sent',
    cases: ['SD-45'],
    weight: 2,
    applies: (model) => model.active,
    play(model, { a }) {
      const begin = model.lastOut + pick([50, 1000], a)
      return [
        ask(model, String(begin), '<open end>'),
        expecting('must', 'Reject', '2 seconds', rejectRows('5', 'BeginSeqNo')),
      ]
    },
  },
  {
    name: 'BeginSeqNo above EndSeqNo',
    cases: ['SD-50'],
    weight: 2,
    applies: (model) => model.active && model.lastOut >= 2,
    play(model, { a, b }) {
      const begin = 2 + (a % (model.lastOut - 1))
      const end = 1 + (b % (begin - 1))
      return [ask(model, String(begin), String(end)), expecting('must', 'Reject', '2 seconds', rejectRows('5'))]
    },
  },
  faulty('BeginSeqNo no number', ['SD-51'], [['abc', '<open end>']], '6', 'BeginSeqNo'),
  faulty('BeginSeqNo empty', ['SD-51'], [['<empty>', '<open end>']], '4', 'BeginSeqNo'),
  faulty('EndSeqNo missing', ['SD-51'], [['1', 'absent']], '1', 'EndSeqNo'),
]
