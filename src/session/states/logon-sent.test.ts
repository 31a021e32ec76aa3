import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../../fix/versions.ts'
import { assertSeen, closed, type Fields, type Seen, sent } from '../../testing/seen.ts'
import { type RigOptions, SessionRig } from '../../testing/session-rig.ts'

function logonSent(options: RigOptions = {}): SessionRig {
  const rig = new SessionRig({ role: 'initiator', ...options })
  rig.connect()
  return rig
}

describe('Logon, initiator (group 1B)', () => {
  for (const version of VERSIONS) {
    it(`Logon is the first thing on the wire, under nextOut (1B.a, 1B.b, ${version.id})`, () => {
      const rig = new SessionRig({ role: 'initiator', version: version.id, nextIn: 12, nextOut: 8, heartBtInt: 17 })
      assertSeen(rig.connect(), [
        sent('Logon', {
          MsgSeqNum: 8,
          EncryptMethod: 0,
          HeartBtInt: 17,
          ResetSeqNumFlag: null,
          NextExpectedMsgSeqNum: null,
          DefaultApplVerID: version.applVerID ?? null,
          SendingTime: version.ordinal >= 42 ? '20260105-12:00:00.000' : '20260105-12:00:00',
        }),
      ])
      assertSeen(rig.receive('Logon', { MsgSeqNum: 12, HeartBtInt: 17 }), [])
      assert.equal(rig.state, 'active')
      assert.deepEqual(rig.numbers, [13, 9])
    })
  }

  it('logonFields go into the Logon (1B.b)', () => {
    const rig = new SessionRig({
      role: 'initiator',
      logonFields: [
        [553, 'user'],
        [554, 'secret'],
      ],
    })
    assertSeen(rig.connect(), [sent('Logon', { Username: 'user', Password: 'secret' })])
  })

  it('the reply has MsgSeqNum(34) too high: established, then ResendRequest (1B.c)', () => {
    const rig = logonSent({ nextIn: 3, nextOut: 8 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 9 }), [
      sent('ResendRequest', { MsgSeqNum: 9, BeginSeqNo: 3, EndSeqNo: 0 }),
    ])
    assert.equal(rig.state, 'active')
    assert.equal(rig.session.nextIn, 3)
  })

  const invalid: [name: string, fields: Fields, expected: Seen[]][] = [
    ['of another BeginString(8)', { BeginString: 'FIX.4.3' }, [sent('Logout')]],
    [
      'from another SenderCompID(49)',
      { SenderCompID: 'X' },
      [sent('Reject', { SessionRejectReason: 9 }), sent('Logout')],
    ],
    [
      'with a far SendingTime(52)',
      { SendingTime: '20260105-12:02:01.000' },
      [sent('Reject', { SessionRejectReason: 10 }), sent('Logout')],
    ],
    [
      'without EncryptMethod(98)',
      { EncryptMethod: null },
      [sent('Reject', { SessionRejectReason: 1, RefTagID: 98 }), sent('Logout')],
    ],
    [
      'with another HeartBtInt(108)',
      { HeartBtInt: 31 },
      [
        sent('Reject', { SessionRejectReason: 5, RefTagID: 108 }),
        sent('Logout', { Text: 'HeartBtInt 30 was proposed, 31 came back' }),
      ],
    ],
    [
      'with MsgSeqNum(34) too low (SD-02)',
      { MsgSeqNum: 2 },
      [sent('Logout', { Text: 'MsgSeqNum too low, expecting 3 but received 2' })],
    ],
    [
      'with ResetSeqNumFlag(141) and MsgSeqNum(34) 3 (SD-06)',
      { ResetSeqNumFlag: 'Y' },
      [sent('Reject', { RefTagID: 34 }), sent('Logout')],
    ],
  ]
  for (const [name, fields, expected] of invalid) {
    it(`a reply ${name}: Logout, then disconnect (1B.d)`, () => {
      const rig = logonSent({ nextIn: 3, nextOut: 8 })
      assertSeen(rig.receive('Logon', fields), expected)
      assert.equal(rig.session.nextIn, 3)
      assertSeen(rig.pass(2), [closed])
    })
  }

  it('another HeartBtInt(108) is taken over when a mismatch is allowed', () => {
    const rig = logonSent({ disconnectOnLogonHeartbeatMismatch: false })
    rig.receive('Logon', { HeartBtInt: 12 })
    assert.equal(rig.state, 'active')
    assert.equal(rig.session.heartBtInt, 12)
  })

  it('ignoreSeqNumTooLowAtLogon: a reply too low is accepted (SD-03)', () => {
    const rig = logonSent({ nextIn: 9, nextOut: 8, ignoreSeqNumTooLowAtLogon: true })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 2 }), [])
    assert.equal(rig.session.nextIn, 3)
  })

  for (const name of ['Heartbeat', 'TestRequest', 'ResendRequest', 'SequenceReset', 'NewOrderSingle']) {
    it(`${name} instead of the reply: Logout, then disconnect (1B.e)`, () => {
      const rig = logonSent()
      assertSeen(rig.receive(name), [sent('Logout', { Text: 'First message is not logon' })])
      assert.equal(rig.session.nextIn, 1)
      assertSeen(rig.pass(2), [closed])
    })
  }

  for (const name of ['Logout', 'Reject']) {
    it(`${name} instead of the reply is a refusal: its text is told, nothing is answered`, () => {
      const rig = logonSent()
      assertSeen(rig.receive(name, { Text: 'not today', ...(name === 'Reject' ? { RefSeqNum: 1 } : {}) }), [closed])
      assert.deepEqual(rig.told('refused'), ['Logon refused by the counterparty: not today'])
      assert.equal(rig.session.nextIn, 2)
      assertSeen(rig.receive('Logon'), [], 'too late')
      assert.notEqual(rig.state, 'active')
    })
  }

  const nextExpected: [name: string, options: RigOptions, wanted: number, next: number][] = [
    ['above ours', { nextExpectedOfLogout: true }, 40, 40],
    ['the one that our Logon had', { nextExpectedOfLogout: true }, 8, 8],
    ['the one behind our Logon', { nextExpectedOfLogout: true }, 9, 9],
    ['one that other messages have', { nextExpectedOfLogout: true }, 7, 9],
    ['more than can be stored', { nextExpectedOfLogout: true, maxStorageSeqNo: 100 }, 101, 9],
    ['above ours, where nobody told us to look', {}, 40, 9],
    ['above ours, in a version without 789', { nextExpectedOfLogout: true, version: 'FIX.4.3' }, 40, 9],
  ]
  for (const [name, options, wanted, next] of nextExpected) {
    it(`a Logout that refuses and says the number it wants, ${name}: the next Logon has ${next} (VN-02)`, () => {
      const rig = logonSent({ nextIn: 3, nextOut: 8, ...options })
      assertSeen(rig.receive('Logout', { 789: wanted }), [closed])
      rig.disconnect()
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: next })])
      assert.equal(rig.session.nextIn, 4)
    })
  }

  it('a Logout from somebody else says no number (VN-02)', () => {
    const rig = logonSent({ nextExpectedOfLogout: true })
    rig.receive('Logout', { 789: 40, SenderCompID: 'X' })
    rig.disconnect()
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 2 })])
  })

  it('garbled bytes instead of the reply are ignored', () => {
    const rig = logonSent()
    assertSeen(rig.garble(), [])
    rig.receive('Logon')
    assert.equal(rig.state, 'active')
  })

  it('no reply in time: Logout, then disconnect', () => {
    const rig = logonSent({ logonTimeout: 10 })
    assertSeen(rig.pass(10), [sent('Logout', { MsgSeqNum: 2 })])
    assertSeen(rig.pass(2), [closed])
  })

  it('logonTimeout 0 waits for ever', () => {
    const rig = logonSent({ logonTimeout: 0 })
    assertSeen(rig.pass(86_400), [])
    assert.equal(rig.state, 'logonSent')
  })
})

describe('ResetSeqNumFlag(141) in the first Logon, initiator', () => {
  for (const version of ['FIX.4.1', 'FIX.4.4', 'FIXT.1.1'] as const) {
    it(`forceSeqNumReset 2: every Logon is 34=1 141=Y (SD-10, ${version})`, () => {
      const rig = new SessionRig({ role: 'initiator', version, nextIn: 8, nextOut: 9, forceSeqNumReset: 2 })
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
      rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })
      assert.deepEqual(rig.numbers, [2, 2])
      rig.disconnect()
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
    })
  }

  it('forceSeqNumReset 2 in FIX.4.0: 34=1 and no 141 on the wire (SD-12)', () => {
    const rig = new SessionRig({ role: 'initiator', version: 'FIX.4.0', nextIn: 8, nextOut: 9, forceSeqNumReset: 2 })
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: null })])
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1 }), [])
    assert.deepEqual(rig.numbers, [2, 2])
  })

  it('forceSeqNumReset 0: three Logons, never 141, numbers continue (SD-08)', () => {
    const rig = new SessionRig({ role: 'initiator' })
    for (const number of [1, 2, 3]) {
      assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: number, ResetSeqNumFlag: null })])
      rig.receive('Logon', { MsgSeqNum: number })
      rig.disconnect()
    }
  })

  it('forceSeqNumReset 1: only while nothing was ever stored (SD-09)', () => {
    const rig = new SessionRig({ role: 'initiator', forceSeqNumReset: 1 })
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
    rig.receive('Logon', { ResetSeqNumFlag: 'Y' })
    rig.disconnect()
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 2, ResetSeqNumFlag: null })])
    const restarted = new SessionRig({ role: 'initiator', forceSeqNumReset: 1, nextIn: 4, nextOut: 4 })
    assertSeen(restarted.connect(), [sent('Logon', { MsgSeqNum: 4, ResetSeqNumFlag: null })])
  })

  it('a reset that was never answered is asked for again at the next Logon', () => {
    const rig = new SessionRig({ role: 'initiator', forceSeqNumReset: 1 })
    rig.connect()
    rig.disconnect()
    assertSeen(rig.connect(), [sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })])
  })

  it('the reply restarts at 1 without ResetSeqNumFlag(141): accepted with a warning (SD-13)', () => {
    const rig = logonSent({ forceSeqNumReset: 2 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1 }), [])
    assert.equal(rig.state, 'active')
    assert.equal(rig.told('deviation').length, 1)
  })

  it('the reply to a reset has MsgSeqNum(34) 57: Logout, then disconnect (SD-14)', () => {
    const rig = logonSent({ forceSeqNumReset: 2 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 57 }), [sent('Logout', { MsgSeqNum: 2 })])
    assertSeen(rig.pass(2), [closed])
  })
})

describe('a reply with ResetSeqNumFlag(141) that nobody asked for, initiator', () => {
  it('to Logon 34=1: both sides stand at 2 already, nothing is sent', () => {
    const rig = logonSent()
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [])
    assert.equal(rig.state, 'active')
    assert.deepEqual(rig.numbers, [2, 2])
  })

  it('to Logon 34=8: answered with a reset, and its answer is the last word (PX-43)', () => {
    const rig = logonSent({ nextIn: 3, nextOut: 8 })
    const answer = sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [answer])
    assert.deepEqual(rig.numbers, [2, 2])
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [], 'no ping-pong')
    assert.deepEqual(rig.numbers, [2, 2])
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 2 }), [sent('Heartbeat', { MsgSeqNum: 2 })])
  })

  it('after it, a reset that is asked for later is answered', () => {
    const rig = logonSent({ nextIn: 3, nextOut: 8 })
    rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' })
    rig.receive('Heartbeat', { MsgSeqNum: 2 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [
      sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }),
    ])
  })
})
