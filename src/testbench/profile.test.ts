import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { loadProfile, ProfileError, parseProfile } from './profile.ts'
import { profileSchema } from './profile-model.ts'

const SCENARIOS = path.resolve(import.meta.dirname, '../../scenarios')

const GOOD = `target:
  role: [acceptor, initiator]
  connect: 127.0.0.1:9878
  listen: 0
sessions:
  - { beginString: FIX.4.4, senderCompID: TESTER, targetCompID: VENUE }
logon: { Username: alice, Password: "\${env:VENUE_PASSWORD}" }
`

const read = (text: string, environment: Record<string, string> = { VENUE_PASSWORD: 'hunter2' }) =>
  parseProfile(text, 'venue.yaml', environment)

const errorOf = (text: string, environment?: Record<string, string>): string => {
  try {
    read(text, environment)
  } catch (error) {
    assert.ok(error instanceof ProfileError, String(error))
    return error.message
  }
  return assert.fail('it was read')
}

describe('a good profile', () => {
  test('is read, with its defaults', () => {
    const { target, sessions, capabilities, suite } = read(GOOD)
    assert.partialDeepStrictEqual(target, {
      engine: 'external',
      role: ['acceptor', 'initiator'],
      dialIn: 60,
      tamper: [],
    })
    assert.equal(sessions[0]?.heartBtInt, 30)
    assert.deepEqual(capabilities, [])
    assert.equal(suite.name, 'Session suite')
  })

  test('takes secrets from the environment, and knows which fields they are', () => {
    const profile = read(GOOD)
    assert.equal(profile.logon.Password, 'hunter2')
    assert.deepEqual(profile.secretLogonFields, ['Password'])
  })

  test('every profile that comes with fixproof is one', () => {
    const names = readdirSync(SCENARIOS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    assert.ok(names.length > 1)
    for (const { name } of names) loadProfile(path.join(SCENARIOS, name, 'profile.yaml'), {})
  })
})

describe('a profile that is wrong says file, line, key, value and what is allowed', () => {
  const cases: readonly [name: string, text: string, message: RegExp][] = [
    [
      'unknown key',
      GOOD.replace('listen: 0', 'lissten: 0'),
      /^venue\.yaml:4: unknown key "target\.lissten": did you mean "listen"\?$/,
    ],
    [
      'unknown key with nothing near',
      GOOD.replace('listen: 0', 'zzz: 0'),
      /^venue\.yaml:4: unknown key "target\.zzz": allowed are engine, .*listen/,
    ],
    [
      'unknown key of a session',
      GOOD.replace('targetCompID', 'targetCompId'),
      /^venue\.yaml:6: unknown key "sessions\.0\.targetCompId": did you mean "targetCompID"/m,
    ],
    [
      'no address',
      GOOD.replace('127.0.0.1:9878', 'nowhere'),
      /^venue\.yaml:3: "target\.connect" is "nowhere": expected HOST:PORT$/,
    ],
    ['a port too high', GOOD.replace('listen: 0', 'listen: 70000'), /^venue\.yaml:4: "target\.listen" is 70000: /],
    [
      'no version',
      GOOD.replace('FIX.4.4', 'FIX.4.5'),
      /^venue\.yaml:6: "sessions\.0\.beginString" is "FIX\.4\.5": expected one of FIX\.4\.0, /,
    ],
    ['no role', GOOD.replace('[acceptor, initiator]', 'server'), /^venue\.yaml:2: "target\.role" is "server": /],
    [
      'an unknown capability',
      `${GOOD}capabilities: [fly]\n`,
      /^venue\.yaml:8: "capabilities\.0" is "fly": .*"restart"/,
    ],
    ['something missing', GOOD.replace(', targetCompID: VENUE', ''), /"sessions\.0\.targetCompID" is missing: /],
    ['no sessions', GOOD.replace(/sessions:\n.*\n/, 'sessions: []\n'), /^venue\.yaml:5: "sessions" is \[\]: /],
    [
      'an interval that is none',
      GOOD.replace('VENUE }', 'VENUE, heartBtInt: -5 }'),
      /"sessions\.0\.heartBtInt" is -5: /,
    ],
    ['no YAML', 'target: [', /^venue\.yaml:1:\d+: /],
    ['nothing', '', /^venue\.yaml: /],
  ]
  for (const [name, text, message] of cases) test(name, () => assert.match(errorOf(text), message))

  test('a secret that is not set', () => {
    assert.match(errorOf(GOOD, {}), /^venue\.yaml: \$\{env:VENUE_PASSWORD\} is not set: export VENUE_PASSWORD/)
  })

  test('a password that was forgotten to be put into quotes is not shown', () => {
    const message = errorOf(GOOD.replace(/"\$\{env.*?"/, '12345678'))
    assert.match(message, /^venue\.yaml:7: "logon\.Password" is a number: .*string/)
    assert.doesNotMatch(message, /12345678/)
  })

  test('a file that is not there', () => {
    assert.throws(() => loadProfile('/nowhere/profile.yaml', {}), /could not be read \(ENOENT\)/)
  })
})

describe('hooks', () => {
  const withHooks = (capabilities: string, hooks: string): string =>
    `${GOOD}capabilities: [${capabilities}]\nhooks: ${hooks}\n`
  const started = (text: string): string => text.replace('  listen: 0', '  listen: 0\n  start: ./venue')

  test('are commands by name', () => {
    const { hooks } = read(withHooks('restart, logout', '{ restart: ./again, logout: ./leave }'))
    assert.deepEqual(hooks, { restart: './again', logout: './leave' })
  })

  const good: readonly [name: string, text: string][] = [
    ['a profile that starts its target can kill and restart it', started(`${GOOD}capabilities: [kill, restart]\n`)],
    ['so can one with hooks for both', withHooks('kill, restart', '{ kill: ./k, start: ./s }')],
    ['one command that does both is enough to restart', withHooks('restart', '{ restart: ./r }')],
    ['a way to send orders needs no hook', `${GOOD}capabilities: [order-flow]\n`],
  ]
  for (const [name, text] of good) test(name, () => assert.ok(read(text)))

  const bad: readonly [name: string, text: string, message: RegExp][] = [
    [
      'a capability without its hook',
      `${GOOD}capabilities: [order-flow, logout]\n`,
      /^venue\.yaml:8: "capabilities\.1": logout is declared, and needs hooks\.logout$/,
    ],
    [
      'restart without a way',
      `${GOOD}capabilities: [restart]\n`,
      /"capabilities\.0": restart .* needs target\.start, hooks\.restart, or /,
    ],
    [
      'a kill that nothing starts again',
      withHooks('kill', '{ kill: ./k }'),
      /"capabilities\.0": kill is declared, and needs/,
    ],
    [
      'what no command can do',
      `${GOOD}capabilities: [setClock]\n`,
      /setClock is declared, and no command can exercise it/,
    ],
    [
      'a hook that is never called',
      withHooks('order-flow', '{ logout: ./leave }'),
      /^venue\.yaml:9: "hooks\.logout": is never called: "capabilities" has no logout$/,
    ],
    [
      'an unknown hook',
      withHooks('logout', '{ logOut: ./leave }'),
      /unknown key "hooks\.logOut": did you mean "logout"\?/,
    ],
    [
      'a hook of our own engine',
      withHooks('logout', '{ logout: ./leave }').replace('target:', 'target:\n  engine: self'),
      /"hooks\.logout": goes with engine: external/,
    ],
  ]
  for (const [name, text, message] of bad) test(`${name} is an error`, () => assert.match(errorOf(text), message))
})

describe('parameters of an engine session', () => {
  const withTarget = (block: string) => GOOD.replace('  listen: 0', `  listen: 0\n  session:\n${block}`)
  const withTester = (block: string) => `${GOOD}session: ${block}\n`

  test('are taken under any of their names, in the units of the family', () => {
    const profile = read(
      withTarget('    family: quickfix\n    ReconnectInterval: 5\n    CheckLatency: N\n    heartBtInt: 30'),
    )
    assert.deepEqual(profile.targetParameters, {
      stated: { reconnectIntervalMs: 5000, checkSendingTimeAccuracy: false, heartBtInt: 30 },
    })
    // What is stated goes along also where it is the default: it comes before what the leg says.
    assert.deepEqual(profile.target.session, { heartBtInt: 30, checkSendingTimeAccuracy: false })
  })

  test('with a preset, whose part of the session comes along', () => {
    const profile = read(withTarget('    preset: quickfix\n    logoutTimeout: 3\n    prohibitUnknownTags: false'))
    assert.equal(profile.targetParameters.preset, 'quickfix')
    assert.deepEqual(profile.target.session, {
      logoutTimeout: 3,
      testRequestDelay: 1.5,
      heartBeatTimeout: 2.4,
      texts: 'quickfix',
      refusedLogon: 'close',
      rejectBeforeLogout: false,
      logonInSession: 'close',
      logoutOnTimeout: false,
      resendBeginBeyondLast: 'gapfill',
      validation: { allowUnknownTags: true, allowUserDefined: false, checkConditional: false },
      reverseRoute: true,
    })
  })

  test('of the tester too, by canonical name', () => {
    const { session, testerParameters } = read(withTester('{ HBI: 20, preset: antenna-net, LogonTag1: 553=u }'))
    assert.deepEqual(session, { heartBtInt: 20, logonTag1: [553, 'u'] })
    assert.deepEqual(testerParameters, { preset: 'antenna-net', stated: session })
  })

  test('of the session alone, where several say it together', () => {
    const { target } = read(
      withTarget('    LogonTag: 96=x\n    username: u\n    heartbeatReasonableTransmissionTime: 3000'),
    )
    assert.deepEqual(target.session, {
      logonFields: [
        [96, 'x'],
        [553, 'u'],
      ],
      reasonableTransmission: 0.1,
    })
  })

  test('none: nothing', () => {
    const { session, target, targetParameters } = read(GOOD)
    assert.deepEqual([session, target.session, targetParameters], [{}, {}, { stated: {} }])
  })

  const cases: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    [
      'an unknown one',
      withTarget('    forceSeqNumRest: 2'),
      /^venue\.yaml:6: unknown key "target\.session\.forceSeqNumRest": did you mean "forceSeqNumReset"\?$/,
    ],
    [
      'a value that is not allowed',
      withTarget('    heartBtInt: 5\n    LogonTimeFrame: soon'),
      /^venue\.yaml:7: "target\.session\.LogonTimeFrame" is "soon": expected a whole number from 0 to 86400 \(seconds\)$/,
    ],
    [
      'a combination that is not allowed',
      withTester('{ RejectGarbledMessage: Y, ValidateChecksum: N }'),
      /^venue\.yaml:8: "session\.rejectGarbledMessage": needs validateChecksum/,
    ],
    [
      'a preset that is not there',
      withTester('{ preset: quick }'),
      /^venue\.yaml:8: "session\.preset" is "quick": .*"cme-weekly"/,
    ],
    [
      'a password that is none',
      withTester('{ password: [hunter2] }'),
      /^venue\.yaml:8: "session\.password" is a object: expected text$/,
    ],
  ]
  for (const [name, text, message] of cases) test(name, () => assert.match(errorOf(text), message))
})

/** `FIXPROOF_UPDATE=1` writes it again. */
test('the schema for editors is what profiles are checked by', () => {
  const file = path.join(SCENARIOS, 'profile.schema.json')
  const wanted = JSON.parse(JSON.stringify(profileSchema()))
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(file, `${JSON.stringify(wanted, null, 2)}\n`)
  // Compared by content: how the file is laid out is the formatter's.
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), wanted)
})
