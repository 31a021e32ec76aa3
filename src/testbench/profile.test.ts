import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { loadProfile, ProfileError, parseProfile, profileSchema } from './profile.ts'

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

/** `FIXPROOF_UPDATE=1` writes it again. */
test('the schema for editors is what profiles are checked by', () => {
  const file = path.join(SCENARIOS, 'profile.schema.json')
  const wanted = JSON.parse(JSON.stringify(profileSchema()))
  if (process.env.FIXPROOF_UPDATE === '1') writeFileSync(file, `${JSON.stringify(wanted, null, 2)}\n`)
  // Compared by content: how the file is laid out is the formatter's.
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), wanted)
})
