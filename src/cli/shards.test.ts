/** A run in parts, joined again, and what CI servers are told: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'
import { headline } from '../report/wording.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
const PROFILE = `target: { engine: self, role: [acceptor, initiator], tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions:
  - { beginString: FIX.4.2, senderCompID: A, targetCompID: B }
  - { beginString: FIX.4.4, senderCompID: A, targetCompID: B }
`
const RUN = 'run 2 13 INV-1 ORD-01 -p broken.yaml --seed 1 --format json'

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(path.join(cwd, 'broken.yaml'), PROFILE)
  assert.equal(fixproof(`${RUN} --out whole`).code, 1)
  for (const part of [1, 2, 3]) assert.equal(fixproof(`${RUN} --shard ${part}/3`).code, 1)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(args: string, more: Readonly<Record<string, string>> = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, GITHUB_ACTIONS: ___, GITHUB_STEP_SUMMARY: ____, ...env } = process.env
  const ended = spawnSync(process.execPath, [BIN, ...args.split(' ')], {
    cwd,
    env: { ...env, ...more },
    encoding: 'utf8',
  })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

function reportIn(folder: string): Report {
  const file = path.join(cwd, folder, 'report.json')
  return parseReport(readFileSync(file, 'utf8'), file)
}

const SHARDS = [1, 2, 3].map((part) => `reports/broken.yaml/shard-${part}-of-3/report.json`)
const told = ({ results }: Report) =>
  results.map((result) => [
    result.case,
    result.feature,
    result.line,
    result.beginString,
    result.targetRole,
    result.verdict,
    headline(result),
  ])

describe('run --shard', () => {
  test('each part has a folder of its own, says which it is, and has its share', () => {
    const whole = reportIn('whole')
    const sizes = SHARDS.map((file) => {
      const report = reportIn(path.dirname(file))
      assert.equal(report.scenarios, whole.scenarios)
      return new Set(
        report.results
          .filter(({ line }) => line > 0)
          .map((one) => `${one.feature}:${one.line} ${one.beginString} ${one.targetRole}`),
      ).size
    })
    assert.equal(
      sizes.reduce((a, b) => a + b),
      whole.scenarios,
    )
  })

  test('all of them joined are the whole run: the same results in the same order', () => {
    assert.equal(fixproof(`report merge ${SHARDS.join(' ')} --out merged --format json`).code, 1)
    const [merged, whole] = [reportIn('merged'), reportIn('whole')]
    assert.deepEqual(told(merged), told(whole))
    assert.deepEqual([merged.outcome, merged.summary, merged.shard], [whole.outcome, whole.summary, undefined])
    assert.deepEqual(merged.suite?.sha256, whole.suite?.sha256)
  })

  test('what failed in the joined report is repeated as after a run', () => {
    const { code, err } = fixproof('run --failed merged/report.json -p broken.yaml --out merged --format json,console')
    assert.equal(code, 1, err)
    assert.match(err, /attempt 2: \d+ scenarios are repeated/)
    const [again, whole] = [reportIn('merged'), reportIn('whole')]
    assert.deepEqual(told(again).sort(), told(whole).sort())
    assert.equal(again.command, whole.command)
  })

  test('one that is missing, one that is there twice, and one of another profile: exit 2, and no report', () => {
    const [first = '', second = '', third = ''] = SHARDS
    writeFileSync(path.join(cwd, 'broken.yaml'), `${PROFILE}# changed\n`)
    assert.equal(fixproof(`${RUN} --shard 3/3 --out changed`).code, 1)
    writeFileSync(path.join(cwd, 'broken.yaml'), PROFILE)
    // Of one version each: as many scenarios, and half of each version in no shard.
    for (const [part, version] of [[1, 'FIX.4.2'] as const, [2, 'FIX.4.4'] as const])
      assert.notEqual(
        fixproof(
          `run 2.c 2.a -p broken.yaml --begin-string ${version} --shard ${part}/2 --out ${version} --format json`,
        ).code,
        2,
      )
    const refused: [files: string[], message: RegExp][] = [
      [[first, third], /of 3 shards one is missing: 2\./],
      [[first, second, second], /shard 2 of 3 is there twice/],
      [[first, second, 'changed/report.json'], /no shards of one run: they do not have the same profile/],
      [['FIX.4.2/report.json', 'FIX.4.4/report.json'], /do not have the same choice of scenarios/],
      [[first, second, third, 'whole/report.json'], /whole\/report\.json is no shard/],
    ]
    for (const [files, message] of refused) {
      const { code, err } = fixproof(`report merge ${files.join(' ')} --out never`)
      assert.equal(code, 2)
      assert.match(err, message)
    }
    assert.ok(!existsSync(path.join(cwd, 'never')))
  })

  test('a shard that is none, more of them than scenarios, and a shard that is to be repeated are refused', () => {
    assert.match(fixproof(`${RUN} --shard 4/3`).err, /--shard "4\/3": expected I\/N/)
    const many = fixproof('run 2.c -p broken.yaml --shard 1/900')
    assert.equal(many.code, 2)
    assert.match(many.err, /there is not enough for 900 shards/)
    assert.match(
      fixproof('run --failed reports/broken.yaml/shard-1-of-3/report.json -p broken.yaml').err,
      /is shard 1 of 3: join the shards first/,
    )
  })

  test('--list tells what a shard has', () => {
    const listed = [1, 2].map((part) => fixproof(`run 2.c 2.a -p broken.yaml --shard ${part}/2 --list`).err)
    for (const text of listed) assert.match(text, /scenarios, each for 4 of version and role, \d+ in all/)
  })
})

describe('what CI is told', () => {
  const ONE = 'run 2.c -p broken.yaml --begin-string FIX.4.4 --seed 1'

  test('a job of GitHub has a note on each defect, and the summary', () => {
    const summary = path.join(cwd, 'summary.md')
    writeFileSync(summary, 'before\n')
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: path.resolve(import.meta.dirname, '../..'),
    }
    const { code, out } = fixproof(`${ONE} --format json --out ci`, env)
    assert.equal(code, 1)
    assert.match(
      out,
      /^::error file=features\/session\/[\w-]+\.feature,line=\d+,title=2\.c .*::FIX\.4\.4 .*%0Anpx fixproof run 2\.c/,
    )
    assert.match(readFileSync(summary, 'utf8'), /^before\n## . Not conformant: /)
  })

  test('elsewhere nothing is printed, unless it is asked for; not in a job either, where it is not wanted', () => {
    assert.equal(fixproof(`${ONE} --format json --out ci`).out, '')
    assert.match(fixproof(`${ONE} --format json --out ci --annotations github`).out, /^::error /)
    assert.equal(fixproof(`${ONE} --format json --out ci --annotations none`, { GITHUB_ACTIONS: 'true' }).out, '')
  })

  test('a summary that has no room left is cut at a line, and one that can not be written is no failure', () => {
    const summary = path.join(cwd, 'full.md')
    writeFileSync(summary, 'x'.repeat(1024 * 1024 - 500))
    fixproof(`${ONE} --format json --out ci`, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary })
    const text = readFileSync(summary, 'utf8')
    assert.ok(Buffer.byteLength(text) <= 1024 * 1024)
    assert.match(text, /The summary was cut: all of it is in summary\.md/)
    const nowhere = path.join(cwd, 'no/such/summary.md')
    const { code, err } = fixproof(`${ONE} --format json --out ci`, { GITHUB_STEP_SUMMARY: nowhere })
    assert.equal(code, 1)
    assert.match(err, /the job summary could not be written to .*\(ENOENT\)/)
  })

  test('GitLab has a file, and badges are written where they are asked for', () => {
    assert.equal(fixproof(`${ONE} --format json --out gitlab --annotations gitlab`).code, 1)
    const issues = JSON.parse(readFileSync(path.join(cwd, 'gitlab/gl-code-quality-report.json'), 'utf8'))
    assert.ok(issues.length > 0 && issues[0].check_name === '2.c')
    assert.equal(fixproof(`${ONE} --format badge --out badge`).code, 1)
    for (const name of ['badge.svg', 'badge.json']) assert.ok(existsSync(path.join(cwd, 'badge', name)), name)
    assert.ok(!existsSync(path.join(cwd, 'gitlab/badge.svg')))
  })

  test('a report that is joined tells as one that was run', () => {
    const { code, out } = fixproof(`report merge ${SHARDS.join(' ')} --out merged --format json`, {
      GITHUB_ACTIONS: 'true',
    })
    assert.equal(code, 1)
    assert.match(out, /^::error /)
  })
})
