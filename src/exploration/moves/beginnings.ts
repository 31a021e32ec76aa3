/** Moves that are the very beginning: a connection on which nobody has logged on yet. */
import { type Choice, type Move, pick } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { disconnecting, expecting, given, type Row, type Step, sending, then, when } from '../step.ts'

const UNLOGGED = given('a connection to the target without Logon')
const ITS_LOGON = given('the Logon of the target has arrived')

/** Messages that are no Logon. */
const OTHERS: readonly [Step, ...Step[]] = [
  sending('Heartbeat'),
  sending('TestRequest', [['TestReqID', 'FIRST']]),
  sending('ResendRequest', [
    ['BeginSeqNo', '1'],
    ['EndSeqNo', '1'],
  ]),
  sending('SequenceReset', [['NewSeqNo', '50']]),
]

const RESET: Row = ['ResetSeqNumFlag', '<Y since FIX.4.1>']

/** Logons that can not be meant. */
const FAULTS: readonly [Row, ...Row[]] = [
  ['HeartBtInt', '-1'],
  ['HeartBtInt', 'abc'],
  ['EncryptMethod', 'absent'],
  ['EncryptMethod', '2'],
  ['SendingTime', '-130 seconds from now'],
  ['SendingTime', '+130 seconds from now'],
  ['BeginString', 'FIX.4.9'],
]

/** Replies to its Logon that an initiator can not take. */
const REPLIES: readonly [Row, ...Row[]] = [
  ['SenderCompID', 'NOBODY'],
  ['TargetCompID', 'NOBODY'],
  ['BeginString', '<another BeginString>'],
  ['SendingTime', '-130 seconds from now'],
  ['HeartBtInt', '-1'],
  ['EncryptMethod', 'absent'],
]

const SILENT_END = then('the target must disconnect within 15 seconds without sending anything')

const REFUSED: readonly Step[] = [
  expecting('may', 'Reject', '2 seconds'),
  expecting('should', 'Logout', '2 seconds'),
  then('the target must refuse the Logon and disconnect within 15 seconds'),
]

interface Beginning {
  readonly name: string
  readonly cases: readonly string[]
  readonly role: SessionModel['role']
  readonly variants?: number
  readonly since?: number
  /** @returns the steps; a session stands behind them where `stands` says so */
  play(choice: Choice): Step[]
  readonly stands?: boolean
}

function beginning({ name, cases, role, variants = 1, since = 40, play, stands = false }: Beginning): Move {
  return {
    name,
    cases,
    variants,
    weight: 2 + variants,
    begins: true,
    applies: (model) => model.standing === 'begin' && model.role === role && model.version.ordinal >= since,
    play(model, choice) {
      model.standing = stands ? 'established' : 'over'
      return play(choice)
    },
  }
}

export const BEGINNINGS: readonly Move[] = [
  beginning({
    name: 'first message is no Logon',
    cases: ['2S'],
    role: 'acceptor',
    variants: OTHERS.length,
    play: ({ a }) => [UNLOGGED, pick(OTHERS, a), SILENT_END],
  }),
  beginning({
    name: 'Logon of an unknown identity',
    cases: ['1S.c'],
    role: 'acceptor',
    play: () => [UNLOGGED, sending('Logon', [['SenderCompID', 'NOBODY']]), SILENT_END],
  }),
  beginning({
    name: 'Logon that is invalid',
    cases: ['1S.d'],
    role: 'acceptor',
    variants: FAULTS.length,
    play: ({ a }) => [UNLOGGED, sending('Logon', [pick(FAULTS, a), RESET]), ...REFUSED],
  }),
  beginning({
    name: 'Logon without DefaultApplVerID',
    cases: ['PX-09'],
    role: 'acceptor',
    since: 50,
    play: () => [UNLOGGED, sending('Logon', [RESET, ['DefaultApplVerID', 'absent']]), ...REFUSED],
  }),
  beginning({
    name: 'garbled Logon',
    cases: ['1S.d'],
    role: 'acceptor',
    variants: 2,
    play: ({ a }) => [
      UNLOGGED,
      when(
        `the tester sends Logon with HeartBtInt 30 and ResetSeqNumFlag <Y since FIX.4.1>, garbled: ${pick(['wrong CheckSum', 'BodyLength too short'], a)}`,
      ),
      then('the target must ignore it, or disconnect without sending anything'),
      then('the target must accept a Logon that is in order'),
    ],
  }),
  beginning({
    name: 'Logon',
    cases: ['1S.a'],
    role: 'acceptor',
    since: 41,
    stands: true,
    play: () => [
      UNLOGGED,
      sending('Logon', [['HeartBtInt', '30'], RESET]),
      expecting('must', 'Logon', '5 seconds', [
        ['EncryptMethod', '0'],
        ['HeartBtInt', '30'],
      ]),
    ],
  }),
  beginning({
    name: 'an interval of its own',
    cases: ['4.a'],
    role: 'acceptor',
    variants: 2,
    play: ({ a }) => [
      given(`an established session with HeartBtInt ${pick([4, 7], a)}`),
      expecting('must', 'Heartbeat', '1.6 HeartBtInt', [['TestReqID', 'absent']]),
      then('the session is alive'),
    ],
  }),
  beginning({
    name: 'no interval',
    cases: ['PX-28'],
    role: 'acceptor',
    play: () => [
      given('an established session with HeartBtInt 0'),
      then('the Logon of the target must carry HeartBtInt 0'),
      then('the target must not send Heartbeat or TestRequest for 5 seconds'),
      then('the session is alive'),
    ],
  }),
  beginning({
    name: 'Logon of the target',
    cases: ['1B.b'],
    role: 'initiator',
    play: () => [
      when('the target connects'),
      expecting('must', 'Logon', '5 seconds', [
        ['MsgSeqNum', 'at least 1'],
        ['EncryptMethod', '0'],
        ['HeartBtInt', 'at least 0'],
      ]),
      then('the target must keep silent for 1 second'),
    ],
  }),
  beginning({
    name: 'first reply is no Logon',
    cases: ['1B.e'],
    role: 'initiator',
    variants: 2,
    play: ({ a }) => [
      ITS_LOGON,
      pick(OTHERS, a % 2),
      expecting('may', 'Reject', '2 seconds'),
      expecting('should', 'Logout', '2 seconds'),
      disconnecting('15 seconds'),
    ],
  }),
  beginning({
    name: 'reply that is invalid',
    cases: ['1B.d'],
    role: 'initiator',
    variants: REPLIES.length,
    play: ({ a }) => [
      given('an established session with the target'),
      when('the tester disconnects'),
      when(`the tester answers the next Logon of the target by one with ${pick(REPLIES, a).join(' ')}`),
      ...REFUSED,
    ],
  }),
]
