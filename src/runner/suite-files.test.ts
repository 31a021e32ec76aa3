import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CATALOGUE } from '../conformance/catalogue.ts'
import { parseProfile } from '../testbench/profile.ts'
import { matching, placeOf } from './scenarios.ts'
import { select } from './selection.ts'
import { suiteFiles } from './suite-files.ts'
import { suiteHash } from './suite-hash.ts'

let folder = ''
before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  for (const name of ['own', 'suite']) mkdirSync(path.join(folder, name))
  const scenario = (tags: string, name: string): string => `  ${tags}\n  Scenario: ${name}\n    Given x\n`
  writeFileSync(
    path.join(folder, 'suite/a.feature'),
    `Feature: suite\n${scenario('@session @2.a', 'a')}${scenario('@2.b', 'b')}`,
  )
  writeFileSync(path.join(folder, 'own/b.feature'), `Feature: ours\n${scenario('@2.a', 'c')}${scenario('@mine', 'd')}`)
  writeFileSync(path.join(folder, 'steps.ts'), '')
  writeFileSync(
    path.join(folder, 'waivers.yaml'),
    '- { id: W, case: 2.a, expect: x, reason: x, owner: x, until: 2030-01-01 }\n',
  )
  const rows = CATALOGUE.map(
    ({ id }, i) => `  - { id: "${id}", obligation: ${i % 2 ? 'optional' : 'mandatory'}, reason: x }`,
  )
  writeFileSync(path.join(folder, 'plan.yaml'), `name: p\nsuiteVersion: 0.1.0\ncases:\n${rows.join('\n')}\n`)
})
after(() => rmSync(folder, { recursive: true, force: true }))

const filesOf = (suite: string) => {
  const file = path.join(folder, 'profile.yaml')
  const text = `target: { engine: self }\nsessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]\nsuite: ${suite}\n`
  return suiteFiles(parseProfile(text, file, {}), file, folder)
}

describe('the files of a profile', () => {
  test('are relative to it', () => {
    const files = filesOf('{ features: [own], steps: [steps.ts], waivers: waivers.yaml, plan: plan.yaml }')
    assert.deepEqual(files.features, [path.join(folder, 'own')])
    assert.deepEqual(files.steps, [path.join(folder, 'steps.ts')])
    assert.equal(files.plan?.content.cases.length, CATALOGUE.length)
    assert.match(files.plan?.sha256 ?? '', /^[0-9a-f]{64}$/)
    assert.deepEqual(
      files.waivers.map(({ id }) => id),
      ['W'],
    )
  })

  test('a pack is the plan where none is named, and its quirks stand behind the waivers', () => {
    const { pack, plan } = filesOf('{ pack: generic-24x7 }')
    assert.equal(pack?.content.name, 'generic-24x7')
    assert.equal(plan?.content.name, 'of the pack generic-24x7')
    assert.equal(filesOf('{ pack: generic-24x7, plan: plan.yaml }').plan?.content.name, 'p')
  })

  const faults: [suite: string, message: RegExp][] = [
    ['{ features: [nowhere] }', /profile\.yaml: "suite\.features" is "nowhere": there is no .*nowhere/],
    ['{ steps: [none.ts] }', /"suite\.steps" is "none\.ts"/],
    ['{ plan: none.yaml }', /"suite\.plan" is "none\.yaml"/],
    ['{ pack: generic-24x6 }', /"suite\.pack" is "generic-24x6": there is no such pack, did you mean "generic-24x7"\?/],
    ['{ pack: none.yaml }', /"suite\.pack" is "none\.yaml"/],
    ['{ waivers: none.yaml }', /none\.yaml: the waivers could not be read/],
    ['{ features: own }', /"suite\.features" is "own": .*expected array/],
  ]
  for (const [suite, message] of faults)
    test(`that are not there: ${suite}`, () => assert.throws(() => filesOf(suite), message))
})

describe('features beside the suite', () => {
  const chosen = (words: string[], asked?: string) =>
    matching(select(words, path.join(folder, 'suite'), { suite: '@session', asked }, [path.join(folder, 'own')])).map(
      ({ name }) => name,
    )

  test('are run with it, whatever tags the suite is chosen by', () => assert.deepEqual(chosen([]), ['a', 'c', 'd']))
  test('are searched for a case as well', () => assert.deepEqual(chosen(['2.a']), ['a', 'c']))
  test('are chosen from by --tags', () => assert.deepEqual(chosen([], '@mine'), ['d']))
  test('are not run when features are named', () => {
    const beside = [path.join(folder, 'own')]
    assert.equal(select([path.join(folder, 'suite/a.feature')], folder, {}, beside).beside, undefined)
  })
  test('are run once, though the suite has them too', () => {
    const selection = select([], folder, {}, [path.join(folder, 'own')])
    const places = matching(selection).map(placeOf)
    assert.equal(new Set(places).size, places.length)
  })

  test('and steps are what the hash of the suite is of', () => {
    const of = (besides: string[], steps: string[] = []) =>
      suiteHash(select([], path.join(folder, 'suite'), {}, besides), steps, folder)
    const own = [path.join(folder, 'own')]
    const steps = [path.join(folder, 'steps.ts')]
    assert.equal(new Set([of([]), of(own), of(own, steps)]).size, 3)
    const before = of(own, steps)
    writeFileSync(path.join(folder, 'steps.ts'), '// changed\n')
    assert.notEqual(of(own, steps), before)
  })
})
