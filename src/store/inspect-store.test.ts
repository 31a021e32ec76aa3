import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { archiveName, damagedName } from './archive-name.ts'
import { fix } from './contract.ts'
import { inspectStore } from './inspect-store.ts'
import { sessionIdentity } from './session-folder-name.ts'
import { logPathIn, newFolder, openIn, pathIn, rewrite, session, startedAt, withFlippedByte } from './store-rig.ts'

const identity = sessionIdentity(session)

test('a store in use is described, and nothing of it changed', () => {
  const directory = newFolder()
  const store = openIn(directory, { session: { ...session, role: 'initiator' } })
  store.saveOutgoing(1, fix('old'))
  store.reset(startedAt + 1)
  for (let number = 1; number <= 5; number++) store.saveOutgoing(number, fix('new'), number < 4)
  store.saveOutgoing(6, fix('ahead'), true, true)
  store.setNextIn(9)
  store.flush(startedAt)
  const before = readFileSync(logPathIn(directory))
  const archived = { createdAt: startedAt, archivedAt: startedAt + 1 }
  assert.deepEqual(inspectStore(directory, identity), {
    folder: pathIn(directory),
    heldBy: process.pid,
    numbering: {
      role: 'initiator',
      nextIn: 9,
      nextOut: 7,
      createdAt: startedAt + 1,
      messages: 6,
      unsent: 2,
      files: [{ name: 'messages.log', bytes: before.length }],
    },
    problem: undefined,
    archives: [{ ...archived, path: pathIn(directory, 'archive', archiveName(startedAt, startedAt + 1)) }],
    damaged: [],
  })
  assert.deepEqual(readFileSync(logPathIn(directory)), before)
  store.close()
  assert.equal(inspectStore(directory, identity)?.heldBy, undefined)
})

test('damage is told, what was put aside is listed, and no folder is no store', () => {
  const directory = newFolder()
  assert.equal(inspectStore(directory, identity), undefined)
  const store = openIn(directory)
  store.saveOutgoing(1, fix('one'))
  store.close()
  rewrite(logPathIn(directory), (bytes) => withFlippedByte(bytes, 3))
  const described = inspectStore(directory, identity)
  assert.equal(described?.numbering, undefined)
  assert.match(described?.problem ?? '', /messages.log, byte 0: damaged record/)
  const again = openIn(directory, { recovery: 'createNewOnError', now: startedAt + 3 })
  again.saveOutgoing(1, fix('again'))
  again.terminate(startedAt + 4)
  const { numbering, problem, damaged, archives } = inspectStore(directory, identity) ?? {}
  assert.deepEqual([numbering, problem, archives?.length], [undefined, undefined, 1])
  assert.deepEqual(damaged, [pathIn(directory, 'archive', damagedName(startedAt + 3))])
})
