/** How a connection ends, in the words of the action `ended` (engine parameters 1.4). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { closed } from '../testing/seen.ts'
import { establishedRig, type RigOptions, SessionRig } from '../testing/session-rig.ts'
import type { SessionEnd } from './action.ts'

type Case = readonly [
  what: string,
  how: SessionEnd['how'],
  reason: SessionEnd['reason'],
  play: (rig: SessionRig) => void,
]

function check(rig: SessionRig, [, how, reason, play]: Case): void {
  play(rig)
  if (rig.state !== 'disconnected') rig.disconnect()
  assert.deepEqual(
    rig.ends.map((end) => [end.how, end.reason]),
    [[how, reason]],
  )
  assert.notEqual(rig.ends[0]?.text, '')
}

describe('the end of an established session', () => {
  const cases: readonly Case[] = [
    [
      'our Logout, answered',
      'correct',
      'userRequest',
      (rig) => {
        rig.requestLogout()
        rig.receive('Logout')
      },
    ],
    ['their Logout, answered', 'correct', 'counterpartyLoggedOut', (rig) => rig.receive('Logout')],
    [
      'their Logout, answered, and they never close',
      'correct',
      'counterpartyLoggedOut',
      (rig) => {
        rig.receive('Logout')
        assert.deepEqual(rig.pass(10), [closed])
      },
    ],
    [
      'our Logout without an answer',
      'nonGraceful',
      'noAnswer',
      (rig) => {
        rig.requestLogout()
        rig.pass(10)
      },
    ],
    ['the link breaks', 'nonGraceful', 'brokenConnection', (rig) => rig.disconnect()],
    [
      'they close without Logout',
      'nonGraceful',
      'closedByCounterparty',
      (rig) => rig.apply({ kind: 'disconnected', why: 'closed', by: 'counterparty', at: rig.now }),
    ],
    [
      'we cut',
      'nonGraceful',
      'userRequest',
      (rig) => rig.apply({ kind: 'disconnected', why: 'closed', by: 'us', at: rig.now }),
    ],
    ['silence', 'nonGraceful', 'noAnswer', (rig) => rig.pass(80)],
    ['MsgSeqNum too low', 'nonGraceful', 'sequenceTooLow', (rig) => rig.receive('Heartbeat', { MsgSeqNum: 1 })],
    [
      'MsgSeqNum too low, and they answer our Logout',
      'nonGraceful',
      'sequenceTooLow',
      (rig) => {
        rig.receive('Heartbeat', { MsgSeqNum: 1 })
        rig.receive('Logout')
      },
    ],
    ['no MsgSeqNum', 'nonGraceful', 'invalidMessage', (rig) => rig.receive('Heartbeat', { MsgSeqNum: null })],
    ['a Logon out of turn', 'nonGraceful', 'invalidMessage', (rig) => rig.receive('Logon')],
    [
      'a gap that is never filled',
      'nonGraceful',
      'possibleResendRequestLoop',
      (rig) => {
        rig.receive('NewOrderSingle', { MsgSeqNum: 9 })
        for (let i = 0; i < 12 && rig.state === 'active'; i++) {
          rig.pass(10)
          rig.receive('Heartbeat', { MsgSeqNum: 10 + i })
        }
      },
    ],
    [
      'a reset inside the session without a reply',
      'nonGraceful',
      'noAnswer',
      (rig) => {
        rig.requestReset()
        rig.pass(10)
      },
    ],
  ]
  for (const one of cases) it(one[0], () => check(establishedRig(), one))
})

describe('the end before the session stands', () => {
  const cases: readonly (readonly [options: RigOptions, ...Case])[] = [
    [{}, 'no Logon', 'nonGraceful', 'noAnswer', (rig) => rig.pass(10)],
    [{ role: 'initiator' }, 'no reply', 'nonGraceful', 'noAnswer', (rig) => rig.pass(10)],
    [{}, 'no Logon but a TestRequest', 'nonGraceful', 'invalidMessage', (rig) => rig.receive('TestRequest')],
    [
      { nextIn: 5, nextOut: 5 },
      'a Logon too low (SD-01)',
      'nonGraceful',
      'sequenceTooLow',
      (rig) => rig.receive('Logon', { MsgSeqNum: 2 }),
    ],
    [
      { role: 'initiator', nextIn: 5, nextOut: 5 },
      'a reply too low (SD-02)',
      'nonGraceful',
      'sequenceTooLow',
      (rig) => rig.receive('Logon', { MsgSeqNum: 2 }),
    ],
    [
      { role: 'initiator' },
      'refused by Logout',
      'nonGraceful',
      'reject',
      (rig) => rig.receive('Logout', { Text: 'no' }),
    ],
    [{ role: 'initiator' }, 'stopped', 'nonGraceful', 'userRequest', (rig) => rig.requestLogout()],
    [{ role: 'initiator' }, 'the link breaks', 'nonGraceful', 'brokenConnection', (rig) => rig.disconnect()],
  ]
  for (const [options, ...one] of cases)
    it(`${one[0]} (${options.role ?? 'acceptor'})`, () => {
      const rig = new SessionRig(options)
      rig.connect()
      check(rig, one)
    })

  it('without a connection nothing ends', () => {
    const rig = new SessionRig()
    rig.disconnect()
    assert.deepEqual(rig.ends, [])
  })

  it('each connection has its own end', () => {
    const rig = establishedRig()
    rig.receive('Logout')
    rig.disconnect()
    rig.connect()
    rig.disconnect()
    assert.deepEqual(
      rig.ends.map(({ how }) => how),
      ['correct', 'nonGraceful'],
    )
  })
})

describe('the application refuses a Logon', () => {
  for (const role of ['acceptor', 'initiator'] as const) {
    const refuse = (refused: string | true): SessionRig => {
      const rig = new SessionRig({ role, nextIn: 5, nextOut: 5 })
      rig.connect()
      const message = rig.message('Logon')
      const sent = rig.apply({ kind: 'received', message, refused, at: rig.now }).map((seen) => Object.values(seen)[0])
      assert.deepEqual(sent, [refused === true ? true : 'Logout'])
      assert.equal(rig.session.nextIn, 5, 'it changes nothing')
      rig.disconnect()
      assert.equal(rig.ends[0]?.reason, 'userRequest')
      return rig
    }
    it(`with a Logout and its words (${role})`, () => {
      const rig = refuse('not today')
      assert.equal([...rig.stored.values()].at(-1)?.text(58), 'not today')
    })
    it(`without a word (${role})`, () => void refuse(true))
  }
})
