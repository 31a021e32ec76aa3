import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { archiveName, readArchiveName } from './archive-name.ts'
import { contentOf, fix } from './contract.ts'
import type { FileStore } from './file-store.ts'
import type { FileStoreOptions } from './file-store-options.ts'
import { StoreError } from './store-error.ts'
import { afterCrash, failingDisk, newFolder, openIn, pathIn, startedAt } from './store-rig.ts'

const endedAt = startedAt + 1000
const stamped = archiveName(startedAt, endedAt)

function withMessages(directory: string, options: Partial<FileStoreOptions> = {}): FileStore {
  const store = openIn(directory, { logIncoming: true, ...options })
  store.saveOutgoing(1, fix('one'))
  store.saveIncoming(1, fix('from them'), startedAt)
  store.saveOutgoing(2, fix('two'), false)
  store.setNextIn(4)
  store.flush(startedAt)
  return store
}

test('an archive is named by when its numbering began and ended, in UTC', () => {
  assert.equal(archiveName(0, 1_700_000_000_123), '19700101T000000.000Z-20231114T221320.123Z')
  for (const [createdAt, archivedAt] of [
    [0, 1],
    [startedAt, endedAt],
    [startedAt, Number.MAX_SAFE_INTEGER],
  ] as const) {
    assert.deepEqual(readArchiveName(archiveName(createdAt, archivedAt)), { createdAt, archivedAt, count: 1 })
    assert.deepEqual(readArchiveName(`${archiveName(createdAt, archivedAt)}-12`), { createdAt, archivedAt, count: 12 })
  }
  for (const name of ['', 'partial-1-2', 'damaged-20231114T221320.123Z', '20231114T221320.123Z']) {
    assert.equal(readArchiveName(name), undefined, name)
  }
})

test('SD-90: terminated, the files lie in the archive under a time stamp, and the active folder is empty', () => {
  const [directory, archivePath] = [newFolder(), newFolder()]
  const store = withMessages(directory, { archivePath })
  store.terminate(endedAt)
  const archived = join(archivePath, 'FIX.4.4-TESTER-VENUE', stamped)
  assert.deepEqual(readdirSync(archived), ['incoming.log', 'messages.index', 'messages.log'])
  assert.match(readFileSync(join(archived, 'messages.log'), 'latin1'), /58=two/)
  assert.deepEqual(readdirSync(pathIn(directory)), [], 'not even a lock')
  const again = openIn(directory, { archivePath, now: endedAt + 5 })
  assert.deepEqual([again.nextIn, again.nextOut, again.createdAt], [1, 1, endedAt + 5])
  assert.equal(again.archives()[0]?.location, archived)
  again.close()
})

test('SD-90: an archive folder that is missing is an error, the files stay, and the store goes on', () => {
  const directory = newFolder()
  const archivePath = join(newFolder(), 'missing')
  const warnings: string[] = []
  const store = withMessages(directory, { archivePath, onWarning: (text) => warnings.push(text) })
  assert.match(
    warnings.join(),
    /^[^,]*the archive folder is missing; [^,]*, or name another archivePath;[^,]*$/,
    'told early',
  )
  const before = contentOf(store)
  for (const verb of ['reset', 'terminate'] as const) {
    assert.throws(
      () => store[verb](endedAt),
      (error) =>
        error instanceof StoreError &&
        error.problem === 'archive' &&
        error.file === archivePath &&
        /the archive folder is missing; expected a folder .*; create it/.test(error.message),
      verb,
    )
    assert.deepEqual(contentOf(store), before, verb)
    assert.ok(!existsSync(archivePath), 'it is not made for the asking')
  }
  store.saveOutgoing(3, fix('three'))
  store.flush(startedAt)
  mkdirSync(archivePath)
  store.terminate(endedAt)
  assert.deepEqual(readdirSync(join(archivePath, 'FIX.4.4-TESTER-VENUE')), [stamped])
})

test('cleanup mode none: an ended numbering stays in the folder of the session, and a terminated one goes on', () => {
  const [directory, archivePath] = [newFolder(), newFolder()]
  const options = { archivePath, cleanupMode: 'none' } as const
  const store = withMessages(directory, options)
  store.reset(endedAt)
  store.saveOutgoing(1, fix('new'))
  const before = contentOf(store)
  store.terminate(endedAt + 1)
  assert.deepEqual(readdirSync(archivePath), [])
  assert.deepEqual(readdirSync(pathIn(directory)), ['archive', 'current'])
  const again = openIn(directory, options)
  assert.deepEqual(contentOf(again), before)
  assert.deepEqual(again.archives()[0]?.location, pathIn(directory, 'archive', stamped))
  again.close()
})

test('cleanup mode delete: an ended numbering is removed', () => {
  const directory = newFolder()
  const store = withMessages(directory, { cleanupMode: 'delete', archivePath: join(directory, 'not needed') })
  store.reset(endedAt)
  assert.deepEqual([store.nextIn, store.nextOut, store.createdAt], [1, 1, endedAt])
  assert.deepEqual(store.archives(), [])
  assert.deepEqual(readdirSync(pathIn(directory)), ['current', 'lock'])
  store.terminate(endedAt + 1)
  assert.deepEqual(readdirSync(pathIn(directory)), [])
})

interface Ending {
  readonly name: string
  readonly options: Partial<FileStoreOptions>
  readonly elsewhere: boolean
}

const endings: readonly Ending[] = [
  { name: 'into its own archive', options: { fsync: 'always' }, elsewhere: false },
  { name: 'deleted', options: { fsync: 'always', cleanupMode: 'delete' }, elsewhere: false },
  { name: 'to another disk', options: { fsync: 'always' }, elsewhere: true },
]

for (const { name, options, elsewhere } of endings) {
  for (const verb of ['reset', 'terminate'] as const) {
    test(`SD-88: a ${verb} ${name}, interrupted at any step, ends all old or all new and loses no message`, () => {
      const root = newFolder()
      const directory = join(root, 'store')
      const archivePath = join(root, 'archive')
      mkdirSync(archivePath)
      const snapshots: string[] = []
      let recording = false
      const disk = failingDisk(() => recording && snapshots.push(afterCrash(root)))
      if (elsewhere) disk.otherDisk = archivePath
      const store = withMessages(directory, { ...options, archivePath, files: disk })
      const old = contentOf(store)
      recording = true
      store[verb](endedAt)
      recording = false
      snapshots.push(afterCrash(root))
      if (verb === 'reset') store.close()
      assert.ok(snapshots.length >= 4, `${snapshots.length} steps`)
      const outcomes = snapshots.map((snapshot, step) => {
        const reopened = openIn(join(snapshot, 'store'), {
          ...options,
          archivePath: join(snapshot, 'archive'),
          now: endedAt + 7,
          files: failingDisk(),
        })
        const content = contentOf(reopened)
        const isOld = content.nextOut === old.nextOut
        const createdAt = verb === 'reset' ? endedAt : endedAt + 7
        const empty = { nextIn: 1, nextOut: 1, createdAt, unsent: [], messages: [] }
        assert.deepEqual(content, isOld ? old : empty, `step ${step}`)
        const archived = reopened.archives().map(({ messages, createdAt }) => [messages, createdAt])
        const kept = isOld || options.cleanupMode === 'delete' ? [] : [[2, startedAt]]
        assert.deepEqual(archived, kept, `step ${step}`)
        reopened.saveOutgoing(reopened.nextOut, fix('goes on'))
        reopened.close()
        const left = readdirSync(pathIn(join(snapshot, 'store')))
        assert.deepEqual(
          left.filter((entry) => !['current', 'archive'].includes(entry)),
          [],
          `step ${step}`,
        )
        return isOld ? 'old' : 'new'
      })
      assert.deepEqual([...new Set(outcomes)], ['old', 'new'], outcomes.join())
    })
  }
}

test('an archive that can not take a numbering now gets it later; the reset holds all the same', () => {
  const [directory, archivePath] = [newFolder(), newFolder()]
  const disk = failingDisk()
  const warnings: string[] = []
  disk.otherDisk = archivePath
  const options = { archivePath, files: disk, onWarning: (text: string) => warnings.push(text) }
  const store = withMessages(directory, options)
  disk.failing.add('copyFile')
  store.reset(endedAt)
  assert.deepEqual([store.nextIn, store.nextOut], [1, 1])
  assert.match(warnings.join('\n'), /ended.*: not yet moved to the archive \(EIO.*\); tried again later/)
  assert.deepEqual(
    store.archives().map(({ messages, location }) => [messages, location]),
    [[2, pathIn(directory, 'ended', stamped)]],
  )
  store.close()
  disk.failing.clear()
  const again = openIn(directory, options)
  assert.equal(warnings.length, 1)
  assert.deepEqual(
    again.archives().map(({ messages, location }) => [messages, location]),
    [[2, join(archivePath, 'FIX.4.4-TESTER-VENUE', stamped)]],
  )
  assert.deepEqual(readdirSync(pathIn(directory)), ['current', 'lock'])
  again.close()
})

test('what an interrupted copy left in the archive is made anew', () => {
  const [directory, archivePath] = [newFolder(), newFolder()]
  const disk = failingDisk()
  disk.otherDisk = archivePath
  const store = withMessages(directory, { archivePath, files: disk })
  disk.failing.add('copyFile')
  store.reset(endedAt)
  store.close()
  const partial = join(archivePath, 'FIX.4.4-TESTER-VENUE', `partial-${stamped}`)
  writeFileSync(join(partial, 'messages.log'), 'half')
  writeFileSync(join(partial, 'stray'), '')
  const again = openIn(directory, { archivePath, files: failingDisk() })
  assert.equal(again.archives()[0]?.messages, 2)
  const archived = join(archivePath, 'FIX.4.4-TESTER-VENUE')
  assert.deepEqual(readdirSync(archived), [stamped])
  assert.ok(!existsSync(join(archived, stamped, 'stray')))
  again.close()
})
