/** Switches that take, reject or cut what the standard has another answer for (engine parameters 8 and 15). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decode } from '../codec/decode.ts'
import { assertSeen, closed, delivered, type Fields, sent } from '../testing/seen.ts'
import { establishedRig, type RigOptions, SessionRig } from '../testing/session-rig.ts'

const BAD_SIDE: Fields = { ClOrdID: 'A', Side: 'q' }

describe('rejectInvalidMessage false: what does not fit the dictionary is taken with a warning', () => {
  const application: [name: string, fields: Fields, rejected: Fields][] = [
    ['a value outside its enumeration', BAD_SIDE, { SessionRejectReason: 5, RefTagID: 54 }],
    ['a required field is missing', { ClOrdID: 'A', Side: null }, { SessionRejectReason: 1, RefTagID: 54 }],
    ['a tag that nobody has defined', { ClOrdID: 'A', 99999: 'x' }, { SessionRejectReason: 0, RefTagID: 99999 }],
  ]
  for (const [name, fields, rejected] of application)
    it(`an application message: ${name}`, () => {
      assertSeen(establishedRig().receive('NewOrderSingle', fields), [sent('Reject', rejected)])
      const rig = establishedRig({ rejectInvalidMessage: false })
      assertSeen(rig.receive('NewOrderSingle', fields), [delivered('A')])
      assert.deepEqual(rig.numbers, [3, 2])
      assert.match(rig.told('deviation').join(), /^message 2 taken although it is not valid: /)
    })

  it('a message of the session, where the session does not act upon what is wrong', () => {
    const rig = establishedRig({ rejectInvalidMessage: false })
    assertSeen(rig.receive('TestRequest', { TestReqID: 'X', 99999: 'x' }), [sent('Heartbeat', { TestReqID: 'X' })])
    assert.equal(rig.told('deviation').length, 1)
  })

  it('but a message of the session is rejected for what the session acts upon', () => {
    const rig = establishedRig({ rejectInvalidMessage: false })
    assertSeen(rig.receive('TestRequest', { TestReqID: null }), [
      sent('Reject', { SessionRejectReason: 1, RefTagID: 112 }),
    ])
    assertSeen(rig.receive('SequenceReset', { GapFillFlag: 'x', NewSeqNo: 9 }), [
      sent('Reject', { SessionRejectReason: 6, RefTagID: 123 }),
    ])
    assert.equal(rig.session.nextIn, 3, 'a SequenceReset that can be read as a reset does not count')
  })

  it('a message that waits behind a gap is warned about once, when its turn comes', () => {
    const rig = establishedRig({ rejectInvalidMessage: false })
    rig.receive('NewOrderSingle', { ...BAD_SIDE, MsgSeqNum: 3 })
    assert.deepEqual(rig.told('deviation'), [])
    assertSeen(rig.receive('Heartbeat', { MsgSeqNum: 2 }), [delivered('A')])
    assert.equal(rig.told('deviation').length, 1)
  })
})

describe('allowUnknownEnumValues', () => {
  const validation = { allowUnknownEnumValues: true }

  it('an application message with a value of its own is taken, formats are checked all the same', () => {
    const rig = establishedRig({ validation })
    assertSeen(rig.receive('NewOrderSingle', BAD_SIDE), [delivered('A')])
    assertSeen(rig.receive('NewOrderSingle', { OrderQty: 'many' }), [
      sent('Reject', { SessionRejectReason: 6, RefTagID: 38 }),
    ])
  })

  it('the session acts upon known values only', () => {
    const rig = establishedRig({ validation, version: 'FIX.4.2' })
    assertSeen(rig.receive('Reject', { RefSeqNum: 1, SessionRejectReason: 77 }), [
      sent('Reject', { SessionRejectReason: 5, RefTagID: 373 }),
    ])
  })
})

describe('checkWellFormedness', () => {
  it('off: a field without a tag, and a piece of a value, are taken', () => {
    for (const [piece, reason] of [
      ['abc=1', 0],
      ['0058=x', 0],
      ['rest', 17],
    ] as const) {
      const strict = establishedRig()
      const bytes = strict.message('NewOrderSingle', { ClOrdID: 'A' }).bytes.toString('latin1')
      // Twice: what has no tag is no tag that appears more than once.
      const malformed = decode(Buffer.from(bytes.replace('\x0110=', `\x01${piece}\x01${piece}\x0110=`), 'latin1'))
      assertSeen(strict.receiveMessage(malformed), [sent('Reject', { SessionRejectReason: reason })], piece)
      const rig = establishedRig({ validation: { checkWellFormedness: false } })
      assertSeen(rig.receiveMessage(malformed), [delivered('A')], piece)
    }
  })
})

describe('disconnectOnError', () => {
  it('an application message that would be rejected cuts the connection; it does not count', () => {
    const rig = establishedRig({ disconnectOnError: true })
    assertSeen(rig.receive('NewOrderSingle', BAD_SIDE), [closed])
    assert.deepEqual(rig.numbers, [2, 2])
    rig.disconnect()
    assert.deepEqual(
      rig.ends.map(({ how, reason }) => [how, reason]),
      [['nonGraceful', 'invalidMessage']],
    )
  })

  it('a message of the session is rejected as ever', () => {
    const rig = establishedRig({ disconnectOnError: true })
    assertSeen(rig.receive('TestRequest', { TestReqID: null }), [sent('Reject', { RefTagID: 112 })])
  })

  it('resetOnError counts such an end as an error', () => {
    const rig = establishedRig({ disconnectOnError: true, resetOnError: true })
    rig.receive('NewOrderSingle', BAD_SIDE)
    rig.disconnect()
    assert.equal(rig.resets, 1)
  })
})

describe('rejectGarbledMessage (PX-11)', () => {
  const garble = (rig: SessionRig, fields: Fields = {}) =>
    rig.apply({ kind: 'garbled', why: 'CheckSum', message: rig.message('NewOrderSingle', fields), at: rig.now })

  it('what has the number expected next is rejected and counts', () => {
    const rig = establishedRig({ rejectGarbledMessage: true })
    assertSeen(garble(rig), [
      sent('Reject', { RefSeqNum: 2, RefMsgType: 'D', SessionRejectReason: 99, Text: 'Garbled message: CheckSum' }),
    ])
    assert.deepEqual(rig.numbers, [3, 3])
    assert.deepEqual(rig.counted, [3])
  })

  it('it makes way for what is held behind it', () => {
    const rig = establishedRig({ rejectGarbledMessage: true })
    rig.receive('NewOrderSingle', { MsgSeqNum: 3, ClOrdID: 'B' })
    assertSeen(garble(rig), [sent('Reject'), delivered('B')])
  })

  const passedOver: [name: string, options: RigOptions, fields: Fields][] = [
    ['the setting is off', {}, {}],
    ['its number is too high', { rejectGarbledMessage: true }, { MsgSeqNum: 3 }],
    ['its number is too low', { rejectGarbledMessage: true }, { MsgSeqNum: 1 }],
    ['it has none', { rejectGarbledMessage: true }, { MsgSeqNum: null }],
  ]
  for (const [name, options, fields] of passedOver)
    it(`passed over where ${name}`, () => {
      const rig = establishedRig(options)
      assertSeen(garble(rig, fields), [])
      assert.deepEqual(rig.numbers, [2, 2])
      assert.equal(rig.told('garbled').length, 1)
    })

  it('before Logon nobody is answered', () => {
    const rig = new SessionRig({ rejectGarbledMessage: true })
    rig.connect()
    assertSeen(garble(rig), [])
    assert.deepEqual(rig.numbers, [1, 1])
  })
})

describe('allowedSecondsFractionsForFIX40', () => {
  it('SendingTime(52) has milliseconds, at most the digits that are stated; later versions have what they had', () => {
    const timeOf = (options: RigOptions): string => {
      const rig = establishedRig(options)
      rig.now += 7
      const [seen] = rig.submit('NewOrderSingle')
      return (seen !== undefined && 'sent' in seen && seen.fields.SendingTime) || ''
    }
    const fractions = { allowedSecondsFractionsForFIX40: true }
    assert.equal(timeOf({ version: 'FIX.4.0' }), '20260105-12:00:00')
    assert.equal(timeOf({ version: 'FIX.4.0', ...fractions }), '20260105-12:00:00.007')
    assert.equal(timeOf({ version: 'FIX.4.0', ...fractions, timestampPrecision: 0 }), '20260105-12:00:00')
    assert.equal(timeOf({ version: 'FIX.4.0', ...fractions, timestampPrecision: 9 }), '20260105-12:00:00.007')
    assert.equal(timeOf({ version: 'FIX.4.1', ...fractions }), '20260105-12:00:00')
  })
})
