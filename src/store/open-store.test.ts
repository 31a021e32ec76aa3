import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contentOf, fix, storeContract } from './contract.ts'
import type { MessageStore } from './message-store.ts'
import { openStore, type StorageOptions, type StorageType } from './open-store.ts'
import { afterCrash, logPathIn, newFolder, pathIn, session, startedAt } from './store-rig.ts'

const onDisk = ['persistent', 'persistentMM', 'splitPersistent'] as const

function storageIn(logDirectory: string | undefined, storage: Partial<StorageOptions> = {}): StorageOptions {
  return {
    storageType: 'persistent',
    logDirectory,
    backupDirectory: undefined,
    archivePath: undefined,
    fsync: 'never',
    fsyncIntervalMs: 1000,
    logIncomingMessages: false,
    maxStorageSliceSize: 250,
    storageCleanupMode: 'backup',
    storageRecoveryStrategy: 'none',
    ...storage,
  }
}

function open(directory: string, storageType: StorageType, now = startedAt): MessageStore {
  return openStore({ storage: storageIn(directory, { storageType }), session, now })
}

for (const storageType of onDisk) {
  const directoryOf = new Map<unknown, string>()
  const opened = (directory: string, at: number): MessageStore => {
    const store = open(directory, storageType, at)
    directoryOf.set(store, directory)
    return store
  }
  storeContract(`the store of storageType ${storageType}`, {
    open: (at) => opened(newFolder(), at),
    reopen(store, at) {
      store.close()
      return opened(directoryOf.get(store) as string, at)
    },
  })
}
storeContract('the store of storageType transient', { open: (at) => open('', 'transient', at) })
storeContract('the store of storageType null', { open: (at) => open('', 'null', at), keepsMessages: false })

test('SD-86: after a restart, files are as they were, and memory begins at 1/1', () => {
  for (const storageType of [...onDisk, 'transient', 'null'] as const) {
    const directory = newFolder()
    const store = open(directory, storageType)
    for (let number = 1; number <= 20; number++) store.saveOutgoing(number, fix(`message ${number}`), number < 18)
    store.setNextIn(7)
    store.flush(startedAt)
    const before = contentOf(store)
    const again = open(afterCrash(directory), storageType, startedAt + 5)
    const survives = storageType !== 'transient' && storageType !== 'null'
    const empty = { nextIn: 1, nextOut: 1, createdAt: startedAt + 5, unsent: [], messages: [] }
    assert.deepEqual(contentOf(again), survives ? before : empty, storageType)
    if (survives) assert.deepEqual(before.unsent, [18, 19, 20])
    store.close()
    again.close()
  }
})

test('a folder that one type left is taken up by another', () => {
  const directory = newFolder()
  let expected: unknown
  for (const [round, storageType] of [...onDisk, ...onDisk].entries()) {
    const store = open(directory, storageType)
    if (expected !== undefined) assert.deepEqual(contentOf(store), expected, `round ${round}, ${storageType}`)
    for (let more = 0; more < 10; more++) store.saveOutgoing(store.nextOut, fix(`message of ${storageType}`))
    store.flush(startedAt)
    expected = contentOf(store)
    store.close()
  }
})

test('a type that needs a folder says so', () => {
  for (const storageType of onDisk) {
    const storage = storageIn(undefined, { storageType })
    assert.throws(() => openStore({ storage, session, now: startedAt }), /expected a logDirectory, found none/)
  }
})

test('the backup connection has a store of its own, where it was told or below the primary', () => {
  for (const backupDirectory of [undefined, newFolder()]) {
    const directory = newFolder()
    const storage = storageIn(directory, { backupDirectory })
    const primary = openStore({ storage, session, now: startedAt })
    const backup = openStore({ storage, session, now: startedAt, connection: 'backup' })
    primary.saveOutgoing(1, fix('primary'))
    assert.equal(backup.nextOut, 1)
    assert.deepEqual(readdirSync(backupDirectory ?? join(directory, 'backup')), ['FIX.4.4-TESTER-VENUE'])
    primary.close()
    backup.close()
  }
})

test('persistentMM sets space aside while it runs, and gives it back when it is closed', () => {
  const directory = newFolder()
  const store = open(directory, 'persistentMM')
  store.saveOutgoing(1, fix('one'))
  store.flush(startedAt)
  assert.equal(statSync(logPathIn(directory)).size, 16 * 1024 * 1024)
  const crashed = afterCrash(directory)
  const expected = contentOf(store)
  store.close()
  assert.ok(statSync(logPathIn(directory)).size < 300, 'cut off')
  const warnings: string[] = []
  const storage = storageIn(crashed, { storageType: 'persistentMM' })
  const again = openStore({ storage, session, now: startedAt, onWarning: (text) => warnings.push(text) })
  assert.deepEqual(contentOf(again), expected)
  assert.deepEqual(warnings, [], 'an unused tail is no damage')
  again.close()
})

test('the archive of the parameters is used', () => {
  const directory = newFolder()
  const archivePath = join(directory, 'ended')
  mkdirSync(archivePath)
  const store = openStore({ storage: storageIn(directory, { archivePath }), session, now: startedAt })
  store.reset(startedAt + 1)
  assert.equal(readdirSync(join(archivePath, 'FIX.4.4-TESTER-VENUE')).length, 1)
  assert.ok(!existsSync(pathIn(directory, 'archive')))
  store.close()
})
