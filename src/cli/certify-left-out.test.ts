/** Runs that leave something out without saying so get no strict certificate: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { CATALOGUE } from '../conformance/catalogue.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
/** A target that sends no Logout: our own scenario of 2.c would fail. */
const PROFILE = `target: { engine: self, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
suite: { tags: "@2.a", features: [mine.feature], plan: plan.yaml }
`
const MINE = `Feature: ours
  Rule: it answers
    @2.c @mandatory
    Scenario: it answers
      Given an established session with the target
      When the tester sends TestRequest with TestReqID "A"
      Then the target must send Heartbeat within 2 seconds
`
const obligation = (id: string): string => (['2.a', '2.c'].includes(id) ? 'mandatory' : 'notApplicable')
const PLAN = ['name: ours', 'suiteVersion: 0.1.0', 'cases:']
  .concat(CATALOGUE.map(({ id }) => `  - { id: "${id}", obligation: ${obligation(id)}, reason: said }`))
  .join('\n')

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  for (const [name, text] of Object.entries({ 'target.yaml': PROFILE, 'mine.feature': MINE, 'plan.yaml': PLAN }))
    writeFileSync(path.join(cwd, name), text)
  assert.equal(fixproof('run -p target.yaml --format json --out out').code, 0)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(words: string): { code: number | null; err: string } {
  const { status, stderr } = spawnSync(process.execPath, [BIN, ...words.split(' ')], { cwd, encoding: 'utf8' })
  return { code: status, err: stderr }
}

describe('certify', () => {
  test('--strict: a case is proved by the scenarios of the suite, and not by one of the user in their place', () => {
    const { code, err } = fixproof('certify out --strict --no-pdf --out strict.fixcert')
    assert.equal(code, 1)
    assert.match(err, /shown only by features that are not of the suite: 2\.c$/m)
    assert.match(err, /scenario of the suite left out: features\/session\/02.*\(FIX\.4\.4 acceptor\)$/m)
  })

  test('a report that calls less mandatory than its plan is none', () => {
    const file = path.join(cwd, 'out', 'report.json')
    const report = JSON.parse(readFileSync(file, 'utf8'))
    report.plan.mandatory = ['2.a']
    report.plan.notApplicable.push({ case: '2.c', reason: 'not for us' })
    writeFileSync(file, JSON.stringify(report))
    const { code, err } = fixproof('certify out --no-pdf --out other.fixcert')
    assert.equal(code, 1)
    assert.match(err, /the report contradicts plan\.yaml: case 2\.c is mandatory there, and not so in the report/)
  })
})
