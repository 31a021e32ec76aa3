/** What a strict certificate asks for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report, ReportWaiver } from '../report/report.ts'
import { reportOf, reportWith, resultOf } from '../report/report-fixtures.ts'
import { strictGaps } from './gaps.ts'

const SUITE = [{ id: '2.a' }, { id: '2.b' }, { id: '9.z', untestable: 'nobody can' }]
const whole = (change: Partial<Report> = {}): Report =>
  reportOf([resultOf({ case: '2.a' }), resultOf({ case: '2.b', verdict: 'warning' })], change)
const gaps = (report: Report): string => strictGaps(report, SUITE).join('\n')
const waiver: ReportWaiver = { id: 'W', case: '2.a', expect: 'x', reason: 'r', owner: 'o', until: '2026-12-31' }

test('a whole run with nothing open has none', () => {
  assert.equal(gaps(whole()), '')
  assert.equal(
    gaps(
      whole({
        command: 'npx fixproof run --profile self --seed 1',
        suite: { name: 's', version: '1', cases: 2, tags: '(@session or @application)' },
      }),
    ),
    '',
  )
})

test('verdicts that prove nothing, or less', () => {
  const report = reportWith('failed', 'errored', 'inconclusive', 'waived')
  const told = gaps(report)
  assert.match(told, /^1 check failed: 2\.a$/m)
  assert.match(told, /^1 check ended in a fault of the harness: 2\.b$/m)
  assert.match(told, /^1 check is inconclusive: 2\.c$/m)
  assert.match(told, /^1 check is waived: 2\.d$/m)
})

test('waivers that covered nothing; a quirk of the venue is none', () => {
  assert.match(gaps(whole({ waivers: [waiver] })), /waivers were given/)
  assert.equal(gaps(whole({ waivers: [{ ...waiver, quirk: true }] })), '')
})

test('runs that were narrowed', () => {
  assert.match(gaps(whole({ shard: { index: 1, of: 3 } })), /shard 1 of 3/)
  assert.match(
    gaps(whole({ narrowed: { cases: ['2.a'], tags: '@x', versions: true, roles: true, mandatory: true } })),
    /^only some of the suite was asked for: 2\.a, --tags '@x', --begin-string, --connect or --listen, --mandatory$/,
  )
  assert.match(
    gaps(whole({ outcome: { exitCode: 130, word: 'interrupted' }, unfinished: 3 })),
    /^the run was interrupted.*$/,
  )
  const attempt = { number: 1, startedAt: '2026-09-14T09:00:00Z', file: 'a', sha256: 'a'.repeat(64), repeated: 1 }
  assert.equal(gaps(whole({ attempts: [attempt] })), '')
  assert.match(gaps(whole({ attempts: [{ ...attempt, profileSha256: 'b'.repeat(64) }] })), /between the attempts/)
  assert.match(gaps(whole({ unfinished: 3 })), /3 scenarios were not run/)
  // As `report merge` leaves it: the reports of the attempts lie beside those that were joined.
  const again = resultOf({ case: '2.a', attempts: [{ number: 1, startedAt: '', verdict: 'failed', actual: '' }] })
  const joined = reportOf([again, resultOf({ case: '2.b' })])
  assert.match(gaps(joined), /^results were repeated, and the reports of the earlier attempts are not with this one$/m)
  assert.equal(gaps({ ...joined, attempts: [attempt] }), '')
})

test('cases of the suite, or of the plan, that nothing was seen of', () => {
  assert.match(gaps(reportOf([resultOf({ case: '2.a' })])), /1 case of the suite was left out: 2\.b/)
  const lacking = (reason: string): Report =>
    reportOf([resultOf({ case: '2.a' }), resultOf({ case: '2.b', verdict: 'notApplicable', reason })])
  assert.match(gaps(lacking('needs the capability kill, which the profile does not declare')), /left out: 2\.b/)
  assert.equal(gaps(lacking('the case is about a target that is initiator; this one is acceptor')), '')
  const plan = {
    name: 'p',
    file: 'plan.yaml',
    sha256: 'a'.repeat(64),
    mandatory: ['2.a', '2.b'],
    optional: [],
    notApplicable: [],
  }
  assert.match(gaps(reportOf([resultOf({ case: '2.a' })], { plan })), /^1 mandatory case is not proven: 2\.b$/)
  assert.equal(gaps(whole({ plan: { ...plan, mandatory: ['2.a'] } })), '')
  assert.match(gaps(whole({ plan: { ...plan, narrowed: true } })), /only some of the plan was asked for/)
})
