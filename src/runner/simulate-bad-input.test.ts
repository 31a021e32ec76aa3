/** What can not be simulated is refused before anything opens: by name, with what is allowed, and with exit code 2. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { exitCodeOf } from '../cli/exit-codes.ts'
import { PARAMETERS } from '../parameters/table.ts'
import { createTlsNetwork } from '../transport/tls.ts'
import { planSimulation } from './simulate-plan.ts'
import type { SimulateOptions } from './simulate-request.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-bad-input-'))
after(() => rmSync(folder, { recursive: true }))

const CERTIFICATES = path.resolve(import.meta.dirname, '../transport/test-certificates')
const pem = (name: string): string => path.join(CERTIFICATES, name)

function file(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content)
  return name
}

const accepting = { sender: 'VENUE', target: 'CLIENT', listen: '0' }

/** Plans, and makes the network of each listener: everything that happens before the first port opens. */
function refusalOf(options: Partial<SimulateOptions>): { code: number; text: string } {
  try {
    const { listeners } = planSimulation({ set: [], cwd: folder, env: {}, ...options })
    for (const { tls } of listeners) if (tls !== undefined) createTlsNetwork(tls)
  } catch (error) {
    return exitCodeOf(error)
  }
  return assert.fail(`accepted: ${JSON.stringify(options)}`)
}

function refused(options: Partial<SimulateOptions>, text: RegExp): void {
  const { code, text: said } = refusalOf(options)
  assert.match(said, text)
  assert.equal(code, 2, said)
}

const BASE = `target: { role: acceptor, connect: 127.0.0.1:9878 }
sessions: [{ beginString: FIX.4.4, senderCompID: TESTER, targetCompID: VENUE }]
`

describe('options', () => {
  const cases: readonly [name: string, options: Partial<SimulateOptions>, text: RegExp][] = [
    ['port 0 to dial', { sender: 'A', target: 'B', connect: '127.0.0.1:0' }, /--connect .*nobody listens on port 0/],
    ['a port beyond 65535', { ...accepting, listen: '65536' }, /--listen "65536": expected \[HOST:\]PORT/],
    ['no number of seconds', { ...accepting, heartbeat: Number.NaN }, /"heartBtInt" is NaN: expected a whole number/],
    ['a name of JavaScript', { ...accepting, set: ['__proto__=1'] }, /unknown parameter "__proto__"/],
    ['no name', { ...accepting, set: ['=5'] }, /--set "=5": expected NAME=VALUE/],
    ['SOH', { ...accepting, set: ['username=a\x01b'] }, /--set "username=a\\u0001b": .*without control characters/],
    [
      'two values of one name',
      { ...accepting, set: ['logonTimeout=1', 'logonTimeout=2'] },
      /--set logonTimeout: given as "1" and as "2"/,
    ],
    ['two values by two options', { ...accepting, heartbeat: 5, set: ['heartBtInt=6'] }, /given as "5" and as "6"/],
    ['two values by two names', { ...accepting, set: ['logonTimeout=1', 'LogonTimeFrame=2'] }, /is another name of/],
    ['no version', { ...accepting, beginString: ',' }, /--begin-string "" is no FIX version\. Known are FIX\.4\.0/],
    ['files without a folder', { ...accepting, set: ['storageType=splitPersistent'] }, /needs a folder: give --store/],
    ['messages of the session', { ...accepting, application: 'echo:D,A' }, /of the session, such as A, go to no/],
    ['a name for a MsgType', { ...accepting, application: 'echo:Quote' }, /"Quote" is no MsgType\(35\), such as D/],
  ]
  for (const [name, options, text] of cases) test(name, () => refused(options, text))
})

describe('files that say where they are wrong', () => {
  const cases: readonly [name: string, options: Partial<SimulateOptions>, text: RegExp][] = [
    ['an empty profile', { profile: file('empty.yaml', '') }, /empty\.yaml: the profile is null: .*expected object/],
    [
      'a field of Logon that no version has',
      { profile: file('logon.yaml', `${BASE}logon: { Pasword: x }\n`) },
      /unknown field "logon\.Pasword" in the profile: did you mean "Password"/,
    ],
    [
      'a secret that would break its message',
      { profile: file('soh.yaml', `${BASE}logon: { Password: "\${env:SECRET}" }\n`), env: { SECRET: 'a\x01b' } },
      /^"logon\.Password" of the profile: expected text without SOH, which would end the field$/,
    ],
    ['empty rules', { ...accepting, application: `rules:${file('rules.yaml', '')}` }, /rules\.yaml: the rules/],
    [
      'a combination in a QuickFIX file',
      {
        quickfixConfig: file(
          'times.cfg',
          '[DEFAULT]\nConnectionType=acceptor\nSenderCompID=A\nSocketAcceptPort=0\n[SESSION]\nBeginString=FIX.4.4\nTargetCompID=B\nStartTime=25:00:00\nEndTime=08:00:00\n',
        ),
      },
      /^times\.cfg:5: "schedule": StartTime "25:00:00": expected/,
    ],
  ]
  for (const [name, options, text] of cases) test(name, () => refused(options, text))
})

describe('certificates', () => {
  mkdirSync(path.join(folder, 'folder'))
  const server = readFileSync(pem('server.pem'), 'utf8')
  const key = readFileSync(pem('server.key'), 'utf8')
  file('half.pem', server.replaceAll('\n', '').slice(0, 300))
  file('mangled.pem', server.replace(/^.{64}$/m, 'A'.repeat(64)))
  file('half.key', `${key.slice(0, 200)}\n-----END PRIVATE KEY-----\n`)
  file('garbage.pem', 'garbage\n')
  file('nothing.pem', '')
  type Files = { cert: string; key: string; ca?: string }
  const cases: readonly [name: string, files: Files, which: 'cert' | 'key' | 'ca', text: RegExp][] = [
    ['no such certificate', { cert: 'none.pem', key: pem('server.key') }, 'cert', /there is no such file/],
    ['a folder', { cert: 'folder', key: pem('server.key') }, 'cert', /is a folder/],
    ['no certificate', { cert: 'garbage.pem', key: pem('server.key') }, 'cert', /holds no certificate/],
    ['an empty file', { cert: 'nothing.pem', key: pem('server.key') }, 'cert', /holds no certificate/],
    ['half a certificate', { cert: 'half.pem', key: pem('server.key') }, 'cert', /holds no certificate/],
    ['a damaged certificate', { cert: 'mangled.pem', key: pem('server.key') }, 'cert', /is damaged/],
    ['a key for a certificate', { cert: pem('server.key'), key: pem('server.key') }, 'cert', /holds a private key/],
    ['no such key', { cert: pem('server.pem'), key: 'none.key' }, 'key', /there is no such file/],
    ['no key', { cert: pem('server.pem'), key: 'garbage.pem' }, 'key', /holds no private key/],
    ['half a key', { cert: pem('server.pem'), key: 'half.key' }, 'key', /is damaged/],
    ['the key of another', { cert: pem('server.pem'), key: pem('stranger.key') }, 'key', /is not the key of/],
    ['an encrypted key', { cert: pem('server.pem'), key: pem('server-encrypted.key') }, 'key', /is encrypted/],
    ['no such authority', { cert: pem('server.pem'), key: pem('server.key'), ca: 'none.pem' }, 'ca', /no such file/],
    ['no authority', { cert: pem('server.pem'), key: pem('server.key'), ca: 'garbage.pem' }, 'ca', /no certificate/],
    // Node would take every authority of the system for it: the API would be open.
    [
      'an empty authority',
      { cert: pem('server.pem'), key: pem('server.key'), ca: 'nothing.pem' },
      'ca',
      /no certificate/,
    ],
  ]
  const SETTINGS = { cert: 'certificate', key: 'privateKey', ca: 'caCertificate' }
  for (const [name, files, which, text] of cases)
    test(`${name}: refused for the sessions and for the admin API, by the name of the setting`, () => {
      const { code, text: said } = refusalOf({
        ...accepting,
        admin: '0',
        adminCert: files.cert,
        adminKey: files.key,
        adminCa: files.ca,
      })
      assert.match(said, text)
      assert.ok(said.startsWith(`--admin-${which} `), said)
      assert.ok(said.includes(path.basename(files[which] ?? '')), said)
      assert.equal(code, 2)
      const at = (stated: string): string => path.resolve(folder, stated)
      const set = Object.entries(files).map(([part, stated]) => `${SETTINGS[part as keyof Files]}=${at(stated)}`)
      refused({ ...accepting, set: ['tls=true', ...set] }, text)
    })
})

/** Values of text that a kind refuses, wherever they are stated. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  boolean: ['', 'maybe'],
  integer: ['', 'x', '-2', '1.5', '9999999999'],
  tries: ['', 'x', '-1'],
  number: ['', 'x', '-1', '1,5'],
  size: ['', 'x', '-1', '1.5Mb'],
  enumeration: ['', 'none of them'],
  text: [''],
  'list of integer': ['x', '1,x', '-1'],
  fields: ['', '553=user'],
  field: ['', '553', 'user=553'],
  'list of throttles': ['', 'x'],
}

describe('every parameter, wrong in a profile and behind --set', () => {
  // A list of text takes every text.
  const rows = PARAMETERS.filter(({ kind }) => kind.name !== 'list of text')
  for (const { name, kind, secret } of rows)
    test(name, () => {
      const key = name.replace('<n>', '1').replace('<MsgType>', 'D')
      const values = WRONG[kind.name]
      assert.ok(values !== undefined, `no wrong text for the kind "${kind.name}": state some`)
      for (const value of values) {
        const shown = secret === true ? 'not usable' : JSON.stringify(value)
        const set = refusalOf({ ...accepting, set: [`${key}=${value}`] })
        assert.ok(set.text.startsWith(`"${key}" is ${shown}: ${kind.allowed}`), set.text)
        const session = JSON.stringify({ [key]: value })
        const profile = refusalOf({ profile: file('wrong.yaml', `${BASE}session: ${session}\n`) })
        const place = `${path.join(folder, 'wrong.yaml')}:3: "session.${key}" is ${secret === true ? 'a string' : shown}: `
        assert.ok(profile.text.startsWith(`${place}${kind.allowed}`), profile.text)
        assert.deepEqual([set.code, profile.code], [2, 2])
      }
    })
})
