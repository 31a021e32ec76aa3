import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { contentOf, fix } from './contract.ts'
import type { FileStore } from './file-store.ts'
import type { FileStoreOptions } from './file-store-options.ts'
import { StoreError } from './store-error.ts'
import { afterCrash, failingDisk, newFolder, openIn, startedAt } from './store-rig.ts'

const kinds: Readonly<Record<string, Partial<FileStoreOptions>>> = {
  'one file': {},
  'one file, always synced': { fsync: 'always' },
  'many files, always synced, incoming kept': { fsync: 'always', maxFileBytes: 250, logIncoming: true },
  'synced at intervals': { fsync: 'interval', fsyncIntervalMs: 1 },
  'grown ahead': { growBytes: 4096 },
  'ended numberings deleted': { cleanupMode: 'delete', fsync: 'always' },
}

type Operation = 'save' | 'saveUnsent' | 'late' | 'receive' | 'setBack' | 'flush' | 'reset'

type Content = ReturnType<typeof contentOf>

const workload: readonly Operation[] = [
  ...(['save', 'save', 'flush', 'receive', 'save', 'flush', 'reset', 'save', 'saveUnsent', 'receive'] as const),
  ...([
    'flush',
    'save',
    'save',
    'save',
    'save',
    'flush',
    'reset',
    'saveUnsent',
    'saveUnsent',
    'flush',
    'late',
    'flush',
    'save',
    'setBack',
    'flush',
    'save',
    'reset',
  ] as const),
]

function perform(store: FileStore, operation: Operation, at: number): void {
  switch (operation) {
    case 'save':
      return store.saveOutgoing(store.nextOut, fix(`message ${store.nextOut} of ${at}`))
    case 'saveUnsent':
      return store.saveOutgoing(store.nextOut, fix(`unsent ${store.nextOut} of ${at}`), false)
    case 'late': {
      const [first] = store.unsent()
      return first && store.saveLate(first.msgSeqNum, fix(`left ${first.msgSeqNum} at ${at}`))
    }
    case 'receive':
      store.saveIncoming(store.nextIn, fix('from them'), at)
      return store.setNextIn(store.nextIn + 1)
    case 'setBack':
      return store.setNextOut(Math.max(1, store.nextOut - 2))
    case 'flush':
      return store.flush(at)
    case 'reset':
      return store.reset(at)
  }
}

const fresh = (at: number): Content => ({ nextIn: 1, nextOut: 1, createdAt: at, unsent: [], messages: [] })

function isOneOf(content: Content, allowed: readonly Content[], what: string): void {
  const found = JSON.stringify(content)
  const texts = allowed.map((one) => JSON.stringify(one))
  assert.ok(texts.includes(found), `${what}: found ${found}, expected one of ${texts.join(' or ')}`)
}

/** A tick that goes into several files may end between two of them: whole messages, and nextIn as it was. */
function isBeginningOfTick(content: Content, [acknowledged, before]: readonly Content[]): boolean {
  const [inner, outer, found] = [acknowledged, before, content].map((one) => JSON.stringify(one?.messages).slice(0, -1))
  return (
    content.nextIn === acknowledged?.nextIn &&
    content.nextOut === Number(content.messages.at(-1)?.[0] ?? 0) + 1 &&
    String(found).startsWith(String(inner)) &&
    String(outer).startsWith(String(found))
  )
}

/**
 * Plays `operations` on a disk that is full from its step `fullFrom` on, until the store has noticed; then there is room.
 * What was acknowledged must be there at once, what was not may only be there as a whole, and the store must go on.
 *
 * @returns whether the disk was full before the end
 */
function playOnFullDisk(
  options: Partial<FileStoreOptions>,
  operations: readonly Operation[],
  fullFrom: number,
): boolean {
  const directory = newFolder()
  let steps = Number.NaN
  let isFull = false
  const disk = failingDisk(() => {
    if (++steps === fullFrom) isFull = disk.full = true
  })
  let store = openIn(directory, { ...options, files: disk })
  steps = 0
  let acknowledged = contentOf(store)
  let at = startedAt
  for (const [i, operation] of operations.entries()) {
    at += 1000
    const before = contentOf(store)
    try {
      perform(store, operation, at)
      const after = contentOf(store)
      if (operation === 'flush' || operation === 'reset') acknowledged = after
    } catch (error) {
      const what = `${operation} ${i}, full from step ${fullFrom}`
      assert.ok(error instanceof StoreError && error.problem === 'full', `${what}: ${error}`)
      assert.match(error.message, /ENOSPC.*; expected .*; make room on the disk/, what)
      const allowed = [acknowledged, before, fresh(at)]
      if (isUsable(store)) isOneOf(contentOf(store), operation === 'reset' ? allowed : [acknowledged], what)
      isOneOf(contentAfterCrash(directory, options), operation === 'reset' ? allowed : [acknowledged, before], what)
      disk.full = false
      if (!isUsable(store)) {
        store.close()
        store = openIn(directory, { ...options, files: disk })
        isOneOf(contentOf(store), allowed, `${what}, opened again`)
      }
      acknowledged = contentOf(store)
    }
  }
  steps = Number.NaN
  disk.full = false
  perform(store, 'save', at)
  store.flush(at)
  const last = contentOf(store)
  assert.deepEqual(contentAfterCrash(directory, options), last)
  store.close()
  return isFull
}

function isUsable(store: FileStore): boolean {
  try {
    store.read(1, 1)
    return true
  } catch (error) {
    assert.ok(error instanceof StoreError && error.problem === 'full', String(error))
    return false
  }
}

function contentAfterCrash(directory: string, options: Partial<FileStoreOptions>): Content {
  const store = openIn(afterCrash(directory), { ...options, files: failingDisk() })
  const content = contentOf(store)
  store.close()
  return content
}

for (const [name, options] of Object.entries(kinds)) {
  test(`a disk that is full from any step on (${name}): nothing acknowledged is lost, and the store goes on`, () => {
    let fullFrom = 1
    while (playOnFullDisk(options, workload, fullFrom)) fullFrom++
    assert.ok(fullFrom > 15, `${fullFrom} steps`)
  })
}

for (const [name, options] of Object.entries(kinds)) {
  test(`a process that ends at any step (${name}) leaves what was acknowledged, and of the rest a beginning`, () => {
    const directory = newFolder()
    const snapshots: { what: string; path: string; allowed: readonly Content[] }[] = []
    let now: { what: string; allowed: readonly Content[] } | undefined
    const disk = failingDisk(() => now && snapshots.push({ ...now, path: afterCrash(directory) }))
    const store = openIn(directory, { ...options, files: disk })
    let acknowledged = contentOf(store)
    for (const [i, operation] of workload.entries()) {
      const at = startedAt + 1000 * (i + 1)
      const before = contentOf(store)
      now = {
        what: `${operation} ${i}`,
        allowed: [acknowledged, before, ...(operation === 'reset' ? [fresh(at)] : [])],
      }
      perform(store, operation, at)
      if (operation === 'flush' || operation === 'reset') acknowledged = contentOf(store)
    }
    now = undefined
    store.close()
    assert.ok(snapshots.length > 15)
    for (const { what, path, allowed } of snapshots) {
      const again = openIn(path, { ...options, files: failingDisk() })
      if (!isBeginningOfTick(contentOf(again), allowed)) isOneOf(contentOf(again), allowed, what)
      again.saveOutgoing(again.nextOut, fix('goes on'))
      again.close()
    }
  })
}

test('a disk that is full from any step of any operations loses nothing that was acknowledged', () => {
  const operations = fc.array(
    fc.constantFrom<Operation>('save', 'saveUnsent', 'late', 'receive', 'flush', 'flush', 'setBack', 'reset'),
    { maxLength: 25 },
  )
  const options = fc.constantFrom(...Object.values(kinds))
  fc.assert(
    fc.property(options, operations, fc.integer({ min: 1, max: 60 }), (kind, steps, fullFrom) => {
      playOnFullDisk(kind, steps, fullFrom)
    }),
    { numRuns: 150 },
  )
})

test('an open store is read on a disk without any room', () => {
  const directory = newFolder()
  const store = openIn(directory)
  for (let number = 1; number <= 5; number++) store.saveOutgoing(number, fix(`message ${number}`))
  store.flush(startedAt)
  const expected = contentOf(store)
  const crashed = afterCrash(directory)
  store.close()
  const disk = failingDisk()
  const again = openIn(crashed, { files: disk })
  disk.full = true
  assert.deepEqual(contentOf(again), expected)
  again.close()
})

test('a real file system that fills up: nothing acknowledged is lost, and the store goes on', (t) => {
  const folder = newFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'fixproof', folder])
  if (mounted.status !== 0) return t.skip('needs the right to mount a tmpfs (root)')
  try {
    const directory = join(folder, 'store')
    mkdirSync(directory)
    const filler = join(folder, 'filler')
    writeFileSync(filler, new Uint8Array(200_000))
    for (const fsync of ['never', 'always'] as const) fillUp(directory, filler, fsync)
    assert.ok(statfsSync(folder).type === 0x01021994, 'it was a tmpfs')
  } finally {
    // Lazily: a test that fails leaves files of it open.
    spawnSync('umount', ['-l', folder])
  }
})

function fillUp(directory: string, filler: string, fsync: 'never' | 'always'): void {
  const open = (): FileStore => openIn(directory, { fsync, logIncoming: true, cleanupMode: 'delete' })
  const store = open()
  let acknowledged = contentOf(store)
  assert.throws(
    () => {
      for (;;) {
        for (let more = 0; more < 10; more++)
          store.saveOutgoing(store.nextOut, new Uint8Array(1000).fill(store.nextOut))
        store.saveIncoming(store.nextIn, fix('from them'), startedAt)
        store.setNextIn(store.nextIn + 1)
        store.flush(startedAt)
        acknowledged = contentOf(store)
      }
    },
    (error) => error instanceof StoreError && error.problem === 'full' && /ENOSPC/.test(error.message),
  )
  assert.ok(acknowledged.messages.length > 100, `${acknowledged.messages.length} messages`)
  assert.deepEqual(contentOf(store), acknowledged)
  rmSync(filler)
  store.saveOutgoing(store.nextOut, fix('there is room again'))
  store.flush(startedAt)
  const expected = contentOf(store)
  store.close()
  const again = open()
  assert.deepEqual(contentOf(again), expected)
  again.terminate(startedAt + 1)
  writeFileSync(filler, new Uint8Array(200_000))
}
