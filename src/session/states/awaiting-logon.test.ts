import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../../fix/versions.ts'
import { assertSeen, closed, type Fields, type Seen, sent } from '../../testing/seen.ts'
import { type RigOptions, SessionRig } from '../../testing/session-rig.ts'

function awaiting(options: RigOptions = {}): SessionRig {
  const rig = new SessionRig(options)
  rig.connect()
  return rig
}

describe('Logon, acceptor (group 1S)', () => {
  for (const version of VERSIONS) {
    it(`a valid Logon is answered with Logon, HeartBtInt taken over (1S.a, ${version.id})`, () => {
      const rig = awaiting({ version: version.id })
      const defaultApplVerID = version.applVerID ?? null
      assertSeen(rig.receive('Logon', { HeartBtInt: 17 }), [
        sent('Logon', {
          MsgSeqNum: 1,
          EncryptMethod: 0,
          HeartBtInt: 17,
          ResetSeqNumFlag: null,
          DefaultApplVerID: defaultApplVerID,
        }),
      ])
      assert.equal(rig.state, 'active')
      assert.deepEqual(rig.numbers, [2, 2])
      assert.deepEqual(rig.told('established'), ['session established, HeartBtInt 17'])
    })
  }

  for (const [version, openEnd] of [
    ['FIX.4.0', 999999],
    ['FIX.4.1', 999999],
    ['FIX.4.2', 0],
    ['FIXT.1.1', 0],
  ] as const) {
    it(`Logon with MsgSeqNum(34) too high: Logon, then ResendRequest to ${openEnd} (1S.a, SD-07, trace A1, ${version})`, () => {
      const rig = awaiting({ version })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 5 }), [
        sent('Logon', { MsgSeqNum: 1 }),
        sent('ResendRequest', { MsgSeqNum: 2, BeginSeqNo: 1, EndSeqNo: openEnd }),
      ])
      assert.equal(rig.state, 'active')
      assert.equal(rig.session.nextIn, 1, 'the Logon counts when its turn comes')
      rig.receive('SequenceReset', {
        MsgSeqNum: 1,
        PossDupFlag: 'Y',
        OrigSendingTime: rig.time(),
        GapFillFlag: 'Y',
        NewSeqNo: 6,
      })
      assert.equal(rig.session.nextIn, 6)
    })
  }

  it('the Logon that came too high counts although the answer stops before it', () => {
    const rig = awaiting()
    rig.receive('Logon', { MsgSeqNum: 5 })
    rig.receive('SequenceReset', {
      MsgSeqNum: 1,
      PossDupFlag: 'Y',
      OrigSendingTime: rig.time(),
      GapFillFlag: 'Y',
      NewSeqNo: 5,
    })
    assert.equal(rig.session.nextIn, 6)
    assertSeen(rig.receive('TestRequest', { MsgSeqNum: 6, TestReqID: 'A' }), [sent('Heartbeat', { TestReqID: 'A' })])
  })

  it('nothing about an unknown identity is answered: the connection is closed (1S.c)', () => {
    for (const fields of [{ SenderCompID: 'STRANGER' }, { TargetCompID: 'STRANGER' }]) {
      const rig = awaiting()
      assertSeen(rig.receive('Logon', fields), [closed])
      assert.deepEqual(rig.numbers, [1, 1])
      assert.equal(rig.told('refused').length, 1)
    }
  })

  const invalid: [name: string, fields: Fields, expected: Seen[], counted: boolean][] = [
    [
      'BeginString(8) of another version',
      { BeginString: 'FIX.4.2' },
      [sent('Logout', { Text: 'Incorrect BeginString: expected FIX.4.4, received FIX.4.2' })],
      false,
    ],
    [
      'stale SendingTime(52)',
      { SendingTime: '20260105-11:57:59.000' },
      [sent('Reject', { RefSeqNum: 1, SessionRejectReason: 10, RefTagID: 52, RefMsgType: 'A' }), sent('Logout')],
      false,
    ],
    [
      'no HeartBtInt(108)',
      { HeartBtInt: null },
      [sent('Reject', { SessionRejectReason: 1, RefTagID: 108 }), sent('Logout')],
      false,
    ],
    [
      'negative HeartBtInt(108) (PX-02)',
      { HeartBtInt: -1 },
      [
        sent('Reject', { SessionRejectReason: 5, RefTagID: 108 }),
        sent('Logout', { Text: 'HeartBtInt must not be negative' }),
      ],
      false,
    ],
    [
      'HeartBtInt(108) beyond the limit',
      { HeartBtInt: 86_401 },
      [
        sent('Reject', { SessionRejectReason: 5, RefTagID: 108 }),
        sent('Logout', { Text: 'HeartBtInt must not exceed 86400' }),
      ],
      false,
    ],
    [
      'HeartBtInt(108) beyond every number',
      { HeartBtInt: '9'.repeat(30) },
      [sent('Reject', { SessionRejectReason: 5, RefTagID: 108 }), sent('Logout')],
      false,
    ],
    [
      'EncryptMethod(98) 1, the one refused Logon that counts (17.b)',
      { EncryptMethod: 1 },
      [sent('Reject', { SessionRejectReason: 7, RefTagID: 98 }), sent('Logout')],
      true,
    ],
    [
      'ResetSeqNumFlag(141) with MsgSeqNum(34) 2 (SD-06)',
      { ResetSeqNumFlag: 'Y', MsgSeqNum: 2 },
      [
        sent('Reject', { RefSeqNum: 2, RefTagID: 34 }),
        sent('Logout', { Text: 'MsgSeqNum must be equal to 1 while resetting the sequence number' }),
      ],
      false,
    ],
    [
      'no MsgSeqNum(34) (PX-03)',
      { MsgSeqNum: null },
      [sent('Logout', { Text: 'Received message without MsgSeqNum' })],
      false,
    ],
  ]
  for (const [name, fields, expected, counted] of invalid) {
    it(`Logon with ${name}: no Logon, but ${expected.length > 1 ? 'Reject and Logout' : 'Logout'}, then the close (1S.d)`, () => {
      const rig = awaiting()
      assertSeen(rig.receive('Logon', fields), expected)
      assert.equal(rig.session.nextIn, counted ? 2 : 1)
      assert.equal(rig.resets, 0)
      assertSeen(rig.receive('Logon'), [], 'the connection is lost to a second Logon')
      assertSeen(rig.pass(2), [closed])
    })
  }

  it('FIXT: a Logon without DefaultApplVerID(1137) is refused (PX-09)', () => {
    const rig = awaiting({ version: 'FIXT.1.1' })
    assertSeen(rig.receive('Logon', { DefaultApplVerID: null }), [
      sent('Reject', { SessionRejectReason: 1, RefTagID: 1137 }),
      sent('Logout'),
    ])
  })
})

describe('Logon, acceptor: what both sides must mean alike', () => {
  it('FIXT: a DefaultApplVerID(1137) that no version has is refused (PX-10)', () => {
    const rig = awaiting({ version: 'FIXT.1.1' })
    assertSeen(rig.receive('Logon', { DefaultApplVerID: '99' }), [
      sent('Reject', { SessionRejectReason: 5, RefTagID: 1137 }),
      sent('Logout', { Text: 'DefaultApplVerID is not supported' }),
    ])
  })

  it('FIXT: every DefaultApplVerID(1137) of the list is taken', () => {
    for (let value = 0; value <= 10; value++) {
      const rig = awaiting({ version: 'FIXT.1.1' })
      assertSeen(rig.receive('Logon', { DefaultApplVerID: String(value) }), [sent('Logon')], String(value))
    }
  })

  const purposes: [ours: string | null, theirs: string | null, accepted: boolean][] = [
    ['N', 'Y', false],
    ['Y', 'N', false],
    ['Y', null, false],
    ['N', 'N', true],
    ['N', null, true],
    ['Y', 'Y', true],
    [null, 'Y', true],
  ]
  for (const [ours, theirs, accepted] of purposes)
    it(`TestMessageIndicator(464) ${theirs ?? 'left out'}, ours ${ours ?? 'left out'} (PX-44)`, () => {
      const rig = awaiting(ours === null ? {} : { logonFields: [[464, ours]] })
      const fields = theirs === null ? {} : { TestMessageIndicator: theirs }
      const refused = [sent('Reject', { SessionRejectReason: 5, RefTagID: 464 }), sent('Logout')]
      assertSeen(rig.receive('Logon', fields), accepted ? [sent('Logon')] : refused)
    })

  it('FIX.4.2 has no TestMessageIndicator(464): it is not compared', () => {
    const rig = awaiting({ version: 'FIX.4.2', logonFields: [[464, 'Y']] })
    assertSeen(rig.receive('Logon'), [sent('Logon')])
  })
})

describe('Logon, acceptor: MsgSeqNum(34) too low and resets (SD-01 to SD-07)', () => {
  for (const [version, sessionStatus] of [
    ['FIX.4.2', null],
    ['FIX.4.4', null],
    ['FIXT.1.1', 9],
  ] as const) {
    it(`Logon with MsgSeqNum(34) too low: Logout, then disconnect; the next good one is accepted (SD-01, ${version})`, () => {
      const rig = awaiting({ version, nextIn: 7, nextOut: 3 })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 4 }), [
        sent('Logout', {
          MsgSeqNum: 3,
          Text: 'MsgSeqNum too low, expecting 7 but received 4',
          SessionStatus: sessionStatus,
        }),
      ])
      assertSeen(rig.pass(1.999), [])
      assertSeen(rig.pass(0.001), [closed])
      rig.disconnect()
      assert.deepEqual(rig.numbers, [7, 4])
      assert.deepEqual(rig.counted, [])
      rig.connect()
      assertSeen(rig.receive('Logon', { MsgSeqNum: 7 }), [sent('Logon', { MsgSeqNum: 4 })])
    })
  }

  it('ignoreSeqNumTooLowAtLogon: accepted, and the number behind it is expected next (SD-03)', () => {
    const rig = awaiting({ nextIn: 7, nextOut: 3, ignoreSeqNumTooLowAtLogon: true })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 4 }), [sent('Logon', { MsgSeqNum: 3 })])
    assert.equal(rig.session.nextIn, 5)
    assert.equal(rig.told('deviation').length, 1)
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 5, ClOrdID: 'A' }), [{ delivered: 'A', possDup: false }])
  })

  it('ignoreSeqNumTooLowAtLogon is for Logon only: a later message too low still ends the session (SD-04)', () => {
    const rig = awaiting({ nextIn: 7, nextOut: 3, ignoreSeqNumTooLowAtLogon: true })
    rig.receive('Logon', { MsgSeqNum: 7 })
    assertSeen(rig.receive('NewOrderSingle', { MsgSeqNum: 5 }), [
      sent('Logout', { Text: 'MsgSeqNum too low, expecting 8 but received 5' }),
    ])
  })

  it('a Logon refused for another reason leaves nextIn alone, also with ignoreSeqNumTooLowAtLogon', () => {
    const rig = awaiting({ nextIn: 7, nextOut: 3, ignoreSeqNumTooLowAtLogon: true, handleSeqNumAtLogon: true })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 4, NextExpectedMsgSeqNum: 9 }), [sent('Logout')])
    assert.equal(rig.session.nextIn, 7)
  })

  it('Logon too low with PossDupFlag(43) is no breach: accepted, nothing counted', () => {
    const rig = awaiting({ nextIn: 7, nextOut: 3 })
    const fields = { MsgSeqNum: 4, PossDupFlag: 'Y', OrigSendingTime: rig.time() }
    assertSeen(rig.receive('Logon', fields), [sent('Logon', { MsgSeqNum: 3 })])
    assert.equal(rig.session.nextIn, 7)
  })

  for (const version of ['FIX.4.1', 'FIX.4.2', 'FIX.4.4', 'FIXT.1.1'] as const) {
    it(`Logon 34=1 with ResetSeqNumFlag(141): both sides restart, the reply says so (SD-05, ${version})`, () => {
      const rig = awaiting({ version, nextIn: 57, nextOut: 90 })
      assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [
        sent('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }),
      ])
      assert.deepEqual(rig.numbers, [2, 2])
      assert.equal(rig.resets, 1)
    })
  }

  it('FIX.4.0 has no ResetSeqNumFlag(141): a Logon with it is refused and resets nothing', () => {
    const rig = awaiting({ version: 'FIX.4.0', nextIn: 5, nextOut: 5 })
    assertSeen(rig.receive('Logon', { MsgSeqNum: 1, ResetSeqNumFlag: 'Y' }), [
      sent('Reject', { RefSeqNum: 1, RefTagID: null, RefMsgType: null, SessionRejectReason: null }),
      sent('Logout'),
    ])
    assert.equal(rig.resets, 0)
  })
})

describe('first message is not a Logon, acceptor (group 2S)', () => {
  for (const name of [
    'Heartbeat',
    'TestRequest',
    'ResendRequest',
    'Reject',
    'SequenceReset',
    'Logout',
    'NewOrderSingle',
  ]) {
    it(`${name} first: disconnect without a word, nothing counted`, () => {
      const rig = awaiting()
      assertSeen(rig.receive(name), [closed])
      assert.deepEqual(rig.numbers, [1, 1])
      assert.deepEqual(rig.told('refused').length, 1)
      assertSeen(rig.receive('Logon'), [], 'a Logon behind it in the same packet comes too late')
    })
  }

  it('garbled bytes first: ignored, and a Logon after them is accepted', () => {
    const rig = awaiting()
    assertSeen(rig.garble(), [])
    assertSeen(rig.receive('Logon'), [sent('Logon')])
  })

  it('no Logon in time: disconnect without a word', () => {
    const rig = awaiting({ logonTimeout: 5 })
    assertSeen(rig.pass(4.999), [])
    assertSeen(rig.pass(0.001), [closed])
    assert.deepEqual(rig.told('timeout'), ['no Logon within 5 s'])
  })
})
