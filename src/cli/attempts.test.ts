/** A failure read, waived or repaired, and repeated: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { reportDigest } from '../report/digest.ts'
import { parseReport } from '../report/parse-report.ts'
import type { Report } from '../report/report.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')
/** No Logout where one is due: 2.c fails, and 2.a does not. */
const BROKEN = `# a target with a fault
target: { engine: self, tamper: [{ direction: outgoing, msgType: "5", drop: true }] }
sessions: [{ beginString: FIX.4.4, senderCompID: A, targetCompID: B }]
suite: { waivers: waivers.yaml }
`
const GOOD = BROKEN.replace(/, tamper.*\] \}/, ' }')
const RUN = 'run 2.c 2.a -p target.yaml --seed 1 --format json,console'
const FAILED = 'run --failed -p target.yaml --format json,console'

let cwd = ''
before(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
  write('target.yaml', BROKEN)
  write('waivers.yaml', '# ours\n')
})
after(() => rmSync(cwd, { recursive: true, force: true }))

function write(name: string, text: string): void {
  writeFileSync(path.join(cwd, name), text)
}

function fixproof(...args: string[]): { code: number | null; out: string; err: string } {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const words = args.flatMap((arg, i) => (i === 0 ? arg.split(' ') : [arg]))
  const ended = spawnSync(process.execPath, [BIN, ...words], { cwd, env, encoding: 'utf8' })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

const FOLDER = 'reports/target.yaml'
function report(): Report {
  const file = path.join(cwd, FOLDER, 'report.json')
  return parseReport(readFileSync(file, 'utf8'), file)
}
const verdicts = (): string[] =>
  [...new Set(report().results.map((result) => `${result.case} ${result.verdict}`))].sort()

describe('run --failed', () => {
  test('without a report, or with one of another profile, is refused before anything runs', () => {
    const { code, err } = fixproof(FAILED)
    assert.equal(code, 2)
    assert.match(err, /--failed: there is no .*report\.json; run without --failed first/)
    assert.equal(fixproof('run 2.c --begin-string FIX.4.4 --format json --out other').code, 0)
    const other = fixproof(`${FAILED} --out other`)
    assert.equal(other.code, 2)
    assert.match(other.err, /is of the profile self \(--profile self\), and this run is of target\.yaml/)
  })

  test('says what comes next after a failure', () => {
    const { code, err } = fixproof(RUN)
    assert.equal(code, 1)
    assert.match(err, /next +after a repair: npx fixproof run --failed --profile target\.yaml/)
    assert.match(err, /next +or accept it for a while: npx fixproof waive 2\.c --profile target\.yaml --reason/)
    assert.deepEqual(verdicts(), ['2.a passed', '2.c failed'])
  })

  test('repeats what failed and nothing else; the report is whole, and the earlier one is kept beside it', () => {
    const first = report()
    const { code, err } = fixproof(FAILED)
    assert.equal(code, 1)
    assert.match(err, /attempt 2: \d+ scenarios? (is|are) repeated/)
    assert.match(err, /Earlier +attempt 1: failed, /)
    const second = report()
    assert.equal(second.results.length, first.results.length)
    assert.deepEqual([second.seed, second.command], [first.seed, first.command])
    const [attempt] = second.attempts ?? []
    assert.deepEqual([attempt?.number, attempt?.sha256, second.attempts?.length], [1, reportDigest(first), 1])
    const kept = gunzipSync(readFileSync(path.join(cwd, FOLDER, attempt?.file ?? ''))).toString()
    assert.deepEqual(parseReport(kept, 'kept'), first)
    for (const result of second.results) {
      assert.equal(result.attempts?.length, result.verdict === 'failed' ? 1 : undefined)
      // What was not repeated was made by the first run.
      const isNew = (result.startedAt ?? '') > second.startedAt
      assert.equal(isNew, result.verdict === 'failed', result.case)
    }
  })

  test('after a repair is conformant, and says that the profile is another', () => {
    write('target.yaml', GOOD)
    const { code, err } = fixproof(FAILED)
    assert.equal(code, 0, err)
    assert.match(err, /The profile has changed since attempt 2\./)
    assert.deepEqual(verdicts(), ['2.a passed', '2.c passed'])
    assert.deepEqual(
      report()
        .results.find((result) => result.case === '2.c')
        ?.attempts?.map(({ number }) => number),
      [1, 2],
    )
    assert.deepEqual(readdirSync(path.join(cwd, FOLDER, 'attempts')).sort(), ['1.report.json.gz', '2.report.json.gz'])
  })

  test('with nothing to repeat repeats nothing; an ordinary run begins anew', () => {
    assert.match(fixproof(FAILED).err, /nothing is repeated: no scenario failed/)
    write('target.yaml', BROKEN)
    assert.equal(fixproof(RUN).code, 1)
    assert.equal(report().attempts, undefined)
  })

  test('does not go with --resume or --shard; a case behind it is a case', () => {
    for (const other of ['--resume', '--shard 1/2']) {
      const { code, err } = fixproof(`${FAILED} ${other}`)
      assert.equal(code, 2)
      assert.match(err, /--failed does not go with/)
    }
    const { err } = fixproof('run --failed 2.a -p target.yaml --format json,console')
    assert.match(err, /nothing is repeated/)
  })
})

describe('waive', () => {
  const WHY = ['--reason', 'known since: May', '--owner', 'the team', '--until', '90d']
  const waive = (args: string, why = WHY) => fixproof(`waive ${args} -p target.yaml`, ...why)
  const file = (): string => readFileSync(path.join(cwd, 'waivers.yaml'), 'utf8')

  test('refuses what did not fail, what is not there, and what has no reason, owner or end; nothing is written', () => {
    const refused: [args: string, why: string[], message: RegExp][] = [
      ['2.a', WHY, /2\.a did not fail/],
      ['2.x', WHY, /2\.x is not in the report; near it: /],
      ['', WHY, /expected the ids of cases that failed, or --all-failed/],
      ['2.c --all-failed', WHY, /one of the two/],
      ['2.c', WHY.slice(2), /Missing required argument: reason/],
      ['2.c', [...WHY.slice(0, 2), ...WHY.slice(4)], /Missing required argument: owner/],
      ['2.c', WHY.slice(0, 4), /Missing required argument: until/],
      ['2.c', [...WHY.slice(0, 5), '2020-01-01'], /--until 2020-01-01 is over/],
      ['2.c', [...WHY.slice(0, 5), '2099-01-01'], /more than a year ahead/],
      ['2.c', ['--reason', '', ...WHY.slice(2)], /--reason is empty/],
      ['2.c --report none.json', WHY, /none\.json: could not be read/],
    ]
    for (const [args, why, message] of refused) {
      const { code, err } = fixproof(`waive ${args} -p target.yaml`.replace(/ +/g, ' '), ...why)
      assert.equal(code, 2, args)
      assert.match(err, message)
    }
    assert.equal(file(), '# ours\n')
  })

  test('writes what was seen, and the next run --failed is conformant with it', () => {
    const { code, err } = waive('2.c')
    assert.equal(code, 0, err)
    assert.match(err, /next: npx fixproof run --failed --profile target\.yaml\n/)
    assert.match(
      file(),
      /^# ours\n- id: W-2\.c\n {2}case: 2\.c\n {2}when: .*\n {2}expect: .*\n {2}reason: "known since: May"\n {2}owner: the team\n {2}until: \d{4}-/,
    )
    const again = waive('2.c')
    assert.equal(again.code, 2)
    assert.match(again.err, /2\.c is waived already/)
    const run = fixproof(FAILED)
    assert.equal(run.code, 0, run.err)
    assert.match(run.err, /CONFORMANT, WITH WAIVERS/)
    assert.deepEqual(verdicts(), ['2.a passed', '2.c waived'])
  })

  test('a waived stays waived without being repeated, and fails again when its waiver is gone', () => {
    assert.match(fixproof(FAILED).err, /nothing is repeated/)
    assert.deepEqual(verdicts(), ['2.a passed', '2.c waived'])
    const text = file()
    write('waivers.yaml', '[]\n')
    assert.equal(fixproof(FAILED).code, 1)
    assert.deepEqual(verdicts(), ['2.a passed', '2.c failed'])
    write('waivers.yaml', text)
  })

  test('beside a waiver that has expired no other is written: that one is to be renewed', () => {
    const text = file()
    write('waivers.yaml', text.replace(/until: .*/, 'until: 2020-01-01'))
    assert.equal(fixproof(FAILED).code, 6)
    const { code, err } = waive('2.c')
    write('waivers.yaml', text)
    assert.equal(code, 2)
    assert.match(err, /waiver W-2\.c is for this, and expired on 2020-01-01: renew its "until"/)
  })

  const faults: [name: string, change: (text: string) => string, code: number, message: RegExp][] = [
    [
      'one that has expired',
      (text) => text.replace(/until: .*/, 'until: 2020-01-01'),
      6,
      /W-2\.c expired on 2020-01-01: renew it or repair 2\.c/,
    ],
    [
      'one whose case passes',
      (text) => `${text}${text.replace('# ours\n', '').replaceAll('2.c', '2.a')}`,
      6,
      /W-2\.a is stale: 2\.a passes/,
    ],
    [
      'one of an unknown case',
      (text) => text.replace('case: 2.c', 'case: 2.cc'),
      2,
      /waivers\.yaml: waiver W-2\.c: unknown case "2\.cc"/,
    ],
    [
      'one until no day',
      (text) => text.replace(/until: .*/, 'until: soon'),
      2,
      /waivers\.yaml: .*expected a date, YYYY-MM-DD/,
    ],
    ['no list', () => 'waivers: none\n', 2, /waivers\.yaml: /],
    ['no YAML', () => '- {', 2, /waivers\.yaml: the waivers could not be read/],
  ]
  for (const [name, change, expected, message] of faults)
    test(`a waiver that can not hold: ${name}`, () => {
      const text = file()
      write('waivers.yaml', change(text))
      const { code, err } = fixproof(`${RUN} --out waived`)
      write('waivers.yaml', text)
      assert.equal(code, expected, err)
      assert.match(err, message)
    })

  test('without a file in the profile one is begun beside it, and people are told', () => {
    write('bare.yaml', BROKEN.replace('suite: { waivers: waivers.yaml }\n', ''))
    assert.equal(fixproof(RUN.replace('target', 'bare')).code, 1)
    const { code, err } = fixproof('waive --all-failed -p bare.yaml --waivers bare-waivers.yaml', ...WHY)
    assert.equal(code, 0, err)
    assert.ok(existsSync(path.join(cwd, 'bare-waivers.yaml')))
    assert.match(err, /next: npx fixproof run --failed --profile bare\.yaml --waivers bare-waivers\.yaml/)
    const run = fixproof('run --failed -p bare.yaml --waivers bare-waivers.yaml --format json')
    assert.equal(run.code, 0, run.err)
    const more = fixproof('waive --all-failed -p bare.yaml --waivers bare-waivers.yaml', ...WHY)
    assert.match(more.err, /nothing failed: there is nothing to waive/)
  })
})
