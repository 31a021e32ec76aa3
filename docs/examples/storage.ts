/** A store outlives its process; what is in it can be looked at without opening it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspectStore, openStore, type StorageOptions, StoreError, sessionIdentity } from '../../src/engine/engine.ts'

const logDirectory = mkdtempSync(join(tmpdir(), 'store-'))
const session = { beginString: 'FIX.4.4', senderCompID: 'US', targetCompID: 'THEM' }
const storage: StorageOptions = {
  storageType: 'persistent',
  logDirectory,
  backupDirectory: undefined,
  archivePath: undefined,
  fsync: 'always',
  fsyncIntervalMs: 1000,
  logIncomingMessages: false,
  maxStorageSliceSize: 100 * 1024 * 1024,
  storageCleanupMode: 'backup',
  storageRecoveryStrategy: 'none',
}

const store = openStore({ storage, session, now: Date.UTC(2026, 0, 5, 9) })
store.saveOutgoing(1, Buffer.from('8=FIX.4.4…'))
store.flush()

// One process, one store: the second to open it is told who has it.
try {
  openStore({ storage, session, now: Date.UTC(2026, 0, 5, 9) })
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  console.log(error.problem)
}
// → inUse
store.close()

const found = inspectStore(logDirectory, sessionIdentity(session))?.numbering
console.log(`next in ${found?.nextIn}, out ${found?.nextOut}, ${found?.messages} message`)
// → next in 1, out 2, 1 message
rmSync(logDirectory, { recursive: true })
