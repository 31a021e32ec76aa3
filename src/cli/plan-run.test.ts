/** A run with a test plan, a venue's pack and features of the user: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CATALOGUE } from '../conformance/catalogue.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
/** No Logout where one is due: the venue of the pack is known for that. */
const PROFILE = `target: { engine: self, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
suite: { tags: "@session", features: [own], PLAN }
`
const PACK = `pack: venue
title: A venue
summary: Its order entry.
certifies: venue
rulebooks: [{ title: The guide, publisher: The venue, version: "7" }]
cases: { mandatory: ["2.a", "2.c"], notApplicable: { "17": The venue has no encryption. } }
venueIds: { "2.c": LOGIN-7 }
quirks:
  - { id: Q-1, case: 2.c, expect: got nothing, sentence: It closes without Logout., source: The guide }
questions: []
`
const OWN = `@must
Feature: ours
  Rule: It answers
    @2.a
    Scenario: ours of a case
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "A1"
      Then the target must send Heartbeat within 2 seconds
    Scenario: ours alone
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "A1"
      Then the target must send Heartbeat within 2 seconds
`
const PLANNED: Readonly<Record<string, string>> = { '2.a': 'mandatory', '2.b': 'optional', '1B.a': 'mandatory' }

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  mkdirSync(path.join(cwd, 'own'))
  mkdirSync(path.join(cwd, 'scenarios/venue'), { recursive: true })
  const write = (name: string, text: string): void => writeFileSync(path.join(cwd, name), text)
  write('own/ours.feature', OWN)
  write('scenarios/venue/pack.yaml', PACK)
  write('scenarios/venue/profile.yaml', PROFILE.replace(', PLAN', '').replace('features: [own]', 'features: []'))
  write('packed.yaml', PROFILE.replace('PLAN', 'pack: venue'))
  write('planned.yaml', PROFILE.replace('PLAN', 'plan: plan.yaml'))
  const rows = CATALOGUE.map(
    ({ id }) => `  - { id: "${id}", obligation: ${PLANNED[id] ?? 'notApplicable'}, reason: why ${id} }`,
  )
  write('plan.yaml', `name: ours\nsuiteVersion: 0.1.0\ncases:\n${rows.join('\n')}\n`)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(args: string) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const ended = spawnSync(process.execPath, [BIN, ...args.split(' ')], { cwd, env, encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

function reportIn(folder: string): Report {
  const file = path.join(cwd, folder, 'report.json')
  return parseReport(readFileSync(file, 'utf8'), file)
}
const cases = ({ results }: Report): string[] => [...new Set(results.map((result) => result.case))].sort()

describe('a run with a plan', () => {
  test('makes what it asks for, beside features of the user; a mandatory case that was not seen is not green', () => {
    const { code, err } = fixproof('run -p planned.yaml --seed 1 --format console,json,junit --out planned')
    assert.equal(code, 5, err)
    assert.match(err, /plan +1 of 2 mandatory done: 1 passed, 0 failed, 1 open/)
    assert.match(err, /open +1B\.a\n/)
    assert.match(err, /Nothing\s+was\s+seen\s+of\s+1\s+mandatory\s+case\s+of\s+the\s+plan\./)
    const report = reportIn('planned')
    assert.deepEqual(cases(report), ['1B.a', '2.a', '2.b', 'ours.feature:9'])
    const of = (id: string) => [
      ...new Set(report.results.filter((one) => one.case === id).map((one) => one.obligation)),
    ]
    assert.deepEqual(['2.a', '2.b', 'ours.feature:9'].map(of), [['mandatory'], ['optional'], [undefined]])
    assert.ok(
      report.results.some(
        ({ example, feature }) => example === 'ours of a case' && feature.endsWith('own/ours.feature'),
      ),
    )
    assert.equal(report.plan?.file, 'plan.yaml')
    assert.deepEqual(
      report.plan?.notApplicable.find((one) => one.case === '2.c'),
      { case: '2.c', reason: 'why 2.c' },
    )
    assert.match(readFileSync(path.join(cwd, 'planned/junit.xml'), 'utf8'), /name="plan\.mandatory\.open" value="1"/)
  })

  test('--mandatory makes that alone; without a plan it says so', () => {
    fixproof('run -p planned.yaml --mandatory --seed 1 --format json --out mandatory')
    assert.deepEqual(cases(reportIn('mandatory')), ['1B.a', '2.a'])
    const { code, err } = fixproof('run --mandatory')
    assert.equal(code, 2)
    assert.match(err, /--mandatory: the profile self names no plan \(suite\.plan\)/)
  })

  test('of some of it nothing is missed; what it leaves out is told with its reason', () => {
    assert.equal(fixproof('run 2.a -p planned.yaml --seed 1 --format json --out some').code, 0)
    assert.equal(reportIn('some').plan?.narrowed, true)
    const { code, err } = fixproof('run 2.c -p planned.yaml')
    assert.equal(code, 3)
    assert.match(err, /the plan ours calls 2\.c not applicable: why 2\.c/)
  })
})

describe('a run with a pack', () => {
  test('makes what the venue asks for; its quirk is told with its source, and never runs out', () => {
    const { code, err } = fixproof('run -p packed.yaml --seed 1 --format console,json,markdown --out packed')
    assert.equal(code, 0, err)
    assert.match(err, /V 2\.c +FIX\.4\.4 acceptor +Q-1, quirk of the venue: /)
    assert.match(
      err,
      /Quirks of the venue \(1\)\n\n {2}Q-1 +2\.c +It closes without Logout\. \(The guide\): seen \d+ time/,
    )
    assert.match(err, /2 of 2 mandatory done: 1 passed, 1 waived, 0 failed, 0 open/)
    const report = reportIn('packed')
    assert.deepEqual(report.pack?.venueIds, { '2.c': 'LOGIN-7' })
    assert.deepEqual(report.pack?.rulebooks, [{ title: 'The guide', version: '7' }])
    const [quirk] = report.waivers ?? []
    assert.deepEqual(
      [quirk?.quirk, quirk?.source, quirk?.expired, quirk?.stale],
      [true, 'The guide', undefined, undefined],
    )
    assert.match(readFileSync(path.join(cwd, 'packed/summary.md'), 'utf8'), /quirk of the venue, seen/)
  })
})
