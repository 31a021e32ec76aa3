/** Who was tested: what people state comes before what the report says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportOf, resultOf } from '../report/report-fixtures.ts'
import { factsOf } from './facts.ts'
import { identityOf, statedInProfile } from './identity.ts'

const logon = (tester: string, target: string, extra = '') =>
  ({ at: 'x', direction: 'in', msgType: 'A', raw: `8=FIX.4.4|35=A|49=${target}|56=${tester}|${extra}10=000|` }) as const

test('flags, then the profile, then the target', () => {
  const report = reportOf([resultOf()], {
    target: { role: 'acceptor', address: 'h:1', name: 'Gateway', version: '4', vendor: 'V', engine: 'E' },
    identity: { Firm: 'of the profile', 'application-version': 5, lei: 'X1' },
  })
  assert.deepEqual(statedInProfile(report), { firm: 'of the profile', applicationVersion: '5' })
  const { firm, application, applicationVersion, engine, vendor, further } = identityOf(report, { firm: 'of the flag' })
  assert.deepEqual(
    { firm, application, applicationVersion, engine, vendor, further },
    {
      firm: 'of the flag',
      application: 'Gateway',
      applicationVersion: '5',
      engine: 'E',
      vendor: 'V',
      further: { lei: 'X1' },
    },
  )
})

test('an application of another name runs on the target as its engine', () => {
  const target = { role: 'acceptor' as const, address: 'h:1', name: 'QuickFIX', version: '1.15' }
  const { engine, engineVersion } = identityOf(reportOf([resultOf()], { target }), {
    application: 'Gateway',
    applicationVersion: '4',
  })
  assert.deepEqual({ engine, engineVersion }, { engine: 'QuickFIX', engineVersion: '1.15' })
})

test('names of the sessions are those of the Logons, without the few that are wrong on purpose', () => {
  const good = Array.from({ length: 30 }, () => logon('ME', 'YOU'))
  const results = [
    resultOf({ transcript: [...good, logon('NOBODY', 'YOU')] }),
    resultOf({ beginString: 'FIX.4.2', transcript: [logon('ME', 'YOU', '50=DESK|57=A|')] }),
  ]
  assert.deepEqual(identityOf(reportOf(results), {}).sessions, [
    { beginString: 'FIX.4.2', tester: 'ME/A', target: 'YOU/DESK' },
    { beginString: 'FIX.4.4', tester: 'ME', target: 'YOU' },
  ])
})

test('the id of a certificate hangs on report, identity and instant', () => {
  const id = (firm: string, at: string, seed = 7): string =>
    factsOf(reportOf([resultOf()], { seed }), { firm, restrictions: [] }, at, false).id
  const first = id('a', '2026-09-14T09:00:00.000Z')
  assert.match(first, /^FP-20260914-[0-9A-F]{10}$/)
  assert.equal(id('a', '2026-09-14T09:00:00.000Z'), first)
  const others = [
    id('b', '2026-09-14T09:00:00.000Z'),
    id('a', '2026-09-14T09:00:01.000Z'),
    id('a', '2026-09-14T09:00:00.000Z', 8),
  ]
  assert.equal(new Set([first, ...others]).size, 4)
})
