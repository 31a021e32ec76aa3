/** Stores that can not be used, are damaged, or have no room: what a simulator says of it, and that nothing is lost. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { exitCodeOf } from '../cli/exit-codes.ts'
import { STORAGE_DEFAULTS } from '../parameters/settings.ts'
import type { FileOperations } from '../store/file-operations.ts'
import { openStore } from '../store/open-store.ts'
import { failingDisk } from '../store/store-rig.ts'
import { RunningSimulation } from '../testing/running-simulation.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-store-trouble-'))
after(async () => {
  await RunningSimulation.stopAll()
  rmSync(folder, { recursive: true, force: true })
})

const SIDES = { sender: 'VENUE', target: 'CLIENT' }
const SESSION = 'FIX.4.4-VENUE-CLIENT'
const newsOf = (text: string) => ({
  msgType: 'News',
  fields: [
    { name: 'Headline', value: 'closing' },
    { tag: 33, value: 1 },
    { name: 'Text', value: text },
  ],
})
const NEWS = newsOf('early')
const INCOMING = ['logIncomingMessages=true']

const venue = (store: string, files?: FileOperations): Promise<RunningSimulation> =>
  RunningSimulation.start({ ...SIDES, listen: '0', store, set: INCOMING, application: 'silent' }, folder, files)

const client = (port: number): Promise<RunningSimulation> =>
  RunningSimulation.start(
    {
      sender: 'CLIENT',
      target: 'VENUE',
      connect: `127.0.0.1:${port}`,
      admin: '0',
      application: 'silent',
      set: ['reconnectIntervalMs=50'],
    },
    folder,
  )

const ESTABLISHED = /established \(was/

/** Numbers and stored messages, read when nobody has the store open. */
function contentOf(store: string) {
  const opened = openStore({
    storage: { ...STORAGE_DEFAULTS, storageType: 'persistent', logDirectory: path.join(folder, store) },
    session: { beginString: 'FIX.4.4', senderCompID: 'VENUE', targetCompID: 'CLIENT', role: 'acceptor' },
    now: 0,
  })
  const { nextIn, nextOut } = opened
  const messages = opened.read(1, nextOut - 1).map(({ msgSeqNum, bytes }) => `${msgSeqNum} ${Buffer.from(bytes)}`)
  opened.close()
  return { nextIn, nextOut, messages }
}

const pathIn = (store: string, ...parts: string[]): string => path.join(folder, store, SESSION, ...parts)

/** A store with a talk in it, of a venue that has ended in good order. */
async function talkedInto(store: string): Promise<void> {
  const ours = await venue(store)
  const theirs = await client(ours.port)
  await theirs.line(ESTABLISHED)
  for (let i = 0; i < 3; i++)
    assert.equal((await theirs.ask('POST', 'sessions/CLIENT/VENUE/messages', NEWS)).status, 202)
  await theirs.stop()
  await ours.stop()
}

before(() => talkedInto('whole'))

function copyOf(store: string): string {
  const copy = `copy-${readdirSync(folder).length}`
  cpSync(path.join(folder, store), path.join(folder, copy), { recursive: true })
  return copy
}

test('each file cut anywhere in its end: it starts, says what it cut, and every whole record is there', async () => {
  const whole = contentOf('whole')
  assert.deepEqual([whole.nextIn, whole.nextOut], [6, 3])
  for (const file of readdirSync(pathIn('whole', 'current'))) {
    const { size } = statSync(pathIn('whole', 'current', file))
    // The other files are cut at every byte where they are tested alone.
    for (let cut = 1; cut <= 100; cut += file === 'messages.log' ? 1 : 13) {
      const store = copyOf('whole')
      truncateSync(pathIn(store, 'current', file), size - cut)
      const venueAgain = await venue(store)
      await venueAgain.stop()
      const { nextIn, nextOut, messages } = contentOf(store)
      const what = `${file} without ${cut} bytes`
      if (file === 'messages.log') {
        assert.deepEqual(messages, whole.messages.slice(0, messages.length), what)
        assert.ok(nextIn <= whole.nextIn && nextIn >= whole.nextIn - 1, `${what}: nextIn ${nextIn}`)
        assert.ok(nextOut <= whole.nextOut && nextOut >= whole.nextOut - 1, `${what}: nextOut ${nextOut}`)
        assert.match(venueAgain.said.join('\n'), /messages\.log/, what)
      } else assert.deepEqual({ nextIn, nextOut, messages }, whole, what)
      rmSync(path.join(folder, store), { recursive: true })
    }
  }
})

describe('a store that can not be opened: exit code 4, and it stays as it is', () => {
  const cases: readonly [name: string, spoil: (store: string) => void, text: RegExp][] = [
    [
      'a log that is gone',
      (store) => rmSync(pathIn(store, 'current', 'messages.log')),
      /messages\.log: .* is missing here; expected .*; restore it/,
    ],
    [
      'a changed byte',
      (store) => {
        const log = pathIn(store, 'current', 'messages.log')
        const bytes = readFileSync(log)
        bytes[100] = (bytes[100] ?? 0) ^ 1
        writeFileSync(log, bytes)
        // With it, a damaged message is told of when it is read.
        rmSync(pathIn(store, 'current', 'messages.index'))
      },
      /messages\.log, byte \d+: .*; expected .*; restore/,
    ],
    [
      'a folder for a file',
      (store) => {
        rmSync(pathIn(store, 'current', 'messages.log'))
        mkdirSync(pathIn(store, 'current', 'messages.log'))
      },
      /messages\.log: .*EISDIR.*; expected/,
    ],
    [
      'a file for the folder',
      (store) => {
        rmSync(pathIn(store), { recursive: true })
        writeFileSync(pathIn(store), 'no folder')
      },
      /cannot be opened \((ENOTDIR|EEXIST).*; expected/,
    ],
    [
      'a file of another session',
      (store) => {
        const log = pathIn(store, 'current', 'messages.log')
        writeFileSync(log, readFileSync(log, 'latin1').replace('VENUE-CLIENT', 'VENUE-CLOWNS'), 'latin1')
      },
      /messages\.log, byte 0: /,
    ],
  ]
  for (const [name, spoil, text] of cases)
    test(name, async () => {
      const store = copyOf('whole')
      spoil(store)
      const listed = (): string[] =>
        readdirSync(path.join(folder, store), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(
            ({ parentPath, name }) =>
              `${path.join(parentPath, name)} ${readFileSync(path.join(parentPath, name), 'hex')}`,
          )
          .sort()
      const found = listed()
      await assert.rejects(venue(store), (error) => {
        const { code, text: said } = exitCodeOf(error)
        assert.match(said, text)
        return code === 4
      })
      assert.deepEqual(listed(), found)
    })

  test('of another role', async () => {
    const store = copyOf('whole')
    const dialling = RunningSimulation.start({ ...SIDES, connect: '127.0.0.1:1', store }, folder)
    await assert.rejects(dialling, /expected the beginning ".*CLIENT initiator"; .*another session, role or version/)
  })

  test('in use', async () => {
    const store = copyOf('whole')
    const first = await venue(store)
    await assert.rejects(venue(store), /lock: this process has the store open already/)
    await first.stop()
    await (await venue(store)).stop()
  })

  // Node's own way to make folders never came back from there.
  test('where nobody can make folders', { skip: process.platform !== 'linux' }, async () => {
    await assert.rejects(venue('/proc/nobody/here'), /the store cannot be opened \(ENOENT/)
  })
})

interface Disk {
  readonly store: string
  readonly files?: FileOperations
  fill(): void
  makeRoom(): void
}

/** The session is cut, nothing goes out that was not stored, the API says so, and it goes on when there is room. */
async function fillsUp({ store, files, fill, makeRoom }: Disk): Promise<void> {
  const ours = await RunningSimulation.start(
    { ...SIDES, listen: '0', store, admin: '0', application: 'silent', set: INCOMING },
    folder,
    files,
  )
  const theirs = await client(ours.port)
  await ours.line(ESTABLISHED)
  const long = newsOf('x'.repeat(10_000))
  assert.equal((await ours.ask('POST', 'sessions/VENUE/CLIENT/messages', NEWS)).status, 202)
  fill()
  const refused = await ours.ask('POST', 'sessions/VENUE/CLIENT/messages', long)
  assert.equal(refused.status, 503, JSON.stringify(refused.body))
  assert.match(String(refused.body.detail), /messages\.log.*could not be written \(ENOSPC.*make room on the disk/)
  assert.match(await ours.line(/fault: /), /messages\.log, byte \d+: \d+ bytes could not be written/)
  await theirs.line(/reconnect \(was established\)/)
  assert.equal((await ours.ask('POST', 'sessions/VENUE/CLIENT/messages', long)).status, 503, 'without a connection too')
  assert.equal((await ours.ask('POST', 'sessions/VENUE/CLIENT/reset', { how: 'local' })).status, 503)
  const audit = (await ours.ask('GET', 'audit')).body as unknown as { outcome: string }[]
  assert.deepEqual(
    audit.map(({ outcome }) => outcome === 'done'),
    [true, false, false, false],
  )
  assert.equal((await ours.ask('GET', 'sessions/VENUE/CLIENT')).body.nextOut, 3, 'what was not stored has no number')
  // They had Logon and the first News, and nothing more.
  assert.equal((await theirs.ask('GET', 'sessions/CLIENT/VENUE')).body.nextIn, 3)
  const from = ours.said.length
  makeRoom()
  await ours.line(ESTABLISHED, from)
  assert.equal((await ours.ask('POST', 'sessions/VENUE/CLIENT/messages', long)).status, 202)
  await theirs.stop()
  const { nextIn, nextOut } = (await ours.ask('GET', 'sessions/VENUE/CLIENT')).body
  await ours.stop()
  const kept = contentOf(store)
  assert.deepEqual([kept.nextIn, kept.nextOut], [nextIn, nextOut])
  assert.ok(kept.messages.some((message) => message.includes('x'.repeat(10_000))))
}

describe('a disk that fills up while the session runs', () => {
  test('as the file operations say it', () => {
    const disk = failingDisk()
    return fillsUp({
      store: 'filling',
      files: disk,
      fill: () => {
        disk.full = true
        disk.roomBytes = 0
      },
      makeRoom: () => {
        disk.full = false
        disk.roomBytes = Number.POSITIVE_INFINITY
      },
    })
  })

  test('a real one', async (t) => {
    const small = path.join(folder, 'small')
    mkdirSync(small)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'fixproof', small])
    if (mounted.status !== 0) return t.skip('needs the right to mount a tmpfs (root)')
    const filler = path.join(small, 'filler')
    try {
      await fillsUp({ store: 'small/store', fill: () => fillDisk(filler), makeRoom: () => rmSync(filler) })
      fillDisk(filler)
      await assert.rejects(venue('small/another'), (error) => {
        const { code, text } = exitCodeOf(error)
        assert.match(text, /ENOSPC.*make room on the disk/)
        return code === 4
      })
    } finally {
      // Lazily: a test that fails leaves files of it open.
      spawnSync('umount', ['-l', small])
    }
  })
})

/** To the last byte that the disk takes. */
function fillDisk(filler: string): void {
  const file = openSync(filler, 'a')
  try {
    for (;;) writeSync(file, new Uint8Array(512))
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
  } finally {
    closeSync(file)
  }
}
