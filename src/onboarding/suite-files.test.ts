/** Every pack that there is makes a suite: a profile that loads, a plan that loads, files that are found. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { findVersion } from '../fix/versions.ts'
import { OWN_FEATURES, packageInfo, SCENARIOS } from '../runner/package-paths.ts'
import { scenariosIn } from '../runner/scenarios.ts'
import { parseProfile } from '../testbench/profile.ts'
import type { Answers } from './answers.ts'
import { begin, effective, withUsualAnswers } from './interview.ts'
import { contextOf } from './interview-context.ts'
import { obligationsOf } from './obligations.ts'
import { packNamed, packNames } from './pack.ts'
import { packCases } from './pack-cases.ts'
import { parsePlan } from './plan.ts'
import { type SuiteMaker, suiteOf } from './suite-files.ts'

/** Nothing is written: only where it would be matters. */
const CWD = path.resolve(import.meta.dirname, '../..')

let maker: SuiteMaker | undefined
before(() => {
  const schema = path.join(SCENARIOS, 'profile.schema.json')
  maker = { cwd: CWD, suiteVersion: packageInfo().version, scenarios: scenariosIn([OWN_FEATURES]), scenariosIn, schema }
})

function answersFor(pack: string, stated: Answers = {}): Answers {
  const context = contextOf({ pack }, [{ value: pack, says: '' }], CWD)
  return effective(withUsualAnswers(begin({ name: 'desk', pack, ...stated }), context), context)
}

describe('with the pack of', () => {
  for (const name of packNames())
    test(name, () => {
      assert.ok(maker)
      const answers = answersFor(name, { sender: 'A,B', target: 'US' })
      const { texts, folder, cases } = suiteOf(answers, maker)
      const anything = new Proxy<Record<string, string>>({}, { get: () => 'x' })
      const profile = parseProfile(texts['profile.yaml'] ?? '', path.join(folder, 'profile.yaml'), anything)
      assert.deepEqual([...new Set(profile.sessions.map(({ senderCompID }) => senderCompID))], ['A', 'B'])
      assert.deepEqual([profile.suite.pack, profile.suite.plan], [name, 'plan.yaml'])
      assert.doesNotMatch(texts['profile.yaml'] ?? '', /YOUR/)
      assert.match(texts['profile.yaml'] ?? '', /^# yaml-language-server: \$schema=\.\.\/profile\.schema\.json\n/)
      const { features, steps } = (
        parse(texts['profile.yaml'] ?? '') as { suite: { features?: string[]; steps?: string[] } }
      ).suite
      for (const file of [...(features ?? []), ...(steps ?? [])])
        assert.ok(existsSync(path.resolve(folder, file)), file)
      assert.deepEqual(parsePlan(texts['plan.yaml'] ?? '', 'plan.yaml').cases, cases)

      // Nothing becomes mandatory that the venue does not ask for.
      const pack = packNamed(name)
      assert.ok(pack)
      const byPack = new Map(packCases(pack).map((row) => [row.id, row.obligation]))
      for (const { id, obligation } of cases)
        assert.ok(obligation === 'notApplicable' || byPack.get(id) === obligation, `${id}: ${obligation}`)
    })
})

test('features that the profile names beside ours count, whatever their tags; ours only by the tags of the suite', () => {
  const side = { targetRole: 'acceptor', version: 'FIX.4.4', capabilities: [], trading: undefined } as const
  const fixVersion = findVersion('FIX.4.4')
  assert.ok(fixVersion)
  const facts = { sides: [{ ...side, fixVersion }], suiteTags: '@session', answers: {} }
  const rowOf = (beside: boolean): string | undefined =>
    obligationsOf([{ cases: ['2.c'], tags: ['@2.c'], ...(beside ? { beside: true as const } : {}) }], facts).find(
      ({ id }) => id === '2.c',
    )?.obligation
  assert.equal(rowOf(true), 'mandatory')
  assert.equal(rowOf(false), 'notApplicable')
})
