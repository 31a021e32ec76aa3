/** Which destination of the counterparty each port plays. */
import type { PlannedListener } from './simulate-request.ts'
import { UsageError } from './usage-error.ts'

/**
 * With one store for all of them the ports are alike. Otherwise the first is the primary and the second the backup, and
 * a session that comes over the other one begins anew there.
 *
 * @throws UsageError when there are more ports than destinations
 */
export function connectionsOf(
  listeners: readonly PlannedListener[],
  sharedStore: boolean,
): { readonly listeners: readonly PlannedListener[]; readonly warnings: readonly string[] } {
  if (sharedStore || listeners.length === 0) return { listeners, warnings: [] }
  if (listeners.length > 2)
    throw new UsageError(
      `sharedStore false: the first port is the primary connection and the second its backup, but there are ${listeners.length} ports`,
    )
  const warnings =
    listeners.length === 2
      ? []
      : [
          'sharedStore false has no effect with one port: state two, the first is primary, such as listenPorts=9878,9879',
        ]
  return {
    listeners: listeners.map((listener, i) => ({ ...listener, connection: i === 0 ? 'primary' : 'backup' })),
    warnings,
  }
}
