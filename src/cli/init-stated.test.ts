/** `fixproof init` where nobody can be asked: options, files, and what is missing. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { loadDictionary } from '../dictionary/load.ts'
import { loadPlan } from '../onboarding/plan.ts'
import { loadProfile } from '../testbench/profile.ts'
import { filesIn, fixproof, folder } from '../testing/init-process.ts'
import { orchestraSample } from '../testing/orchestra-sample.ts'
import { statedAnswers } from './commands/init-stated.ts'

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
    ['--answers nowhere.yaml', /nowhere\.yaml: the list of answers could not be read: there is no such file/],
    ['--connect nowhere', /--connect: expected HOST:PORT/],
  ]
  for (const [args, said] of mistakes)
    test(`${args} is refused`, () => {
      const words = args.split(' ')
      const set = words[0] === '--set' ? words.slice(1) : []
      const flags = words[0] === '--set' ? {} : { [words[0]?.slice(2) ?? '']: words[1] ?? '' }
      const { answers, ...rest } = flags
      const stated = { name: 'desk', yes: true, force: false, interactive: false, set, flags: rest, answers }
      assert.throws(() => statedAnswers(stated, folder('mistakes')), said)
    })

  test('a mistake ends it with 2 and writes nothing; a name that leads elsewhere is one', () => {
    const cwd = folder('mistakes')
    const { code, err } = fixproof(cwd, ['init', '../up', '--yes'])
    assert.equal(code, 2)
    assert.match(err, /NAME: expected letters/)
    assert.equal(fixproof(cwd, ['init', 'desk', '--yes', '--dictionary', 'nowhere.xml']).code, 2)
    assert.equal(fixproof(cwd, ['init', 'desk', '--yes', '--pack', 'nowhere']).code, 2)
    assert.equal(fixproof(cwd, ['init', 'desk', '--yes', '--role', 'acceptr']).code, 2)
    assert.deepEqual(readdirSync(cwd), [])
  })

  test('an address for the side that the engine is not is refused, not dropped', () => {
    const given = { answers: undefined, set: [], force: false, name: 'desk' }
    const stating = (flags: Record<string, string>) => () =>
      statedAnswers({ ...given, flags } as unknown as Parameters<typeof statedAnswers>[0], folder('side'))
    assert.throws(stating({ role: 'initiator', connect: 'h:1' }), /--role initiator dials: say --listen/)
    assert.throws(stating({ role: 'acceptor', listen: '1' }), /--role acceptor listens: say --connect/)
    assert.equal(stating({ role: 'both', connect: 'h:1', listen: '1' })().role, 'both')
  })

  test('an Orchestra file answers what it holds, and the profile refers to it', () => {
    const cwd = folder('orchestra')
    const message = (name: string, msgType: string): string =>
      `<fixr:message name="${name}" id="${msgType.charCodeAt(0)}" msgType="${msgType}" category="Orders"><fixr:structure><fixr:componentRef id="1024"/><fixr:fieldRef id="11"/><fixr:componentRef id="1025"/></fixr:structure></fixr:message>`
    const xml = orchestraSample()
      .replace('name="OrdType" type="char"', 'name="OrdType" type="OrdTypes"')
      .replace(
        ' </fixr:codeSets>',
        '<fixr:codeSet name="OrdTypes" id="40" type="char"><fixr:code name="Limit" id="1" value="2"/><fixr:code name="StopLimit" id="2" value="4"/></fixr:codeSet></fixr:codeSets>',
      )
      .replace(
        ' </fixr:messages>',
        `${message('ExecutionReport', '8')}${message('OrderMassCancelRequest', 'q')}${message('OrderMassCancelReport', 'r')}</fixr:messages>`,
      )
    writeFileSync(path.join(cwd, 'venue.xml'), xml)
    const stated = ['init', 'desk', '--orchestra', 'venue.xml', '--plays', 'venue']
    const missing = fixproof(cwd, stated)
    assert.equal(missing.code, 2)
    assert.match(missing.err, /^ {2}--sender /m)
    assert.match(missing.err, /^ {2}--times-in-force /m, 'the file says nothing of it')
    assert.doesNotMatch(missing.err, /^ {2}--(begin-string|businesses|order-types|dictionary)/m)

    const { code, err } = fixproof(cwd, [...stated, '--yes'])
    assert.equal(code, 0, err)
    const suite = path.join(cwd, 'scenarios/desk')
    const { beginString, businesses, orderTypes } = loadPlan(path.join(suite, 'plan.yaml')).answers
    assert.deepEqual([beginString, businesses, orderTypes], [['FIX.4.4'], ['orders', 'massCancel'], ['stop']])
    assert.match(filesIn(cwd)['profile.yaml'] ?? '', /^dictionary: \.\.\/\.\.\/venue\.xml$/m)
    const { dictionary = '', capabilities } = loadProfile(path.join(suite, 'profile.yaml'), {})
    assert.equal(loadDictionary(dictionary).messages.length, 4)
    assert.deepEqual(capabilities, ['order-flow', 'massCancel', 'stopOrders'])
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
