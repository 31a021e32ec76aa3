/** The stores that the parameters of a session ask for: one of its own for each connection (engine parameters 7). */
import type { EngineParameters } from '../parameters/settings.ts'
import type { MessageStore } from '../store/message-store.ts'
import { openStore } from '../store/open-store.ts'
import type { Clock } from './clock.ts'
import type { ConnectionName } from './hosted-application.ts'

/**
 * @param onWarning - told what a store has repaired or put aside
 * @returns what opens the store of a connection. It throws StoreError when the files can't be used, and RangeError for a
 *   type that keeps files when there is no `logDirectory`
 */
export function storeFor(
  { storage, session, qualifier }: Pick<EngineParameters, 'storage' | 'session' | 'qualifier'>,
  clock: Clock,
  onWarning?: (text: string) => void,
): (connection: ConnectionName) => MessageStore {
  const { version, senderCompID, targetCompID, role } = session
  const stored = { beginString: version.id, senderCompID, targetCompID, qualifier, role }
  return (connection) => {
    const { storageType, logDirectory } = storage
    if (storageType !== 'transient' && storageType !== 'null' && logDirectory === undefined)
      throw new RangeError(
        `storageType ${storageType} keeps files, and there is no logDirectory to keep them in: state one, or transient`,
      )
    return openStore({ storage, session: stored, connection, now: Math.floor(clock.now()), onWarning })
  }
}
