import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { test } from 'node:test'
import { contentOf, fix } from './contract.ts'
import type { FileStore } from './file-store.ts'
import type { FileStoreOptions } from './file-store-options.ts'
import { StoreError } from './store-error.ts'
import { afterCrash, failingDisk, indexPathIn, newFolder, openIn, pathIn, startedAt } from './store-rig.ts'

const maxFileBytes = 300

function open(directory: string, options: Partial<FileStoreOptions> = {}): FileStore {
  return openIn(directory, { maxFileBytes, ...options })
}

/** `messages.log` is the first. */
function ordinal(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 1)
}

function logFiles(directory: string): string[] {
  return readdirSync(pathIn(directory, 'current'))
    .filter((name) => /^messages.*log$/.test(name))
    .sort((a, b) => ordinal(a) - ordinal(b))
}

test('a log of many files: none longer than was said, and all of them one numbering', () => {
  const directory = newFolder()
  const store = open(directory)
  for (let number = 1; number <= 40; number++) {
    store.saveOutgoing(number, fix(`message ${number}`))
    if (number % 7 === 0) store.flush(startedAt)
  }
  store.setNextIn(9)
  store.flush(startedAt)
  const before = contentOf(store)
  assert.equal(before.messages.length, 40)
  const files = logFiles(directory)
  assert.ok(files.length > 10, `${files.length} files`)
  for (const file of files) assert.ok(statSync(pathIn(directory, 'current', file)).size <= maxFileBytes, file)
  const texts = execFileSync('sh', ['-c', `cat $(ls -v messages*.log) | grep -a -o 'message [0-9]*.10='`], {
    cwd: pathIn(directory, 'current'),
    encoding: 'latin1',
  })
  assert.equal(texts.trim().split('\n').length, 40, 'read with ordinary tools, in their order')
  for (const withIndex of [true, false]) {
    const crashed = afterCrash(directory)
    if (!withIndex) assert.ok(!existsSync(indexPathIn(crashed)), 'the crash came before the first index')
    else store.close()
    const again = open(withIndex ? directory : crashed)
    assert.deepEqual(contentOf(again), before)
    again.close()
    if (withIndex) break
  }
})

test('a message larger than a file gets one to itself', () => {
  const directory = newFolder()
  const store = open(directory)
  for (let number = 1; number <= 3; number++) store.saveOutgoing(number, new Uint8Array(1000).fill(number))
  const before = contentOf(store)
  store.close()
  assert.equal(logFiles(directory).length, 4, 'the first holds the beginning only')
  const again = open(directory)
  assert.deepEqual(contentOf(again), before)
  again.close()
})

test('SD-84: many files, the last cut at any byte: its whole records stay, and the store goes on', () => {
  const directory = newFolder()
  const store = open(directory)
  const contents = [contentOf(store)]
  for (let number = 1; number <= 12; number++) {
    store.saveOutgoing(number, fix(`message ${number}`))
    store.flush(startedAt)
    contents.push(contentOf(store))
  }
  const last = logFiles(directory).at(-1) as string
  const size = statSync(pathIn(directory, 'current', last)).size
  let shortest = 13
  for (const index of ['no index', 'its index'] as const) {
    const origin = index === 'no index' ? afterCrash(directory) : directory
    if (index === 'its index') store.close()
    for (let cut = 0; cut < size; cut++) {
      const crashed = afterCrash(origin)
      truncateSync(pathIn(crashed, 'current', last), cut)
      const again = open(crashed)
      const content = contentOf(again)
      shortest = Math.min(shortest, content.messages.length)
      assert.deepEqual(content, contents[content.messages.length], `${index}, cut at ${cut}`)
      again.saveOutgoing(again.nextOut, fix('goes on'))
      const grown = contentOf(again)
      again.close()
      const warnings: string[] = []
      const third = open(crashed, { onWarning: (text) => warnings.push(text) })
      assert.deepEqual([contentOf(third), warnings], [grown, []])
      third.close()
    }
  }
  const readable = readFileSync(pathIn(directory, 'current', last), 'latin1')
  assert.equal(shortest, 12 - (readable.match(/35=B/g)?.length ?? 0), 'files before the last are never touched')
})

test('a disk that fills up at any byte, many files: nothing of the tick is stored, and it goes on when there is room', () => {
  let failures = 0
  for (let roomBytes = 0; roomBytes < 900; roomBytes += 13) {
    const disk = failingDisk()
    const directory = newFolder()
    const store = open(directory, { files: disk })
    for (let number = 1; number <= 4; number++) store.saveOutgoing(number, fix(`message ${number}`))
    store.flush(startedAt)
    const before = contentOf(store)
    const files = logFiles(directory)
    disk.roomBytes = roomBytes
    for (let number = 5; number <= 14; number++) store.saveOutgoing(number, fix(`message ${number}`))
    assert.throws(
      () => store.flush(startedAt),
      (error) => error instanceof StoreError && error.problem === 'full',
    )
    failures++
    assert.deepEqual(contentOf(store), before)
    assert.deepEqual(logFiles(directory), files)
    disk.roomBytes = Number.POSITIVE_INFINITY
    for (let number = 5; number <= 14; number++) store.saveOutgoing(number, fix(`again ${number}`))
    store.flush(startedAt)
    const after = contentOf(store)
    const again = open(afterCrash(directory))
    assert.deepEqual(contentOf(again), after)
    again.close()
    store.close()
  }
  assert.equal(failures, 70)
})

test('a new file that can not be made fails the flush, and the next flush makes it', () => {
  const disk = failingDisk()
  const directory = newFolder()
  const store = open(directory, { files: disk, fsync: 'always' })
  disk.failing.add('create')
  for (let number = 1; number <= 14; number++) store.saveOutgoing(number, fix(`message ${number}`))
  assert.throws(() => store.flush(startedAt), /EIO/)
  assert.equal(store.nextOut, 1)
  disk.failing.clear()
  for (let number = 1; number <= 14; number++) store.saveOutgoing(number, fix(`message ${number}`))
  store.flush(startedAt)
  const after = contentOf(store)
  store.close()
  const again = open(directory)
  assert.deepEqual(contentOf(again), after)
  again.close()
})

test('every file that was written to is synced, also when a tick fills several', () => {
  const disk = failingDisk()
  const directory = newFolder()
  const store = open(directory, { files: disk, fsync: 'always' })
  const before = logFiles(directory).length
  disk.calls.length = 0
  for (let number = 1; number <= 14; number++) store.saveOutgoing(number, fix(`message ${number}`))
  store.flush(startedAt)
  const made = logFiles(directory).length - before
  assert.ok(made > 2)
  assert.equal(disk.calls.filter((call) => call === 'sync').length, made + 1)
  assert.ok(disk.calls.includes('syncFolder'), 'and so are their names')
  store.close()
})

test('all files of a numbering are archived together, and the new one begins with one', () => {
  const directory = newFolder()
  const store = open(directory)
  for (let number = 1; number <= 20; number++) store.saveOutgoing(number, fix(`message ${number}`))
  store.flush(startedAt)
  const files = logFiles(directory)
  store.reset(startedAt + 1)
  const [archive] = store.archives()
  assert.equal(archive?.messages, 20)
  for (const file of files) assert.ok(existsSync(`${archive?.location}/${file}`), file)
  assert.deepEqual(logFiles(directory), ['messages.log'])
  store.close()
})
