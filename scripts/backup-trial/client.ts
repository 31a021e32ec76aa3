/** Our initiator as others embed it, with files of its own, and what it did: where it dialled, and what it told. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type ConnectionName,
  dictionaryFor,
  FixEngine,
  type FixVersion,
  type HostedSession,
  type Network,
  openStore,
  realClock,
  resolveParameters,
  type Stated,
  tcpNetwork,
} from '../../src/engine/engine.ts'
import type { Place } from './place.ts'

/** Milliseconds between attempts. */
export const INTERVAL_MS = 30
/** Milliseconds within which a Logon has to be answered: long, so that a machine that is busy changes nothing. */
const LOGON_MS = 5_000
export const HEART_BT_INT = { primary: 30, backup: 7 } as const
/** Milliseconds until something that is to happen counts as not happening. */
const PATIENCE_MS = 5_000

export interface Attempt {
  readonly to: ConnectionName
  /** Milliseconds of a clock that nobody sets. */
  readonly at: number
}

export class Client {
  readonly session: HostedSession
  /** Every connection that was asked for, seen beside the engine's own count. */
  readonly attempts: Attempt[] = []
  readonly switches: string[] = []
  readonly delivered: string[] = []
  /** What the application has back, never sent. */
  readonly returned: string[] = []
  readonly #engine: FixEngine
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'fixproof-backup-trial-'))

  constructor(version: FixVersion, primary: Place, backup: Place, stated: Stated) {
    const { parameters } = resolveParameters(
      {
        connectHost: '127.0.0.1',
        connectPort: primary.port,
        backupHost: '127.0.0.1',
        backupPort: backup.port,
        heartBtInt: HEART_BT_INT.primary,
        backupHeartBtInt: HEART_BT_INT.backup,
        reconnectIntervalMs: INTERVAL_MS,
        loginWaitTimeout: LOGON_MS,
        // Who does not answer Logon is not waited for when it is told Logout.
        forcedLogoffTimeout: 0,
        logDirectory: this.#folder,
        ...stated,
      },
      {
        identity: {
          version,
          role: 'initiator',
          senderCompID: 'US',
          targetCompID: 'THEM',
          dictionary: dictionaryFor(version),
        },
      },
    )
    const network: Network = {
      listen: tcpNetwork.listen,
      dial: (address, handlers) => {
        this.attempts.push({ to: address.port === primary.port ? 'primary' : 'backup', at: performance.now() })
        tcpNetwork.dial(address, handlers)
      },
    }
    this.#engine = new FixEngine({ clock: realClock, network })
    this.session = this.#engine.createSession({
      parameters,
      openStore: (connection) =>
        openStore({
          storage: parameters.storage,
          session: { beginString: version.id, senderCompID: 'US', targetCompID: 'THEM', role: 'initiator' },
          connection,
          now: realClock.now(),
        }),
      application: {
        onMessage: (message) => void this.delivered.push(message.text(148) ?? ''),
        onUndelivered: (message) => void this.returned.push(message.text(148) ?? ''),
        onSwitchConnection: (from, to) => void this.switches.push(`${from} to ${to}`),
      },
    })
  }

  /** Where it dialled, in order: `4 primary, 1 backup`. */
  get way(): string {
    const runs: { to: string; count: number }[] = []
    for (const { to } of this.attempts) {
      const last = runs.at(-1)
      if (last?.to === to) last.count++
      else runs.push({ to, count: 1 })
    }
    return runs.map(({ to, count }) => `${count} ${to}`).join(', ')
  }

  established(on: ConnectionName): Promise<boolean> {
    return until(() => this.session.state === 'established' && this.session.activeConnection === on)
  }

  /** It has come to its end, and stays there. */
  async ended(): Promise<boolean> {
    if (!(await until(() => this.session.state === 'nonGracefullyTerminated'))) return false
    const { length } = this.attempts
    await pause(5 * INTERVAL_MS)
    return this.attempts.length === length && this.session.state === 'nonGracefullyTerminated'
  }

  close(): void {
    this.#engine.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until it is so. @returns false when it does not come about */
export async function until(done: () => boolean): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS
  while (!done()) {
    if (performance.now() > deadline) return false
    await pause(5)
  }
  return true
}
