/** From what is said about a session to its parameters, and where those of all sessions meet the other side. */
import path from 'node:path'
import type { Dictionary } from '../dictionary/dictionary.ts'
import type { FixVersion } from '../fix/versions.ts'
import { type Resolved, resolveParameters, type Stated } from '../parameters/resolve.ts'
import type { EngineParameters } from '../parameters/settings.ts'
import { parseAddress } from './legs.ts'
import type { AdminAsked } from './simulate-admin.ts'
import { connectionsOf } from './simulate-listeners.ts'
import type { SimulationPlan } from './simulate-plan.ts'
import { LISTEN_HOST, type PlannedListener, presetOf, type SimulateOptions } from './simulate-request.ts'
import { type Role, statedBy } from './simulate-stated.ts'
import { unknownPlan } from './simulate-unknown.ts'
import { UsageError } from './usage-error.ts'

export type PlannedSessions = Pick<
  SimulationPlan,
  'sessions' | 'listeners' | 'engine' | 'unknown' | 'secretTags' | 'warnings' | 'infos'
> & { readonly adminAsked?: AdminAsked | undefined }

/** Types of storage that need a folder. */
const ON_DISK: readonly string[] = ['persistent', 'persistentMM', 'splitPersistent']

/** What is said about a session. */
export interface SessionDraft {
  readonly version: FixVersion
  readonly role: Role
  readonly senderCompID: string
  readonly targetCompID: string
  /** Weaker than what the command line says. */
  readonly layers: readonly Stated[]
  readonly dictionary: Dictionary
  readonly logonFields?: readonly (readonly [number, string])[]
  /** It is no session itself: others are made like it. */
  readonly template?: boolean
}

/** A session with its parameters. */
export interface Drafted extends Resolved {
  readonly template: boolean
}

/** Where the other side is, as the profile says it. */
export interface Places {
  readonly connect?: string | undefined
  readonly listen?: string | undefined
}

export function planned(
  drafts: readonly SessionDraft[],
  places: Places,
  options: SimulateOptions,
  secretTags: readonly number[],
): PlannedSessions {
  const stated = statedBy(options)
  const resolved = drafts.map((draft) => resolve(draft, stated, places, options))
  const accepting = resolved.filter(({ parameters }) => parameters.session.role === 'acceptor')
  return planOf(resolved, accepting.length === 0 ? [] : listenersOf(accepting, places, options), secretTags)
}

export function planOf(
  resolved: readonly Drafted[],
  listeners: readonly PlannedListener[],
  secretTags: readonly number[],
): PlannedSessions {
  const engine = resolved.find(({ parameters }) => parameters.session.role === 'acceptor')?.engine
  const played = connectionsOf(listeners, engine?.sharedStore ?? true)
  return {
    sessions: resolved.filter(({ template }) => !template).map(({ parameters }) => parameters),
    listeners: played.listeners,
    engine,
    unknown: unknownPlan(resolved),
    adminAsked: resolved.find((each) => each.engine.adminEnabled)?.engine,
    secretTags,
    warnings: [...new Set(resolved.flatMap(({ warnings }) => warnings)), ...played.warnings],
    infos: [...new Set(resolved.flatMap(({ infos }) => infos))],
  }
}

export function resolve(draft: SessionDraft, stated: Stated, places: Places, options: SimulateOptions): Drafted {
  const { version, role, senderCompID, targetCompID, dictionary, logonFields = [], template = false } = draft
  const resolved = resolveParameters(stated, {
    identity: { version, role, senderCompID, targetCompID, dictionary },
    preset: presetOf(options),
    layers: [...storeLayer(options), ...draft.layers],
  })
  const { session, connection, storage } = resolved.parameters
  if (storage.logDirectory === undefined && ON_DISK.includes(storage.storageType))
    throw new UsageError(
      `storageType ${storage.storageType} needs a folder: give --store FOLDER, or state logDirectory`,
    )
  const parameters: EngineParameters = {
    ...resolved.parameters,
    session: { ...session, logonFields: [...session.logonFields, ...logonFields] },
    connection:
      role === 'acceptor' ? connection : { ...connection, destinations: destinationsOf(connection, places, options) },
  }
  return { ...resolved, parameters, template }
}

function destinationsOf(
  { destinations }: EngineParameters['connection'],
  { connect }: Places,
  options: SimulateOptions,
): EngineParameters['connection']['destinations'] {
  if (options.connect === undefined && destinations.length > 0) return destinations
  const text = options.connect ?? connect
  if (text === undefined)
    throw new UsageError(
      'a session that dials needs to know where to: --connect HOST:PORT, or target.connect in the profile',
    )
  const address = parseAddress('--connect', text)
  if (address.port === 0)
    throw new UsageError(`--connect "${text}": nobody listens on port 0; state the port of the other side`)
  return [address]
}

function listenersOf(accepting: readonly Resolved[], { listen }: Places, options: SimulateOptions): PlannedListener[] {
  const stated = options.listen ?? listen
  const { engine, parameters } = accepting[0] as Resolved
  const tls = parameters.tls.enabled ? parameters.tls : undefined
  if (stated !== undefined) return [{ address: parseAddress('--listen', stated, LISTEN_HOST), tls }]
  const host = engine.listenAddress ?? LISTEN_HOST
  const ports = [
    ...engine.listenPorts.map((port) => ({ address: { host, port } })),
    ...engine.listenTlsPorts.map((port) => ({ address: { host, port }, tls: parameters.tls })),
  ]
  if (ports.length > 0) return ports
  throw new UsageError('a session that accepts needs a port: --listen [HOST:]PORT, or target.listen in the profile')
}

function storeLayer({ store, cwd }: SimulateOptions): Stated[] {
  return store === undefined ? [] : [{ storageType: 'persistent', logDirectory: path.resolve(cwd, store) }]
}
