/** `fixproof init` and `fixproof plan` as a person and as a script use them: real processes in a folder of their own. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { loadPlan } from '../onboarding/plan.ts'
import { parseReport } from '../report/parse-report.ts'
import { loadProfile } from '../testbench/profile.ts'

const BIN = path.resolve(import.meta.dirname, '../../bin/fixproof.mjs')

/** Every question that there may be for an engine in both roles that trades, in their order. */
const TYPED = [
  'desk',
  '',
  'standard',
  'both',
  '127.0.0.1:9000',
  '9001',
  'FIX.4.2,FIX.4.4',
  'US',
  'THEM',
  'username',
  'weekly',
  'thirdParty',
  './engine.sh --port {port}',
  'logout',
  'venue',
  'orders,massCancel',
  'market,stop',
  'ioc,gtc',
  'cancelOnDisconnect',
  'ABC 99.5',
]

let root = ''
before(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'fixproof-'))
})
after(() => rmSync(root, { recursive: true, force: true }))

function folder(name: string): string {
  const made = path.join(root, name)
  mkdirSync(made, { recursive: true })
  return made
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function fixproof(cwd: string, args: readonly string[], typed?: readonly string[]): Ended {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const input = typed === undefined ? '' : typed.map((line) => `${line}\n`).join('')
  const ended = spawnSync(process.execPath, [BIN, ...args], { cwd, env, encoding: 'utf8', input })
  return { code: ended.status, out: ended.stdout, err: ended.stderr }
}

function filesIn(cwd: string, name = 'desk'): Record<string, string> {
  const suite = path.join(cwd, 'scenarios', name)
  return Object.fromEntries(readdirSync(suite).map((file) => [file, readFileSync(path.join(suite, file), 'utf8')]))
}

describe('the interview', () => {
  test('interrupted at each question it keeps what was said, and comes to the same suite in the end', () => {
    const whole = folder('whole')
    const at = fixproof(whole, ['init', '--interactive'], TYPED)
    assert.equal(at.code, 0, at.err)
    assert.equal(at.err.match(/^ {0,1}\d+\/\d+ {2}/gm)?.length, TYPED.length, 'each was asked once')

    const parts = folder('parts')
    for (const [i, line] of TYPED.entries()) {
      // Each process is told one thing, and then its input ends.
      const { code, err } = fixproof(parts, i === 0 ? ['init', '--interactive'] : ['init', 'desk', '--interactive'], [
        line,
      ])
      if (i === TYPED.length - 1) assert.equal(code, 0, err)
      else {
        assert.equal(code, 130, err)
        assert.match(
          err,
          new RegExp(`interrupted: ${i + 1} answers? (is|are) kept in scenarios/desk/\\.interview\\.yaml`),
        )
        assert.match(err, /Go on with: fixproof init desk/)
        assert.deepEqual(Object.keys(filesIn(parts)), ['.interview.yaml'], 'nothing half made')
      }
    }
    assert.deepEqual(filesIn(parts), filesIn(whole))
    assert.deepEqual(Object.keys(filesIn(whole)).sort(), ['hooks.sh', 'plan.yaml', 'profile.yaml', 'waivers.yaml'])
  })

  test('interrupted before anything was said, it writes nothing', () => {
    const cwd = folder('nothing')
    const { code, err } = fixproof(cwd, ['init', '--interactive'], [])
    assert.equal(code, 130)
    assert.match(err, /nothing was said yet, and nothing was written/)
    assert.deepEqual(readdirSync(cwd), [])
  })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const)
    test(`${signal} loses no answer`, { skip: process.platform === 'win32' }, async () => {
      const cwd = folder(signal)
      const child = spawn(process.execPath, [BIN, 'init', 'desk', '--interactive'], { cwd })
      const ended = once(child, 'exit')
      await saidBy(child, /Is it for one of these venues/)
      child.stdin?.write('none\nstandard\ninitiator\n')
      await saidBy(child, /Where shall fixproof listen/)
      child.kill(signal)
      const [code] = await ended
      if (signal !== 'SIGKILL') assert.equal(code, 130)
      const kept = parse(filesIn(cwd)['.interview.yaml'] ?? '') as { answers: object }
      assert.deepEqual(kept.answers, { name: 'desk', pack: 'none', dictionary: 'standard', role: 'initiator' })
    })

  test('a wrong answer is asked again with what is allowed; ? explains, < goes back', () => {
    const { code, err } = fixproof(
      folder('wrong'),
      ['init', 'desk', '--interactive'],
      ['', '', 'acceptr', '?', 'initiator', 'nowhere', '<', 'acceptor', 'a:99999', 'a:9000'],
    )
    assert.equal(code, 130)
    assert.match(err, /"acceptr" is none of acceptor, initiator, both; did you mean "acceptor"\?/)
    assert.match(err, /Some cases are about the side that dials/)
    assert.match(err, /expected \[HOST:\]PORT, such as 9879/)
    assert.match(err, /\n {7}\[initiator\] /, 'back again, with what was said before')
    assert.match(err, /expected HOST:PORT, such as 127\.0\.0\.1:9878/)
    assert.match(err, /6\/13 {2}Which FIX versions|5\/\d+ {2}Which FIX versions/)
  })

  test('a dictionary that is not there, or is none, is asked again', () => {
    const cwd = folder('dictionary')
    writeFileSync(path.join(cwd, 'cut.xml'), '<fix major="4" minor="4"><messages>')
    const { err } = fixproof(cwd, ['init', 'desk', '--interactive'], ['', 'none.xml', 'cut.xml', 'FIX.4.2', ''])
    assert.match(err, /none\.xml/)
    assert.match(err, /cut\.xml/)
    assert.match(err, /Who connects/)
  })

  test('a damaged interview says where, and what to do', () => {
    const cwd = folder('damaged')
    mkdirSync(path.join(cwd, 'scenarios/desk'), { recursive: true })
    writeFileSync(path.join(cwd, 'scenarios/desk/.interview.yaml'), 'answers: { name: desk, role: ')
    const { code, err } = fixproof(cwd, ['init', 'desk', '--yes'])
    assert.equal(code, 2)
    assert.match(err, /\.interview\.yaml:1:\d+: [\s\S]*Remove the file to begin again/)
  })
})

/** Waits until the process has written something. */
async function saidBy(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = ''
  for await (const chunk of child.stderr?.iterator({ destroyOnReturn: false }) ?? []) {
    text += String(chunk)
    if (pattern.test(text)) return
  }
  assert.fail(`it never said ${pattern}: ${text}`)
}

describe('without a terminal', () => {
  test('missing answers end it with 2, and the option for each', () => {
    const cwd = folder('missing')
    const { code, err } = fixproof(cwd, ['init', 'desk', '--role', 'acceptor', '--connect', 'h:1'])
    assert.equal(code, 2)
    for (const option of ['--begin-string', '--sender', '--target', '--numbers', '--plays'])
      assert.match(err, new RegExp(`^  ${option} `, 'm'))
    assert.doesNotMatch(err, /^ {2}--(role|connect|listen) /m)
    assert.match(err, /--answers FILE, or --yes/)
    assert.deepEqual(readdirSync(cwd), [])
  })

  test('options, a file and --set state the same; what stands closer goes first', () => {
    const cwd = folder('stated')
    writeFileSync(
      path.join(cwd, 'answers.yaml'),
      'role: initiator\nlisten: 1\nbeginString: [FIX.4.2, FIX.4.4]\nsender: FILE\n',
    )
    const { code, err } = fixproof(cwd, [
      'init',
      'desk',
      '--yes',
      '--answers',
      'answers.yaml',
      '--sender',
      'OPTION',
      '--listen',
      '0.0.0.0:9002',
      '--set',
      'target=SET',
    ])
    assert.equal(code, 0, err)
    const profile = loadProfile(path.join(cwd, 'scenarios/desk/profile.yaml'), {})
    assert.deepEqual(profile.target.role, 'initiator')
    assert.equal(profile.target.listen, '0.0.0.0:9002')
    assert.deepEqual(
      profile.sessions.map(({ beginString, senderCompID, targetCompID }) => [beginString, senderCompID, targetCompID]),
      [
        ['FIX.4.2', 'OPTION', 'SET'],
        ['FIX.4.4', 'OPTION', 'SET'],
      ],
    )
    assert.deepEqual([profile.suite.plan, profile.suite.waivers], ['plan.yaml', 'waivers.yaml'])
  })

  const mistakes: readonly (readonly [args: string, said: RegExp])[] = [
    ['--role acceptr', /--role: "acceptr" is none of acceptor, initiator, both; did you mean "acceptor"\?/],
    ['--set colour=red', /--set colour: there is no question "colour": known are name, pack/],
    ['--set rol=both', /did you mean "role"\?/],
    ['--set role', /--set "role": expected KEY=VALUE/],
    ['--pack nowhere', /--pack "nowhere": there is no such pack.*Known are /],
    ['--dictionary nowhere.xml', /nowhere\.xml/],
    ['--answers nowhere.yaml', /nowhere\.yaml: the list of answers could not be read \(ENOENT\)/],
    ['--connect nowhere', /--connect: expected HOST:PORT/],
  ]
  for (const [args, said] of mistakes)
    test(`${args} is refused`, () => {
      const cwd = folder('mistakes')
      const { code, err } = fixproof(cwd, ['init', 'desk', '--yes', ...args.split(' ')])
      assert.equal(code, 2, err)
      assert.match(err, said)
      assert.deepEqual(readdirSync(cwd), [])
    })

  test('a name that leads elsewhere is refused', () => {
    const { code, err } = fixproof(folder('mistakes'), ['init', '../up', '--yes'])
    assert.equal(code, 2)
    assert.match(err, /NAME: expected letters/)
  })

  test('secrets are named, never written: a run asks for the variable', () => {
    const cwd = folder('secret')
    const { err } = fixproof(cwd, ['init', 'my-desk.1', '--yes', '--logon', 'username'])
    assert.match(err, /export MY_DESK_1_PASSWORD=…/)
    assert.match(filesIn(cwd, 'my-desk.1')['profile.yaml'] ?? '', /Password: \$\{env:MY_DESK_1_PASSWORD\}/)
    assert.match(fixproof(cwd, ['run', '-p', 'my-desk.1']).err, /\$\{env:MY_DESK_1_USERNAME\} is not set/)
  })

  test('hooks that were promised have a place to be filled in, and fail until then', {
    skip: process.platform === 'win32',
  }, () => {
    const cwd = folder('hooks')
    fixproof(cwd, ['init', 'desk', '--yes', '--control', 'restart,setSequenceNumbers'])
    const file = path.join(cwd, 'scenarios/desk/hooks.sh')
    assert.ok(statSync(file).mode & 0o100)
    const ended = spawnSync(file, ['setSequenceNumbers', '1', ''], { encoding: 'utf8' })
    assert.equal(ended.status, 64)
    assert.match(ended.stderr, /setSequenceNumbers is not filled in yet/)
    const { hooks, capabilities } = loadProfile(path.join(cwd, 'scenarios/desk/profile.yaml'), {})
    assert.deepEqual(Object.keys(hooks), ['kill', 'start', 'setSequenceNumbers'])
    assert.deepEqual(capabilities, ['kill', 'restart', 'setSequenceNumbers'])
  })
})

describe('a suite that is there', () => {
  const started = (name: string, ...args: string[]): string => {
    const cwd = folder(name)
    const { code, err } = fixproof(cwd, ['init', 'desk', '--yes', ...args])
    assert.equal(code, 0, err)
    return cwd
  }

  test('is not written over: --set changes an answer, --force begins again', () => {
    const cwd = started('there')
    const before = filesIn(cwd)
    const { code, err } = fixproof(cwd, ['init', 'desk'])
    assert.equal(code, 2)
    assert.match(err, /is there already\. --set KEY=VALUE changes an answer \(name, pack, /)
    assert.deepEqual(filesIn(cwd), before)
    assert.equal(fixproof(cwd, ['init', 'desk', '--force', '--yes', '--sender', 'NEW']).code, 0)
    assert.match(filesIn(cwd)['profile.yaml'] ?? '', /senderCompID: NEW/)
  })

  test('a profile without a plan is somebody else’s', () => {
    const cwd = folder('foreign')
    mkdirSync(path.join(cwd, 'scenarios/desk'), { recursive: true })
    writeFileSync(path.join(cwd, 'scenarios/desk/profile.yaml'), 'mine: true\n')
    const { code, err } = fixproof(cwd, ['init', 'desk', '--yes'])
    assert.equal(code, 2)
    assert.match(err, /profile\.yaml is there already and has no plan beside it/)
    assert.deepEqual(filesIn(cwd), { 'profile.yaml': 'mine: true\n' })
  })

  test('a change is shown before it is written, keeps what people have edited, and asks what it brings up', () => {
    const cwd = started('change')
    const suite = path.join(cwd, 'scenarios/desk')
    const edited = (filesIn(cwd)['profile.yaml'] ?? '').replace(
      '  connect: 127.0.0.1:9878\n',
      '  connect: 127.0.0.1:9878 # behind the firewall\n  name: Desk 7\n',
    )
    writeFileSync(path.join(suite, 'profile.yaml'), edited)
    writeFileSync(
      path.join(suite, 'plan.yaml'),
      (filesIn(cwd)['plan.yaml'] ?? '').replace(
        /\{ id: "2\.t".*\}/,
        '{ id: "2.t", obligation: optional, reason: "We agreed so.", decidedBy: Ann }',
      ),
    )
    writeFileSync(path.join(suite, 'waivers.yaml'), '# ours\n[]\n')
    const before = filesIn(cwd)

    const shown = fixproof(cwd, ['init', 'desk', '--set', 'sender=US', '--control', 'logout'])
    assert.equal(shown.code, 2)
    assert.match(
      shown.err,
      /sender: TESTER → US[\s\S]*12, 13\.a, PX-24\n +not applicable → mandatory: [\s\S]*nothing was written: --yes/,
    )
    assert.deepEqual(filesIn(cwd), before)

    // Typed in: no, then yes.
    assert.equal(fixproof(cwd, ['init', 'desk', '--set', 'sender=US', '--interactive'], ['perhaps', 'no']).code, 0)
    assert.deepEqual(filesIn(cwd), before)
    const { code, err } = fixproof(
      cwd,
      ['init', 'desk', '--set', 'sender=US', '--control', 'logout', '--interactive'],
      ['yes'],
    )
    assert.equal(code, 0, err)
    const profile = filesIn(cwd)['profile.yaml'] ?? ''
    assert.match(profile, /connect: 127\.0\.0\.1:9878 # behind the firewall\n {2}name: Desk 7\n/)
    assert.match(profile, /senderCompID: US/)
    assert.match(profile, /logout: \.\/hooks\.sh logout/)
    assert.equal(filesIn(cwd)['waivers.yaml'], '# ours\n[]\n')
    const plan = loadPlan(path.join(suite, 'plan.yaml'))
    assert.deepEqual(
      plan.cases.find(({ id }) => id === '2.t'),
      { id: '2.t', obligation: 'optional', reason: 'We agreed so.', decidedBy: 'Ann' },
    )
    assert.equal(plan.cases.find(({ id }) => id === '12')?.obligation, 'mandatory')
  })

  test('asks which answer is to be changed, and the questions that come up with it', () => {
    const cwd = started('which')
    const { code, err } = fixproof(
      cwd,
      ['init', 'desk', '--interactive'],
      ['plays', 'venue', '', '', '', '', 'ABC 5', 'y'],
    )
    assert.equal(code, 0, err)
    assert.match(err, /desk is there already\. Which answer do you want to change\?/)
    assert.match(err, /plays: nothing → venue/)
    assert.deepEqual(loadProfile(path.join(cwd, 'scenarios/desk/profile.yaml'), {}).trading.symbol, 'ABC')
    const left = fixproof(cwd, ['init', 'desk', '--interactive'], ['plays'])
    assert.equal(left.code, 130)
    assert.match(left.err, /nothing was changed/)
  })
})

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
