import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { before, describe, test } from 'node:test'
import { exitCode } from '../report/outcome.ts'
import type { ReportResult } from '../report/report.ts'
import { resultOf } from '../report/report-fixtures.ts'
import { UsageError } from './usage-error.ts'
import { applyWaivers, loadWaivers, type Waiver } from './waivers.ts'

const TODAY = '2026-06-15'

const waiver = (change: Partial<Waiver> = {}): Waiver => ({
  id: 'W-1',
  case: '2.c',
  expect: 'no Logout',
  reason: 'known',
  owner: 'us',
  until: '2026-12-31',
  ...change,
})

const failed = (change: Partial<ReportResult> = {}): ReportResult =>
  resultOf({ verdict: 'failed', actual: 'no Logout within 2 s', ...change })

function apply(results: ReportResult[], ...waivers: Waiver[]) {
  const applied = applyWaivers(results, waivers, TODAY)
  return { verdicts: results.map(({ verdict }) => verdict), applied }
}

describe('a waiver', () => {
  test('covers the outcome it states, and says which waiver did', () => {
    const result = failed()
    assert.deepEqual(apply([result], waiver()).verdicts, ['waived'])
    assert.equal(result.waiver, 'W-1')
  })

  test('covers nothing else', () => {
    const others = [
      failed({ actual: 'Logout without Text' }),
      failed({ case: '2.b' }),
      resultOf({ verdict: 'errored', actual: 'no Logout' }),
      resultOf({ verdict: 'inconclusive', actual: 'no Logout' }),
    ]
    assert.deepEqual(apply(others, waiver()).verdicts, ['failed', 'failed', 'errored', 'inconclusive'])
  })

  test('may be for some versions and roles only', () => {
    const results = [
      failed({ beginString: 'FIX.4.2' }),
      failed({ beginString: 'FIX.4.4' }),
      failed({ beginString: 'FIX.4.2', targetRole: 'initiator' }),
      failed({ beginString: 'FIXT.1.1/FIX.5.0SP2' }),
    ]
    const when = { beginString: ['FIX.4.2', 'FIX.5.0SP2'], targetRole: ['acceptor' as const] }
    assert.deepEqual(apply(results, waiver({ when })).verdicts, ['waived', 'failed', 'failed', 'waived'])
  })

  test('is stale where the case was exercised and came out well', () => {
    assert.equal(apply([resultOf()], waiver()).applied[0]?.stale, true)
    assert.equal(apply([resultOf({ verdict: 'warning' })], waiver()).applied[0]?.stale, true)
  })

  test('is not stale where the case did not run, or where it was used once', () => {
    assert.equal(apply([], waiver()).applied[0]?.stale, undefined)
    assert.equal(apply([resultOf({ verdict: 'notApplicable' })], waiver()).applied[0]?.stale, undefined)
    assert.equal(apply([resultOf(), failed()], waiver()).applied[0]?.stale, undefined)
  })

  test('says that the case fails otherwise than stated, and is then neither stale nor used', () => {
    const { verdicts, applied } = apply([resultOf(), failed({ actual: 'Logout without Text' })], waiver())
    assert.deepEqual(verdicts, ['passed', 'failed'])
    assert.equal(applied[0]?.otherOutcome, true)
    assert.equal(applied[0]?.stale, undefined)
    assert.equal(apply([failed()], waiver()).applied[0]?.otherOutcome, undefined)
  })

  test('where two cover one case, the one that fits is used, and the other says so', () => {
    const late = failed({ actual: 'Logout after 5 s' })
    const { verdicts, applied } = apply([failed(), late], waiver(), waiver({ id: 'W-2', expect: 'after 5 s' }))
    assert.deepEqual(verdicts, ['waived', 'waived'])
    assert.equal(late.waiver, 'W-2')
    assert.deepEqual(
      applied.map(({ stale, otherOutcome }) => [stale, otherOutcome]),
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    )
  })

  test('holds until the end of its last day; behind it the failure stands again', () => {
    assert.deepEqual(apply([failed()], waiver({ until: TODAY })).verdicts, ['waived'])
    const result = failed()
    const { verdicts, applied } = apply([result], waiver({ until: '2026-06-14' }))
    assert.deepEqual(verdicts, ['failed'])
    assert.equal(result.waiver, 'W-1')
    assert.partialDeepStrictEqual(applied[0], { expired: true })
    assert.equal(applied[0]?.otherOutcome, undefined)
    assert.equal(applied[0]?.stale, undefined)
  })
})

describe('waivers and the exit code', () => {
  const code = (results: ReportResult[], ...waivers: Waiver[]): number =>
    exitCode({ results, waivers: applyWaivers(results, waivers, TODAY) })
  const expired = { until: '2026-06-14' }

  const outcomes: readonly [name: string, results: ReportResult[], waivers: Waiver[], code: number][] = [
    ['a failure that is waived', [failed()], [waiver()], 0],
    ['it passes now', [resultOf()], [waiver()], 6],
    ['the waiver has expired', [failed()], [waiver(expired)], 6],
    ['another outcome than the waived one', [failed({ actual: 'other' })], [waiver()], 1],
    ['another outcome, and expired', [failed({ actual: 'other' })], [waiver(expired)], 1],
    ['one expired, one failure of its own', [failed(), failed({ case: '2.b' })], [waiver(expired)], 1],
    ['another version', [failed()], [waiver({ when: { beginString: ['FIX.4.2'] } })], 1],
    ['another role', [failed()], [waiver({ when: { targetRole: ['initiator'] } })], 1],
    [
      'one waiver holds, one is stale',
      [failed(), resultOf({ case: '2.b' })],
      [waiver(), waiver({ id: 'W-2', case: '2.b' })],
      6,
    ],
  ]
  for (const [name, results, waivers, expected] of outcomes)
    test(`${expected}: ${name}`, () => assert.equal(code(results, ...waivers), expected))
})

describe('a file of waivers', () => {
  let file = ''
  before(async () => {
    file = path.join(await mkdtemp(path.join(os.tmpdir(), 'fixproof-')), 'waivers.yaml')
  })

  const load = (change: Readonly<Record<string, unknown>>): Waiver[] => {
    writeFileSync(file, JSON.stringify([{ ...waiver(), ...change }]))
    return loadWaivers(file)
  }

  test('is read', () => assert.deepEqual(load({}), [waiver()]))

  for (const [name, change, message] of [
    ['an unknown case', { case: '2.zz' }, /waiver W-1: unknown case "2\.zz"/],
    ['no reason', { reason: '' }, /reason/],
    ['no end', { until: undefined }, /until/],
    ['a day that does not exist', { until: '2026-02-31' }, /expected a date/],
    ['an expression that is none', { expect: '(' }, /regular expression/],
    ['a version that is none', { when: { beginString: ['FIX4.4'] } }, /expected one of FIX\.4\.0/],
    ['a key that there is not', { untill: '2027-01-01' }, /untill/],
  ] as const)
    test(`${name}: refused, with the file's name`, () => {
      assert.throws(
        () => load(change),
        (error: Error) => {
          assert.ok(error instanceof UsageError, error.stack)
          assert.ok(error.message.startsWith(file))
          assert.match(error.message, message)
          return true
        },
      )
    })

  test('the same id twice: refused', () => {
    writeFileSync(file, JSON.stringify([waiver(), waiver({ case: '2.b' })]))
    assert.throws(() => loadWaivers(file), /waiver W-1 is there twice/)
  })

  test('is not there', () => assert.throws(() => loadWaivers(`${file}.not`), /could not be read/))
})

describe('a quirk of the venue', () => {
  const quirk = waiver({ id: 'Q-1', until: '2020-01-01', quirk: true, source: 'the guide' })

  test('covers as a waiver does, and never runs out', () => {
    const { verdicts, applied } = apply([failed()], quirk)
    assert.deepEqual(verdicts, ['waived'])
    assert.deepEqual([applied[0]?.expired, applied[0]?.quirk, applied[0]?.source], [undefined, true, 'the guide'])
  })

  test('is not stale where the venue is better than its document', () => {
    const { applied } = apply([resultOf()], quirk)
    assert.equal(applied[0]?.stale, undefined)
    assert.equal(exitCode({ results: [resultOf()], waivers: applied }), 0)
  })

  test('can not be written into a file of waivers', async () => {
    const file = path.join(await mkdtemp(path.join(os.tmpdir(), 'fixproof-')), 'w.yaml')
    writeFileSync(file, '- { id: Q, case: 2.c, expect: x, reason: x, owner: x, until: 2020-01-01, quirk: true }\n')
    assert.throws(() => loadWaivers(file), /Unrecognized key: "quirk"/)
  })
})

test('of a case with many scenarios, a waiver may be for some', () => {
  const results = [
    failed({ example: 'Price is text' }),
    failed({ example: 'Side is text' }),
    failed({ title: 'Price alone' }),
  ]
  assert.deepEqual(apply(results, waiver({ scenario: '^Price' })).verdicts, ['waived', 'failed', 'waived'])
})
