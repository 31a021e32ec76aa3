/** Which Logon carries which number, and ResetSeqNumFlag(141), after what (engine parameters 2.1; SD-08 to SD-21). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assertSeen, type Seen, sent } from '../testing/seen.ts'
import { type RigOptions, SessionRig } from '../testing/session-rig.ts'

/** What our next Logon looked like: `34=5`, or `34=1 141=Y`. */
function logonOf(seen: readonly Seen[]): string {
  const [logon] = seen
  assert.ok(logon !== undefined && 'sent' in logon && logon.sent === 'Logon', `no Logon: ${JSON.stringify(seen)}`)
  const { MsgSeqNum, ResetSeqNumFlag } = logon.fields
  return `34=${MsgSeqNum}${ResetSeqNumFlag === undefined ? '' : ` 141=${ResetSeqNumFlag}`}`
}

/** Connects, and the counterparty answers in step. */
function logOn(rig: SessionRig): string {
  const logon = logonOf(rig.connect())
  const flag = logon.endsWith('141=Y') ? { ResetSeqNumFlag: 'Y' } : {}
  assertSeen(rig.receive('Logon', flag), [])
  assert.equal(rig.state, 'active')
  return logon
}

function logOut(rig: SessionRig): void {
  rig.requestLogout()
  rig.receive('Logout')
  rig.disconnect()
}

function initiator(options: RigOptions = {}): SessionRig {
  return new SessionRig({ role: 'initiator', ...options })
}

describe('forceSeqNumReset with intradayLogoutTolerance, of an initiator', () => {
  const matrix = [
    // What the first Logon, the one after a clean Logout, and the one after a lost link look like.
    [0, true, '34=1', '34=3', '34=4'],
    [0, false, '34=1', '34=1', '34=2'],
    [1, true, '34=1 141=Y', '34=3', '34=4'],
    [1, false, '34=1 141=Y', '34=1 141=Y', '34=2'],
    [2, true, '34=1 141=Y', '34=1 141=Y', '34=1 141=Y'],
    [2, false, '34=1 141=Y', '34=1 141=Y', '34=1 141=Y'],
  ] as const
  for (const [forceSeqNumReset, intradayLogoutTolerance, first, afterLogout, afterLoss] of matrix) {
    const tolerance = intradayLogoutTolerance ? 'tolerant' : 'not tolerant'
    it(`${forceSeqNumReset}, ${tolerance}: ${first}; ${afterLogout}; ${afterLoss} (SD-08 to SD-10, SD-17)`, () => {
      const rig = initiator({ forceSeqNumReset, intradayLogoutTolerance })
      assert.equal(logOn(rig), first)
      logOut(rig)
      assert.equal(logOn(rig), afterLogout)
      rig.disconnect()
      assert.equal(logOn(rig), afterLoss)
    })
  }

  it('1 and a restart with stored numbers: no flag; without them: the flag again (SD-09)', () => {
    assert.equal(logonOf(initiator({ forceSeqNumReset: 1, nextIn: 5, nextOut: 7 }).connect()), '34=7')
    assert.equal(logonOf(initiator({ forceSeqNumReset: 1 }).connect()), '34=1 141=Y')
  })

  it('1 in the scope of the object: its first Logon resets whatever is stored, the others do not', () => {
    const rig = initiator({ forceSeqNumReset: 1, firstInitiationScope: 'object', nextIn: 5, nextOut: 7 })
    assert.equal(logOn(rig), '34=1 141=Y')
    rig.disconnect()
    assert.equal(logOn(rig), '34=2')
    rig.apply({ kind: 'periodBegan', at: rig.now })
  })

  it('1 in the scope of the object: numbers that a Logout reset go on without the flag', () => {
    const rig = initiator({ forceSeqNumReset: 1, firstInitiationScope: 'object', intradayLogoutTolerance: false })
    logOn(rig)
    logOut(rig)
    assert.equal(logOn(rig), '34=1')
  })

  it('2 in FIX.4.0: 34=1, and no such flag (SD-12)', () => {
    const rig = initiator({ forceSeqNumReset: 2, version: 'FIX.4.0', nextIn: 5, nextOut: 7 })
    assert.equal(logonOf(rig.connect()), '34=1')
    assert.equal(rig.resets, 1)
  })

  it('resetOnLogon: every Logon of an initiator has 141=Y', () => {
    const rig = initiator({ resetOnLogon: true, nextIn: 5, nextOut: 7 })
    assert.equal(logOn(rig), '34=1 141=Y')
    rig.disconnect()
    assert.equal(logOn(rig), '34=1 141=Y')
  })

  it('ignoreResetSeqNumFlagOnReset: a reset of our own goes without the flag', () => {
    const rig = initiator({ forceSeqNumReset: 2, ignoreResetSeqNumFlagOnReset: true, nextIn: 5, nextOut: 7 })
    assert.equal(logOn(rig), '34=1')
    assert.deepEqual(rig.numbers, [2, 2])
    rig.requestReset()
    rig.disconnect()
    assert.equal(logonOf(rig.connect()), '34=1 141=Y', 'a reset inside the session that was cut off is repeated')
  })
})

describe('numbers after the end of a connection', () => {
  const endings: Record<string, (rig: SessionRig) => void> = {
    'our Logout': (rig) => {
      rig.requestLogout()
      rig.receive('Logout')
    },
    'their Logout': (rig) => void rig.receive('Logout'),
    'a lost link': () => undefined,
    'a Logout without an answer': (rig) => {
      rig.requestLogout()
      rig.pass(10)
    },
    'an error of the protocol': (rig) => void rig.receive('Heartbeat', { MsgSeqNum: 1 }),
    silence: (rig) => void rig.pass(80),
  }
  const all = Object.keys(endings)
  const table: readonly [name: string, options: RigOptions, resets: readonly string[]][] = [
    ['the defaults', {}, []],
    [
      'intradayLogoutTolerance=false (SD-15, SD-16)',
      { intradayLogoutTolerance: false },
      ['our Logout', 'their Logout'],
    ],
    ['resetOnLogout', { resetOnLogout: true }, ['our Logout', 'their Logout']],
    ['resetOnDisconnect', { resetOnDisconnect: true }, all],
    ['resetOnError', { resetOnError: true }, ['an error of the protocol']],
    [
      'resetSeqNumOnNonGracefulTermination (SD-19, SD-20)',
      { resetSeqNumOnNonGracefulTermination: true },
      ['a lost link', 'a Logout without an answer', 'an error of the protocol', 'silence'],
    ],
  ]
  for (const [name, options, resets] of table)
    for (const [ending, end] of Object.entries(endings)) {
      const resetting = resets.includes(ending)
      it(`${name}: ${ending} ${resetting ? 'resets' : 'keeps them'}`, () => {
        const rig = initiator({ ...options, nextIn: 7, nextOut: 9 })
        logOn(rig)
        end(rig)
        const before = rig.numbers
        rig.disconnect()
        assert.deepEqual(rig.numbers, resetting ? [1, 1] : before)
        assert.equal(rig.resets, resetting ? 1 : 0)
        assert.equal(logonOf(rig.connect()), resetting ? '34=1' : `34=${before[1]}`, 'and no 141 by this alone')
      })
    }

  it('resetSeqNumOnNonGracefulTermination resets once, not with each attempt that fails (SD-19)', () => {
    const rig = initiator({ resetSeqNumOnNonGracefulTermination: true, nextIn: 7, nextOut: 9 })
    logOn(rig)
    rig.disconnect()
    rig.connect()
    rig.disconnect()
    assert.equal(logonOf(rig.connect()), '34=2')
    assert.equal(rig.resets, 1)
  })

  it('resetSeqNumOnNonGracefulTermination with forceSeqNumReset 2: 141=Y all the same (SD-21)', () => {
    const rig = initiator({ resetSeqNumOnNonGracefulTermination: true, forceSeqNumReset: 2 })
    logOn(rig)
    rig.disconnect()
    assert.equal(logonOf(rig.connect()), '34=1 141=Y')
  })

  for (const setting of ['resetOnDisconnect', 'resetOnError', 'resetSeqNumOnNonGracefulTermination'] as const)
    it(`${setting}: a stranger that connects and goes resets nothing`, () => {
      const rig = new SessionRig({ [setting]: true, nextIn: 7, nextOut: 9 })
      rig.connect()
      rig.disconnect()
      rig.connect()
      rig.receive('Logon', { SenderCompID: 'SOMEBODY' })
      rig.disconnect()
      assert.deepEqual([rig.numbers, rig.resets], [[7, 9], 0])
    })

  it('a reset that was not answered is still repeated after an end that resets', () => {
    const rig = initiator({ resetOnDisconnect: true, nextIn: 7, nextOut: 9 })
    logOn(rig)
    rig.requestReset()
    rig.disconnect()
    assert.equal(logonOf(rig.connect()), '34=1 141=Y')
  })
})

describe('an acceptor whose numbers begin with a Logon', () => {
  const ownLogon = { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }

  it('forceSeqNumReset 2 leaves the reply alone', () => {
    const rig = new SessionRig({ forceSeqNumReset: 2, nextIn: 7, nextOut: 9 })
    rig.connect()
    assertSeen(rig.receive('Logon'), [sent('Logon', { MsgSeqNum: 9, ResetSeqNumFlag: null })])
  })

  it('forceSeqNumResetByAcceptor: the reply resets unasked, and the Logon that may answer it is the last', () => {
    const rig = new SessionRig({ forceSeqNumReset: 2, forceSeqNumResetByAcceptor: true, nextIn: 7, nextOut: 9 })
    rig.connect()
    assertSeen(rig.receive('Logon'), [sent('Logon', ownLogon)])
    assertSeen(rig.receive('Logon', ownLogon), [])
    assert.deepEqual([rig.numbers, rig.state, rig.resets], [[2, 2], 'active', 1])
  })

  it('forceSeqNumResetByAcceptor: both stand at 2 when the Logon was number 1, so a Logon behind it is a new request', () => {
    const rig = new SessionRig({ forceSeqNumReset: 2, forceSeqNumResetByAcceptor: true, nextIn: 7, nextOut: 9 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1 }), [sent('Logon', ownLogon)])
    assertSeen(rig.receive('Logon', ownLogon), [sent('Logon', ownLogon)])
    assert.deepEqual([rig.numbers, rig.state, rig.resets], [[2, 2], 'active', 2])
  })

  it('forceSeqNumResetByAcceptor in FIX.4.0: an ordinary reply', () => {
    const options = { forceSeqNumReset: 2, forceSeqNumResetByAcceptor: true } as const
    const rig = new SessionRig({ ...options, version: 'FIX.4.0', nextIn: 7, nextOut: 9 })
    rig.connect()
    assertSeen(rig.receive('Logon'), [sent('Logon', { MsgSeqNum: 9 })])
  })

  it('resetOnLogon: 1/1 before the number of the Logon is looked at, and no 141 in the reply', () => {
    const rig = new SessionRig({ resetOnLogon: true, nextIn: 7, nextOut: 9 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1 }), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: null })])
    assert.deepEqual([rig.numbers, rig.resets], [[2, 2], 1])
  })

  it('resetOnLogon: a Logon that goes on is too high then', () => {
    const rig = new SessionRig({ resetOnLogon: true, nextIn: 7, nextOut: 9 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 7 }), [
      sent('Logon', { MsgSeqNum: 1 }),
      sent('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 }),
    ])
  })

  it('resetOnLogon: a Logon that is refused resets nothing', () => {
    const rig = new SessionRig({ resetOnLogon: true, nextIn: 7, nextOut: 9 })
    rig.connect()
    rig.receive('Logon', { MsgSeqNum: 1, HeartBtInt: -1 })
    assert.equal(rig.resets, 0)
  })

  it('resetSeqNumFromFirstLogon: the first Logon gives both numbers', () => {
    const rig = new SessionRig({ resetSeqNumFromFirstLogon: 'schedule', nextIn: 70, nextOut: 90 })
    rig.apply({ kind: 'periodBegan', at: rig.now })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 31, NextExpectedMsgSeqNum: 42 }), [sent('Logon', { MsgSeqNum: 42 })])
    assert.deepEqual([rig.numbers, rig.state], [[32, 43], 'active'])
    rig.disconnect()
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 5 }), [sent('Logout')], 'only the first one does')
  })

  for (const wrong of [0, -3, 99_999_999_999])
    it(`resetSeqNumFromFirstLogon: NextExpectedMsgSeqNum ${wrong} is no number, 1 is taken`, () => {
      const rig = new SessionRig({ resetSeqNumFromFirstLogon: 'schedule' })
      rig.connect()
      assertSeen(rig.receive('Logon', { MsgSeqNum: 31, NextExpectedMsgSeqNum: wrong }), [
        sent('Logon', { MsgSeqNum: 1 }),
      ])
    })

  it('resetSeqNumFromFirstLogon never: a high first Logon is a gap', () => {
    const rig = new SessionRig()
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 31 }), [sent('Logon'), sent('ResendRequest', { BeginSeqNo: 1 })])
  })

  it('resetThreshold: a Logon above it missed the reset: Logout says so, nothing changes', () => {
    const rig = new SessionRig({ resetThreshold: 10 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 11 }), [
      sent('Logout', {
        Text: 'MsgSeqNum 11 where 1 was expected: the reset of the sequence numbers may have been missed',
      }),
    ])
    rig.disconnect()
    assert.equal(rig.session.nextIn, 1)
    assert.equal(rig.ends[0]?.reason, 'possibleMissedReset')
  })

  for (const [what, options, fields] of [
    ['a Logon at the threshold is a gap', {}, { MsgSeqNum: 10 }],
    ['a numbering under way has no such limit', { nextIn: 2, nextOut: 2 }, { MsgSeqNum: 50 }],
  ] as const)
    it(`resetThreshold: ${what}`, () => {
      const rig = new SessionRig({ resetThreshold: 10, ...options })
      rig.connect()
      assertSeen(rig.receive('Logon', fields), [sent('Logon'), sent('ResendRequest')])
    })
})

describe('the reply to our reset', () => {
  it('MsgSeqNum(34) above 1: the session ends (SD-14)', () => {
    const rig = initiator({ forceSeqNumReset: 2 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 57 }), [
      sent('Logout', { Text: 'Reset was not honoured: MsgSeqNum 1 expected, received 57' }),
    ])
  })

  it('MsgSeqNum(34) above 1 with strictReset=false: a gap from 1 (SD-14)', () => {
    const rig = initiator({ forceSeqNumReset: 2, strictReset: false, nextIn: 40, nextOut: 40 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 57 }), [sent('ResendRequest', { BeginSeqNo: 1, EndSeqNo: 0 })])
    assert.equal(rig.state, 'active')
    rig.receive('SequenceReset', { MsgSeqNum: 1, PossDupFlag: 'Y', GapFillFlag: 'Y', NewSeqNo: 57 })
    assert.equal(rig.session.nextIn, 58)
  })

  it('34=1 without 141: accepted with a warning (SD-13)', () => {
    const rig = initiator({ forceSeqNumReset: 2 })
    rig.connect()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1 }), [])
    assert.deepEqual(rig.numbers, [2, 2])
    assert.equal(rig.told('deviation').length, 1)
  })
})
