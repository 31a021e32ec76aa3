import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { parseReport } from '../../report/parse-report.ts'
import { logOf } from '../../testing/graded-talk.ts'

const MAIN = path.resolve(import.meta.dirname, '..', 'main.ts')
const folder = mkdtempSync(path.join(os.tmpdir(), 'fixproof-grade-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const UP = ['connected', 'P 35=A|34=1|98=0|108=30|141=Y|553=me|554=geheim', 'T 35=A|34=1|98=0|108=30|141=Y']
const GOOD = [...UP, 'P 35=1|34=2|112=Q', 'T 35=0|34=2|112=Q', 'P 35=5|34=3', 'T 35=5|34=3', 'closed by P']
const BAD = [...UP, 'P 35=0|34=5', 'T 35=2|34=2|7=1|16=0', 'wait 3000', 'P 35=0|34=6']

function grade(args: readonly string[], input?: string): { status: number | null; said: string } {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const
  const { status, stderr } = spawnSync(process.execPath, [MAIN, 'grade', ...args], {
    ...options,
    ...(input === undefined ? {} : { input }),
  })
  return { status, said: stderr }
}

function write(name: string, content: string | Buffer): string {
  writeFileSync(path.join(folder, name), content, 'latin1')
  return name
}

write('good.log', logOf(GOOD))

test('a log that is right: passed, what was exercised, and exit code 0', () => {
  const { status, said } = grade(['good.log', '--target', 'T'])
  assert.equal(status, 0, said)
  assert.match(said, /good\.log: 6 messages, 0 garbled, 2 other lines, SOH between fields, time stamps, in and out/)
  assert.match(said, /T \(acceptor, FIX\.4\.4\)\n {2}\d+ passed, 0 warnings, 0 failed\n {2}\d+ of \d+ cases exercised/)
})

test('a fault: where, what was expected, what came, the lines around it; reports whose password is masked', () => {
  const { status, said } = grade([write('bad.log', logOf(BAD)), '--target', 'T', '--out', 'out'])
  assert.equal(status, 1, said)
  assert.match(said, /F 2\.b {2}MsgSeqNum too high \(FIX\.4\.4\) {2}bad\.log:\d/)
  assert.match(said, /expected {2}ResendRequest within 2 s: BeginSeqNo\(7\) = 2/)
  assert.match(said, /bad\.log:5 ← .*\|35=2\|/)
  const text = readFileSync(path.join(folder, 'out', 'report.json'), 'utf8')
  assert.ok(!`${text}${said}`.includes('geheim'))
  const report = parseReport(text, 'report.json')
  assert.equal(report.outcome?.exitCode, 1)
  const failed = report.results.find(({ case: id }) => id === '2.b')
  assert.deepEqual([failed?.verdict, failed?.feature, failed?.targetRole], ['failed', 'bad.log', 'acceptor'])
  const coverage = JSON.parse(readFileSync(path.join(folder, 'out', 'coverage.json'), 'utf8'))
  assert.ok(coverage.exercised.includes('2.b'))
  assert.ok(coverage.notExercised.some(({ case: id }: { case: string }) => id === 'SD-80'))
})

test('both sides are graded, each with a report of its own', () => {
  const { status, said } = grade(['good.log', '--out', 'both', '--format', 'console,json'])
  assert.equal(status, 0, said)
  assert.match(said, /\nP \(initiator/)
  for (const side of ['P', 'T'])
    assert.equal(
      parseReport(readFileSync(path.join(folder, 'both', side, 'report.json'), 'utf8'), side).target.name,
      side,
    )
})

test('a file for each way is put in order by time stamps, and standard input is read', () => {
  const lines = logOf(GOOD).split('\n')
  const way = (arrow: string): string =>
    lines
      .filter((line) => line.includes(arrow))
      .map((line) => `${line.replace(arrow, '- ')}\n`)
      .join('')
  const names = [write('T.in', way('-> ')), write('T.out', way('<- '))]
  const merged = grade([...names, '--target', 'T', '--cases', '4.b'])
  assert.equal(merged.status, 0, merged.said)
  assert.match(merged.said, /1 passed/)
  const piped = grade(['-', '--target', 'T', '--cases', '4.b'], logOf(GOOD))
  assert.equal(piped.status, 0, piped.said)
})

test('bad input is told, with exit code 2', () => {
  const cases: readonly (readonly [args: readonly string[], said: RegExp])[] = [
    [['nothing.log'], /nothing\.log: could not be read: there is no such file/],
    [[write('words.log', 'hello\n')], /words\.log: no FIX message in it: expected 8=FIX/],
    [[write('empty.log', '')], /empty\.log: no FIX message in it/],
    [[write('packed.log', Buffer.from([0x1f, 0x8b, 8, 0]))], /packed\.log: the log is compressed/],
    [[write('cut.log', logOf(GOOD).slice(0, 90))], /no FIX message in it that can be read, 1 line garbled/],
    [['good.log', '--target', 'NOBODY'], /--target NOBODY: no message from or to it; the logs have P, T/],
    [['good.log', '--cases', 'XX'], /unknown case "XX"/],
    [['good.log', '--format', 'pdf'], /--format "pdf": known are/],
    [['good.log', 'good.log'], /good\.log is given twice/],
    [['good.log', '-p', 'nowhere'], /nowhere/],
  ]
  for (const [args, expected] of cases) {
    const { status, said } = grade(args)
    assert.equal(status, 2, `${args.join(' ')}: ${said}`)
    assert.match(said, expected)
  }
})

test('where nothing was exercised the exit code is 3', () => {
  const { status, said } = grade(['good.log', '--target', 'T', '--cases', '11'])
  assert.equal(status, 3, said)
  assert.match(said, /nothing was exercised/)
})
