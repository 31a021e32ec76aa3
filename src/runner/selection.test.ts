import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import { OWN_FEATURES, SESSION_FEATURES } from './package-paths.ts'
import { asCucumberTakes, matching, scenariosIn } from './scenarios.ts'
import { select } from './selection.ts'
import { UsageError } from './usage-error.ts'

const FEATURE = `${SESSION_FEATURES}/01-logon.feature`

describe('a selection', () => {
  test('an invariant is judged in every scenario of the application', () =>
    assert.equal(select(['INV-5', 'INV-6', '2.c'], OWN_FEATURES, {}).tags, '(@application or @2.c)'))

  test('nothing said: the whole suite', () => {
    assert.deepEqual(select([], OWN_FEATURES, { asked: '' }), { paths: [OWN_FEATURES], tags: undefined })
  })

  test('cases become tags, features paths, and every expression must hold', () => {
    assert.deepEqual(
      select(['2.c', '@1S', 'own/x.feature'], OWN_FEATURES, { suite: '@session', asked: '@must or @should' }),
      {
        paths: ['own/x.feature'],
        tags: '(@2.c or @1S.a or @1S.b or @1S.c or @1S.d) and (@must or @should)',
      },
    )
  })

  test("the suite's own tags hold for its own features, not for features that are named", () => {
    const expressions = { suite: '@session' }
    assert.equal(select([], OWN_FEATURES, expressions).tags, '(@session)')
    assert.equal(select(['my/own.feature'], OWN_FEATURES, expressions).tags, undefined)
  })

  test('a word that is neither comes with cases near it', () => {
    assert.throws(() => select(['2.cc'], OWN_FEATURES, {}), /unknown case "2\.cc"; near it: .*2\.c/)
  })
})

describe('scenarios', () => {
  test('a prefix selects those of its group and no other', () => {
    const cases = new Set(matching(select(['2'], OWN_FEATURES, {})).flatMap((scenario) => scenario.cases))
    assert.ok(cases.has('2.a') && cases.has('2.t'))
    assert.ok(!cases.has('2S') && !cases.has('SD-02'))
  })

  test('an outline counts row by row, with the tags of its examples', () => {
    const own = matching(select(['SD-43'], OWN_FEATURES, {}))
    assert.deepEqual(
      own.map(({ name }) => name),
      ['BeginSeqNo 0', 'BeginSeqNo -1'],
    )
  })

  test('a folder with a dot in its name is its files to cucumber, which would take it for one', (t) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fix4.4-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const dotted = path.join(folder, 'checks.fix4.4')
    mkdirSync(dotted)
    writeFileSync(path.join(dotted, 'a.feature'), 'Feature: a\n')
    assert.deepEqual(asCucumberTakes([dotted, FEATURE, `${FEATURE}:7`, OWN_FEATURES]), [
      path.join(dotted, 'a.feature'),
      FEATURE,
      `${FEATURE}:7`,
      OWN_FEATURES,
    ])
  })

  test('one line of a feature', () => {
    assert.deepEqual(scenariosIn([`${FEATURE}:7`]), scenariosIn([FEATURE]))
  })

  test('every scenario of the suite says which case it proves, at which level', () => {
    for (const { name, cases, tags } of scenariosIn([OWN_FEATURES])) {
      assert.ok(cases.length > 0, `${name} proves no case`)
      assert.ok(tags.includes('@session') !== tags.includes('@application'), name)
      assert.equal(tags.filter((tag) => ['@must', '@should', '@may'].includes(tag)).length, 1, name)
    }
  })

  test('a path that is not there, and an expression that is none', () => {
    assert.throws(() => scenariosIn(['nowhere/x.feature']), /nowhere\/x\.feature: there is no such feature/)
    assert.throws(() => matching({ paths: [FEATURE], tags: '@a and' }), UsageError)
  })
})
