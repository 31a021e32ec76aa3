import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { CATALOGUE, findRequirement } from '../conformance/catalogue.ts'
import type { Requirement } from '../conformance/requirement.ts'
import { VERSIONS } from '../fix/versions.ts'
import { coverageMarkdown, coverageOf, missingOf, scenariosFor, totalOf } from './coverage.ts'
import { OWN_FEATURES, PACKAGE_ROOT } from './package-paths.ts'
import { type ScenarioSummary, scenariosIn } from './scenarios.ts'

const scenario = (cases: readonly string[], ...tags: string[]): ScenarioSummary => ({
  file: 'a.feature',
  line: 1,
  name: '',
  tags,
  cases,
  steps: 1,
  waitS: 0,
})

const groupOf = (id: string, ...scenarios: ScenarioSummary[]) => coverageOf(scenarios).find((group) => group.id === id)

describe('how far the suite reaches', () => {
  test('a case counts once, however many scenarios prove it', () => {
    assert.partialDeepStrictEqual(groupOf('4', scenario(['4.a']), scenario(['4.a', '4.b']), scenario(['5'])), {
      cases: 2,
      covered: 2,
      missing: 0,
      scenarios: 2,
      byRole: { acceptor: 2, initiator: 2 },
    })
  })

  test('a case without scenario is missing, unless it says why there can be none', () => {
    const none = totalOf([])
    assert.equal(none.covered, 0)
    assert.equal(none.untestable, CATALOGUE.filter(({ untestable }) => untestable !== undefined).length)
    assert.equal(none.missing, CATALOGUE.length - none.untestable)
  })

  test('roles and versions are those that a scenario is about', () => {
    const group = groupOf('4', scenario(['4.a'], '@initiator', '@since:FIX.4.3'), scenario(['4.b'], '@until:FIX.4.1'))
    assert.deepEqual(group?.byRole, { acceptor: 1, initiator: 2 })
    assert.deepEqual(
      group?.byVersion,
      VERSIONS.map(({ ordinal }) => Number(ordinal >= 43) + Number(ordinal <= 41)),
    )
  })

  test('what a target must be able to do does not count against a case', () =>
    assert.equal(groupOf('4', scenario(['4.a'], '@needs:restart'))?.byRole.acceptor, 1))
})

describe('cases of both parts of the target', () => {
  const row = findRequirement('ORD-03.a') as Requirement

  test('need a scenario for each part', () => {
    assert.equal(missingOf(row, []), 'no scenario')
    assert.equal(missingOf(row, [scenario(['ORD-03.a'], '@venue')]), 'no scenario for a client')
    assert.equal(missingOf(row, [scenario(['ORD-03.a'], '@client')]), 'no scenario for a venue')
    assert.equal(missingOf(row, [scenario(['ORD-03.a'], '@venue'), scenario(['ORD-03.a'], '@client')]), undefined)
  })

  test('are covered by a scenario that names none: it is about both', () =>
    assert.equal(missingOf(row, [scenario(['ORD-03.a'])]), undefined))

  test('invariants are judged in every scenario of the application', () => {
    const invariant = findRequirement('INV-5') as Requirement
    const client = scenario(['ORD-03.a'], '@application', '@client')
    const venue = scenario(['ORD-03.b'], '@application', '@venue')
    assert.deepEqual(scenariosFor(invariant, [client, venue, scenario(['4.a'])]), [venue])
    assert.equal(missingOf(invariant, [client]), 'no scenario')
  })
})

test("README's table is the catalogue's", () => {
  const file = path.join(PACKAGE_ROOT, 'README.md')
  const readme = readFileSync(file, 'utf8')
  const marks = /(<!-- coverage: made by src\/runner\/coverage.test.ts -->\n)[\s\S]*?(\n<!-- end of coverage -->)/
  assert.match(readme, marks)
  const made = readme.replace(
    marks,
    (_, begin: string, end: string) => begin + coverageMarkdown(scenariosIn([OWN_FEATURES])) + end,
  )
  if (process.env.FIXPROOF_UPDATE !== undefined) writeFileSync(file, made)
  else assert.equal(readme, made, 'FIXPROOF_UPDATE=1 writes it anew')
})
