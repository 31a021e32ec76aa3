/** Hooks of a profile at work: a foreign target that is killed, started again and told to log out, over real sockets. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, test } from 'node:test'
import type { Report, ReportResult } from '../report/report.ts'
import { parseProfile } from '../testbench/profile.ts'
import { suitePlan } from '../testing/suite-plan.ts'
import { legsOf } from './legs.ts'
import { SESSION_FEATURES } from './package-paths.ts'
import { runSuite } from './run.ts'
import { withTarget } from './with-target.ts'

process.setMaxListeners(100)

const PROGRAM = path.resolve(import.meta.dirname, '../testing/hostile-process.ts')
const start = (rest = ''): string =>
  `${JSON.stringify(process.execPath)} ${JSON.stringify(PROGRAM)} {port} {folder}${rest}`

async function run(name: string, lines: readonly string[], tags: string, command = start()): Promise<Report> {
  const text = `target:
  connect: 127.0.0.1:0
  start: ${JSON.stringify(command)}
  ready: listening
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: VENUE }]
${lines.join('\n')}
`
  const profile = parseProfile(text, `${name}.yaml`, {})
  const legs = legsOf(profile, { profileName: name, seed: 1 })
  const selection = { paths: [SESSION_FEATURES], tags }
  const plan = suitePlan({ legs, selection, profile, profileName: name, profileDirectory: tmpdir() })
  return await withTarget(plan, runSuite)
}

const said = ({ case: id, verdict, reason, actual }: ReportResult): string => `${id} ${verdict}: ${reason ?? actual}`
const notes = ({ transcript }: ReportResult): string => transcript.map(({ text }) => text ?? '').join('\n')

const LOGOUT = '@needs:logout and @12 and not @13.a and not @PX-24'

describe('hooks of a profile', { concurrency: true }, () => {
  test('logout: the target leaves by itself, and that is judged', async () => {
    const hook = 'kill -USR2 $(cat {folder}/pid)'
    const report = await run(
      'logout',
      ['capabilities: [logout]', `hooks: { logout: ${JSON.stringify(hook)} }`],
      '@needs:logout and @13.a',
    )
    for (const result of report.results) assert.match(said(result), /^(12|13\.a) passed/)
    assert.ok(report.results.length > 0)
  })

  test('a hook that fails: inconclusive, with its words, and they stand in the record', async () => {
    const hook = 'echo no such session {senderCompID} >&2; exit 5'
    const report = await run('fails', ['capabilities: [logout]', `hooks: { logout: ${JSON.stringify(hook)} }`], LOGOUT)
    assert.ok(report.results.length > 0)
    for (const result of report.results) {
      assert.match(
        said(result),
        /^12 inconclusive: the hook logout \(echo no such session TESTER .*\) failed: it ended with 5; it printed: no such session TESTER$/,
      )
      assert.match(notes(result), /the hook logout .* failed/)
    }
    assert.equal(report.outcome?.exitCode, 5)
  })

  test('kill and restart by the start of the profile: the process ends, and comes again at the same port', async () => {
    const report = await run(
      'kill',
      ['capabilities: [kill, restart]'],
      '@SD-86 and @needs:kill and not @needs:order-flow',
    )
    assert.ok(report.results.length > 0)
    // This target keeps nothing, so it begins again at 1: what the case is about is broken, and was reached.
    for (const result of report.results) {
      assert.notEqual(result.verdict, 'errored', said(result))
      assert.equal(notes(result).match(/^connected to /gm)?.length, 2, notes(result))
    }
  })
})

describe('a target of the profile that dies in mid-run', { concurrency: true }, () => {
  test('is started again: the scenario says what happened, and the others are judged', async () => {
    const report = await run('dies', [], '@4.b and not @4.a', start(' 4'))
    const verdicts = report.results.map(({ verdict }) => verdict)
    assert.ok(verdicts.includes('passed'), report.results.map(said).join('\n'))
    assert.ok(!verdicts.includes('errored'))
    const all = report.results.map(notes).join('\n')
    assert.match(all, /the target is gone \(it ended with 3.*\), and is started again/)
  })

  test('and does not start again: the others say so, and nothing more is tried', async () => {
    const command = `test -e {folder}/pid && { echo out of licences; exit 7; }; exec ${start(' 0')}`
    const report = await run('no-licence', [], '@2.a or @2.c or @4.b or @5', command)
    const all = report.results.map(said).join('\n')
    assert.match(all, /2\.a inconclusive: the target closed the connection instead/)
    assert.match(all, /inconclusive: the target is gone .* and did not start again: .*out of licences$/m)
    assert.match(said(report.results.at(-1) as ReportResult), /inconclusive: not tried: 3 scenarios in a row/)
    assert.equal(report.outcome?.exitCode, 5)
  })
})
