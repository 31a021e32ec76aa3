/** Every rule of the persona `standard` is followed by a scenario: a path that nothing takes is not known to work. */
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { loadPersona } from '../simulator/persona-file.ts'
import { loadProfile } from '../testbench/profile.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { findProfile } from './find-profile.ts'
import { legsOf } from './legs.ts'
import { OWN_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'

/**
 * Orders of OrdType 9 are turned away by the entry checks, so that nothing names the rule that says so in the table. HELP is
 * for people before `simulate`, and no business of a venue.
 */
const NAMED_BY_NOTHING: ReadonlySet<string> = new Set(['O:UNSUP', 'S:HELP'])

/** Which rules a talk has followed: by the notes of the tester's venue, by the Text(58) of the target's, by the account. */
function followed(results: readonly ReportResult[]): Set<string> {
  const ids = new Set<string>()
  for (const { transcript } of results)
    for (const { text = '', raw = '' } of transcript) {
      for (const [, id] of text.matchAll(/\brule (\S+?)(?=[:,]|$)/g)) ids.add(String(id))
      const said = /\|58=([^|]*\brules? [^|]*)\|/.exec(raw)?.[1] ?? ''
      for (const word of said.split(/[\s,()]+/)) ids.add(word.replace(/:$/, ''))
      const account = /\|(?:1|50)=ACC-([A-Z]+)\|/.exec(raw)?.[1]
      if (account !== undefined) ids.add(`A:${account}`)
    }
  return ids
}

describe('the application suite against our own venue and client', () => {
  let results: ReportResult[] = []

  before(async () => {
    const file = findProfile('self', process.cwd())
    const profile = loadProfile(file, {})
    const named = { profileName: 'self', seed: 1 }
    const legs = legsOf(profile, { ...named, beginStrings: ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1/FIX.5.0SP2'] })
    const selection = { paths: [OWN_FEATURES], tags: '@application' }
    const report = await runSuite(suitePlan({ legs, selection, profile, ...named }))
    results = [...report.results]
  })

  test('passes, and is at least 220 scenarios in each version', () => {
    const others = results.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'notApplicable')
    assert.deepEqual(
      others.map(({ case: id, beginString, verdict, actual }) => `${id} ${beginString} ${verdict}: ${actual}`),
      [],
    )
    for (const version of new Set(results.map(({ beginString }) => beginString))) {
      const passed = results.filter(({ beginString, verdict }) => beginString === version && verdict === 'passed')
      const places = new Set(passed.map(({ feature, line }) => `${feature}:${line}`))
      assert.ok(places.size >= 220, `${version}: ${places.size}`)
    }
  })

  test('takes every path of the persona', () => {
    const ids = followed(results)
    const untaken = loadPersona('standard', { faults: true })
      .rules.map(({ id }) => id)
      .filter((id) => !ids.has(id) && !NAMED_BY_NOTHING.has(id))
    assert.deepEqual(untaken, [])
  })
})
