import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs'
import { test } from 'node:test'
import { fix } from './contract.ts'
import { StoreError } from './store-error.ts'
import { failingDisk, newFolder, openIn, pathIn, startedAt } from './store-rig.ts'

function incomingIn(directory: string, name = 'incoming.log'): string {
  return pathIn(directory, 'current', name)
}

function line(stamp: string, msgSeqNum: number, text: string): string {
  return `20231114-22:13:${stamp} ${msgSeqNum} ${Buffer.from(fix(text)).toString('latin1')}\n`
}

test('incoming messages are lines of instant, MsgSeqNum and the bytes, for ordinary tools', () => {
  const directory = newFolder()
  const store = openIn(directory, { logIncoming: true })
  store.saveIncoming(1, fix('one'), startedAt)
  store.saveIncoming(2, fix('two é'), startedAt)
  assert.ok(!existsSync(incomingIn(directory)), 'written with the tick')
  store.flush(startedAt)
  store.saveIncoming(3, fix('three'), startedAt + 1234)
  store.flush(startedAt + 1234)
  const expected = line('20.000', 1, 'one') + line('20.000', 2, 'two é') + line('21.234', 3, 'three')
  assert.equal(readFileSync(incomingIn(directory), 'latin1'), expected)
  const shell = `tail -n 1 "${incomingIn(directory)}" | tr '\\001' '|'`
  assert.equal(
    execFileSync('sh', ['-c', shell], { encoding: 'latin1' }),
    '20231114-22:13:21.234 3 8=FIX.4.4|9=5|35=B|58=three|10=000|\n',
  )
  assert.deepEqual([store.nextIn, store.nextOut], [1, 1], 'numbers are moved by others')
  store.close()
})

test('they are not kept unless asked for', () => {
  const directory = newFolder()
  const store = openIn(directory)
  store.saveIncoming(1, fix('one'), startedAt)
  store.close()
  assert.deepEqual(readdirSync(pathIn(directory, 'current')), ['messages.index', 'messages.log'])
})

test('the caller may reuse its buffer', () => {
  const directory = newFolder()
  const store = openIn(directory, { logIncoming: true })
  const buffer = fix('first')
  store.saveIncoming(1, buffer, startedAt)
  buffer.fill(0)
  store.close()
  assert.equal(readFileSync(incomingIn(directory), 'latin1'), line('20.000', 1, 'first'))
})

test('a line torn at any byte stays, and the next one begins on its own', () => {
  const whole = line('20.000', 1, 'one')
  for (let size = 1; size <= whole.length; size++) {
    const directory = newFolder()
    const store = openIn(directory, { logIncoming: true })
    store.saveIncoming(1, fix('one'), startedAt)
    store.close()
    truncateSync(incomingIn(directory), size)
    const again = openIn(directory, { logIncoming: true })
    again.saveIncoming(2, fix('two'), startedAt)
    again.close()
    const first = size === whole.length ? whole : `${whole.slice(0, size)}\n`
    assert.equal(readFileSync(incomingIn(directory), 'latin1'), first + line('20.000', 2, 'two'), `cut at ${size}`)
  }
})

test('a body that can not be kept is not counted: the flush throws and takes the number back', () => {
  const disk = failingDisk()
  const directory = newFolder()
  const store = openIn(directory, { logIncoming: true, files: disk })
  store.saveIncoming(1, fix('one'), startedAt)
  store.setNextIn(2)
  store.flush(startedAt)
  disk.roomBytes = 20
  store.saveIncoming(2, fix('two'), startedAt)
  store.setNextIn(3)
  assert.throws(
    () => store.flush(startedAt),
    (error) => error instanceof StoreError && error.problem === 'full' && error.file === incomingIn(directory),
  )
  assert.equal(store.nextIn, 2, 'so the counterparty sends it again')
  disk.roomBytes = Number.POSITIVE_INFINITY
  store.saveIncoming(2, fix('two'), startedAt)
  store.setNextIn(3)
  store.flush(startedAt)
  const lines = readFileSync(incomingIn(directory), 'latin1').split('\n')
  assert.deepEqual(
    [lines[0], lines.at(-2)].map((text) => `${text}\n`),
    [line('20.000', 1, 'one'), line('20.000', 2, 'two')],
  )
  assert.equal(store.nextIn, 3)
  store.close()
})

test('a tick with many is written in parts, and files of limited size follow one another', () => {
  const directory = newFolder()
  const disk = failingDisk()
  const store = openIn(directory, { logIncoming: true, files: disk, maxFileBytes: 2_000_000 })
  disk.calls.length = 0
  for (let number = 1; number <= 60; number++) store.saveIncoming(number, new Uint8Array(100_000), startedAt)
  assert.ok(disk.calls.filter((call) => call === 'write').length >= 5)
  store.close()
  const again = openIn(directory, { logIncoming: true, maxFileBytes: 2_000_000 })
  again.saveIncoming(61, new Uint8Array(1_000_000), startedAt)
  again.close()
  const names = readdirSync(pathIn(directory, 'current')).filter((name) => name.startsWith('incoming'))
  const bytes = names.map((name) => readFileSync(incomingIn(directory, name)).length)
  assert.ok(names.length >= 3, names.join())
  assert.ok(
    bytes.every((size) => size < 3_200_000),
    bytes.join(),
  )
  assert.ok(bytes.reduce((sum, size) => sum + size, 0) > 7_000_000)
})

test('an ended numbering takes its incoming messages along', () => {
  const directory = newFolder()
  const store = openIn(directory, { logIncoming: true })
  store.saveIncoming(1, fix('old'), startedAt)
  store.reset(startedAt + 1)
  store.saveIncoming(1, fix('new'), startedAt)
  const [archive] = store.archives()
  store.close()
  assert.match(readFileSync(`${archive?.location}/incoming.log`, 'latin1'), /58=old/)
  assert.equal(readFileSync(incomingIn(directory), 'latin1'), line('20.000', 1, 'new'))
})
