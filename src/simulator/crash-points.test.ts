import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { nodeFileOperations } from '../store/file-operations.ts'
import { type FileStore, openFileStore } from '../store/file-store.ts'
import { type CrashPoint, CrashPoints, RESET_STEPS, TORN_AT } from './crash-points.ts'

/** Thrown in the place of the end of the process: what comes behind the point does not happen. */
class Died extends Error {}

const session = { beginString: 'FIX.4.4', senderCompID: 'US', targetCompID: 'THEM' }
const message = Buffer.from('8=FIX.4.4\x019=5\x0135=0\x0110=163\x01')

describe('points at which a process dies', () => {
  let directory = ''

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'fixproof-crash-points-'))
  })

  afterEach(() => rmSync(directory, { recursive: true }))

  /** Works until the process would be gone. @returns the bytes that its files held then */
  function dying(point: CrashPoint, work: (store: FileStore, crash: CrashPoints) => void): number {
    const bytes: number[] = []
    const crash = new CrashPoints(() => {
      bytes.push(bytesIn(directory))
      throw new Died()
    })
    const files = crash.files(nodeFileOperations)
    const store = openFileStore({ directory, session, now: 1000, files })
    crash.store(store)
    store.saveOutgoing(1, message)
    store.flush()
    crash.arm(point)
    assert.throws(() => work(store, crash))
    assert.ok(bytes.length > 0, 'it did not die')
    return bytes[0] ?? 0
  }

  const save = (store: FileStore): void => {
    store.saveOutgoing(2, message)
    store.flush()
  }

  test('what waited for a connection is written again when it leaves: that is such a write as well', () => {
    const late = (store: FileStore): void => {
      store.saveLate(1, message)
      store.flush()
    }
    const before = dying({ at: 'beforeStore', msgSeqNum: 1 }, late)
    emptied()
    const after = dying({ at: 'afterStore', msgSeqNum: 1 }, late)
    assert.ok(after - before > message.length, `${after - before} bytes`)
  })

  test('up to the point the store works as before: what a message has overtaken waits', () => {
    const store = new CrashPoints(() => undefined).store(openFileStore({ directory, session, now: 1000 }))
    store.saveOutgoing(1, message, false)
    store.saveOutgoing(2, message, true, true)
    assert.deepEqual(
      store.unsent().map(({ msgSeqNum }) => msgSeqNum),
      [1],
    )
    store.close()
  })

  test('before the store nothing is written, after it everything, and in between a part', () => {
    const before = dying({ at: 'beforeStore', msgSeqNum: 2 }, save)
    emptied()
    const after = dying({ at: 'afterStore', msgSeqNum: 2 }, save)
    const record = after - before
    assert.ok(record > message.length, `${record} bytes`)
    const torn = TORN_AT.map((written) => {
      emptied()
      return dying({ at: 'tornRecord', msgSeqNum: 2, written }, save) - before
    })
    assert.deepEqual(torn, [1, record >> 1, record - 1])
  })

  test('another message does not matter', () => {
    const crash = new CrashPoints(() => assert.fail('it died'))
    const store = openFileStore({ directory, session, now: 1000, files: crash.files(nodeFileOperations) })
    crash.store(store)
    for (const at of ['beforeStore', 'afterStore', 'inDelivery', 'afterDelivery', 'midResend'] as const) {
      crash.arm({ at, msgSeqNum: 7 })
      crash.inDelivery(6)
      crash.midResend(6)
      store.setNextIn(7)
      store.saveOutgoing(store.nextOut, message)
      store.flush()
    }
    store.close()
  })

  test('a delivery dies with the message at the application, and then before it is counted', () => {
    dying({ at: 'inDelivery', msgSeqNum: 4 }, (_, crash) => crash.inDelivery(4))
    emptied()
    dying({ at: 'afterDelivery', msgSeqNum: 4 }, (store) => {
      try {
        store.setNextIn(5)
      } finally {
        assert.equal(store.nextIn, 1)
      }
    })
  })

  test('an answer dies at the turn of a message', () => {
    dying({ at: 'midResend', msgSeqNum: 4 }, (_, crash) => crash.midResend(4))
  })

  test('a reset dies with the old numbering in place, in the archive, and with the new one in place', () => {
    const found = RESET_STEPS.map((step) => {
      emptied()
      let seen: string[] = []
      const crash = new CrashPoints(() => {
        if (seen.length === 0) seen = foldersIn(directory)
      })
      const store = openFileStore({ directory, session, now: 1000, files: crash.files(nodeFileOperations) })
      crash.store(store)
      store.saveOutgoing(1, message)
      store.flush()
      crash.arm({ at: 'inReset', step })
      store.reset(2000)
      store.close()
      return seen
    })
    assert.deepEqual(found, [
      ['archive', 'current', 'next'],
      ['archive', 'next'],
      ['archive', 'current'],
    ])
  })

  function emptied(): void {
    for (const name of readdirSync(directory)) rmSync(path.join(directory, name), { recursive: true })
  }
})

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('messages.log'))
    .reduce((sum, name) => sum + statSync(path.join(directory, name)).size, 0)
}

/** Folders of the one session. */
function foldersIn(directory: string): string[] {
  const [own = ''] = readdirSync(directory)
  return readdirSync(path.join(directory, own), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
