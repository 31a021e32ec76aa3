/** Baselines, and reports compared and joined, as the command line does it: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { renderJson } from '../report/formats/json.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
const RUN = 'run 2.c 2.a --begin-string FIX.4.4 --seed 1 --format json'
/** No Logout where one is due: 2.c fails, and 2.a does not. */
const BROKEN = `target: { engine: self, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
`

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  writeFileSync(path.join(cwd, 'broken.yaml'), BROKEN)
  writeFileSync(path.join(cwd, 'good.yaml'), BROKEN.replace(/, tamper.*\] \}/, ' }'))
  assert.equal(fixproof(`${RUN} -p good.yaml --out good`).code, 0)
  assert.equal(fixproof(`${RUN} -p broken.yaml --out broken`).code, 1)
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function fixproof(args: string): { code: number | null; out: string; err: string } {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const ended = spawnSync(process.execPath, [BIN, ...args.split(' ')], { cwd, env, encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

function reportIn(folder: string): Report {
  const file = path.join(cwd, folder, 'report.json')
  return parseReport(readFileSync(file, 'utf8'), file)
}

describe('run --baseline', () => {
  test('exit 7 on a regression, which the report names', () => {
    const { code } = fixproof(`${RUN} -p broken.yaml --baseline good/report.json --out worse`)
    assert.equal(code, 7)
    const report = reportIn('worse')
    assert.deepEqual(report.outcome, { exitCode: 7, word: 'regression' })
    assert.equal(report.baseline?.file, 'good/report.json')
    assert.deepEqual(
      report.results.filter(({ verdict }) => verdict === 'failed').map((result) => [result.case, result.was]),
      [['2.c', 'passed']],
    )
  })

  test('exit 0 while nothing is worse, though old failures remain: never called conformant', () => {
    const { code, err } = fixproof(
      `${RUN.replace('json', 'json,console')} -p broken.yaml --baseline broken/report.json --out same`,
    )
    assert.equal(code, 0)
    assert.match(err, /NOT CONFORMANT, NO REGRESSION/)
    assert.deepEqual(reportIn('same').outcome, { exitCode: 0, word: 'no regression' })
  })

  test('exit 0 when something was repaired', () => {
    assert.equal(fixproof(`${RUN} -p good.yaml --baseline broken/report.json --out repaired`).code, 0)
    assert.deepEqual(
      reportIn('repaired').baseline?.repaired.map((change) => change.case),
      ['2.c'],
    )
  })

  test('exit 7 when a check has vanished, and 0 when it was not asked for', () => {
    const report = reportIn('good')
    const more = {
      ...report,
      results: report.results.concat({ ...(report.results[0] as Report['results'][0]), example: 'once' }),
    }
    writeFileSync(path.join(cwd, 'more.json'), renderJson(more))
    assert.equal(fixproof(`${RUN} -p good.yaml --baseline more.json --out gone`).code, 7)
    assert.deepEqual(
      reportIn('gone').baseline?.vanished.map((change) => change.example),
      ['once'],
    )
    const other = RUN.replace(more.results[0]?.case ?? '', '').replace('  ', ' ')
    assert.equal(fixproof(`${other} -p good.yaml --baseline more.json --out other`).code, 0)
  })

  test('exit 2 when there is no such report, before anything is run', () => {
    const { code, err } = fixproof(`${RUN} --baseline none.json --out never`)
    assert.equal(code, 2)
    assert.match(err, /none\.json: could not be read: there is no such file/)
    assert.ok(!existsSync(path.join(cwd, 'never')))
  })
})

describe('report diff', () => {
  test('exit 1 when something is worse, 0 when not; for people, as JSON and as Markdown', () => {
    const worse = fixproof('report diff good/report.json broken/report.json')
    assert.equal(worse.code, 1)
    assert.match(worse.out, /Worse \(1\)\n\n {2}F 2\.c +FIX\.4\.4 acceptor +passed → failed/)
    const better = fixproof('report diff broken/report.json good/report.json --format json')
    assert.equal(better.code, 0)
    assert.deepEqual(
      JSON.parse(better.out).repaired.map((change: { case: string }) => change.case),
      ['2.c'],
    )
    assert.match(
      fixproof('report diff good/report.json good/report.json --format markdown').out,
      /^## ✔ Nothing is worse/,
    )
  })
})

describe('report merge', () => {
  test('joins shards, writes every format, and ends with the exit code of the whole', () => {
    assert.equal(fixproof('run 2.d --begin-string FIX.4.4 -p good.yaml --seed 1 --format json --out shard').code, 0)
    const { code, err } = fixproof('report merge good/report.json shard/report.json --out merged')
    assert.equal(code, 0, err)
    for (const name of ['report.json', 'report.html', 'junit.xml', 'summary.md'])
      assert.ok(existsSync(path.join(cwd, 'merged', name)), name)
    assert.deepEqual([...new Set(reportIn('merged').results.map((result) => result.case))], ['2.a', '2.c', '2.d'])
  })

  test('says that a check was in several, and keeps the worst', () => {
    const { code, err } = fixproof('report merge good/report.json broken/report.json --out both --format json')
    assert.equal(code, 1)
    assert.match(err, /checks? (is|are) in several reports; of each the worst verdict was kept/)
  })

  test('exit 2 for reports that are not parts of one run, and for no report at all', () => {
    const other = { ...reportIn('good'), tool: { name: 'fixproof', version: '0.0.1' } }
    writeFileSync(path.join(cwd, 'other.json'), renderJson(other))
    const { code, err } = fixproof('report merge good/report.json other.json --out none')
    assert.equal(code, 2)
    assert.match(err, /other\.json is not of the same tool as good\/report\.json/)
    assert.equal(fixproof('report merge').code, 2)
  })
})
