/** Moves about the life of a session: lost and taken up again, reset, idle, and left. */
import { type Move, pick, probe, requestRows, settling } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { disconnecting, expecting, given, type Row, type Step, sending, then, when } from '../step.ts'

const active = (model: SessionModel): boolean => model.active

const LOSE = when('the tester disconnects')

/** A Logon under a number; an initiator's own Logon is waited for, and this is the reply. */
function logOn(model: SessionModel, msgSeqNum: number, more: readonly Row[] = []): Step {
  const fields = [['MsgSeqNum', String(msgSeqNum)], ...more].map(([field, cell]) => `${field} ${cell}`)
  model.testerNext = Math.max(model.testerNext, msgSeqNum + 1)
  return when(`the tester logs on with ${fields.join(' and ')}`)
}

/** An acceptor has to answer; an initiator has spoken already. */
function answered(model: SessionModel, rows?: readonly Row[]): Step[] {
  return model.role === 'acceptor' ? [expecting('must', 'Logon', '5 seconds', rows)] : []
}

/** Its own numbers go on as well. */
function goingOn(model: SessionModel): Step[] {
  const number = `at least ${model.lastOut + 1}`
  if (model.role === 'acceptor') return answered(model, [['MsgSeqNum', number]])
  return [then(`the Logon of the target must carry MsgSeqNum "${number}"`)]
}

/** A target may be configured to begin again with each connection: then nothing about kept numbers can be tried. */
function keeping(model: SessionModel): Step[] {
  if (model.role === 'initiator' || model.keepsNumbers) return []
  const steps = [...(model.testerNext === model.nextIn ? [] : [probe(model)])]
  model.keepsNumbers = true
  model.countLogon()
  model.answers('A')
  model.testerNext = model.nextIn
  return [...steps, given('the target keeps its numbers over a disconnect')]
}

/** The connection is lost while nothing is under way. */
function losing(model: SessionModel): Step[] {
  const steps = [...keeping(model), ...settling(model), LOSE]
  if (model.role === 'initiator') steps.push(then('the target must connect again within 60 seconds'))
  model.drop()
  return steps
}

function back(model: SessionModel): Step[] {
  const steps = [logOn(model, model.nextIn), ...goingOn(model)]
  model.standing = 'established'
  model.countLogon()
  return steps
}

export const LIFE: readonly Move[] = [
  {
    name: 'connection lost, and back',
    cases: ['SD-07'],
    weight: 3,
    applies: active,
    play: (model) => [...losing(model), ...back(model)],
  },
  {
    name: 'back with the number expected',
    cases: ['SD-01', 'SD-02'],
    weight: 20,
    applies: (model) => model.standing === 'dropped' && (model.role === 'initiator' || model.keepsNumbers),
    play: back,
  },
  {
    name: 'Logon too low',
    cases: ['SD-01', 'SD-02'],
    weight: 2,
    applies: active,
    play(model, { a }) {
      const lost = losing(model)
      const low = 1 + (a % (model.nextIn - 1))
      // One that dials may not do so in a storm.
      const calm = then('the target must not connect more than 30 times within 3 seconds')
      return [
        ...lost,
        logOn(model, low),
        expecting('must', 'Logout', '2 seconds'),
        disconnecting('10 seconds'),
        ...(model.role === 'initiator' ? [calm] : []),
      ]
    },
  },
  {
    name: 'Logon too high',
    cases: ['SD-07'],
    weight: 4,
    applies: active,
    play(model, { a }) {
      const lost = losing(model)
      const high = model.nextIn + pick([2, 1, 5], a)
      model.standing = 'established'
      model.miss(high)
      const asked = expecting('must', 'ResendRequest', '2 seconds', requestRows(model.nextIn, high))
      return [...lost, logOn(model, high), ...answered(model), asked]
    },
  },
  {
    name: 'Logon that resets',
    cases: ['SD-05'],
    weight: 2,
    applies: (model) => model.active && model.role === 'acceptor' && model.version.resetSeqNumFlag,
    play(model) {
      const lost = [...settling(model), LOSE]
      model.drop()
      model.standing = 'established'
      model.reset()
      const rows: Row[] = [
        ['MsgSeqNum', '1'],
        ['ResetSeqNumFlag', 'Y'],
      ]
      return [...lost, logOn(model, 1, [['ResetSeqNumFlag', 'Y']]), ...answered(model, rows)]
    },
  },
  {
    name: 'Logon that resets, under another number',
    cases: ['SD-06'],
    weight: 1,
    applies: (model) => model.active && model.role === 'acceptor' && model.version.resetSeqNumFlag,
    play(model) {
      const steps = [...losing(model), logOn(model, model.nextIn, [['ResetSeqNumFlag', 'Y']])]
      const refused = [expecting('may', 'Reject', '2 seconds'), expecting('may', 'Logout', '2 seconds')]
      return [...steps, ...refused, disconnecting('10 seconds')]
    },
  },
  {
    name: 'reset in the session',
    cases: ['SD-31'],
    weight: 3,
    applies: (model) => model.standing === 'established' && model.version.resetSeqNumFlag,
    play(model) {
      const rows: Row[] = [
        ['MsgSeqNum', '1'],
        ['ResetSeqNumFlag', 'Y'],
      ]
      model.reset()
      model.held = []
      return [sending('Logon', rows), expecting('must', 'Logon', '5 seconds', rows)]
    },
  },
  {
    name: 'reset in the session, under another number',
    cases: ['SD-35'],
    weight: 1,
    applies: (model) => model.active && model.version.resetSeqNumFlag,
    play(model) {
      model.standing = 'over'
      const sent = sending('Logon', [
        ['MsgSeqNum', String(model.nextIn)],
        ['ResetSeqNumFlag', 'Y'],
      ])
      return [
        sent,
        expecting('may', 'Reject', '2 seconds'),
        expecting('should', 'Logout', '2 seconds'),
        disconnecting('10 seconds'),
      ]
    },
  },
  {
    name: 'the target is told to reset',
    cases: ['SD-30'],
    weight: 2,
    applies: (model) => model.active && model.version.resetSeqNumFlag && model.can('setSequenceNumbers'),
    play(model, { a }) {
      const rows: Row[] = [
        ['MsgSeqNum', '1'],
        ['ResetSeqNumFlag', 'Y'],
      ]
      const steps = [...settling(model), when('the target is told to reset its numbers on the wire')]
      const old = model.nextIn
      model.reset()
      const confirmed = [expecting('must', 'Logon', '2 seconds', rows), sending('Logon', rows)]
      if (a % 3 === 1 && model.can('sendApplicationMessage'))
        return [
          ...steps,
          when("the target's application sends 2 messages"),
          expecting('must', 'Logon', '2 seconds', rows),
          then('the target must keep silent for 1 second'),
          sending('Logon', rows),
          then('the target must deliver these 2 messages once each, from MsgSeqNum 2'),
        ]
      if (a % 3 === 0) return [...steps, ...confirmed]
      // What was under way counts by the old numbers, until the reply.
      return [
        ...steps,
        expecting('must', 'Logon', '2 seconds', rows),
        sending('TestRequest', [
          ['MsgSeqNum', String(old)],
          ['TestReqID', 'UNDERWAY'],
        ]),
        sending('Logon', rows),
        expecting('must', 'Heartbeat', '2 seconds', [
          ['MsgSeqNum', '2'],
          ['TestReqID', 'UNDERWAY'],
        ]),
      ]
    },
  },
  {
    name: 'messages of the target',
    cases: ['8'],
    weight: 3,
    applies: (model) => model.active && model.can('sendApplicationMessage'),
    play: (model, { a }) => {
      const count = 1 + (a % 3)
      // Told past the wire, it must not come before what is still on it: a Logon that is not read yet, say.
      const before = settling(model)
      const first = model.lastOut + 1
      return [
        ...before,
        when(`the target's application sends ${count} messages`),
        then(`the target must deliver these ${count} messages once each, from MsgSeqNum ${first}`),
      ]
    },
  },
  {
    name: 'messages of the target while disconnected',
    cases: ['16.a', '16.b'],
    weight: 2,
    applies: (model) => model.active && model.can('sendApplicationMessage'),
    play(model, { a, b }) {
      const lost = losing(model)
      const count = 1 + (a % 3)
      model.standing = 'established'
      model.countLogon()
      model.asTesterGoesOn = true
      const killed = when('the target is killed and started again')
      return [
        ...lost,
        when(`the target's application sends ${count} messages`),
        ...(b % 3 === 1 && model.role === 'acceptor' && model.can('kill') && model.can('restart') ? [killed] : []),
        when('the session is logged on again'),
        then(
          `the target must deliver these ${count} messages once each and in order, under new numbers or where the tester asks for them`,
        ),
      ]
    },
  },
  {
    name: 'the target is killed, and back',
    cases: ['SD-80'],
    weight: 3,
    applies: (model) => model.active && model.can('kill') && model.can('restart'),
    play(model) {
      const lost = [...keeping(model), ...settling(model), when('the target is killed and started again')]
      model.drop()
      return [...lost, ...back(model)]
    },
  },
  {
    name: 'a second connection',
    cases: ['1S.b'],
    weight: 1,
    applies: (model) => model.active && model.role === 'acceptor',
    play: (model) => [
      when('a second connection logs on with the same identity'),
      then('the second connection must be closed within 5 seconds without a message'),
      probe(model),
    ],
  },
]
