import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { archiveName } from './archive-name.ts'
import { contentOf, fix, storeContract, textOf } from './contract.ts'
import type { FileStore } from './file-store.ts'
import { StoreError } from './store-error.ts'
import {
  afterCrash,
  archiveNames,
  failingDisk,
  indexPathIn,
  logPathIn,
  newFolder,
  openIn,
  pathIn,
  startedAt,
} from './store-rig.ts'

const directoryOf = new Map<unknown, string>()
storeContract('FileStore', {
  open(at) {
    const directory = newFolder()
    const store = openIn(directory, { now: at })
    directoryOf.set(store, directory)
    return store
  },
  reopen(store, at) {
    const directory = directoryOf.get(store) as string
    store.close()
    const reopened = openIn(directory, { now: at })
    directoryOf.set(reopened, directory)
    return reopened
  },
})

function saveAll(store: FileStore, from: number, to: number): void {
  for (let number = from; number <= to; number++) store.saveOutgoing(number, fix(`message ${number}`))
}

test('a log is read with ordinary tools', () => {
  const directory = newFolder()
  const store = openIn(directory)
  saveAll(store, 1, 2)
  store.setNextIn(4)
  store.close()
  const shell = `grep -a '^8=FIX' "${logPathIn(directory)}" | tr '\\001' '|'`
  assert.equal(
    execFileSync('sh', ['-c', shell], { encoding: 'utf8' }),
    '8=FIX.4.4|9=5|35=B|58=message 1|10=000|\n8=FIX.4.4|9=5|35=B|58=message 2|10=000|\n',
  )
  const headers = readFileSync(logPathIn(directory), 'latin1').split('\n')
  assert.match(headers[0] as string, /^#[0-9a-f]{8} begin 1700000000000 \d+$/)
  assert.equal(headers[1], 'fixproof message log 1 FIX.4.4-TESTER-VENUE')
  assert.match(headers[2] as string, /^#[0-9a-f]{8} message 1 39$/)
  assert.match(headers[6] as string, /^#[0-9a-f]{8} nextIn 4 0$/)
})

test('the saves of one tick are one write, and nextIn is one record behind them', () => {
  const disk = failingDisk()
  const directory = newFolder()
  const store = openIn(directory, { files: disk })
  const size = statSync(logPathIn(directory)).size
  disk.calls.length = 0
  for (let number = 1; number <= 100; number++) {
    store.setNextIn(number + 1)
    store.saveOutgoing(number, fix(`message ${number}`))
  }
  assert.equal(statSync(logPathIn(directory)).size, size, 'nothing is written before the flush')
  store.flush(startedAt)
  assert.deepEqual(disk.calls, ['write'])
  assert.match(readFileSync(logPathIn(directory), 'latin1'), /10=000.\n#[0-9a-f]{8} nextIn 101 0\n\n$/)
  assert.equal(readFileSync(logPathIn(directory), 'latin1').match(/ nextIn /g)?.length, 1)
  store.flush(startedAt)
  assert.deepEqual(disk.calls, ['write'], 'an empty flush writes nothing')
  store.close()
})

test('what waits within one tick stays small', () => {
  const disk = failingDisk()
  const store = openIn(newFolder(), { files: disk })
  disk.calls.length = 0
  for (let number = 1; number <= 50; number++) store.saveOutgoing(number, new Uint8Array(100_000).fill(number))
  assert.ok(disk.calls.length >= 4, `${disk.calls.length} writes`)
  assert.deepEqual(store.read(50, 50)[0]?.bytes, new Uint8Array(100_000).fill(50))
  assert.equal(store.read(1, 50).length, 50)
  store.close()
})

test('a message larger than any frame is refused', () => {
  const store = openIn(newFolder())
  assert.throws(() => store.saveOutgoing(1, new Uint8Array(64 * 1024 * 1024 + 1)), RangeError)
  assert.equal(store.nextOut, 1)
  store.close()
})

test('a process that ends after the flush has stored, one that ends before it has not', () => {
  const directory = newFolder()
  const store = openIn(directory)
  saveAll(store, 1, 3)
  store.setNextIn(7)
  store.flush(startedAt)
  const flushed = contentOf(store)
  saveAll(store, 4, 5)
  store.setNextIn(9)
  const warnings: string[] = []
  const reopened = openIn(afterCrash(directory), { onWarning: (text) => warnings.push(text) })
  assert.deepEqual(contentOf(reopened), flushed)
  assert.deepEqual(warnings, [])
  store.close()
  reopened.close()
})

test('fsync follows the policy', () => {
  const syncsAt = (fsync: 'never' | 'interval' | 'always', instants: readonly (number | undefined)[]): number[] => {
    const disk = failingDisk()
    const store = openIn(newFolder(), { files: disk, fsync, fsyncIntervalMs: 1000 })
    const counts = instants.map((at, i) => {
      disk.calls.length = 0
      if (i !== 3) store.saveOutgoing(i + 1, fix('a'))
      store.flush(at === undefined ? undefined : startedAt + at)
      return disk.calls.filter((call) => call === 'sync').length
    })
    store.close()
    return counts
  }
  // The flush at 1500 has nothing to write; it syncs what the one at 1400 left.
  assert.deepEqual(syncsAt('never', [0, 1000, 1400, 2000, 5000, undefined]), [0, 0, 0, 0, 0, 0])
  assert.deepEqual(syncsAt('always', [0, 1000, 1400, 2000, 5000, undefined]), [1, 1, 1, 0, 1, 1])
  assert.deepEqual(syncsAt('interval', [0, 1000, 1400, 2000, 2100, 1999]), [0, 1, 0, 1, 0, 1])
  assert.deepEqual(syncsAt('interval', [undefined, undefined, 100, 1000, 1400, 1999]), [1, 1, 0, 1, 0, 0])
})

test('a store closed is synced unless the policy says never', () => {
  for (const [fsync, expected] of [
    ['never', false],
    ['interval', true],
    ['always', true],
  ] as const) {
    const disk = failingDisk()
    const store = openIn(newFolder(), { files: disk, fsync })
    saveAll(store, 1, 1)
    disk.calls.length = 0
    store.close()
    assert.equal(disk.calls.includes('sync'), expected, fsync)
  }
})

test('a full disk: the flush throws, nothing of the tick counts as stored, and the store goes on when there is room', () => {
  for (const roomBytes of [0, 1, 70, 100, 150]) {
    const disk = failingDisk()
    const directory = newFolder()
    const store = openIn(directory, { files: disk })
    saveAll(store, 1, 3)
    store.setNextIn(5)
    store.flush(startedAt)
    const before = contentOf(store)
    const size = statSync(logPathIn(directory)).size
    disk.roomBytes = roomBytes
    saveAll(store, 4, 6)
    store.setNextOut(2)
    store.setNextIn(6)
    assert.throws(
      () => store.flush(startedAt),
      (error) => error instanceof StoreError && error.offset === size && /ENOSPC.*make room/.test(error.message),
    )
    assert.deepEqual(contentOf(store), before)
    assert.equal(statSync(logPathIn(directory)).size, size)
    disk.roomBytes = Number.POSITIVE_INFINITY
    store.saveOutgoing(4, fix('again'))
    store.flush(startedAt)
    const after = contentOf(store)
    assert.equal(after.messages.length, 4)
    const reopened = openIn(afterCrash(directory))
    assert.deepEqual(contentOf(reopened), after)
    store.close()
    reopened.close()
  }
})

test('a full disk met within a tick is thrown by the save', () => {
  const disk = failingDisk()
  const store = openIn(newFolder(), { files: disk })
  disk.roomBytes = 100
  assert.throws(() => {
    for (let number = 1; number <= 20; number++) store.saveOutgoing(number, new Uint8Array(100_000))
  }, StoreError)
  assert.equal(store.nextOut, 1)
  assert.deepEqual(store.read(1, 99), [])
  store.close()
})

test('a write that can be neither done nor undone ends the store, and the next opening cuts it off', () => {
  const disk = failingDisk()
  const directory = newFolder()
  const store = openIn(directory, { files: disk })
  saveAll(store, 1, 2)
  store.flush(startedAt)
  disk.roomBytes = 10
  disk.failing.add('truncate')
  saveAll(store, 3, 4)
  assert.throws(() => store.flush(startedAt), /ENOSPC/)
  assert.throws(() => store.saveOutgoing(3, fix('a')), StoreError)
  assert.throws(() => store.read(1, 1), StoreError)
  store.close()
  const warnings: string[] = []
  const reopened = openIn(directory, { onWarning: (text) => warnings.push(text) })
  assert.equal(reopened.nextOut, 3)
  assert.equal(warnings.length, 1)
  reopened.close()
})

test('a sync that failed ends the store: a second one would prove nothing', () => {
  const disk = failingDisk()
  const store = openIn(newFolder(), { files: disk, fsync: 'always' })
  disk.failing.add('sync')
  saveAll(store, 1, 1)
  assert.throws(() => store.flush(startedAt), /EIO/)
  disk.failing.clear()
  assert.throws(() => store.flush(startedAt), /EIO/)
  store.close()
})

test('an index that the disk refuses costs a warning and nothing else', () => {
  const disk = failingDisk()
  const directory = newFolder()
  const warnings: string[] = []
  const store = openIn(directory, { files: disk, onWarning: (text) => warnings.push(text) })
  saveAll(store, 1, 3)
  store.flush(startedAt)
  const before = contentOf(store)
  disk.roomBytes = 30
  store.close()
  assert.match(warnings.join('\n'), /index not saved.*ENOSPC/)
  const reopened = openIn(directory)
  assert.deepEqual(contentOf(reopened), before)
  reopened.close()
})

test('the index is saved while the store runs, so that a crash leaves little to scan', () => {
  const directory = newFolder()
  const store = openIn(directory)
  for (let number = 1; number <= 100; number++) {
    store.saveOutgoing(number, new Uint8Array(100_000).fill(number))
    store.flush(startedAt)
  }
  // 10 MB of log, an index block each 4 MiB: two of them, with 20 bytes for each of 84 messages.
  assert.equal(statSync(indexPathIn(directory)).size, 2 * 64 + 84 * 20)
  const crashed = afterCrash(directory)
  const reopened = openIn(crashed)
  assert.equal(reopened.nextOut, 101)
  assert.equal(reopened.read(1, 100).length, 100)
  store.close()
  reopened.close()
})

test('a numbering that fails to be archived stays the present one', () => {
  for (const failing of ['write', 'rename', 'sync'] as const) {
    const disk = failingDisk()
    const directory = newFolder()
    const store = openIn(directory, { files: disk, fsync: 'always' })
    saveAll(store, 1, 2)
    store.setNextIn(5)
    store.flush(startedAt)
    const before = contentOf(store)
    disk.failing.add(failing)
    assert.throws(() => store.reset(startedAt + 1), StoreError, failing)
    assert.deepEqual(contentOf(store), before, failing)
    disk.failing.clear()
    assert.deepEqual(store.archives(), [])
    store.reset(startedAt + 2)
    assert.deepEqual(archiveNames(directory), [archiveName(startedAt, startedAt + 2)])
    store.close()
  }
})

test('archives are counted again after a reopening, each where it lies', () => {
  const directory = newFolder()
  const store = openIn(directory)
  saveAll(store, 1, 3)
  store.setNextOut(3)
  store.reset(startedAt + 5)
  store.close()
  const location = pathIn(directory, 'archive', archiveName(startedAt, startedAt + 5))
  for (const withIndex of [true, false]) {
    if (!withIndex) rmSync(`${location}/messages.index`)
    const reopened = openIn(directory)
    assert.deepEqual(reopened.archives(), [{ createdAt: startedAt, archivedAt: startedAt + 5, messages: 2, location }])
    reopened.close()
  }
  assert.match(textOf(readFileSync(`${location}/messages.log`)), /58=message 3/, 'the log keeps what was set back')
})
