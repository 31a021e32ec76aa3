import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { type SessionSettings, sessionSettings } from '../session/settings.ts'
import { settingsFor } from '../testing/engine-rig.ts'
import { Admissions } from './admissions.ts'
import type { EngineSession } from './engine-session.ts'
import { RemoteAddresses } from './remote-addresses.ts'
import { type Admission, findAdmission } from './session-lookup.ts'

function admissionOf(settings: Partial<SessionSettings>, qualifier?: string): Admission {
  const session = { settings: sessionSettings({ ...settingsFor('acceptor'), ...settings }) } as EngineSession
  return { session, qualifier, allowed: new RemoteAddresses([]), requireTls: false }
}

function admissionsOf(those: readonly Admission[]): Admissions {
  const admissions = new Admissions()
  for (const admission of those) admissions.add(admission)
  return admissions
}

const compID = fc.constantFrom('A', 'B', 'AB')
const qualifier = fc.constantFrom(undefined, 'X', 'Y')
const versions = ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0', 'FIXT.1.1/FIX.5.0SP2'].map(
  (id) => findVersion(id) as FixVersion,
)

const someAdmission = fc
  .record({ us: compID, them: compID, qualifier, version: fc.constantFrom(...versions) })
  .map(({ us, them, qualifier, version }) => admissionOf({ senderCompID: us, targetCompID: them, version }, qualifier))

const someLogon = fc
  .record({
    us: fc.option(compID, { nil: null }),
    them: fc.option(compID, { nil: null }),
    qualifier: fc.option(fc.constantFrom('X', 'Y', 'Z'), { nil: null }),
    beginString: fc.constantFrom('FIX.4.2', 'FIX.4.4', 'FIXT.1.1', 'FIX.4.0'),
    applVerID: fc.constantFrom(null, '7', '9'),
  })
  .map(({ us, them, qualifier, beginString, applVerID }) =>
    decode(
      encode([
        [8, beginString],
        [35, 'A'],
        [49, them],
        [56, us],
        [1137, applVerID],
        [9012, qualifier],
      ]),
    ),
  )

describe('admissions of an acceptor', () => {
  test('the one that is found by its key is the one that a look at all of them finds', () => {
    const removed = fc.array(fc.nat(), { maxLength: 5 })
    fc.assert(
      fc.property(fc.array(someAdmission, { maxLength: 20 }), removed, someLogon, (those, removals, first) => {
        const admissions = admissionsOf(those)
        let left = those
        for (const which of removals) {
          const gone = those[which % those.length]
          if (gone === undefined) continue
          admissions.remove(gone.session)
          left = left.filter((admission) => admission !== gone)
        }
        assert.equal(admissions.named(first, 9012), findAdmission(left, first, 9012))
        assert.equal(admissions.size, left.length)
        assert.deepEqual(new Set(admissions), new Set(left))
        for (const admission of those)
          assert.equal(admissions.of(admission.session), left.includes(admission) ? admission : undefined)
      }),
    )
  })

  test('a connection is read as the most lenient session reads it, as long as that is served', () => {
    const strict = admissionOf({})
    const lenient = admissionOf({ targetCompID: 'LENIENT', validateChecksum: false, validateGarbledMessage: false })
    const admissions = admissionsOf([strict])
    assert.deepEqual(admissions.framing, { validateCheckSum: true, validateGarbled: true })
    admissions.add(lenient)
    assert.deepEqual(admissions.framing, { validateCheckSum: false, validateGarbled: false })
    admissions.remove(lenient.session)
    admissions.remove(lenient.session)
    assert.deepEqual(admissions.framing, { validateCheckSum: true, validateGarbled: true })
  })

  test('garbage closes where every session closes without a word, and there is one', () => {
    const silent = ['ONE', 'TWO'].map((targetCompID) => admissionOf({ targetCompID, refusedLogon: 'close' }))
    const talking = admissionOf({ targetCompID: 'OTHER' })
    const admissions = admissionsOf([])
    assert.equal(admissions.closesOnGarbled, false)
    for (const admission of silent) admissions.add(admission)
    assert.equal(admissions.closesOnGarbled, true)
    admissions.add(talking)
    assert.equal(admissions.closesOnGarbled, false)
    for (const admission of silent.slice(1)) admissions.remove(admission.session)
    assert.equal(admissions.closesOnGarbled, false)
    admissions.remove(talking.session)
    assert.equal(admissions.closesOnGarbled, true)
  })
})
