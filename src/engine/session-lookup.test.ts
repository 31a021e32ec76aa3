import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode } from '../codec/decode.ts'
import { encode } from '../codec/encode.ts'
import { type FixVersion, findVersion } from '../fix/versions.ts'
import { sessionSettings } from '../session/settings.ts'
import { settingsFor } from '../testing/engine-rig.ts'
import type { EngineSession } from './engine-session.ts'
import { findAdmission } from './session-lookup.ts'

const admissionOf = (id: string) => {
  const version = findVersion(id) as FixVersion
  const settings = sessionSettings({ ...settingsFor('acceptor'), version })
  return { session: { settings } as EngineSession, qualifier: undefined }
}

test('of versions with the same CompIDs the BeginString decides, and for FIXT.1.1 DefaultApplVerID', () => {
  const admissions = ['FIX.4.2', 'FIXT.1.1/FIX.5.0', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2'].map(admissionOf)
  const found = (beginString: string, applVerID: string | null): string | undefined => {
    const logon = encode([
      [8, beginString],
      [35, 'A'],
      [49, 'THEM'],
      [56, 'US'],
      [1137, applVerID],
    ])
    return findAdmission(admissions, decode(logon), 9012)?.session.settings.version.id
  }
  assert.equal(found('FIX.4.4', null), 'FIX.4.4')
  assert.equal(found('FIXT.1.1', '9'), 'FIXT.1.1/FIX.5.0SP2')
  assert.equal(found('FIXT.1.1', '7'), 'FIXT.1.1/FIX.5.0')
  // What nobody has is for a session to answer.
  assert.equal(found('FIXT.1.1', '8'), 'FIXT.1.1/FIX.5.0')
  assert.equal(found('FIX.4.0', null), 'FIX.4.2')
})

test('of two the one whose BeginString is spoken is found, and one alone answers whatever is spoken', () => {
  const logon = decode(
    encode([
      [8, 'FIX.4.4'],
      [35, 'A'],
      [49, 'THEM'],
      [56, 'US'],
    ]),
  )
  const [older, spoken] = [admissionOf('FIX.4.2'), admissionOf('FIX.4.4')]
  assert.equal(findAdmission([older, spoken], logon, 9012), spoken)
  assert.equal(findAdmission([older], logon, 9012), older)
})
