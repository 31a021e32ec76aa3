import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { planSimulation, type SimulationPlan } from './simulate-plan.ts'
import type { SimulateOptions } from './simulate-request.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-simulate-'))
after(() => rmSync(folder, { recursive: true }))

const planOf = (options: Partial<SimulateOptions>): SimulationPlan =>
  planSimulation({ set: [], cwd: folder, env: {}, ...options })

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text)
  return name
}

const sides = { sender: 'VENUE', target: 'CLIENT' }

const PROFILE = `target: { role: acceptor, connect: 127.0.0.1:9878, listen: 9879 }
sessions:
  - { beginString: FIX.4.2, senderCompID: TESTER, targetCompID: VENUE, heartBtInt: 7 }
  - { beginString: FIX.4.4, senderCompID: TESTER, targetCompID: VENUE }
  - { beginString: FIX.4.4, senderCompID: TESTER2, targetCompID: VENUE }
session: { logonTimeout: 5, preset: quickfix }
logon: { Username: alice, Password: "\${env:SECRET}" }
`
const env = { SECRET: 'hunter2', TOKEN: 'sesame-sesame' }

const CFG = `[DEFAULT]
ConnectionType=acceptor
SenderCompID=ISLD
SocketAcceptPort=5001
[SESSION]
BeginString=FIX.4.2
TargetCompID=TW
[SESSION]
BeginString=FIX.4.4
TargetCompID=TW
`

describe('a plan', () => {
  test('what holds for all listeners is that of the first session that accepts', () => {
    const set = ['logonMessageSessionQualifierTag=9999']
    assert.equal(planOf({ ...sides, listen: '0', set }).engine?.logonMessageSessionQualifierTag, 9999)
    assert.equal(planOf({ ...sides, connect: '127.0.0.1:1', set }).engine, undefined)
  })

  test('from options alone: an acceptor on this machine, FIX.4.4, in memory', () => {
    const { sessions, listeners, application, admin } = planOf({ ...sides, listen: '9878' })
    assert.deepEqual(
      listeners.map(({ address }) => address),
      [{ host: '127.0.0.1', port: 9878 }],
    )
    assert.equal(sessions.length, 1)
    assert.partialDeepStrictEqual(sessions[0], {
      session: { role: 'acceptor', senderCompID: 'VENUE', targetCompID: 'CLIENT', logoutTimeout: 10 },
      storage: { storageType: 'transient' },
    })
    assert.equal(sessions[0]?.session.version.id, 'FIX.4.4')
    assert.equal(application.name, 'acknowledge')
    assert.equal(admin, undefined)
  })

  test('of a profile plays the other side of the target, as the same identity as in a run', () => {
    const profile = file('venue.yaml', PROFILE)
    const { sessions, listeners, secretTags } = planOf({ profile, env })
    assert.deepEqual(
      sessions.map(({ session }) => [session.role, session.version.id, session.senderCompID, session.heartBtInt]),
      [
        ['initiator', 'FIX.4.2', 'TESTER', 7],
        ['initiator', 'FIX.4.4', 'TESTER', 30],
        ['initiator', 'FIX.4.4', 'TESTER2', 30],
      ],
    )
    assert.deepEqual(listeners, [])
    assert.deepEqual(sessions[1]?.connection.destinations, [{ host: '127.0.0.1', port: 9878 }])
    assert.deepEqual(sessions[1]?.session.logonFields, [
      [553, 'alice'],
      [554, 'hunter2'],
    ])
    // FIX.4.2 has no Username; the preset of the profile says 2 s.
    assert.deepEqual(sessions[0]?.session.logonFields, [])
    assert.deepEqual([sessions[0]?.session.logonTimeout, sessions[0]?.session.logoutTimeout], [5, 2])
    assert.deepEqual(
      secretTags.filter((tag) => tag !== 554),
      [],
    )
  })

  test('--listen makes it an acceptor, and the command line goes before the profile', () => {
    const profile = file('venue.yaml', PROFILE)
    const set = ['logonTimeout=9', 'ForceSeqNumReset=2']
    const { sessions, listeners } = planOf({
      profile,
      env,
      listen: '0.0.0.0:7000',
      beginString: 'FIX.4.4',
      sender: 'US',
      heartbeat: 11,
      preset: 'standard',
      set,
    })
    assert.deepEqual(
      listeners.map(({ address }) => address),
      [{ host: '0.0.0.0', port: 7000 }],
    )
    // Both sessions of FIX.4.4 have become one.
    assert.equal(sessions.length, 1)
    assert.partialDeepStrictEqual(sessions[0]?.session, {
      role: 'acceptor',
      senderCompID: 'US',
      heartBtInt: 11,
      logonTimeout: 9,
      forceSeqNumReset: 2,
      logoutTimeout: 10,
    })
  })

  test('a target that dials is listened for', () => {
    const profile = file('dialling.yaml', PROFILE.replace('role: acceptor', 'role: initiator'))
    const { sessions, listeners } = planOf({ profile, env })
    assert.ok(sessions.every(({ session }) => session.role === 'acceptor'))
    assert.deepEqual(
      listeners.map(({ address }) => address),
      [{ host: '127.0.0.1', port: 9879 }],
    )
  })

  test('of a QuickFIX file: all its sessions on its port, with the preset quickfix', () => {
    const { sessions, listeners, warnings } = planOf({
      quickfixConfig: file('at.cfg', `${CFG}Strange=1\nStranger=2\n`),
    })
    assert.deepEqual(
      sessions.map(({ session }) => `${session.version.id} ${session.senderCompID}/${session.targetCompID}`),
      ['FIX.4.2 ISLD/TW', 'FIX.4.4 ISLD/TW'],
    )
    assert.deepEqual(
      listeners.map(({ address }) => address),
      [{ host: '0.0.0.0', port: 5001 }],
    )
    assert.equal(sessions[0]?.session.logoutTimeout, 2)
    assert.equal(warnings.length, 1)
    assert.match(warnings[0] ?? '', /at\.cfg: .*Strange \(line 11\), Stranger \(line 12\)/)
  })

  test('--store keeps every session on disk', () => {
    const { sessions } = planOf({ quickfixConfig: file('at.cfg', CFG), store: 'kept' })
    for (const { storage } of sessions)
      assert.deepEqual([storage.storageType, storage.logDirectory], ['persistent', path.join(folder, 'kept')])
  })

  test('the admin API has its token from the environment, a file, or the profile', () => {
    file('token', 'from-a-file\n')
    for (const [adminToken, token] of [
      [`$${'{env:TOKEN}'}`, 'sesame-sesame'],
      ['file:token', 'from-a-file'],
      ['as-it-stands', 'as-it-stands'],
    ] as const)
      assert.deepEqual(planOf({ ...sides, listen: '0', admin: '9880', adminToken, env }).admin, {
        address: { host: '127.0.0.1', port: 9880 },
        protection: { token },
      })
    const profile = file('steered.yaml', `${PROFILE}admin: { listen: "0.0.0.0:9880", token: "\${env:TOKEN}" }\n`)
    assert.match(planOf({ profile, env }).warnings.join(), /travels readable/)
    assert.deepEqual(planOf({ profile, env, admin: '9880' }).warnings, [])
    assert.deepEqual(planOf({ profile, env }).admin, {
      address: { host: '0.0.0.0', port: 9880 },
      protection: { token: 'sesame-sesame' },
    })
  })

  test('rules stand in the profile, or in a file beside it', () => {
    const rules = 'rules:\n  - { when: { msgType: D }, answer: [] }\n'
    file('beside.yaml', rules)
    const inProfile = file('ruled.yaml', `${PROFILE}application:\n${rules.replace(/^/gm, '  ')}`)
    assert.equal(planOf({ profile: inProfile, env }).application.name, 'rules')
    const named = file('naming.yaml', `${PROFILE}application: rules:beside.yaml\n`)
    assert.equal(planOf({ profile: named, env }).application.name, 'rules:beside.yaml')
  })
})

describe('what can not be done says what, and what to do', () => {
  const cases: readonly [name: string, options: Partial<SimulateOptions>, message: RegExp][] = [
    ['nothing is said', {}, /where is the other side\? --listen/],
    ['no CompIDs', { listen: '0' }, /needs --sender and --target/],
    ['both roles', { ...sides, listen: '0', connect: '127.0.0.1:1' }, /a session accepts or dials/],
    ['no port', { ...sides, listen: 'here' }, /--listen "here": expected \[HOST:\]PORT/],
    [
      'no version',
      { ...sides, listen: '0', beginString: 'FIX.4.5' },
      /--begin-string "FIX\.4\.5" is no FIX version, did you mean/,
    ],
    ['no preset', { ...sides, listen: '0', preset: 'quick' }, /--preset "quick": expected one of standard, /],
    [
      'no parameter',
      { ...sides, listen: '0', set: ['logonTimeot=5'] },
      /unknown parameter "logonTimeot": .*logonTimeout/,
    ],
    [
      'a value out of range',
      { ...sides, listen: '0', set: ['logonTimeout=-5'] },
      /"logonTimeout" is "-5": expected a whole number/,
    ],
    ['no value', { ...sides, listen: '0', set: ['logonTimeout'] }, /--set "logonTimeout": expected NAME=VALUE/],
    [
      'no application',
      { ...sides, listen: '0', application: 'eko:D' },
      /"eko:D" is no application, did you mean "echo"/,
    ],
    ['two sources', { profile: 'self', quickfixConfig: 'a.cfg' }, /both name the sessions/],
    ['no file', { quickfixConfig: 'none.cfg' }, /--quickfix-config none\.cfg: could not be read \(ENOENT\)/],
    [
      'a token without an API',
      { ...sides, listen: '0', adminToken: 'sesame-sesame' },
      /--admin-token is for the admin API, which is off: add --admin/,
    ],
    [
      'a secret that is not set',
      { ...sides, listen: '0', admin: '0', adminToken: `$${'{env:NONE}'}` },
      /NONE is not set/,
    ],
    ['half a certificate', { ...sides, listen: '0', admin: '0', adminCert: 'a.pem' }, /--admin-key is missing/],
    [
      'client certificates without TLS',
      { ...sides, listen: '0', admin: '0', adminCa: 'a.pem' },
      /--admin-ca .* needs? TLS|those need TLS/,
    ],
  ]
  for (const [name, options, message] of cases) test(name, () => assert.throws(() => planOf(options), message))

  test('rules of a profile that are wrong are shown where they stand', () => {
    const profile = file('wrong.yaml', `${PROFILE}application:\n  rules:\n    - { when: { msgTyp: D }, answer: [] }\n`)
    assert.throws(() => planOf({ profile, env }), /wrong\.yaml:10: "application\.rules\.0\.when/)
  })
})
