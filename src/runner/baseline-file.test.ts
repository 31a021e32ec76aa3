import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resultOf } from '../report/report-fixtures.ts'
import { type Narrowed, scopeOf } from './baseline-file.ts'

const LEGS = [
  { version: 'FIX.4.2', targetRole: 'acceptor' },
  { version: 'FIX.4.4', targetRole: 'acceptor' },
] as const
const SELECTED = [{ cases: ['2.c', 'PX-01'] }, { cases: [] }]
const WHOLE: Narrowed = { cases: false, versions: false, roles: false }

const inScope = (narrowed: Partial<Narrowed>) => scopeOf({ ...WHOLE, ...narrowed }, LEGS, () => SELECTED)

test('a run of everything is held to all that the baseline has, also to what the profile has lost', () => {
  const scope = inScope({})
  assert.ok(scope(resultOf({ case: '2.d', beginString: 'FIX.4.0', targetRole: 'initiator' })))
})

test('what the command line left out was not asked for', () => {
  const other = {
    case: '2.d',
    version: resultOf({ beginString: 'FIX.4.0' }),
    role: resultOf({ targetRole: 'initiator' }),
  }
  assert.equal(inScope({ cases: true })(resultOf({ case: other.case })), false)
  assert.equal(inScope({ cases: true })(resultOf({ case: 'PX-01' })), true)
  assert.equal(inScope({ versions: true })(other.version), false)
  assert.equal(inScope({ versions: true })(resultOf({ beginString: 'FIX.4.2' })), true)
  assert.equal(inScope({ roles: true })(other.role), false)
  assert.equal(inScope({ roles: true })(other.version), true)
})
