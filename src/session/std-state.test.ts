import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { establishedRig, SessionRig } from '../testing/session-rig.ts'
import { type StdStateNumber, stdState, stdStateNumber } from './std-state.ts'

describe('states of the standard (session test cases 6.1)', () => {
  const cases: readonly [what: string, expected: StdStateNumber, make: () => SessionRig][] = [
    ['never connected', 1, () => new SessionRig()],
    [
      'connected before',
      2,
      () => {
        const rig = establishedRig()
        rig.disconnect()
        return rig
      },
    ],
    ['an acceptor with a connection', 6, () => after(new SessionRig(), (rig) => rig.connect())],
    ['an initiator', 7, () => after(new SessionRig({ role: 'initiator' }), (rig) => rig.connect())],
    ['established', 17, () => establishedRig()],
    ['a gap', 12, () => after(establishedRig(), (rig) => rig.receive('Heartbeat', { MsgSeqNum: 5 }))],
    ['silence', 14, () => after(establishedRig(), (rig) => rig.pass(37))],
    [
      'a TestRequest before a reset',
      14,
      () => after(establishedRig({ checkGapsBeforeReset: true }), (rig) => rig.requestReset()),
    ],
    ['our reset is out', 18, () => after(establishedRig(), (rig) => rig.requestReset())],
    ['the counterparty has logged out', 15, () => after(establishedRig(), (rig) => rig.receive('Logout'))],
    ['we have logged out', 16, () => after(establishedRig(), (rig) => rig.requestLogout())],
    ['an error Logout is out', 16, () => after(establishedRig(), (rig) => rig.receive('Heartbeat', { MsgSeqNum: 1 }))],
    ['the counterparty is dead', 3, () => after(establishedRig(), (rig) => rig.pass(80))],
  ]
  for (const [what, expected, make] of cases)
    it(`${what}: ${expected}`, () => assert.equal(stdStateNumber(make().session), expected))

  for (const state of ['active', 'logoutSent', 'logoutAnswered'] as const)
    it(`an answer to a ResendRequest under way goes before everything else: 10 (${state})`, () => {
      const rig = establishedRig()
      rig.receive('Heartbeat', { MsgSeqNum: 5 })
      Object.assign(rig.session, { state })
      rig.session.resending.push({} as (typeof rig.session.resending)[number])
      assert.equal(stdStateNumber(rig.session), 10)
    })

  it('the name says it in words', () => assert.equal(stdState(establishedRig().session), 'active'))
})

function after(rig: SessionRig, what: (rig: SessionRig) => unknown): SessionRig {
  what(rig)
  return rig
}
