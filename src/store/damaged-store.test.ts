import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { damagedName } from './archive-name.ts'
import { contentOf, fix } from './contract.ts'
import type { FileStoreOptions } from './file-store-options.ts'
import { StoreError, type StoreProblem } from './store-error.ts'
import {
  indexPathIn,
  logPathIn,
  newFolder,
  openIn,
  pathIn,
  rewrite,
  session,
  startedAt,
  withFlippedByte,
} from './store-rig.ts'

const damagedAt = startedAt + 5000

/** A closed store with ten messages, in files of 200 bytes where `maxFileBytes` says so. */
function tenMessages(options: Partial<FileStoreOptions> = {}): string {
  const directory = newFolder()
  const store = openIn(directory, { session: { ...session, role: 'acceptor' }, ...options })
  for (let number = 1; number <= 10; number++) store.saveOutgoing(number, fix(`message ${number}`))
  store.setNextIn(5)
  store.close()
  rmSync(indexPathIn(directory))
  return directory
}

interface Damage {
  readonly name: string
  readonly maxFileBytes?: number
  readonly file: string
  damage(directory: string): void
}

const damages: readonly Damage[] = [
  { name: 'a missing log', file: 'messages.log', damage: (directory) => rmSync(logPathIn(directory)) },
  {
    name: 'a changed byte',
    file: 'messages.log',
    damage: (directory) => rewrite(logPathIn(directory), (bytes) => withFlippedByte(bytes, 200)),
  },
  {
    name: 'a changed byte in the beginning',
    file: 'messages.log',
    damage: (directory) => rewrite(logPathIn(directory), (bytes) => withFlippedByte(bytes, 2)),
  },
  {
    name: 'a log of something else',
    file: 'messages.log',
    damage: (directory) => writeFileSync(logPathIn(directory), 'no log\n'.repeat(100)),
  },
  {
    name: 'an emptied first file of several',
    maxFileBytes: 200,
    file: 'messages.2.log',
    damage: (directory) => writeFileSync(logPathIn(directory), ''),
  },
  {
    name: 'a missing file of several',
    maxFileBytes: 200,
    file: 'messages.3.log',
    damage: (directory) => rmSync(pathIn(directory, 'current', 'messages.3.log')),
  },
  {
    name: 'a shortened file of several',
    maxFileBytes: 200,
    file: 'messages.3.log',
    damage: (directory) => rewrite(pathIn(directory, 'current', 'messages.2.log'), (bytes) => bytes.subarray(0, -1)),
  },
]

for (const { name, maxFileBytes, file, damage } of damages) {
  test(`SD-85: ${name} with the strategy none: refused, with the file and what to do, and left as it is`, () => {
    const directory = tenMessages({ maxFileBytes })
    damage(directory)
    const before = readdirSync(pathIn(directory, 'current'))
    assert.throws(
      () => openIn(directory, { maxFileBytes }),
      (error) =>
        error instanceof StoreError &&
        error.problem === 'damaged' &&
        error.file === pathIn(directory, 'current', file) &&
        /: .+; expected .+; restore /.test(error.message),
    )
    assert.deepEqual(readdirSync(pathIn(directory, 'current')), before)
    assert.ok(!existsSync(pathIn(directory, 'lock')), 'the lock is given back')
  })

  test(`SD-85: ${name} with createNewOnError: put aside, 1/1, a warning`, () => {
    const directory = tenMessages({ maxFileBytes })
    damage(directory)
    const files = readdirSync(pathIn(directory, 'current'))
    const warnings: string[] = []
    const store = openIn(directory, {
      maxFileBytes,
      now: damagedAt,
      recovery: 'createNewOnError',
      onWarning: (text) => warnings.push(text),
    })
    const empty = { nextIn: 1, nextOut: 1, createdAt: damagedAt, unsent: [], messages: [] }
    assert.deepEqual(contentOf(store), empty)
    assert.equal(warnings.length, 1)
    assert.match(warnings[0] as string, /expected .*The files were moved to .*; the session begins at 1\/1/)
    assert.deepEqual(readdirSync(pathIn(directory, 'archive', damagedName(damagedAt))), files)
    assert.deepEqual(store.archives(), [], 'what can not be read is no numbering')
    store.saveOutgoing(1, fix('new'))
    const content = contentOf(store)
    store.close()
    const again = openIn(directory, { recovery: 'createNewOnError' })
    assert.deepEqual(contentOf(again), content)
    again.close()
  })
}

test('createNewOnError is for damage only: what is in use or of another session stays', () => {
  const refused = (directory: string, problem: StoreProblem, options: Partial<FileStoreOptions> = {}): void => {
    assert.throws(
      () => openIn(directory, { recovery: 'createNewOnError', ...options }),
      (error) => error instanceof StoreError && error.problem === problem,
    )
    assert.ok(!existsSync(pathIn(directory, 'archive')))
  }
  const inUse = tenMessages()
  const store = openIn(inUse)
  refused(inUse, 'inUse')
  store.close()
  refused(tenMessages(), 'otherSession', { session: { ...session, role: 'initiator' } })
})

test('a store is kept with its role, and not opened in another', () => {
  const directory = tenMessages()
  const before = readFileSync(logPathIn(directory))
  assert.throws(
    () => openIn(directory, { session: { ...session, role: 'initiator' } }),
    /found begin ".*VENUE acceptor"; expected the beginning ".*VENUE initiator"; .*another session, role/,
  )
  assert.deepEqual(readFileSync(logPathIn(directory)), before)
  for (const role of ['acceptor', undefined] as const) {
    const store = openIn(directory, { session: { ...session, role } })
    assert.equal(store.nextOut, 11)
    store.close()
  }
})

test('damage under a good index: told message by message, and the others are read all the same', () => {
  const directory = newFolder()
  const store = openIn(directory)
  for (let number = 1; number <= 10; number++) store.saveOutgoing(number, fix(`message ${number}`), number < 8)
  store.close()
  const places = ['message 3', 'message 4', 'message 9'].map((text) => readFileSync(logPathIn(directory)).indexOf(text))
  for (const place of places) rewrite(logPathIn(directory), (bytes) => withFlippedByte(bytes, place))
  const again = openIn(directory)
  assert.equal(again.nextOut, 11)
  const damaged: [number, string, StoreProblem][] = []
  const found = again.read(1, 10, (msgSeqNum, { file, problem }) => damaged.push([msgSeqNum, file, problem]))
  assert.deepEqual(
    found.map(({ msgSeqNum }) => msgSeqNum),
    [1, 2, 5, 6, 7, 8, 10],
  )
  const log = logPathIn(directory)
  assert.deepEqual(
    damaged,
    [3, 4, 9].map((number) => [number, log, 'damaged']),
  )
  assert.throws(
    () => again.read(1, 10),
    /MsgSeqNum\(34\) 3 is damaged .*; expected the message as it was stored; restore/,
  )
  assert.throws(() => again.unsent(), /MsgSeqNum\(34\) 9 is damaged/)
  damaged.length = 0
  assert.deepEqual(
    again.unsent((msgSeqNum, { file, problem }) => damaged.push([msgSeqNum, file, problem])).map((m) => m.msgSeqNum),
    [8, 10],
  )
  assert.deepEqual(damaged, [[9, log, 'damaged']])
  again.close()
})

test('a log that loses its end while the store is open: the messages in it are told as damaged', () => {
  const directory = newFolder()
  const store = openIn(directory)
  for (let number = 1; number <= 4; number++) store.saveOutgoing(number, fix(`message ${number}`))
  store.flush(startedAt)
  rewrite(logPathIn(directory), (bytes) => bytes.subarray(0, Buffer.from(bytes).indexOf('message 3')))
  const damaged: number[] = []
  const found = store.read(1, 4, (msgSeqNum) => damaged.push(msgSeqNum))
  assert.deepEqual([found.length, damaged], [2, [3, 4]])
  assert.throws(() => store.read(1, 4), /MsgSeqNum\(34\) 3 is damaged/)
  store.close()
})
