/** For the tests of the admin API: a server over real HTTP, and behind it two engines in memory on a simulated clock. */

import type { AdminSession } from '../admin/admin-host.ts'
import type { AdminVenue } from '../admin/admin-venue.ts'
import { AdminServer, type AdminServerOptions } from '../admin/server.ts'
import { SECRET_TAGS } from '../admin/session-view.ts'
import type { Field } from '../codec/encode.ts'
import type { Message } from '../codec/message.ts'
import { dictionaryFor } from '../dictionary/load.ts'
import { FixEngine } from '../engine/fix-engine.ts'
import type { HostedApplication, HostedSession } from '../engine/hosted-session.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Journal, type JournalLimits } from '../journal/journal.ts'
import { defaultParameters } from '../parameters/assemble.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import type { Role } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import { BEGINNING, FIX44 } from './engine-rig.ts'

const ADDRESS = { host: 'memory', port: 9878 }

export interface AdminRig {
  readonly server: AdminServer
  readonly clock: SimulatedClock
  /** Ours, steered by the API; an acceptor. */
  readonly session: HostedSession
  /** The other side; it dials. */
  readonly them: HostedSession
  /** Application messages that the other side got. */
  readonly received: Message[]
  readonly journal: Journal
  /** Lets both sides talk for so long. */
  run(ms?: number): void
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>
  close(): Promise<void>
}

export interface AdminRigOptions extends Partial<Pick<AdminServerOptions, 'protection' | 'onAudit'>> {
  readonly parameters?: (parameters: EngineParameters) => EngineParameters
  readonly logonFields?: readonly Field[]
  readonly keep?: JournalLimits
  readonly application?: HostedApplication
  readonly venue?: AdminVenue | undefined
}

function parametersFor(role: Role, sender: string, target: string): EngineParameters {
  const identity = {
    version: FIX44,
    role,
    senderCompID: sender,
    targetCompID: target,
    dictionary: dictionaryFor(FIX44),
  }
  return defaultParameters(identity).parameters
}

/** VENUE is ours and accepts, CLIENT is theirs; nothing is connected before `run`. */
export async function adminRig(options: AdminRigOptions = {}): Promise<AdminRig> {
  const { protection = {}, parameters = (same) => same, logonFields = [], onAudit } = options
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock })
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 }, options.keep)
  const ours = new FixEngine({ clock, network })
  const theirs = new FixEngine({ clock, network })
  const received: Message[] = []
  const session = ours.createSession({
    parameters: parameters(parametersFor('acceptor', 'VENUE', 'CLIENT')),
    journal,
    openStore: () => new MemoryStore(clock.now()),
    ...(options.application === undefined ? {} : { application: options.application }),
  })
  const client = parametersFor('initiator', 'CLIENT', 'VENUE')
  const them = theirs.createSession({
    parameters: {
      ...client,
      session: { ...client.session, logonFields },
      connection: { ...client.connection, destinations: [ADDRESS] },
    },
    openStore: () => new MemoryStore(clock.now()),
    application: { onMessage: (message) => void received.push(message) },
  })
  await ours.listen(ADDRESS)
  session.start()
  them.start()
  const secretTags = new Set(SECRET_TAGS)
  const of = (found: HostedSession): AdminSession => ({ session: found, journal, secretTags, application: 'silent' })
  const server = await AdminServer.create({
    host: { engine: ours, of, venue: options.venue },
    version: '0',
    protection,
    now: () => clock.now(),
    ...(onAudit === undefined ? {} : { onAudit }),
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    server,
    clock,
    session,
    them,
    received,
    journal,
    run: (ms = 1000) => clock.advanceTo(clock.now() + ms),
    call: (method, path, body) => call(server.url + path, method, body),
    close: async () => {
      ours.close()
      theirs.close()
      await server.close()
    },
  }
}

async function call(url: string, method: string, body: unknown) {
  const stated =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  const response = await fetch(url, { method, ...stated })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
