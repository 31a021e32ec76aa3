/** OnBehalfOfCompID(115), DeliverToCompID(128) and the fields beside them: 18.b and PX-15. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VERSIONS } from '../fix/versions.ts'
import { assertSeen, closed, delivered, type Fields, sent } from '../testing/seen.ts'
import { establishedRig, SessionRig } from '../testing/session-rig.ts'

const AGREED = { checkThirdPartyCompIDs: true, onBehalfOfCompIDs: ['BANK', 'FUND'], deliverToCompIDs: ['VENUE'] }

describe('checkThirdPartyCompIDs (18.b)', () => {
  const refused: [name: string, fields: Fields, refTagID: number][] = [
    ['OnBehalfOfCompID(115)', { OnBehalfOfCompID: 'STRANGER' }, 115],
    ['DeliverToCompID(128)', { DeliverToCompID: 'STRANGER' }, 128],
    ['a firm that was agreed upon for the other field', { DeliverToCompID: 'BANK' }, 128],
  ]
  for (const [name, fields, refTagID] of refused)
    for (const { id, rejectReasons } of VERSIONS)
      it(`${name} was not agreed upon: Reject, the message counts (${id})`, () => {
        const rig = establishedRig({ ...AGREED, version: id })
        assertSeen(rig.receive('NewOrderSingle', fields), [
          sent('Reject', {
            RefSeqNum: 2,
            RefTagID: rejectReasons ? refTagID : null,
            SessionRejectReason: rejectReasons ? 9 : null,
            Text: 'CompID problem',
          }),
        ])
        assert.deepEqual(rig.numbers, [3, 3])
        assert.equal(rig.state, 'active')
      })

  it('firms that were agreed upon, and messages without any, are taken (18.a)', () => {
    const rig = establishedRig(AGREED)
    const fields = { ClOrdID: 'A', OnBehalfOfCompID: 'FUND', DeliverToCompID: 'VENUE' }
    assertSeen(rig.receive('NewOrderSingle', fields), [delivered('A')])
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'B' }), [delivered('B')])
  })

  it('off, the lists say nothing', () => {
    const rig = establishedRig({ ...AGREED, checkThirdPartyCompIDs: false })
    assertSeen(rig.receive('NewOrderSingle', { ClOrdID: 'A', OnBehalfOfCompID: 'STRANGER' }), [delivered('A')])
  })

  it('a Logon on behalf of a stranger is refused', () => {
    const rig = new SessionRig(AGREED)
    rig.connect()
    assertSeen(rig.receive('Logon', { OnBehalfOfCompID: 'STRANGER' }), [
      sent('Reject', { RefTagID: 115, SessionRejectReason: 9 }),
      sent('Logout'),
    ])
    assertSeen(rig.pass(2), [closed])
  })
})

describe('reverseRoute (PX-15)', () => {
  const ROUTE: Fields = {
    OnBehalfOfCompID: 'A1',
    OnBehalfOfSubID: 'A2',
    DeliverToCompID: 'B1',
    DeliverToSubID: 'B2',
  }
  const LOCATIONS: Fields = { OnBehalfOfLocationID: 'A3', DeliverToLocationID: 'B3' }
  const BACK: Fields = {
    OnBehalfOfCompID: 'B1',
    OnBehalfOfSubID: 'B2',
    DeliverToCompID: 'A1',
    DeliverToSubID: 'A2',
  }
  const LOCATIONS_BACK: Fields = { OnBehalfOfLocationID: 'B3', DeliverToLocationID: 'A3' }
  const NONE: Fields = {
    OnBehalfOfCompID: null,
    OnBehalfOfSubID: null,
    OnBehalfOfLocationID: null,
    DeliverToCompID: null,
    DeliverToSubID: null,
    DeliverToLocationID: null,
  }

  for (const { id, ordinal } of VERSIONS)
    it(`Reject goes back the way that the message came (${id})`, () => {
      const rig = establishedRig({ reverseRoute: true, version: id })
      const fields = { ...ROUTE, ...(ordinal >= 41 ? LOCATIONS : {}), Side: null }
      const back = { ...NONE, ...BACK, ...(ordinal >= 41 ? LOCATIONS_BACK : {}) }
      assertSeen(rig.receive('NewOrderSingle', fields), [sent('Reject', back)])
    })

  it('so does BusinessMessageReject', () => {
    const rig = establishedRig({ reverseRoute: true })
    const fields = { ...ROUTE, ...LOCATIONS, OrdType: '2', Price: null }
    assertSeen(rig.receive('NewOrderSingle', fields), [sent('BusinessMessageReject', { ...BACK, ...LOCATIONS_BACK })])
  })

  it('an empty field does not go back', () => {
    const rig = establishedRig({ reverseRoute: true })
    assertSeen(rig.receive('NewOrderSingle', { OnBehalfOfCompID: '', DeliverToSubID: 'B2' }), [
      sent('Reject', { ...NONE, SessionRejectReason: 4, RefTagID: 115, OnBehalfOfSubID: 'B2' }),
    ])
  })

  it('off, nothing goes back; other messages never have them', () => {
    assertSeen(establishedRig().receive('NewOrderSingle', { ...ROUTE, Side: null }), [sent('Reject', NONE)])
    const rig = establishedRig({ reverseRoute: true })
    assertSeen(rig.receive('TestRequest', { ...ROUTE, TestReqID: 'X' }), [sent('Heartbeat', NONE)])
  })
})
