import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import type { ReportResult } from '../report/report.ts'
import { resultOf } from '../report/report-fixtures.ts'
import { lastDay, waiversFor, withWaivers } from './new-waiver.ts'
import { applyWaivers, loadWaivers } from './waivers.ts'

const TODAY = '2026-06-15'
const REASONS = { reason: 'known', owner: 'us', until: '2026-12-31' }
const OURS = () => true

const failed = (change = {}) => resultOf({ verdict: 'failed', actual: 'Text(58) "a.b (c)" [1|2] $5', ...change })

describe('a waiver from what was seen', () => {
  test('covers that, and nothing else', (t) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const file = path.join(folder, 'waivers.yaml')
    const [waiver, ...more] = waiversFor([failed(), failed({ beginString: 'FIX.4.2' })], REASONS, new Set(), OURS)
    assert.deepEqual(more, [], 'versions with the same finding share one')
    writeFileSync(file, withWaivers(undefined, file, waiver === undefined ? [] : [waiver]))
    const results = [
      failed(),
      failed({ beginString: 'FIX.4.2' }),
      failed({ beginString: 'FIX.4.3' }),
      failed({ targetRole: 'initiator' }),
      failed({ actual: 'Text(58) "aXb (c)" [1|2] $5' }),
      failed({ actual: 'Text(58) "a.b (c)" [1|2] $5 and more' }),
      failed({ case: '2.b' }),
    ]
    applyWaivers(results, loadWaivers(file), TODAY)
    assert.deepEqual(
      results.map(({ verdict }) => verdict),
      ['waived', 'waived', 'failed', 'failed', 'failed', 'failed', 'failed'],
    )
  })

  test('has an id of its own, also beside others for the same case', () => {
    const ids = waiversFor([failed(), failed({ actual: 'other' })], REASONS, new Set(['W-2.c']), OURS).map(
      ({ id }) => id,
    )
    assert.deepEqual(ids, ['W-2.c-2', 'W-2.c-3'])
  })

  test('of a case with many scenarios is for one of them', () => {
    const [waiver] = waiversFor([failed({ example: 'Price is text' })], REASONS, new Set(), () => false)
    assert.equal(waiver?.scenario, '^Price is text$')
  })

  test('covers no version in a role in which it was not seen', () => {
    const seen = [
      failed({ beginString: 'FIX.4.2', targetRole: 'acceptor' }),
      failed({ beginString: 'FIX.4.4', targetRole: 'acceptor' }),
      failed({ beginString: 'FIX.4.4', targetRole: 'initiator' }),
    ]
    assert.deepEqual(
      waiversFor(seen, REASONS, new Set(), OURS).map(({ when }) => when),
      [
        { beginString: ['FIX.4.2', 'FIX.4.4'], targetRole: ['acceptor'] },
        { beginString: ['FIX.4.4'], targetRole: ['initiator'] },
      ],
    )
    const [one, ...more] = waiversFor(seen.slice(1), REASONS, new Set(), OURS)
    assert.deepEqual(one?.when, { beginString: ['FIX.4.4'], targetRole: ['acceptor', 'initiator'] })
    assert.deepEqual(more, [], 'roles that show the same in the same versions share one')
  })

  test('names the scenarios where others of the case are not like them', () => {
    const seen = ['a', 'b.'].map((example) => failed({ example }))
    const scenariosOf = (all: readonly ReportResult[]) =>
      waiversFor(seen, REASONS, new Set(), OURS, all).map(({ scenario }) => scenario)
    assert.deepEqual(scenariosOf(seen), [undefined])
    assert.deepEqual(scenariosOf([...seen, resultOf({ example: 'c' })]), ['^a$|^b\\.$'])
    // What does not apply, or is of a version that the waiver is not for, needs no word.
    const apart = [
      resultOf({ example: 'd', verdict: 'notApplicable' }),
      resultOf({ example: 'e', beginString: 'FIX.4.0' }),
    ]
    assert.deepEqual(scenariosOf([...seen, ...apart]), [undefined])
  })

  test('a very long finding is quoted by its beginning', () => {
    const [waiver] = waiversFor([failed({ actual: 'x'.repeat(5000) })], REASONS, new Set(), OURS)
    assert.equal(waiver?.expect, `^${'x'.repeat(200)}`)
  })
})

describe('the file of waivers', () => {
  const added = waiversFor([failed()], { ...REASONS, issue: 'T-1', approvedBy: 'desk' }, new Set(), OURS)
  const THERE = `# ours, with care
- id: OLD # the first one
  case: 2.a
  expect: 'no Logout'   # as seen
  reason: x
  owner: y
  until: 2026-12-31
`

  test('keeps comments and what was there, to the letter', () => {
    const text = withWaivers(THERE, 'waivers.yaml', added)
    assert.ok(text.startsWith(THERE.replace('   # as seen', ' # as seen')), text)
    assert.match(
      text,
      /\n\n- id: W-2\.c\n {2}case: 2\.c\n {2}when: \{ beginString: \[ ?FIX\.4\.4 ?\], targetRole: \[ ?acceptor ?\] \}\n/,
    )
    assert.match(text, /issue: T-1\n {2}approvedBy: desk\n$/)
  })

  test('is begun where there is none, or nothing but comments in it', () => {
    assert.match(withWaivers(undefined, 'w.yaml', added), /^# Known deviations.*\n- id: W-2\.c\n/)
    assert.match(withWaivers('# ours\n', 'w.yaml', added), /^# ours\n- id: W-2\.c\n/)
  })

  test('a case that looks like a number stays a text', () => {
    const five = waiversFor([failed({ case: '5' })], REASONS, new Set(), OURS)
    assert.match(withWaivers(undefined, 'w.yaml', five), /case: "5"\n/)
  })

  test('that is no list, or no YAML, is not touched', () => {
    assert.throws(
      () => withWaivers('waivers: {}\n', 'w.yaml', added),
      /^UsageError: w\.yaml: expected a list of waivers/,
    )
    assert.throws(() => withWaivers('- {\n', 'w.yaml', added), /^UsageError: w\.yaml: /)
  })
})

test('the last day is a day, not over, and at most a year ahead', () => {
  for (const until of [TODAY, '2026-12-31', '2027-06-15']) assert.equal(lastDay(until, TODAY), until)
  for (const [until, message] of [
    ['2026-06-14', /is over/],
    ['2027-07-01', /more than a year ahead/],
    ['2 years', /more than a year ahead/],
    ['soon', /expected a date/],
    ['2026-02-30', /expected a date/],
    ['2026-6-1', /expected a date/],
    ['-3d', /expected a date/],
    ['90', /expected a date/],
  ] as const)
    assert.throws(() => lastDay(until, TODAY), message, until)
})

test('it may be told as a span from today', () => {
  for (const [span, day] of [
    ['90d', '2026-09-13'],
    ['1 day', '2026-06-16'],
    ['2 weeks', '2026-06-29'],
    ['6 months', '2026-12-15'],
    ['1 year', '2027-06-15'],
    ['0d', TODAY],
  ] as const)
    assert.equal(lastDay(span, TODAY), day, span)
  assert.equal(lastDay('1 month', '2027-01-31'), '2027-02-28', 'a month that is shorter')
})
