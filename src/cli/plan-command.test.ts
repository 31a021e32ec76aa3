/** `fixproof plan`: what has to be proved, how far it is, and that a run agrees. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { loadPlan } from '../onboarding/plan.ts'
import { parseReport } from '../report/parse-report.ts'
import { fixproof, folder } from '../testing/init-process.ts'

describe('fixproof plan', () => {
  test('shows counts, cases and reasons; for machines all of them', () => {
    const cwd = folder('plan')
    fixproof(cwd, ['init', 'desk', '--yes'])
    const summary = fixproof(cwd, ['plan'])
    assert.match(summary.out, /^desk: \d+ mandatory, \d+ optional, \d+ not applicable\n/)
    assert.match(summary.out, /^ {2}1S {2}Receive Logon \(acceptor\) +4 +· +·$/m)
    assert.match(
      fixproof(cwd, ['plan', 'desk', '1B.a']).out,
      /1B\.a +Transport connection\n +not applicable: It is about an engine that dials/,
    )
    const json = JSON.parse(fixproof(cwd, ['plan', 'desk', '--format', 'json']).out)
    assert.equal(json.cases.length, json.counts.mandatory + json.counts.optional + json.counts.notApplicable)
    assert.match(
      fixproof(cwd, ['plan', 'desk', '--format', 'markdown']).out,
      /^\| 2\.c \| MsgSeqNum too low without PossDupFlag \| mandatory \| Every/m,
    )
    assert.match(
      fixproof(cwd, ['plan', 'dsk']).err,
      /there is no scenarios\/dsk\/plan\.yaml: fixproof init dsk makes one/,
    )
    assert.match(fixproof(cwd, ['plan', 'desk', 'QQ']).err, /unknown case "QQ"/)
    assert.match(fixproof(folder('no-plan'), ['plan']).err, /fixproof init makes one/)
  })

  test('is made anew by what the profile says now', () => {
    const cwd = folder('update')
    fixproof(cwd, ['init', 'desk', '--yes'])
    assert.match(fixproof(cwd, ['plan', 'desk', '--update']).err, /nothing changes/)
    const file = path.join(cwd, 'scenarios/desk/profile.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, `${text}capabilities: [logout]\nhooks: { logout: "true" }\n`)
    assert.match(fixproof(cwd, ['plan', 'desk', '--update']).err, /12, 13\.a, PX-24[\s\S]*nothing was written: --yes/)
    assert.equal(fixproof(cwd, ['plan', 'desk', '--update', '--yes']).code, 0)
    assert.match(fixproof(cwd, ['plan', 'desk', '12']).out, /mandatory: /)
    // Cases that the suite did not have when the plan was made.
    const plan = path.join(cwd, 'scenarios/desk/plan.yaml')
    writeFileSync(plan, readFileSync(plan, 'utf8').replace(/.*"2\.c".*\n/, ''))
    const refused = fixproof(cwd, ['plan', 'desk'])
    assert.equal(refused.code, 2)
    assert.match(refused.err, /without an obligation: 2\.c\. fixproof plan desk --update/)
    assert.equal(fixproof(cwd, ['plan', 'desk', '--update', '--yes']).code, 0)
    assert.equal(fixproof(cwd, ['plan', 'desk', '2.c']).code, 0)
  })

  test('a run of the same profile finds not applicable what the plan does, and shows what is done', () => {
    const cwd = folder('run')
    fixproof(cwd, ['init', 'desk', '--yes', '--numbers', 'never', '--control', 'logout'])
    const suite = path.join(cwd, 'scenarios/desk')
    // Our own engine in the place of theirs, with the same capabilities; the plan itself is left out of it.
    writeFileSync(
      path.join(suite, 'self.yaml'),
      'target: { engine: self }\nsessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: TARGET }]\ncapabilities: [logout]\nsuite: { tags: "@session" }\n',
    )
    const run = fixproof(cwd, [
      'run',
      '-p',
      'scenarios/desk/self.yaml',
      '--out',
      'reports/desk',
      '--format',
      'json',
      '--seed',
      '1',
    ])
    assert.equal(run.code, 0, run.err)
    const file = path.join(cwd, 'reports/desk/report.json')
    const report = parseReport(readFileSync(file, 'utf8'), file)
    const ran = new Set(
      report.results.filter(({ verdict }) => verdict !== 'notApplicable').map((result) => result.case),
    )
    const plan = loadPlan(path.join(suite, 'plan.yaml'))
    assert.deepEqual(
      plan.cases.filter(({ id, obligation }) => ran.has(id) === (obligation === 'notApplicable')),
      [],
    )
    assert.match(
      fixproof(cwd, ['plan']).out,
      /by reports\/desk\/report\.json: mandatory \d+ done, 0 failed, 0 open; optional \d+ done, 0 failed, 0 open/,
    )
    assert.ok(existsSync(path.join(suite, 'plan.yaml')))
  })
})
