import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type StoredSession, sessionFolderName, sessionIdentity } from './session-folder-name.ts'

const base: StoredSession = { beginString: 'FIX.4.4', senderCompID: 'A', targetCompID: 'B' }

test('a session reads as BeginString, our side, their side, qualifier', () => {
  for (const [given, expected] of [
    [base, 'FIX.4.4-A-B'],
    [{ ...base, senderSubID: 'DESK', targetLocationID: 'LDN', qualifier: '2' }, 'FIX.4.4-A+DESK-B++LDN-2'],
    [{ ...base, senderSubID: '', qualifier: '' }, 'FIX.4.4-A-B'],
    [{ ...base, senderCompID: '../a', targetCompID: 'x|y\\z' }, 'FIX.4.4-..%2Fa-x%7Cy%5Cz'],
    [{ ...base, senderCompID: 'A-B', targetCompID: 'C+D' }, 'FIX.4.4-A%2DB-C%2BD'],
    [{ ...base, targetCompID: 'Zürich.' }, 'FIX.4.4-A-Z%C3%BCrich%2E'],
  ] as const) {
    assert.equal(sessionIdentity(given), expected)
  }
})

test('sessions that differ have different names that every file system takes', () => {
  const texts = ['', 'a', '-', '+', '%', '/']
  const names = new Set<string>()
  for (const senderCompID of texts) {
    for (const senderSubID of texts) {
      for (const targetCompID of texts) {
        for (const targetSubID of texts) {
          for (const qualifier of texts) {
            const parts = { senderCompID, senderSubID, targetCompID, targetSubID, qualifier }
            names.add(sessionFolderName(sessionIdentity({ beginString: 'FIX.4.2', ...parts })))
          }
        }
      }
    }
  }
  assert.equal(names.size, texts.length ** 5)
  for (const name of names) assert.match(name, /^[A-Za-z0-9._%+-]+$/)
})

test('a name too long for a file system is cut and told apart by a hash', () => {
  const [one, other] = ['1', '2'].map((qualifier) =>
    sessionFolderName(sessionIdentity({ ...base, senderCompID: 'x'.repeat(500), qualifier })),
  )
  assert.equal(one?.length, 200)
  assert.notEqual(one, other)
})
