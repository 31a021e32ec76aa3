import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { StoreError } from './store-error.ts'
import { newFolder, openIn, pathIn, session, startedAt } from './store-rig.ts'

const onLinux = { skip: existsSync('/proc/self/stat') ? false : 'needs /proc' }

function lockedBy(content: string): string {
  const directory = newFolder()
  openIn(directory).close()
  writeFileSync(pathIn(directory, 'lock'), content)
  return directory
}

test('a store that is open in this process is refused, and can be opened when it is closed', () => {
  const directory = newFolder()
  const store = openIn(directory)
  assert.throws(
    () => openIn(directory),
    (error) => error instanceof StoreError && /lock: this process has the store open already/.test(error.message),
  )
  store.close()
  openIn(directory).close()
  assert.deepEqual(readdirSync(pathIn(directory)), ['current'], 'no lock is left')
})

test('another session of the same directory is another store', () => {
  const directory = newFolder()
  const store = openIn(directory)
  const other = openIn(directory, { session: { ...session, qualifier: '2' } })
  store.saveOutgoing(1, new Uint8Array(3))
  assert.equal(other.nextOut, 1)
  store.close()
  other.close()
})

test('a store that another living process has open is refused by its pid', () => {
  const directory = lockedBy(`${process.ppid} -\n`)
  assert.throws(() => openIn(directory), new RegExp(`process ${process.ppid} has the store open; .*; close it there`))
  assert.equal(readFileSync(pathIn(directory, 'lock'), 'latin1'), `${process.ppid} -\n`, 'its lock stays')
})

test('the lock of a process that is gone is taken over', () => {
  const gone = spawnSync(process.execPath, ['--version']).pid
  for (const content of [`${gone} -\n`, `${gone} 12345\n`, '', 'nonsense']) {
    const directory = lockedBy(content)
    const store = openIn(directory)
    assert.match(readFileSync(pathIn(directory, 'lock'), 'latin1'), new RegExp(`^${process.pid} `))
    store.close()
    assert.deepEqual(readdirSync(pathIn(directory)), ['current'])
  }
})

test('a lock torn at any byte is no lock of the living', onLinux, () => {
  const directory = newFolder()
  const store = openIn(directory)
  const whole = readFileSync(pathIn(directory, 'lock'), 'latin1')
  store.close()
  for (let size = 0; size < whole.length - 1; size++) {
    writeFileSync(pathIn(directory, 'lock'), whole.slice(0, size))
    openIn(directory).close()
  }
})

test('a pid given out anew is not taken for the holder', onLinux, () => {
  openIn(lockedBy(`${process.ppid} 1\n`)).close()
  openIn(lockedBy(`${process.pid} 1\n`)).close()
})

test('another thread of this process is refused', onLinux, async () => {
  const directory = newFolder()
  const store = openIn(directory)
  const module = new URL('./file-store.ts', import.meta.url).href
  const code = `
    const { openFileStore } = await import(${JSON.stringify(module)})
    const { parentPort } = await import('node:worker_threads')
    try {
      openFileStore(${JSON.stringify({ directory, session, now: startedAt })})
      parentPort.postMessage('opened')
    } catch (error) {
      parentPort.postMessage(error.message)
    }`
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`))
  const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  assert.match(String(answer), /this process has the store open already/)
  store.close()
})

test('a process killed with messages unflushed: the next takes over, with all that was flushed', () => {
  const directory = newFolder()
  const module = new URL('./file-store.ts', import.meta.url).href
  const code = `
    const { openFileStore } = await import(${JSON.stringify(module)})
    const store = openFileStore(${JSON.stringify({ directory, session, now: startedAt })})
    for (let n = 1; n <= 100; n++) store.saveOutgoing(n, new Uint8Array(50).fill(n))
    store.setNextIn(42)
    store.flush()
    store.saveOutgoing(101, new Uint8Array(50))
    process.kill(process.pid, 'SIGKILL')
    setTimeout(() => {}, 10_000)`
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  assert.equal(signal, 'SIGKILL', stderr)
  const store = openIn(directory)
  assert.deepEqual([store.nextIn, store.nextOut, store.read(1, 999).length], [42, 101, 100])
  assert.deepEqual(store.read(77, 77)[0]?.bytes, new Uint8Array(50).fill(77))
  store.close()
})
