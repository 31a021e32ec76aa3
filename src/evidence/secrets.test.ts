/** Secrets are found wherever they stand, and never told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportOf, resultOf } from '../report/report-fixtures.ts'
import { unmaskedIn, writtenOutIn } from './secrets.ts'

const found = (raw: string, msgType = 'D'): string[] =>
  unmaskedIn(reportOf([resultOf({ transcript: [{ at: '2026-01-05T09:00:00Z', direction: 'out', msgType, raw }] })]))

test('a password in a transcript is named by field and place', () => {
  for (const [tag, name] of [
    [554, 'Password'],
    [925, 'NewPassword'],
    [1402, 'EncryptedPassword'],
    [1404, 'EncryptedNewPassword'],
  ] as const) {
    assert.deepEqual(found(`8=FIX.4.4|35=D|${tag}=hunter2|10=000|`), [
      `2.c~FIX.4.4~acceptor, message 1: ${name}(${tag}) is not masked`,
    ])
    assert.deepEqual(found(`8=FIX.4.4|35=D|${tag}=***|10=000|`), [])
    // A value that only begins with the mask is none.
    assert.equal(found(`8=FIX.4.4|35=D|${tag}=***x|10=000|`).length, 1)
  }
  assert.equal(found('554=x').length, 1)
})

test('RawData is a secret in a Logon alone, and tags that end in the digits are others', () => {
  assert.equal(found('8=FIX.4.4|35=A|95=1|96=x|10=000|', 'A').length, 1)
  assert.deepEqual(found('8=FIX.4.4|35=A|95=1|96=***|10=000|', 'A'), [])
  assert.deepEqual(found('8=FIX.4.4|35=B|95=1|96=x|10=000|', 'B'), [])
  assert.deepEqual(found('8=FIX.4.4|35=D|5554=x|5925=y|10=000|'), [])
})

test('a password written out in a profile is named by line and key', () => {
  const text = `target: { role: acceptor }
logon:
  Username: alice
  Password: hunter2
  RawData: "key"
  NewPassword: "\${env:NEW}"
admin: { listen: 1, token: abc }
session: { storePassword: 4711 }
`
  assert.deepEqual(writtenOutIn(text), [
    { line: 4, key: 'logon.Password' },
    { line: 5, key: 'logon.RawData' },
    { line: 7, key: 'admin.token' },
    { line: 8, key: 'session.storePassword' },
  ])
  assert.doesNotMatch(JSON.stringify(writtenOutIn(text)), /hunter2|4711/)
  assert.deepEqual(writtenOutIn('a: [{ password: "" }, { password: "***" }, { secretTags: [1] }, 3]'), [])
  assert.deepEqual(writtenOutIn(': ['), [])
})
