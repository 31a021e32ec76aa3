/** Moves about idle intervals, a counterparty that has gone silent, and leaving by Logout from either side. */
import { type Move, pick, probe } from '../move.ts'
import type { SessionModel } from '../session-model.ts'
import { disconnecting, expecting, sending, then, when } from '../step.ts'
import { resent } from './resend.ts'

const active = (model: SessionModel): boolean => model.active

export const LEAVING: readonly Move[] = [
  {
    name: 'idle for an interval',
    cases: ['4.a'],
    weight: 1,
    applies: active,
    play: (model) => [
      probe(model),
      expecting('must', 'Heartbeat', '1.6 HeartBtInt', [['TestReqID', 'absent']]),
      probe(model),
    ],
  },
  {
    name: 'silent, then alive',
    cases: ['6'],
    weight: 1,
    applies: active,
    play(model) {
      const asked = [
        probe(model),
        expecting('must', 'TestRequest as "question"', '3 HeartBtInt', [['TestReqID', 'any']]),
      ]
      const answer = when('the tester sends Heartbeat with TestReqID <same as question.TestReqID>')
      model.count()
      model.testerNext = model.nextIn
      // It asks again when as much time has gone once more, and hangs up only after that.
      return [...asked, answer, then('the target must stay connected for 1.5 HeartBtInt'), probe(model)]
    },
  },
  {
    name: 'silent for too long',
    cases: ['6'],
    weight: 1,
    applies: active,
    play(model) {
      const asked = [probe(model), expecting('must', 'TestRequest', '3 HeartBtInt')]
      model.drop()
      return [...asked, disconnecting('4 HeartBtInt')]
    },
  },
  {
    name: 'Logout of the tester',
    cases: ['13.b'],
    weight: 2,
    applies: active,
    play(model, { a }) {
      model.standing = 'over'
      const stays = then('the target should stay connected for 1 second')
      // The counterparty closes; where it does not, the target waits a while and does.
      const end = disconnecting('2 HeartBtInt')
      return [
        sending('Logout', model.testerNext === model.nextIn ? [] : [['MsgSeqNum', String(model.nextIn)]]),
        expecting('must', 'Logout', '5 seconds'),
        a % 2 === 0 ? stays : end,
      ]
    },
  },
  {
    name: 'Logout of the target',
    cases: ['12', '13.a'],
    weight: 2,
    applies: (model) => model.active && model.can('logout') && model.testerNext === model.nextIn,
    play(model, { a, b }) {
      model.standing = 'over'
      const begin = 1 + (a % model.lastOut)
      const told = [when('the target is told to log out'), expecting('must', 'Logout', '2 seconds')]
      const stays = then('the target must stay connected for 1 second')
      if (b % 4 === 3) return [...told, stays, disconnecting('2 HeartBtInt')]
      const meanwhile = pick(
        [
          [],
          [when(`the tester asks to resend ${begin} to ${model.lastOut}`), ...resent(model, begin, model.lastOut)],
          [
            sending('TestRequest', [['TestReqID', 'LEAVING']]),
            expecting('must', 'Heartbeat', '2 seconds', [['TestReqID', 'LEAVING']]),
          ],
        ],
        b % 4,
      )
      const end = then('the target must disconnect within 5 seconds without sending anything')
      return [...told, ...meanwhile, when('the tester sends Logout'), end]
    },
  },
]
