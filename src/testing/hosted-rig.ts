/** For the tests of hosted sessions: one of ours with its stores and its record, and counterparties to put at ports. */

import { FixEngine, type ListenOptions } from '../engine/fix-engine.ts'
import type { HostedApplication } from '../engine/hosted-application.ts'
import type { HostedSession } from '../engine/hosted-session.ts'
import { SimulatedClock } from '../engine/simulated-clock.ts'
import { Tag } from '../fix/tags.ts'
import { Journal } from '../journal/journal.ts'
import {
  APPLICATION_DEFAULTS,
  CONNECTION_DEFAULTS,
  type ConnectionSettings,
  type EngineParameters,
  PROTECTION_DEFAULTS,
  SCHEDULE_DEFAULTS,
  type ScheduleSettings,
  STORAGE_DEFAULTS,
  type StorageSettings,
  TLS_DEFAULTS,
} from '../parameters/settings.ts'
import type { Role, SessionSettings } from '../session/settings.ts'
import { MemoryStore } from '../store/memory-store.ts'
import type { MessageStore } from '../store/message-store.ts'
import { MemoryNetwork } from '../transport/memory.ts'
import type { Network } from '../transport/transport.ts'
import { BEGINNING, mirrored, settingsFor } from './engine-rig.ts'

export const PRIMARY = { host: 'memory', port: 1 }
export const BACKUP = { host: 'memory', port: 2, heartBtInt: 7 }

/** Parts that a test states; every other has its default. */
export interface StatedParts {
  readonly session?: Partial<SessionSettings>
  readonly connection?: Partial<ConnectionSettings>
  readonly schedule?: Partial<ScheduleSettings>
  readonly storage?: Partial<StorageSettings>
  readonly qualifier?: string
}

/** US as `role`; an initiator dials PRIMARY. */
export function parametersFor(role: Role, stated: StatedParts = {}): EngineParameters {
  const destinations = role === 'initiator' ? [PRIMARY] : []
  return {
    session: settingsFor(role, stated.session),
    qualifier: stated.qualifier,
    connection: { ...CONNECTION_DEFAULTS, destinations, ...stated.connection },
    schedule: { ...SCHEDULE_DEFAULTS, ...stated.schedule },
    storage: { ...STORAGE_DEFAULTS, ...stated.storage },
    protection: PROTECTION_DEFAULTS,
    application: APPLICATION_DEFAULTS,
    tls: TLS_DEFAULTS,
  }
}

/** What a hosted session was asked to tell, in words. */
export interface HostedRig {
  readonly clock: SimulatedClock
  readonly network: MemoryNetwork
  readonly engine: FixEngine
  readonly host: HostedSession
  /** The stores that were opened, by connection. */
  readonly stores: Map<string, MessageStore>
  readonly journal: Journal
  /** States entered, in order. */
  readonly states: string[]
  readonly observed: string[]
  /** Messages, as `out A1` and `in 0:5`: direction, MsgType(35), MsgSeqNum(34), and the fields asked for. */
  talk(...tags: readonly number[]): string[]
  /** Passes `ms` milliseconds. */
  pass(ms: number): void
}

export function hostedRig(
  role: Role,
  stated: StatedParts & {
    readonly application?: HostedApplication
    readonly network?: (memory: MemoryNetwork) => Network
    /** Cuts what is written into the chunks that arrive. */
    readonly split?: (bytes: Buffer) => Buffer[]
  } = {},
): HostedRig {
  const clock = new SimulatedClock(BEGINNING)
  const network = new MemoryNetwork({ clock, ...(stated.split === undefined ? {} : { split: stated.split }) })
  const engine = new FixEngine({ clock, network: stated.network?.(network) ?? network })
  const journal = new Journal({ now: () => clock.now(), elapsed: () => 0 })
  const stores = new Map<string, MessageStore>()
  const states: string[] = []
  const observed: string[] = []
  const theirs = stated.application
  const host = engine.createSession({
    parameters: parametersFor(role, stated),
    journal,
    openStore: (connection) => {
      const store = new MemoryStore(clock.now())
      stores.set(connection, store)
      return store
    },
    application: {
      ...theirs,
      onNewState: (before, after, reason, session) => {
        states.push(after)
        return theirs?.onNewState?.(before, after, reason, session)
      },
      onObservation: (observation, session) => {
        observed.push(observation.text)
        theirs?.onObservation?.(observation, session)
      },
    },
  })
  const talk = (...tags: readonly number[]): string[] =>
    journal.entries.flatMap((entry) => {
      if (entry.kind !== 'message') return []
      const { message, direction } = entry
      const shown = tags.flatMap((tag) => (message.text(tag) === undefined ? [] : [`${tag}=${message.text(tag)}`]))
      const dup = message.text(Tag.PossDupFlag) === 'Y' ? '?' : ''
      return [[`${direction} ${message.msgType}${message.msgSeqNum}${dup}`, ...shown].join(' ')]
    })
  return {
    clock,
    network,
    engine,
    host,
    stores,
    journal,
    states,
    observed,
    talk,
    pass: (ms) => clock.advanceTo(clock.now() + ms),
  }
}

export interface Peer {
  readonly engine: FixEngine
  readonly host: HostedSession
  readonly store: MemoryStore
  /** 148 of each application message delivered, with `?` when it may be a duplicate. */
  readonly delivered: string[]
}

/** The other side of `rig`: an acceptor at `port`, or an initiator that dials it. */
export async function peerOf(
  rig: HostedRig,
  port: number,
  stated: StatedParts = {},
  listen: ListenOptions = {},
): Promise<Peer> {
  const { clock, network } = rig
  const mirror = mirrored(rig.host.parameters.session)
  const role = mirror.role
  const engine = new FixEngine({ clock, network })
  const store = new MemoryStore(clock.now())
  const delivered: string[] = []
  const parameters = parametersFor(role, {
    ...stated,
    session: { senderCompID: mirror.senderCompID, targetCompID: mirror.targetCompID, ...stated.session },
    connection: { ...(role === 'initiator' ? { destinations: [{ host: 'memory', port }] } : {}), ...stated.connection },
  })
  const host = engine.createSession({
    parameters,
    openStore: () => store,
    application: {
      onMessage: (message, _session, possDup) => {
        delivered.push(`${message.text(148)}${possDup ? '?' : ''}`)
      },
    },
  })
  if (role === 'acceptor') await engine.listen({ host: 'memory', port }, listen)
  host.start()
  return { engine, host, store, delivered }
}

/** A listener that takes connections and says nothing. */
export function silentListener(network: MemoryNetwork, port: number): void {
  network.listenNow({ host: 'memory', port }, (transport) => transport.listen({ onData: () => {}, onClose: () => {} }))
}
