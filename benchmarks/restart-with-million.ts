/**
 * How long a session with a million stored messages takes to be ready again, and how much memory it grows by: with the
 * index, after a crash without it, and split over many files. Each opening is in a process of its own. A figure for
 * people, never a test.
 *
 *   npx node benchmarks/restart-with-million.ts [MESSAGES]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { StorageType } from '../src/store/open-store.ts'
import { openStore } from '../src/store/open-store.ts'

const session = { beginString: 'FIX.4.4', senderCompID: 'TESTER', targetCompID: 'VENUE', role: 'initiator' } as const
const now = Date.UTC(2026, 0, 5)

function open(logDirectory: string, storageType: StorageType) {
  return openStore({
    session,
    now,
    storage: {
      storageType,
      logDirectory,
      backupDirectory: undefined,
      archivePath: undefined,
      fsync: 'never',
      fsyncIntervalMs: 1000,
      logIncomingMessages: false,
      maxStorageSliceSize: 16 * 1024 * 1024,
      storageCleanupMode: 'backup',
      storageRecoveryStrategy: 'none',
    },
  })
}

/** An order of about 200 bytes. */
function order(msgSeqNum: number): Buffer {
  const text = `8=FIX.4.4|9=178|35=D|49=TESTER|56=VENUE|34=${msgSeqNum}|52=20260105-08:00:00.000|11=ORDER-${msgSeqNum}|21=1|55=EURUSD|54=1|60=20260105-08:00:00.000|38=1000000|40=2|44=1.08765|59=0|58=a figure for people|10=000|`
  return Buffer.from(text.replaceAll('|', '\u0001'), 'latin1')
}

function fill(directory: string, storageType: StorageType, count: number): void {
  const store = open(directory, storageType)
  for (let msgSeqNum = 1; msgSeqNum <= count; msgSeqNum++) {
    store.saveOutgoing(msgSeqNum, order(msgSeqNum))
    store.setNextIn(msgSeqNum + 1)
    if (msgSeqNum % 100 === 0) store.flush(now)
  }
  store.close()
}

/** In a process of its own: opens, checks, and prints what it took. */
function measure(directory: string, storageType: StorageType, count: number): void {
  const rssBefore = process.memoryUsage.rss()
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const store = open(directory, storageType)
  const readyMs = performance.now() - startedAt
  const cpu = process.cpuUsage(cpuBefore)
  const rssGrowth = process.memoryUsage.rss() - rssBefore
  if (store.nextOut !== count + 1 || store.nextIn !== count + 1) throw new Error(`nextOut ${store.nextOut}`)
  const readAt = performance.now()
  const begin = Math.floor(count / 2)
  const block = store.read(begin, begin + 999)
  const readMs = performance.now() - readAt
  if (block.length !== Math.min(1000, count - begin + 1)) throw new Error(`${block.length} messages read`)
  const mebibytes = (rssGrowth / 1024 / 1024).toFixed(0)
  const cpuMs = ((cpu.user + cpu.system) / 1000).toFixed(0)
  console.log(
    `${readyMs.toFixed(0)} ms (${cpuMs} ms of CPU), ${mebibytes} MiB more memory; 1000 from the middle in ${readMs.toFixed(1)} ms`,
  )
  store.close()
}

function measureApart(what: string, directory: string, storageType: StorageType, count: number): void {
  const child = spawnSync(process.execPath, [import.meta.filename, 'measure', directory, storageType, String(count)])
  if (child.status !== 0) throw new Error(child.stderr.toString())
  console.log(`${what.padEnd(34)} ${child.stdout.toString().trim()}`)
}

const [first = '1000000', directory = '', storageType = ''] = process.argv.slice(2)
if (first === 'measure') {
  measure(directory, storageType as StorageType, Number(process.argv[5]))
} else {
  const count = Number(first)
  for (const type of ['persistent', 'persistentMM', 'splitPersistent'] as const) {
    const folder = mkdtempSync(path.join(tmpdir(), 'fixproof-million-'))
    try {
      const startedAt = performance.now()
      fill(folder, type, count)
      console.log(`${type}: ${count} messages stored in ${(performance.now() - startedAt).toFixed(0)} ms`)
      measureApart('  with its index', folder, type, count)
      rmSync(path.join(folder, 'FIX.4.4-TESTER-VENUE', 'current', 'messages.index'))
      measureApart('  index missing', folder, type, count)
      measureApart('  index made again', folder, type, count)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
