import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dictionaryFor } from '../dictionary/load.ts'
import { findVersion } from '../fix/versions.ts'
import { legWith } from '../testing/leg-fixture.ts'
import { besideSession } from './session-parameters.ts'
import { testerSettings } from './tester-settings.ts'

const version = findVersion('FIX.4.4')
if (version === undefined) throw new Error('FIX.4.4 is built in')

describe('settings of the tester’s own engine', () => {
  it('are those of the profile’s session, with the role the target does not have', () => {
    const testerParameters = { stated: { includeLastProcessed: true, heartBtInt: 7 }, preset: 'quickfix' as const }
    const leg = legWith({ targetRole: 'acceptor', testerParameters })
    const settings = testerSettings(leg, version, dictionaryFor(version), 30)
    assert.equal(settings.includeLastProcessed, true)
    assert.equal(settings.logoutTimeout, 2, 'the preset quickfix')
    assert.equal(settings.role, 'initiator')
    assert.equal(settings.heartBtInt, 30, 'what the scenario says goes first')
    assert.equal(settings.allowPosDup, true)
  })

  it('what concerns storage and connections is named, because a run has neither', () => {
    assert.deepEqual(besideSession({ stated: { includeLastProcessed: true, storageType: 'persistent' } }), [
      'storageType',
    ])
  })
})
